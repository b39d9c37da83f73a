//! Spectral: work, passive energy, purity, entropy.
//!
//! Everything is a sum of positive terms. Let `M_l` be the number of levels of up to `l` excitations, and `t` an
//! eigenvalue that no more than `M_l` others exceed and no fewer reach. Then the passive state holds above `l` what is
//! left when the `M_l` largest eigenvalues are gone, and a state holds above `l` more than that by
//!
//! ```text
//! sum over k > l of max(eigenvalue - t, 0) + sum over k <= l of max(t - eigenvalue, 0).
//! ```
//!
//! The sum over all `l < N` is the passive energy in the first case, and the ergotropy in the second.

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
    /// How many there are.
    pub copies: UBig,
    /// Their weight.
    pub weight: Wide,
}

/// Where the levels of up to `l` excitations are full in the passive state.
struct Boundary {
    /// The eigenvalue in the last place, by its number in falling order.
    last: usize,
    /// Copies of it that have no place below.
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
                // Only the first may exceed a half; it is known best from what it lacks to one.
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
