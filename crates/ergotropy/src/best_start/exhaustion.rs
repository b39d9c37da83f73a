//! Search through all assignments that can be best.
//!
//! Some best assignment is sorted by μ_c - r with generic μ (see the theorem in the parent module). Let
//! n_c(k) be the number of rungs of copy c that have a class of at most k, for k < N, and D the number
//! of its rungs. With the thresholds T_k, being sorted means n_c(k) - 1 < μ_c - T_k (if n_c(k) > 0) and
//! μ_c - T_k < n_c(k) (if
//! n_c(k) < D). A number μ_c exists exactly if
//!
//! T_l - T_k < n_c(k) - n_c(l) + 1  for all k, l with n_c(k) < D and n_c(l) > 0,
//!
//! So an assignment is sorted by some μ exactly if these strict inequalities with integer right-hand
//! sides, together with T_k > T_{k+1}, have a solution: the right-hand sides along any cycle must sum to
//! at least 1. The search fills copy after copy and keeps the tightest inequalities (shortest paths).
//! Copies of one ladder are filled in one order only. Of 3, 23, 5 927 and 240 273 535 assignments for N
//! = 2 .. 5, there are 3, 9, 595 and 206 558 left.

use crate::best_start::orbit::{GibbsOrbit, Scratch};
use crate::best_start::reassignment::{LadderCopy, Reassignment};
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::binomial::{few, few_copies};

/// Greatest number of cells whose assignments are all tried.
pub const MOST_EXHAUSTED: u32 = 5;

const SPAN: usize = MOST_EXHAUSTED as usize;

/// A number above any sum of right-hand sides: no inequality.
const FREE: i32 = 1 << 16;

/// The inequalities T_l - T_k < `gaps[k][l]`.
type Gaps = [[i32; SPAN]; SPAN];

/// One choice of classes for a copy.
struct Content {
    length: u32,
    classes: Vec<u32>,
    /// The number of times that each class occurs.
    counts: Vec<u32>,
    /// n(k) for each class k < N.
    below: Vec<u32>,
}

struct Search<'a> {
    orbit: &'a GibbsOrbit,
    /// For each ladder, the possible contents of a copy, those with the greatest Σ n(k) first.
    menus: Vec<Vec<Content>>,
    /// For each copy its ladder, and the number of copies of this ladder from this one on.
    order: Vec<(u32, u32)>,
    /// The number of eigenvalues of each class that no copy has yet.
    left: Vec<u32>,
    copies: Vec<LadderCopy>,
    scratch: Scratch,
    best: (f64, Vec<LadderCopy>),
    valued: u64,
}

/// The best assignment, and the number of assignments valued.
pub(crate) fn best(orbit: &GibbsOrbit) -> (Reassignment, u64) {
    let mut search = Search::new(orbit);
    search.fill(0, &free(orbit.cells() as usize));
    let reassignment = Reassignment::ordered(orbit.cells(), search.best.1);
    (reassignment, search.valued)
}

/// For each copy its ladder, and the number of copies of this ladder from this one on.
fn order(cells: u32) -> Vec<(u32, u32)> {
    (0..Lattice::new(cells).ladders())
        .flat_map(|d| {
            (1..=few_copies(cells, d))
                .rev()
                .map(move |to_come| (d, to_come))
        })
        .collect()
}

/// All multisets of `length` classes, given how many of each class are available.
fn menu(length: u32, available: &[u32]) -> Vec<Content> {
    let mut counts: Vec<Vec<u32>> = vec![Vec::new()];
    for &most in available {
        counts = counts
            .into_iter()
            .flat_map(|head| {
                let room = length - head.iter().sum::<u32>();
                (0..=room.min(most)).map(move |count| {
                    let mut longer = head.clone();
                    longer.push(count);
                    longer
                })
            })
            .collect();
    }
    let mut menu: Vec<Content> = counts
        .into_iter()
        .map(Content::new)
        .filter(|content| content.length == length)
        .collect();
    menu.sort_by_key(|content| std::cmp::Reverse(content.below.iter().sum::<u32>()));
    menu
}

/// The inequalities T_k > T_{k+1} alone.
fn free(span: usize) -> Gaps {
    let mut gaps = [[FREE; SPAN]; SPAN];
    for (k, row) in gaps.iter_mut().enumerate().take(span) {
        row[k + 1..span].fill(0);
    }
    gaps
}

impl Content {
    fn new(counts: Vec<u32>) -> Self {
        let classes = (0..)
            .zip(&counts)
            .flat_map(|(k, &count)| std::iter::repeat_n(k, count as usize))
            .collect();
        let mut sum = 0;
        let below = counts[..counts.len() - 1]
            .iter()
            .map(|count| {
                sum += count;
                sum
            })
            .collect();
        Self {
            length: counts.iter().sum(),
            classes,
            counts,
            below,
        }
    }

