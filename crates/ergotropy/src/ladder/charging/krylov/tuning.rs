//! The numbers that tune charging in plain floats.

/// Numbers that decide how long blocks are, how far their windows reach and when they have converged.
///
/// The stated errors are computed whatever these numbers are; the numbers trade time for accuracy. Errors
/// are in Σ|p|; directions are those of a Krylov space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tuning {
    /// Weight that the start and the steady state may lose where they are cut off.
    pub(crate) cut: f64,
    /// Weight that the populations may lose where they are cut off after a block.
    pub(crate) dropped: f64,
    /// Distance from the steady state below which the steady state is the answer.
    pub(crate) arrived: f64,
    /// Error above which nothing is known about the populations.
    pub(crate) useless: f64,
    /// Number of times whose populations are combined in one pass over the directions.
    pub(crate) batch: usize,
    pub(crate) convergence: Convergence,
    pub(crate) pace: Pace,
    pub(crate) margins: Margins,
    pub(crate) nodes: Nodes,
    pub(crate) forecast: Forecast,
}

/// The conditions under which a Krylov space is large enough.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Convergence {
    /// Numbers of directions at which convergence is checked.
    pub(crate) checks: [usize; 10],
    /// Truncation that one block may add.
    pub(crate) truncation: f64,
    /// A truncation up to this is accepted if it falls no more: it is then the rounding of fast modes.
    pub(crate) tolerated: f64,
    /// A truncation up to this is accepted if the block would otherwise be too short.
    pub(crate) floor: f64,
    /// After so many checks in which the truncation was not halved, it falls no more.
    pub(crate) stalled: usize,
    /// Fraction of a block that is enough when more directions gain nothing.
    pub(crate) enough: f64,
    /// A new direction is made orthogonal again if less than this fraction of its norm is left.
    pub(crate) cancellation: f64,
    /// A remainder below this fraction of the norm is rounding: the space is closed under A.
    pub(crate) closed: f64,
}

/// The lengths of blocks of time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Length of a block in units of γ.
    pub(crate) block: f64,
    /// Length of the first block in units of 1/(greatest rate of leaving).
    pub(crate) first: f64,
    /// A block that counts for less than this fraction of its length is tried again.
    pub(crate) shortest: f64,
    /// How often a block is tried again.
    pub(crate) trials: usize,
    /// How often a block is halved because its window is too large. Many short blocks on windows that just
    /// fit would take minutes, and populations that still spread are soon too many for any block.
    pub(crate) halvings: usize,
    /// Pairs of a number of directions and a factor. The first pair whose number the block did not exceed
    /// gives the factor by which the next block is longer.
    pub(crate) growth: [(usize, f64); 8],
    /// Greatest growth after a block that ended early. The length from which the noise of fast modes grows
    /// is a sharp limit that cannot be predicted.
    pub(crate) caution: f64,
    /// A block with at most so many directions is easy.
    pub(crate) easy: usize,
    /// Factor of the greatest growth after an easy block.
    pub(crate) reassured: f64,
    /// Factor of the greatest growth after a block that was not easy.
    pub(crate) wary: f64,
}

/// How far windows reach beyond the populations, in ladders and rungs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margins {
    /// Margin of the first window around the start.
    pub(crate) first: u32,
    /// First value of the least margin of a side.
    pub(crate) least: u32,
    /// Greatest value of the least margin of a side.
    pub(crate) most_least: u32,
    /// Weight that one block may lose through the sides of its window.
    pub(crate) leak: f64,
    /// A side that loses less than this fraction of `leak` gets a least margin smaller by a quarter:
    /// tails fall at least exponentially.
    pub(crate) spared: f64,
    /// Factor between the margins and the distance that the populations are expected to move.
    pub(crate) room: f64,
    /// Weight in the window of the steady state from which on the next window covers all of it.
    pub(crate) overlap: f64,
}

/// The times inside a block at which its evolution is computed: rounds of equal steps, each of which
/// doubles the time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nodes {
    /// Number of steps in a round.
    pub(crate) steps: usize,
    /// Number of rounds: one more than the doublings from the first round to the whole block.
    ///
    /// The first steps are short enough to resolve how fast the noise of fast modes decays; upper sums of the
    /// defect over longer steps would be a thousand times too large. Steps shorter still would follow the
    /// growth of spurious eigenvalues before they damp it, which would show in the truncation.
    pub(crate) rounds: u32,
}

/// The numbers that tune the forecast of memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forecast {
    /// Number of standard deviations within which populations count: fewer than the window of a block
    /// holds.
    pub(crate) radius: f64,
    /// Greatest relative change in one step.
    pub(crate) change: f64,
    /// Greatest ratio of a step to the step before.
    pub(crate) growth: f64,
    /// Greatest number of steps; later times have no forecast.
    pub(crate) steps: usize,
    /// Number of strips of ladders in which the states of a cloud are counted.
    pub(crate) strips: usize,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            cut: 1e-18,
            dropped: 1e-15,
            arrived: 1e-15,
            useless: 1.0,
            batch: 8,
            convergence: Convergence {
                checks: [6, 10, 14, 18, 22, 27, 33, 40, 50, 60],
                truncation: 3e-14,
                tolerated: 5e-13,
                floor: 1e-11,
                stalled: 3,
                enough: 0.2,
                cancellation: 0.1,
                closed: 1e-15,
            },
            pace: Pace {
                block: 40.0,
                first: 2.0,
                shortest: 0.1,
                trials: 5,
                halvings: 2,
                growth: [
                    (10, 30.0),
                    (14, 15.0),
                    (18, 8.0),
                    (22, 4.0),
                    (27, 2.5),
                    (33, 1.6),
                    (40, 1.2),
                    (usize::MAX, 0.8),
                ],
                caution: 1.2,
                easy: 18,
                reassured: 2.0,
                wary: 1.2,
            },
            margins: Margins {
                first: 32,
                least: 8,
                most_least: 1 << 9,
                leak: 1e-14,
                spared: 1e-6,
                room: 1.2,
                overlap: 0.01,
            },
            nodes: Nodes {
                steps: 4,
                rounds: 12,
            },
            forecast: Forecast {
                radius: 6.0,
                change: 0.1,
                growth: 1.5,
                steps: 20_000,
                strips: 64,
            },
        }
    }
}

impl Convergence {
    /// Greatest number of directions of a Krylov space.
    pub(crate) fn most(&self) -> usize {
        self.checks[self.checks.len() - 1]
    }
}
