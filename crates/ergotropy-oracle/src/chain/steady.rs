//! Steady: where a chain comes to rest.

use dashu::rational::RBig;

use super::{
    exact::Exact,
    limit::{NotUnique, from_start, unique},
    markov::Chain,
    rounded::Rounded,
};
use crate::ladder::populations::Populations;

impl Chain {
    /// The exact steady populations, or `None` when the start decides: [`Chain::closed_classes`] tells between what.
    ///
    /// O(N^4) word operations for each of O(N^2 b) bits of the weights, when a rate has `b` bits.
    pub fn steady_state(&self) -> Option<Populations> {
        let weights = unique(&Exact, self.network()).ok()?;
        Some(self.populations(&weights))
    }

    /// The steady populations to more than sixty digits, each however small, or `None` when the start decides.
    ///
    /// O(N^4) operations. The weights are dyadic numbers over their total; what is derived from them is exact.
    pub fn steady_state_to_sixty_digits(&self) -> Option<Populations> {
        let weights = unique(&Rounded, &self.network().rounded()).ok()?;
        Some(Populations::from_wide(self.lattice().cells(), &weights))
    }

    /// The exact steady populations that these lead to, unique or not.
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

    /// The closed classes of states `(d, k)`, each with a steady state of its own; from the others all weight goes away.
    pub fn closed_classes(&self) -> Vec<Vec<(usize, usize)>> {
        NotUnique::new(self.lattice(), self.network().closed_classes()).classes
    }
}