    /// The inequalities together with those of this content; `None` if they have no solution.
    fn tightened(&self, mut gaps: Gaps) -> Option<Gaps> {
        let length = self.length;
        let mut changed = false;
        for (k, &n_k) in self.below.iter().enumerate().filter(|&(_, &n)| n < length) {
            for (l, &n_l) in self.below.iter().enumerate().filter(|&(_, &n)| n > 0) {
                let gap = n_k.cast_signed() - n_l.cast_signed() + 1;
                if k != l && gap < gaps[k][l] {
                    gaps[k][l] = gap;
                    changed = true;
                }
            }
        }
        if !changed {
            return Some(gaps);
        }
        let span = self.below.len();
        for via in 0..span {
            for k in 0..span {
                for l in 0..span {
                    gaps[k][l] = gaps[k][l].min(gaps[k][via] + gaps[via][l]);
                }
            }
        }
        (0..span).all(|k| gaps[k][k] > 0).then_some(gaps)
    }
}

impl<'a> Search<'a> {
    /// A search whose best assignment so far is the Gibbs product.
    fn new(orbit: &'a GibbsOrbit) -> Self {
        let cells = orbit.cells();
        let lattice = Lattice::new(cells);
        let left: Vec<u32> = (0..=cells).map(|k| few(cells, k)).collect();
        let mut scratch = Scratch::default();
        let gibbs = orbit.gibbs().copies().to_vec();
        Self {
            orbit,
            menus: (0..lattice.ladders())
                .map(|d| menu(lattice.twice_j(d) + 1, &left))
                .collect(),
            order: order(cells),
            left,
            copies: Vec::new(),
            best: (orbit.score(&gibbs, &mut scratch), gibbs),
            scratch,
            valued: 1,
        }
    }

    /// Tries all contents from menu item `first` on for the next copy, each with all contents of later
    /// copies.
    fn fill(&mut self, first: usize, gaps: &Gaps) {
        let Some(&(ladder, to_come)) = self.order.get(self.copies.len()) else {
            let value = self.orbit.score(&self.copies, &mut self.scratch);
            self.valued += 1;
            if value > self.best.0 {
                self.best = (value, self.copies.clone());
            }
            return;
        };
        let menu = ladder as usize;
        let last_ladder = menu + 1 == self.menus.len();
        for item in first..self.menus[menu].len() {
            let content = &self.menus[menu][item];
            let fits = content
                .counts
                .iter()
                .zip(&self.left)
                .all(|(c, left)| c <= left);
            if !fits || (last_ladder && !self.enough(content, to_come)) {
                continue;
            }
            let Some(tighter) = content.tightened(*gaps) else {
                continue;
            };
            for (left, count) in self.left.iter_mut().zip(&content.counts) {
                *left -= count;
            }
            self.copies.push(LadderCopy {
                ladder,
                classes: content.classes.clone(),
            });
            self.fill(if to_come > 1 { item } else { 0 }, &tighter);
            self.copies.pop();
            let content = &self.menus[menu][item];
            for (left, count) in self.left.iter_mut().zip(&content.counts) {
                *left += count;
            }
        }
    }

    /// Whether `to_come` copies can hold the eigenvalues that are left, if none of them holds more of
    /// the low classes than this content.
    fn enough(&self, content: &Content, to_come: u32) -> bool {
        let mut sum = 0;
        content.below.iter().zip(&self.left).all(|(n, left)| {
            sum += left;
            sum <= to_come * n
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Error};

    /// All assignments with copies in order, sorted by some μ or not.
    fn everything(search: &mut Search, first: usize) {
        let Some(&(ladder, to_come)) = search.order.get(search.copies.len()) else {
            search.fill(0, &free(0));
            return;
        };
        for item in first..search.menus[ladder as usize].len() {
            let content = &search.menus[ladder as usize][item];
            let (classes, counts) = (content.classes.clone(), content.counts.clone());
            if counts.iter().zip(&search.left).any(|(c, left)| c > left) {
                continue;
            }
            let before = search.left.clone();
            for (left, count) in search.left.iter_mut().zip(&counts) {
                *left -= count;
            }
            search.copies.push(LadderCopy { ladder, classes });
            everything(search, if to_come > 1 { item } else { 0 });
            search.copies.pop();
            search.left = before;
        }
    }

    #[test]
    fn no_assignment_beats_the_sorted_ones() -> Result<(), Error> {
        for (cells, all, sorted) in [(1, 1, 1), (2, 3, 3), (3, 23, 9), (4, 5927, 595)] {
            for (q, alpha) in [(0.5, 0.9), (0.4, 0.05), (0.2, 0.6), (0.9, 0.97), (0.7, 0.0)] {
                let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
                let mut search = Search::new(&orbit);
                everything(&mut search, 0);
                let (found, valued) = best(&orbit);
                assert_eq!((search.valued, valued), (all + 1, sorted + 1));
                let score = orbit.score(found.copies(), &mut Scratch::default());
                assert!((search.best.0 - score).abs() <= 2.0 * orbit.score_error());
            }
        }
        Ok(())
    }
}
