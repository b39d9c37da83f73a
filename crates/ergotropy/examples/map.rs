//! The work of a steady state over a plane of two Bose ratios, as CSV, with the rows shared among threads.
//!
//! `cargo run --release -p ergotropy --example map > map.csv`

use std::num::NonZero;
use std::thread;

use ergotropy::{Bath, Bounded, Ensemble, Error, Mixture, Observables};

const CELLS: u64 = 7;
const POINTS: u32 = 21;

fn main() -> Result<(), Error> {
    println!("alpha_c,alpha_l,ergotropy,ergotropy_error");
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    for (row, works) in map(threads)?.iter().enumerate() {
        for (column, work) in works.iter().enumerate() {
            let (x, y) = (ratio(column), ratio(row));
            println!("{x},{y},{},{}", work.value, work.error);
        }
    }
    Ok(())
}

/// A ratio from 0 to 0.99.
pub(crate) fn ratio(index: usize) -> f64 {
    0.99 * index as f64 / f64::from(POINTS - 1)
}

/// The work at one point.
pub(crate) fn work(alpha_c: f64, alpha_l: f64) -> Result<Bounded, Error> {
    let mixture = Mixture {
        eta: 0.9,
        gamma_ratio: 1.0,
    };
    let battery = Ensemble::mixture(CELLS, mixture)?
        .collective_bath(Bath::from_bose_ratio(alpha_c)?)
        .local_bath(Bath::from_bose_ratio(alpha_l)?);
    Ok(battery.steady_state()?.ergotropy())
}

/// The rows of the map, from cold to hot local baths. No bit of it depends on the number of threads.
pub(crate) fn map(threads: usize) -> Result<Vec<Vec<Bounded>>, Error> {
    let mut rows = vec![Ok(Vec::new()); POINTS as usize];
    let share = rows.len().div_ceil(threads);
    thread::scope(|scope| {
        for (part, rows) in rows.chunks_mut(share).enumerate() {
            scope.spawn(move || {
                for (at, row) in rows.iter_mut().enumerate() {
                    let alpha_l = ratio(part * share + at);
                    let columns = 0..POINTS as usize;
                    *row = columns.map(|column| work(ratio(column), alpha_l)).collect();
                }
            });
        }
    });
    rows.into_iter().collect()
}
