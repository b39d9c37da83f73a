//! Two threads at most, which change no bit of a result.

use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

use crate::numerics::effort::limits;

/// Whether the present work may use two threads and the machine has them. The machine is asked only once,
/// since this takes microseconds.
fn two_threads() -> bool {
    static TWO: OnceLock<bool> = OnceLock::new();
    limits().threads > 1
        && *TWO.get_or_init(|| thread::available_parallelism().is_ok_and(|count| count.get() > 1))
}

/// The results of two pieces of work. The second gets a thread of its own if `worth` is true and two
/// threads are available.
pub(crate) fn join<A, B: Send>(
    worth: bool,
    one: impl FnOnce() -> A,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if !(worth && two_threads()) {
        return (one(), other());
    }
    thread::scope(|scope| {
        let second = scope.spawn(other);
        let first = one();
        match second.join() {
            Ok(second) => (first, second),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// The results of a function for each item. If there are exactly two items, two threads handle them.
pub(crate) fn both<T: Sync, U: Send>(items: &[T], apply: impl Fn(&T) -> U + Sync) -> Vec<U> {
    match items {
        [one, other] => {
            let (first, second) = join(true, || apply(one), || apply(other));
            vec![first, second]
        }
        _ => items.iter().map(apply).collect(),
    }
}
