//! Placeholder
mod bath;
mod bounded;
pub mod closed_form;
mod double;
mod ensemble;
mod error;
mod ladder;
mod multiplicity;
mod passive;
mod scaled;
mod spin;
mod start;

pub use bath::{BOLTZMANN, Bath, PLANCK};
pub use bounded::{Bounded, Kind};
pub use ensemble::{Ensemble, Mixture};
pub use error::Error;
pub use ladder::{Accuracy, ChargingCurve, ChargingPoint, LadderState, Leakage};
pub use multiplicity::Multiplicities;
pub use passive::{Move, Work};
pub use spin::Lattice;
pub use start::Start;
