//! The bright ladder: the steady state that starts in the ground state.

use crate::bounded::Bounded;
use crate::closed_form::estimate::estimate;
use crate::closed_form::excitation::geometric_mean_excitation;
use crate::closed_form::ratio::Ratio;
use crate::error::Error;
use crate::model::bath::Bath;

/// The steady state of N cells that started in their ground state, under collective noise alone:
/// the bright ladder with populations p_k ∝ α_c^k (Eq. 104, 105). O(1) for any N.
///
/// ```
/// use ergotropy::{Bath, closed_form::GroundStart};
///
/// // One part in 10^9 from infinite temperature: W is N/2 + 1/(N+1) - 1 to nine digits.
/// let hot = GroundStart::new(10, Bath::from_bose_ratio(1.0 - 1e-9)?)?;
/// assert!((hot.ergotropy().value - (5.0 + 1.0 / 11.0 - 1.0)).abs() < 2e-8);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundStart {
    cells: u64,
    alpha: Ratio,
}

impl GroundStart {
    /// N cells and the collective bath.
    ///
    /// # Errors
    /// [`Error::Cells`] if there are no cells.
    pub fn new(cells: u64, bath: Bath) -> Result<Self, Error> {
        if cells == 0 {
            return Err(Error::Cells { cells });
        }
        Ok(Self {
            cells,
            alpha: Ratio::of_bath(bath),
        })
    }

    /// p_0 = (1-α)/(1-α^{N+1}) (Eq. 105).
    pub fn ground_population(self) -> Bounded {
        estimate(self.alpha.sum(self.cells).recip())
    }

    /// E = N + 1/(1-α) + (N+1)/(α^{N+1}-1) (Eq. 108), in units of ħω.
    pub fn energy(self) -> Bounded {
        estimate(geometric_mean_excitation(self.cells as f64, self.alpha))
    }

    /// W = N + α/(1-α) + (N+α)/(α^{N+1}-1) (Eq. 31, 107), in units of ħω; computed as
    /// W = Σ_{k>=2} (k-1) p_k = α (Z_{N-1}/Z_N) E_{N-1} with Z_N = 1 + α + ... + α^N.
    pub fn ergotropy(self) -> Bounded {
        let one_less = self.cells - 1;
        let mean = geometric_mean_excitation(one_less as f64, self.alpha);
        estimate(self.excited_weight() * mean)
    }

    /// E - W = 1 - p_0: the energy that remains, in level 1, after extraction; in units of ħω.
    pub fn passive_energy(self) -> Bounded {
        estimate(self.excited_weight())
    }

    /// 1 - p_0 = α Z_{N-1} / Z_N.
    fn excited_weight(self) -> f64 {
        let shorter = self.alpha.sum(self.cells - 1);
        self.alpha.value * (shorter / self.alpha.sum(self.cells))
    }
}

/// The limit of W for α_c → 1 from the ground state, N/2 + 1/(N+1) - 1 (after Eq. 31).
pub fn hot_limit(cells: u64) -> f64 {
    let n = cells as f64;
    // Over one denominator the limit is N(N-1) / (2(N+1)).
    n * (n - 1.0) / (2.0 * (n + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(cells: u64, alpha: f64) -> (f64, f64, f64) {
        let powers: Vec<f64> = (0..=cells).map(|k| (alpha.ln() * k as f64).exp()).collect();
        let norm: f64 = powers.iter().sum();
        let energy: f64 = powers.iter().enumerate().map(|(k, p)| k as f64 * p).sum();
        let work: f64 = powers
            .iter()
            .enumerate()
            .skip(2)
            .map(|(k, p)| (k - 1) as f64 * p)
            .sum();
        (energy / norm, work / norm, norm.recip())
    }

    #[test]
    fn agrees_with_the_sums() -> Result<(), Error> {
        for cells in [1, 2, 3, 10, 101, 1000] {
            for alpha in [1e-6, 0.3, 0.5, 0.51, 0.9, 0.99, 0.999, 1.0 - 1e-7] {
                let form = GroundStart::new(cells, Bath::from_bose_ratio(alpha)?)?;
                let (energy, work, ground) = sums(cells, alpha);
                assert!(
                    (form.energy().value / energy - 1.0).abs() < 1e-12,
                    "{cells} {alpha}"
                );
                assert!(
                    (form.ergotropy().value - work).abs() <= 1e-12 * work,
                    "{cells} {alpha}"
                );
                assert!((form.ground_population().value / ground - 1.0).abs() < 1e-12);
                let residual = form.energy() - form.ergotropy() - form.passive_energy();
                assert!(residual.contains(0.0), "{cells} {alpha} {residual:?}");
            }
        }
        Ok(())
    }

    #[test]
    fn keeps_its_digits_next_to_infinite_temperature() -> Result<(), Error> {
        // To first order in 1 - α, E = N/2 - N(N+2)/12 (1-α), a difference that the printed form loses.
        let gap = 2f64.powi(-45);
        let form = GroundStart::new(1000, Bath::from_bose_ratio(1.0 - gap)?)?;
        let first_order = 1000.0 * 1002.0 / 12.0 * gap;
        assert!(((500.0 - form.energy().value) - first_order).abs() < 1e-13 * 500.0);
        assert!((form.ergotropy().value / hot_limit(1000) - 1.0).abs() < 1e-8);
        let extreme = GroundStart::new(1_000_000_000, Bath::from_occupation(1e30)?)?;
        assert_eq!(extreme.energy().value, 5e8);
        assert!(GroundStart::new(0, Bath::from_occupation(1.0)?).is_err());
        Ok(())
    }
}
