//! The page: what all pictures are drawn with.
//!
//! - `geometry`: points, rectangles and margins, in points of 1/72 inch
//! - `colour`: colours, the colour map, and the palette of the series
//! - `markup`: labels taken apart into text, indices and exponents
//! - `typeface`: labels set in glyphs, and glyphs as outlines
//! - `canvas`: the SVG document that a figure is composed in
//! - `bitmap`: PNG encoding, and rasterising of composed figures

pub(crate) mod bitmap;
mod canvas;
mod colour;
mod geometry;
mod markup;
mod typeface;

pub(crate) use bitmap::indexed_png;
pub(crate) use canvas::{Anchor, Canvas, Pen, Rise, Setting, path_data};
pub(crate) use colour::byte;
pub use colour::{Colour, ColourMap};
pub(crate) use geometry::{Margins, Point, Rect};
pub(crate) use typeface::{Block, Fonts};
