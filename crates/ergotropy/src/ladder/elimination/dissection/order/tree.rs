//! The order of elimination: the window cut in two again and again by a line of states.
//!
//! A jump changes d and k by one at most, so that one line d = const or k = const separates the states
//! on its two sides. Both sides are eliminated before the line. The states that jumps then connect with
//! the eliminated ones are those along the rim of the piece (George, *SIAM J. Numer. Anal.* 10, 345
//! (1973)).

use std::ops::Range;

use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::order::stage::Stage;
use crate::ladder::elimination::purpose::Purpose;

/// A piece of at most so many states is not cut.
const LEAF: usize = 12;

/// The order of elimination of the states of a window.
#[derive(Debug)]
pub(crate) struct Tree {
    /// (d, k) of the state at each place of the order.
    pub(crate) states: Vec<(u32, u32)>,
    /// The place of each state of the window, in the order of the window.
    pub(crate) places: Vec<u32>,
    /// The stages in the order of elimination.
    pub(crate) stages: Vec<Stage>,
    /// The places in the rims of all stages: rising within each rim, and later than the places that its
    /// stage eliminates.
    pub(crate) rims: Vec<u32>,
}

/// The states of a window in a rectangle, bounds included.
#[derive(Clone, Copy)]
struct Piece {
    d: (u32, u32),
    k: (u32, u32),
}

#[derive(Clone, Copy)]
enum Line {
    Ladder(u32),
    Level(u32),
}

impl Piece {
    fn run(self, window: &Window, d: u32) -> Range<u32> {
        let run = window.run(d);
        let start = run.start.max(self.k.0);
        start..run.end.min(self.k.1 + 1).max(start)
    }

    fn ladders(self) -> std::ops::RangeInclusive<u32> {
        self.d.0..=self.d.1
    }

    fn count(self, window: &Window) -> usize {
        self.ladders().map(|d| self.run(window, d).len()).sum()
    }

    /// The states on a line, from one end to the other.
    fn along(self, window: &Window, line: Line) -> Vec<(u32, u32)> {
        match line {
            Line::Ladder(d) => self.run(window, d).map(|k| (d, k)).collect(),
            Line::Level(k) => self
                .ladders()
                .filter(|&d| self.run(window, d).contains(&k))
                .map(|d| (d, k))
                .collect(),
        }
    }

    fn length(self, window: &Window, line: Line) -> usize {
        match line {
            Line::Ladder(d) => self.run(window, d).len(),
            Line::Level(k) => self
                .ladders()
                .filter(|&d| self.run(window, d).contains(&k))
                .count(),
        }
    }

