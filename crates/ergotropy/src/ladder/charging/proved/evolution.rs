//! The populations over time, stretch by stretch, with a proved bound on their error.

use std::sync::Arc;

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::charging::proved::laguerre::Expansion;
use crate::ladder::charging::proved::tuning::Tuning;
use crate::ladder::charging::times::{MOST_TIME, too_stiff};
use crate::ladder::state::{Accuracy, LadderState};
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, Doubles, ROUNDOFF};
use crate::numerics::effort;

/// The evolution, carried to the beginning of the present stretch.
pub(crate) struct Evolution<'a> {
    tuning: Tuning,
    generator: Rates<Double>,
    start: &'a LadderState,
    steady: LadderState,
    /// The time at which the present stretch begins.
    begin: f64,
    /// The populations at the beginning of the stretch.
    state: Doubles,
    /// Bound on the error of `state` in Σ|p|.
    error: f64,
    stretch: Option<Stretch>,
    next_length: f64,
    /// Whether nothing acts on populations.
    silent: bool,
    /// The distance from the steady state, once it is small enough to take the steady state as the answer.
    arrived: Option<f64>,
}

struct Stretch {
    end: f64,
    expansion: Expansion,
}

impl<'a> Evolution<'a> {
    /// An evolution from a start.
    ///
    /// # Errors
    /// Those of the steady state.
    pub(crate) fn new(ensemble: &Ensemble, start: &'a LadderState) -> Result<Self, Error> {
        let generator = Rates::<Double>::new(ensemble);
        let lattice = ensemble.lattice();
        let fastest = lattice
            .iter()
            .map(|(d, k)| generator.exit(d, k).to_f64())
            .fold(0.0, f64::max);
        Ok(Self {
            tuning: Tuning::default(),
            generator,
            start,
            steady: ensemble.steady_state_reached_from(start)?,
            begin: 0.0,
            state: lattice
                .iter()
                .map(|(d, k)| Double::from(start.population(d, k)))
                .collect(),
            error: start.accuracy().total(),
            stretch: None,
            next_length: fastest.recip().min(MOST_TIME),
            silent: fastest == 0.0,
            arrived: None,
        })
    }

    /// Length of the next stretch.
    pub(crate) fn next_length(&self) -> f64 {
        self.next_length
    }

    /// The state at a time, which must not be before the one asked for last. `step` is called with the time at
    /// which each stretch begins.
    ///
    /// # Errors
    /// Those of [`Expansion::new`]; [`Error::Stalled`] if an expansion leaves the range of floats, and
    /// [`Error::OutOfRange`] if stretches are shorter than the spacing of floats.
    pub(crate) fn state(
        &mut self,
        time: f64,
        step: &mut dyn FnMut(f64),
    ) -> Result<LadderState, Error> {
        if time == 0.0 || self.silent {
            return Ok(self.start.clone());
        }
        loop {
            if let Some(distance) = self.arrived {
                return Ok(self.steady_within(distance));
            }
            match &self.stretch {
                Some(stretch) if time <= stretch.end => {
                    let (state, error) = stretch.expansion.at(elapsed(time, self.begin));
                    return Ok(self.ladder_state(&state, self.error + error));
                }
                Some(_) => self.enter(),
                None => {
                    step(self.begin);
                    self.advance(time)?;
                }
            }
        }
    }

    /// Moves the evolution to the end of the present stretch.
    fn enter(&mut self) {
        if let Some(Stretch { end, expansion }) = self.stretch.take() {
            let (state, error) = expansion.at(elapsed(end, self.begin));
            self.error += error;
            self.begin = end;
            let distance: Double = self
                .generator
                .lattice()
                .iter()
                .zip(state.iter())
                .map(|((d, k), p)| (p - Double::from(self.steady.population(d, k))).abs())
                .sum();
            let distance = distance.to_f64();
            if distance <= self.tuning.arrived.max(self.error) {
                self.arrived = Some(distance);
            }
            self.state = state;
        }
    }

    /// Expands the next stretch, and halves its length until the terms suffice.
    fn advance(&mut self, time: f64) -> Result<(), Error> {
        let mut length = self.next_length;
        loop {
            let end = (self.begin + length).max(self.begin.next_up());
            let exact_length = elapsed(end, self.begin).to_f64();
            let z = self.tuning.longest / exact_length;
            match Expansion::new(&self.generator, z, &self.state, self.tuning)? {
                Ok(expansion) => {
                    self.next_length = length * self.tuning.growth(expansion.order());
                    let end = (self.begin + expansion.length()).max(self.begin.next_up());
                    self.stretch = Some(Stretch { end, expansion });
                    effort::advanced();
                    return Ok(());
                }
                Err(error) if !error.is_finite() => {
                    return Err(Error::Stalled {
                        time: self.begin,
                        step: exact_length,
                        error,
                    });
                }
                Err(_) if end == self.begin.next_up() => {
                    return Err(too_stiff(time, exact_length));
                }
                Err(_) => length /= 2.0,
            }
        }
    }

    fn steady_within(&self, distance: f64) -> LadderState {
        let accuracy = self.steady.accuracy();
        self.steady.clone().with_accuracy(Accuracy {
            absolute: accuracy.absolute + accuracy.total() + distance + self.error,
            ..accuracy
        })
    }

    fn ladder_state(&self, state: &Doubles, error: f64) -> LadderState {
        // True populations are not negative, so each negative one set to zero comes nearer to the
        // truth.
        let weights: Vec<f64> = state.iter().map(|p| p.to_f64().max(0.0)).collect();
        let accuracy = Accuracy {
            relative: 1.01 * ROUNDOFF,
            absolute: error,
            kind: self.start.accuracy().kind,
        };
        LadderState::from_lattice(
            Arc::clone(&self.start.shared_table()),
            &weights,
            accuracy,
            Method::Laguerre,
        )
    }
}

/// The exact difference of two times.
fn elapsed(end: f64, begin: f64) -> Double {
    Double::from(end) - Double::from(begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;
    use crate::model::start::LadderStart;

    fn assert_refused(
        spoil: impl Fn(&mut Evolution),
        is_expected: impl Fn(&Error) -> bool,
    ) -> Result<(), Error> {
        let ensemble = Ensemble::new(6)?
            .collective(Channel::rates(1.0, 0.5)?)
            .local(Channel::rates(0.5, 0.1)?);
        let start = LadderStart::Excited.state(6)?;
        let mut evolution = Evolution::new(&ensemble, &start)?;
        spoil(&mut evolution);
        let found = evolution.state(f64::MAX, &mut |_| ()).err();
        assert!(found.as_ref().is_some_and(is_expected), "{found:?}");
        Ok(())
    }

    #[test]
    fn steps_below_the_spacing_of_floats_are_refused() -> Result<(), Error> {
        // Floats near 1e20 are 16384 apart, in which all modes decay.
        assert_refused(
            |evolution| evolution.begin = 1e20,
            |error| matches!(error, Error::OutOfRange { value, .. } if *value > 1e15),
        )
    }

    #[test]
    fn populations_beyond_floats_are_refused() -> Result<(), Error> {
        assert_refused(
            |evolution| {
                evolution.begin = 2.0;
                evolution.state = evolution
                    .state
                    .iter()
                    .map(|_| Double::from(f64::MAX))
                    .collect();
            },
            |error| matches!(error, Error::Stalled { time: 2.0, error, .. } if !error.is_finite()),
        )
    }
}
