//! The fronts of all stages, one after the other (multifrontal elimination).

use pulp::{Simd, WithSimd};

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::factor::kernel::{self, Front, Scratch};
use crate::ladder::elimination::dissection::factors::{Dissection, Edge};
use crate::ladder::elimination::dissection::order::assembly::{Entry, Run, stride, target};
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::simd::vectorised;

/// The rates of all jumps out of each state of a window: states in the window's order, rates in units
/// of `unit`.
pub(crate) struct Jumps {
    /// The rates of one kind of jump after those of another, in the order of [`Jump::ALL`].
    rates: Vec<f64>,
    /// The rate at which each state is killed; empty if no state is.
    leaks: Vec<f64>,
}

impl Jumps {
    pub(crate) fn new(rates: &Rates, window: &Window, z: f64, edge: Edge, unit: f64) -> Self {
        let states = window.states();
        let mut jumps = Self {
            rates: vec![0.0; Jump::ALL.len() * states],
            leaks: Vec::new(),
        };
        vectorised(
            #[inline(always)]
            || jumps.enter(rates, window, unit),
        );
        if z > 0.0 || edge == Edge::Leaking {
            jumps.leaks = vec![z / unit; states];
        }
        if edge == Edge::Leaking {
            for (index, state) in window.iter().enumerate() {
                for jump in Jump::ALL {
                    if target(window, state, jump).is_none() {
                        jumps.leaks[index] += jumps.rates[jump.number() * states + index];
                    }
                }
            }
        }
        jumps
    }

    #[inline(always)]
    fn enter(&mut self, rates: &Rates, window: &Window, unit: f64) {
        let mut jumps = self.rates.chunks_exact_mut(window.states().max(1));
        let mut next = || jumps.next().unwrap_or_default();
        let mut all: [&mut [f64]; Jump::ALL.len()] = std::array::from_fn(|_| next());
        let mut start = 0;
        for d in window.ladders() {
            let (ladder, run) = (rates.ladder(d), window.run(d));
            let end = start + run.len();
            for (at, k) in (start..end).zip(run) {
                for (all, rate) in all.iter_mut().zip(ladder.rates(k)) {
                    all[at] = rate / unit;
                }
            }
            start = end;
        }
    }
}

/// The result of a stage, kept on the stack: rates among the states of its rim, then their leaks.
struct Remainder {
    stage: usize,
    /// Index of its first number on the stack.
    start: usize,
}

/// Eliminates all stages. Stops and returns false at a pivot that is below [`TINY`](kernel::TINY) or no
/// float; it is the last pivot stored.
pub(crate) fn eliminate(dissection: &mut Dissection, window: &Window, jumps: &Jumps) -> bool {
    pulp::Arch::new().dispatch(Stages {
        dissection,
        window,
        jumps,
    })
}

struct Stages<'a> {
    dissection: &'a mut Dissection,
    window: &'a Window,
    jumps: &'a Jumps,
}

impl WithSimd for Stages<'_> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        self.eliminate(simd)
    }
}

impl Stages<'_> {
    #[inline(always)]
    fn eliminate<S: Simd>(self, simd: S) -> bool {
        let Self {
            dissection,
            window,
            jumps,
        } = self;
        let Dissection {
            order,
            purpose,
            factors,
            starts,
            pivots,
            ..
        } = dissection;
        let (tree, assembly) = (&order.tree, &order.assembly);
        let sizes = tree.stages.iter().map(|s| s.own.len() + s.rim.len());
        let greatest = stride(sizes.max().unwrap_or(0));
        let mut buffer = vec![0.0; greatest * greatest + kernel::slack(greatest) + 8];
        let aligned = buffer.as_ptr().align_offset(64).min(8);
        let buffer = &mut buffer[aligned..];
        let mut leaks = vec![0.0; greatest];
        let mut scratch = Scratch::default();
        let mut stack: Vec<f64> = Vec::new();
        let mut remainders: Vec<Remainder> = Vec::new();
        for (index, stage) in tree.stages.iter().enumerate() {
            let own = stage.own.len();
            let size = own + stage.rim.len();
            let stride = stride(size);
            buffer[..size * stride].fill(0.0);
            leaks[..size].fill(0.0);
            let mut front = Front {
                rates: &mut *buffer,
                stride,
                size,
                leaks: &mut leaks,
            };
            enter(&mut front, assembly.entries(index), &jumps.rates);
            if !jumps.leaks.is_empty() {
                for (leak, &(d, k)) in front.leaks.iter_mut().zip(&tree.states[stage.own.clone()]) {
                    *leak = window.index(d, k).map_or(0.0, |state| jumps.leaks[state]);
                }
            }
            for _ in 0..stage.pieces {
                if let Some(Remainder { stage, start }) = remainders.pop() {
                    let size = tree.stages[stage].rim.len();
                    add(&mut front, assembly.runs(stage), &stack[start..], size);
                    stack.truncate(start);
                }
            }
            let last = index + 1 == tree.stages.len();
            let own_pivots = &mut pivots[stage.own.clone()];
            let (square, shares, rates) = stage.parts_mut(&mut factors[starts[index]..], *purpose);
            let parts = (square, shares);
            if !kernel::eliminate(simd, &mut front, own_pivots, parts, last, &mut scratch) {
                return false;
            }
            let [_, rim] = stage.widths();
            if *purpose == Purpose::Resolvent && rim > 0 {
                for (stored, row) in rates.chunks_exact_mut(rim).zip(buffer.chunks_exact(stride)) {
                    stored[..size - own].copy_from_slice(&row[own..size]);
                }
            }
            remainders.push(Remainder {
                stage: index,
                start: stack.len(),
            });
            for row in buffer.chunks_exact(stride).take(size).skip(own) {
                stack.extend_from_slice(&row[own..size]);
            }
            stack.extend_from_slice(&leaks[own..size]);
        }
        true
    }
}

/// Enters the rates of jumps between the states of a stage and those eliminated with or after them.
#[inline(always)]
fn enter(front: &mut Front, entries: &[Entry], rates: &[f64]) {
    for entry in entries {
        front.rates[entry.at as usize] = rates[entry.rate as usize];
    }
}

/// Adds the remainder of a piece to the front of the line beside the piece.
#[inline(always)]
fn add(front: &mut Front, runs: &[Run], left: &[f64], size: usize) {
    if size == 0 {
        return;
    }
    let leaks = &left[size * size..];
    let rows = runs.iter().flat_map(|run| run.to..run.to + run.length);
    for ((row, to), leak) in left.chunks_exact(size).zip(rows).zip(leaks) {
        let to = to as usize;
        let target = &mut front.rates[to * front.stride..][..front.stride];
        for run in runs {
            let length = run.length as usize;
            let added = &row[run.from as usize..][..length];
            let rates = &mut target[run.to as usize..][..length];
            for (rate, added) in rates.iter_mut().zip(added) {
                *rate += added;
            }
        }
        front.leaks[to] += leak;
    }
}
