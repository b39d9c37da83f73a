//! The Schur transform step by step: one cell joins the others.
//!
//! **Convention.** Cells join from the last to the first, so that the first cell, the most significant
//! bit, joins last. A ladder j of the cells joined so far and one more cell give (Condon and Shortley,
//! up to one sign for each ladder that goes down, which keeps J± positive)
//!
//! ```text
//! |j+1/2, M⟩ = √((j+M+1/2)/(2j+1)) |1⟩|j, M-1/2⟩ + √((j-M+1/2)/(2j+1)) |0⟩|j, M+1/2⟩
//! |j-1/2, M⟩ = √((j+M+1/2)/(2j+1)) |0⟩|j, M+1/2⟩ - √((j-M+1/2)/(2j+1)) |1⟩|j, M-1/2⟩.
//! ```
//!
//! In integers the two weights are (κ-d)/(n-2d) and (n-d-κ)/(n-2d) for n cells, κ excitations and the
//! ladder d of the n - 1 cells. The copies of a ladder are first those that came down and then those
//! that went up, each in the order they had before. For N = 2 and 3 this is the basis of the paper's
//! Supplementary Note II F.

use num_complex::Complex64;

use crate::schur::basis::numbering::SchurBasis;

/// The steps of the transform, for rows of `width` numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClebschGordan<'a> {
    basis: &'a SchurBasis,
    width: usize,
}

impl<'a> ClebschGordan<'a> {
    /// The steps for rows of `width` numbers.
    pub(crate) fn new(basis: &'a SchurBasis, width: usize) -> Self {
        Self { basis, width }
    }

    /// Turns 2^N rows over bit strings into rows over the Schur basis.
    pub(crate) fn join(self, rows: &mut [Complex64], scratch: &mut [Complex64]) {
        self.all(self.basis.cells(), rows, scratch, false);
    }

    /// [`ClebschGordan::join`] for the strings of k excitations alone.
    pub(crate) fn join_level(self, k: u32, rows: &mut [Complex64], scratch: &mut [Complex64]) {
        self.level(self.basis.cells(), k, rows, scratch, false);
    }

    /// The inverse of [`ClebschGordan::join`].
    pub(crate) fn part(self, rows: &mut [Complex64], scratch: &mut [Complex64]) {
        self.apart(self.basis.cells(), rows, scratch);
    }

    /// How many numbers level k of n cells has.
    fn size(self, n: u32, k: u32) -> usize {
        self.basis.binomial(n, k) * self.width
    }

    /// Joins n cells. The result is in `scratch` with `into_scratch`, else in `data`.
    fn all(self, n: u32, data: &mut [Complex64], scratch: &mut [Complex64], into_scratch: bool) {
        if n == 0 {
            if into_scratch {
                scratch.copy_from_slice(data);
            }
            return;
        }
        let half = data.len() / 2;
        let (data_low, data_high) = data.split_at_mut(half);
        let (scratch_low, scratch_high) = scratch.split_at_mut(half);
        self.all(n - 1, data_low, scratch_low, !into_scratch);
        self.all(n - 1, data_high, scratch_high, !into_scratch);
        let (from, to) = if into_scratch {
            (data, scratch)
        } else {
            (scratch, data)
        };
        let (ground, excited) = from.split_at(half);
        let (mut at, mut at_ground, mut at_excited) = (0, 0, 0);
        for k in 0..=n {
            let below = k.checked_sub(1).map_or(0, |below| self.size(n - 1, below));
            self.join_cell(
                n,
                k,
                &ground[at_ground..at_ground + self.size(n - 1, k)],
                &excited[at_excited..at_excited + below],
                &mut to[at..at + self.size(n, k)],
            );
            at += self.size(n, k);
            at_ground += self.size(n - 1, k);
            at_excited += below;
        }
    }

    /// [`ClebschGordan::all`] for the strings of k excitations alone.
    fn level(
        self,
        n: u32,
        k: u32,
        data: &mut [Complex64],
        scratch: &mut [Complex64],
        into_scratch: bool,
    ) {
        if n == 0 {
            if into_scratch {
                scratch.copy_from_slice(data);
            }
            return;
        }
        let ground = self.size(n - 1, k);
        {
            let (data_low, data_high) = data.split_at_mut(ground);
            let (scratch_low, scratch_high) = scratch.split_at_mut(ground);
            if !data_low.is_empty() {
                self.level(n - 1, k, data_low, scratch_low, !into_scratch);
            }
            if !data_high.is_empty() {
                self.level(n - 1, k - 1, data_high, scratch_high, !into_scratch);
            }
        }
        let (from, to) = if into_scratch {
            (data, scratch)
        } else {
            (scratch, data)
        };
        let (ground, excited) = from.split_at(ground);
        self.join_cell(n, k, ground, excited, to);
    }

