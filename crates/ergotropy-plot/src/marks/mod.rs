//! Marks: elements inside a frame.
//!
//! - `dash`: dash patterns of lines
//! - `marker`: markers of points
//! - `series`: points that belong together, as a line or as markers
//! - `mark`: marked points and notes
//! - `guide`: lines over a map
//! - `reference`: straight lines across a panel
//! - `legend`: names of the series of the lines and markers

mod dash;
mod guide;
mod legend;
mod mark;
mod marker;
mod reference;
mod series;

pub use dash::Dash;
pub use guide::Guide;
pub(crate) use legend::Key;
pub use legend::Legend;
pub use mark::Mark;
pub use marker::Marker;
pub use reference::Reference;
pub(crate) use series::Look;
pub use series::Series;
