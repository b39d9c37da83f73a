//! The state over a stretch of time, from the powers of one resolvent.
//!
//! Let A = (1 - γQ)⁻¹ and w_k = (1 - A)^k p(0). With τ = t/γ, the generating function of the Laguerre
//! polynomials, Σ_k L_k^(-1)(τ) b^k = exp(-τ b/(1-b)), taken at b = 1 - A, where γQ = -b/(1-b), gives
//!
//! ```text
//! p(t) = Σ_k L_k^(-1)(τ) w_k ,    L_k^(-1) = L_k - L_{k-1} .
//! ```
//!
//! One elimination serves all w_k and all t of the stretch. The stretch ends at a zero of L_s. For
//! modes much faster than 1/γ, b -> 1 and the sum is L_s(τ), so they vanish at the end of the stretch
//! as they should, and so do the errors that earlier stretches left in them.
//!
//! **Truncation.** The sum u up to k = s satisfies u' = Qu - Q w_s L_s(τ) exactly, so that its error is
//! -∫ exp(Q(t-t')) Q w_s L_s dt'. Since exp(Qt) does not increase Σ|p|, integration by parts bounds
//! this error by |w_s| (1 + |L_s(τ)| + ∫|L_s'|). Here |L_s| <= e^{τ/2} and |L_s'| <= s e^{τ/2} (Szegő;
//! <https://dlmf.nist.gov/18.14.E8>), so no rate of Q enters, however stiff Q is.
//!
//! **Rounding.** If w_{k+1} differs from (1 - A) w_k by δ_k, the same calculation gives a further error
//! of at most Σ_k |δ_k| (∫|L_k| + 1 + |L_k(τ)| + ∫|L_k'|). This error does not grow with the powers.

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::charging::proved::tuning::Tuning;
use crate::ladder::elimination::by_level::Elimination;
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::double::{Double, Doubles, ROUNDOFF_SQUARED};

/// p(t) for 0 <= t <= [`Expansion::length`].
pub(crate) struct Expansion {
    tuning: Tuning,
    /// z = 1/γ.
    z: f64,
    /// w_0 .. w_s.
    terms: Vec<Doubles>,
    /// Σ|w_k| for each term.
    norms: Vec<f64>,
    /// Bound on |δ_k| / |w_k|.
    rounding: f64,
}

/// Bound on ∫_0^τ |L_k| and on ∫_0^τ |L_k'|/k.
fn growth_integral(tau: f64) -> f64 {
    2.0 * (tau / 2.0).exp_m1()
}

/// Bound on 1 + |L_k(τ)| + ∫|L_k'|.
fn variation(k: usize, tau: f64) -> f64 {
    1.0 + (tau / 2.0).exp() + k as f64 * growth_integral(tau)
}

impl Expansion {
    /// Adds terms until the truncation error at the end of the stretch is small enough. If the greatest
    /// number of terms does not suffice, the inner error is the truncation error with that number.
    ///
    /// # Errors
    /// Those of [`Elimination::new`].
    pub(crate) fn new(
        generator: &Rates<Double>,
        z: f64,
        start: &Doubles,
        tuning: Tuning,
    ) -> Result<Result<Self, f64>, Error> {
        let elimination = Elimination::new(generator, z, Purpose::Resolvent)?;
        let mut expansion = Self {
            tuning,
            z,
            norms: vec![start.norm_l1()],
            terms: vec![start.clone()],
            rounding: elimination.relative_error() + elimination.lost(z) + 20.0 * ROUNDOFF_SQUARED,
        };
        let z = Double::from(z);
        loop {
            let truncation = expansion.truncation(tuning.longest);
            if expansion.order() >= tuning.fewest_terms && truncation <= tuning.truncation {
                return Ok(Ok(expansion));
            }
            if expansion.terms.len() > tuning.most_terms {
                return Ok(Err(truncation));
            }
            let last = &expansion.terms[expansion.terms.len() - 1];
            let solved = elimination.resolve(last);
            let next: Doubles = last
                .iter()
                .zip(solved.iter())
                .map(|(w, x)| w - z * x)
                .collect();
            expansion.norms.push(next.norm_l1());
            expansion.terms.push(next);
        }
    }

    /// Number of terms beyond the zeroth.
    pub(crate) fn order(&self) -> usize {
        self.terms.len() - 1
    }

    /// Memory in bytes of the terms.
    pub(crate) fn bytes(&self) -> u128 {
        16 * (self.terms.len() * self.terms[0].len()) as u128
    }

    /// The time up to which the expansion should be used, the last zero of L_s.
    pub(crate) fn length(&self) -> f64 {
        last_zero(self.order(), self.tuning) / self.z
    }

    /// Bound on the truncation error up to τ.
    fn truncation(&self, tau: f64) -> f64 {
        let s = self.order();
        self.norms[s] * variation(s, tau)
    }

