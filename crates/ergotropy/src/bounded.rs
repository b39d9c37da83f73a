//! A number together with its error.

/// The meaning of the stated error of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A theorem: the exact value for the given parameters lies within `error` of `value`.
    Bound,
    /// Not proved: the error comes from measurements or from analogy.
    Estimate,
}

impl Kind {
    /// The name that JSON and CSV use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::Estimate => "estimate",
        }
    }
}

/// A number with its error: the exact value lies in `value ± error`.
///
/// The error covers the computation, for exactly the parameters that were given as floats (for a bath
/// given by its temperature: for [`Bath::occupation`](crate::Bath::occupation), which is rounded). It
/// does not cover uncertainties of these parameters.
///
/// ```
/// use ergotropy::{Bath, Ensemble, Kind, Mixture, Observables};
///
/// let battery = Ensemble::mixture(7, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
///     .collective_bath(Bath::from_bose_ratio(0.6)?)
///     .local_bath(Bath::from_bose_ratio(0.2)?);
/// let w = battery.steady_state()?.ergotropy();
/// assert!((w.value - 0.0655120432).abs() < 1e-10);
/// assert!(w.error < 1e-14 && w.kind == Kind::Bound);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The number.
    pub value: f64,
    /// Greatest distance of the exact number from `value`.
    pub error: f64,
    /// Whether the error is proved.
    pub kind: Kind,
}

impl Bounded {
    /// A number with an error of the given kind; the error is rounded outwards.
    pub fn new(value: f64, error: f64, kind: Kind) -> Self {
        Self {
            value,
            error: (error * (1.0 + 8.0 * f64::EPSILON)).next_up(),
            kind,
        }
    }

    /// Least value that the exact number can have.
    pub fn lower(self) -> f64 {
        (self.value - self.error).next_down()
    }

    /// Greatest value that the exact number can have.
    pub fn upper(self) -> f64 {
        (self.value + self.error).next_up()
    }

    /// True if the exact number can be `x`.
    pub fn contains(self, x: f64) -> bool {
        (self.value - x).abs() <= self.error
    }

    /// This number times an exact factor.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let value = self.value * factor;
        Self::new(
            value,
            self.error * factor.abs() + value.abs() * f64::EPSILON,
            self.kind,
        )
    }

    /// This number divided by an exact positive one.
    #[must_use]
    pub fn over(self, divisor: f64) -> Self {
        let value = self.value / divisor;
        let error = self.error / divisor + value.abs() * f64::EPSILON;
        Self::new(value, error, self.kind)
    }
}

impl From<f64> for Bounded {
    /// An exact number.
    fn from(value: f64) -> Self {
        Self {
            value,
            error: 0.0,
            kind: Kind::Bound,
        }
    }
}

impl std::ops::Sub for Bounded {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let value = self.value - other.value;
        Self::new(
            value,
            self.error + other.error + value.abs() * f64::EPSILON,
            self.kind.max(other.kind),
        )
    }
}

impl std::fmt::Display for Bounded {
    /// The digits that are known, with the uncertainty of the last one: `0.0655120432(3)`.
    ///
    /// A precision, as in `{:.6}`, caps the number of decimals.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const MOST_DECIMALS: usize = 17;
        if !self.value.is_finite() || !self.error.is_finite() {
            return write!(f, "{} ± {}", self.value, self.error);
        }
        let cap = f.precision().unwrap_or(MOST_DECIMALS).min(MOST_DECIMALS);
        // The display may round the value by half a unit.
        let coarse = (self.error + 0.5).ceil();
        if self.error >= 1.0 {
            return write!(f, "{:.0} ± {coarse:.0}", self.value);
        }
        // The first decimal at which the error, together with the rounding of the display, shows.
        for decimals in (0..=cap).rev() {
            let unit = 10f64.powi(-i32::try_from(decimals).unwrap_or(0));
            let last_digit = (self.error / unit + 0.5).ceil();
            if last_digit <= 9.0 {
                return write!(f, "{:.decimals$}({last_digit})", self.value);
            }
        }
        write!(f, "{:.0} ± {coarse:.0}", self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_digits_that_are_known() {
        let shown = |value, error| Bounded::new(value, error, Kind::Bound).to_string();
        assert_eq!(shown(0.065_512_043_2, 2e-10), "0.0655120432(3)");
        assert_eq!(shown(3.0, 0.1), "3.0(2)");
        assert_eq!(shown(12.0, 3.0), "12 ± 4");
        assert_eq!(shown(1234.4999, 1.04), "1234 ± 2");
        let short = Bounded::new(0.065_512_043_2, 2e-17, Kind::Bound);
        assert_eq!(format!("{short:.6}"), "0.065512(1)");
    }

    #[test]
    fn arithmetic_keeps_the_worse_kind_and_the_sum_of_errors() {
        let a = Bounded::new(2.0, 0.25, Kind::Bound);
        let b = Bounded::new(1.0, 0.5, Kind::Estimate);
        let difference = a - b;
        assert!(difference.error >= 0.75 && difference.kind == Kind::Estimate);
        assert!(a.scaled(-2.0).contains(-4.5) && !a.contains(2.5));
        assert!(a.lower() < 1.76 && a.upper() > 2.24);
    }
}
