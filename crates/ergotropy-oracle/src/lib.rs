//! The oracle of the `ergotropy` crate: the same physics, implemented a second time from its equations, in
//! exact numbers.
//!
//! Nothing here is shared with the crate that is judged. Several independent methods give the state of `N`
//! cells that are charged by noise:
//!
//! - [`Chain::steady_state`]: the steady populations of the `(d, k)` chain as exact fractions;
//! - [`Chain::steady_state_to_sixty_digits`]: the same in subtraction-free arithmetic of 320 bits, for larger `N`;
//! - [`Chain::evolve`]: the populations at any time, however stiff, to more than sixty digits;
//! - [`register`]: brute force on `2^N x 2^N` density matrices, without any angular momentum algebra; its
//!   [`LongRun`](register::LongRun) follows any start of few cells to any time, and to the steady state, within
//!   a rounding.
//!
//! The first three give [`Populations`], integers over one common total, and energy, passive energy and
//! ergotropy are then *exact* functions of them. A [`Reference`] has every number of an answer, entropies too,
//! to more than 75 digits and is fast. [`points`] lists the parameters at which to judge.
//!
//! # Map
//!
//! Each module uses only those above it.
//!
//! - `fraction`, `word`: exact conversion from floats and back; halves of double words;
//! - `wide`: arithmetic and logarithms of 320 bits;
//! - `model`: rates, thermal baths, points;
//! - `ladder`: the lattice, populations and starts;
//! - `chain`: jumps, steady states, transients;
//! - `reference`: every number of an answer;
//! - `register`: brute force; it uses model and ladder.
//!
//! # Conventions
//!
//! `|0>` is the ground state of a cell, energies count excitations, rates are in units of the collective rate
//! `gamma_c`. `D[L] rho = L rho L+ - (L+ L rho + rho L+ L) / 2`, and the generator is (Eq. 113, dephasing added)
//!
//! ```text
//! eta [(n_c + 1) D[J-] + n_c D[J+]] + (1 - eta) gamma_r sum_i [(n_l + 1) D[s-_i] + n_l D[s+_i]]
//!     + gamma_phi sum_i D[sz_i / 2] + Gamma_phi D[J_z],      n = alpha / (1 - alpha).
//! ```
//!
//! `d = N/2 - j` labels a ladder, `k = N/2 + m` counts excitations, and `p(d, k)` is the weight summed over the
//! `nu_d = C(N, d) - C(N, d - 1)` copies of ladder `d`: one eigenvalue of the state is `p(d, k) / nu_d`, `nu_d` times.
//!
//! Rates need not be those of baths: [`Rates`] has two independent rates for each channel.
//!
//! # Example
//!
//! ```
//! use ergotropy_oracle::{Chain, Parameters, difference, to_f64};
//!
//! let parameters = Parameters::from_f64(7, 0.6, 0.2, 0.9, 1.0, 0.0, 0.0);
//! let exact = Chain::new(&parameters).steady_state().expect("local noise mixes the ladders");
//! assert!((to_f64(&exact.ergotropy()) - 0.065_512_043_2).abs() < 1e-10);
//! assert!(difference(&exact.ergotropy(), 0.065_512_043_2) < 1e-10);
//! ```

mod chain;
mod fraction;
mod ladder;
mod model;
mod reference;
pub mod register;
mod wide;
mod word;

pub use chain::{
    couplings::Couplings, limit::NotUnique, markov::Chain, network::Jump, transient::Propagator,
};
pub use dashu::{integer::UBig, rational::RBig};
pub use fraction::{decimal, difference, from_f64, to_f64};
pub use ladder::{lattice::Lattice, populations::Populations, start::Start};
pub use model::{parameters::Parameters, points, rates::Rates};
pub use reference::{Leakage, Number, Reference};
