//! Answers, verb by verb.

pub(crate) mod bath;
pub(crate) mod charge;
pub(crate) mod limit;
pub(crate) mod model;
pub(crate) mod steady;
