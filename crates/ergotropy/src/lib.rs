//! Work stored in an ensemble of two-level cells that is charged by noise alone.
//!
//! # Model
//! N cells of frequency ω (ħ = ω = k_B = 1) start in a given state, often a passive one. They are
//! subject to collective thermal noise through J± = Σ σ±, to local thermal noise through each σ±, and
//! to dephasing ([`Ensemble`] gives the generator). A [`Bath`] is one number in three forms: Bose ratio
//! α = n/(n+1), occupation n, or temperature at a frequency. The work that a unitary can extract from a
//! state ρ is its ergotropy W = Tr ρH - min_U Tr UρU†H.
//!
//! ```
//! use ergotropy::{Bath, Ensemble, Mixture, Observables, Start};
//!
//! let battery = Ensemble::mixture(10, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
//!     .collective_bath(Bath::from_bose_ratio(0.6)?)
//!     .local_bath(Bath::from_bose_ratio(0.0)?);
//! let steady = battery.steady_state()?.work();
//! println!("W = {}, E = {}", steady.ergotropy, steady.energy);
//!
//! let curve = battery.charge(&Start::ground(), &[0.1, 1.0, 10.0])?;
//! let last = &curve.points()[2];
//! assert!(last.work().ergotropy.value > 0.0);
//! # Ok::<(), ergotropy::Error>(())
//! ```
//!
//! # Pictures
//! States that are permutation-invariant and commute with the energy are populations p(d, k) on the
//! [`Lattice`] of ladder d = N/2 - j and excitations k = N/2 + m: (N+2)²/4 numbers in place of 4^N
//! ([`LadderState`]). A population stands for ν_d equal eigenvalues p/ν_d, which matters for every
//! quantity that is not linear in ρ ([`Multiplicities`]). Any other start is given over bit strings,
//! and is followed under collective noise in the Schur basis |j, m, σ⟩ ([`schur`]). Cells at positions, or with
//! couplings of their own ([`Couplings`]), and noise on single cells need the bit strings themselves, level by level
//! ([`RegisterState`]): C(2N, N) numbers.
//!
//! # Numbers
//! Every number is a [`Bounded`]: value, error, and whether the error is a bound (a theorem about the
//! computation with exactly the given floats) or an estimate. Steady populations of up to 160 cells have an
//! error of one rounding each, and charging curves of up to 48 cells some 1e-15 in all; both are proved with
//! 106 bits. For more cells they come from plain floats, with an error of some 1e-12 in all, as an estimate.
//! Ladders, levels and copies are counted in integers. A question without a unique answer is an [`Error`],
//! never a number. Rates and inverse times share one unit: γ_c for [`Ensemble::mixture`].
//!
//! # Reading
//! * B. Ahmadi, A. B. Ravichandran, P. Mazurek, S. Barzanjeh and P. Horodecki, *Harnessing
//!   environmental noise for quantum energy storage* (2025): "the paper" of these pages.
//! * A. E. Allahverdyan, R. Balian and Th. M. Nieuwenhuizen, *Europhys. Lett.* 67, 565 (2004):
//!   ergotropy.
//! * B. A. Chase and J. M. Geremia, *Phys. Rev. A* 78, 052101 (2008), and N. Shammah et al., *Phys.
//!   Rev. A* 98, 063815 (2018): collective and local jumps between |j, m>.
//! * D. Bacon, I. L. Chuang and A. W. Harrow, *Phys. Rev. Lett.* 97, 170502 (2006): the Schur transform
//!   by Clebsch-Gordan couplings.
//! * A. J. Hoffman and H. W. Wielandt, *Duke Math. J.* 20, 37 (1953): eigenvalues of close matrices.
//! * W. K. Grassmann, M. I. Taksar and D. P. Heyman, *Oper. Res.* 33, 1107 (1985), and
//!   C. A. O'Cinneide, *Numer. Math.* 65, 109 (1993): stationary states without subtractions.
//! * M. Joldes, J.-M. Muller and V. Popescu, *ACM Trans. Math. Softw.* 44, 15 (2017): 106 bits from
//!   two floats.

pub mod best_start;
mod bounded;
pub mod closed_form;
mod emitters;
mod error;
mod ladder;
mod method;
mod model;
mod numerics;
mod register;
pub mod schur;
mod solve;
mod spin;
mod time;
mod work;

pub use bounded::{Bounded, Kind};
pub use emitters::couplings::Couplings;
pub use emitters::dipole::Dipole;
pub use emitters::geometry::Geometry;
pub use emitters::modes::EmissionMode;
pub use error::Error;
pub use ladder::state::observables::Leakage;
pub use ladder::state::{LadderState, extraction::Move};
pub use method::Method;
pub use model::bath::{BOLTZMANN, Bath, PLANCK};
pub use model::ensemble::{Ensemble, Mixture};
pub use model::noise::Channel;
pub use model::start::Start;
pub use model::start::register::RegisterStart;
pub use model::tuning::{Proof, Tuning};
pub use num_complex::Complex64;
pub use numerics::decimal::Decimal;
pub use numerics::effort::Statistics;
pub use register::state::correlations::Correlations;
pub use register::state::density::RegisterState;
pub use schur::SchurState;
pub use solve::curve::{Account, Curve, Point};
pub use solve::picture::Picture;
pub use solve::state::State;
pub use solve::state::bath_flow::{BathFlow, BathFlows};
pub use solve::state::observables::Observables;
pub use solve::state::population::Population;
pub use solve::summary::answers::{GreatestPower, Peak, Summary};
pub use spin::lattice::Lattice;
pub use spin::multiplicity::Multiplicities;
pub use time::progress::Progress;
pub use work::Work;
pub use work::accuracy::Accuracy;
pub use work::parts::{Basis, Parts};

/// The README, so that its example of the library is tested.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
