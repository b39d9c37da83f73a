//! The paper's formulas under collective noise alone, in forms that keep their digits.
//!
//! As printed, Eq. 31, 107 and 108 are differences of terms of order N and 1/(1-α) that nearly
//! cancel: at 1 - α = 1e-9 nothing is left. With x = -ln α the energy is
//! E = 1/(eˣ-1) - (N+1)/(e^{(N+1)x}-1); since 1/(eʸ-1) = 1/y - 1/2 + φ(y) with
//! φ(y) = y/12 - y³/720 + ..., it is also N/2 - (N+1) φ((N+1)x) + φ(x), which has no large terms. The
//! ergotropy follows from the energy of one cell less, without any subtraction.

use crate::bath::Bath;
use crate::bounded::{Bounded, Kind};
use crate::error::{Error, in_range};

/// Relative error of these formulas if the platform's exponentials and logarithms are good to two
/// units in the last place.
const RELATIVE_ERROR: f64 = 64.0 * f64::EPSILON;

fn estimate(value: f64) -> Bounded {
    Bounded::new(value, RELATIVE_ERROR * value.abs(), Kind::Estimate)
}

/// A geometric ratio 0 <= x <= 1 with its complement and logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ratio {
    value: f64,
    complement: f64,
    ln: f64,
}

impl Ratio {
    fn of_bath(bath: Bath) -> Self {
        let (value, complement) = (bath.bose_ratio(), bath.complement());
        Self {
            value,
            complement,
            ln: logarithm(value, complement),
        }
    }

    fn of_start(q: f64) -> Self {
        let complement = 1.0 - q;
        Self {
            value: q,
            complement,
            ln: logarithm(q, complement),
        }
    }

    /// x^k.
    fn power(self, k: u64) -> f64 {
        if k == 0 {
            1.0
        } else {
            (self.ln * k as f64).exp()
        }
    }

    /// 1 + x + ... + x^k.
    fn sum(self, k: u64) -> f64 {
        let terms = k as f64 + 1.0;
        if self.complement == 0.0 {
            terms
        } else if self.value == 0.0 {
            1.0
        } else {
            -(terms * self.ln).exp_m1() / self.complement
        }
    }
}

/// ln x, from the complement where that knows x better.
fn logarithm(value: f64, complement: f64) -> f64 {
    if value > 0.5 {
        (-complement).ln_1p()
    } else {
        value.ln()
    }
}

/// φ(y) = 1/(eʸ-1) - 1/y + 1/2 for 0 <= y <= 2, by its series with coefficients
/// B_2i/(2i)! = (-1)^{i+1} 2 ζ(2i) / (2π)^{2i}.
fn bose_remainder(y: f64) -> f64 {
    const EXACT: [f64; 6] = [
        1.0 / 12.0,
        -1.0 / 720.0,
        1.0 / 30_240.0,
        -1.0 / 1_209_600.0,
        1.0 / 47_900_160.0,
        -691.0 / 1_307_674_368_000.0,
    ];
    const TERMS: i32 = 20;
    let zeta = |power: i32| -> f64 { (1..=5).map(|m| f64::from(m).powi(-power)).sum() };
    let mut sum = 0.0;
    for i in (1..=TERMS).rev() {
        let index = usize::try_from(i - 1).unwrap_or(usize::MAX);
        let coefficient = EXACT.get(index).copied().unwrap_or_else(|| {
            let sign = if i % 2 == 0 { -1.0 } else { 1.0 };
            sign * 2.0 * zeta(2 * i) / std::f64::consts::TAU.powi(2 * i)
        });
        sum = sum * y * y + coefficient;
    }
    sum * y
}

/// Σ k x^k / Σ x^k over k = 0 ..= n.
fn geometric_mean_excitation(n: u64, x: Ratio) -> f64 {
    let cells = n as f64;
    if x.value <= 0.5 {
        // Sixty halvings leave nothing of a sum that begins with 1.
        let mut power = 1.0;
        let (mut norm, mut moment) = (1.0, 0.0);
        for k in 1..=n.min(70) {
            power *= x.value;
            norm += power;
            moment += k as f64 * power;
        }
        return moment / norm;
    }
    let step = -x.ln;
    let span = (cells + 1.0) * step;
    if span > 2.0 {
        x.value / x.complement - (cells + 1.0) / span.exp_m1()
    } else {
        cells / 2.0 - ((cells + 1.0) * bose_remainder(span) - bose_remainder(step))
    }
}

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
    /// [`Error::Cells`] if there are none.
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
        estimate(geometric_mean_excitation(self.cells, self.alpha))
    }

    /// W = N + α/(1-α) + (N+α)/(α^{N+1}-1) (Eq. 31, 107), in units of ħω; computed as
    /// W = Σ_{k>=2} (k-1) p_k = α (Z_{N-1}/Z_N) E_{N-1} with Z_N = 1 + α + ... + α^N.
    pub fn ergotropy(self) -> Bounded {
        let one_less = self.cells - 1;
        let mean = geometric_mean_excitation(one_less, self.alpha);
        estimate(self.excited_weight() * mean)
    }

    /// E - W = 1 - p_0: what stays in level 1 after extraction.
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
    // Over one denominator: N(N-1) / (2(N+1)).
    n * (n - 1.0) / (2.0 * (n + 1.0))
}

