//! Reference lines across a panel of curves.

use crate::axes::Plane;
use crate::page::{Anchor, Point, Rect, Rise, TextPlace, Typeset};

/// A straight line across a panel at a fixed value, such as a limit or a bound.
///
/// ```
/// use ergotropy_plot::Reference;
/// let limit = Reference::horizontal(0.5).label("$N → ∞$");
/// # let _ = limit;
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Reference {
    pub(crate) upright: bool,
    pub(crate) value: f64,
    pub(crate) label: Option<String>,
}

impl Reference {
    /// A line at a value of the vertical axis.
    pub fn horizontal(value: f64) -> Self {
        Self {
            upright: false,
            value,
            label: None,
        }
    }

    /// A line at a value of the horizontal axis.
    pub fn vertical(value: f64) -> Self {
        Self {
            upright: true,
            ..Self::horizontal(value)
        }
    }

    /// Text beside the line.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The points where the line meets the frame.
    pub(crate) fn ends(&self, plane: &Plane) -> (Point, Point) {
        let inside = plane.inside;
        if self.upright {
            let share = plane.x.share(self.value);
            (inside.at(share, 0.0), inside.at(share, 1.0))
        } else {
            let share = plane.y.share(self.value);
            (inside.at(0.0, share), inside.at(1.0, share))
        }
    }

    /// The place of the label: the first one beside an end of the line and inside the frame that no
    /// data touches.
    pub(crate) fn label_place(
        &self,
        text: &Typeset,
        from: Point,
        to: Point,
        inside: Rect,
        covered: &[Point],
    ) -> TextPlace {
        const AWAY: f64 = 6.0;
        const ABOVE: f64 = 2.5;
        let (width, height) = (text.width, text.height());
        let place = |last: bool, above: bool| {
            let (corner, size) = if self.upright {
                let y = if last {
                    to.y + AWAY
                } else {
                    from.y - AWAY - width
                };
                let x = if above {
                    to.x - ABOVE - height
                } else {
                    to.x + ABOVE
                };
                (Point::new(x, y), (height, width))
            } else {
                let x = if last {
                    to.x - AWAY - width
                } else {
                    from.x + AWAY
                };
                let y = if above {
                    to.y - ABOVE - height
                } else {
                    to.y + ABOVE
                };
                (Point::new(x, y), (width, height))
            };
            Rect::new(corner.x, corner.y, size.0, size.1)
        };
        let places = [(true, true), (true, false), (false, true), (false, false)]
            .map(|(last, above)| place(last, above));
        let free = |place: &&Rect| {
            let guarded = place.grown(1.0);
            inside.encloses(place) && !covered.iter().any(|&point| guarded.contains(point))
        };
        let chosen = places.iter().find(free);
        let rect = chosen
            .or_else(|| places.iter().find(|place| inside.encloses(place)))
            .unwrap_or(&places[0]);
        let (at, angle) = if self.upright {
            (Point::new(rect.x + text.ascent, rect.bottom()), -90.0)
        } else {
            (Point::new(rect.x, rect.y + text.ascent), 0.0)
        };
        TextPlace::new(at, Anchor::Start, Rise::Baseline)
            .turned(angle)
            .haloed()
    }
}
