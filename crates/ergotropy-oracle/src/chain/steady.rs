//! Steady: the steady states of a chain.

use dashu::rational::RBig;

use super::{
    exact::Exact,
    limit::{NotUnique, from_start, unique},
    markov::Chain,
    rounded::Rounded,
};
use crate::ladder::populations::Populations;

impl Chain {
    /// The exact steady populations; `None` if they depend on the start, that is if [`Chain::closed_classes`]
    /// has several entries.
    ///
    /// Cost: O(N^4) word operations for each of O(N^2 b) bits of the weights, for rates of `b` bits.
    pub fn steady_state(&self) -> Option<Populations> {
        let weights = unique(&Exact, self.network()).ok()?;
        Some(self.populations(&weights))
    }

    /// The steady populations to more than sixty digits, however small they are; `None` if they depend on the
    /// start.
    ///
    /// Cost: O(N^4) operations. The weights are dyadic numbers over their total; numbers derived from them are
    /// exact.
    pub fn steady_state_to_sixty_digits(&self) -> Option<Populations> {
        let weights = unique(&Rounded, &self.network().rounded()).ok()?;
        Some(Populations::from_wide(self.lattice().cells(), &weights))
    }

    /// The exact steady populations that `start` leads to, whether they are unique or not.
    ///
    /// # Panics
    ///
    /// When `start` has another number of cells than the chain.
    pub fn steady_state_from(&self, start: &Populations) -> Populations {
        assert_eq!(
            start.lattice(),
            self.lattice(),
            "populations of another register"
        );
        let start: Vec<_> = (start.lattice().states())
            .map(|(d, k)| start.population(d, k))
            .collect();
        self.populations(&from_start(&Exact, self.network(), &start))
    }

    fn populations(&self, weights: &[RBig]) -> Populations {
        let lattice = self.lattice();
        Populations::from_fn(lattice.cells(), |d, k| weights[lattice.index(d, k)].clone())
    }

    /// The closed classes of states `(d, k)`, each with a steady state of its own; all other states lose their
    /// weight.
    pub fn closed_classes(&self) -> Vec<Vec<(usize, usize)>> {
        NotUnique::new(self.lattice(), self.network().closed_classes()).classes
    }
}
