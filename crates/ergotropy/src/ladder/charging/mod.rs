//! Charging: the state, its work and its power over time.

pub(crate) mod curve;
pub(crate) mod krylov;
pub(crate) mod proved;

use crate::bounded::Kind;
use crate::error::{Error, in_range};
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::support::Populations;
use crate::ladder::charging::curve::{ChargingCurve, ChargingPoint, Kept, Look, Watch};
use crate::ladder::charging::krylov::evolution::{Evolution, Reached};
use crate::ladder::charging::proved::evolution::{METHOD as PROVED, Path};
use crate::ladder::charging::proved::laguerre::MOST_TERMS;
use crate::ladder::elimination::by_level::{Purpose, bytes};
use crate::ladder::state::{Accuracy, LadderState, LadderWeights};
use crate::ladder::steady::windowed;
use crate::model::ensemble::Ensemble;
use crate::model::start::Start;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::memory;

/// Up to so many cells a curve takes double-double arithmetic, which has a proof, a second or less.
const MOST_PROVED: u32 = 48;

/// Beyond this, ends of stretches could leave the range of floats.
pub(crate) const MOST_TIME: f64 = 1e200;

const METHOD: &str = "Krylov spaces of the resolvent in blocks of time, on windows of the lattice";

/// What starts and steady states may lose at their ends, in Σ|p|.
const DROPPED: f64 = 1e-18;

impl Ensemble {
    /// Charges the ensemble from a start, and looks at it at the given times, in any order.
    ///
    /// Solves dp/dt = pQ from one block of time to the next, each longer than the one before as
    /// the fast modes die out, so that the cost hardly depends on the stiffness.
    ///
    /// Up to 48 cells the error of each state in Σ|p| is a theorem, of the order of 1e-15: the truncation of
    /// each block, the roundings in double-double arithmetic, and the fact that the evolution brings
    /// no two states further apart. One elimination and up to 40 solves a block, about ten
    /// blocks for each factor of ten in time.
    ///
    /// Beyond, plain floats on windows around the populations: some ten to forty blocks for ten factors of
    /// ten in time, each with one elimination of its window and some 25 solves. The truncation and what the
    /// windows lose are bounded as in exact arithmetic; with the roundings the error is an
    /// estimate, 1e-12 in Σ|p| at 100 cells and 5e-12 at 1500.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a time is negative, above 1e200 or not a number; those of [`Start::state`];
    /// [`Error::TooLarge`] if it would take more than 2 GiB, and [`Error::TooManyTimes`] if its states would, which
    /// [`Ensemble::charge_each`] does not keep; [`Error::RateSpan`] if rates are too far apart for floats.
    pub fn charge(&self, start: &Start, times: &[f64]) -> Result<ChargingCurve, Error> {
        if self.cells() <= MOST_PROVED {
            return self.charge_with_proof(start, times);
        }
        let order = in_order(times)?;
        let start = self.begin(start)?;
        // Outputs hold what lies in their windows; where the start does, half of it at least.
        let window = windowed::first(&Rates::new(self)).states();
        let mut kept = Kept::new(times.len(), 4 * start.stored().min(window.into()))?;
        let mut look = |index, point| kept.keep(index, point);
        self.charge_in_blocks(&start, &order, &mut Watch::new(&start, times, &mut look))?;
        Ok(kept.curve(METHOD))
    }

