//! Induced dimension reduction, IDR(s): linear equations with short recurrences (P. Sonneveld and M. B. van Gijzen, *SIAM J. Sci.
//! Comput.* 31, 1035 (2008); M. B. van Gijzen and P. Sonneveld, *ACM Trans. Math. Softw.* 38, 5 (2011)).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::numerics::effort;
use crate::numerics::simd::floats::dot;
use crate::numerics::simd::vectorised;
use crate::register::steady::directions::norm;

/// Dimensions of the shadow space.
const SHADOWS: usize = 4;

/// Least cosine between a residual and its image up to which the step along it is not lengthened.
const STEEP: f64 = 0.7;

/// Share of its right side below which a residual that is followed is made of the roundings on the way there.
pub(crate) const DIGITS: f64 = 5e-12;

/// Applications after which a solution that gets no better is given up: at least so many, and this share of all before.
const PATIENCE: usize = 100;
const SHARE: usize = 2;

/// An approximation of A⁻¹ b and the norm of its residual, until the residual is below `goal`, gets no better, or the operator was applied `most` times. The residual
/// that is followed drifts from the true one by roundings.
pub(crate) fn solve(
    mut apply: impl FnMut(&[f64]) -> Vec<f64>,
    b: &[f64],
    (most, goal): (usize, f64),
) -> (Vec<f64>, f64) {
    let size = b.len();
    let shadows = shadows(size);
    let mut residual = b.to_vec();
    let mut x = vec![0.0; size];
    let mut images = vec![vec![0.0; size]; SHADOWS];
    let mut steps = images.clone();
    // Products of shadows and images: a lower triangle.
    let mut products = [[0.0; SHADOWS]; SHADOWS];
    for (i, row) in products.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    let mut length = 1.0;
    let mut left = most;
    let (mut best, mut least) = (x.clone(), norm(b));
    let mut reached = most;
    while least > goal && left > SHADOWS {
        // Roundings let no residual fall by more than some twelve digits; it rises again then.
        if reached - left > PATIENCE.max((most - reached) / SHARE) {
            break;
        }
        let mut f: [f64; SHADOWS] = std::array::from_fn(|i| dot(&shadows[i], &residual));
        for k in 0..SHADOWS {
            let mut c = [0.0; SHADOWS];
            for i in k..SHADOWS {
                let known: f64 = (k..i).map(|j| products[i][j] * c[j]).sum();
                c[i] = (f[i] - known) / products[i][i];
            }
            let mut step = residual.clone();
            for i in k..SHADOWS {
                add(&mut step, -c[i], &images[i]);
            }
            for x in &mut step {
                *x *= length;
            }
            for i in k..SHADOWS {
                add(&mut step, c[i], &steps[i]);
            }
            let mut image = apply(&step);
            effort::solved();
            left -= 1;
            for i in 0..k {
                let share = dot(&shadows[i], &image) / products[i][i];
                add(&mut image, -share, &images[i]);
                add(&mut step, -share, &steps[i]);
            }
            for i in k..SHADOWS {
                products[i][k] = dot(&shadows[i], &image);
            }
            let beta = f[k] / products[k][k];
            if !beta.is_finite() {
                return (best, least);
            }
            add(&mut residual, -beta, &image);
            add(&mut x, beta, &step);
            for i in k + 1..SHADOWS {
                f[i] -= beta * products[i][k];
            }
            (images[k], steps[k]) = (image, step);
        }
        let image = apply(&residual);
        effort::solved();
        left -= 1;
        let (along, own) = (dot(&image, &residual), dot(&image, &image));
        length = along / own;
        let cosine = along.abs() / (own.sqrt() * norm(&residual));
        if cosine < STEEP {
            length *= STEEP / cosine;
        }
        if !length.is_finite() {
            return (best, least);
        }
        add(&mut x, length, &residual);
        add(&mut residual, -length, &image);
        let now = norm(&residual);
        if now < least {
            (least, reached) = (now, left);
            best.clone_from(&x);
        }
    }
    (best, least)
}

/// Orthonormal vectors without any relation to the equations.
fn shadows(size: usize) -> Vec<Vec<f64>> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut shadows: Vec<Vec<f64>> = Vec::new();
    for _ in 0..SHADOWS {
        let mut shadow: Vec<f64> = (0..size)
            .map(|_| f64::from(random.next_u32()) / f64::from(u32::MAX) - 0.5)
            .collect();
        for other in &shadows {
            let share = dot(other, &shadow);
            add(&mut shadow, -share, other);
        }
        let length = norm(&shadow);
        for x in &mut shadow {
            *x /= length;
        }
        shadows.push(shadow);
    }
    shadows
}

/// Adds a multiple of a vector.
fn add(target: &mut [f64], factor: f64, source: &[f64]) {
    vectorised(
        #[inline(always)]
        || {
            for (target, &x) in target.iter_mut().zip(source) {
                *target = factor.mul_add(x, *target);
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved_in_about_as_many_steps_as_they_have_unknowns() {
        let size = 60;
        let apply = |x: &[f64]| -> Vec<f64> {
            let at = |i: usize| x.get(i).copied().unwrap_or(0.0);
            let row =
                |i: usize| (1.0 + i as f64) * x[i] + 0.7 * at(i + 1) - 0.2 * at(i.wrapping_sub(1));
            (0..size).map(row).collect()
        };
        let b: Vec<f64> = (1..=size).map(|i| (i as f64).sin()).collect();
        let (x, _) = solve(apply, &b, (4 * size, 1e-13 * norm(&b)));
        let left: Vec<f64> = apply(&x)
            .iter()
            .zip(&b)
            .map(|(image, b)| image - b)
            .collect();
        assert!(norm(&left) < 1e-11 * norm(&b), "{}", norm(&left));
        let (none, _) = solve(apply, &vec![0.0; size], (size, 0.0));
        assert_eq!(norm(&none), 0.0);
    }
}
