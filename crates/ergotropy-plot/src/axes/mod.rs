//! Axes: the place of each number, and the frame around a panel.
//!
//! - `ticks`: round numbers along an axis
//! - `span`: an axis whose ends are known
//! - `axis`: an axis as it is described
//! - `plane`: from numbers on two axes to points on the page
//! - `slot`: the elements that a panel draws, and those that neighbours draw for it
//! - `frame`: box, ticks, numbers, labels and title of a panel
//! - `colour_bar`: the colour bar beside a map

mod axis;
mod colour_bar;
mod frame;
mod plane;
mod slot;
mod span;
mod ticks;

pub use axis::Axis;
pub(crate) use colour_bar::ColourBar;
pub(crate) use frame::{Frame, HEAD};
pub(crate) use plane::Plane;
pub(crate) use slot::{SharedColours, Slot};
pub(crate) use span::{Scale, Span};
pub(crate) use ticks::short as short_number;
