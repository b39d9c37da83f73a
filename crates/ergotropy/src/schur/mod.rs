//! The Schur picture: any start under collective noise.
//!
//! - `basis`: the Schur basis, and the matrix over copies that noise conserves
//! - `state`: a state, its origin, and the numbers read off it
//! - `sectors`: the evolution of coherences, sector by sector
//! - `steady`: steady states
//! - `dark`: states on the dark rungs of all ladders
//! - `charging`: states at any time
//!
//! # States
//! Collective noise acts through J± and J_z, which keep the ladder j and the copy σ of |j, m, σ⟩. So a
//! density matrix falls into Bohr sectors ([`Sector`]): the elements between two copies of two ladders
//! with one difference Δ = m - m', which evolve by one small tri-diagonal matrix. The start is given over
//! bit strings ([`RegisterStart`]). The change of basis goes cell by cell ([`Transform`]), and neither a
//! 2^N x 2^N unitary nor a 4^N x 4^N generator is ever made.
//!
//! # Infinity
//! Above zero temperature all that remains is ⊕ χ_j ⊗ τ_j (Eq. 27): the matrix χ_j over the copies of a
//! ladder, which is conserved ([`Copies`]), times a thermal ladder. Where noise only emits, as at n_c = 0,
//! the lowest rungs of all ladders are dark, and coherences between them remain too, also between different
//! j. Where noise only absorbs, the same holds for the highest rungs.
//!
//! ```
//! use ergotropy::{Bath, Channel, Complex64, Ensemble, Observables, Start};
//!
//! // (|01> + |10>)/√2 in the bright ladder of two cells, as the paper's Eq. 63 has it: p_1 = 1.
//! let half = Complex64::from(0.5f64.sqrt());
//! let start = Start::pure(vec![Complex64::ZERO, half, half, Complex64::ZERO])?;
//! let channel = Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?;
//! let steady = Ensemble::new(2)?.collective(channel).steady_state_from(&start)?;
//! // Weights 4/7, 2/7, 1/7 on one state of each level: 1/7 goes from level 2 to level 1.
//! assert!(steady.ergotropy().contains(1.0 / 7.0));
//! # Ok::<(), ergotropy::Error>(())
//! ```

pub(crate) mod basis;
pub(crate) mod charging;
pub(crate) mod dark;
pub(crate) mod sectors;
pub(crate) mod state;
pub(crate) mod steady;

pub use crate::model::start::register::RegisterStart;
pub use crate::schur::basis::copies::Copies;
pub use crate::schur::basis::numbering::SchurBasis;
pub use crate::schur::basis::transform::Transform;
pub use crate::schur::sectors::fate::{Fate, Modes};
pub use crate::schur::sectors::sector::Sector;
pub use crate::schur::state::density::SchurState;
pub use crate::schur::state::extraction::Extraction;
pub use crate::schur::state::unitary::Unitary;
pub use num_complex::Complex64;