    /// The line to cut along: of the ladder and the level that halve the piece, the one with fewer
    /// states.
    fn cut(self, window: &Window, count: usize) -> Line {
        let mut passed = 0;
        let mut ladder = self.d.0;
        for d in self.ladders() {
            passed += self.run(window, d).len();
            if 2 * passed >= count {
                ladder = d;
                break;
            }
        }
        let (mut low, mut high) = self.k;
        while low < high {
            let middle = u32::midpoint(low, high);
            let below = Self {
                k: (self.k.0, middle),
                ..self
            };
            if 2 * below.count(window) >= count {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let (ladder, level) = (Line::Ladder(ladder), Line::Level(low));
        if self.length(window, ladder) <= self.length(window, level) {
            ladder
        } else {
            level
        }
    }

    /// The pieces on the two sides of a line.
    fn sides(self, line: Line) -> [Option<Self>; 2] {
        let halves = |(low, high): (u32, u32), cut: u32| {
            [
                (cut > low).then(|| (low, cut - 1)),
                (cut < high).then(|| (cut + 1, high)),
            ]
        };
        match line {
            Line::Ladder(cut) => halves(self.d, cut).map(|half| half.map(|d| Self { d, ..self })),
            Line::Level(cut) => halves(self.k, cut).map(|half| half.map(|k| Self { k, ..self })),
        }
    }

    /// The smallest rectangle with the same states.
    fn tight(self, window: &Window) -> Self {
        let mut tight: Option<Self> = None;
        for d in self.ladders() {
            let run = self.run(window, d);
            if !run.is_empty() {
                let (low, high) = (run.start, run.end - 1);
                tight = Some(match tight {
                    None => Self {
                        d: (d, d),
                        k: (low, high),
                    },
                    Some(so_far) => Self {
                        d: (so_far.d.0, d),
                        k: (so_far.k.0.min(low), so_far.k.1.max(high)),
                    },
                });
            }
        }
        tight.unwrap_or(self)
    }

    /// Calls `visit` with each state of the window next to the piece.
    fn rim(self, window: &Window, mut visit: impl FnMut(u32, u32)) {
        let beside = [
            (self.d.0.checked_sub(1), self.d.0),
            (self.d.1.checked_add(1), self.d.1),
        ];
        for (outside, d) in beside {
            let Some(outside) = outside else { continue };
            let (near, run) = (self.run(window, d), window.run(outside));
            if near.is_empty() {
                continue;
            }
            for k in near.start.saturating_sub(1).max(run.start)..(near.end + 1).min(run.end) {
                visit(outside, k);
            }
        }
        let levels = [
            (self.k.0.checked_sub(1), self.k.0),
            (self.k.1.checked_add(1), self.k.1),
        ];
        for (outside, k) in levels {
            let Some(outside) = outside else { continue };
            for d in self.ladders() {
                let near = |d: u32| self.ladders().contains(&d) && self.run(window, d).contains(&k);
                if window.contains(d, outside)
                    && (near(d) || near(d + 1) || d.checked_sub(1).is_some_and(near))
                {
                    visit(d, outside);
                }
            }
        }
    }
}

impl Tree {
    /// An order in which the `mode` comes last.
    pub(crate) fn new(window: &Window, mode: (u32, u32)) -> Self {
        let mut tree = Self {
            states: vec![(0, 0); window.states()],
            places: vec![0; window.states()],
            stages: Vec::new(),
            rims: Vec::new(),
        };
        let ladders = window.ladders();
        if !ladders.is_empty() {
            let all = Piece {
                d: (ladders.start, ladders.end - 1),
                k: (0, window.lattice().cells()),
            }
            .tight(window);
            let lines = [Line::Ladder(mode.0), Line::Level(mode.1)];
            let [ladder, level] = lines.map(|line| all.length(window, line));
            let line = lines[usize::from(level < ladder)];
            let mut own = all.along(window, line);
            if let Some(at) = own.iter().position(|&state| state == mode) {
                own[at..].reverse();
                tree.stage(window, all, window.states(), own, Some(line), 0);
            }
        }
        tree
    }

    /// Orders the states of a piece at the places from `start` on; returns their number.
    fn dissect(&mut self, window: &Window, piece: Piece, start: usize) -> usize {
        let piece = piece.tight(window);
        let count = piece.count(window);
        if count == 0 {
            return 0;
        }
        if count <= LEAF {
            let own = piece
                .ladders()
                .flat_map(|d| piece.run(window, d).map(move |k| (d, k)))
                .collect();
            self.stage(window, piece, count, own, None, start);
        } else {
            let line = piece.cut(window, count);
            let own = piece.along(window, line);
            self.stage(window, piece, count, own, Some(line), start);
        }
        count
    }

    /// Appends the stages of the two sides of `line`, then the stage that eliminates `own`.
    fn stage(
        &mut self,
        window: &Window,
        piece: Piece,
        count: usize,
        own: Vec<(u32, u32)>,
        line: Option<Line>,
        start: usize,
    ) {
        let end = start + count;
        let range = end - own.len()..end;
        for (place, (d, k)) in range.clone().zip(own) {
            self.states[place] = (d, k);
            if let Some(index) = window.index(d, k) {
                self.places[index] = number(place);
            }
        }
        let first = self.rims.len();
        let Self { places, rims, .. } = self;
        piece.rim(window, |d, k| {
            if let Some(index) = window.index(d, k) {
                rims.push(places[index]);
            }
        });
        let rim = first..rims.len();
        rims[rim.clone()].sort_unstable();
        let mut pieces = 0;
        let mut from = start;
        for side in line.map_or([None, None], |line| piece.sides(line)) {
            let count = side.map_or(0, |side| self.dissect(window, side, from));
            pieces += usize::from(count > 0);
            from += count;
        }
        self.stages.push(Stage {
            own: range,
            rim,
            pieces,
        });
    }

    /// The index in the factors where each stage begins, and the length of all factors.
    pub(crate) fn starts(&self, purpose: Purpose) -> (Vec<usize>, usize) {
        let mut entries = 0;
        let starts = self.stages.iter().map(|stage| {
            let start = entries;
            entries += stage.entries(purpose);
            start
        });
        (starts.collect(), entries)
    }
}

/// Converts a place to the stored type: a window that fits into memory has fewer than 2^32 states.
#[allow(clippy::cast_possible_truncation)]
fn number(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spin::lattice::Lattice;

    #[test]
    fn rims_are_what_is_next_to_eliminated_states() {
        let lattice = Lattice::new(21);
        let strip = Window::new(lattice, 2, (2..9).map(|d| d + d % 2..d + 9));
        for (window, mode) in [(Window::full(lattice), (4, 4)), (strip, (5, 8))] {
            let tree = Tree::new(&window, mode);
            assert_eq!(tree.states.last(), Some(&mode));
            let mut places = tree.places.clone();
            places.sort_unstable();
            assert!(
                places
                    .iter()
                    .enumerate()
                    .all(|(i, &place)| i == place as usize)
            );
            // The places that each stage and the pieces before it have eliminated.
            let mut open: Vec<Vec<usize>> = Vec::new();
            for stage in &tree.stages {
                let mut gone: Vec<usize> = open.split_off(open.len() - stage.pieces).concat();
                gone.extend(stage.own.clone());
                let mut next: Vec<u32> = Vec::new();
                for &place in &gone {
                    let (d, k) = tree.states[place];
                    for (e, l) in window.iter() {
                        let place = tree.places[window.index(e, l).unwrap_or(0)];
                        if e.abs_diff(d) <= 1
                            && l.abs_diff(k) <= 1
                            && !gone.contains(&(place as usize))
                        {
                            next.push(place);
                        }
                    }
                }
                next.sort_unstable();
                next.dedup();
                // A rim may hold a corner more than needed, but nothing already eliminated.
                let rim = &tree.rims[stage.rim.clone()];
                assert!(next.iter().all(|place| rim.contains(place)));
                assert!(rim.iter().all(|&place| place as usize >= stage.own.end));
                assert!(rim.windows(2).all(|pair| pair[0] < pair[1]));
                open.push(gone);
            }
            assert_eq!(open.concat().len(), window.states());
        }
    }
}
