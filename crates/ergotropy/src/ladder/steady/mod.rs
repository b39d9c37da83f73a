//! Steady states, and whether they are unique.
//!
//! - [`conserved`]: noise that conserves the weights of ladders or of levels
//! - [`ergodic`]: noise with one steady state, and the choice of the method
//! - [`certified`]: elimination in plain floats, corrected and proved
//! - [`windowed`]: elimination on a window of the lattice
//! - [`collocation`]: many cells, from the profiles of a few ladders
//! - [`left_out`]: a bound on the weight outside a window

pub(crate) mod certified;
pub(crate) mod collocation;
pub(crate) mod conserved;
pub(crate) mod ergodic;
pub(crate) mod left_out;
pub(crate) mod windowed;

use crate::error::Error;
use crate::ladder::state::{Accuracy, LadderState};
use crate::ladder::steady::conserved::{level, thermal_ladders};
use crate::ladder::steady::ergodic::ergodic;
use crate::model::ensemble::Ensemble;
use crate::model::noise::Noise;

/// What the noise conserves, which decides whether the steady state depends on the start.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mixing {
    /// Nothing but the sum: all states are connected with the ground state, and there is one steady
    /// state.
    Ergodic,
    /// The weight of each ladder; each ladder thermalizes by itself (Eq. 27).
    WithinLadders,
    /// The weight of each level; dephasing spreads it evenly over the states of the level.
    WithinLevels,
    /// All populations: nothing acts on them.
    Nothing,
}

fn mixing(ensemble: &Ensemble) -> Mixing {
    let Noise {
        collective,
        local,
        dephasing,
        ..
    } = ensemble.noise();
    match (local.acts(), dephasing.is_positive(), collective.acts()) {
        (true, _, _) | (false, true, true) => Mixing::Ergodic,
        // One cell has one ladder.
        (false, false, true) if ensemble.cells() == 1 => Mixing::Ergodic,
        (false, false, true) => Mixing::WithinLadders,
        (false, true, false) => Mixing::WithinLevels,
        (false, false, false) => Mixing::Nothing,
    }
}

impl Ensemble {
    /// The steady state of noise that has only one.
    ///
    /// # Errors
    /// [`Error::NonUniqueSteadyState`] or [`Error::NothingEvolves`] where the answer depends on the
    /// start; [`Error::TooLarge`]; [`Error::RateSpan`].
    pub(crate) fn unique_steady_state(&self) -> Result<LadderState, Error> {
        self.check_rates()?;
        match mixing(self) {
            Mixing::Ergodic => ergodic(self),
            Mixing::WithinLadders => Err(Error::NonUniqueSteadyState {
                because: "collective noise alone keeps the weight of every ladder j",
            }),
            Mixing::WithinLevels => Err(Error::NonUniqueSteadyState {
                because: "dephasing alone keeps the weight of every energy level",
            }),
            Mixing::Nothing => Err(Error::NothingEvolves),
        }
    }

    /// [`Ensemble::unique_steady_state`] for a start whose weights sum to 1 ± `excess`.
    pub(crate) fn unique_steady_state_within(&self, excess: f64) -> Result<LadderState, Error> {
        let state = self.unique_steady_state()?;
        let accuracy = state.accuracy();
        Ok(state.with_accuracy(Accuracy {
            absolute: accuracy.absolute + excess * (1.0 + 1e-9),
            ..accuracy
        }))
    }

    /// The steady state that is reached from given populations.
    ///
    /// # Errors
    /// Those of [`Ensemble::unique_steady_state`], except the two about uniqueness.
    pub(crate) fn steady_state_reached_from(
        &self,
        start: &LadderState,
    ) -> Result<LadderState, Error> {
        self.check_rates()?;
        match mixing(self) {
            Mixing::Ergodic => self.unique_steady_state_within(start.excess()),
            Mixing::WithinLadders => thermal_ladders(self, start),
            Mixing::WithinLevels => level(start),
            Mixing::Nothing => Ok(start.clone()),
        }
    }

