//! The limits of a computation, and the work that it has done.
//!
//! A verb sets the limits for its thread while it is at work ([`within`]). So formulas need not hand on limits
//! on which no number depends: threads change no bit, and memory only decides which method is taken, if any.

use std::cell::Cell;

/// The limits of an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Memory in bytes.
    pub(crate) memory: u128,
    pub(crate) threads: u32,
}

/// The work that was done for an answer, in numbers that are the same on every machine.
///
/// ```
/// use ergotropy::{Bath, Ensemble, Mixture, Observables};
///
/// let battery = Ensemble::mixture(7, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
///     .collective_bath(Bath::from_bose_ratio(0.6)?);
/// let done = battery.steady_state()?.statistics();
/// assert_eq!((done.states, done.eliminations), (20, 1)); // (N + 1)(N + 3)/4 states
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Statistics {
    /// Number of states of the greatest set of linear equations: populations of the lattice or of a window, or
    /// rows of a density matrix. Zero if the answer is a closed form or the start itself.
    pub states: u64,
    /// Number of eliminations.
    pub eliminations: u64,
    /// Number of solves with the factors of an elimination.
    pub solves: u64,
    /// Number of blocks, or stretches, of time.
    pub blocks: u64,
    /// Number of ladders, or lines across ladders, of the last collocation.
    pub lines: u64,
}

/// The limits of the thread, and the work that it has done so far.
#[derive(Clone, Copy, Debug)]
struct Effort {
    limits: Limits,
    done: Statistics,
}

const NOTHING: Statistics = Statistics {
    states: 0,
    eliminations: 0,
    solves: 0,
    blocks: 0,
    lines: 0,
};

/// Memory in bytes where no limit is set.
pub(crate) const MEMORY: u64 = 2 << 30;

/// Threads where no limit is set.
pub(crate) const THREADS: u32 = 2;

/// The limits of a thread on which no verb is at work.
const DEFAULT: Effort = Effort {
    limits: Limits {
        memory: MEMORY as u128,
        threads: THREADS,
    },
    done: NOTHING,
};

thread_local! {
    static EFFORT: Cell<Effort> = const { Cell::new(DEFAULT) };
}

/// Restores the limits and the work of the thread when dropped, also after a panic.
struct Before(Effort);

impl Drop for Before {
    fn drop(&mut self) {
        EFFORT.set(self.0);
    }
}

/// Does `work` within limits, and counts what it does from zero.
pub(crate) fn within<T>(limits: Limits, work: impl FnOnce() -> T) -> T {
    let _before = Before(EFFORT.replace(Effort {
        limits,
        done: NOTHING,
    }));
    work()
}

/// The limits of the present work.
pub(crate) fn limits() -> Limits {
    EFFORT.get().limits
}

/// The statistics of the present work so far.
pub(crate) fn done() -> Statistics {
    EFFORT.get().done
}

/// Counts an elimination of `states` states.
pub(crate) fn eliminated(states: usize) {
    count(|done| {
        done.states = done.states.max(states as u64);
        done.eliminations += 1;
    });
}

/// Counts a solve.
pub(crate) fn solved() {
    count(|done| done.solves += 1);
}

/// Counts a block of time.
pub(crate) fn advanced() {
    count(|done| done.blocks += 1);
}

/// Counts an elimination of `states` states on `lines` lines.
pub(crate) fn collocated(lines: usize, states: usize) {
    eliminated(states);
    count(|done| done.lines = lines as u64);
}

/// Takes the rows of a density matrix into account.
pub(crate) fn followed(rows: usize) {
    count(|done| done.states = done.states.max(rows as u64));
}

fn count(change: impl FnOnce(&mut Statistics)) {
    let mut effort = EFFORT.get();
    change(&mut effort.done);
    EFFORT.set(effort);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_counts_end_with_the_work() {
        let small = Limits {
            memory: 1 << 20,
            threads: 1,
        };
        let inner = within(small, || {
            eliminated(7);
            eliminated(3);
            solved();
            assert_eq!((limits().memory, limits().threads), (1 << 20, 1));
            done()
        });
        assert_eq!((inner.states, inner.eliminations, inner.solves), (7, 2, 1));
        assert_eq!(limits().memory, DEFAULT.limits.memory);
        let caught = std::panic::catch_unwind(|| within(small, || panic!("on purpose")));
        assert!(caught.is_err() && limits().threads == 2);
    }
}
