//! The rates of jumps between strings, and the coherent couplings, of an ensemble.

use crate::model::ensemble::Ensemble;
use crate::numerics::double::Double;

/// The rates of an ensemble, with cells counted by the bits of strings: bit i is cell N - i.
#[derive(Clone, Debug)]
pub(crate) struct Rates {
    pub(crate) cells: usize,
    /// D_ij of emission σ-_j ρ σ+_i, row by row: collective emission times g, and that of single cells.
    pub(crate) emission: Vec<f64>,
    /// The same of absorption σ+_j ρ σ-_i.
    pub(crate) absorption: Vec<f64>,
    /// The energy of an exchange σ+_i σ-_j, and on the diagonal that of a cell; `None` if all cells have the same energy and
    /// exchange nothing.
    pub(crate) energy: Option<Vec<f64>>,
    /// The rate at which elements decay for each cell in which their strings differ.
    pub(crate) dephasing: f64,
    /// The rate at which elements decay for each square of the number of excited cells that their strings differ by.
    pub(crate) collective_dephasing: f64,
}

impl Rates {
    pub(crate) fn of(ensemble: &Ensemble) -> Self {
        Self::on(ensemble.cells(), ensemble)
    }

    /// The rates of as many cells as asked for. Couplings of another number of them are averaged.
    pub(crate) fn on(cells: u32, ensemble: &Ensemble) -> Self {
        let cells = cells as usize;
        let kernel = |i: usize, j: usize| kernel(cells, ensemble, i, j);
        let couplings = ensemble.shared_field();
        let couplings = couplings.filter(|couplings| couplings.cells() == cells);
        let (collective, local) = (ensemble.collective_channel(), ensemble.local_channel());
        let over_bits = |element: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            let last = cells - 1;
            let at = |at: usize| element(last - at / cells, last - at % cells);
            (0..cells * cells).map(at).collect()
        };
        let rates = |of_all: f64, of_each: f64| {
            over_bits(&|i, j| {
                let own = if i == j { of_each } else { 0.0 };
                of_all.mul_add(kernel(i, j), own)
            })
        };
        let energy = couplings.filter(|couplings| couplings.is_coherent());
        let energy = energy.map(|couplings| {
            let rate = collective.rate();
            over_bits(&|i, j| {
                if i == j {
                    // A detuning of all cells turns only coherence between levels.
                    couplings.detunings()[i] - couplings.detunings()[0]
                } else {
                    rate * couplings.shift(i, j)
                }
            })
        });
        Self {
            cells,
            emission: rates(collective.emission(), local.emission()),
            absorption: rates(collective.absorption(), local.absorption()),
            energy,
            dephasing: ensemble.dephasing_rate() / 2.0,
            collective_dephasing: ensemble.collective_dephasing_rate() / 2.0,
        }
    }
}

/// The share g_ij of two of so many cells, on average if couplings are of another number of them.
pub(crate) fn kernel(cells: usize, ensemble: &Ensemble, i: usize, j: usize) -> f64 {
    match ensemble.shared_field() {
        None => 1.0,
        Some(couplings) if couplings.cells() == cells => couplings.decay(i, j),
        Some(_) => {
            let [own, shared] = ensemble.shares().map(Double::to_f64);
            if i == j { own + shared } else { shared }
        }
    }
}