/// The steady state of N cells that started in a product of Gibbs states, under collective noise
/// alone: the populations on which Supplementary Note IV argues.
///
/// "Darkest" is the lowest rung, j = N/2 - m, of the ladders whose bottom lies in level m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GibbsStart {
    cells: u64,
    alpha: Ratio,
    q: Ratio,
}

impl GibbsStart {
    /// N cells, the collective bath, and q = exp(-β_q) of the start.
    ///
    /// # Errors
    /// [`Error::Cells`] if there are no cells, [`Error::OutOfRange`] if q is outside [0, 1].
    pub fn new(cells: u64, bath: Bath, q: f64) -> Result<Self, Error> {
        if cells == 0 {
            return Err(Error::Cells { cells });
        }
        in_range(
            "the Gibbs ratio q",
            q,
            (0.0..=1.0).contains(&q),
            "from 0 to 1",
        )?;
        Ok(Self {
            cells,
            alpha: Ratio::of_bath(bath),
            q: Ratio::of_start(q),
        })
    }

    /// s(m): population of the bright ladder with m excitations (Eq. 87), for m <= N.
    pub fn bright(self, m: u64) -> Bounded {
        let norm = -(self.cells as f64) * self.q.value.ln_1p();
        let ladder = self.q.sum(self.cells) / self.alpha.sum(self.cells);
        self.rounded(self.alpha.power(m) * ladder * norm.exp(), m)
    }

    /// n_s(m): population of the lowest rung of one ladder with j = N/2 - m (Eq. 88); zero where there
    /// is none, 2m > N.
    pub fn darkest(self, m: u64) -> Bounded {
        let Some(length) = self.length(m) else {
            return Bounded::new(0.0, 0.0, Kind::Estimate);
        };
        let norm = -(self.cells as f64) * self.q.value.ln_1p();
        let ladder = self.q.sum(length) / self.alpha.sum(length);
        self.rounded(self.q.power(m) * ladder * norm.exp(), m)
    }

    /// s(m+1)/n_s(m) (Eq. 89): above 1, a level holds more than a place one level below. Infinite
    /// where no ladder begins at level m, 2m > N.
    pub fn inversion_above(self, m: u64) -> Bounded {
        self.rounded(self.alpha.value * self.ratio(m), m)
    }

    /// s(m-1)/n_s(m) (Eq. 90): below 1, a level holds less than a place one level above. Infinite
    /// where no ladder begins at level m, 2m > N.
    pub fn inversion_below(self, m: u64) -> Bounded {
        self.rounded(self.ratio(m) / self.alpha.value, m)
    }

    /// (α_c/q)^m: Eq. 89 tends to α_c times this for N → ∞, Eq. 90 to this over α_c.
    pub fn limit_ratio(self, m: u64) -> f64 {
        (self.alpha.value / self.q.value).powf(m as f64)
    }

    /// 2j = N - 2m of the ladders that begin at level m.
    fn length(self, m: u64) -> Option<u64> {
        self.cells.checked_sub(m.checked_mul(2)?)
    }

    /// s(m)/n_s(m).
    fn ratio(self, m: u64) -> f64 {
        let Some(length) = self.length(m) else {
            return f64::INFINITY;
        };
        let powers = if m == 0 {
            1.0
        } else {
            ((self.alpha.ln - self.q.ln) * m as f64).exp()
        };
        let norms = (self.q.sum(self.cells) / self.alpha.sum(self.cells))
            * (self.alpha.sum(length) / self.q.sum(length));
        powers * norms
    }

    /// A value with the roundings that m-th powers and N factors collect in the exponent.
    fn rounded(self, value: f64, m: u64) -> Bounded {
        let finite = |ln: f64| if ln.is_finite() { ln.abs() } else { 0.0 };
        let exponent = m as f64 * (finite(self.alpha.ln) + finite(self.q.ln));
        let roundings = 8.0 * f64::EPSILON * (self.cells as f64 + exponent);
        let error = value.abs() * (RELATIVE_ERROR + roundings);
        Bounded::new(value, error, Kind::Estimate)
    }
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
        // First order in 1 - α: E = N/2 - N(N+2)/12 (1-α), far below what the printed form can see.
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

    #[test]
    fn inversions_tend_to_their_limits() -> Result<(), Error> {
        let start = GibbsStart::new(400, Bath::from_bose_ratio(0.6)?, 0.5)?;
        for m in 0..20 {
            let limit = start.limit_ratio(m);
            assert!((start.inversion_above(m).value / (0.6 * limit) - 1.0).abs() < 1e-9);
            assert!((start.inversion_below(m).value / (limit / 0.6) - 1.0).abs() < 1e-9);
            let quotient = start.bright(m + 1).value / start.darkest(m).value;
            assert!((quotient / start.inversion_above(m).value - 1.0).abs() < 1e-12);
        }
        Ok(())
    }
}
