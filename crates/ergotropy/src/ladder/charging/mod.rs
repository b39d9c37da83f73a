//! Charging: populations over time.
//!
//! - [`proved`]: with 106 bits and a theorem
//! - [`krylov`]: in plain floats, for many cells

pub(crate) mod krylov;
pub(crate) mod proved;

use crate::bounded::Kind;
use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::support::Populations;
use crate::ladder::charging::krylov::evolution::{Evolution, Reached};
use crate::ladder::charging::proved::evolution::Path;
use crate::ladder::charging::proved::laguerre::MOST_TERMS;
use crate::ladder::elimination::by_level::bytes;
use crate::ladder::elimination::purpose::Purpose;
use crate::ladder::state::{Accuracy, LadderState};
use crate::ladder::steady::windowed;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::LadderStart;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::memory;

/// Beyond this, ends of stretches could leave the range of floats.
pub(crate) const MOST_TIME: f64 = 1e200;

/// What starts and steady states may lose at their ends, in Σ|p|.
const DROPPED: f64 = 1e-18;

/// A start that is to be followed over time.
pub(crate) struct Charging<'a> {
    ensemble: &'a Ensemble,
    start: LadderState,
    method: Method,
}

impl<'a> Charging<'a> {
    /// Makes the start, unless there are too many cells to follow it.
    pub(crate) fn new(ensemble: &'a Ensemble, start: &LadderStart) -> Result<Self, Error> {
        ensemble.check_rates()?;
        let method = if ensemble.tuning().proves_charging(ensemble.cells()) {
            memory::check(ensemble.lattice(), "charging curves", |lattice| {
                let populations = 16 * MOST_TERMS as u128 * u128::from(lattice.states());
                bytes(lattice, Purpose::Resolvent) + populations
            })?;
            Method::Laguerre
        } else {
            if ensemble.has_unique_steady_state() {
                windowed::check_first(ensemble, "charging curves")?;
            }
            Method::Krylov
        };
        Ok(Self {
            ensemble,
            start: start.state(ensemble.cells().into())?,
            method,
        })
    }

    pub(crate) fn start(&self) -> &LadderState {
        &self.start
    }

    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// Bytes that the populations of one time take at least.
    pub(crate) fn bytes(&self) -> u128 {
        if self.method == Method::Laguerre {
            return 8 * u128::from(self.ensemble.lattice().states());
        }
        // Outputs hold what lies in their windows; where the start does, half of it at least.
        let window = windowed::first(&Rates::new(self.ensemble)).states();
        4 * self.start.stored().min(window.into())
    }

    /// Calls back with the states at times that do not fall, numbered as they come.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for times that cannot be told apart at these rates; [`Error::TooLarge`];
    /// [`Error::RateSpan`]; those of the callback.
    pub(crate) fn follow(
        &self,
        times: &[f64],
        mut reach: impl FnMut(usize, LadderState) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.method == Method::Krylov {
            return self.follow_in_blocks(times, reach);
        }
        let mut path = Path::new(self.ensemble, &self.start)?;
        for (number, &time) in times.iter().enumerate() {
            reach(number, path.state(time)?)?;
        }
        Ok(())
    }

    fn follow_in_blocks(
        &self,
        times: &[f64],
        mut reach: impl FnMut(usize, LadderState) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let start = &self.start;
        let rates = Rates::new(self.ensemble);
        let given = start.accuracy();
        let begin = Populations::of(start.lattice(), || start.populations());
        let moves = rates.unit() > 0.0 && begin.window.iter().any(|(d, k)| rates.exit(d, k) > 0.0);
        let still = times.partition_point(|&time| !moves || time == 0.0);
        for number in 0..still {
            reach(number, start.clone())?;
        }
        if still == times.len() {
            return Ok(());
        }
        let end = self.ensemble.steady_state_reached_from(start)?;
        let (begin, lost) = begin.trimmed(DROPPED);
        let (mut steady, lost_at_end) =
            Populations::of(end.lattice(), || end.populations()).trimmed(DROPPED);
        // Weights that sum to 1 within 1e-10 only keep their sum.
        let sum: Double = start.populations().map(|(_, _, p)| Double::from(p)).sum();
        for weight in &mut steady.weights {
            *weight *= sum.to_f64();
        }
        // What π is off enters twice: it is taken off the start, and put on again.
        let off = 2.0 * (end.accuracy().total() + lost_at_end + 4.0 * ROUNDOFF);
        let mut evolution = Evolution::new(rates, begin, &steady, given.total() + lost + off);
        evolution.follow(&times[still..], |number, Reached { populations, error }| {
            let (ladders, moved) = kept_sum(&populations, sum);
            let accuracy = Accuracy {
                relative: 3.0 * ROUNDOFF,
                absolute: error + moved,
                kind: Kind::Estimate,
            };
            let table = start.shared_table();
            let state = LadderState::new(table, ladders, accuracy, Method::Krylov);
            reach(still + number, state)
        })
    }
}

