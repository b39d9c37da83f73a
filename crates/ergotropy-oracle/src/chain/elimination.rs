//! Elimination: the stationary weights of a chain, state by state, in any arithmetic with sums, products and
//! inverses.
//!
//! Censoring (Grassmann, Taksar and Heyman 1985): a chain that is observed only while it is in the first `i`
//! states is again a chain. Its rates are the old ones plus those of detours through the omitted state. No step
//! subtracts.

/// The operations on numbers that an elimination needs.
pub(crate) trait Arithmetic {
    /// One number.
    type Number: Clone;

    /// Zero.
    fn zero(&self) -> Self::Number;
    /// Whether `number` is zero.
    fn is_zero(&self, number: &Self::Number) -> bool;
    /// The sum of two numbers.
    fn add(&self, one: &Self::Number, other: &Self::Number) -> Self::Number;
    /// The product of two numbers.
    fn multiply(&self, one: &Self::Number, other: &Self::Number) -> Self::Number;
    /// The inverse of a number that is not zero.
    fn invert(&self, number: &Self::Number) -> Self::Number;
    /// Adds `factor` times `source` to `target`, entry by entry.
    fn add_multiple(
        &self,
        target: &mut [Self::Number],
        factor: &Self::Number,
        source: &[Self::Number],
    ) {
        for (target, source) in target.iter_mut().zip(source) {
            if !self.is_zero(source) {
                *target = self.add(target, &self.multiply(factor, source));
            }
        }
    }
}

/// The result of an elimination.
pub(crate) struct Elimination<T> {
    /// Stationary weights relative to that of state 0; entry `i - 1` is state `i`, and state 0, of weight one,
    /// is omitted.
    pub ratios: Vec<T>,
    /// Exit rates of the states, each at the step that eliminates the state. Their product is the weight of
    /// state 0 in the Markov chain tree theorem (Leighton and Rivest 1986).
    pub exits: Vec<T>,
}

/// Eliminates all states but 0, the last one first. `rates[from][to]` has an unused diagonal.
///
/// `None` if a state cannot be left towards lower ones. Cost: O(sum of squared reaches), a third of a cube if
/// dense.
pub(crate) fn eliminate<A: Arithmetic>(
    arithmetic: &A,
    mut rates: Vec<Vec<A::Number>>,
) -> Option<Elimination<A::Number>> {
    let zero = arithmetic.zero();
    let reach = reach(arithmetic, &rates);
    let mut exits = Vec::with_capacity(rates.len());
    for state in (1..rates.len()).rev() {
        let near = reach[state]..state;
        let (kept, gone) = rates.split_at_mut(state);
        let onward = &gone[0][near.clone()];
        let exit = onward
            .iter()
            .fold(zero.clone(), |exit, rate| arithmetic.add(&exit, rate));
        if arithmetic.is_zero(&exit) {
            return None;
        }
        let dwell = arithmetic.invert(&exit);
        for row in &mut kept[near.clone()] {
            let visits = arithmetic.multiply(&row[state], &dwell);
            if !arithmetic.is_zero(&visits) {
                arithmetic.add_multiple(&mut row[near.clone()], &visits, onward);
            }
            row[state] = visits;
        }
        exits.push(exit);
    }

    let mut ratios = Vec::with_capacity(exits.len());
    for state in 1..rates.len() {
        let first = reach[state].max(1);
        let ground = if reach[state] == 0 {
            rates[0][state].clone()
        } else {
            zero.clone()
        };
        let ratio = (first..state).fold(ground, |sum, from| {
            arithmetic.add(
                &sum,
                &arithmetic.multiply(&ratios[from - 1], &rates[from][state]),
            )
        });
        ratios.push(ratio);
    }
    Some(Elimination { ratios, exits })
}

/// For every state `i` a lower bound of the states with which `i` exchanges rates, before or after the states
/// above `i` are eliminated.
fn reach<A: Arithmetic>(arithmetic: &A, rates: &[Vec<A::Number>]) -> Vec<usize> {
    let mut reach: Vec<usize> = (0..rates.len())
        .map(|state| {
            let tied = |&other: &usize| {
                !arithmetic.is_zero(&rates[state][other])
                    || !arithmetic.is_zero(&rates[other][state])
            };
            (0..state).find(tied).unwrap_or(state)
        })
        .collect();
    // The elimination of a state connects all states that exchange rates with it.
    for state in (1..reach.len()).rev() {
        if reach[state] < state {
            reach[state - 1] = reach[state - 1].min(reach[state]);
        }
    }
    reach
}
