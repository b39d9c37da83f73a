//! Limit: the stationary state of a network with one closed class or several.
//!
//! With one closed class the stationary state is unique: that of the class, with no weight outside. With
//! several classes the start decides. Add a jump of rate one from each class back to the start. The weight of a
//! class in this network is proportional to the probability that the class is entered first, so the same
//! elimination yields the shares of the classes.

use std::{error::Error, fmt};

use super::{
    elimination::Arithmetic,
    network::{Jump, Network},
};
use crate::ladder::lattice::Lattice;

/// Arithmetic in which irreducible networks are solved.
pub(crate) trait Solver: Arithmetic {
    /// Stationary weights, proportional to probabilities, of a network whose states all lead to each other.
    fn stationary(&self, network: &Network<Self::Number>) -> Vec<Self::Number>;
}

/// The steady state is not unique but depends on the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnique {
    /// The states `(d, k)` of each closed class.
    pub classes: Vec<Vec<(usize, usize)>>,
}

impl NotUnique {
    pub(crate) fn new(lattice: &Lattice, classes: Vec<Vec<usize>>) -> Self {
        let states: Vec<_> = lattice.states().collect();
        let named = |class: Vec<usize>| class.into_iter().map(|state| states[state]).collect();
        Self {
            classes: classes.into_iter().map(named).collect(),
        }
    }
}

impl fmt::Display for NotUnique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} closed classes, and the start decides",
            self.classes.len()
        )
    }
}

impl Error for NotUnique {}

/// The stationary weights of the only closed class, up to a factor; the error is the list of all closed
/// classes.
pub(crate) fn unique<S: Solver>(
    solver: &S,
    network: &Network<S::Number>,
) -> Result<Vec<S::Number>, Vec<Vec<usize>>> {
    let classes = network.closed_classes();
    let [class] = &classes[..] else {
        return Err(classes);
    };
    let mut weights = vec![solver.zero(); network.size];
    let stationary = solver.stationary(&network.restricted(class));
    for (&state, weight) in class.iter().zip(stationary) {
        weights[state] = weight;
    }
    Ok(weights)
}

/// The probabilities in the stationary state that a start leads to.
pub(crate) fn from_start<S: Solver>(
    solver: &S,
    network: &Network<S::Number>,
    start: &[S::Number],
) -> Vec<S::Number> {
    let classes = network.closed_classes();
    let shares = shares(solver, network, &classes, start);
    let mut end = vec![solver.zero(); network.size];
    for (class, share) in classes.iter().zip(shares) {
        let stationary = normalised(solver, &solver.stationary(&network.restricted(class)));
        for (&state, probability) in class.iter().zip(stationary) {
            end[state] = solver.multiply(&share, &probability);
        }
    }
    end
}

/// The probability that each class is entered.
fn shares<S: Solver>(
    solver: &S,
    network: &Network<S::Number>,
    classes: &[Vec<usize>],
    start: &[S::Number],
) -> Vec<S::Number> {
    // Classes have the first numbers; the states outside of them follow.
    let mut numbers = vec![None; network.size];
    for (class, states) in classes.iter().enumerate() {
        for &state in states {
            numbers[state] = Some(class);
        }
    }
    let mut size = classes.len();
    let numbers: Vec<usize> = numbers
        .into_iter()
        .map(|number| {
            number.unwrap_or_else(|| {
                size += 1;
                size - 1
            })
        })
        .collect();
    let onward = network.jumps.iter().map(|jump| Jump {
        from: numbers[jump.from],
        to: numbers[jump.to],
        rate: jump.rate.clone(),
    });
    let back = (0..classes.len()).flat_map(|class| {
        numbers.iter().zip(start).map(move |(&to, rate)| Jump {
            from: class,
            to,
            rate: rate.clone(),
        })
    });
    let jumps = onward.filter(|jump| jump.from >= classes.len()).chain(back);
    let circle = Network {
        size,
        jumps: jumps
            .filter(|jump| jump.from != jump.to && !solver.is_zero(&jump.rate))
            .collect(),
    };
    // Classes that the start does not lead to have share zero.
    let weights = unique(solver, &circle).unwrap_or_else(|_| vec![solver.zero(); size]);
    normalised(solver, &weights[..classes.len()])
}

fn normalised<S: Solver>(solver: &S, weights: &[S::Number]) -> Vec<S::Number> {
    let total = weights
        .iter()
        .fold(solver.zero(), |total, weight| solver.add(&total, weight));
    let scale = solver.invert(&total);
    weights
        .iter()
        .map(|weight| solver.multiply(weight, &scale))
        .collect()
}
