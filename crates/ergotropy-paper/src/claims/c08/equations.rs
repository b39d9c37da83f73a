//! Eq. 62, 63 and 65 as they are printed, and their distance from the exact ones.

use ergotropy::schur::Complex64;
use ergotropy::{Bath, Error};

use super::cells::{Cells, Matrix};
use crate::claims::thermal::collective;

/// Bose ratios of a bath that heats.
pub(super) const RATIOS: [f64; 5] = [1e-6, 0.25, 0.5, 0.9, 0.99];
pub(super) const OCCUPATIONS: [f64; 3] = [0.1, 1.0, 7.0];
/// The greatest difference that counts as equality.
pub(super) const EQUAL: f64 = 1e-13;

/// Eq. 63 or 65 for a start, with the elements below the diagonal as printed or conjugated.
fn formula(start: &[Vec<Complex64>], alpha: f64, conjugated: bool) -> Vec<Vec<Complex64>> {
    let size = start.len();
    let weight = |rows: &[usize]| -> Complex64 { rows.iter().map(|&i| start[i][i]).sum() };
    let mut rho = vec![vec![Complex64::ZERO; size]; size];
    let mut put = |rows: &[usize], columns: &[usize], weight: Complex64| {
        let powers: Vec<f64> = std::iter::successors(Some(1.0), |power| Some(power * alpha))
            .take(rows.len())
            .collect();
        let sum: f64 = powers.iter().sum();
        for ((&row, &column), power) in rows.iter().zip(columns).zip(powers) {
            rho[row][column] = weight * (power / sum);
        }
    };
    if size == 4 {
        put(&[0, 1, 2], &[0, 1, 2], weight(&[0, 1, 2]));
        put(&[3], &[3], weight(&[3]));
    } else {
        let (first, second) = ([4, 5], [6, 7]);
        put(&[0, 1, 2, 3], &[0, 1, 2, 3], weight(&[0, 1, 2, 3]));
        put(&first, &first, weight(&first));
        put(&second, &second, weight(&second));
        let coherence = start[4][6] + start[5][7];
        put(&first, &second, coherence);
        let below = if conjugated {
            coherence.conj()
        } else {
            coherence
        };
        put(&second, &first, below);
    }
    rho
}

/// The greatest difference of two matrices, and the number of elements that differ.
fn difference(a: &[Vec<Complex64>], b: &[Vec<Complex64>]) -> (f64, usize) {
    let pairs = a.iter().flatten().zip(b.iter().flatten());
    let off: Vec<f64> = pairs.map(|(a, b)| (a - b).norm()).collect();
    (
        off.iter().copied().fold(0.0, f64::max),
        off.iter().filter(|&&off| off > 1e-9).count(),
    )
}

/// Distances between the formula and the steady state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Comparison {
    pub(super) starts: usize,
    /// With c_2* below the diagonal, and as printed; 0 < α_c < 1.
    pub(super) conjugated: f64,
    pub(super) printed: f64,
    /// At α_c = 0, with c_2* below the diagonal, and most elements that differ.
    pub(super) cold: f64,
    pub(super) cold_elements: usize,
}

pub(super) fn compare(cells: &Cells) -> Result<Comparison, Error> {
    let mut found = Comparison::default();
    for start in cells.starts()? {
        found.starts += 1;
        let before = cells.matrix(&start);
        let off = |alpha: f64, conjugated: bool| -> Result<(f64, usize), Error> {
            let bath = Bath::from_bose_ratio(alpha)?;
            let steady =
                collective(cells.count.into(), bath)?.steady_state_from(&start.clone().into())?;
            let after = cells.matrix(&steady.density_matrix()?);
            Ok(difference(&after, &formula(&before, alpha, conjugated)))
        };
        for alpha in RATIOS {
            found.conjugated = found.conjugated.max(off(alpha, true)?.0);
            found.printed = found.printed.max(off(alpha, false)?.0);
        }
        let (cold, elements) = off(0.0, true)?;
        found.cold = found.cold.max(cold);
        found.cold_elements = found.cold_elements.max(elements);
    }
    Ok(found)
}