    /// The state at the time `elapsed` after the start of the stretch, and a bound on its error in
    /// Σ|p|.
    pub(crate) fn at(&self, elapsed: Double) -> (Doubles, f64) {
        let tau = elapsed * Double::from(self.z);
        let states = self.terms[0].len();
        let (polynomials, errors) = laguerre(tau, self.order());
        let mut state = self.terms[0].clone();
        let mut error = 0.0;
        let mut size = self.norms[0];
        let reach = tau.to_f64();
        for k in 1..=self.order() {
            let coefficient = polynomials[k] - polynomials[k - 1];
            let term = &self.terms[k];
            for i in 0..states {
                state.set(i, state.get(i) + coefficient * term.get(i));
            }
            // Roundings of the coefficient, of its product and of the sum; and those of τ itself, since
            // |dL_k^(-1)/dτ| <= e^{τ/2}.
            let roundings = (8.0 + 10.0 * (1.0 + reach)) * ROUNDOFF_SQUARED;
            error +=
                self.norms[k] * (errors[k] + errors[k - 1] + roundings * 2.0 * (reach / 2.0).exp());
            size += coefficient.to_f64().abs() * self.norms[k];
            error += 4.0 * ROUNDOFF_SQUARED * size;
        }
        for (k, norm) in self.norms[..self.order()].iter().enumerate() {
            error += self.rounding * norm * (growth_integral(reach) + variation(k, reach));
        }
        (state, (error + self.truncation(reach)) * 1.01)
    }
}

/// The last zero of L_s between the shortest and the longest stretch; the longest stretch if there is
/// none.
fn last_zero(s: usize, tuning: Tuning) -> f64 {
    const STEPS: u32 = 64;
    let value = |tau: f64| laguerre(Double::from(tau), s).0[s].to_f64();
    let step = (tuning.longest - tuning.shortest) / f64::from(STEPS);
    let mut high = tuning.longest;
    for _ in 0..STEPS {
        let low = high - step;
        if value(low) * value(high) <= 0.0 {
            // The stretch need not end exactly at the zero; a thousandth of a step is more than
            // accurate enough.
            let (mut a, mut b) = (low, high);
            for _ in 0..10 {
                let middle = f64::midpoint(a, b);
                if value(a) * value(middle) <= 0.0 {
                    b = middle;
                } else {
                    a = middle;
                }
            }
            return a;
        }
        high = low;
    }
    tuning.longest
}

/// L_0 .. L_s at τ and bounds on their errors, from (k+1) L_{k+1} = (2k+1-τ) L_k - k L_{k-1}.
fn laguerre(tau: Double, s: usize) -> (Vec<Double>, Vec<f64>) {
    let mut values = vec![Double::ONE, Double::ONE - tau];
    let mut errors = vec![0.0, 3.0 * (1.0 + tau.to_f64()) * ROUNDOFF_SQUARED];
    for k in 1..s {
        let n = k as f64;
        let factor = Double::from(2.0 * n + 1.0) - tau;
        let numerator = factor * values[k] - Double::from(n) * values[k - 1];
        values.push(numerator / Double::from(n + 1.0));
        let size = factor.to_f64().abs();
        let fresh = 25.0
            * ROUNDOFF_SQUARED
            * ((size + 2.0 * n + 1.0 + tau.to_f64()) * values[k].to_f64().abs()
                + n * values[k - 1].to_f64().abs());
        errors.push((size * errors[k] + n * errors[k - 1] + fresh) / (n + 1.0));
    }
    values.truncate(s + 1);
    errors.truncate(s + 1);
    (values, errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Channel, Ensemble};

    #[test]
    fn polynomials_are_laguerres() {
        let (values, errors) = laguerre(Double::from(2.0), 4);
        // L_4(x) = (x⁴ - 16x³ + 72x² - 96x + 24)/24.
        let by_hand = (16.0 - 128.0 + 288.0 - 192.0 + 24.0) / 24.0;
        assert!((values[4].to_f64() - by_hand).abs() < 1e-15);
        assert!(errors[4] < 1e-28);
    }

    #[test]
    fn one_cell_relaxes_exponentially() -> Result<(), Error> {
        // One cell with emission rate n + 1 = 3/2 and absorption 1/2: total rate 2, p_1(∞) = 1/4.
        let ensemble = Ensemble::new(1)?.local(Channel::thermal(Bath::from_occupation(0.5)?, 1.0)?);
        let mut excited = Doubles::zeros(2);
        excited.set(1, Double::ONE);
        let expansion = Expansion::new(
            &Rates::<Double>::new(&ensemble),
            10.0,
            &excited,
            Tuning::default(),
        )?;
        let Ok(expansion) = expansion else {
            panic!("an easy expansion did not converge");
        };
        for t in [0.0, 0.125, 0.5, 1.0] {
            let (p, error) = expansion.at(Double::from(t));
            let exact = 0.25 + 0.75 * (-2.0 * t).exp();
            assert!(error < 1e-17);
            assert!((p.get(1).to_f64() - exact).abs() < 2e-16);
        }
        Ok(())
    }
}
