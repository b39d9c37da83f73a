//! The modes in which cells emit together.

/// A mode of emission: an eigenvector of the kernel g, whose jump is Σ v_i σ-_i.
#[derive(Clone, Debug, PartialEq)]
pub struct EmissionMode {
    /// Its rate, the eigenvalue, in units of γ₀: above 1 for superradiant modes, far below for dark ones.
    pub rate: f64,
    /// The amplitude v_i of each cell; the squares sum to 1.
    pub amplitudes: Vec<f64>,
    /// The weight (Σ v_i)²/N of the bright mode, in which all cells have the same amplitude.
    pub bright_weight: f64,
}

/// Rotations after which columns count as orthogonal, as a share of their lengths.
const ORTHOGONAL: f64 = 4.0 * f64::EPSILON;

/// Sweeps over all pairs of columns; ten are plenty for 26 columns.
const MOST_SWEEPS: usize = 60;

/// The modes of g = B Bᵀ, from the columns of B, fastest first.
///
/// Columns are rotated in pairs until all are orthogonal (one-sided Jacobi). This keeps the relative accuracy of all
/// singular values of a factor whose columns differ in size (J. Demmel and K. Veselić, *SIAM J. Matrix Anal. Appl.* 13,
/// 1204 (1992)), which a general eigenvalue solver would not.
pub(crate) fn modes(cells: usize, columns: &[Vec<f64>]) -> Vec<EmissionMode> {
    let mut columns = columns.to_vec();
    for _ in 0..MOST_SWEEPS {
        let mut rotated = false;
        for q in 1..columns.len() {
            for p in 0..q {
                let (left, right) = columns.split_at_mut(q);
                rotated |= rotate(&mut left[p], &mut right[0]);
            }
        }
        if !rotated {
            break;
        }
    }
    let mut modes: Vec<EmissionMode> = columns.iter().map(|column| mode(column)).collect();
    modes.retain(|mode| mode.rate > 0.0);
    modes.sort_by(|a, b| b.rate.total_cmp(&a.rate));
    modes.truncate(cells);
    modes
}

fn mode(column: &[f64]) -> EmissionMode {
    let size = norm(column);
    // The sign is that of the sum, or of the first entry.
    let sum: f64 = column.iter().sum();
    let first = column.iter().copied().find(|&entry| entry != 0.0);
    let sign = if sum.abs() > 1e-12 * size {
        sum
    } else {
        first.unwrap_or(1.0)
    };
    let scale = size.copysign(sign);
    EmissionMode {
        rate: size * size,
        amplitudes: column.iter().map(|entry| entry / scale).collect(),
        // A weight is at most 1, which a rounding may exceed.
        bright_weight: ((sum / size).powi(2) / column.len() as f64).min(1.0),
    }
}

/// Rotates two columns so that they are orthogonal; whether they had to be.
fn rotate(p: &mut [f64], q: &mut [f64]) -> bool {
    let (a, b) = (norm(p), norm(q));
    let product: f64 = p.iter().zip(q.iter()).map(|(p, q)| p * q).sum();
    if a == 0.0 || b == 0.0 || product.abs() <= ORTHOGONAL * a * b {
        return false;
    }
    // tan 2θ = 2 p·q / (a² - b²), with the smaller of the two angles.
    let zeta = (b / product) * b / 2.0 - (a / product) * a / 2.0;
    let tangent = zeta.signum() / (zeta.abs() + zeta.hypot(1.0));
    let cosine = tangent.hypot(1.0).recip();
    let sine = cosine * tangent;
    for (p, q) in p.iter_mut().zip(q.iter_mut()) {
        (*p, *q) = (cosine * *p - sine * *q, sine * *p + cosine * *q);
    }
    true
}

fn norm(column: &[f64]) -> f64 {
    column.iter().map(|x| x * x).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_cells_have_one_bright_mode() {
        let found = modes(5, &[vec![1.0; 5]]);
        assert_eq!(found.len(), 1);
        assert!((found[0].rate - 5.0).abs() < 1e-14);
        assert!((found[0].bright_weight - 1.0).abs() < 1e-15);
    }

    #[test]
    fn small_rates_are_kept() {
        // Columns (1, 1) and (ε, -ε) are orthogonal; turned by an angle they are not.
        let small = 1e-30;
        let (c, s) = (0.8, 0.6);
        let turned = [
            vec![c - s * small, c + s * small],
            vec![s + c * small, s - c * small],
        ];
        // What small parts add to numbers of order one is lost; graded columns keep it.
        assert!(modes(2, &turned)[1..].iter().all(|mode| mode.rate < 1e-31));
        let graded = [vec![1.0, 1.0], vec![0.0, 2.0 * small]];
        let found = modes(2, &graded);
        assert!((found[0].rate - 2.0).abs() < 1e-15);
        assert!(
            (found[1].rate / (2.0 * small * small) - 1.0).abs() < 1e-14,
            "{found:?}"
        );
    }
}
