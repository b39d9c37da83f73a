//! Answers for people.
//!
//! - `steady`, `charge`, `limit`, `bath`: the answers of the verbs
//! - `model`: the lines above an answer

mod bath;
mod charge;
mod limit;
mod model;
mod steady;

pub(crate) use bath::bath;
pub(crate) use charge::charge;
pub(crate) use limit::limit;
pub(crate) use steady::steady;
