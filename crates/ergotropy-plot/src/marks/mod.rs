//! Marks: what is drawn inside a frame.
//!
//! - `series`: points that belong together, as a line or as markers
//! - `mark`: marked points, and lines over a map
//! - `reference`: straight lines across a panel
//! - `legend`: which line is which series

mod legend;
mod mark;
mod reference;
mod series;

pub use legend::Legend;
pub(crate) use legend::{Key, backing};
pub use mark::{Guide, Mark, MarkShape};
pub use reference::Reference;
pub(crate) use series::Look;
pub use series::{Dash, Marker, Series};
