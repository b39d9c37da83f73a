//! Populations on a window, windows around populations, and the weight that is dropped between windows.

use std::ops::Range;

use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::{Side, Window};
use crate::spin::lattice::Lattice;

/// Populations on a window, zero elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Populations {
    pub(crate) window: Window,
    pub(crate) weights: Vec<f64>,
}

/// How far a window reaches beyond the populations: a number of ladders on the brighter and the darker
/// side, and a number of rungs at the bottom and the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Margins {
    pub(crate) brighter: u32,
    pub(crate) darker: u32,
    pub(crate) bottom: u32,
    pub(crate) top: u32,
}

impl Margins {
    pub(crate) fn even(width: u32) -> Self {
        Self {
            brighter: width,
            darker: width,
            bottom: width,
            top: width,
        }
    }

    pub(crate) fn side(&mut self, side: Side) -> &mut u32 {
        match side {
            Side::Brighter => &mut self.brighter,
            Side::Darker => &mut self.darker,
            Side::Bottom => &mut self.bottom,
            Side::Top => &mut self.top,
        }
    }
}

/// The outermost ladders d of a window, and its lowest and highest rung u = k - d above the bottom of a
/// ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) brightest: u32,
    pub(crate) darkest: u32,
    pub(crate) lowest: u32,
    pub(crate) highest: u32,
}

impl Extent {
    /// How much further this extent reaches on a side than another one; zero if it does not.
    pub(crate) fn beyond(&self, other: &Self, side: Side) -> u32 {
        match side {
            Side::Brighter => other.brightest.saturating_sub(self.brightest),
            Side::Darker => self.darkest.saturating_sub(other.darkest),
            Side::Bottom => other.lowest.saturating_sub(self.lowest),
            Side::Top => self.highest.saturating_sub(other.highest),
        }
    }
}

/// All four sides.
pub(crate) const SIDES: [Side; 4] = [Side::Brighter, Side::Darker, Side::Bottom, Side::Top];

/// The extent of a window; all zero for one without states.
pub(crate) fn extent(window: &Window) -> Extent {
    let occupied = || window.ladders().filter(|&d| !window.run(d).is_empty());
    Extent {
        brightest: occupied().next().unwrap_or(0),
        darkest: occupied().next_back().unwrap_or(0),
        lowest: occupied()
            .map(|d| window.run(d).start - d)
            .min()
            .unwrap_or(0),
        highest: occupied()
            .map(|d| window.run(d).end - 1 - d)
            .max()
            .unwrap_or(0),
    }
}

impl Populations {
    /// Collects the populations of ladders `first` to `last`. Calls `populations` twice, and costs O(1) for
    /// each population and each ladder.
    pub(crate) fn of<I: Iterator<Item = (u32, u32, f64)>>(
        lattice: Lattice,
        (first, last): (u32, u32),
        populations: impl Fn() -> I,
    ) -> Self {
        let mut runs: Vec<Range<u32>> = vec![0..0; (last - first) as usize + 1];
        for (d, k, weight) in populations() {
            let ladder = (d - first) as usize;
            if let (true, Some(run)) = (weight != 0.0, runs.get_mut(ladder)) {
                *run = if Range::is_empty(run) {
                    k..k + 1
                } else {
                    run.start.min(k)..run.end.max(k + 1)
                };
            }
        }
        let window = tight(lattice, first, runs);
        let mut weights = vec![0.0; window.states()];
        for (d, k, weight) in populations() {
            if let Some(index) = window.index(d, k) {
                weights[index] = weight;
            }
        }
        Self { window, weights }
    }

