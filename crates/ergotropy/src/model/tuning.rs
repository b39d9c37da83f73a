//! The options of how an answer is computed.

use crate::numerics::effort::{Limits, MEMORY, THREADS};

/// The condition under which errors are proved to be bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Proof {
    /// Errors are proved up to the numbers of cells in [`Tuning`], where a proof costs little.
    #[default]
    WhenAffordable,
    /// Errors are proved for any number of cells, whatever it costs. If a proof fails, the numbers are
    /// marked as estimates.
    Always,
    /// Errors are not proved if an estimate is cheaper; closed forms stay bounds.
    Never,
}

/// The options of how an answer is computed. They change numbers only by the choice of another
/// [`Method`](crate::Method).
///
/// ```
/// use ergotropy::{Bath, Ensemble, Kind, Mixture, Observables, Proof, Tuning};
///
/// let battery = Ensemble::mixture(40, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
///     .collective_bath(Bath::from_bose_ratio(0.6)?);
/// let plain = battery.clone().with(Tuning { proof: Proof::Never, ..Tuning::default() });
/// let (proved, plain) = (battery.steady_state()?.ergotropy(), plain.steady_state()?.ergotropy());
/// assert_eq!((proved.kind, plain.kind), (Kind::Bound, Kind::Estimate));
/// assert!((proved - plain).contains(0.0));
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// The condition under which errors are proved.
    pub proof: Proof,
    /// Greatest number of cells whose steady state is proved with [`Proof::WhenAffordable`]; by default 160.
    /// Up to there a proof costs about as much as the state itself, O(N³); beyond, windows and collocation
    /// are cheaper.
    pub steady_proof_cells: u32,
    /// Greatest number of cells whose charging curve is proved with [`Proof::WhenAffordable`]; by default 48,
    /// which takes less than a second. A proof takes some seconds at 100 cells; from there the cost grows as
    /// N⁴.
    pub charging_proof_cells: u32,
    /// Memory that an answer may take, in bytes; by default 2 GiB. An answer that would take more is
    /// computed by a method that takes less, or is refused before it is begun.
    pub memory: u64,
    /// Threads that an answer may take, 1 or 2 (a greater number counts as 2); by default 2. The bits of the
    /// answer are the same. The option has no effect on a machine with one thread.
    pub threads: u32,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            proof: Proof::WhenAffordable,
            steady_proof_cells: 160,
            charging_proof_cells: 48,
            memory: MEMORY,
            threads: THREADS,
        }
    }
}

impl Tuning {
    /// Whether the steady state of `cells` cells is to be proved.
    pub(crate) fn proves_steady_state(self, cells: u32) -> bool {
        self.proves(cells, self.steady_proof_cells)
    }

    /// Whether the charging curve of `cells` cells is to be proved.
    pub(crate) fn proves_charging(self, cells: u32) -> bool {
        self.proves(cells, self.charging_proof_cells)
    }

    pub(crate) fn limits(self) -> Limits {
        Limits {
            memory: self.memory.into(),
            threads: self.threads,
        }
    }

    fn proves(self, cells: u32, affordable: u32) -> bool {
        match self.proof {
            Proof::WhenAffordable => cells <= affordable,
            Proof::Always => true,
            Proof::Never => false,
        }
    }
}
