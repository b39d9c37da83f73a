//! An axis whose ends are known.

use super::ticks::{self, Ticks};
use crate::error::{PlotError, check_finite};

/// The scale along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Equal differences are equal distances.
    Linear,
    /// Equal ratios are equal distances; only positive numbers.
    Logarithmic,
    /// The cube root decides: small values can be told apart, and zero has a place.
    CubeRoot,
}

/// An axis whose ends are known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub label: String,
    pub scale: Scale,
    pub min: f64,
    pub max: f64,
    /// Names that replace numbers; empty if there are none.
    pub names: Vec<(f64, String)>,
}

impl Span {
    pub(crate) fn new(
        label: &str,
        scale: Scale,
        (min, max): (f64, f64),
    ) -> Result<Self, PlotError> {
        check_finite(label, [min, max])?;
        // The difference of ends too far apart is infinite.
        if min >= max || !(max - min).is_finite() {
            return Err(PlotError::AxisRange {
                axis: label.to_owned(),
                min,
                max,
            });
        }
        if scale == Scale::Logarithmic && min <= 0.0 {
            return Err(PlotError::NotPositive {
                axis: label.to_owned(),
                value: min,
            });
        }
        Ok(Self {
            label: label.to_owned(),
            scale,
            min,
            max,
            names: Vec::new(),
        })
    }

    /// Fraction of the way from the lower to the upper end.
    pub(crate) fn share(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.min) / (self.max - self.min),
            Scale::CubeRoot => {
                let low = self.min.cbrt();
                (value.cbrt() - low) / (self.max.cbrt() - low)
            }
            Scale::Logarithmic => {
                let low = self.min.log10();
                (value.max(f64::MIN_POSITIVE).log10() - low) / (self.max.log10() - low)
            }
        }
    }

    /// The same axis, extended at the upper end by a fraction of its length.
    pub(crate) fn grown_upwards(&self, share: f64) -> Self {
        let max = match self.scale {
            Scale::Linear | Scale::CubeRoot => self.max + share * (self.max - self.min),
            Scale::Logarithmic => self.max * (self.max / self.min).powf(share),
        };
        let max = if max.is_finite() { max } else { self.max };
        Self {
            max,
            ..self.clone()
        }
    }

    /// Ticks, about one number for each `spacing` points of an axis `length` points long.
    pub(crate) fn ticks(&self, length: f64, spacing: f64) -> Ticks {
        if !self.names.is_empty() {
            return ticks::named(&self.names);
        }
        let count = (length / spacing).max(2.0);
        match self.scale {
            Scale::Linear | Scale::CubeRoot => ticks::linear(self.min, self.max, count),
            Scale::Logarithmic => ticks::logarithmic(self.min, self.max, count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_shows_small_values() {
        let span = Span::new("W", Scale::CubeRoot, (0.0, 8.0)).unwrap();
        for (value, share) in [(0.0, 0.0), (0.008, 0.1), (1.0, 0.5), (8.0, 1.0)] {
            assert!((span.share(value) - share).abs() < 1e-12, "{value}");
        }
    }
}
