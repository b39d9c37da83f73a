//! A geometric ratio, and sums of its powers.

use crate::model::bath::Bath;

/// A geometric ratio 0 <= x <= 1 with its complement and logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ratio {
    pub(crate) value: f64,
    pub(crate) complement: f64,
    pub(crate) ln: f64,
}

impl Ratio {
    pub(crate) fn of_bath(bath: Bath) -> Self {
        let (value, complement) = (bath.bose_ratio(), bath.complement());
        Self {
            value,
            complement,
            ln: logarithm(value, complement),
        }
    }

    pub(crate) fn of_start(q: f64) -> Self {
        let complement = 1.0 - q;
        Self {
            value: q,
            complement,
            ln: logarithm(q, complement),
        }
    }

    /// ln (x/y), without cancellation where the two are close.
    pub(crate) fn logarithm_over(self, other: Self) -> f64 {
        let surplus = if self.value > 0.5 && other.value > 0.5 {
            other.complement - self.complement
        } else {
            self.value - other.value
        };
        if surplus.abs() < 0.5 * other.value {
            (surplus / other.value).ln_1p()
        } else {
            self.ln - other.ln
        }
    }

    /// x^k.
    pub(crate) fn power(self, k: u64) -> f64 {
        if k == 0 {
            1.0
        } else {
            (self.ln * k as f64).exp()
        }
    }

    /// 1 + x + ... + x^k.
    pub(crate) fn sum(self, k: u64) -> f64 {
        self.terms(k as f64 + 1.0)
    }

    /// The sum 1 + x + ... of `terms` terms.
    pub(crate) fn terms(self, terms: f64) -> f64 {
        if self.complement == 0.0 {
            terms
        } else if self.value == 0.0 {
            1.0
        } else {
            -(terms * self.ln).exp_m1() / self.complement
        }
    }
}

/// ln x, computed from the complement where that is more precise.
fn logarithm(value: f64, complement: f64) -> f64 {
    if value > 0.5 {
        (-complement).ln_1p()
    } else {
        value.ln()
    }
}
