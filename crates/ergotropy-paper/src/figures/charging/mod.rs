//! Charging curves: Fig. 5, 6 and 15.

pub(super) mod curve;
pub(super) mod fig05;
pub(super) mod fig06;
pub(super) mod fig15;
