//! C2: W for hot reservoirs, hot starts and many cells.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{linear, product};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{GRID, axis, each, grows, solve};
use super::thermal::gibbs_work;
use super::words::percents;

pub(super) const CLAIM: Claim = Claim {
    id: "C2",
    heading: "Hotter baths, hotter starts, more cells",
    statement: "At η = 1 and from a product of Gibbs states, W typically grows as α_c → 1 or q → 1, \
                and it grows with N.",
    source: "Fig. 2, 7",
    figures: &["fig02", "fig07"],
    judge,
};

const MAPS: [u64; 3] = [4, 10, 26];
const TYPICAL: f64 = 0.9;
const MOST_CELLS: u64 = 26;

/// Numbers of steps between neighbouring points of the grid: all, those on which W rises, and those on
/// which it falls.
#[derive(Clone, Copy, Debug, Default)]
struct Steps {
    all: usize,
    up: usize,
    down: usize,
}

impl Steps {
    fn count(&mut self, from: Bounded, to: Bounded) {
        self.all += 1;
        self.up += usize::from(grows(from, to));
        self.down += usize::from(grows(to, from));
    }

    fn share_up(self) -> f64 {
        self.up as f64 / self.all as f64
    }
}

/// Steps of one map: towards α_c → 1, towards q → 1, and the steps of both kinds that lead away from or
/// towards the line α_c = q.
#[derive(Clone, Copy, Debug, Default)]
struct Trend {
    alpha: Steps,
    q: Steps,
    away: Steps,
    towards: Steps,
    hottest_reservoir_is_best: usize,
}

impl Trend {
    fn new(work: &[Bounded]) -> Self {
        let at = |alpha: usize, q: usize| work[q * GRID + alpha];
        let mut trend = Self::default();
        for hot in 1..GRID {
            for other in 0..GRID {
                let (alpha, q) = (
                    (at(hot - 1, other), at(hot, other)),
                    (at(other, hot - 1), at(other, hot)),
                );
                trend.alpha.count(alpha.0, alpha.1);
                trend.q.count(q.0, q.1);
                for (from, to) in [alpha, q] {
                    if hot > other {
                        trend.away.count(from, to);
                    } else {
                        trend.towards.count(from, to);
                    }
                }
            }
        }
        trend.hottest_reservoir_is_best = (0..GRID)
            .filter(|&q| (0..GRID - 1).all(|alpha| at(alpha, q).value < at(GRID - 1, q).value))
            .count();
        trend
    }
}

fn judge() -> Result<Finding, Error> {
    let fine = axis();
    let mut trends = Vec::new();
    for cells in MAPS {
        trends.push(Trend::new(&work_map(cells, &fine)?));
    }
    let with_cells = steps_in_cells()?;
    let shares = |steps: fn(&Trend) -> Steps| each(&trends, |trend| steps(trend).share_up());
    let (alpha, q) = (shares(|trend| trend.alpha), shares(|trend| trend.q));
    let (away, towards) = (shares(|trend| trend.away), shares(|trend| trend.towards));
    let falling_away = each(&trends, |trend| trend.away.down);
    let best = each(&trends, |trend| trend.hottest_reservoir_is_best);

    let parts = vec![
        Part::fails(
            "W typically grows as α_c → 1 or q → 1",
            alpha.iter().chain(&q).any(|&share| share < TYPICAL),
            format!(
                "on {} % of the steps in α_c and {} % of those in q for N = 4, 10, 26, not on 90 %; it grows \
                 where α_c and q move apart.",
                percents(&alpha, 0),
                percents(&q, 0)
            ),
        ),
        Part::holds(
            "W grows with N",
            with_cells.down == 0,
            format!(
                "from N to N + 1 it never falls, N = 1 .. {}.",
                MOST_CELLS - 1
            ),
        ),
    ];
    let in_short = "More cells never give less work; but a hotter bath or start gives more only where the two move apart, not on \
         90 % of the map.".to_owned();
    let sentences = [
        format!("Counted on the steps of a {GRID} x {GRID} grid on [0, 0.99] for N = 4, 10, 26."),
        format!(
            "What counts is the line α_c = q: on steps away from it (α_c rising above q, or q rising above α_c) W grows on {} % and never falls, \
             on steps towards it W never grows; the rest is the band of W = 0 around the line.",
            percents(&away, 0),
        ),
        format!(
            "The hottest reservoir of the map is the best one for {} of the {GRID} values of q at N = 26.",
            best[2]
        ),
        format!(
            "With N: from N to N + 1, for N = 1 .. {}, W falls at {} of {} points where it is not zero and grows beyond its error at {}; \
             the rest has settled to its last digit or is equal.",
            MOST_CELLS - 1,
            with_cells.down,
            with_cells.all,
            with_cells.up
        ),
    ];
    let apart = falling_away.iter().all(|&falls| falls == 0);
    let approaching = trends.iter().all(|trend| trend.towards.up == 0);
    let numbers = json!({
        "map_cells": MAPS,
        "share_growing_with_alpha_c": alpha,
        "share_growing_with_q": q,
        "share_growing_away_from_line": away,
        "share_growing_towards_line": towards,
        "falling_away_from_line": falling_away,
        "rows_with_best_reservoir_hottest": best,
        "steps_in_cells": with_cells.all,
        "steps_in_cells_growing": with_cells.up,
        "steps_in_cells_falling": with_cells.down,
    });
    let grounds = [
        ("W never falls where α_c and q move apart", apart),
        ("W never grows where they approach", approaching),
    ];
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

/// W on the grid, α_c along rows of equal q.
fn work_map(cells: u64, axis: &[f64]) -> Result<Vec<Bounded>, Error> {
    solve(&product(axis, axis), |&(alpha, q)| {
        gibbs_work(cells, alpha, q)
    })
}

/// Steps from N to N + 1 at points where W is not zero.
fn steps_in_cells() -> Result<Steps, Error> {
    let coarse = linear(0.0, 0.99, 25);
    let mut steps = Steps::default();
    let mut fewer = work_map(1, &coarse)?;
    for cells in 2..=MOST_CELLS {
        let more = work_map(cells, &coarse)?;
        for (&from, &to) in fewer.iter().zip(&more) {
            if from.value > 0.0 || to.value > 0.0 {
                steps.count(from, to);
            }
        }
        fewer = more;
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn grows_away_from_the_line_and_with_n() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [DoesNotHold, Holds], "{found:#?}");
        found.assert_pinned(&[("/share_growing_with_alpha_c/1", 0.449, 0.005)]);
        assert_eq!(found.numbers["steps_in_cells_falling"], 0);
        Ok(())
    }
}
