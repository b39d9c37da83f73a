//! Beyond the paper: the distribution of random rotations of the start, and its narrowing with N.
//!
//! - `sample`: the gains of random rotations, and their histograms
//! - `figure`: the paper's temperatures, and two to eight cells

mod figure;
mod sample;

pub(super) use figure::PLAN;
