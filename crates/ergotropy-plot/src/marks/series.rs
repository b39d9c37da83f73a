//! Series of points, and their look.

use super::dash::Dash;
use super::marker::Marker;
use crate::error::{PlotError, check_finite};
use crate::page::{Canvas, Colour, Pen, Point, Rect};

const MARKER_SPACING: f64 = 30.0;
/// Greatest number of points of a line for which each has a marker.
const MARKED_POINTS: usize = 24;
/// Diameter of the points of a cloud.
const DOT: f64 = 1.1;

/// Points that belong together: a line, markers, or both, and possibly a band around them.
///
/// Colour, dash pattern and marker follow the position of the series in its panel unless they are
/// set, so that series differ in grey print too.
///
/// ```
/// use ergotropy_plot::{Marker, Series};
/// let measured = Series::scatter("measured", [(1.0, 0.2), (2.0, 0.3)]).marker(Marker::Ring);
/// let bound = Series::line("bound", [(1.0, 0.25), (2.0, 0.35)])
///     .band([(0.24, 0.26), (0.33, 0.37)]);
/// # let _ = (measured, bound);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Series {
    pub(crate) label: String,
    pub(crate) points: Vec<(f64, f64)>,
    lined: bool,
    marked: bool,
    marker: Option<Marker>,
    dash: Option<Dash>,
    colour: Option<Colour>,
    pub(crate) band: Vec<(f64, f64)>,
}

impl Series {
    fn new(
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
        lined: bool,
    ) -> Self {
        Self {
            label: label.into(),
            points: points.into_iter().collect(),
            lined,
            marked: !lined,
            marker: None,
            dash: None,
            colour: None,
            band: Vec::new(),
        }
    }

    /// A line through points. An empty label keeps the series out of the legend.
    pub fn line(label: impl Into<String>, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self::new(label, points, true)
    }

    /// Points without a line.
    pub fn scatter(label: impl Into<String>, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self::new(label, points, false)
    }

    /// Adds the marker of the series' position: at every point of a scatter, and in regular steps along
    /// a line.
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    /// Adds this marker.
    pub fn marker(mut self, marker: Marker) -> Self {
        self.marker = Some(marker);
        self.marked()
    }

    /// Dash pattern of the line.
    pub fn dash(mut self, dash: Dash) -> Self {
        self.dash = Some(dash);
        self
    }

    /// Colour of line and markers.
    pub fn colour(mut self, colour: Colour) -> Self {
        self.colour = Some(colour);
        self
    }

    /// The lower and the upper end of an error band, one interval for each point.
    pub fn band(mut self, intervals: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.band = intervals.into_iter().collect();
        self
    }

    pub(crate) fn check(&self) -> Result<(), PlotError> {
        if self.points.is_empty() {
            return Err(PlotError::EmptySeries {
                series: self.label.clone(),
            });
        }
        if !self.band.is_empty() && self.band.len() != self.points.len() {
            return Err(PlotError::BandSize {
                series: self.label.clone(),
                points: self.points.len(),
                intervals: self.band.len(),
            });
        }
        check_finite(&self.label, self.points.iter().map(|&(x, _)| x))?;
        check_finite(&self.label, self.points.iter().map(|&(_, y)| y))?;
        check_finite(
            &self.label,
            self.band.iter().flat_map(|&(low, high)| [low, high]),
        )
    }

    /// The look of the series at this position of its panel.
    pub(crate) fn look(&self, index: usize) -> Look {
        Look {
            label: self.label.clone(),
            colour: self.colour.unwrap_or_else(|| Colour::of_series(index)),
            dash: self
                .lined
                .then(|| self.dash.unwrap_or_else(|| Dash::of_series(index))),
            marker: self
                .marked
                .then(|| self.marker.unwrap_or_else(|| Marker::of_series(index))),
        }
    }
}

/// The look of a series, which is also its entry in a legend.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Look {
    pub label: String,
    pub colour: Colour,
    pub dash: Option<Dash>,
    pub marker: Option<Marker>,
}

impl Look {
    pub(crate) fn pen(&self) -> Option<Pen> {
        let width = if self.dash == Some(Dash::Dotted) {
            1.4
        } else {
            1.15
        };
        self.dash
            .map(|dash| Pen::new(self.colour, width).dashed(dash.pattern()))
    }

    pub(crate) fn draw_line(&self, canvas: &mut Canvas, path: &[Point]) {
        if let Some(pen) = self.pen() {
            canvas.polyline(path, &pen);
        }
    }

    /// Draws the markers inside the frame: at each point of a scatter or a short line, and in regular
    /// steps along a long line. `phase` shifts the markers, so that those of lines close together stay
    /// apart.
    pub(crate) fn draw_markers(
        &self,
        canvas: &mut Canvas,
        path: &[Point],
        inside: Rect,
        phase: f64,
    ) {
        let Some(marker) = self.marker else { return };
        let room = inside.grown(0.1);
        if marker == Marker::Dot {
            let seen: Vec<Point> = path
                .iter()
                .copied()
                .filter(|&at| room.contains(at))
                .collect();
            canvas.dots(&seen, DOT, self.colour);
            return;
        }
        let every_point = self.dash.is_none() || path.len() <= MARKED_POINTS;
        let mut left = MARKER_SPACING * (0.3 + phase.fract());
        let mut previous = path.first().copied();
        for &at in path {
            left -= previous.map_or(0.0, |previous| previous.distance(at));
            previous = Some(at);
            if every_point || left <= 0.0 {
                left = MARKER_SPACING;
                if room.contains(at) {
                    marker.draw(canvas, at, self.colour);
                }
            }
        }
    }
}
