//! Coherent starts: their dark part, and their state after a long time.

use ergotropy::schur::{Complex64, RegisterStart, SchurState, Sector};
use ergotropy::{Bath, Bounded, Error, Observables, State};

use super::census::ensemble;
use crate::claims::grid::grows;
use crate::claims::starts::{distance, product, random, random_mixture, superposition};
use crate::claims::thermal::collective;

/// Occupation of a bath that is nearly cold.
pub(super) const COOL: f64 = 1e-6;

/// Bose ratios at which steady states are compared with long evolutions.
pub(super) const RATIOS: [f64; 4] = [0.0, 1e-3, 0.5, 0.9];

/// (|00> + singlet)/√2 at α_c = 0, and a product of two cells.
pub(super) struct Counterexample {
    /// The distance of the steady state from the start.
    pub(super) moved: f64,
    pub(super) coherence: f64,
    pub(super) work: Bounded,
    /// The work of ⊕ χ_j ⊗ τ_j with the same χ_j.
    pub(super) direct_sum: Bounded,
    /// The work at n_c = [`COOL`] after the time 1/(γ n_c).
    pub(super) late: Bounded,
    /// Dark work of (|0> + |1>)|0>/√2.
    pub(super) of_product: Bounded,
}

impl Counterexample {
    pub(super) fn new() -> Result<Self, Error> {
        let root = 0.5f64.sqrt();
        let start = superposition(2, &[(0, 1.0), (1, root), (2, -root)])?.to_density_matrix()?;
        let cold = ensemble(2, 0.0)?;
        let given = start.clone().into();
        let steady = cold.steady_state_from(&given)?;
        let matrix = steady.density_matrix()?;
        // <00|ρ|singlet>
        let coherence = (matrix.element(0, 1) - matrix.element(0, 2)).norm() * root;
        let dephased = cold
            .clone()
            .collective_dephasing(1.0)?
            .steady_state_from(&given)?;
        let late = ensemble(2, COOL)?.charge(&given, &[1.0 / COOL])?;
        let half = (root.into(), root.into());
        let tilted = product(&[half, (1.0.into(), 0.0.into())])?;
        Ok(Self {
            moved: distance(&matrix, &start),
            coherence,
            work: steady.ergotropy(),
            direct_sum: dephased.ergotropy(),
            late: late.points()[0].work().ergotropy,
            of_product: cold.steady_state_from(&tilted.into())?.ergotropy(),
        })
    }

    /// Whether the start is stationary although it is no direct sum.
    pub(super) fn stands(&self) -> bool {
        self.moved < 1e-12 && self.coherence > 1e-3 && grows(self.direct_sum, self.work)
    }
}

/// Coherent starts: a cat, a product without symmetry, a pure and a mixed state at random.
fn coherent_starts(cells: u32) -> Result<Vec<RegisterStart>, Error> {
    let top = (1usize << cells) - 1;
    let tilted: Vec<_> = (0..cells)
        .map(|i| {
            let part = (1.0 + f64::from(i)) / f64::from(cells);
            (1.0.into(), Complex64::new(part, 0.5 - part))
        })
        .collect();
    [
        superposition(cells, &[(0, 1.0), (top, 1.0)]),
        product(&tilted),
        random(cells, 7),
        random_mixture(cells, 3, 11),
    ]
    .into_iter()
    .map(|start| start?.to_density_matrix())
    .collect()
}

/// The greatest distance between steady states and states after a time at which e^-60 of the slowest
/// mode is left: in units of the reported errors, and absolute.
pub(super) fn long_evolution(cells: u32) -> Result<[f64; 2], Error> {
    let mut worst = [0.0f64; 2];
    for alpha in RATIOS {
        let ensemble = collective(cells.into(), Bath::from_bose_ratio(alpha)?)?;
        let slowest = Sector::all(&ensemble)
            .iter()
            .map(Sector::gap)
            .fold(f64::INFINITY, f64::min);
        for start in coherent_starts(cells)? {
            let start = start.into();
            let steady = ensemble.steady_state_from(&start)?;
            for late in ensemble.charge(&start, &[60.0 / slowest])?.points() {
                let late = &late.state;
                let off = distance(&steady.density_matrix()?, &late.density_matrix()?);
                let work = (steady.ergotropy().value - late.ergotropy().value).abs();
                let error = |state: &State| state.as_schur().map_or(f64::NAN, SchurState::error);
                let told = error(&steady) + error(late);
                // The transform back to bit strings adds a rounding error.
                worst[0] = worst[0].max(off / (told + 1e-14));
                worst[1] = worst[1].max(off).max(work);
            }
        }
    }
    Ok(worst)
}
