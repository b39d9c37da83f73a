//! The errors of a question, as typed facts.

/// Why a question has no answer.
///
/// Every variant carries the numbers that a reader needs to correct the input; `Display` makes one
/// sentence of them.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A parameter lies outside its range, or is not a number.
    #[error("{name} is {}, but must be {allowed}", Plain(*value))]
    OutOfRange {
        /// Name of the parameter.
        name: &'static str,
        /// The value that was given.
        value: f64,
        /// The values that are allowed, in words.
        allowed: &'static str,
    },
    /// The number of cells is outside 1 ..= 2^31.
    #[error("the number of cells is {cells}, but must be from 1 to 2147483648")]
    Cells {
        /// The number of cells that was given.
        cells: u64,
    },
    /// There is no limit N → ∞, because the start is maximally mixed.
    #[error(
        "the Gibbs ratio q is 1, where the ergotropy grows without bound with the number of cells: it must be at least 0 and less than 1"
    )]
    Diverges,
    /// The number of cells at positions, or with couplings of their own, is outside what the register picture holds.
    #[error(
        "{cells} cells are given with places or couplings of their own, but there must be from 1 to {most}"
    )]
    CellsAtPlaces {
        /// The number of cells that was given.
        cells: u64,
        /// The greatest number.
        most: u64,
    },
    /// An iteration for a steady state did not converge.
    #[error(
        "the steady state was not found: the iteration ended with a defect of {defect:e} and needs 1e-11; rates are too far apart for it"
    )]
    Unconverged {
        /// The least defect of the balance, relative to the flow through the state.
        defect: f64,
    },
    /// The steady state depends on the start, since cells are alike to the noise or left out by it.
    #[error(
        "the steady state may depend on the starting state, because {because}{}",
        if *decided { ": give a starting state" } else { "" }
    )]
    CellsAlike {
        /// What is left alone.
        because: String,
        /// Whether the steady state that a start leads to can be given.
        decided: bool,
    },
    /// A start keeps coherence between cells of different frequencies.
    #[error(
        "no steady state is reached from this start: coherence between cells of different frequencies, of up to {greatest:.3e}, is left \
         alone by the noise and turns for ever: give a start without it, or ask for a charging curve"
    )]
    Turning {
        /// The size of the greatest element that turns.
        greatest: f64,
    },
    /// A dipole has no direction.
    #[error("the dipole is zero or not finite, but must have a direction, as (0, 0, 1)")]
    Dipole,
    /// The number of dipoles fits neither one for all cells nor one for each.
    #[error(
        "{dipoles} dipoles are given for {cells} cells: give one for all of them, or one for each"
    )]
    Dipoles {
        /// Number of dipoles.
        dipoles: usize,
        /// Number of cells.
        cells: usize,
    },
    /// Circular dipoles differ between cells, so that the kernel would not be real.
    #[error(
        "circular dipoles must be the same for all cells: give one dipole, or a linear one for each cell"
    )]
    ComplexDipoles,
    /// Two cells are at one place, where their dipole-dipole shift is infinite.
    #[error(
        "cells {one} and {other} are {} wavelengths apart, where their dipole-dipole shift diverges: move them apart, or leave the shift out", Plain(*distance)
    )]
    CellsCoincide {
        /// One of the cells, counted from 1.
        one: usize,
        /// The other one.
        other: usize,
        /// Their distance in wavelengths.
        distance: f64,
    },
    /// A kernel or a list of couplings has not as many elements as it must.
    #[error(
        "{elements} elements are no couplings: give N for each mode, or N x N for a kernel, of N from 1 to 26 cells"
    )]
    KernelShape {
        /// Number of elements.
        elements: usize,
    },
    /// A kernel is not symmetric.
    #[error(
        "the kernel has {} in row {row}, column {column}, but {} in row {column}, column {row}: it must be symmetric",
        Plain(values[0]), Plain(values[1])
    )]
    KernelAsymmetric {
        /// Row, counted from 1.
        row: usize,
        /// Column, counted from 1.
        column: usize,
        /// The element there, and that of the transpose.
        values: [f64; 2],
    },
    /// A kernel has a negative eigenvalue.
    #[error("the kernel has the eigenvalue {}, but none may be negative: rates of emission would be", Plain(*least))]
    KernelNegative {
        /// The least eigenvalue.
        least: f64,
    },
    /// The number of detunings is not that of the cells.
    #[error("{detunings} detunings are given for {cells} cells: give one for each")]
    Detunings {
        /// Number of detunings.
        detunings: usize,
        /// Number of cells.
        cells: usize,
    },
    /// Couplings are of another number of cells than the ensemble.
    #[error("the couplings are of {couplings} cells, but the ensemble has {cells}")]
    CouplingsDiffer {
        /// Cells of the couplings.
        couplings: usize,
        /// Cells of the ensemble.
        cells: u32,
    },
    /// The steady state depends on the starting state, and none was given.
    #[error(
        "the steady state depends on the starting state, because {because}: give a starting state"
    )]
    NonUniqueSteadyState {
        /// The quantity that the noise conserves.
        because: &'static str,
    },
    /// No noise acts at all, so that every state is a steady state.
    #[error("nothing evolves: every rate is zero, so that each starting state stays as it is")]
    NothingEvolves,
    /// The method would take more memory than it may.
    #[error(
        "{cells} cells are too many for {method}, which would take {} of memory and may take {}{}",
        Bytes(*bytes), Bytes(*limit), Fitting(*most)
    )]
    TooLarge {
        /// Number of cells.
        cells: u32,
        /// The method that was asked for.
        method: &'static str,
        /// Bytes that the method would take.
        bytes: u128,
        /// Bytes that an answer may take.
        limit: u128,
        /// A number of cells that fits, if that can be known before the work.
        most: Option<u32>,
    },
    /// A charging curve that keeps the states of so many times would take more memory than it may.
    #[error(
        "the states of {times} times of a charging curve would take {} of memory and may take {}: at most about {most} times fit",
        Bytes(*bytes), Bytes(*limit)
    )]
    TooManyTimes {
        /// Number of times.
        times: usize,
        /// Bytes that the states would take, according to the states known so far.
        bytes: u128,
        /// Bytes that an answer may take.
        limit: u128,
        /// Greatest number of times that fit.
        most: u128,
    },
    /// A state has so many populations that its work would take minutes or more.
    #[error(
        "the state has {populations} populations, but may have {limit}: take fewer cells, or a bath further from infinite temperature"
    )]
    TooManyPopulations {
        /// Number of populations, without those left out as negligible.
        populations: u128,
        /// Greatest number of populations that is allowed.
        limit: u128,
    },
    /// The rates are too far apart for floats.
    #[error(
        "the rates span from {least:e} to {greatest:e}, but must lie within 200 decades of each other and above 1e-250: put 0 for a bath, a rate or a dephasing as weak as that"
    )]
    RateSpan {
        /// Least positive rate of a jump.
        least: f64,
        /// Greatest rate of a jump.
        greatest: f64,
    },
    /// A channel has rates of its own, where a closed form needs a bath.
    #[error(
        "{name} has rates of its own, but this limit needs a thermal bath: give a Bose ratio below 1"
    )]
    NotThermal {
        /// Name of the channel.
        name: &'static str,
    },
    /// A rate is so small that floats cannot tell it from zero.
    #[error(
        "{what} is {rate:e}, but must be 0, or at least {least:e} for floats to hold it: put 0 for noise as weak as that"
    )]
    RateTooSmall {
        /// Name of the rate.
        what: &'static str,
        /// The rate; for a channel the greater one of emission and absorption.
        rate: f64,
        /// The least rate that is allowed for this number of cells.
        least: f64,
    },
    /// A coherence time is longer than relaxation allows.
    #[error(
        "the coherence time T2 is {}, but can be at most {}, twice the relaxation time T1",
        Plain(*t2), Plain(2.0 * t1)
    )]
    CoherenceTime {
        /// The coherence time that was given.
        t2: f64,
        /// The relaxation time of a cell.
        t1: f64,
    },
    /// A collective rate is negative, and the rates of single cells do not make up for it.
    #[error(
        "the collective rate of {what} is {}, but must be at least {}: minus the rate of one cell over the number of cells",
        Plain(*collective), Plain(*least)
    )]
    NegativeRate {
        /// Emission or absorption.
        what: &'static str,
        /// The collective rate.
        collective: f64,
        /// The least collective rate that the rates of single cells make up for.
        least: f64,
    },
    /// An elimination reached a state that is left at a rate too small or too great for floats.
    #[error(
        "the state d = {d}, k = {k} is left at the rate {rate:e} once others are eliminated, but floats need one from {least:e} on: the rates that lead there are too far apart"
    )]
    Pivot {
        /// Ladder, d = N/2 - j.
        d: u32,
        /// Excitations, k = N/2 + m.
        k: u32,
        /// Rate of leaving the state for those that are not yet eliminated.
        rate: f64,
        /// Least rate that the elimination can divide by.
        least: f64,
    },
    /// The next step of a charging curve does not converge.
    #[error(
        "the populations cannot be followed beyond the time {time:e}: after a step of {step:e} they are off by {error:e} in all"
    )]
    Stalled {
        /// The time up to which the populations were followed.
        time: f64,
        /// The shortest step that was tried.
        step: f64,
        /// Error of the populations after the step, as the sum of absolute values.
        error: f64,
    },
    /// Stationary weights are too far apart for floats.
    #[error(
        "stationary weights exceed that of the state d = {d}, k = {k}, from which they are computed, by more than floats hold"
    )]
    WeightRange {
        /// Ladder d = N/2 - j of the state whose weight is set to 1.
        d: u32,
        /// Excitations k = N/2 + m of this state.
        k: u32,
    },
    /// A Dicke start has more excitations than the ensemble has cells.
    #[error("the Dicke state has {excitations} excitations, but the ensemble has {cells} cells")]
    DickeExcitations {
        /// Excitations that were asked for.
        excitations: u64,
        /// Number of cells.
        cells: u32,
    },
    /// A population was given for a state outside the lattice.
    #[error(
        "there is no state with d = {d} and k = {k} in {cells} cells: d must be from 0 to {}, and k from d to {cells} - d",
        cells / 2
    )]
    NoSuchState {
        /// Ladder, d = N/2 - j.
        d: u64,
        /// Excitations, k = N/2 + m.
        k: u64,
        /// Number of cells.
        cells: u32,
    },
    /// A population was given twice.
    #[error("the weight of the state d = {d}, k = {k} is given twice")]
    WeightTwice {
        /// Ladder, d = N/2 - j.
        d: u64,
        /// Excitations, k = N/2 + m.
        k: u64,
    },
    /// A population is negative or not finite.
    #[error(
        "the weight of the state d = {d}, k = {k} is {weight}, but must be from 0 to 1 (within 1e-10)"
    )]
    Weight {
        /// Ladder, d = N/2 - j.
        d: u64,
        /// Excitations, k = N/2 + m.
        k: u64,
        /// The weight that was given.
        weight: f64,
    },
    /// The number of amplitudes or matrix elements belongs to no number of cells.
    #[error(
        "a state over bit strings must have 2^N amplitudes or 4^N elements with N from 1 to 26, but has {length}"
    )]
    NotARegister {
        /// The number of amplitudes or elements, or the rows of a square matrix.
        length: usize,
    },
    /// An amplitude or element is infinite or not a number.
    #[error("number {index} (from 0) of the state is infinite or not a number")]
    NotANumber {
        /// Place of the number, row by row.
        index: usize,
    },
    /// A vector is not normalised.
    #[error("the state's norm is {norm:?}, but must be 1 within 1e-10; it is never renormalised")]
    Norm {
        /// Norm of the vector.
        norm: f64,
    },
    /// The trace of a matrix is not 1.
    #[error(
        "the density matrix has the trace {trace:?}, but must have 1 within 1e-10; it is never renormalised"
    )]
    Trace {
        /// Trace of the matrix.
        trace: f64,
    },
    /// A matrix is not Hermitian.
    #[error(
        "the density matrix is not Hermitian: elements ({row}, {column}) and ({column}, {row}) differ by {deviation:e} after conjugation, but may differ by 1e-10"
    )]
    NotHermitian {
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// Distance of the element from the conjugate of its mirror image.
        deviation: f64,
    },
    /// A matrix is not positive.
    #[error(
        "the density matrix has the negative eigenvalue {eigenvalue:e}, but none may be below -1e-10"
    )]
    NegativeEigenvalue {
        /// The least eigenvalue.
        eigenvalue: f64,
    },
    /// A start has another number of cells than the ensemble.
    #[error("the starting state has {start} cells, but the ensemble has {ensemble}")]
    CellsDiffer {
        /// Cells of the start.
        start: u32,
        /// Cells of the ensemble.
        ensemble: u32,
    },
    /// A state holds only as many copies as its start needed.
    #[error(
        "the state is held in fewer copies than there are, so that it cannot be written out: start from a density matrix"
    )]
    Compressed,
    /// The populations do not sum to 1.
    #[error("the weights sum to {sum}, but must sum to 1 within 1e-10; they are never rescaled")]
    NotNormalised {
        /// Sum of the populations.
        sum: f64,
    },
}

