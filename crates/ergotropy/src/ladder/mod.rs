//! The ladder picture: populations p(j, m) of permutation-invariant, energy-diagonal states.
//!
//! Such a state is fixed by the weight p(d, k) of each pair of ladder d = N/2 - j and excitations
//! k = N/2 + m, summed over the ν_d copies of the ladder, and stays such a state under every noise
//! of [`Ensemble`](crate::Ensemble): (N+2)²/4 numbers instead of 4^N.

mod block;
mod blocks;
mod certificate;
mod charging;
mod collocation;
mod conserved;
mod curve;
mod dissection;
mod elimination;
mod ergodic;
mod excursion;
mod flows;
mod generator;
mod geometric;
mod krylov;
mod laguerre;
mod observables;
mod path;
mod profile;
mod projected;
mod rates;
mod state;
mod steady;
mod support;
mod window;
mod windowed;

pub use curve::{ChargingCurve, ChargingPoint};
pub(crate) use geometric::{CUT, GeometricLadders, Ratio};
pub use observables::Leakage;
pub use state::{Accuracy, LadderState};
pub(crate) use state::{LadderWeights, NEGLIGIBLE};
