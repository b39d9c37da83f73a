//! The numbers that tune collocation.

/// Numbers of lines that are tried, and what is asked of their results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Polynomials {
    /// Numbers of ladders, each with the distance from the result of the number before that has to be reached for
    /// it to be tried.
    pub(crate) ladders: [(usize, f64); 7],
    /// The same for lines that keep off the ends of ladders.
    pub(crate) lines: [(usize, f64); 6],
    /// Distance in Σ|p| below which a result on ladders is as good as roundings allow.
    pub(crate) enough: f64,
    /// The same for lines that keep off the ends, at least and for each cell.
    pub(crate) enough_on_lines: f64,
    pub(crate) enough_per_cell: f64,
    /// What is good enough on such lines if more of them are not affordable.
    pub(crate) rough_on_lines: f64,
    /// An extrapolated error is multiplied by this.
    pub(crate) safety: f64,
    /// Rounding error of the weights for each ladder that they are multiplied over.
    pub(crate) rounding: f64,
    /// What is left out, in relation to what comes up to where lines are cut off.
    pub(crate) edges: f64,
    /// Distance in Σ|p| from which roundings may explain that more ladders change the state more.
    pub(crate) roughest: f64,
    /// Extents that are tried.
    pub(crate) extents: usize,
    /// Elements of matrices that are kept during an elimination, divided by four.
    pub(crate) steps: u128,
    /// Weights of ladders that are left out, as -ln: 1e-17.
    pub(crate) reach: f64,
    /// Where profiles end, relative to their first rung.
    pub(crate) tail: f64,
    /// Nodes for each standard deviation of the weights, in relation to those of each factor e of j.
    pub(crate) even: f64,
    /// The part of a ladder's slope that is counted on: where it is large, less steep ladders feed the steep one.
    pub(crate) soft: f64,
    /// Fewest rungs of a profile.
    pub(crate) fewest_rungs: usize,
    /// Weight of the last ladder from which on more have to follow.
    pub(crate) open: f64,
}

impl Default for Polynomials {
    fn default() -> Self {
        Self {
            ladders: [
                (8, f64::INFINITY),
                (12, 1e-1),
                (16, 1e-2),
                (24, 1e-3),
                (36, 1e-4),
                (54, 1e-5),
                (80, 1e-6),
            ],
            lines: [
                (48, f64::INFINITY),
                (72, 0.05),
                (104, 1e-3),
                (144, 1e-4),
                (200, 1e-5),
                (270, 1e-7),
            ],
            enough: 1e-13,
            enough_on_lines: 1e-11,
            enough_per_cell: 2e-16,
            rough_on_lines: 1e-8,
            safety: 10.0,
            rounding: 5e-16,
            edges: 1000.0,
            roughest: 1e-9,
            extents: 6,
            steps: 1 << 25,
            reach: 39.2,
            tail: 1e-17,
            even: 3.0,
            soft: 0.15,
            fewest_rungs: 24,
            open: 1e-16,
        }
    }
}
