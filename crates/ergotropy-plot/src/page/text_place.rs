//! Place and look of a text.

use super::colour::Colour;
use super::geometry::Point;

/// The part of a text that is at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The height within the letters of a text that is at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rise {
    /// On the baseline.
    Baseline,
    /// At half the height of the capitals.
    Middle,
}

/// Place and look of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TextPlace {
    pub at: Point,
    pub anchor: Anchor,
    pub rise: Rise,
    /// Whether letters have a white outline, for texts over a picture.
    pub halo: bool,
    /// Angle in degrees, clockwise.
    pub angle: f64,
    pub colour: Colour,
}

impl TextPlace {
    pub(crate) fn new(at: Point, anchor: Anchor, rise: Rise) -> Self {
        Self {
            at,
            anchor,
            rise,
            halo: false,
            angle: 0.0,
            colour: Colour::INK,
        }
    }

    pub(crate) fn haloed(mut self) -> Self {
        self.halo = true;
        self
    }

    pub(crate) fn coloured(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    pub(crate) fn turned(mut self, angle: f64) -> Self {
        self.angle = angle;
        self
    }
}
