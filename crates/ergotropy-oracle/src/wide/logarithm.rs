//! Logarithm: `-ln x` to the last digits, also for `x` near one.
//!
//! Both series are sums of positive terms, so the relative error is that of the argument and some tens of units
//! in the last place.

use std::sync::LazyLock;

use super::float::{BITS, Wide};

/// The inverses `1/1, 1/3, 1/5 ..`, as many as a series in numbers below a half needs.
static ODD_INVERSES: LazyLock<Vec<Wide>> = LazyLock::new(|| {
    (0..=u64::from(BITS))
        .map(|n| Wide::from(2 * n + 1).inverse())
        .collect()
});

/// `ln 2`.
pub(crate) static LN_2: LazyLock<Wide> =
    LazyLock::new(|| Wide::from(3).inverse().atanh().scaled(1));

impl Wide {
    /// `artanh x = x + x^3 / 3 + x^5 / 5 ..` for `x^2 < 1/2`.
    pub(crate) fn atanh(self) -> Self {
        let square = self * self;
        // Each term is smaller than the one before by a factor `2^exponent`.
        let terms = i64::from(BITS) / square.exponent.saturating_neg().max(1);
        let terms = usize::try_from(terms).unwrap_or(0);
        let series = ODD_INVERSES[..=terms].iter().rev();
        self * series.fold(Self::ZERO, |sum, &inverse| sum * square + inverse)
    }

    /// `-ln x` for `0 < x <= 1`; zero above.
    pub(crate) fn minus_ln(self) -> Self {
        if self >= Self::ONE {
            return Self::ZERO;
        }
        let mantissa = self.scaled(-self.exponent);
        let halvings = Self::from(self.exponent.unsigned_abs());
        mantissa.complement().minus_ln_of_complement() + halvings * *LN_2
    }

    /// `-ln(1 - x)` for `0 <= x < 1`.
    pub(crate) fn minus_ln_of_complement(self) -> Self {
        if self > Self::power_of_two(-1) {
            return self.complement().minus_ln();
        }
        (self / Self::power_of_two(1).distance(self))
            .atanh()
            .scaled(1)
    }

    /// `1 - x` for `x <= 1`.
    pub(crate) fn complement(self) -> Self {
        Self::ONE.distance(self)
    }
}

#[cfg(test)]
mod tests {
    use dashu::{
        base::Abs,
        float::{FBig, round::mode::HalfEven},
        rational::RBig,
    };

    use super::*;

    /// Compares with the logarithm of a library, to 700 bits.
    fn assert_is_minus_ln(result: Wide, x: &RBig) {
        let float: FBig<HalfEven> = x.to_float(700).value();
        let exact = RBig::try_from(-float.ln()).expect("finite");
        let error = (result.to_fraction() - &exact).abs();
        assert!(error <= exact * RBig::from(2).pow(-310), "{x}");
    }

    #[test]
    fn logarithms_have_their_digits_next_to_one_too() {
        for n in 1..40u64 {
            for power in [0, -1, -3, -40, -150, -300, -3000] {
                let x = (Wide::from(n) / Wide::from(41)).scaled(power);
                assert_is_minus_ln(x.minus_ln(), &x.to_fraction());
                if power > -320 {
                    assert_is_minus_ln(x.minus_ln_of_complement(), &(RBig::ONE - x.to_fraction()));
                }
            }
        }
        assert_eq!(Wide::ONE.minus_ln(), Wide::ZERO);
        assert_eq!(Wide::ZERO.minus_ln_of_complement(), Wide::ZERO);
    }
}
