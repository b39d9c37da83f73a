//! What answers hold; JSON is this, and text and CSV are made of it.
//!
//! - `steady`, `charge`, `limit`, `bath`: the answers of the verbs
//! - `state`, `curve`: numbers of a state and of a curve, whatever picture they were computed in
//! - `energies`: energies by name
//! - `laboratory`: from natural units to joule, watt and seconds
//! - `model`: the model as it was resolved
//! - `number`: a number with its error

mod bath;
mod charge;
mod curve;
mod energies;
mod laboratory;
mod limit;
mod model;
mod number;
mod state;
mod steady;

pub(crate) use bath::Bath;
pub(crate) use charge::Charge;
pub(crate) use curve::Curve;
pub(crate) use energies::Energies;
pub(crate) use limit::{Limit, Preparation};
pub(crate) use number::Number;
pub(crate) use state::State;
pub(crate) use steady::Steady;
