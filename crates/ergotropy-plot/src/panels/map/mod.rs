//! Heat maps.
//!
//! - `grid`: values at nodes, and interpolation between them
//! - `shading`: the colours of a grid as a bitmap
//! - `contour`: lines of equal value
//! - `heat_map`: the panel

mod contour;
mod grid;
mod heat_map;
mod shading;

pub use grid::Grid;
pub use heat_map::HeatMap;
