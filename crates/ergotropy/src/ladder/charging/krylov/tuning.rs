//! The numbers that tune charging in plain floats.

/// Numbers that decide how long blocks are, how far their windows reach and when they have converged.
///
/// None of them is needed for the stated errors, which are computed whatever they are; they trade time for
/// accuracy. Errors are in Σ|p|, directions are those of a Krylov space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tuning {
    /// What the start and the steady state may lose at their ends.
    pub(crate) cut: f64,
    /// What the populations may lose at their ends from block to block.
    pub(crate) dropped: f64,
    /// Nearer than this to the steady state, the steady state is the answer.
    pub(crate) arrived: f64,
    /// An error from which on nothing is known of the populations.
    pub(crate) useless: f64,
    /// Outputs that are combined in one pass over the directions.
    pub(crate) batch: usize,
    pub(crate) convergence: Convergence,
    pub(crate) pace: Pace,
    pub(crate) margins: Margins,
    pub(crate) nodes: Nodes,
    pub(crate) forecast: Forecast,
}

/// When a Krylov space is large enough.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Convergence {
    /// Numbers of directions at which convergence is looked at.
    pub(crate) checks: [usize; 10],
    /// Truncation that one block may add.
    pub(crate) truncation: f64,
    /// A truncation up to this, which does not fall any more, is taken: it is the rounding of fast modes.
    pub(crate) tolerated: f64,
    /// A truncation up to this is taken where the block would be too short without.
    pub(crate) floor: f64,
    /// So many looks without a truncation that is halved mean that it does not fall any more.
    pub(crate) stalled: usize,
    /// Share of a block that is enough, once more directions gain nothing.
    pub(crate) enough: f64,
    /// A new direction that keeps less than this share of its norm is made orthogonal again.
    pub(crate) cancellation: f64,
    /// A remainder below this share of the norm is rounding: the space has all directions.
    pub(crate) closed: f64,
}

/// How long blocks of time are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Length of a block in units of γ.
    pub(crate) block: f64,
    /// Length of the first block in units of the inverse of the greatest rate of leaving.
    pub(crate) first: f64,
    /// A block that counts for less than this share of its length is tried again.
    pub(crate) shortest: f64,
    /// So many times.
    pub(crate) trials: usize,
    /// The next block is longer by the factor that stands beside the first number of directions which is not
    /// exceeded.
    pub(crate) growth: [(usize, f64); 8],
    /// Most growth after a block that ended early. How long a block may be before noise of fast modes grows
    /// in it is a sharp limit, and none that can be foretold.
    pub(crate) caution: f64,
    /// Up to so many directions, a block was easy.
    pub(crate) easy: usize,
    /// Most growth is multiplied by this after an easy block ...
    pub(crate) reassured: f64,
    /// ... and by this after one that was not.
    pub(crate) wary: f64,
}

/// How far windows reach beyond the populations, in ladders and rungs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margins {
    /// Around the start.
    pub(crate) first: u32,
    /// The least margin to begin with.
    pub(crate) least: u32,
    /// The least margin does not grow beyond this.
    pub(crate) most_least: u32,
    /// What one block may lose over the border of its window.
    pub(crate) leak: f64,
    /// A side that loses less than this share of it needs a margin less by a quarter: tails fall
    /// exponentially at least.
    pub(crate) spared: f64,
    /// Margins are wider by this factor than what the populations are foretold to move.
    pub(crate) room: f64,
    /// Share of the populations in the window of the steady state from which on it is all covered.
    pub(crate) overlap: f64,
}

/// Where the evolution inside a block is looked at: at times that double, in so many steps each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nodes {
    /// Steps to a doubling of the time.
    pub(crate) steps: usize,
    /// Doublings from the first steps to the whole block, and one.
    ///
    /// The first steps are short enough to see how fast the noise of fast modes dies out, which upper sums of
    /// its defect over longer steps would exaggerate a thousand times. Still shorter ones would follow the
    /// growth of spurious eigenvalues further before they put it out; it would show in the truncation.
    pub(crate) rounds: u32,
}

/// How memory is foretold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forecast {
    /// Standard deviations up to which populations count: less than the window of a block holds.
    pub(crate) radius: f64,
    /// What may change in one step, as a share of what there is.
    pub(crate) change: f64,
    /// A step is at most longer than the last by this factor.
    pub(crate) growth: f64,
    /// Most steps; what comes later is not foretold.
    pub(crate) steps: usize,
    /// Strips of ladders in which the states of a cloud are counted.
    pub(crate) strips: usize,
    /// What is foretold is refused beyond so many times the memory of one answer, since it is an estimate.
    pub(crate) safety: u128,
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
                safety: 4,
            },
        }
    }
}

impl Convergence {
    /// Most directions of a Krylov space.
    pub(crate) fn most(&self) -> usize {
        self.checks[self.checks.len() - 1]
    }
}
