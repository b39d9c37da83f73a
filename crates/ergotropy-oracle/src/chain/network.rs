//! Network: jumps between numbered states, and classes of states that no jump leaves.

use dashu::rational::RBig;

use crate::wide::Wide;

/// A jump between two states, numbered as in [`crate::Lattice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump<T = RBig> {
    /// The state from which the jump starts.
    pub from: usize,
    /// The state in which the jump ends.
    pub to: usize,
    /// The rate of the jump, which is positive.
    pub rate: T,
}

/// States and the jumps between them.
#[derive(Clone, Debug)]
pub(crate) struct Network<T> {
    pub size: usize,
    pub jumps: Vec<Jump<T>>,
}

impl<T: Clone> Network<T> {
    /// The closed classes: sets of states that all lead to each other and to no other state. Each has one
    /// stationary state. Cost: O(states times jumps).
    pub(crate) fn closed_classes(&self) -> Vec<Vec<usize>> {
        let mut next = vec![Vec::new(); self.size];
        for jump in &self.jumps {
            next[jump.from].push(jump.to);
        }
        let reached: Vec<Vec<usize>> = (0..self.size)
            .map(|state| reachable(&next, state))
            .collect();
        // A state of a closed class leads to all states of the class, and to no other.
        (0..self.size)
            .filter(|&state| {
                let set = &reached[state];
                set[0] == state && set.iter().all(|&other| reached[other].len() == set.len())
            })
            .map(|state| reached[state].clone())
            .collect()
    }

    /// The jumps among these states, which are numbered in the given order.
    pub(crate) fn restricted(&self, states: &[usize]) -> Self {
        let mut numbers = vec![None; self.size];
        for (number, &state) in states.iter().enumerate() {
            numbers[state] = Some(number);
        }
        let jumps = self.jumps.iter().filter_map(|jump| {
            Some(Jump {
                from: numbers[jump.from]?,
                to: numbers[jump.to]?,
                rate: jump.rate.clone(),
            })
        });
        Self {
            size: states.len(),
            jumps: jumps.collect(),
        }
    }
}

impl Network<RBig> {
    /// The same network with rates truncated after 320 bits.
    pub(crate) fn rounded(&self) -> Network<Wide> {
        let jumps = self.jumps.iter().map(|jump| Jump {
            from: jump.from,
            to: jump.to,
            rate: Wide::from(&jump.rate),
        });
        Network {
            size: self.size,
            jumps: jumps.collect(),
        }
    }
}

/// All states that `state` leads to, including itself, in order.
fn reachable(next: &[Vec<usize>], state: usize) -> Vec<usize> {
    let mut seen = vec![false; next.len()];
    let mut frontier = vec![state];
    while let Some(state) = frontier.pop() {
        if !std::mem::replace(&mut seen[state], true) {
            frontier.extend(&next[state]);
        }
    }
    (0..next.len()).filter(|&state| seen[state]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_classes_are_what_is_never_left() {
        // The jumps are 0 -> 1 <-> 2, 0 -> 3 and 4 -> 3.
        let jumps = [(0, 1), (1, 2), (2, 1), (0, 3), (4, 3)];
        let network = Network {
            size: 6,
            jumps: jumps.map(|(from, to)| Jump { from, to, rate: () }).to_vec(),
        };
        assert_eq!(network.closed_classes(), [vec![1, 2], vec![3], vec![5]]);
        let inner = network.restricted(&[1, 2]).jumps;
        assert_eq!(
            inner[1],
            Jump {
                from: 1,
                to: 0,
                rate: ()
            }
        );
    }
}
