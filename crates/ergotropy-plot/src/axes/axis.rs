//! Axes: label, scale and range along an edge of a panel.

use super::span::{Scale, Span};
use crate::error::{PlotError, check_finite};

/// An axis: label, scale, and range.
///
/// Labels are plain text with formulas between dollar signs: `"time $γ_c t$"`, `"$W_{"SS"}$"`.
/// Inside a formula letters are italic, quoted words upright, `_` and `^` start an index or
/// exponent of one character or of a group in braces. Greek letters and `ℓ`, `𝒲`, `∞`, `≤` are
/// typed as they are.
///
/// Without a range, an axis of curves fits the data, and an axis of a map counts the nodes of the grid.
///
/// ```
/// use ergotropy_plot::Axis;
/// let rate = Axis::logarithmic("$γ_r$").range(1e-3, 1e2);
/// let ratio = Axis::linear("$α_c$").range(0.0, 1.0);
/// # let _ = (rate, ratio);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Axis {
    label: String,
    scale: Scale,
    range: Option<(f64, f64)>,
    names: Vec<(f64, String)>,
}

impl Axis {
    /// A linear axis with this label.
    pub fn linear(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            scale: Scale::Linear,
            range: None,
            names: Vec::new(),
        }
    }

    /// A logarithmic axis with this label.
    pub fn logarithmic(label: impl Into<String>) -> Self {
        Self {
            scale: Scale::Logarithmic,
            ..Self::linear(label)
        }
    }

    /// Fixes both ends of the axis.
    pub fn range(mut self, min: f64, max: f64) -> Self {
        self.range = Some((min, max));
        self
    }

    /// Writes names instead of numbers at these values, in the markup of labels. This is for rows and
    /// columns that stand for things, not for amounts.
    ///
    /// ```
    /// use ergotropy_plot::Axis;
    /// let rows = Axis::linear("start").names([(1.0, "ground"), (2.0, "excited")]);
    /// # let _ = rows;
    /// ```
    pub fn names<S: Into<String>>(mut self, names: impl IntoIterator<Item = (f64, S)>) -> Self {
        self.names = names
            .into_iter()
            .map(|(value, name)| (value, name.into()))
            .collect();
        self
    }

    pub(crate) fn is_fixed(&self) -> bool {
        self.range.is_some()
    }

    /// The axis with its ends: the fixed ones, or else exactly the given extent.
    pub(crate) fn spanning(&self, extent: (f64, f64)) -> Result<Span, PlotError> {
        self.span(self.range.unwrap_or(extent))
    }

    /// The axis with its ends: the fixed ones, or else the extent of the data and a small margin.
    pub(crate) fn fitting(&self, values: &[f64]) -> Result<Span, PlotError> {
        if self.scale == Scale::Logarithmic
            && let Some(&value) = values.iter().find(|&&value| value <= 0.0)
        {
            return Err(PlotError::NotPositive {
                axis: self.label.clone(),
                value,
            });
        }
        if let Some(range) = self.range {
            return self.span(range);
        }
        let forward = |value: f64| match self.scale {
            Scale::Linear | Scale::CubeRoot => value,
            Scale::Logarithmic => value.log10(),
        };
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = (forward(low), forward(high));
        let (low, high) = if low < high {
            (low - 0.04 * (high - low), high + 0.04 * (high - low))
        } else {
            let air = if low == 0.0 { 1.0 } else { 0.1 * low.abs() };
            (low - air, high + air)
        };
        let range = match self.scale {
            Scale::Linear | Scale::CubeRoot => (low, high),
            Scale::Logarithmic => (10_f64.powf(low), 10_f64.powf(high)),
        };
        self.span(range)
    }

    fn span(&self, range: (f64, f64)) -> Result<Span, PlotError> {
        check_finite(&self.label, self.names.iter().map(|&(value, _)| value))?;
        Ok(Span {
            names: self.names.clone(),
            ..Span::new(&self.label, self.scale, range)?
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_out_of_order_are_refused() {
        let result = Axis::linear("x").range(1.0, 1.0).spanning((0.0, 1.0));
        assert!(matches!(result, Err(PlotError::AxisRange { min: 1.0, .. })));
        let result = Axis::linear("x").range(f64::NAN, 1.0).spanning((0.0, 1.0));
        assert!(matches!(result, Err(PlotError::NotFinite { index: 0, .. })));
        let result = Axis::linear("x")
            .range(-f64::MAX, f64::MAX)
            .spanning((0.0, 1.0));
        assert!(matches!(result, Err(PlotError::AxisRange { .. })));
    }

    #[test]
    fn zero_has_no_place_on_a_logarithmic_axis() {
        let axis = Axis::logarithmic("x");
        assert!(matches!(
            axis.fitting(&[1.0, 0.0]),
            Err(PlotError::NotPositive { value: 0.0, .. })
        ));
        assert!(matches!(
            axis.range(0.0, 1.0).spanning((0.0, 1.0)),
            Err(PlotError::NotPositive { .. })
        ));
    }

    #[test]
    fn shares_follow_the_scale() {
        let span = Axis::logarithmic("x")
            .range(0.1, 10.0)
            .spanning((0.0, 1.0))
            .unwrap();
        assert!((span.share(1.0) - 0.5).abs() < 1e-15);
        let span = Axis::linear("x")
            .range(-1.0, 3.0)
            .spanning((0.0, 1.0))
            .unwrap();
        assert_eq!(span.share(0.0), 0.25);
    }

    #[test]
    fn fitted_axes_leave_air_and_survive_constant_data() {
        let span = Axis::linear("x").fitting(&[0.0, 1.0]).unwrap();
        assert!(span.min < 0.0 && span.max > 1.0);
        assert!(Axis::linear("x").fitting(&[2.0, 2.0]).is_ok());
        assert!(Axis::logarithmic("x").fitting(&[1.0]).is_ok());
    }
}
