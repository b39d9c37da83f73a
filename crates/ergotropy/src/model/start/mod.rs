//! Starting states, as a user gives them.
//!
//! - [`register`]: states over bit strings
//! - [`checks`]: the conditions under which numbers over bit strings are a state

pub(crate) mod checks;
pub(crate) mod register;

use std::sync::Arc;

use num_complex::Complex64;

use crate::bounded::Bounded;
use crate::error::{Error, in_range};
use crate::model::start::register::RegisterStart;

/// A starting state: any state of the cells.
///
/// Ground, excited, Gibbs, Dicke and [`Start::populations`] are permutation-invariant and diagonal in energy,
/// and fit any number of cells. The others are given over bit strings, up to 26 cells: index = bits, cell 1 is
/// the most significant, and 1 is an excited cell.
///
/// ```
/// use ergotropy::{Complex64, Observables, Start};
///
/// let thermal = Start::gibbs(0.5)?.state(6)?;
/// assert_eq!(thermal.ergotropy().value, 0.0); // a product of Gibbs states is passive
/// assert_eq!(Start::excited().state(6)?.ergotropy().value, 6.0);
///
/// let half = Complex64::from(0.5f64.sqrt());
/// let bell = Start::pure(vec![half, Complex64::ZERO, Complex64::ZERO, half])?;
/// assert!(bell.state(2)?.ergotropy().contains(1.0)); // pure: all of its energy
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Start(Kernel);

#[derive(Clone, Debug, PartialEq)]
enum Kernel {
    Ladder(LadderStart),
    Register(Arc<RegisterStart>),
}

/// A start that is permutation-invariant and diagonal in energy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LadderStart {
    Gibbs { q: f64 },
    Excited,
    Dicke { excitations: u64 },
    Populations(Vec<(u32, u32, Bounded)>),
}

/// A start, by the way in which it was given.
pub(crate) enum Given<'a> {
    Ladder(&'a LadderStart),
    Register(&'a RegisterStart),
}

impl Start {
    /// All cells in their ground state.
    pub fn ground() -> Self {
        Self(Kernel::Ladder(LadderStart::Gibbs { q: 0.0 }))
    }

    /// All cells excited.
    pub fn excited() -> Self {
        Self(Kernel::Ladder(LadderStart::Excited))
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
        Ok(Self(Kernel::Ladder(LadderStart::Gibbs { q })))
    }

    /// The Dicke state of k excitations in the bright ladder.
    pub fn dicke(excitations: u64) -> Self {
        Self(Kernel::Ladder(LadderStart::Dicke { excitations }))
    }

    /// Any populations, as (d, k, weight) with d = N/2 - j and k = N/2 + m; populations that are not
    /// listed are zero. Weights are never rescaled.
    ///
    /// A weight is an exact float, or a [`Bounded`] whose error becomes an error of the state. So the
    /// result of [`Observables::populations`](crate::Observables::populations) can be a start.
    ///
    /// ```
    /// use ergotropy::{Bath, Ensemble, Mixture, Observables, Start};
    ///
    /// let battery = Ensemble::mixture(7, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
    ///     .collective_bath(Bath::from_bose_ratio(0.6)?);
    /// let charged = battery.steady_state()?;
    /// let without_bath = Ensemble::mixture(7, Mixture { eta: 0.0, gamma_ratio: 0.1 })?;
    /// let decay = without_bath.charge(&Start::populations(charged.populations()), &[0.5])?;
    /// assert!(decay.points()[0].work().energy.value < charged.energy().value);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    pub fn populations<W: Into<Bounded>>(weights: impl IntoIterator<Item = (u32, u32, W)>) -> Self {
        let weights = weights.into_iter().map(|(d, k, p)| (d, k, p.into()));
        Self(Kernel::Ladder(LadderStart::Populations(weights.collect())))
    }

    /// A pure state from its 2^N amplitudes.
    ///
    /// # Errors
    /// Those of [`RegisterStart::pure`].
    pub fn pure(amplitudes: Vec<Complex64>) -> Result<Self, Error> {
        RegisterStart::pure(amplitudes).map(Self::from)
    }

    /// A mixture Σ w |ψ⟩⟨ψ| of a few pure states, which need not be orthogonal.
    ///
    /// # Errors
    /// Those of [`RegisterStart::mixture`].
    pub fn mixture(vectors: Vec<(f64, Vec<Complex64>)>) -> Result<Self, Error> {
        RegisterStart::mixture(vectors).map(Self::from)
    }

    /// Any state from the 4^N elements of its density matrix, row by row.
    ///
    /// # Errors
    /// Those of [`RegisterStart::density_matrix`].
    pub fn density_matrix(elements: Vec<Complex64>) -> Result<Self, Error> {
        RegisterStart::density_matrix(elements).map(Self::from)
    }

    pub(crate) fn given(&self) -> Given<'_> {
        match &self.0 {
            Kernel::Ladder(start) => Given::Ladder(start),
            Kernel::Register(start) => Given::Register(start),
        }
    }
}

impl From<RegisterStart> for Start {
    fn from(start: RegisterStart) -> Self {
        Self(Kernel::Register(Arc::new(start)))
    }
}
