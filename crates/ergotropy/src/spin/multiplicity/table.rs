//! Exact multiplicities of few cells, in one table for each N.

use std::sync::{Arc, OnceLock};

use num_bigint::BigUint;

use crate::numerics::double::Double;
use crate::numerics::scaled::Scaled;
use crate::spin::multiplicity::binomial::lower_levels;

/// Greatest number of cells with a shared table.
///
/// Counts are below 2^512, well inside the range of floats. All tables together take 6 MB.
const MOST_CELLS: u32 = 512;

/// Exact counts, and the same counts as double-doubles with a relative error below 2^-105.
#[derive(Debug)]
pub(crate) struct Table {
    /// C(N, k) for k <= N/2.
    pub(crate) levels: Vec<BigUint>,
    /// ν_d for each ladder.
    pub(crate) ladders: Vec<BigUint>,
    /// ν_d, rounded, with an exponent of its own.
    pub(crate) copies: Vec<Scaled>,
    /// Σ_{k' <= k} C(N, k') for k <= N, rounded.
    pub(crate) below: Vec<Double>,
    /// ν_d, rounded to a double-double.
    pub(crate) copies_double: Vec<Double>,
}

impl Table {
    /// The table of `cells` cells, built at the first call. `None` for many cells.
    pub(crate) fn shared(cells: u32) -> Option<Arc<Self>> {
        static TABLES: [OnceLock<Arc<Table>>; MOST_CELLS as usize + 1] =
            [const { OnceLock::new() }; MOST_CELLS as usize + 1];
        let table = TABLES.get(cells as usize)?;
        Some(Arc::clone(table.get_or_init(|| Arc::new(Self::new(cells)))))
    }

    fn new(cells: u32) -> Self {
        let levels = lower_levels(cells);
        let ladders: Vec<BigUint> = std::iter::once(levels[0].clone())
            .chain(levels.windows(2).map(|pair| &pair[1] - &pair[0]))
            .collect();
        let copies: Vec<Scaled> = ladders.iter().map(Scaled::from).collect();
        let mut all = BigUint::ZERO;
        let below = (0..=cells)
            .map(|k| {
                all += &levels[k.min(cells - k) as usize];
                Scaled::from(&all).to_double()
            })
            .collect();
        Self {
            copies_double: copies.iter().map(|copies| copies.to_double()).collect(),
            levels,
            ladders,
            copies,
            below,
        }
    }
}
