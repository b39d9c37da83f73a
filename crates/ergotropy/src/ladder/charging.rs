//! Charging: the state, its work and its power over time.

use std::sync::Arc;

use crate::bounded::{Bounded, Kind};
use crate::double::{Double, Doubles, ROUNDOFF};
use crate::ensemble::Ensemble;
use crate::error::{Error, in_range};
use crate::ladder::elimination::{Purpose, bytes};
use crate::ladder::generator::Generator;
use crate::ladder::laguerre::{Expansion, MOST_TERMS, STRETCH};
use crate::ladder::state::{Accuracy, LadderState};
use crate::memory;
use crate::passive::Work;
use crate::start::Start;

/// Truncation error allowed to one stretch of time, in Σ|p|.
const TOLERANCE: f64 = 1e-17;

/// Nearer than this to the steady state, in Σ|p|, the steady state is the answer.
const ARRIVED: f64 = 3e-16;

/// Beyond this, ends of stretches could leave the range of floats.
const MOST_TIME: f64 = 1e200;

/// Memory of a point of a curve beside its populations, in bytes.
const POINT: u128 = 512;

const METHOD: &str = "Laguerre expansion of the resolvent in double-double arithmetic";

/// One time of a charging curve.
#[derive(Clone, Debug)]
pub struct ChargingPoint {
    /// Time, in the inverse of the unit of rates.
    pub time: f64,
    /// The populations.
    pub state: LadderState,
    /// Energy, passive energy and ergotropy.
    pub work: Work,
    /// Mean charging power (W(t) - W(0)) / t; zero at t = 0.
    pub power: Bounded,
}

/// A charging curve: one point for each time that was asked for, in that order.
#[derive(Clone, Debug)]
pub struct ChargingCurve {
    points: Vec<ChargingPoint>,
}

impl ChargingCurve {
    /// The points of the curve.
    pub fn points(&self) -> &[ChargingPoint] {
        &self.points
    }

    /// The first point of greatest ergotropy; `None` for a curve without points.
    pub fn peak(&self) -> Option<&ChargingPoint> {
        self.points.iter().reduce(|peak, point| {
            if point.work.ergotropy.value > peak.work.ergotropy.value {
                point
            } else {
                peak
            }
        })
    }

    /// How the curve was computed, in a few words.
    pub fn method(&self) -> &'static str {
        METHOD
    }
}

impl Ensemble {
    /// Charges the ensemble from a start, and looks at it at the given times, in any order.
    ///
    /// Solves dp/dt = pQ from one stretch of time to the next, each longer than the one before as
    /// the fast modes die out, so that the cost hardly depends on the stiffness: one elimination
    /// ([`Ensemble::steady_state`] tells its cost) and up to 40 solves a stretch, and about ten
    /// stretches for each factor of ten in time. The error of each state in Σ|p| is a theorem: the truncation of
    /// each stretch, the roundings, and the fact that the evolution brings no two states further
    /// apart. It is of the order of 1e-15.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a time is negative, above 1e200 or not a number; those of [`Start::state`];
    /// [`Error::TooLarge`] if it would take more than 2 GiB; [`Error::RateSpan`] if rates are too
    /// far apart for floats.
    pub fn charge(&self, start: &Start, times: &[f64]) -> Result<ChargingCurve, Error> {
        for &time in times {
            in_range(
                "a time",
                time,
                (0.0..=MOST_TIME).contains(&time),
                "from 0 to 1e200",
            )?;
        }
        let lattice = self.lattice();
        let each = 16 * MOST_TERMS as u128 + 16 * times.len() as u128;
        memory::check(lattice, "charging curves", |lattice| {
            let populations = u128::from(lattice.states()) * each;
            bytes(lattice, Purpose::Resolvent) + populations + POINT * times.len() as u128
        })?;
        let start = start.state(self.cells().into())?;
        let mut order: Vec<usize> = (0..times.len()).collect();
        order.sort_by(|&a, &b| times[a].total_cmp(&times[b]));
        let mut path = Path::new(self, &start)?;
        let mut points: Vec<Option<ChargingPoint>> = vec![None; times.len()];
        let initial = start.ergotropy();
        for index in order {
            let time = times[index];
            let state = path.state(time)?;
            let work = state.work();
            let power = if time > 0.0 {
                (work.ergotropy - initial).over(time)
            } else {
                Bounded::new(0.0, 0.0, Kind::Bound)
            };
            points[index] = Some(ChargingPoint {
                time,
                state,
                work,
                power,
            });
        }
        Ok(ChargingCurve {
            points: points.into_iter().flatten().collect(),
        })
    }
}

/// The evolution, carried as far as it was asked for.
struct Path<'a> {
    generator: Generator,
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
    fn new(ensemble: &Ensemble, start: &'a LadderState) -> Result<Self, Error> {
        let generator = Generator::new(ensemble);
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
    fn state(&mut self, time: f64) -> Result<LadderState, Error> {
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
            METHOD,
        )
    }
}

/// The exact difference of two times.
fn elapsed(end: f64, begin: f64) -> Double {
    Double::from(end) - Double::from(begin)
}
