//! Axes: which number stands where, and how that is written around a panel.
//!
//! - `axis`: an axis as it is described, and with its ends
//! - `ticks`: round numbers along an axis
//! - `frame`: box, ticks, numbers, labels and title of a panel
//! - `colour_bar`: the bar that tells which colour is which value

mod axis;
mod colour_bar;
mod frame;
mod ticks;

pub(crate) use axis::Span;
pub use axis::{Axis, Scale};
pub(crate) use colour_bar::{ColourBar, contrast};
pub(crate) use frame::{Frame, LABEL_SIZE, LeftEdge, TICK_SIZE};
