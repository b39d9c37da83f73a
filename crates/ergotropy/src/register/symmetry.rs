//! Exchanges of cells that change nothing, as the reflection of a chain.

use std::sync::Arc;

use crate::register::levels::{Level, Levels, short};
use crate::register::orbit::Orbit;
use crate::register::part::Part;
use crate::register::rates::Rates;

/// Rates that differ by less, as a share of the greatest, are equal but for roundings of positions.
const EQUAL: f64 = 1e-13;

/// Most exchanges that are looked at; cells that are all alike have very many.
const MOST: usize = 64;

/// A group of exchanges of cells, each of which is its own inverse, and any two of which may follow each other in any order.
#[derive(Debug)]
pub(crate) struct Exchanges {
    /// All exchanges, none first, as the image of each cell.
    group: Vec<Vec<usize>>,
    /// Number of independent exchanges.
    generators: usize,
}

/// Strings and what exchanges make of them.
///
/// States that are the same after each exchange fall into 2^m parts for m independent ones.
#[derive(Debug)]
pub(crate) struct Symmetry {
    levels: Arc<Levels>,
    exchanges: Exchanges,
    /// The parts of all levels, the largest first.
    parts: Vec<Part>,
}

impl Exchanges {
    /// No exchange.
    pub(crate) fn none(cells: usize) -> Self {
        Self {
            group: vec![(0..cells).collect()],
            generators: 0,
        }
    }

    /// Exchanges that leave all rates and the elements of a start as they are; without a start, those of a steady state that is unique.
    pub(crate) fn of(rates: &Rates, start: Option<(&Levels, &[f64])>) -> Self {
        let Self {
            mut group,
            mut generators,
        } = Self::none(rates.cells);
        let keeps = |exchange: &Vec<usize>| {
            start.is_none_or(|(levels, elements)| keeps(levels, elements, exchange))
        };
        for exchange in exchanges(rates).into_iter().filter(keeps) {
            let after = |one: &[usize], other: &[usize]| -> Vec<usize> {
                one.iter().map(|&cell| other[cell]).collect()
            };
            let commutes = group
                .iter()
                .all(|other| after(&exchange, other) == after(other, &exchange));
            if commutes && !group.contains(&exchange) {
                let more: Vec<_> = group.iter().map(|other| after(other, &exchange)).collect();
                group.extend(more);
                generators += 1;
            }
        }
        Self { group, generators }
    }

    /// The first of the strings that the exchanges make of one.
    fn first(&self, string: u32) -> u32 {
        let images = self.group.iter().map(|exchange| moved(string, exchange));
        images.min().unwrap_or(string)
    }