    /// Charges as [`Ensemble::charge`] does and hands each point over with the number of its time, in the order
    /// of time, instead of keeping it, so that any number of times fits. Answers how it was done.
    ///
    /// # Errors
    /// Those of [`Ensemble::charge`] but for [`Error::TooManyTimes`].
    pub fn charge_each(
        &self,
        start: &Start,
        times: &[f64],
        mut look: impl FnMut(usize, ChargingPoint),
    ) -> Result<&'static str, Error> {
        let order = in_order(times)?;
        let mut look = |index, point| {
            look(index, point);
            Ok(())
        };
        if self.cells() <= MOST_PROVED {
            self.check_proof()?;
            self.prove(start, times, &order, &mut look)?;
            return Ok(PROVED);
        }
        let start = self.begin(start)?;
        self.charge_in_blocks(&start, &order, &mut Watch::new(&start, times, &mut look))?;
        Ok(METHOD)
    }

    /// Charges in double-double arithmetic, as [`Ensemble::charge`] does up to 48 cells, whatever their number:
    /// the error of each state is a theorem.
    ///
    /// A fraction of a second at 56 cells, some seconds at 100; from there the cost grows as N⁴.
    ///
    /// # Errors
    /// Those of [`Ensemble::charge`].
    pub fn charge_with_proof(&self, start: &Start, times: &[f64]) -> Result<ChargingCurve, Error> {
        let order = in_order(times)?;
        self.check_proof()?;
        let mut kept = Kept::new(times.len(), 8 * u128::from(self.lattice().states()))?;
        self.prove(start, times, &order, &mut |index, point| {
            kept.keep(index, point)
        })?;
        Ok(kept.curve(PROVED))
    }

    /// Refuses cells that are too many for a proof, before times that are too many for them.
    fn check_proof(&self) -> Result<(), Error> {
        memory::check(self.lattice(), "charging curves", |lattice| {
            let populations = 16 * MOST_TERMS as u128 * u128::from(lattice.states());
            bytes(lattice, Purpose::Resolvent) + populations
        })
    }

    fn prove(
        &self,
        start: &Start,
        times: &[f64],
        order: &[usize],
        look: &mut Look,
    ) -> Result<(), Error> {
        let start = start.state(self.cells().into())?;
        let mut path = Path::new(self, &start)?;
        let mut watch = Watch::new(&start, times, look);
        for &index in order {
            watch.reach(index, path.state(times[index])?)?;
        }
        Ok(())
    }

    /// The state that a curve of many cells begins with.
    fn begin(&self, start: &Start) -> Result<LadderState, Error> {
        if self.has_unique_steady_state() {
            windowed::check_first(self, "charging curves")?;
        }
        start.state(self.cells().into())
    }

    fn charge_in_blocks(
        &self,
        start: &LadderState,
        order: &[usize],
        watch: &mut Watch,
    ) -> Result<(), Error> {
        let rates = Rates::new(self);
        let times = watch.times;
        let given = start.accuracy();
        let begin = Populations::of(start);
        let moves = rates.unit() > 0.0 && begin.window.iter().any(|(d, k)| rates.exit(d, k) > 0.0);
        let still = order.partition_point(|&index| !moves || times[index] == 0.0);
        let (at_start, later) = order.split_at(still);
        for &index in at_start {
            watch.reach(index, start.clone())?;
        }
        if later.is_empty() {
            return Ok(());
        }
        let end = self.steady_state_reached_from(start)?;
        let (begin, lost) = begin.trimmed(DROPPED);
        let (mut steady, lost_at_end) = Populations::of(&end).trimmed(DROPPED);
        // Weights that sum to 1 within 1e-10 only keep their sum.
        let sum: Double = start.populations().map(|(_, _, p)| Double::from(p)).sum();
        for weight in &mut steady.weights {
            *weight *= sum.to_f64();
        }
        // What π is off enters twice: it is taken off the start, and put on again.
        let off = 2.0 * (end.accuracy().total() + lost_at_end + 4.0 * ROUNDOFF);
        let mut evolution = Evolution::new(rates, begin, &steady, given.total() + lost + off);
        let times: Vec<f64> = later.iter().map(|&index| times[index]).collect();
        evolution.follow(&times, |number, Reached { populations, error }| {
            let (ladders, moved) = kept_sum(&populations, sum);
            let accuracy = Accuracy {
                relative: 3.0 * ROUNDOFF,
                absolute: error + moved,
                kind: Kind::Estimate,
            };
            let state = LadderState::new(start.shared_table(), ladders, accuracy, METHOD);
            watch.reach(later[number], state)
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

/// The numbers of the times, sorted by time.
fn in_order(times: &[f64]) -> Result<Vec<usize>, Error> {
    for &time in times {
        in_range(
            "a time",
            time,
            (0.0..=MOST_TIME).contains(&time),
            "from 0 to 1e200",
        )?;
    }
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by(|&a, &b| times[a].total_cmp(&times[b]));
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Mixture};

    /// Compares the curve in plain floats with the proved one, in Σ|p| and W.
    fn judge(ensemble: &Ensemble, start: &Start) -> Result<(), Error> {
        let times: Vec<f64> = (0..21)
            .map(|i| 10f64.powf(-6.0 + 0.5 * f64::from(i)))
            .collect();
        let order: Vec<usize> = (0..times.len()).collect();
        let proved = ensemble.charge(start, &times)?;
        let state = start.state(ensemble.cells().into())?;
        let mut kept = Kept::new(times.len(), 0)?;
        let mut look = |index, point| kept.keep(index, point);
        let mut watch = Watch::new(&state, &times, &mut look);
        ensemble.charge_in_blocks(&state, &order, &mut watch)?;
        let curve = kept.curve(METHOD);
        for (a, b) in proved.points().iter().zip(curve.points()) {
            let label = format!("{ensemble:?} {start:?} {:e}", a.time);
            let off: f64 = ensemble
                .lattice()
                .iter()
                .map(|(d, k)| (a.state.population(d, k) - b.state.population(d, k)).abs())
                .sum();
            let stated = a.state.accuracy().total() + b.state.accuracy().total();
            assert!(off <= stated, "{label}: {off:e} {stated:e}");
            assert!(stated < 2e-11, "{label}: {stated:e}");
            assert!(
                (a.work.ergotropy - b.work.ergotropy).contains(0.0),
                "{label}"
            );
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
                (12, Start::ground()),
                (25, Start::excited()),
                (if index < 2 { 40 } else { 18 }, Start::gibbs(0.5)?),
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

    #[test]
    fn points_are_the_same_kept_or_not() -> Result<(), Error> {
        let times = [3.0, 0.0, 1e-3, 0.2];
        for cells in [9, 60] {
            let ensemble = Ensemble::mixture(
                cells,
                Mixture {
                    eta: 0.9,
                    gamma_ratio: 1.0,
                },
            )?
            .collective_bath(Bath::from_bose_ratio(0.6)?)
            .local_bath(Bath::from_bose_ratio(0.3)?);
            let curve = ensemble.charge(&Start::ground(), &times)?;
            let mut order = Vec::new();
            let method = ensemble.charge_each(&Start::ground(), &times, |index, point| {
                assert_eq!(point.work, curve.points()[index].work);
                assert_eq!(point.power, curve.points()[index].power);
                order.push(index);
            })?;
            assert_eq!((order, method), (vec![1, 2, 3, 0], curve.method()));
        }
        Ok(())
    }

    #[test]
    fn too_many_cells_for_a_proof_are_not_blamed_on_times() -> Result<(), Error> {
        let bath = Bath::from_bose_ratio(0.5)?;
        let ensemble = Ensemble::new(100_000)?
            .collective(bath, 1.0)?
            .local(bath, 1.0)?;
        let refused = ensemble.charge_with_proof(&Start::ground(), &[1.0]).err();
        assert!(matches!(refused, Some(Error::TooLarge { most: 49.., .. })));
        Ok(())
    }

    #[test]
    fn too_many_times_are_refused_before_any_work() -> Result<(), Error> {
        let ensemble = Ensemble::mixture(
            3000,
            Mixture {
                eta: 0.9,
                gamma_ratio: 1.0,
            },
        )?
        .collective_bath(Bath::from_bose_ratio(0.6)?)
        .local_bath(Bath::from_bose_ratio(0.3)?);
        let times = vec![1.0; 1_000_000];
        let refused = ensemble.charge(&Start::gibbs(0.9)?, &times).err();
        assert!(matches!(
            refused,
            Some(Error::TooManyTimes {
                most: 1000..1_000_000,
                ..
            })
        ));
        Ok(())
    }
}
