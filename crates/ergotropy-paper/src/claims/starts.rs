//! Starts over bit strings that several claims try.

use ergotropy::Error;
use ergotropy::schur::{Complex64, RegisterStart};

/// A superposition of a few bit strings with real amplitudes, which are normalised here.
pub(super) fn superposition(cells: u32, terms: &[(usize, f64)]) -> Result<RegisterStart, Error> {
    let mut amplitudes = vec![Complex64::ZERO; 1 << cells];
    for &(string, amplitude) in terms {
        amplitudes[string] += Complex64::from(amplitude);
    }
    RegisterStart::pure(normalised(amplitudes))
}

/// The product of cells, each with amplitudes of |0> and |1>.
pub(super) fn product(cells: &[(Complex64, Complex64)]) -> Result<RegisterStart, Error> {
    let mut amplitudes = vec![Complex64::ONE];
    for (ground, excited) in cells {
        amplitudes = amplitudes
            .iter()
            .flat_map(|amplitude| [amplitude * ground, amplitude * excited])
            .collect();
    }
    RegisterStart::pure(normalised(amplitudes))
}

/// A pure state without any symmetry, the same for the same seed.
pub(super) fn random(cells: u32, seed: u64) -> Result<RegisterStart, Error> {
    RegisterStart::pure(amplitudes(cells, seed))
}

/// A mixture of `rank` pure states as [`random`] makes them.
pub(super) fn random_mixture(cells: u32, rank: u32, seed: u64) -> Result<RegisterStart, Error> {
    let weight = 1.0 / f64::from(rank);
    RegisterStart::mixture(
        (0..u64::from(rank))
            .map(|i| (weight, amplitudes(cells, seed + (i << 32))))
            .collect(),
    )
}

/// The elements of a state over bit strings, row by row.
pub(super) fn elements(start: &RegisterStart) -> Vec<Complex64> {
    let size = 1usize << start.cells();
    (0..size * size)
        .map(|i| start.element(i / size, i % size))
        .collect()
}

/// Frobenius norm of the difference of two states.
pub(super) fn distance(a: &RegisterStart, b: &RegisterStart) -> f64 {
    elements(a)
        .iter()
        .zip(elements(b))
        .map(|(a, b)| (a - b).norm_sqr())
        .sum::<f64>()
        .sqrt()
}

fn amplitudes(cells: u32, seed: u64) -> Vec<Complex64> {
    let mut state = seed;
    let mut part = move || {
        // SplitMix64, with the upper 53 bits as a number from -1 to 1.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^= bits >> 31;
        (bits >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    };
    normalised(
        (0..1u32 << cells)
            .map(|_| Complex64::new(part(), part()))
            .collect(),
    )
}

fn normalised(amplitudes: Vec<Complex64>) -> Vec<Complex64> {
    let square: f64 = amplitudes.iter().map(Complex64::norm_sqr).sum();
    amplitudes
        .into_iter()
        .map(|amplitude| amplitude / square.sqrt())
        .collect()
}
