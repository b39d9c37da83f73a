//! The page: the tools with which all pictures are drawn.
//!
//! - `geometry`: points, rectangles and margins, in points of 1/72 inch
//! - `colour`: colours, the scale of the maps and the palette of the series
//! - `decimal`: numbers in the document
//! - `path`: lines and dots in the document
//! - `pen`: the look of lines and outlines
//! - `note`: texts inside a document that are not drawn
//! - `markup`: the parts of labels: text, indices and exponents
//! - `typeface`: labels as glyphs, and glyphs as outlines
//! - `text_place`: place and look of a text
//! - `canvas`: the SVG document of a figure
//! - `bitmap`: PNG encoding, and rasterising of composed figures

mod bitmap;
mod canvas;
mod colour;
mod decimal;
mod geometry;
mod markup;
mod note;
mod path;
mod pen;
mod text_place;
mod typeface;

pub(crate) use bitmap::indexed_png;
pub use bitmap::rasterise;
pub(crate) use canvas::Canvas;
pub use colour::Colour;
pub(crate) use colour::byte;
pub(crate) use geometry::{Margins, Point, Rect};
pub use note::annotation;
pub(crate) use pen::Pen;
pub(crate) use text_place::{Anchor, Rise, TextPlace};
pub(crate) use typeface::{CAP_HEIGHT, Fonts, LABEL_SIZE, TICK_SIZE, Typeset};
