//! Charging: the state, its work and its power over time.
//!
//! - [`curve`]: the points, kept or only looked at
//! - [`times`]: the times, and their order
//! - [`progress`]: how far a curve is
//! - [`proved`]: with 106 bits and a proof, for few cells
//! - [`krylov`]: in plain floats, for many

pub(crate) mod curve;
pub(crate) mod krylov;
pub(crate) mod progress;
pub(crate) mod proved;
pub(crate) mod times;

use crate::error::Error;
use crate::ladder::charging::curve::{ChargingCurve, ChargingPoint, Kept, Watch};
use crate::ladder::charging::progress::Progress;
use crate::ladder::charging::times::in_order;
use crate::model::ensemble::Ensemble;
use crate::model::start::Start;

/// Up to so many cells a curve takes double-double arithmetic, which has a proof, a second or less.
const MOST_PROVED: u32 = 48;

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
    /// [`Ensemble::charge_each`] does not keep; [`Error::RateSpan`], [`Error::Pivot`], [`Error::WeightRange`] or
    /// [`Error::Stalled`] if rates are too far apart for floats.
    pub fn charge(&self, start: &Start, times: &[f64]) -> Result<ChargingCurve, Error> {
        if self.cells() <= MOST_PROVED {
            return self.charge_with_proof(start, times);
        }
        let order = in_order(times)?;
        let start = krylov::begin(self, start)?;
        let mut kept = Kept::new(times.len(), krylov::least_kept(self, &start))?;
        let mut look = |index, point| kept.keep(index, point);
        let mut watch = Watch::new(&start, times, &mut look);
        krylov::follow(self, &start, &order, &mut watch, &mut |_| ())?;
        Ok(kept.curve(krylov::METHOD))
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
        look: impl FnMut(usize, ChargingPoint),
    ) -> Result<&'static str, Error> {
        self.charge_with_progress(start, times, look, |_| ())
    }

    /// Charges as [`Ensemble::charge_each`] does, and tells how far it is.
    ///
    /// Progress is told before each piece of work that can take longer than a moment; it costs nothing.
    ///
    /// ```
    /// use ergotropy::{Bath, Ensemble, Progress, Start};
    ///
    /// let battery = Ensemble::new(60)?.collective(Bath::from_bose_ratio(0.6)?, 1.0)?;
    /// let mut shares = Vec::new();
    /// battery.charge_with_progress(
    ///     &Start::ground(),
    ///     &[1e-3, 1.0],
    ///     |_, point| assert!(point.work.energy.value > 0.0),
    ///     |progress| match progress {
    ///         Progress::Following { share } => shares.push(share),
    ///         _ => assert!(shares.is_empty()),
    ///     },
    /// )?;
    /// assert!(shares.is_sorted() && shares[0] == 0.0 && shares.len() > 2);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::charge_each`].
    pub fn charge_with_progress(
        &self,
        start: &Start,
        times: &[f64],
        mut look: impl FnMut(usize, ChargingPoint),
        mut progress: impl FnMut(Progress),
    ) -> Result<&'static str, Error> {
        let order = in_order(times)?;
        let mut look = |index, point| {
            look(index, point);
            Ok(())
        };
        if self.cells() <= MOST_PROVED {
            proved::check(self.lattice())?;
            let start = start.state(self.cells().into())?;
            let mut watch = Watch::new(&start, times, &mut look);
            proved::follow(self, &start, &order, &mut watch, &mut progress)?;
            return Ok(proved::METHOD);
        }
        let start = krylov::begin(self, start)?;
        let mut watch = Watch::new(&start, times, &mut look);
        krylov::follow(self, &start, &order, &mut watch, &mut progress)?;
        Ok(krylov::METHOD)
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
        proved::check(self.lattice())?;
        let mut kept = Kept::new(times.len(), 8 * u128::from(self.lattice().states()))?;
        let start = start.state(self.cells().into())?;
        let mut look = |index, point| kept.keep(index, point);
        let mut watch = Watch::new(&start, times, &mut look);
        proved::follow(self, &start, &order, &mut watch, &mut |_| ())?;
        Ok(kept.curve(proved::METHOD))
    }
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
        krylov::follow(ensemble, &state, &order, &mut watch, &mut |_| ())?;
        let curve = kept.curve(krylov::METHOD);
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
        assert!(matches!(refused, Some(Error::TooLarge { most: Some(49..), .. })));
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