    /// The populations without their outermost ladders and without the ends of ladders, as far as
    /// `budget` allows, and the sum of |p| that was dropped.
    pub(crate) fn trimmed(&self, budget: f64) -> (Self, f64) {
        let ladders = self.window.ladders();
        let slice = |d: u32| {
            let run = self.window.run(d);
            let first = self.window.index(d, run.start).unwrap_or(0);
            &self.weights[first..first + run.len()]
        };
        let sums: Vec<f64> = ladders
            .clone()
            .map(|d| slice(d).iter().map(|p| p.abs()).sum())
            .collect();
        let outer = budget / 4.0;
        let (skipped, dropped_before) = negligible(sums.iter().copied(), outer);
        let left = &sums[skipped..];
        let (beyond, dropped_after) = negligible(left.iter().rev().copied(), outer);
        let kept = left.len() - beyond;
        let mut dropped = dropped_before + dropped_after;
        let share = budget / (4.0 * (kept.max(1)) as f64);
        let runs = ladders.skip(skipped).take(kept).map(|d| {
            let run = self.window.run(d);
            let weights = slice(d);
            let (low, sum) = negligible(weights.iter().map(|p| p.abs()), share);
            dropped += sum;
            let (high, sum) = negligible(weights[low..].iter().rev().map(|p| p.abs()), share);
            dropped += sum;
            // The run has as many states as its slice, and its length is a `u32`.
            #[allow(clippy::cast_possible_truncation)]
            let (low, high) = (low as u32, high as u32);
            run.start + low..run.end - high
        });
        #[allow(clippy::cast_possible_truncation)]
        let first = self.window.ladders().start + skipped as u32;
        let window = tight(self.window.lattice(), first, runs);
        let weights = self.on(&window);
        (Self { window, weights }, dropped)
    }

    /// The state of greatest population.
    pub(crate) fn heaviest(&self) -> (u32, u32) {
        let populations = self.window.iter().zip(&self.weights);
        let heaviest = populations.fold(
            ((0, 0), 0.0),
            |most, (state, &p)| {
                if p > most.1 { (state, p) } else { most }
            },
        );
        heaviest.0
    }

    /// Σ|p - q| for other populations q.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let near = other.on(&self.window);
        let near: f64 = self
            .weights
            .iter()
            .zip(near)
            .map(|(p, q)| (p - q).abs())
            .sum();
        let others = other.window.iter().zip(&other.weights);
        let far: f64 = others
            .filter(|((d, k), _)| !self.window.contains(*d, *k))
            .map(|(_, q)| q.abs())
            .sum();
        near + far
    }

    /// The weights in the order of another window; states outside this window have weight zero.
    pub(crate) fn on(&self, window: &Window) -> Vec<f64> {
        let mut weights = vec![0.0; window.states()];
        for d in self.window.ladders() {
            let (own, other) = (self.window.run(d), window.run(d));
            let common = own.start.max(other.start)..own.end.min(other.end);
            if common.is_empty() {
                continue;
            }
            if let (Some(from), Some(to)) = (
                self.window.index(d, common.start),
                window.index(d, common.start),
            ) {
                weights[to..to + common.len()]
                    .copy_from_slice(&self.weights[from..from + common.len()]);
            }
        }
        weights
    }
}

/// How many terms can be dropped, from the first on, before their sum exceeds a budget; and their sum.
fn negligible(terms: impl Iterator<Item = f64>, budget: f64) -> (usize, f64) {
    let mut sum = 0.0;
    let mut count = 0;
    for term in terms {
        if sum + term > budget {
            break;
        }
        sum += term;
        count += 1;
    }
    (count, sum)
}

/// The window of these runs, as far as the lattice has them, without empty ladders at its ends.
fn tight(lattice: Lattice, first: u32, runs: impl IntoIterator<Item = Range<u32>>) -> Window {
    let loose = Window::new(lattice, first, runs);
    let occupied = |d: &u32| !loose.run(*d).is_empty();
    let ends = (
        loose.ladders().find(occupied),
        loose.ladders().rev().find(occupied),
    );
    match ends {
        (Some(first), Some(last)) => {
            Window::new(lattice, first, (first..=last).map(|d| loose.run(d)))
        }
        _ => Window::new(lattice, first, []),
    }
}

