//! Panels: one picture of a figure each.
//!
//! - `panel`: any of them, and what it must know about its neighbours
//! - `curves`: series over a common pair of axes
//! - `map/`: heat maps
//! - `levels/`: level diagrams

mod curves;
pub(crate) mod levels;
pub(crate) mod map;
mod panel;

pub use curves::Curves;
pub use panel::Panel;
pub(crate) use panel::Slot;
