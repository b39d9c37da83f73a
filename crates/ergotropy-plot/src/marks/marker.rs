//! Markers of points.

use crate::page::{Canvas, Colour, Pen, Point};

/// Shape of the markers of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marker {
    /// A filled disc.
    #[default]
    Disc,
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// A filled diamond.
    Diamond,
    /// An open circle.
    Ring,
    /// The smallest visible point, for clouds of thousands of points, which are written as one path.
    Dot,
}

impl Marker {
    pub(super) fn of_series(index: usize) -> Self {
        [
            Self::Disc,
            Self::Square,
            Self::Triangle,
            Self::Diamond,
            Self::Ring,
        ][index % 5]
    }

    pub(super) fn draw(self, canvas: &mut Canvas, at: Point, colour: Colour) {
        let edge = Pen::new(Colour::WHITE, 0.5);
        let corners: &[(f64, f64)] = match self {
            Self::Disc => return canvas.circle(at, 2.0, Some(colour), &edge),
            // This is the sample in a legend; the points of a cloud are drawn together.
            Self::Dot => return canvas.circle(at, 1.5, Some(colour), &Pen::new(colour, 0.0)),
            Self::Ring => {
                let pen = Pen::new(colour, 0.9);
                return canvas.circle(at, 1.8, Some(Colour::WHITE), &pen);
            }
            Self::Square => &[(-1.75, -1.75), (1.75, -1.75), (1.75, 1.75), (-1.75, 1.75)],
            Self::Triangle => &[(0.0, -2.4), (2.2, 1.6), (-2.2, 1.6)],
            Self::Diamond => &[(0.0, -2.6), (2.3, 0.0), (0.0, 2.6), (-2.3, 0.0)],
        };
        let points: Vec<Point> = corners.iter().map(|&(x, y)| at.shifted(x, y)).collect();
        canvas.shape(&points, colour, &edge);
    }
}