    /// Makes level k of n cells from two levels of n - 1 cells: from level k, which the new cell joins in
    /// its ground state, and from level k - 1, which the new cell joins excited.
    fn join_cell(
        self,
        n: u32,
        k: u32,
        ground: &[Complex64],
        excited: &[Complex64],
        to: &mut [Complex64],
    ) {
        for d in ladders(n, k) {
            let Places {
                copies,
                before,
                up,
                down,
            } = self.places(n, d);
            match Weights::new(n, d, k) {
                Weights::Ground => {
                    to[up..up + copies].copy_from_slice(&ground[before..before + copies]);
                }
                Weights::Excited => {
                    to[up..up + copies].copy_from_slice(&excited[before..before + copies]);
                }
                Weights::Both { cosine, sine } => {
                    let (head, tail) = to.split_at_mut(down);
                    let raised = &mut head[up..up + copies];
                    let lowered = &mut tail[..copies];
                    let zero = &ground[before..before + copies];
                    let one = &excited[before..before + copies];
                    for (((raised, lowered), zero), one) in
                        raised.iter_mut().zip(lowered).zip(zero).zip(one)
                    {
                        *raised = one * cosine + zero * sine;
                        *lowered = zero * cosine - one * sine;
                    }
                }
            }
        }
    }

    /// Separates n cells: the inverse of [`ClebschGordan::all`].
    fn apart(self, n: u32, data: &mut [Complex64], scratch: &mut [Complex64]) {
        if n == 0 {
            return;
        }
        let half = data.len() / 2;
        let (mut at, mut at_ground, mut at_excited) = (0, 0, 0);
        let (low, high) = scratch.split_at_mut(half);
        for k in 0..=n {
            let below = k.checked_sub(1).map_or(0, |below| self.size(n - 1, below));
            self.part_cell(
                n,
                k,
                &data[at..at + self.size(n, k)],
                &mut low[at_ground..at_ground + self.size(n - 1, k)],
                &mut high[at_excited..at_excited + below],
            );
            at += self.size(n, k);
            at_ground += self.size(n - 1, k);
            at_excited += below;
        }
        data.copy_from_slice(scratch);
        let (data_low, data_high) = data.split_at_mut(half);
        let (scratch_low, scratch_high) = scratch.split_at_mut(half);
        self.apart(n - 1, data_low, scratch_low);
        self.apart(n - 1, data_high, scratch_high);
    }

    /// The inverse of [`ClebschGordan::join_cell`].
    fn part_cell(
        self,
        n: u32,
        k: u32,
        from: &[Complex64],
        ground: &mut [Complex64],
        excited: &mut [Complex64],
    ) {
        for d in ladders(n, k) {
            let Places {
                copies,
                before,
                up,
                down,
            } = self.places(n, d);
            match Weights::new(n, d, k) {
                Weights::Ground => {
                    ground[before..before + copies].copy_from_slice(&from[up..up + copies]);
                }
                Weights::Excited => {
                    excited[before..before + copies].copy_from_slice(&from[up..up + copies]);
                }
                Weights::Both { cosine, sine } => {
                    let raised = &from[up..up + copies];
                    let lowered = &from[down..down + copies];
                    let zero = &mut ground[before..before + copies];
                    let one = &mut excited[before..before + copies];
                    for (((raised, lowered), zero), one) in
                        raised.iter().zip(lowered).zip(zero).zip(one)
                    {
                        *one = raised * cosine - lowered * sine;
                        *zero = raised * sine + lowered * cosine;
                    }
                }
            }
        }
    }

    /// The places of the copies of ladder d of n - 1 cells, before and after one cell joins.
    fn places(self, n: u32, d: u32) -> Places {
        let came_down = d
            .checked_sub(1)
            .map_or(0, |above| self.basis.copies_of(n - 1, above));
        Places {
            copies: self.basis.copies_of(n - 1, d) * self.width,
            before: self.basis.ladder_offset(n - 1, d) * self.width,
            up: (self.basis.ladder_offset(n, d) + came_down) * self.width,
            down: self.basis.ladder_offset(n, d + 1) * self.width,
        }
    }
}

/// The ladders of n - 1 cells that contribute to level k of n cells.
fn ladders(n: u32, k: u32) -> std::ops::RangeInclusive<u32> {
    0..=k.min(n - k).min((n - 1) / 2)
}

/// The places of the copies of a ladder in their level, counted in numbers.
struct Places {
    /// The length of all copies.
    copies: usize,
    /// The beginning of the copies before the new cell joins.
    before: usize,
    /// The beginning of the copies that went up, which stand after those that came down.
    up: usize,
    /// The beginning of the copies that went down.
    down: usize,
}

/// The weights with which a new cell joins ladder d of the others.
enum Weights {
    /// At the bottom rung the new cell can only be in its ground state.
    Ground,
    /// At the top rung the new cell can only be excited.
    Excited,
    /// √((κ-d)/(n-2d)) and √((n-d-κ)/(n-2d)).
    Both { cosine: f64, sine: f64 },
}

impl Weights {
    fn new(n: u32, d: u32, k: u32) -> Self {
        let (above, below) = (k - d, n - d - k);
        let whole = f64::from(n - 2 * d);
        match (above, below) {
            (0, _) => Self::Ground,
            (_, 0) => Self::Excited,
            _ => Self::Both {
                cosine: (f64::from(above) / whole).sqrt(),
                sine: (f64::from(below) / whole).sqrt(),
            },
        }
    }
}
