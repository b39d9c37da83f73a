//! The plane of two axes: from numbers to points on the page.

use super::span::Span;
use crate::page::{Point, Rect};

/// Both axes of a panel over its inside.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plane {
    pub x: Span,
    pub y: Span,
    pub inside: Rect,
}

impl Plane {
    pub(crate) fn at(&self, (x, y): (f64, f64)) -> Point {
        // Far beyond the frame the exact point does not matter, since a line to it leaves in the same
        // direction.
        let far = |share: f64| share.clamp(-50.0, 50.0);
        self.inside.at(far(self.x.share(x)), far(self.y.share(y)))
    }

    pub(crate) fn path(&self, points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&point| self.at(point)).collect()
    }
}
