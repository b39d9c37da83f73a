//! Heat maps.
//!
//! - `heat_map`: the panel
//! - `grid`: values at nodes, and between them
//! - `shading`: the colours of a grid as a bitmap
//! - `contour`: lines of equal value

mod contour;
mod grid;
mod heat_map;
mod shading;

pub use grid::Grid;
pub(crate) use heat_map::SharedColours;
pub use heat_map::{Contours, HeatMap};
