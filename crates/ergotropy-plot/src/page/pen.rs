//! The look of lines and outlines.

use std::fmt::Write as _;

use super::colour::Colour;
use super::decimal::decimal;

/// Colour, width, dashes and opacity of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pen {
    pub colour: Colour,
    pub width: f64,
    dashes: Vec<f64>,
    opacity: f64,
}

impl Pen {
    pub(crate) fn new(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dashes: Vec::new(),
            opacity: 1.0,
        }
    }

    pub(crate) fn dashed(mut self, dashes: &[f64]) -> Self {
        self.dashes = dashes.to_vec();
        self
    }

    pub(crate) fn faded(mut self, opacity: f64) -> Self {
        self.opacity = opacity;
        self
    }

    /// The pen as attributes of an element.
    pub(super) fn stroke(&self) -> String {
        let width = decimal(self.width);
        let mut text = format!(r#"stroke="{}" stroke-width="{width}""#, self.colour);
        if !self.dashes.is_empty() {
            let dashes: Vec<String> = self.dashes.iter().map(|&dash| decimal(dash)).collect();
            let _ = write!(text, r#" stroke-dasharray="{}""#, dashes.join(" "));
        }
        if self.opacity < 1.0 {
            let _ = write!(text, r#" stroke-opacity="{}""#, decimal(self.opacity));
        }
        text
    }
}
