//! Points: parameters at which to judge.
//!
//! Everything is deterministic. The numbers of [`all`] and [`long`] are short dyadic fractions, so that exact
//! elimination stays cheap and `1 - 2^-20` has exactly this value. Those of [`wild`] and [`free`] are arbitrary
//! floats.

use std::ops::RangeInclusive;

use super::{parameters::Parameters, rates::Rates};
use crate::fraction::from_f64;

/// One parameter point, in floats; see [`Parameters`] for the fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Number of cells.
    pub cells: usize,
    /// Bose ratio of the collective bath.
    pub alpha_c: f64,
    /// Bose ratio of the local baths.
    pub alpha_l: f64,
    /// Collective share.
    pub eta: f64,
    /// Local over collective rate.
    pub gamma_r: f64,
    /// Local dephasing rate.
    pub dephasing: f64,
    /// Collective dephasing rate.
    pub collective_dephasing: f64,
}

impl Point {
    /// The same point in exact fractions.
    pub fn parameters(&self) -> Parameters {
        Parameters::from_f64(
            self.cells,
            self.alpha_c,
            self.alpha_l,
            self.eta,
            self.gamma_r,
            self.dephasing,
            self.collective_dephasing,
        )
    }
}

/// One point with rates that need not be those of baths, in floats; see [`Rates`] for the fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FreePoint {
    /// Number of cells.
    pub cells: usize,
    /// Collective emission.
    pub collective_emission: f64,
    /// Collective absorption.
    pub collective_absorption: f64,
    /// Emission of every cell.
    pub local_emission: f64,
    /// Absorption of every cell.
    pub local_absorption: f64,
    /// Local dephasing rate.
    pub dephasing: f64,
    /// Collective dephasing rate.
    pub collective_dephasing: f64,
}

impl FreePoint {
    /// The same rates in exact fractions.
    pub fn rates(&self) -> Rates {
        Rates {
            collective_emission: from_f64(self.collective_emission),
            collective_absorption: from_f64(self.collective_absorption),
            local_emission: from_f64(self.local_emission),
            local_absorption: from_f64(self.local_absorption),
            dephasing: from_f64(self.dephasing),
            collective_dephasing: from_f64(self.collective_dephasing),
        }
    }
}

/// `2^-20`.
const TINY: f64 = 1.0 / 1_048_576.0;

/// Points for every test run: all edges with registers of 2 to 12 cells, and 200 points inside with up
/// to 24.
///
/// The steady state is unique at each point. Exact solutions of all of them take a few seconds.
pub fn all() -> Vec<Point> {
    let mut points = edges(2..=12);
    points.extend(inside(200, 24));
    points
}

/// Points for a long run: all edges with registers of 13 to 41 cells, and 1000 points inside with up to 40,
/// different from those of [`all`]. Exact solutions of all of them take about five minutes.
pub fn long() -> Vec<Point> {
    let mut points = edges(13..=41);
    points.extend(inside(1200, 40).split_off(200));
    points
}

/// All combinations of extreme parameters, with the numbers of cells taken in turn. If the length of `cells`
/// shares no factor with 6, every number of cells meets every extreme.
///
/// # Panics
///
/// When `cells` is empty.
pub fn edges(cells: RangeInclusive<usize>) -> Vec<Point> {
    let alphas = [0.0, TINY, 0.375, 1.0 - TINY];
    let sizes: Vec<usize> = cells.collect();
    let mut points = Vec::new();
    for alpha_c in alphas {
        for alpha_l in alphas {
            for eta in [0.0, TINY, 0.625, 1.0 - TINY] {
                for gamma_r in [2f64.powi(-40), 1.0, 1024.0] {
                    for dephasing in [0.0, 0.75] {
                        points.push(Point {
                            cells: sizes[points.len() % sizes.len()],
                            alpha_c,
                            alpha_l,
                            eta,
                            gamma_r,
                            dephasing,
                            collective_dephasing: dephasing / 2.0,
                        });
                    }
                }
            }
        }
    }
    points
}

