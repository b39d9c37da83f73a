//! Register: brute force on density matrices of `2^N x 2^N`.
//!
//! Every operator is built from bits, the generator is applied literally, and the total spin enters only as the
//! matrix `J^2`. Bit `i` of a basis index is 1 when cell `i` is excited. Rates are rounded to floats. There is
//! no Hamiltonian, so states are those in the rotating frame. For small registers: `N <= 6`.
//!
//! - `array`: cells that differ, with a Hamiltonian;
//! - `generator`: the channels, applied literally, short times and unique steady states;
//! - `long_run`: any start at any time and in the limit;
//! - `state`: a density matrix;
//! - `copies`: the state of the label that distinguishes the copies of a ladder;
//! - `spin`: the part of a matrix that belongs to a ladder;
//! - `operator`: sparse matrices built from bits;
//! - `sector`: the elements between basis states whose excitations differ by a given number;
//! - `fixed_point`: numbers of 114 binary places and matrices of them.

mod array;
mod copies;
mod fixed_point;
mod generator;
mod long_run;
mod operator;
mod sector;
mod spin;
mod state;

pub use array::{Array, Kernels, common_emission};
pub use generator::Register;
pub use long_run::LongRun;
pub use nalgebra::{Complex, DMatrix};
pub use state::State;
