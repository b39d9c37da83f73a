//! Starting states, as a user names them.

use crate::error::{Error, in_range};

/// A starting state: permutation-invariant and diagonal in energy.
///
/// ```
/// use ergotropy::Start;
///
/// let thermal = Start::gibbs(0.5)?.state(6)?;
/// assert_eq!(thermal.ergotropy().value, 0.0); // a product of Gibbs states is passive
/// assert_eq!(Start::excited().state(6)?.ergotropy().value, 6.0);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Start(pub(crate) Kernel);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kernel {
    Gibbs { q: f64 },
    Excited,
    Dicke { excitations: u64 },
    Populations(Vec<(u64, u64, f64)>),
}

impl Start {
    /// All cells in their ground state.
    pub fn ground() -> Self {
        Self(Kernel::Gibbs { q: 0.0 })
    }

    /// All cells excited.
    pub fn excited() -> Self {
        Self(Kernel::Excited)
    }

    /// A product of Gibbs states of single cells (Eq. 29): weights 1/(1+q) and q/(1+q),
    /// q = exp(-β_q), so that p(d, k) = ν_d q^k / (1+q)^N.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if q is outside [0, 1]; q = 1 is the maximally mixed state.
    pub fn gibbs(q: f64) -> Result<Self, Error> {
        in_range(
            "the Gibbs ratio q",
            q,
            (0.0..=1.0).contains(&q),
            "from 0 to 1",
        )?;
        Ok(Self(Kernel::Gibbs { q }))
    }

    /// The Dicke state of k excitations in the bright ladder.
    pub fn dicke(excitations: u64) -> Self {
        Self(Kernel::Dicke { excitations })
    }

    /// Any populations, as (d, k, weight) with d = N/2 - j and k = N/2 + m; what is not named is
    /// zero. Weights are never rescaled.
    pub fn populations(weights: impl IntoIterator<Item = (u64, u64, f64)>) -> Self {
        Self(Kernel::Populations(weights.into_iter().collect()))
    }
}
