//! Panels: one picture of a figure each.
//!
//! - `panel`: a panel of any kind
//! - `map`: heat maps
//! - `curves`: series over a common pair of axes
//! - `free_place`: a place for a legend that no data touches
//! - `levels`: level diagrams

mod curves;
mod free_place;
mod levels;
mod map;
mod panel;

pub use curves::Curves;
pub use levels::{Level, LevelDiagram, Place, Stage, State};
pub use map::{Grid, HeatMap, round_levels};
pub use panel::Panel;