    /// The parts into which levels fall, the largest first.
    fn parts(&self, levels: &Levels) -> Vec<Part> {
        let mut parts = Vec::new();
        for (k, level) in levels.iter().enumerate() {
            let orbits = self.orbits(levels, level);
            let numbers = 0..1 << self.generators;
            let of_level = numbers.map(|number| Part::of_orbits(k, &orbits, number));
            parts.extend(of_level.filter(|part| part.len() > 0));
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    /// The orbits of the strings of a level.
    fn orbits(&self, levels: &Levels, level: &Level) -> Vec<Orbit> {
        let mut seen = vec![false; level.len()];
        let mut orbits = Vec::new();
        for (place, &string) in level.strings.iter().enumerate() {
            if seen[place] {
                continue;
            }
            let mut orbit = Orbit {
                members: Vec::new(),
                fixing: Vec::new(),
            };
            for (number, exchange) in (0..).zip(&self.group) {
                let image = levels.place(moved(string, exchange));
                if image == place {
                    orbit.fixing.push(number);
                }
                if !seen[image] {
                    seen[image] = true;
                    orbit.members.push((short(image), number));
                }
            }
            orbits.push(orbit);
        }
        orbits
    }
}

impl Symmetry {
    /// No exchange.
    pub(crate) fn none(levels: &Arc<Levels>) -> Self {
        Self {
            levels: Arc::clone(levels),
            exchanges: Exchanges::none(levels.cells() as usize),
            parts: Part::all(levels),
        }
    }

    /// The strings of some cells in the order that exchanges ask for, in one block if levels are joined.
    pub(crate) fn new(cells: u32, joined: bool, exchanges: Exchanges) -> Arc<Self> {
        let levels = Levels::ordered(cells, joined, |string| exchanges.first(string));
        let parts = if exchanges.generators == 0 {
            Part::all(&levels)
        } else {
            exchanges.parts(&levels)
        };
        Arc::new(Self {
            levels,
            exchanges,
            parts,
        })
    }

    /// The strings.
    pub(crate) fn levels(&self) -> &Arc<Levels> {
        &self.levels
    }

    /// For each exchange, none first, the places of the images of the strings of a level.
    pub(crate) fn images(&self, k: usize) -> Vec<Vec<u32>> {
        let strings = &self.levels.level(k).strings;
        let places = |exchange: &Vec<usize>| {
            let places = strings
                .iter()
                .map(|&string| self.levels.place(moved(string, exchange)));
            places.map(short).collect()
        };
        self.exchanges.group.iter().map(places).collect()
    }

    /// The parts of all levels, the largest first.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }
}

/// A string after an exchange.
fn moved(string: u32, exchange: &[usize]) -> u32 {
    let bits = exchange.iter().enumerate();
    bits.fold(0, |moved, (from, &to)| moved | (string >> from & 1) << to)
}

/// Whether a state is the same after an exchange.
fn keeps(levels: &Levels, state: &[f64], exchange: &[usize]) -> bool {
    let greatest = state.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    levels.iter().all(|level| {
        let size = level.len();
        let images: Vec<usize> = level
            .strings
            .iter()
            .map(|&string| levels.place(moved(string, exchange)))
            .collect();
        let element = |r: usize, c: usize| state[level.offset + r * size + c];
        let same = |r: usize, c: usize| {
            (element(r, c) - element(images[r], images[c])).abs() <= 4.0 * f64::EPSILON * greatest
        };
        (0..size).all(|r| (0..size).all(|c| same(r, c)))
    })
}

/// Exchanges of pairs of cells that leave all rates as they are, found cell by cell.
fn exchanges(rates: &Rates) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut looks = 0;
    search(rates, &mut vec![None; rates.cells], &mut found, &mut looks);
    found
}

fn search(
    rates: &Rates,
    images: &mut [Option<usize>],
    found: &mut Vec<Vec<usize>>,
    looks: &mut usize,
) {
    *looks += 1;
    if found.len() >= MOST || *looks > 100_000 {
        return;
    }
    let Some(cell) = images.iter().position(Option::is_none) else {
        let exchange: Vec<usize> = images.iter().flatten().copied().collect();
        if exchange.iter().enumerate().any(|(from, &to)| from != to) {
            found.push(exchange);
        }
        return;
    };
    for image in (cell..images.len())
        .rev()
        .filter(|&image| images[image].is_none())
        .collect::<Vec<_>>()
    {
        images[cell] = Some(image);
        images[image] = Some(cell);
        if fits(rates, images, cell) && fits(rates, images, image) {
            search(rates, images, found, looks);
        }
        images[image] = None;
        images[cell] = None;
    }
}

/// Whether the rates between a cell and all that have an image are those between their images.
fn fits(rates: &Rates, images: &[Option<usize>], cell: usize) -> bool {
    let n = rates.cells;
    let Some(image) = images[cell] else {
        return true;
    };
    let same_in = |table: &[f64], diagonal: f64| {
        let pairs = (0..n * n).filter(|at| at / n != at % n);
        let greatest = pairs.map(|at| table[at].abs()).fold(0.0, f64::max);
        let same = |one: f64, other: f64, most: f64| (one - other).abs() <= EQUAL * most;
        let own = [cell, image].map(|cell| table[cell * n + cell]);
        same(own[0], own[1], diagonal * own[0].abs())
            && (0..n)
                .filter(|&other| other != cell)
                .all(|other| match images[other] {
                    None => true,
                    Some(to) => same(table[cell * n + other], table[image * n + to], greatest),
                })
    };
    // Energies of cells that differ at all set them apart.
    same_in(&rates.emission, 1.0)
        && same_in(&rates.absorption, 1.0)
        && rates
            .energy
            .as_ref()
            .is_none_or(|energy| same_in(energy, 0.0))
}