/// The ladders of [`widened`], and possibly some without states.
pub(crate) fn reached(window: &Window, margins: Margins) -> Range<u32> {
    let lattice = window.lattice();
    let ladders = window.ladders();
    let end = ladders.end.saturating_add(margins.darker);
    // Ladders too short to have any rung of the window are left out.
    let lowest = extent(window).lowest.saturating_sub(margins.bottom);
    let longest = lattice.cells().saturating_sub(lowest) / 2 + 1;
    ladders.start.saturating_sub(margins.brighter)..end.min(lattice.ladders()).min(longest)
}

/// The window that reaches beyond another by margins. A ladder has the same rungs u = k - d as the
/// ladders within the margins beside it, and those within the margins above and below.
pub(crate) fn widened(window: &Window, margins: Margins) -> Window {
    let lattice = window.lattice();
    let ladders = window.ladders();
    let Range { start: first, end } = reached(window, margins);
    let runs = (first..end).map(|d| {
        let from = d.saturating_sub(margins.darker).max(ladders.start);
        let to = d.saturating_add(margins.brighter);
        let mut hull: Option<(u32, u32)> = None;
        for near in (from..ladders.end).take_while(|&near| near <= to) {
            let run = window.run(near);
            if !run.is_empty() {
                let (low, high) = hull.unwrap_or((u32::MAX, 0));
                hull = Some((low.min(run.start - near), high.max(run.end - near)));
            }
        }
        match hull {
            Some((low, high)) => {
                let start = d + low.saturating_sub(margins.bottom);
                start..d.saturating_add(high).saturating_add(margins.top)
            }
            None => d..d,
        }
    });
    tight(lattice, first, runs)
}

/// The least window with the states of both.
pub(crate) fn union(one: &Window, other: &Window) -> Window {
    let first = one.ladders().start.min(other.ladders().start);
    let end = one.ladders().end.max(other.ladders().end);
    let runs = (first..end).map(|d| {
        let (a, b) = (one.run(d), other.run(d));
        if a.is_empty() {
            b
        } else if b.is_empty() {
            a
        } else {
            a.start.min(b.start)..a.end.max(b.end)
        }
    });
    tight(one.lattice(), first, runs)
}

/// The states from which jumps lead out of a window, each with its rates through the sides in the order of
/// [`SIDES`].
pub(crate) fn borders(rates: &Rates, window: &Window) -> Vec<(usize, [f64; 4])> {
    let mut borders = Vec::new();
    let mut index = 0;
    for d in window.ladders() {
        let ladder = rates.ladder(d);
        for k in window.run(d) {
            let mut out = [0.0; 4];
            for ((ladder, to), rate) in ladder.jumps(k) {
                if rate > 0.0 && !window.contains(ladder, to) {
                    out[side(window, d, ladder, to)] += rate;
                }
            }
            if out != [0.0; 4] {
                borders.push((index, out));
            }
            index += 1;
        }
    }
    borders
}

