//! The fronts of all stages, one after the other (multifrontal elimination).

use super::kernel::{self, Front, Scratch};
use super::tree::{Stage, Tree};
use super::{Dissection, Edge};
use crate::ladder::elimination::Purpose;
use crate::ladder::rates::Rates;
use crate::ladder::window::Window;

/// Changes of d and k of the jumps; each follows or precedes its reverse.
const MOVES: [(i32, i32); 8] = [
    (-1, -1),
    (1, 1),
    (0, -1),
    (0, 1),
    (1, -1),
    (-1, 1),
    (-1, 0),
    (1, 0),
];

/// The rates of all jumps out of each state of a window, in its order and in units of their own.
pub(super) struct Jumps {
    rates: Vec<[f64; 8]>,
    /// Rate of being killed.
    leaks: Vec<f64>,
}

impl Jumps {
    pub(super) fn new(rates: &Rates, window: &Window, z: f64, edge: Edge, unit: f64) -> Self {
        let mut jumps = Self {
            rates: Vec::with_capacity(window.states()),
            leaks: vec![z / unit; window.states()],
        };
        for d in window.ladders() {
            let ladder = rates.ladder(d);
            for k in window.run(d) {
                let (down, up, across) = (ladder.down(k), ladder.up(k), ladder.across(k));
                let all = [
                    down[0], up[2], down[1], up[1], down[2], up[0], across[0], across[2],
                ];
                jumps.rates.push(all.map(|rate| rate / unit));
            }
        }
        if edge == Edge::Leaking {
            let leaks = window.iter().zip(&jumps.rates).zip(&mut jumps.leaks);
            for (((d, k), rates), leak) in leaks {
                for (&rate, step) in rates.iter().zip(MOVES) {
                    if neighbour(window, (d, k), step).is_none() {
                        *leak += rate;
                    }
                }
            }
        }
        jumps
    }
}

/// The number of the state that a jump leads to, if the window has it.
#[inline(always)]
fn neighbour(window: &Window, (d, k): (u32, u32), step: (i32, i32)) -> Option<usize> {
    window.index(d.checked_add_signed(step.0)?, k.checked_add_signed(step.1)?)
}

/// What a stage leaves behind: rates among the states of its rim, and their leaks.
struct Remainder {
    stage: usize,
    /// Where it begins on the stack.
    start: usize,
}

/// Eliminates all stages; false if a pivot is no positive float.
pub(super) fn eliminate(dissection: &mut Dissection, window: &Window, jumps: &Jumps) -> bool {
    let Dissection {
        tree,
        purpose,
        factors,
        starts,
        pivots,
        ..
    } = dissection;
    let sizes = tree.stages.iter().map(|s| s.own.len() + s.rim.len());
    let greatest = stride(sizes.max().unwrap_or(0));
    let mut buffer = vec![0.0; greatest * greatest + kernel::slack(greatest) + 8];
    let aligned = buffer.as_ptr().align_offset(64).min(8);
    let buffer = &mut buffer[aligned..];
    let mut leaks = vec![0.0; greatest];
    let mut local = vec![0; pivots.len()];
    let mut scratch = Scratch::default();
    let mut stack: Vec<f64> = Vec::new();
    let mut remainders: Vec<Remainder> = Vec::new();
    for (index, stage) in tree.stages.iter().enumerate() {
        let own = stage.own.len();
        let rim = &tree.rims[stage.rim.clone()];
        let size = own + rim.len();
        let stride = stride(size);
        buffer[..size * stride].fill(0.0);
        leaks[..size].fill(0.0);
        for (at, place) in stage
            .own
            .clone()
            .chain(rim.iter().map(|&p| p as usize))
            .enumerate()
        {
            local[place] = at;
        }
        let mut front = Front {
            rates: &mut *buffer,
            stride,
            size,
            leaks: &mut leaks,
        };
        enter(&mut front, tree, stage, window, jumps, &local);
        for _ in 0..stage.pieces {
            if let Some(Remainder { stage, start }) = remainders.pop() {
                let rim = &tree.rims[tree.stages[stage].rim.clone()];
                add(&mut front, rim, &stack[start..], &local);
                stack.truncate(start);
            }
        }
        let last = index + 1 == tree.stages.len();
        if !kernel::eliminate(
            &mut front,
            &mut pivots[stage.own.clone()],
            last,
            &mut scratch,
        ) {
            return false;
        }
        starts.push(factors.len());
        for row in buffer.chunks_exact(stride).take(size) {
            factors.extend_from_slice(&row[..own]);
        }
        if *purpose == Purpose::Resolvent {
            for row in buffer.chunks_exact(stride).take(own) {
                factors.extend_from_slice(&row[own..size]);
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

/// Rows begin at whole vectors.
fn stride(size: usize) -> usize {
    size.next_multiple_of(8)
}

/// Enters the jumps between the states of a stage and later ones, and the leaks of the stage's states.
fn enter(
    front: &mut Front,
    tree: &Tree,
    stage: &Stage,
    window: &Window,
    jumps: &Jumps,
    local: &[usize],
) {
    let Front { rates, stride, .. } = front;
    for (at, place) in stage.own.clone().enumerate() {
        let state = tree.states[place];
        let Some(index) = window.index(state.0, state.1) else {
            continue;
        };
        front.leaks[at] = jumps.leaks[index];
        for (step, &change) in MOVES.iter().enumerate() {
            let Some(other) = neighbour(window, state, change) else {
                continue;
            };
            let later = tree.places[other] as usize;
            if later > place {
                let there = local[later];
                rates[at * *stride + there] = jumps.rates[index][step];
                rates[there * *stride + at] = jumps.rates[other][step ^ 1];
            }
        }
    }
}

/// Adds what a piece has left to the front of the line that cut it off.
fn add(front: &mut Front, rim: &[u32], left: &[f64], local: &[usize]) {
    let size = rim.len();
    if size == 0 {
        return;
    }
    // Neighbours in the rim are mostly neighbours in the front.
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (from, &place) in rim.iter().enumerate() {
        let to = local[place as usize];
        match runs.last_mut() {
            Some((start, target, length))
                if *start + *length == from && *target + *length == to =>
            {
                *length += 1;
            }
            _ => runs.push((from, to, 1)),
        }
    }
    for (&place, row) in rim.iter().zip(left.chunks_exact(size)) {
        let to = local[place as usize] * front.stride;
        let target = &mut front.rates[to..to + front.stride];
        for &(from, to, length) in &runs {
            let added = &row[from..from + length];
            for (rate, added) in target[to..to + length].iter_mut().zip(added) {
                *rate += added;
            }
        }
    }
    let leaks = &left[size * size..];
    for (&place, leak) in rim.iter().zip(leaks) {
        front.leaks[local[place as usize]] += leak;
    }
}