/// A number of bytes, shown in a unit that suits it.
struct Bytes(u128);

impl std::fmt::Display for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const UNITS: [&str; 9] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];
        let mut amount = self.0 as f64;
        let mut unit = 0;
        while amount >= 1024.0 && unit + 1 < UNITS.len() {
            amount /= 1024.0;
            unit += 1;
        }
        write!(f, "{amount:.1} {}", UNITS[unit])
    }
}

/// Advice on a number of cells that fits, if there is one.
struct Fitting(Option<u32>);

impl std::fmt::Display for Fitting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(most) => write!(f, ": {most} cells fit"),
            None => Ok(()),
        }
    }
}

/// A number, shown in at most some twenty characters.
struct Plain(f64);

impl std::fmt::Display for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.0.abs();
        if size == 0.0 || !size.is_finite() || (1e-5..1e16).contains(&size) {
            write!(f, "{}", self.0)
        } else {
            write!(f, "{:e}", self.0)
        }
    }
}

/// `Ok(value)` if `inside` holds, else [`Error::OutOfRange`].
pub(crate) fn in_range(
    name: &'static str,
    value: f64,
    inside: bool,
    allowed: &'static str,
) -> Result<f64, Error> {
    if inside {
        Ok(value)
    } else {
        Err(Error::OutOfRange {
            name,
            value,
            allowed,
        })
    }
}
