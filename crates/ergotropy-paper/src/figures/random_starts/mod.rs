//! Beyond the paper: how random rotations of the start are distributed, and how that narrows with N.
//!
//! - `sample`: the gains of random rotations, and their histograms
//! - `figure`: the paper's temperatures, and two to eight cells

mod figure;
mod sample;

pub(super) use figure::PLAN;
