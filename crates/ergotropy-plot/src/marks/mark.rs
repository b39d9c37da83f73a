//! Marks and guide lines on top of a map.

use super::series::Dash;
use crate::axes::TICK_SIZE;
use crate::error::PlotError;
use crate::page::{Anchor, Canvas, Colour, Pen, Point, Rect, Rise, Setting};

/// Shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkShape {
    /// A star with five points.
    #[default]
    Star,
    /// An upright cross.
    Cross,
    /// An open circle.
    Circle,
    /// No shape: the label stands at the point itself.
    Bare,
}

/// A marked point, such as an optimum, with an optional label.
///
/// ```
/// use ergotropy_plot::Mark;
/// let optimum = Mark::star(0.61, 0.12).label("$W^* = 0.0655$");
/// # let _ = optimum;
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Mark {
    pub(crate) x: f64,
    pub(crate) y: f64,
    shape: MarkShape,
    label: Option<String>,
}

impl Mark {
    /// A mark of the given shape at a point in the units of the axes.
    pub fn new(shape: MarkShape, x: f64, y: f64) -> Self {
        Self {
            x,
            y,
            shape,
            label: None,
        }
    }

    /// A star.
    pub fn star(x: f64, y: f64) -> Self {
        Self::new(MarkShape::Star, x, y)
    }

    /// An upright cross.
    pub fn cross(x: f64, y: f64) -> Self {
        Self::new(MarkShape::Cross, x, y)
    }

    /// Text centred at a point, to name a region.
    pub fn note(x: f64, y: f64, text: impl Into<String>) -> Self {
        Self::new(MarkShape::Bare, x, y).label(text)
    }

    /// Text beside the mark, in the markup of [`Axis`](crate::Axis) labels.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        at: Point,
    ) -> Result<(), PlotError> {
        let halo = Pen::new(Colour::WHITE, 2.2);
        match self.shape {
            MarkShape::Star => {
                canvas.shape(&star(at, 4.4), Colour::INK, &halo);
                canvas.shape(&star(at, 4.1), Colour::INK, &Pen::new(Colour::INK, 0.2));
            }
            MarkShape::Cross => {
                for pen in [Pen::new(Colour::WHITE, 3.2), Pen::new(Colour::INK, 1.4)] {
                    let arm = 3.2 + pen.width / 4.0;
                    canvas.line(at.shifted(-arm, 0.0), at.shifted(arm, 0.0), &pen);
                    canvas.line(at.shifted(0.0, -arm), at.shifted(0.0, arm), &pen);
                }
            }
            MarkShape::Circle => {
                canvas.circle(at, 3.0, None, &halo);
                canvas.circle(at, 3.0, None, &Pen::new(Colour::INK, 1.0));
            }
            MarkShape::Bare => {}
        }
        match &self.label {
            Some(label) if self.shape == MarkShape::Bare => {
                let block = canvas.fonts().set(label, TICK_SIZE)?;
                let mut setting = Setting::new(at, Anchor::Middle, Rise::Middle);
                setting.halo = Some(Colour::WHITE);
                canvas.text(&block, &setting);
                Ok(())
            }
            Some(label) => draw_label(canvas, inside, at, label),
            None => Ok(()),
        }
    }
}

/// Right of the mark, else left of it, else above, else below: the first place inside the panel.
fn draw_label(canvas: &mut Canvas, inside: Rect, at: Point, label: &str) -> Result<(), PlotError> {
    let block = canvas.fonts().set(label, TICK_SIZE)?;
    let (width, height) = (block.width, block.height());
    let room = inside.grown(-2.0);
    let clamped = |x: f64| x.min(room.right() - width).max(room.x);
    let places = [
        Point::new(at.x + 7.5, at.y - height / 2.0),
        Point::new(at.x - 7.5 - width, at.y - height / 2.0),
        Point::new(clamped(at.x - width / 2.0), at.y - 7.5 - height),
        Point::new(clamped(at.x - width / 2.0), at.y + 7.5),
    ];
    let place = places
        .into_iter()
        .find(|place| room.encloses(&Rect::new(place.x, place.y, width, height)))
        .unwrap_or(places[2]);
    let baseline = place.shifted(0.0, block.ascent);
    let mut setting = Setting::new(baseline, Anchor::Start, Rise::Baseline);
    setting.halo = Some(Colour::WHITE);
    canvas.text(&block, &setting);
    Ok(())
}

fn star(centre: Point, radius: f64) -> Vec<Point> {
    (0..10_u8)
        .map(|corner| {
            let angle = f64::from(corner) * std::f64::consts::PI / 5.0;
            let reach = if corner % 2 == 0 {
                radius
            } else {
                0.42 * radius
            };
            centre.shifted(reach * angle.sin(), -reach * angle.cos())
        })
        .collect()
}

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
        let Some(label) = &self.label else {
            return Ok(());
        };
        let block = canvas.fonts().set(label, TICK_SIZE)?;
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
                let mut setting = Setting::new(at, Anchor::Middle, Rise::Baseline);
                setting.angle = (turn * dy).atan2(turn * dx).to_degrees();
                setting.halo = Some(Colour::WHITE);
                canvas.text(&block, &setting);
                return Ok(());
            }
            left -= step;
        }
        Ok(())
    }
}
