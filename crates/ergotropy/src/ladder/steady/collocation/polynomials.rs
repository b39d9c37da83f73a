//! The numbers that tune collocation.

/// The numbers of lines that are tried, and the conditions on their results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Polynomials {
    /// Numbers of ladders that are tried in turn. With each stands the greatest distance in Σ|p| between its
    /// result and the one before with which the search goes on.
    pub(crate) ladders: [(usize, f64); 7],
    /// The same for numbers of lines that keep off the ends of ladders.
    pub(crate) lines: [(usize, f64); 6],
    /// Distance in Σ|p| below which a result on ladders is as good as roundings allow.
    pub(crate) enough: f64,
    /// Distance in Σ|p| below which a result on lines that keep off the ends is good enough.
    pub(crate) enough_on_lines: f64,
    /// The same distance per cell; it holds where it is the greater one.
    pub(crate) enough_per_cell: f64,
    /// Distance in Σ|p| that is good enough on such lines if more of them are not affordable.
    pub(crate) rough_on_lines: f64,
    /// Factor by which an extrapolated error is multiplied.
    pub(crate) safety: f64,
    /// Rounding error of the weights of ladders, which are products over ladders, for each of these
    /// ladders.
    pub(crate) rounding: f64,
    /// The weight beyond the ends of lines, estimated in units of the weight of their last rungs.
    pub(crate) edges: f64,
    /// If more lines change the state more than before, roundings are the reason only where the
    /// distance before was below this.
    pub(crate) roughest: f64,
    /// Number of extents that are tried.
    pub(crate) extents: usize,
    /// Greatest number of elements of the matrices that are kept during an elimination, divided by
    /// four.
    pub(crate) steps: u128,
    /// -ln of the weight of ladders and states that are left out: 1e-17.
    pub(crate) reach: f64,
    /// Weight at which the profile of a ladder ends, relative to its first rung.
    pub(crate) tail: f64,
    /// Change of the nodes' variable over one standard deviation of the weights; over a factor e of j
    /// it is 1.
    pub(crate) even: f64,
    /// Fraction of a ladder's slope with which its weight is taken to fall: flatter ladders feed a steep one,
    /// whose weight then falls more slowly than its slope tells.
    pub(crate) soft: f64,
    /// Least number of rungs of a profile.
    pub(crate) fewest_rungs: usize,
    /// Weight of the first or last ladder above which ladders beyond it are added.
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
