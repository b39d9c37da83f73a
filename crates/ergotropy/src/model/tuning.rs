//! What a user may set of how an answer is computed.

use crate::numerics::effort::Limits;

/// When errors are proved to be bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Proof {
    /// Up to the numbers of cells of [`Tuning`], where a proof costs little.
    #[default]
    WhenAffordable,
    /// For any number of cells, whatever it costs. Where a proof fails, the kind of the numbers says so.
    Always,
    /// Nowhere that an estimate is cheaper; closed forms stay bounds.
    Never,
}

/// What a user may set of how an answer is computed. Numbers change with it only as far as another
/// [`Method`](crate::Method) is taken.
///
/// ```
/// use ergotropy::{Bath, Ensemble, Kind, Mixture, Observables, Proof, Tuning};
///
/// let battery = Ensemble::mixture(40, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
///     .collective_bath(Bath::from_bose_ratio(0.6)?);
/// let plain = battery.with(Tuning { proof: Proof::Never, ..Tuning::default() });
/// let (proved, plain) = (battery.steady_state()?.ergotropy(), plain.steady_state()?.ergotropy());
/// assert_eq!((proved.kind, plain.kind), (Kind::Bound, Kind::Estimate));
/// assert!((proved - plain).contains(0.0));
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// When errors are proved.
    pub proof: Proof,
    /// Most cells whose steady state is proved [`Proof::WhenAffordable`], 160: a proof costs about as much as
    /// the state itself, O(N³), and more than that beyond, where windows and collocation are cheaper.
    pub steady_proof_cells: u32,
    /// Most cells whose charging curve is proved [`Proof::WhenAffordable`], 48: a second or less. A fraction of
    /// a second at 56 cells, some seconds at 100; from there the cost grows as N⁴.
    pub charging_proof_cells: u32,
    /// Memory that an answer may take, in bytes: 2 GiB. What would take more is computed by a method that
    /// takes less, or refused before it is begun.
    pub memory: u64,
    /// Threads that an answer may take, 1 or 2 (more count as 2): the bits are the same. Without an effect where
    /// the machine has one.
    pub threads: u32,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            proof: Proof::WhenAffordable,
            steady_proof_cells: 160,
            charging_proof_cells: 48,
            memory: 2 << 30,
            threads: 2,
        }
    }
}

impl Tuning {
    /// Whether the steady state of so many cells is to be proved.
    pub(crate) fn proves_steady_state(self, cells: u32) -> bool {
        self.proves(cells, self.steady_proof_cells)
    }

    /// Whether the charging curve of so many cells is to be proved.
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
