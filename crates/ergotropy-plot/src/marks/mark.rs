//! Marked points and notes.

use crate::error::PlotError;
use crate::page::{
    Anchor, Canvas, Colour, Fonts, Pen, Point, Rect, Rise, TICK_SIZE, TextPlace, Typeset,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Star,
    Circle,
    /// No shape: the label is at the point itself.
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
    shape: Shape,
    label: Option<String>,
}

impl Mark {
    fn new(shape: Shape, x: f64, y: f64) -> Self {
        Self {
            x,
            y,
            shape,
            label: None,
        }
    }

    /// A star with five points, in the units of the axes.
    pub fn star(x: f64, y: f64) -> Self {
        Self::new(Shape::Star, x, y)
    }

    /// An open circle.
    pub fn circle(x: f64, y: f64) -> Self {
        Self::new(Shape::Circle, x, y)
    }

    /// Text centred at a point, to name a region.
    pub fn note(x: f64, y: f64, text: impl Into<String>) -> Self {
        Self::new(Shape::Bare, x, y).label(text)
    }

    /// Text beside the mark, in the markup of [`Axis`](crate::Axis) labels.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The places that the mark and its label take.
    pub(crate) fn room(
        &self,
        fonts: &Fonts,
        inside: Rect,
        at: Point,
    ) -> Result<Vec<Rect>, PlotError> {
        let mut room = vec![Rect::new(at.x, at.y, 0.0, 0.0).grown(4.5)];
        if let Some(label) = &self.label {
            let text = fonts.set(label, TICK_SIZE)?;
            room.push(if self.shape == Shape::Bare {
                let (width, height) = (text.width, text.height());
                Rect::new(at.x - width / 2.0, at.y - height / 2.0, width, height)
            } else {
                label_room(&text, inside, at)
            });
        }
        Ok(room)
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        at: Point,
    ) -> Result<(), PlotError> {
        let halo = Pen::new(Colour::WHITE, 2.2);
        match self.shape {
            Shape::Star => {
                canvas.shape(&star(at, 4.4), Colour::INK, &halo);
                canvas.shape(&star(at, 4.1), Colour::INK, &Pen::new(Colour::INK, 0.2));
            }
            Shape::Circle => {
                canvas.circle(at, 3.0, None, &halo);
                canvas.circle(at, 3.0, None, &Pen::new(Colour::INK, 1.0));
            }
            Shape::Bare => {}
        }
        let Some(label) = &self.label else {
            return Ok(());
        };
        if self.shape != Shape::Bare {
            return draw_label(canvas, inside, at, label);
        }
        let text = canvas.fonts().set(label, TICK_SIZE)?;
        let place = TextPlace::new(at, Anchor::Middle, Rise::Middle);
        canvas.text(&text, place.haloed());
        Ok(())
    }
}

fn draw_label(canvas: &mut Canvas, inside: Rect, at: Point, label: &str) -> Result<(), PlotError> {
    let text = canvas.fonts().set(label, TICK_SIZE)?;
    let room = label_room(&text, inside, at);
    let baseline = Point::new(room.x, room.y + text.ascent);
    let place = TextPlace::new(baseline, Anchor::Start, Rise::Baseline);
    canvas.text(&text, place.haloed());
    Ok(())
}

/// The place of a label: right of the mark, else left of it, else above, else below, whichever is the first
/// inside the panel.
fn label_room(text: &Typeset, inside: Rect, at: Point) -> Rect {
    let (width, height) = (text.width, text.height());
    let room = inside.grown(-2.0);
    let clamped = |x: f64| x.min(room.right() - width).max(room.x);
    let places = [
        Point::new(at.x + 7.5, at.y - height / 2.0),
        Point::new(at.x - 7.5 - width, at.y - height / 2.0),
        Point::new(clamped(at.x - width / 2.0), at.y - 7.5 - height),
        Point::new(clamped(at.x - width / 2.0), at.y + 7.5),
    ];
    let corner = places
        .into_iter()
        .find(|corner| room.encloses(&Rect::new(corner.x, corner.y, width, height)))
        .unwrap_or(places[2]);
    Rect::new(corner.x, corner.y, width, height)
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
