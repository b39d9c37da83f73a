//! Answers for people.
//!
//! - `steady`: a steady state
//! - `charge`: states over time
//! - `limit`: infinitely many cells
//! - `bath`: a bath in all its forms
//! - `varied`: maps, optima and thresholds
//! - `model`: the lines above an answer
//! - `emitters`: the line about cells at places

mod bath;
mod charge;
mod emitters;
mod limit;
mod model;
mod steady;
mod varied;

pub(crate) use bath::bath;
pub(crate) use charge::charge;
pub(crate) use limit::limit;
pub(crate) use steady::steady;
pub(crate) use varied::{map, optimum, threshold};
