//! A stretch of time in which a state can be asked for at any time, in any order, and more than once.

use std::rc::Rc;

/// A function from times to states.
type States<'a, S> = Rc<dyn Fn(&[f64]) -> Vec<S> + 'a>;

/// A stretch of time and the states in it, which are computed when they are asked for.
pub(crate) struct Stretch<'a, S> {
    pub(crate) begin: f64,
    pub(crate) end: f64,
    /// Memory in bytes of what the states are computed from.
    pub(crate) bytes: u128,
    /// Number of states that should be asked for at once.
    pub(crate) batch: usize,
    /// Whether the state is the same at all times.
    pub(crate) still: bool,
    states: States<'a, S>,
}

impl<'a, S: 'a> Stretch<'a, S> {
    /// A stretch whose states are given by a function of times.
    pub(crate) fn new(
        (begin, end): (f64, f64),
        (bytes, batch): (u128, usize),
        states: impl Fn(&[f64]) -> Vec<S> + 'a,
    ) -> Self {
        Self {
            begin,
            end,
            bytes,
            batch,
            still: false,
            states: Rc::new(states),
        }
    }

    /// A stretch in which nothing changes.
    pub(crate) fn still((begin, end): (f64, f64), state: S) -> Self
    where
        S: Clone,
    {
        let states = move |times: &[f64]| vec![state.clone(); times.len()];
        Self {
            still: true,
            ..Self::new((begin, end), (0, 1), states)
        }
    }

    /// The states at times of this stretch.
    pub(crate) fn at(&self, times: &[f64]) -> Vec<S> {
        (self.states)(times)
    }

    /// The same stretch with another form of its states.
    pub(crate) fn map<T: 'a>(self, form: impl Fn(S) -> T + 'a) -> Stretch<'a, T> {
        let Self {
            begin,
            end,
            bytes,
            batch,
            still,
            states,
        } = self;
        Stretch {
            begin,
            end,
            bytes,
            batch,
            still,
            states: Rc::new(move |times| states(times).into_iter().map(&form).collect()),
        }
    }
}
