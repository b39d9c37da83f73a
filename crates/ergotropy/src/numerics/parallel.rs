//! Two things at the same time.

use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

use crate::numerics::effort::limits;

/// Whether two things may be done at the same time, and the machine can; it is asked once, which takes microseconds.
fn two() -> bool {
    static TWO: OnceLock<bool> = OnceLock::new();
    limits().threads > 1
        && *TWO.get_or_init(|| thread::available_parallelism().is_ok_and(|count| count.get() > 1))
}

/// The results of both, found at the same time where that is `worth` a thread and the machine can.
pub(crate) fn join<A, B: Send>(
    worth: bool,
    one: impl FnOnce() -> A,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if !(worth && two()) {
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

/// Applies a function to at most two things, at the same time where the machine can.
pub(crate) fn both<T: Sync, U: Send>(things: &[T], apply: impl Fn(&T) -> U + Sync) -> Vec<U> {
    match things {
        [one, other] => {
            let (first, second) = join(true, || apply(one), || apply(other));
            vec![first, second]
        }
        _ => things.iter().map(apply).collect(),
    }
}
