//! The populations over time, stretch by stretch, with a proved bound on their error.

use std::rc::Rc;
use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::charging::proved::laguerre::Expansion;
use crate::ladder::charging::proved::tuning::Tuning;
use crate::ladder::state::{Accuracy, LadderState};
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, Doubles, ROUNDOFF};
use crate::numerics::effort;
use crate::spin::multiplicity::Multiplicities;
use crate::time::limit::{MOST_TIME, too_stiff};
use crate::time::progress::{Progress, Report};
use crate::time::stretch::Stretch;

/// The evolution, carried to the beginning of the present stretch.
pub(crate) struct Evolution<'a> {
    tuning: Tuning,
    generator: Rates<Double>,
    start: &'a LadderState,
    steady: &'a LadderState,
    /// The time at which the present stretch begins.
    begin: f64,
    /// The populations at the beginning of the stretch.
    state: Doubles,
    /// Bound on the error of `state` in Σ|p|.
    error: f64,
    next_length: f64,
    /// Whether nothing acts on populations.
    silent: bool,
    /// The distance from the steady state, once it is small enough to take the steady state as the answer.
    arrived: Option<f64>,
}

impl<'a> Evolution<'a> {
    /// An evolution from a start to its steady state.
    pub(crate) fn new(
        ensemble: &Ensemble,
        start: &'a LadderState,
        steady: &'a LadderState,
    ) -> Self {
        let generator = Rates::<Double>::new(ensemble);
        let lattice = ensemble.lattice();
        let fastest = lattice
            .iter()
            .map(|(d, k)| generator.exit(d, k).to_f64())
            .fold(0.0, f64::max);
        Self {
            tuning: Tuning::default(),
            generator,
            start,
            steady,
            begin: 0.0,
            state: lattice
                .iter()
                .map(|(d, k)| Double::from(start.population(d, k)))
                .collect(),
            error: start.accuracy().total(),
            next_length: fastest.recip().min(MOST_TIME),
            silent: fastest == 0.0,
            arrived: None,
        }
    }

    /// Calls `look` with stretch after stretch of time, from the present time to `last`.
    ///
    /// # Errors
    /// Those of [`Expansion::new`]; [`Error::Stalled`] if an expansion leaves the range of floats, and
    /// [`Error::OutOfRange`] if stretches are shorter than the spacing of floats; those of the callback.
    pub(crate) fn follow(
        &mut self,
        last: f64,
        report: &mut Report,
        mut look: impl FnMut(Stretch<'static, LadderState>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.silent {
            return look(Stretch::still((self.begin, last), self.start.clone()));
        }
        let first = self.next_length;
        while self.begin < last {
            if let Some(distance) = self.arrived {
                let steady = self.steady_within(distance);
                return look(Stretch::still((self.begin, last), steady));
            }
            report(Progress::following(self.begin, first, last));
            let (expansion, end) = self.advance(last)?;
            let expansion = Rc::new(expansion);
            look(self.stretch(&expansion, end.min(last)))?;
            self.enter(&expansion, end);
        }
        Ok(())
    }

    /// An expansion up to a time, as a stretch.
    fn stretch(&self, expansion: &Rc<Expansion>, end: f64) -> Stretch<'static, LadderState> {
        let (begin, before) = (self.begin, self.error);
        let kind = self.start.accuracy().kind;
        let (table, expansion) = (self.start.shared_table(), Rc::clone(expansion));
        Stretch::new((begin, end), (expansion.bytes(), 1), move |times| {
            let states = times.iter().map(|&time| {
                let (state, error) = expansion.at(elapsed(time, begin));
                ladder_state(Arc::clone(&table), &state, before + error, kind)
            });
            states.collect()
        })
    }

    /// Moves the evolution to the end of a stretch.
    fn enter(&mut self, expansion: &Expansion, end: f64) {
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

    /// The expansion of the next stretch and the end of it; the length is halved until the terms suffice.
    fn advance(&mut self, last: f64) -> Result<(Expansion, f64), Error> {
        let mut length = self.next_length;
        loop {
            let end = (self.begin + length).max(self.begin.next_up());
            let exact_length = elapsed(end, self.begin).to_f64();
            let z = self.tuning.longest / exact_length;
            match Expansion::new(&self.generator, z, &self.state, self.tuning)? {
                Ok(expansion) => {
                    self.next_length = length * self.tuning.growth(expansion.order());
                    let end = (self.begin + expansion.length()).max(self.begin.next_up());
                    effort::advanced();
                    return Ok((expansion, end));
                }
                Err(error) if !error.is_finite() => {
                    return Err(Error::Stalled {
                        time: self.begin,
                        step: exact_length,
                        error,
                    });
                }
                Err(_) if end == self.begin.next_up() => {
                    return Err(too_stiff(last, exact_length));
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
}

/// The state of populations with the given error.
fn ladder_state(
    table: Arc<Multiplicities>,
    state: &Doubles,
    error: f64,
    kind: Kind,
) -> LadderState {
    // True populations are not negative, so each negative one set to zero comes nearer to the
    // truth.
    let weights: Vec<f64> = state.iter().map(|p| p.to_f64().max(0.0)).collect();
    let accuracy = Accuracy {
        relative: 1.01 * ROUNDOFF,
        absolute: error,
        kind,
    };
    LadderState::from_lattice(table, &weights, accuracy, Method::Laguerre)
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
        let steady = ensemble.steady_state_reached_from(&start)?;
        let mut evolution = Evolution::new(&ensemble, &start, &steady);
        spoil(&mut evolution);
        let found = evolution.follow(f64::MAX, &mut |_| (), |_| Ok(())).err();
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
