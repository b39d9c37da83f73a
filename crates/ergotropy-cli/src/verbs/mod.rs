//! The verbs.

pub(crate) mod charge;
pub(crate) mod limit;
pub(crate) mod man;
pub(crate) mod paper;
pub(crate) mod steady;
pub(crate) mod usage;
