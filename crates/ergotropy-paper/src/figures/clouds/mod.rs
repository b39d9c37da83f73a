//! Random rotations of a Gibbs product: Fig. 3 and 10.

pub(super) mod cloud;
pub(super) mod fig03;
pub(super) mod fig10;
