//! Heat maps.
//!
//! - `grid`: values at nodes, and interpolation between them
//! - `shading`: the colours of a grid as a bitmap
//! - `contour`: lines of equal value
//! - `labels`: places for the values of the lines
//! - `levels`: values for contours
//! - `heat_map`: the panel

mod contour;
mod grid;
mod heat_map;
mod labels;
mod levels;
mod shading;

pub use grid::Grid;
pub use heat_map::HeatMap;
pub use levels::round_levels;
