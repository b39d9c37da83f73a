//! The evolution in double-double arithmetic, with a proved bound, stretch by stretch.

use std::sync::Arc;

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::charging::MOST_TIME;
use crate::ladder::charging::proved::laguerre::{Expansion, MOST_TERMS, STRETCH};
use crate::ladder::state::{Accuracy, LadderState};
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, Doubles, ROUNDOFF};
use crate::numerics::effort;

/// Truncation error allowed to one stretch of time, in Σ|p|.
const TOLERANCE: f64 = 1e-17;

/// Nearer than this to the steady state, in Σ|p|, the steady state is the answer.
const ARRIVED: f64 = 3e-16;

/// The evolution, carried as far as it was asked for.
pub(crate) struct Path<'a> {
    generator: Rates<Double>,
    start: &'a LadderState,
    steady: LadderState,
    /// Where the present stretch begins, and how far its beginning may be off in Σ|p|.
    begin: f64,
    state: Doubles,
    error: f64,
    stretch: Option<Stretch>,
    next_length: f64,
    /// Whether nothing acts on populations.
    silent: bool,
    arrived: Option<f64>,
}

struct Stretch {
    end: f64,
    expansion: Expansion,
}

impl<'a> Path<'a> {
    pub(crate) fn new(ensemble: &Ensemble, start: &'a LadderState) -> Result<Self, Error> {
        let generator = Rates::<Double>::new(ensemble);
        let lattice = ensemble.lattice();
        let fastest = lattice
            .iter()
            .map(|(d, k)| generator.exit(d, k).to_f64())
            .fold(0.0, f64::max);
        if !fastest.is_finite() {
            return Err(generator.refused());
        }
        Ok(Self {
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

    /// The state at a time not before the last one asked for.
    pub(crate) fn state(&mut self, time: f64) -> Result<LadderState, Error> {
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
                None => self.advance(time)?,
            }
        }
    }

    /// Goes on to the end of the present stretch.
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
            if distance <= ARRIVED.max(self.error) {
                self.arrived = Some(distance);
            }
            self.state = state;
        }
    }

    /// Expands the next stretch, as long as the terms allow and no longer than needed.
    fn advance(&mut self, time: f64) -> Result<(), Error> {
        let mut length = self.next_length;
        loop {
            let end = (self.begin + length).max(self.begin.next_up());
            let exact_length = elapsed(end, self.begin).to_f64();
            let z = STRETCH / exact_length;
            match Expansion::new(&self.generator, z, &self.state, TOLERANCE)? {
                Some(expansion) => {
                    // Short expansions call for longer stretches.
                    let growth = match expansion.order() * 100 / MOST_TERMS {
                        0..=50 => 3.0,
                        51..=70 => 1.8,
                        71..=85 => 1.3,
                        86..=95 => 1.1,
                        _ => 0.9,
                    };
                    self.next_length = length * growth;
                    let end = (self.begin + expansion.length()).max(self.begin.next_up());
                    self.stretch = Some(Stretch { end, expansion });
                    effort::advanced();
                    return Ok(());
                }
                None if end == self.begin.next_up() => {
                    // Rates beyond 1/(spacing of times): no float lies between the fastest
                    // relaxation and what follows it.
                    return Err(Error::OutOfRange {
                        name: "the fastest rate times the time",
                        value: time / exact_length,
                        allowed: "below 1e15",
                    });
                }
                None => length /= 2.0,
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
        // Populations are not negative: cutting off what is brings each nearer to the truth.
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
