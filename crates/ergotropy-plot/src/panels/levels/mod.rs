//! Level diagrams.
//!
//! - `diagram`: stages, levels, states and arrows as they are described
//! - `drawing`: how they are drawn

mod diagram;
mod drawing;

pub use diagram::{Level, LevelDiagram, Place, Stage, State};
