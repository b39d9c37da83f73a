//! Assignments as states over bit strings, and the balance of any start of the orbit.

use num_complex::Complex64;

use crate::best_start::linearised;
use crate::best_start::orbit::{GibbsOrbit, WorkBalance};
use crate::best_start::reassignment::Reassignment;
use crate::best_start::search::Best;
use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::model::start::register::RegisterStart;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::hermitian::Spectrum;
use crate::schur::basis::copies::Copies;
use crate::schur::basis::transform::Transform;

impl GibbsOrbit {
    /// The balance of a start with the spectrum of the Gibbs product, from its density matrix.
    ///
    /// The spectrum is not checked: the cost is E(ρ) - E(Gibbs). At α = 0 dark coherences count, unlike
    /// for an assignment. Cost: that of
    /// [`Ensemble::steady_state_from`](crate::Ensemble::steady_state_from).
    ///
    /// # Errors
    /// [`Error::CellsDiffer`]; [`Error::TooLarge`].
    pub fn value_of(&self, start: &RegisterStart) -> Result<WorkBalance, Error> {
        let steady_work = self.ensemble.steady_state_of(start)?.ergotropy();
        let energy: Double = (0..1usize << self.cells())
            .map(|string| {
                let level = Double::from(f64::from(string.count_ones()));
                level * Double::from(start.element(string, string).re)
            })
            .sum();
        let energy = energy.to_f64();
        let error = (start.element_error() + 4.0 * ROUNDOFF) * energy;
        let energy = Bounded::new(energy, error, Kind::Bound);
        let gibbs = self.gibbs();
        let cost = energy - self.bounded(self.energy(gibbs.copies()));
        let balance = steady_work - cost;
        Ok(WorkBalance {
            steady_work,
            cost,
            balance,
            gain: balance - self.steady_work(gibbs.copies()),
        })
    }

    /// Linearises and sorts from any start. The gradient of the balance is diagonal in the eigenvectors
    /// of the start's χ_j, so that one step leads to an assignment (up to a rotation of copies), and
    /// further steps lead to assignments. The balance never falls.
    ///
    /// # Errors
    /// Those of [`GibbsOrbit::value_of`].
    pub fn ascend(&self, start: &RegisterStart) -> Result<Best, Error> {
        let copies = Copies::of(start)?;
        let mut shares = Vec::new();
        for (d, chi) in (0..).zip(&copies.ladders) {
            let spectrum = Spectrum::new(chi.as_ref());
            shares.extend(spectrum.values.into_iter().map(|weight| (d, weight)));
        }
        let (reassignment, valued) = linearised::ascended_from(self, &shares);
        Ok(Best::new(self, reassignment, valued, Kind::Estimate))
    }

    /// An assignment as a state over bit strings. Cost: O(N 4^N).
    ///
    /// # Errors
    /// [`Error::CellsDiffer`].
    pub fn start(&self, reassignment: &Reassignment) -> Result<RegisterStart, Error> {
        if reassignment.cells() != self.cells() {
            return Err(Error::CellsDiffer {
                start: reassignment.cells(),
                ensemble: self.cells(),
            });
        }
        let transform = Transform::new(self.cells())?;
        let basis = transform.basis();
        let size = basis.dimension();
        let mut elements = vec![Complex64::ZERO; size * size];
        for ladder in reassignment.copies().chunk_by(|a, b| a.ladder == b.ladder) {
            for (number, copy) in ladder.iter().enumerate() {
                for (k, &class) in (copy.ladder..).zip(&copy.classes) {
                    let at = basis.index(copy.ladder, k, number);
                    elements[at * (size + 1)] = Complex64::from(self.weights[class as usize]);
                }
            }
        }
        transform.matrix_to_strings(&mut elements);
        Ok(RegisterStart::computed(self.cells(), elements))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Bath;
    use crate::best_start::search::Method;
    use crate::schur::state::unitary::Unitary;

    #[test]
    fn matrices_are_worth_what_their_assignments_are() -> Result<(), Error> {
        for (cells, q, alpha) in [(2, 0.5, 0.9), (3, 0.25, 0.75), (4, 0.5, 0.1)] {
            let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
            let best = orbit.best(Method::Exhaustion)?;
            let dense = orbit.value_of(&orbit.start(&best.reassignment)?)?;
            for (a, b) in [
                (dense.steady_work, best.work.steady_work),
                (dense.cost, best.work.cost),
                (dense.gain, best.work.gain),
            ] {
                assert!(
                    (a.value - b.value).abs() <= a.error + b.error + 1e-15,
                    "{cells}"
                );
            }
            assert!(best.work.gain.value > 1e-3);
        }
        Ok(())
    }

    #[test]
    fn ascent_from_rotated_starts_never_beats_exhaustion_and_finds_it() -> Result<(), Error> {
        for (cells, q, alpha) in [(2, 0.5, 0.9), (3, 0.25, 0.75), (4, 0.5, 0.95)] {
            let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
            let optimum = orbit.best(Method::Exhaustion)?.optimum;
            let mut greatest = f64::NEG_INFINITY;
            for index in 0..40 {
                let start = Unitary::haar(cells, 3, index)?.rotate_gibbs(q)?;
                let before = orbit.value_of(&start)?.balance;
                let after = orbit.ascend(&start)?.work.balance;
                assert!(after.value >= before.value - 1e-12);
                assert!(after.value <= optimum.upper());
                greatest = greatest.max(after.value);
            }
            assert!(
                greatest >= optimum.lower(),
                "{cells}: {greatest} of {optimum}"
            );
        }
        Ok(())
    }
}
