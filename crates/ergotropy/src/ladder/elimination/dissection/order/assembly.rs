//! The table of rates that enter each front. It does not depend on the values of the rates, so one
//! table serves all chains with the same order.

use std::ops::Range;

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::order::tree::Tree;

/// The place of one rate in a front.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Its index among the rates of a window of S states: S times the number of the jump, plus the
    /// number of the state.
    pub(crate) rate: u32,
    /// Its index in the front, row by row.
    pub(crate) at: u32,
}

/// States that follow each other both in the rim of a piece and in the front to which the remainder of
/// the piece is added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) length: u32,
}

/// The entries of all fronts.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    entries: Vec<Entry>,
    entry_ends: Vec<usize>,
    runs: Vec<Run>,
    run_ends: Vec<usize>,
}

/// Distance between rows of a front. Rows begin at whole vectors, and rows that are multiplied together
/// fall into different sets of a cache.
pub(crate) fn stride(size: usize) -> usize {
    let whole = size.next_multiple_of(8);
    if whole.is_multiple_of(64) {
        whole + 8
    } else {
        whole
    }
}

/// The number of the state that a jump leads to, if the window has it.
#[inline(always)]
pub(crate) fn target(window: &Window, (d, k): (u32, u32), jump: Jump) -> Option<usize> {
    let (d, k) = jump.target(d, k)?;
    window.index(d, k)
}

/// Converts an index to the stored type: a window that fits into memory has fewer than 2^29 states, and
/// its fronts have fewer than 2^32 entries.
#[allow(clippy::cast_possible_truncation)]
fn number(index: usize) -> u32 {
    index as u32
}

fn between(ends: &[usize], index: usize) -> Range<usize> {
    index.checked_sub(1).map_or(0, |before| ends[before])..ends[index]
}

impl Assembly {
    pub(crate) fn new(tree: &Tree, window: &Window) -> Self {
        let states = window.states();
        let mut assembly = Self {
            entries: Vec::with_capacity(Jump::ALL.len() * states),
            entry_ends: Vec::with_capacity(tree.stages.len()),
            runs: Vec::new(),
            run_ends: vec![0; tree.stages.len()],
        };
        let mut local = vec![0; states];
        let mut open: Vec<usize> = Vec::new();
        // The runs of a piece become known at the stage that adds its remainder, but are stored in the
        // order of pieces.
        let mut found: Vec<Vec<Run>> = vec![Vec::new(); tree.stages.len()];
        for (index, stage) in tree.stages.iter().enumerate() {
            let rim = tree.rims[stage.rim.clone()].iter().map(|&p| p as usize);
            for (at, place) in stage.own.clone().chain(rim).enumerate() {
                local[place] = number(at);
            }
            let stride = stride(stage.own.len() + stage.rim.len());
            for place in stage.own.clone() {
                assembly.enter(tree, window, place, &local, stride);
            }
            assembly.entry_ends.push(assembly.entries.len());
            for _ in 0..stage.pieces {
                if let Some(piece) = open.pop() {
                    let rim = &tree.rims[tree.stages[piece].rim.clone()];
                    found[piece] = runs(rim, &local);
                }
            }
            open.push(index);
        }
        for (found, end) in found.into_iter().zip(&mut assembly.run_ends) {
            assembly.runs.extend(found);
            *end = assembly.runs.len();
        }
        assembly
    }

    /// Enters the jumps, both ways, between a state and those eliminated after it.
    fn enter(&mut self, tree: &Tree, window: &Window, place: usize, local: &[u32], stride: usize) {
        let state = tree.states[place];
        let Some(own) = window.index(state.0, state.1) else {
            return;
        };
        let here = local[place] as usize;
        for jump in Jump::ALL {
            let Some(other) = target(window, state, jump) else {
                continue;
            };
            let later = tree.places[other] as usize;
            if later > place {
                let there = local[later] as usize;
                let rate =
                    |jump: Jump, state: usize| number(jump.number() * window.states() + state);
                self.entries.push(Entry {
                    rate: rate(jump, own),
                    at: number(here * stride + there),
                });
                self.entries.push(Entry {
                    rate: rate(jump.reverse(), other),
                    at: number(there * stride + here),
                });
            }
        }
    }

    /// The rates that enter the front of a stage.
    pub(crate) fn entries(&self, stage: usize) -> &[Entry] {
        &self.entries[between(&self.entry_ends, stage)]
    }

    /// The place of the rim of a stage in the front to which its remainder is added.
    pub(crate) fn runs(&self, stage: usize) -> &[Run] {
        &self.runs[between(&self.run_ends, stage)]
    }
}

fn runs(rim: &[u32], local: &[u32]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (from, &place) in (0..).zip(rim) {
        let to = local[place as usize];
        match runs.last_mut() {
            Some(run) if run.from + run.length == from && run.to + run.length == to => {
                run.length += 1;
            }
            _ => runs.push(Run {
                from,
                to,
                length: 1,
            }),
        }
    }
    runs
}
