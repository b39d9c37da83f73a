//! Limit: what becomes of a network, whether it has one closed class or several.
//!
//! With one closed class the stationary state is unique: that of the class, and nothing outside. With several the
//! start decides. Let what has entered a class leave it at rate one, back to where the start puts it: then the class
//! is stationary with a weight in proportion to how likely it is entered first, so that the same elimination yields
//! the shares of the classes.

use std::{error::Error, fmt};

use super::{
    elimination::Arithmetic,
    network::{Jump, Network},
};
use crate::ladder::lattice::Lattice;

/// Arithmetic in which irreducible networks are solved.
pub(crate) trait Solver: Arithmetic {
    /// Stationary weights, in any proportion to probabilities, of a network whose states all lead to each other.
    fn stationary(&self, network: &Network<Self::Number>) -> Vec<Self::Number>;
}

/// There is no unique steady state: the start decides.
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

/// The stationary weights of the only closed class, in any proportion, or all closed classes.
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

/// The probabilities that these of the start lead to.
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

/// How likely each class is entered.
fn shares<S: Solver>(
    solver: &S,
    network: &Network<S::Number>,
    classes: &[Vec<usize>],
    start: &[S::Number],
) -> Vec<S::Number> {
    // Classes come first; the states outside of them follow.
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
    // What the start does not lead to has no share.
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