    /// Whether all populations of the ladder picture end alike.
    pub(crate) fn mixes_all_ladders(&self) -> bool {
        mixing(self) == Mixing::Ergodic
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::start::LadderStart;
    use crate::numerics::double::ROUNDOFF;
    use crate::{Bath, Kind, Mixture};

    fn mixture(cells: u64, eta: f64, ac: f64, al: f64, ratio: f64) -> Result<Ensemble, Error> {
        let gamma_ratio = ratio;
        Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
            .collective_bath(Bath::from_bose_ratio(ac)?)
            .local_bath(Bath::from_bose_ratio(al)?))
    }

    #[test]
    fn known_point() -> Result<(), Error> {
        let work = mixture(7, 0.9, 0.6, 0.2, 1.0)?
            .unique_steady_state()?
            .work();
        assert!((work.ergotropy.value - 0.065_512_043_2).abs() < 1e-10);
        Ok(())
    }

    #[test]
    fn what_has_no_unique_answer_is_refused() -> Result<(), Error> {
        let collective = mixture(5, 1.0, 0.5, 0.5, 1.0)?.collective_dephasing(3.0)?;
        assert!(matches!(
            collective.unique_steady_state(),
            Err(Error::NonUniqueSteadyState { .. })
        ));
        assert_eq!(
            mixture(5, 0.0, 0.5, 0.5, 0.0)?.unique_steady_state().err(),
            Some(Error::NothingEvolves)
        );
        let dephasing = Ensemble::new(5)?.dephasing(1.0)?;
        assert!(matches!(
            dephasing.unique_steady_state(),
            Err(Error::NonUniqueSteadyState { .. })
        ));
        let start = LadderStart::Dicke { excitations: 2 }.state(5)?;
        let spread = dephasing.steady_state_reached_from(&start)?;
        assert!((spread.population(1, 2) - 0.4).abs() < 1e-15);
        assert!((spread.ergotropy().value - 0.7).abs() < 1e-15);
        assert!(collective.dephasing(1e-9)?.unique_steady_state().is_ok());
        Ok(())
    }

    #[test]
    fn all_falls_into_the_ground_state_of_two_cold_baths() -> Result<(), Error> {
        for cells in [1, 2, 9, 40] {
            let state = mixture(cells, 0.5, 0.0, 0.0, 1.0)?.unique_steady_state()?;
            assert_eq!(state.population(0, 0), 1.0);
            assert_eq!(state.work().energy.value, 0.0);
        }
        Ok(())
    }

    #[test]
    fn cold_ladders_span_more_than_floats() -> Result<(), Error> {
        // p falls as 2^(-20 k); for a hundred cells, the population of the top level is far below the
        // least float.
        let alpha = 2f64.powi(-20);
        for cells in [30, 60, 100] {
            let state = mixture(cells, 0.5, alpha, alpha, 1.0)?.unique_steady_state()?;
            assert_eq!(state.accuracy().kind, Kind::Bound);
            let gibbs = LadderStart::Gibbs { q: alpha }.state(cells)?;
            for (d, k, p) in gibbs.populations() {
                assert!((state.population(d, k) - p).abs() <= 4.0 * ROUNDOFF * p);
            }
            assert!(state.ergotropy().contains(0.0));
        }
        Ok(())
    }

    #[test]
    fn one_copy_of_the_ladder_of_zero_spin() -> Result<(), Error> {
        // N = 2 from the fully mixed state: weight 1/4 in the singlet, and 3/4 in the triplet, which
        // thermalizes.
        let start = LadderStart::Gibbs { q: 1.0 }.state(2)?;
        let state = mixture(2, 1.0, 0.5, 0.0, 1.0)?.steady_state_reached_from(&start)?;
        assert!((state.population(1, 1) - 0.25).abs() < 1e-16);
        assert!((state.population(0, 0) - 0.75 / 1.75).abs() < 1e-15);
        Ok(())
    }
}