/// `count` pseudo-random points with up to `largest` cells; a shorter list is the beginning of a longer one
/// with the same `largest`.
///
/// Bose ratios and collective shares are multiples of `1/256` in `(0, 1)`, `gamma_r` runs over `2^-10 .. 2^10`, and one
/// point in three has dephasing.
pub fn inside(count: usize, largest: usize) -> Vec<Point> {
    let mut stream = Stream { state: 0 };
    (0..count)
        .map(|_| Point {
            cells: 1 + stream.below(largest),
            alpha_c: stream.fraction(),
            alpha_l: stream.fraction(),
            eta: stream.fraction(),
            gamma_r: stream.fraction() * 2f64.powi(stream.exponent()),
            dephasing: if stream.below(3) == 0 {
                stream.fraction() * 4.0
            } else {
                0.0
            },
            collective_dephasing: stream.fraction(),
        })
        .collect()
}

/// An endless sequence of pseudo-random points with up to `largest` cells: shares and Bose ratios from the
/// least float to the greatest one below one, rates over 300 decades, and occasionally equal baths and missing
/// channels. Not all of them have a unique steady state.
pub fn wild(largest: usize) -> impl Iterator<Item = Point> {
    let mut stream = Stream { state: 1 };
    std::iter::repeat_with(move || {
        let alpha_c = stream.share();
        let eta = stream.share();
        Point {
            cells: 1 + stream.below(largest),
            alpha_c,
            alpha_l: if stream.below(8) == 0 {
                alpha_c
            } else {
                stream.share()
            },
            eta: if stream.below(2) == 0 { eta } else { 1.0 - eta },
            gamma_r: stream.rate(),
            dephasing: stream.rate(),
            collective_dephasing: stream.rate(),
        }
    })
}

/// An endless sequence of pseudo-random points with up to `largest` cells and independent rates.
pub fn free(largest: usize) -> impl Iterator<Item = FreePoint> {
    let mut stream = Stream { state: 2 };
    std::iter::repeat_with(move || FreePoint {
        cells: 1 + stream.below(largest),
        collective_emission: stream.rate(),
        collective_absorption: stream.rate(),
        local_emission: stream.rate(),
        local_absorption: stream.rate(),
        dephasing: stream.rate(),
        collective_dephasing: stream.rate(),
    })
}

/// The generator splitmix64 of Steele, Lea and Flood (2014).
struct Stream {
    state: u64,
}

impl Stream {
    fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ self.state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn byte(&mut self) -> u8 {
        self.word().to_be_bytes()[0]
    }

    /// A random multiple of `2^-53` in `[0, 1)`.
    fn uniform(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A random number below `2^(-step n)`, with a random `n` below `bound`.
    fn below_power(&mut self, step: i32, bound: usize) -> f64 {
        let power = i32::try_from(self.below(bound)).unwrap_or(0);
        self.uniform() * 2f64.powi(-step * power)
    }

    /// A random number in `[0, 1)`, often near one of the ends.
    fn share(&mut self) -> f64 {
        match self.below(8) {
            0 => 0.0,
            1 => self.fraction(),
            2 => self.below_power(4, 256),
            3 | 4 => self.below_power(1, 54),
            5 | 6 => (1.0 - self.below_power(1, 54)).min(1.0f64.next_down()),
            _ => self.uniform(),
        }
    }

    /// A random rate up to a thousand, sometimes zero.
    fn rate(&mut self) -> f64 {
        match self.below(8) {
            0 | 1 => 0.0,
            2 => self.below_power(4, 256),
            3 => self.fraction(),
            4 => 1024.0 * self.below_power(1, 68),
            _ => 1024.0 * self.below_power(1, 20),
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.byte()) % bound
    }

    fn fraction(&mut self) -> f64 {
        f64::from(self.byte().max(1)) / 256.0
    }

    fn exponent(&mut self) -> i32 {
        i32::from(self.byte() % 20) - 9
    }
}
