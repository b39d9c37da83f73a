//! Groups of flags that verbs share, as clap reads them, checked against each other.
//!
//! - `model`: the ensemble, its noise and its start
//! - `start`: the grammar of `--initial`
//! - `bath`: one bath, by its Bose ratio, occupation or temperature
//! - `times`: the times of a curve
//! - `units`: quantities with units, read and written
//! - `value`: values of single flags, checked against the range that the library allows

pub(crate) mod bath;
pub(crate) mod model;
pub(crate) mod start;
pub(crate) mod times;
pub(crate) mod units;
pub(crate) mod value;
