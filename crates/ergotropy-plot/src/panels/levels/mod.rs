//! Level diagrams.
//!
//! - `diagram`: stages, levels, states and arrows as they are described
//! - `placement`: places of the parts on the page
//! - `drawing`: drawing of the parts

mod diagram;
mod drawing;
mod placement;

pub use diagram::{Level, LevelDiagram, Place, Stage, State};
