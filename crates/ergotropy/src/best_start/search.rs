//! The best assignment, and the methods that search for it.

use crate::best_start::climb::{self, Climb};
use crate::best_start::exhaustion::{self, MOST_EXHAUSTED};
use crate::best_start::linearised;
use crate::best_start::orbit::{GibbsOrbit, WorkBalance};
use crate::best_start::reassignment::Reassignment;
use crate::bounded::{Bounded, Kind};
use crate::error::{Error, in_range};

/// The method that searches for the best assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// All assignments that can be best. The result is the optimum over all unitaries, by a theorem,
    /// within the stated error (at α = 0 in the limit α → 0, without dark coherences). Up to
    /// [`MOST_EXHAUSTED`] cells.
    Exhaustion,
    /// Hill climbing from several assignments: a lower bound of the optimum.
    Climbing(Climb),
    /// Linearise and sort, from the Gibbs product, to a fixed point: a lower bound.
    Ascent,
}

/// The best assignment that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// The assignment.
    pub reassignment: Reassignment,
    /// The work of the assignment and its cost.
    pub work: WorkBalance,
    /// The greatest balance over all unitaries: a bound after exhaustion, else an estimate that can
    /// only be too low.
    pub optimum: Bounded,
    /// Number of assignments that were valued.
    pub valued: u64,
}

impl Best {
    pub(crate) fn new(
        orbit: &GibbsOrbit,
        reassignment: Reassignment,
        valued: u64,
        kind: Kind,
    ) -> Self {
        let work = orbit.value(&reassignment);
        let error = work.balance.error + 2.0 * orbit.score_error();
        Self {
            reassignment,
            optimum: Bounded::new(work.balance.value, error, kind),
            work,
            valued,
        }
    }
}

impl GibbsOrbit {
    /// The best assignment.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for exhaustion with more than [`MOST_EXHAUSTED`] cells.
    pub fn best(&self, method: Method) -> Result<Best, Error> {
        let (reassignment, valued) = match method {
            Method::Exhaustion => {
                in_range(
                    "the number of cells whose starts are all tried",
                    f64::from(self.cells()),
                    self.cells() <= MOST_EXHAUSTED,
                    "at most 5",
                )?;
                exhaustion::best(self)
            }
            Method::Climbing(climb) => climb::best(self, climb),
            Method::Ascent => linearised::ascended(self, self.gibbs()),
        };
        let kind = if method == Method::Exhaustion {
            Kind::Bound
        } else {
            Kind::Estimate
        };
        Ok(Best::new(self, reassignment, valued, kind))
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;
    use rand_distr::{Distribution, StandardUniform};

    use super::*;
    use crate::Bath;

    #[test]
    fn exhaustion_of_many_cells_is_refused() -> Result<(), Error> {
        let orbit = GibbsOrbit::new(6, 0.5, Bath::from_bose_ratio(0.5)?)?;
        assert!(orbit.best(Method::Exhaustion).is_err());
        Ok(())
    }

    /// For two cells there are one bright ladder and one singlet, so a start counts only by its weight
    /// y in the singlet.
    #[test]
    fn no_rotation_of_two_cells_beats_the_assignments() -> Result<(), Error> {
        let (q, alpha): (f64, f64) = (0.5, 0.9);
        let orbit = GibbsOrbit::new(2, q, Bath::from_bose_ratio(alpha)?)?;
        let optimum = orbit.best(Method::Exhaustion)?.optimum;
        let norm = (1.0 + q) * (1.0 + q);
        let weights = [1.0 / norm, q / norm, q / norm, q * q / norm];
        let (levels, tau) = ([0.0, 1.0, 1.0, 2.0], &orbit.thermal[0]);
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut greatest = f64::NEG_INFINITY;
        for _ in 0..2000 {
            // |U_is|² of a random real rotation; columns are |00>, |t>, |s>, |11>.
            let overlaps = random_overlaps(&mut random);
            let places = |s: usize| (0..4).map(|i| weights[i] * overlaps[i][s]).sum::<f64>();
            let (bright, dark) = (1.0 - places(2), places(2));
            let mut steady: Vec<f64> = tau.iter().map(|t| bright * t).chain([dark]).collect();
            let energy = bright * orbit.energies[0] + dark;
            steady.sort_by(|a, b| b.total_cmp(a));
            let passive: f64 = steady.iter().zip(levels).map(|(p, level)| p * level).sum();
            let cost = (0..4).map(|s| places(s) * levels[s]).sum::<f64>() - 2.0 * q / (1.0 + q);
            greatest = greatest.max(energy - passive - cost);
        }
        assert!(
            greatest < optimum.upper() && greatest > optimum.value - 0.3,
            "{greatest}"
        );
        Ok(())
    }

    /// Squares of the elements of a random orthogonal 4 x 4 matrix (Gram and Schmidt).
    fn random_overlaps(random: &mut ChaCha8Rng) -> Vec<[f64; 4]> {
        let mut rows: Vec<[f64; 4]> = Vec::new();
        while rows.len() < 4 {
            let mut row = [0.0; 4].map(|_: f64| {
                let uniform: f64 = StandardUniform.sample(random);
                2.0 * uniform - 1.0
            });
            for _ in 0..2 {
                for other in &rows {
                    let overlap: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                    row.iter_mut()
                        .zip(other)
                        .for_each(|(a, b)| *a -= overlap * b);
                }
            }
            let length = row.iter().map(|a| a * a).sum::<f64>().sqrt();
            if length > 1e-3 {
                rows.push(row.map(|a| a / length));
            }
        }
        rows.iter().map(|row| row.map(|a| a * a)).collect()
    }
}
