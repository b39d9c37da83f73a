//! Number: a number with an error of its own, for comparison with floats.

use std::fmt;

use dashu::rational::RBig;

use crate::{
    fraction::{decimal, to_f64},
    wide::Wide,
};

/// A number of 320 bits and a bound of its error.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    negative: bool,
    size: Wide,
    error: Wide,
}

impl Number {
    /// A sum of positive terms whose relative error is below two to the power `error`.
    pub(super) fn sum(size: Wide, error: i64) -> Self {
        Self {
            negative: false,
            size,
            error: size.scaled(error),
        }
    }

    /// `gain - loss`, both sums of positive terms.
    pub(super) fn difference(gain: Wide, loss: Wide, error: i64) -> Self {
        Self {
            negative: gain < loss,
            size: gain.distance(loss),
            error: (gain + loss).scaled(error),
        }
    }

    /// A positive number, obtained from differences of positive terms whose sum is `terms`.
    pub(super) fn of_differences(size: Wide, terms: Wide, error: i64) -> Self {
        Self {
            negative: false,
            size,
            error: terms.scaled(error),
        }
    }

    /// `|x - value|`, rounded up; infinite for a value that is not finite.
    ///
    /// The number's own error is not included. If `x` is zero, its computed value is this error; see
    /// [`Number::excludes`].
    pub fn distance(&self, value: f64) -> f64 {
        if value.is_finite() {
            self.gap(value).to_f64_upwards()
        } else {
            f64::INFINITY
        }
    }

    /// Whether `value` certainly differs from the true number by more than `error`.
    pub fn excludes(&self, value: f64, error: f64) -> bool {
        if !value.is_finite() || error.is_nan() || error < 0.0 {
            return true;
        }
        error.is_finite() && self.gap(value) > Wide::from(error) + self.error
    }

    /// The nearest float.
    pub fn to_f64(&self) -> f64 {
        to_f64(&self.to_fraction())
    }

    /// The number as an exact fraction, without its error.
    pub fn to_fraction(&self) -> RBig {
        let size = self.size.to_fraction();
        if self.negative { -size } else { size }
    }

    /// The bound of the number's own error.
    pub fn error(&self) -> f64 {
        self.error.to_f64_upwards()
    }

    fn gap(&self, value: f64) -> Wide {
        let size = Wide::from(value.abs());
        if self.negative == (value < 0.0) {
            self.size.distance(size)
        } else {
            self.size + size
        }
    }
}

impl fmt::Display for Number {
    /// Shows thirty digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(&self.to_fraction(), 30))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_rounded_upwards_and_see_far_below_the_floats() {
        let third = Number::sum(Wide::from(3).inverse(), -250);
        let nearest = 1.0 / 3.0;
        let rounding = 2f64.powi(-54) / 3.0;
        assert_eq!(third.distance(nearest), rounding.next_up());
        assert_eq!(third.distance(-1.0), (4.0f64 / 3.0).next_up());
        assert_eq!(third.distance(f64::NAN), f64::INFINITY);
        assert!(third.excludes(nearest, rounding * (1.0 - 1e-15)));
        assert!(!third.excludes(nearest, rounding * (1.0 + 1e-15)));
        assert!(third.excludes(nearest, f64::NAN));
        assert!(!third.excludes(1e300, f64::INFINITY));
    }

    #[test]
    fn what_is_lost_in_a_difference_is_its_error() {
        let [gain, loss] = [Wide::from(3), Wide::from(3) + Wide::power_of_two(-280)];
        let nought = Number::difference(gain, loss, -250);
        assert!(nought.to_f64() < 0.0 && nought.distance(0.0) == 2f64.powi(-280));
        assert!(!nought.excludes(0.0, 0.0));
        assert!(nought.excludes(1e-70, 0.0));
    }
}