/// An equation of Eq. 62 with all terms on one side: elements with their factors a + b n.
type Equation = &'static [(usize, usize, f64, f64)];

/// Eq. 62 as printed, for the elements 11, 12, ... 43 in turn; 44 is missing.
pub(super) const PRINTED: [Equation; 15] = [
    &[(1, 1, 0.0, 1.0), (2, 2, -1.0, -1.0)],
    &[(1, 2, 1.0, 3.0), (2, 3, -2.0, -2.0)],
    &[(1, 3, 1.0, 2.0)],
    &[(1, 4, 0.0, 1.0)],
    &[(2, 1, 1.0, 3.0), (3, 2, -2.0, -2.0)],
    &[(1, 1, 0.0, 1.0), (2, 2, -1.0, -2.0), (3, 3, 1.0, 1.0)],
    &[(1, 2, 0.0, 2.0), (2, 3, -2.0, -3.0)],
    &[(2, 4, 1.0, 2.0)],
    &[(3, 1, 1.0, 2.0)],
    &[(2, 1, 0.0, 2.0), (3, 2, -2.0, -3.0)],
    &[(2, 2, 0.0, 1.0), (3, 3, -1.0, -1.0)],
    &[(3, 4, 1.0, 1.0)],
    &[(4, 1, 0.0, 1.0)],
    &[(4, 2, 1.0, 2.0)],
    &[(4, 3, 1.0, 1.0)],
];

/// Whether an equation is a multiple of a row of L that is not zero.
fn is_row(equation: Equation, generator: &Matrix, row: usize, occupation: f64) -> bool {
    let mut printed = [0.0f64; 16];
    for &(i, j, constant, slope) in equation {
        printed[4 * (i - 1) + j - 1] = constant + slope * occupation;
    }
    let greatest = |a: &usize, b: &usize| printed[*a].abs().total_cmp(&printed[*b].abs());
    let Some(at) = (0..16).max_by(greatest) else {
        return false;
    };
    let factor = generator.at(row, at) / printed[at];
    factor != 0.0
        && (0..16).all(|column| {
            (generator.at(row, column) - factor * printed[column]).abs()
                < EQUAL * (1.0 + occupation)
        })
}

/// The correct parts of Eq. 62.
pub(super) struct Equations {
    /// The number of equations that are the row of L of their element, at all occupations tried.
    pub(super) right: usize,
    /// Whether the row of 44, which is not printed, is 0 = 0.
    pub(super) last_is_void: bool,
    /// The number of other rows of L that are 0 = 0 at n = 0.
    pub(super) void_cold: usize,
}

pub(super) fn equations(two: &Cells) -> Equations {
    let warm: Vec<(f64, Matrix)> = OCCUPATIONS.iter().map(|&n| (n, two.generator(n))).collect();
    let cold = two.generator(0.0);
    let is_void = |matrix: &Matrix, row: usize| (0..16).all(|at| matrix.at(row, at).abs() < EQUAL);
    Equations {
        right: (0..)
            .zip(PRINTED)
            .filter(|&(row, equation)| {
                warm.iter()
                    .all(|(n, generator)| is_row(equation, generator, row, *n))
            })
            .count(),
        last_is_void: warm.iter().all(|(_, generator)| is_void(generator, 15)),
        void_cold: (0..15).filter(|&row| is_void(&cold, row)).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::TWO;
    use super::*;

    #[test]
    fn a_wrong_equation_is_told_from_a_right_one() {
        let generator = Cells::new(2, &TWO).generator(1.0);
        assert!(is_row(PRINTED[1], &generator, 1, 1.0));
        assert!(!is_row(
            &[(1, 2, 1.0, 2.0), (2, 3, -2.0, -2.0)],
            &generator,
            1,
            1.0
        ));
        assert!(!is_row(PRINTED[1], &generator, 4, 1.0));
    }
}
