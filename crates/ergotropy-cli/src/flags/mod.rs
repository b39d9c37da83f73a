//! Groups of flags that verbs share, as clap reads them, checked against each other.
//!
//! - `model`: the ensemble, its noise and its start
//! - `start`: the grammar of `--initial`
//! - `bath`: one bath, by its Bose ratio, occupation or temperature
//! - `emitters`: how cells share the field of the collective channel
//! - `hinted`: values of any form, with some that completions suggest
//! - `times`: the times of a curve
//! - `output`: the form of an answer, and where it goes
//! - `range`: ranges of parameters, for maps and searches
//! - `rate`: rates and times of a model, and the unit in which they are counted
//! - `units`: quantities with units, read and written
//! - `varied`: a model of which some parameters are varied
//! - `value`: values of single flags, checked against the range that the library allows

pub(crate) mod bath;
pub(crate) mod emitters;
pub(crate) mod hinted;
pub(crate) mod model;
pub(crate) mod output;
pub(crate) mod range;
pub(crate) mod rate;
pub(crate) mod start;
pub(crate) mod times;
pub(crate) mod units;
pub(crate) mod value;
pub(crate) mod varied;
