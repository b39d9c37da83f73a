//! Level diagrams.
//!
//! - `diagram`: stages, levels, states and arrows as they are described
//! - `placement`: where the parts stand on the page
//! - `drawing`: how they are drawn

mod diagram;
mod drawing;
mod placement;

pub use diagram::{Level, LevelDiagram, Place, Stage, State};
