//! Two threads at most, which change no bit of a result.

use std::sync::OnceLock;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::numerics::effort::limits;

/// Threads that wait for second pieces of work, since a thread that is made for each takes longer than some pieces do; `None` if the machine has
/// only one.
fn helpers() -> Option<&'static ThreadPool> {
    static HELPERS: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let built = HELPERS.get_or_init(|| {
        let count = thread::available_parallelism().map_or(1, usize::from);
        let pool = ThreadPoolBuilder::new().num_threads(count - 1);
        (count > 1).then(|| pool.build().ok()).flatten()
    });
    built.as_ref()
}

/// The results of two pieces of work. The second gets a thread of its own if `worth` is true and two
/// threads are available.
pub(crate) fn join<A, B: Send>(
    worth: bool,
    one: impl FnOnce() -> A,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    let helpers = if worth && limits().threads > 1 {
        helpers()
    } else {
        None
    };
    let Some(helpers) = helpers else {
        return (one(), other());
    };
    let mut second = None;
    let first = helpers.in_place_scope(|scope| {
        scope.spawn(|_| second = Some(other()));
        one()
    });
    // A panic of the second has been passed on by the scope.
    let second = second.unwrap_or_else(|| unreachable!("the scope waits for the second"));
    (first, second)
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
