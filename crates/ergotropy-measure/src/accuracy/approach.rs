//! Approach: steady states of ever more cells beside their limit.

use std::fmt::Write;

use anyhow::Result;
use ergotropy::{Bath, Bounded, Error, closed_form::limit};

use crate::point::Point;
use crate::table::{Table, size};

/// Noise inside of all ranges.
const NOISES: [(f64, f64, f64, f64); 2] = [(0.9, 0.9, 0.3, 1.0), (0.5, 0.25, 0.5, 1.0)];

const CELLS: [u32; 4] = [1000, 10_000, 100_000, 1_000_000];

/// W beside its limit, and the distance times N.
pub fn section() -> Result<String> {
    let mut table = Table::new(&[
        "point",
        "N",
        "W",
        "stated",
        "W - limit",
        "N (W - limit)",
        "stated, times N",
        "method",
    ]);
    for noise in NOISES {
        let limit = limit(noise)?;
        for cells in CELLS {
            let point = Point::new(cells, noise);
            let head = [point.to_string(), cells.to_string()];
            let row = match work(point) {
                Ok((work, method)) => {
                    let apart = work.value - limit.value;
                    let stated = work.error + limit.error;
                    let n = f64::from(cells);
                    vec![
                        format!("{:.12}", work.value),
                        format!("{}, {}", size(work.error), work.kind.name()),
                        format!("{apart:.3e}"),
                        format!("{:.8}", n * apart),
                        size(n * stated),
                        method.to_owned(),
                    ]
                }
                Err(error) => {
                    let mut row = vec![format!("refused: {error}")];
                    row.resize(6, String::new());
                    row
                }
            };
            table.row(head.into_iter().chain(row));
        }
    }
    let mut text = String::new();
    writeln!(
        text,
        "No reference reaches so far, but the limit of W for N → ∞ is known in closed form (`closed_form::limit`), \
         and different methods answer at different N. So W - limit must fall about as 1/N down to the stated errors; \
         N (W - limit) itself moves slowly, as thresholds between levels settle over many sizes.\n\n{table}"
    )?;
    Ok(text)
}

fn limit((_, alpha_c, alpha_l, _): (f64, f64, f64, f64)) -> Result<Bounded, Error> {
    let [collective, local] = [alpha_c, alpha_l].map(Bath::from_bose_ratio);
    Ok(limit::mixture(collective?, local?))
}

fn work(point: Point) -> Result<(Bounded, &'static str), Error> {
    let state = point.ensemble()?.steady_state()?;
    Ok((state.ergotropy(), state.method()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_times_the_cells_come_at_least_twice_as_near_to_the_limit() -> Result<()> {
        for noise in NOISES {
            let limit = limit(noise)?.value;
            let apart = |cells: u32| {
                let (work, _) = work(Point::new(cells, noise))?;
                Ok::<_, Error>((work.value - limit).abs())
            };
            let distances = [10_000, 40_000, 160_000].map(apart);
            let [near, nearer, nearest] = distances;
            let (near, nearer, nearest) = (near?, nearer?, nearest?);
            assert!(
                2.0 * nearer < near && 2.0 * nearest < nearer,
                "{near} {nearer} {nearest}"
            );
        }
        Ok(())
    }
}
