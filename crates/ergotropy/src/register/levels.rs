//! The bit strings of each level of energy.

use std::sync::Arc;

/// The bit strings of N cells, sorted by the number of excited cells.
///
/// Bit i of a string is 1 if cell N - i is excited, so that cell 1 is the most significant one.
#[derive(Debug)]
pub(crate) struct Levels {
    cells: u32,
    by_excitations: Vec<Level>,
    /// The place of each string in its level.
    places: Vec<u32>,
}

/// The strings with k excited cells.
#[derive(Debug)]
pub(crate) struct Level {
    /// The strings, in rising order.
    pub(crate) strings: Vec<u32>,
    /// Where the block (k, k) begins in a state.
    pub(crate) offset: usize,
    /// For each string its k excited cells, each with the place of the string in which it is not.
    pub(crate) lowered: Vec<Step>,
    /// For each string its N - k cells in the ground state, each with the place of the string in which it is excited.
    pub(crate) raised: Vec<Step>,
}

/// A cell, counted from 0 by bits, and the place of a string that differs from another by this cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) cell: u32,
    pub(crate) place: u32,
}

impl Level {
    /// Number of strings.
    pub(crate) fn len(&self) -> usize {
        self.strings.len()
    }
}

impl Levels {
    /// The strings of so many cells, at most 26.
    pub(crate) fn new(cells: u32) -> Arc<Self> {
        let mut strings = vec![Vec::new(); cells as usize + 1];
        let mut places = vec![0; 1 << cells];
        for string in 0..1u32 << cells {
            let level: &mut Vec<u32> = &mut strings[string.count_ones() as usize];
            places[string as usize] = short(level.len());
            level.push(string);
        }
        let mut offset = 0;
        let level = |strings: Vec<u32>| {
            let steps = |excited: bool| {
                let of = |&string: &u32| {
                    let cells = (0..cells).filter(move |cell| (string >> cell & 1 == 1) == excited);
                    cells.map(move |cell| (cell, string ^ (1 << cell)))
                };
                let steps = strings.iter().flat_map(of);
                let step = |(cell, string): (u32, u32)| Step {
                    cell,
                    place: places[string as usize],
                };
                steps.map(step).collect()
            };
            let size = strings.len();
            let level = Level {
                offset,
                lowered: steps(true),
                raised: steps(false),
                strings,
            };
            offset += size * size;
            level
        };
        let by_excitations = strings.into_iter().map(level).collect();
        Arc::new(Self {
            cells,
            by_excitations,
            places,
        })
    }

    /// Number of cells.
    pub(crate) fn cells(&self) -> u32 {
        self.cells
    }

    /// The levels, from the ground state up.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &Level> {
        self.by_excitations.iter()
    }

    /// The strings with k excited cells.
    pub(crate) fn level(&self, k: usize) -> &Level {
        &self.by_excitations[k]
    }

    /// The place of a string in its level.
    pub(crate) fn place(&self, string: u32) -> usize {
        self.places[string as usize] as usize
    }

    /// Number of elements of a state without coherence between levels, Σ C(N,k)² = C(2N, N).
    pub(crate) fn elements(&self) -> usize {
        self.by_excitations
            .iter()
            .map(|level| level.len() * level.len())
            .sum()
    }
}

/// A place, or a number of strings, which is at most 2^26.
#[expect(clippy::cast_possible_truncation, reason = "below 2^32")]
pub(crate) fn short(place: usize) -> u32 {
    place as u32
}

/// C(2N, N), the number of elements of a state of so many cells without coherence between levels.
pub(crate) fn elements(cells: u32) -> u128 {
    (1..=u128::from(cells)).fold(1, |product, i| product * (u128::from(cells) + i) / i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_neighbours() {
        let levels = Levels::new(5);
        assert_eq!(levels.elements() as u128, elements(5));
        for (k, level) in levels.iter().enumerate() {
            for (place, &string) in level.strings.iter().enumerate() {
                assert_eq!(levels.place(string), place);
                for step in &level.lowered[place * k..(place + 1) * k] {
                    let below = levels.level(k - 1).strings[step.place as usize];
                    assert_eq!(below | 1 << step.cell, string);
                    assert_ne!(below, string);
                }
                let up = 5 - k;
                for step in &level.raised[place * up..(place + 1) * up] {
                    let above = levels.level(k + 1).strings[step.place as usize];
                    assert_eq!(above, string | 1 << step.cell);
                    assert_ne!(above, string);
                }
            }
        }
    }
}
