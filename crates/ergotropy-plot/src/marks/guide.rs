//! Lines over a map.

use super::dash::Dash;
use crate::error::PlotError;
use crate::page::{Anchor, Canvas, Colour, Fonts, Pen, Point, Rect, Rise, TICK_SIZE, TextPlace};

/// A line over a map, such as the diagonal on which two parameters agree.
///
/// ```
/// use ergotropy_plot::Guide;
/// let diagonal = Guide::new([(0.0, 0.0), (1.0, 1.0)]).label("$α_c = q$");
/// # let _ = diagonal;
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Guide {
    pub(crate) points: Vec<(f64, f64)>,
    label: Option<String>,
    dash: Dash,
}

impl Guide {
    /// A line through points in the units of the axes.
    pub fn new(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self {
            points: points.into_iter().collect(),
            label: None,
            dash: Dash::Dashed,
        }
    }

    /// Text along the line.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Dash pattern; dashed unless set.
    pub fn dash(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas, path: &[Point]) -> Result<(), PlotError> {
        canvas.polyline(path, &Pen::new(Colour::WHITE, 2.0).faded(0.85));
        let pen = Pen::new(Colour::INK, 0.9).dashed(self.dash.pattern());
        canvas.polyline(path, &pen);
        if let (Some(label), Some((at, angle))) = (&self.label, label_place(path)) {
            let text = canvas.fonts().set(label, TICK_SIZE)?;
            let place = TextPlace::new(at, Anchor::Middle, Rise::Baseline);
            canvas.text(&text, place.turned(angle).haloed());
        }
        Ok(())
    }

    /// The room that the label takes along a path, as a square around it.
    pub(crate) fn label_room(
        &self,
        fonts: &Fonts,
        path: &[Point],
    ) -> Result<Option<Rect>, PlotError> {
        let (Some(label), Some((at, angle))) = (&self.label, label_place(path)) else {
            return Ok(None);
        };
        let text = fonts.set(label, TICK_SIZE)?;
        let (sin, cos) = angle.to_radians().sin_cos();
        let height = text.ascent + text.descent;
        let (w, h) = (
            text.width * cos.abs() + height * sin.abs(),
            text.width * sin.abs() + height * cos.abs(),
        );
        let middle = at.shifted(sin * text.ascent / 2.0, -cos * text.ascent / 2.0);
        Ok(Some(Rect::new(
            middle.x - w / 2.0,
            middle.y - h / 2.0,
            w,
            h,
        )))
    }
}

/// The point above a path at which its label is centred, and the angle there in degrees.
fn label_place(path: &[Point]) -> Option<(Point, f64)> {
    let length: f64 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mut left = 0.72 * length;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if step >= left && step > 0.0 {
            let (dx, dy) = (
                (pair[1].x - pair[0].x) / step,
                (pair[1].y - pair[0].y) / step,
            );
            let turn = if dx < 0.0 { -1.0 } else { 1.0 };
            let at = pair[0]
                .shifted(dx * left, dy * left)
                .shifted(turn * dy * 4.0, -turn * dx * 4.0);
            return Some((at, (turn * dy).atan2(turn * dx).to_degrees()));
        }
        left -= step;
    }
    None
}
