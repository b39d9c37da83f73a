//! C2: W grows towards hot reservoirs, hot starts and many cells.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{Progress, map, product};
use serde_json::json;

use super::grid::{GRID, axis, finding, gibbs_work, grows};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C2",
    statement: "At η = 1 and from a product of Gibbs states, W typically grows as α_c → 1 or q → 1, \
                and it grows with N.",
    source: "Fig. 2, 7",
    figures: &["fig02", "fig07"],
    judge,
};

const MAPS: [u64; 3] = [4, 10, 26];
const TYPICAL: f64 = 0.9;
const MOST_CELLS: u64 = 26;

/// Steps between neighbours of the grid, counted.
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

    fn share_down(self) -> f64 {
        self.down as f64 / self.all as f64
    }
}

/// Steps of one map: towards α_c → 1, towards q → 1, and those of both that lead away from the line
/// α_c = q or towards it.
#[derive(Clone, Copy, Debug, Default)]
struct Trend {
    alpha: Steps,
    q: Steps,
    away: Steps,
    towards: Steps,
    hottest_reservoir_is_best: usize,
}

impl Trend {
    fn beside_line(&mut self, away: bool, from: Bounded, to: Bounded) {
        let steps = if away {
            &mut self.away
        } else {
            &mut self.towards
        };
        steps.count(from, to);
    }
}

fn judge() -> Result<Finding, Error> {
    let fine = axis();
    let mut trends = Vec::new();
    for cells in MAPS {
        trends.push(trend(&work_map(cells, &fine)?));
    }
    let coarse = ergotropy_sweep::linear(0.0, 0.99, 25);
    let maps: Vec<Vec<Bounded>> = (1..=MOST_CELLS)
        .map(|cells| work_map(cells, &coarse))
        .collect::<Result<_, _>>()?;
    let mut with_cells = Steps::default();
    for pair in maps.windows(2) {
        for (&fewer, &more) in pair[0].iter().zip(&pair[1]) {
            if more.value > 0.0 || fewer.value > 0.0 {
                with_cells.count(fewer, more);
            }
        }
    }

    let typical = trends
        .iter()
        .all(|trend| trend.alpha.share_up() >= TYPICAL && trend.q.share_up() >= TYPICAL);
    let away = trends
        .iter()
        .all(|trend| trend.away.down == 0 && trend.towards.up == 0);
    let verdict = match (with_cells.down == 0, typical, away) {
        (true, true, _) => Verdict::Holds,
        (true, false, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let list = |share: fn(&Trend) -> f64| {
        trends
            .iter()
            .map(|trend| percent(share(trend)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let sentences = [
        format!(
            "Counted on the steps of a {GRID} x {GRID} grid on [0, 0.99] for N = 4, 10, 26: a hotter reservoir raises W on {} of the steps in α_c, \
             a hotter start on {} of the steps in q{}.",
            list(|trend| trend.alpha.share_up()),
            list(|trend| trend.q.share_up()),
            if typical {
                ""
            } else {
                "; \"typically\" would be 90 %"
            }
        ),
        format!(
            "What counts is the line α_c = q: on steps away from it (α_c rising above q, or q rising above α_c) W grows on {} and falls on {}, \
             on steps towards it W grows on {}; the rest is the band of W = 0 around the line.",
            list(|trend| trend.away.share_up()),
            list(|trend| trend.away.share_down()),
            list(|trend| trend.towards.share_up()),
        ),
        format!(
            "The hottest reservoir of the map is the best one for {} of the {GRID} values of q at N = 26.",
            trends[2].hottest_reservoir_is_best
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
    Ok(finding(
        verdict,
        in_short(verdict, &trends, with_cells),
        &sentences,
        json!({
            "map_cells": MAPS,
            "share_growing_with_alpha_c": trends.iter().map(|trend| trend.alpha.share_up()).collect::<Vec<_>>(),
            "share_growing_with_q": trends.iter().map(|trend| trend.q.share_up()).collect::<Vec<_>>(),
            "share_growing_away_from_line": trends.iter().map(|trend| trend.away.share_up()).collect::<Vec<_>>(),
            "share_growing_towards_line": trends.iter().map(|trend| trend.towards.share_up()).collect::<Vec<_>>(),
            "falling_away_from_line": trends.iter().map(|trend| trend.away.down).collect::<Vec<_>>(),
            "rows_with_best_reservoir_hottest": trends.iter().map(|trend| trend.hottest_reservoir_is_best).collect::<Vec<_>>(),
            "steps_in_cells": with_cells.all,
            "steps_in_cells_growing": with_cells.up,
            "steps_in_cells_falling": with_cells.down,
        }),
    ))
}

fn in_short(verdict: Verdict, trends: &[Trend], with_cells: Steps) -> String {
    let largest = trends[trends.len() - 1];
    let percent = |steps: Steps| format!("{:.0} %", 100.0 * steps.share_up());
    let counted = |count: fn(&Trend) -> usize| trends.iter().map(count).sum::<usize>();
    match verdict {
        Verdict::Holds => format!(
            "At N = 26 a hotter reservoir raises W on {} of the steps, a hotter start on {}; with N W never falls.",
            percent(largest.alpha),
            percent(largest.q)
        ),
        Verdict::HoldsIf => format!(
            "If α_c and q move apart: at N = 26 W grows on {} of such steps, and on {} of those on which they approach; with N it never falls.",
            percent(largest.away),
            percent(largest.towards)
        ),
        _ if with_cells.down > 0 => format!(
            "From N to N + 1 W falls at {} of {} points.",
            with_cells.down, with_cells.all
        ),
        _ => format!(
            "W falls on {} steps on which α_c and q move apart, and grows on {} on which they approach.",
            counted(|trend| trend.away.down),
            counted(|trend| trend.towards.up)
        ),
    }
}

/// W on the grid, α_c along rows of equal q.
fn work_map(cells: u64, axis: &[f64]) -> Result<Vec<Bounded>, Error> {
    map(&product(axis, axis), &Progress::hidden(), |&(alpha, q)| {
        gibbs_work(cells, alpha, q)
    })
}

fn trend(work: &[Bounded]) -> Trend {
    let at = |alpha: usize, q: usize| work[q * GRID + alpha];
    let mut trend = Trend::default();
    for hot in 1..GRID {
        for other in 0..GRID {
            let (from, to) = (at(hot - 1, other), at(hot, other));
            trend.alpha.count(from, to);
            trend.beside_line(hot > other, from, to);
            let (from, to) = (at(other, hot - 1), at(other, hot));
            trend.q.count(from, to);
            trend.beside_line(hot > other, from, to);
        }
    }
    trend.hottest_reservoir_is_best = (0..GRID)
        .filter(|&q| (0..GRID - 1).all(|alpha| at(alpha, q).value < at(GRID - 1, q).value))
        .count();
    trend
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_away_from_the_line_and_with_n() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{}", found.evidence);
        let up = &found.numbers["share_growing_with_alpha_c"];
        assert!(
            (up[1].as_f64().unwrap_or(0.0) - 0.449).abs() < 0.005,
            "{up}"
        );
        assert_eq!(found.numbers["steps_in_cells_falling"], 0);
        Ok(())
    }
}
