//! Spectral: work, passive energy, purity, entropy.
//!
//! Every number is a sum of positive terms. Let `M_l` be the number of states of up to `l` excitations, and `t`
//! an eigenvalue such that at most `M_l` eigenvalues are greater and at least `M_l` are no less. The weight of
//! the passive state above `l` is that of all but the `M_l` greatest eigenvalues. The weight of the state
//! itself above `l` is greater by
//! ```text
//! sum over k > l of max(eigenvalue - t, 0) + sum over k <= l of max(t - eigenvalue, 0).
//! ```
//!
//! The sum over all `l < N` of the first weight is the passive energy, and that of the difference is
//! the ergotropy.

use dashu::integer::UBig;

use super::{number::Number, state::Reference};
use crate::{
    ladder::lattice::{binomial, multiplicity},
    wide::Wide,
};

/// An eigenvalue of the state.
pub(super) struct Eigenvalue {
    pub value: Wide,
    /// The excitations of its eigenvectors.
    pub k: usize,
    /// Number of its eigenvectors.
    pub copies: UBig,
    /// Weight of all its eigenvectors.
    pub weight: Wide,
}

/// The boundary above the levels of up to `l` excitations in the passive state.
struct Boundary {
    /// The eigenvalue on the last place below the boundary, by its number in falling order.
    last: usize,
    /// Number of its eigenvectors that are above the boundary.
    left: UBig,
}

impl Reference {
    /// The ergotropy `W = E - E_passive`, without a difference of energies.
    pub fn ergotropy(&self) -> Number {
        let spectrum = self.spectrum();
        let [mut work, mut terms] = [Wide::ZERO; 2];
        for (level, boundary) in self.boundaries(&spectrum).iter().enumerate() {
            let threshold = spectrum[boundary.last].value;
            for eigenvalue in &spectrum {
                let misplaced = if eigenvalue.k > level {
                    eigenvalue.value > threshold
                } else {
                    eigenvalue.value < threshold
                };
                if misplaced {
                    let copies = Wide::from(&eigenvalue.copies);
                    work = work + copies * eigenvalue.value.distance(threshold);
                    terms = terms + copies * (eigenvalue.value + threshold);
                }
            }
        }
        Number::of_differences(work, terms, self.error)
    }

    /// The energy of the passive state (Allahverdyan, Balian and Nieuwenhuizen 2004).
    pub fn passive_energy(&self) -> Number {
        let spectrum = self.spectrum();
        let above = |boundary: &Boundary| {
            let left = Wide::from(&boundary.left) * spectrum[boundary.last].value;
            left + spectrum[boundary.last + 1..]
                .iter()
                .map(|eigenvalue| eigenvalue.weight)
                .sum()
        };
        Number::sum(
            self.boundaries(&spectrum).iter().map(above).sum(),
            self.error,
        )
    }

    /// The purity `Tr rho^2`.
    pub fn purity(&self) -> Number {
        let squares = self
            .spectrum()
            .into_iter()
            .map(|eigenvalue| eigenvalue.weight * eigenvalue.value);
        Number::sum(squares.sum(), self.error)
    }

    /// Von Neumann's entropy `-Tr rho ln rho`, in nats.
    pub fn entropy(&self) -> Number {
        Number::sum(self.wide_entropy(), self.error)
    }

    pub(super) fn wide_entropy(&self) -> Wide {
        let spectrum = self.spectrum();
        let others: Wide = spectrum[1..].iter().map(|other| other.weight).sum();
        let populated = spectrum.iter().filter(|state| !state.value.is_zero());
        populated
            .map(|state| {
                // Only the first eigenvalue may exceed a half; its logarithm is most accurate from its
                // distance to one.
                let surprise = if state.value > Wide::power_of_two(-1) {
                    others.minus_ln_of_complement()
                } else {
                    state.value.minus_ln()
                };
                state.weight * surprise
            })
            .sum()
    }

    /// One eigenvalue for each `(d, k)`, in falling order.
    pub(super) fn spectrum(&self) -> Vec<Eigenvalue> {
        let cells = self.cells();
        let copies: Vec<UBig> = self
            .lattice
            .ladders()
            .map(|d| multiplicity(cells, d))
            .collect();
        let states = self.lattice.states().zip(&self.populations);
        let mut spectrum: Vec<_> = states
            .map(|((d, k), &weight)| Eigenvalue {
                value: weight / Wide::from(&copies[d]),
                k,
                copies: copies[d].clone(),
                weight,
            })
            .collect();
        spectrum.sort_by_key(|eigenvalue| std::cmp::Reverse(eigenvalue.value));
        spectrum
    }

    /// The boundaries above the levels `0..N`.
    fn boundaries(&self, spectrum: &[Eigenvalue]) -> Vec<Boundary> {
        let cells = self.cells();
        let mut last = 0;
        let mut left = spectrum[0].copies.clone();
        (0..cells)
            .map(|level| {
                let mut room = binomial(cells, level);
                while left < room {
                    room -= &left;
                    last += 1;
                    left.clone_from(&spectrum[last].copies);
                }
                left -= room;
                Boundary {
                    last,
                    left: left.clone(),
                }
            })
            .collect()
    }
}