/// Populations without what is negative, and with a given sum; and what that changed in Σ|p|.
///
/// Populations are not negative: cutting off what is brings each nearer to the truth. Their sum is kept: errors
/// then only move weight between levels that carry some, and count as little as these are apart.
fn kept_sum(populations: &Populations, sum: Double) -> (Vec<LadderWeights>, f64) {
    let positive = populations.weights.iter().map(|p| p.max(0.0));
    let found: Double = positive.map(Double::from).sum();
    let factor = if found.to_f64() > 0.0 {
        (sum / found).to_f64()
    } else {
        1.0
    };
    let mut ladders = populations.window.split(&populations.weights);
    for ladder in &mut ladders {
        for p in &mut ladder.weights {
            *p = p.max(0.0) * factor;
        }
    }
    (ladders, (sum - found).to_f64().abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Mixture, Proof, Tuning};

    /// Compares the curve in plain floats with the proved one, in Σ|p| and W.
    fn judge(ensemble: &Ensemble, start: &LadderStart) -> Result<(), Error> {
        let times: Vec<f64> = (0..21)
            .map(|i| 10f64.powf(-6.0 + 0.5 * f64::from(i)))
            .collect();
        let curve = |proof| {
            let ensemble = ensemble.with(Tuning {
                proof,
                ..Tuning::default()
            });
            let mut states = Vec::new();
            Charging::new(&ensemble, start)?.follow(&times, |_, state| {
                states.push(state);
                Ok(())
            })?;
            Ok::<_, Error>(states)
        };
        let states = curve(Proof::Always)?.into_iter().zip(curve(Proof::Never)?);
        for ((a, b), time) in states.zip(&times) {
            let label = format!("{ensemble:?} {start:?} {time:e}");
            let off: f64 = ensemble
                .lattice()
                .iter()
                .map(|(d, k)| (a.population(d, k) - b.population(d, k)).abs())
                .sum();
            let stated = a.accuracy().total() + b.accuracy().total();
            assert!(off <= stated, "{label}: {off:e} {stated:e}");
            assert!(stated < 2e-11, "{label}: {stated:e}");
            assert!((a.ergotropy() - b.ergotropy()).contains(0.0), "{label}");
        }
        Ok(())
    }

    #[test]
    fn stated_errors_cover_the_distance_to_the_proved_curve() -> Result<(), Error> {
        let points = [
            (0.5, 0.3, 0.5, 1.0, 0.0),
            (0.9, 0.9, 0.3, 1.0, 0.0),
            (0.1, 0.9, 0.9, 1e3, 0.0),
            (0.99, 0.99, 0.3, 1e3, 0.0),
            (0.9, 0.0, 0.5, 1e-3, 0.0),
            (0.5, 0.9, 0.0, 1.0, 1.0),
            (1.0, 0.8, 0.0, 1.0, 0.0),
            (1.0, 0.8, 0.0, 1.0, 10.0),
            (0.01, 0.01, 0.99, 1e3, 0.1),
        ];
        for (index, (eta, alpha_c, alpha_l, gamma_ratio, dephasing)) in
            points.into_iter().enumerate()
        {
            for (cells, start) in [
                (12, LadderStart::Gibbs { q: 0.0 }),
                (25, LadderStart::Excited),
                (
                    if index < 2 { 40 } else { 18 },
                    LadderStart::Gibbs { q: 0.5 },
                ),
            ] {
                let ensemble = Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
                    .collective_bath(Bath::from_bose_ratio(alpha_c)?)
                    .local_bath(Bath::from_bose_ratio(alpha_l)?)
                    .dephasing(dephasing)?;
                judge(&ensemble, &start)?;
            }
        }
        Ok(())
    }
}
