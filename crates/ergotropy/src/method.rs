//! The method that computed a state or a curve.

use std::fmt;

/// The method that computed a state or a curve; its text appears in answers.
///
/// ```
/// use ergotropy::{Bath, Ensemble, Method, Mixture, Observables};
///
/// let battery = Ensemble::mixture(7, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
///     .collective_bath(Bath::from_bose_ratio(0.6)?);
/// let state = battery.steady_state()?;
/// assert_eq!(state.method(), Method::Certified);
/// assert_eq!(
///     state.method().to_string(),
///     "GTH elimination by nested dissection, corrected and certified with 106 bits"
/// );
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// A start that does not change.
    Given,
    /// The populations of a product of Gibbs states that was given as a start.
    Gibbs,
    /// The product of Gibbs states at the one temperature that acts: a bound.
    OneTemperature,
    /// Elimination of all states in plain floats, and a proof of the result: a bound.
    Certified,
    /// Elimination of all states with 106 bits: a bound.
    Eliminated,
    /// Elimination of all states with 106 bits, where products of rates fell below the least float: an
    /// estimate.
    EliminatedWithUnderflow,
    /// Elimination of the whole lattice in plain floats: an estimate.
    Dissected,
    /// Elimination of a window of the lattice in plain floats: an estimate.
    Windowed,
    /// Balance on a few ladders, or lines across them, with polynomials between: an estimate.
    Collocated,
    /// Ladders that keep their weight and thermalize each by itself (Eq. 27).
    ThermalLadders,
    /// Levels that keep their weight, spread evenly by dephasing.
    EvenLevels,
    /// Bit strings that keep their weight, without coherences between them.
    DephasedStrings,
    /// Charging with 106 bits: a bound.
    Laguerre,
    /// Charging in plain floats: an estimate.
    Krylov,
    /// χ_j ⊗ τ_j of each ladder (Eq. 27): a bound.
    ConservedCopies,
    /// The dark rungs that noise leads to which only emits, as a bath at zero temperature does: a
    /// bound.
    DarkRungs,
    /// The dark rungs that noise leads to which only absorbs: a bound.
    DarkTopRungs,
    /// The start without coherences between levels.
    DephasedLevels,
    /// Charging of any density matrix under collective noise: a bound.
    Sectors,
    /// Charging of density matrices over bit strings: an estimate.
    Arrays,
    /// The steady state of density matrices over bit strings: an estimate.
    ArraySteady,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Given => "as given",
            Self::Gibbs => "closed form",
            Self::OneTemperature => "product of Gibbs states, closed form",
            Self::Certified => {
                "GTH elimination by nested dissection, corrected and certified with 106 bits"
            }
            Self::Eliminated => "GTH elimination in double-double arithmetic",
            Self::EliminatedWithUnderflow => {
                "GTH elimination in double-double arithmetic; no bound, since products of rates fell below the least float"
            }
            Self::Dissected => "GTH elimination by nested dissection",
            Self::Windowed => "GTH elimination by nested dissection on a window",
            Self::Collocated => "collocation on some ladders, polynomials between them",
            Self::ThermalLadders => "thermal ladders, closed form",
            Self::EvenLevels => "levels spread evenly, closed form",
            Self::DephasedStrings => "weights of bit strings, which dephasing keeps",
            Self::Laguerre => "Laguerre expansion of the resolvent in double-double arithmetic",
            Self::Krylov => {
                "Krylov spaces of the resolvent in blocks of time, on windows of the lattice"
            }
            Self::ConservedCopies => "conserved copies times thermal ladders",
            Self::DarkRungs => "coherences between the dark lowest rungs of all ladders",
            Self::DarkTopRungs => "coherences between the dark highest rungs of all ladders",
            Self::DephasedLevels => "what collective dephasing leaves of the start",
            Self::Sectors => "Bohr sectors: squared propagators of each tri-diagonal generator",
            Self::Arrays => "Krylov spaces of the generator over bit strings",
            Self::ArraySteady => "Krylov iteration over bit strings",
        })
    }
}