/// The place in [`SIDES`] of the side through which a jump from ladder d to (to_d, to_k) leaves the
/// window.
fn side(window: &Window, d: u32, to_d: u32, to_k: u32) -> usize {
    let run = window.run(to_d);
    if run.is_empty() {
        usize::from(to_d > d)
    } else if to_k < run.start {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, Ensemble, Error};

    const CELLS: u32 = 12;

    /// Ladder 2 with k = 4 ..= 6, nothing on ladder 3, ladder 4 with k = 5 and 6.
    fn window() -> Window {
        Window::new(Lattice::new(CELLS), 2, [4..7, 3..3, 5..7])
    }

    fn states(window: &Window) -> Vec<(u32, u32)> {
        window.iter().collect()
    }

    #[test]
    fn extents_are_those_of_occupied_ladders() {
        let lattice = Lattice::new(CELLS);
        // Rungs u = k - d: 2 to 4 on ladder 2, 1 and 2 on ladder 4.
        let expected = Extent {
            brightest: 2,
            darkest: 4,
            lowest: 1,
            highest: 4,
        };
        assert_eq!(extent(&window()), expected);
        let empty_ends = Window::new(lattice, 1, [2..2, 4..7, 3..3, 5..7, 6..6]);
        assert_eq!(extent(&empty_ends), expected);
        let other = Extent {
            brightest: 3,
            darkest: 2,
            lowest: 0,
            highest: 1,
        };
        let beyond = |one: &Extent, other: &Extent| SIDES.map(|side| one.beyond(other, side));
        assert_eq!(beyond(&expected, &other), [1, 2, 0, 3]);
        assert_eq!(beyond(&other, &expected), [0, 0, 1, 0]);
        let mut margins = Margins::even(7);
        for (side, width) in SIDES.into_iter().zip(1..) {
            *margins.side(side) = width;
        }
        let Margins {
            brighter,
            darker,
            bottom,
            top,
        } = margins;
        assert_eq!([brighter, darker, bottom, top], [1, 2, 3, 4]);
    }

    #[test]
    fn windows_end_at_their_occupied_ladders() {
        let lattice = Lattice::new(CELLS);
        let found = tight(lattice, 1, [2..2, 4..7, 3..3, 5..90, 6..6, 90..95]);
        assert_eq!(found.ladders(), 2..5);
        assert_eq!([2, 3, 4].map(|d| found.run(d).len()), [3, 0, 4]);
        assert!(tight(lattice, 3, [4..4, 9..9]).ladders().is_empty());
        // Rung 1 needs a ladder of two rungs; twelve cells have ladders 0 to 6, and that of d = 6 has one.
        let mut margins = Margins::even(40);
        assert_eq!(reached(&window(), margins), 0..7);
        margins.bottom = 0;
        assert_eq!(reached(&window(), margins), 0..6);
    }

    #[test]
    fn populations_are_collected_on_the_least_window() {
        let listed = [
            (1, 3, 0.0),
            (2, 4, 0.5),
            (2, 6, 0.25),
            (3, 5, 0.0),
            (4, 5, 0.125),
            (4, 6, 0.0625),
            (5, 5, 0.0),
        ];
        let populations = Populations::of(Lattice::new(CELLS), (1, 5), || listed.into_iter());
        assert_eq!(states(&populations.window), states(&window()));
        assert_eq!(populations.weights, [0.5, 0.0, 0.25, 0.125, 0.0625]);
        assert_eq!(populations.heaviest(), (2, 4));
        let shifted = Populations {
            window: Window::new(Lattice::new(CELLS), 2, std::iter::once(5..8)),
            weights: vec![1.0, 0.5, 2.0],
        };
        assert_eq!(populations.on(&shifted.window), [0.0, 0.25, 0.0]);
        // At k = 4 to 7 of ladder 2: 0.5 + 1 + 0.25 + 2; on ladder 4: 0.1875.
        assert_eq!(populations.distance(&shifted), 3.9375);
        assert_eq!(shifted.distance(&populations), 3.9375);
    }

    #[test]
    fn what_is_trimmed_stays_within_the_budget() {
        let lattice = Lattice::new(24);
        let window = Window::new(lattice, 0, (0..6).map(|d| d..d + 5));
        // The outer ladders have little weight, and the inner ones fall off to both ends.
        let ladder = [1e-9, 1e-4, 1.0, 1e-4, 1e-9];
        let weights: Vec<f64> = [1e-12, 1e-10, 1.0, 2.0, 1e-10, 1e-12]
            .iter()
            .flat_map(|&size| ladder.map(|weight| size * weight))
            .collect();
        let all = Populations { window, weights };
        for (budget, expected) in [
            (0.0, (0, 6, 30)),
            (1e-11, (1, 4, 12)),
            (1e-9, (2, 2, 10)),
            (1e-7, (2, 2, 6)),
            (1e-2, (2, 2, 2)),
        ] {
            let (kept, dropped) = all.trimmed(budget);
            let ladders = kept.window.ladders();
            let found = (ladders.start, ladders.len(), kept.window.states());
            assert_eq!(found, expected, "{budget}");
            assert!(dropped <= budget, "{dropped:e} {budget:e}");
            let distance = all.distance(&kept);
            assert!(
                (distance - dropped).abs() <= 1e-14 * dropped,
                "{distance:e} {dropped:e}"
            );
        }
        // Half of the budget is kept for the ends of ladders, a quarter for each end of all ladders.
        assert_eq!(negligible([1.0, 2.0, 4.0].into_iter(), 3.0), (2, 3.0));
        assert_eq!(negligible([1.0, 2.0, 4.0].into_iter(), 2.9), (1, 1.0));
        assert_eq!(negligible([1.0].into_iter(), 9.0), (1, 1.0));
    }

    #[test]
    fn widened_windows_reach_beyond_by_their_margins() {
        let lattice = Lattice::new(CELLS);
        let one = Window::new(lattice, 3, std::iter::once(6..8));
        let margins = Margins {
            brighter: 1,
            darker: 2,
            bottom: 1,
            top: 2,
        };
        // The rungs 3 and 4 become 2 to 6, as far as ladders are long: 2j = 12 - 2d.
        assert_eq!(reached(&one, margins), 2..6);
        let wide = widened(&one, margins);
        let expected: Vec<_> = [(2, 2..=6), (3, 2..=6), (4, 2..=4), (5, 2..=2)]
            .into_iter()
            .flat_map(|(d, rungs)| rungs.map(move |u| (d, d + u)))
            .collect();
        assert_eq!(states(&wide), expected);
        // A ladder has the rungs of those that are near, and no others.
        let two = Window::new(lattice, 2, [2..4, 3..3, 4..4, 6..8]);
        let narrow = widened(
            &two,
            Margins {
                brighter: 0,
                darker: 0,
                bottom: 0,
                top: 0,
            },
        );
        assert_eq!(states(&narrow), states(&two));
        let near = widened(
            &two,
            Margins {
                brighter: 1,
                darker: 1,
                bottom: 0,
                top: 0,
            },
        );
        let rungs: Vec<_> = near.ladders().map(|d| (d, near.run(d))).collect();
        assert_eq!(
            rungs,
            [
                (1, 1..3),
                (2, 2..4),
                (3, 3..5),
                (4, 5..7),
                (5, 6..8),
                (6, 7..7)
            ][..rungs.len()]
        );
        assert!(rungs.len() >= 5);
        let both = union(&one, &two);
        for (d, k) in lattice.iter() {
            let in_both = both.contains(d, k);
            assert!(in_both || !(one.contains(d, k) || two.contains(d, k)));
        }
        assert_eq!(both.run(3), 6..8);
        assert_eq!(both.ladders(), 2..6);
    }

    #[test]
    fn borders_are_the_rates_out_of_the_window() -> Result<(), Error> {
        let ensemble = Ensemble::new(CELLS.into())?
            .collective(Channel::rates(1.0, 0.5)?)
            .local(Channel::rates(0.7, 0.2)?)
            .dephasing(0.3)?;
        let rates = Rates::new(&ensemble);
        let window = Window::new(Lattice::new(CELLS), 2, [4..9, 4..9, 4..9]);
        let borders = borders(&rates, &window);
        let mut found = 0;
        for (index, (d, k)) in window.iter().enumerate() {
            let mut out = [0.0; 4];
            for ((to_d, to_k), rate) in rates.ladder(d).jumps(k) {
                if window.contains(to_d, to_k) {
                    continue;
                }
                let side = if to_d < 2 {
                    0
                } else if to_d > 4 {
                    1
                } else if to_k < window.run(to_d).start {
                    2
                } else {
                    3
                };
                out[side] += rate;
            }
            let own = borders.iter().find(|(state, _)| *state == index);
            assert_eq!(own.map_or([0.0; 4], |(_, out)| *out), out, "{d} {k}");
            found += usize::from(own.is_some());
        }
        assert_eq!(found, borders.len());
        assert!(found > 6 && found < window.states());
        Ok(())
    }
}
