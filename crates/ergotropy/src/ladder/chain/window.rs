//! A window on the (d, k) lattice: consecutive ladders, each with a run of consecutive rungs.

use std::ops::Range;

use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::spin::lattice::Lattice;

/// A window of the ladders from `first` on, each with a run of rungs. States are numbered ladder by
/// ladder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Window {
    lattice: Lattice,
    first: u32,
    /// The excitations k on each ladder; the range may be empty.
    runs: Vec<Range<u32>>,
    /// The number of the first state of each ladder, and at the end the number of all states.
    offsets: Vec<usize>,
}

/// A side of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Ladders with less d.
    Brighter,
    /// Ladders with more d.
    Darker,
    /// The lowest rungs.
    Bottom,
    /// The highest rungs.
    Top,
}

impl Window {
    /// The window of the ladders from `first` on with these runs of k, without the states that the
    /// lattice lacks.
    pub(crate) fn new(
        lattice: Lattice,
        first: u32,
        runs: impl IntoIterator<Item = Range<u32>>,
    ) -> Self {
        let runs: Vec<_> = runs
            .into_iter()
            .zip(first..lattice.ladders())
            .map(|(run, d)| {
                let start = run.start.max(d);
                let end = run.end.min(lattice.cells() - d + 1);
                start..end.max(start)
            })
            .collect();
        let mut offsets = Vec::with_capacity(runs.len() + 1);
        let mut states = 0;
        offsets.push(0);
        for run in &runs {
            states += run.len();
            offsets.push(states);
        }
        Self {
            lattice,
            first,
            runs,
            offsets,
        }
    }

    /// The whole lattice.
    pub(crate) fn full(lattice: Lattice) -> Self {
        Self::new(lattice, 0, std::iter::repeat(0..u32::MAX))
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// The ladders d of the window.
    pub(crate) fn ladders(&self) -> Range<u32> {
        // No window has more ladders than the lattice, whose number is a `u32`.
        #[allow(clippy::cast_possible_truncation)]
        let count = self.runs.len() as u32;
        self.first..self.first + count
    }

    /// Number of states.
    pub(crate) fn states(&self) -> usize {
        self.offsets[self.runs.len()]
    }

    /// The excitations k of the window on ladder d; empty for a ladder outside the window.
    #[inline(always)]
    pub(crate) fn run(&self, d: u32) -> Range<u32> {
        match d.checked_sub(self.first) {
            Some(ladder) => self.runs.get(ladder as usize).cloned().unwrap_or(0..0),
            None => 0..0,
        }
    }

    /// The number of a state; `None` outside the window.
    #[inline(always)]
    pub(crate) fn index(&self, d: u32, k: u32) -> Option<usize> {
        let ladder = d.checked_sub(self.first)? as usize;
        let run = self.runs.get(ladder)?;
        run.contains(&k)
            .then(|| self.offsets[ladder] + (k - run.start) as usize)
    }

    pub(crate) fn contains(&self, d: u32, k: u32) -> bool {
        self.run(d).contains(&k)
    }

    /// Whether each state of `other` is one of this window.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        other.ladders().all(|d| {
            let (inner, outer) = (other.run(d), self.run(d));
            inner.is_empty() || (outer.start <= inner.start && inner.end <= outer.end)
        })
    }

    /// The excitations k on ladder d from which a jump may lead out of the window, if the window has the
    /// bottom of each of its ladders. No jump from a lower rung leads out.
    pub(crate) fn edge(&self, d: u32) -> Range<u32> {
        let around = [d.checked_sub(1), Some(d), d.checked_add(1)];
        let ends = around.map(|d| d.map_or(0, |d| self.run(d).end));
        let low = ends.into_iter().min().unwrap_or(0).saturating_sub(1);
        let run = self.run(d);
        run.start.max(low).min(run.end)..run.end
    }

    /// Weights in the order of the window, ladder by ladder.
    pub(crate) fn split(&self, weights: &[f64]) -> Vec<LadderWeights> {
        let ladders = (self.first..).zip(&self.runs).zip(self.offsets.windows(2));
        ladders
            .filter(|((_, run), _)| !run.is_empty())
            .map(|((d, run), ends)| LadderWeights {
                d,
                first: run.start,
                weights: weights[ends[0]..ends[1]].to_vec(),
            })
            .collect()
    }

    /// All states as (d, k), in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (self.first..)
            .zip(&self.runs)
            .flat_map(|(d, run)| run.clone().map(move |k| (d, k)))
    }

    /// Whether the window is the whole lattice.
    pub(crate) fn is_full(&self) -> bool {
        self.states() as u64 == self.lattice.states()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_run_through_the_window() {
        let lattice = Lattice::new(9);
        let ragged = Window::new(lattice, 1, [0..4, 3..6, 5..5, 0..99]);
        assert_eq!(ragged.ladders(), 1..5);
        assert_eq!(ragged.run(1), 1..4);
        assert_eq!(ragged.run(4), 4..6);
        for window in [Window::full(lattice), ragged] {
            assert_eq!(window.iter().count(), window.states());
            for (number, (d, k)) in window.iter().enumerate() {
                assert!(lattice.contains(d.into(), k.into()) && window.contains(d, k));
                assert_eq!(window.index(d, k), Some(number));
            }
            assert_eq!(window.index(0, 10), None);
            assert_eq!(window.index(7, 7), None);
        }
    }

    #[test]
    fn covers_what_lies_inside() {
        let lattice = Lattice::new(8);
        let full = Window::full(lattice);
        let inner = Window::new(lattice, 1, (1..4).map(|d| d..d + 2));
        assert!(full.is_full() && !inner.is_full());
        assert!(full.covers(&inner) && !inner.covers(&full));
    }

    #[test]
    fn weights_are_split_by_ladder() {
        let window = Window::new(Lattice::new(9), 1, [0..4, 3..6, 5..5]);
        let weights: Vec<f64> = (0u8..6).map(f64::from).collect();
        let ladders = window.split(&weights);
        assert_eq!(ladders.len(), 2);
        assert_eq!(
            (ladders[0].d, ladders[0].first, ladders[0].weights.len()),
            (1, 1, 3)
        );
        assert_eq!((ladders[1].d, ladders[1].first), (2, 3));
        assert_eq!(ladders[1].weights, [3.0, 4.0, 5.0]);
    }
}
