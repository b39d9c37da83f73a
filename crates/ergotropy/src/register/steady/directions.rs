//! Least residuals in a Krylov space (GMRES; Y. Saad and M. H. Schultz, *SIAM J. Sci. Stat. Comput.* 7, 856 (1986)).

use crate::numerics::combination::{combine, products};
use crate::numerics::effort;
use crate::numerics::simd::floats::dot;

/// Steps of the iteration for the slowest direction; each makes it purer by the ratio of two singular values.
const STEPS: usize = 10;

/// Share of its square that an image may lose before it is made orthogonal once more.
const LITTLE: f64 = 0.01;

/// The Krylov space of an operator A and a vector.
pub(crate) struct Directions {
    basis: Vec<Vec<f64>>,
    /// The columns of the triangle, and the rotations that made it.
    columns: Vec<Vec<f64>>,
    turns: Vec<(f64, f64)>,
    /// The length of the vector.
    size: f64,
}

impl Directions {
    /// At most so many directions, fewer if the residual of the vector falls below `goal`.
    pub(crate) fn of(
        apply: &impl Fn(&[f64]) -> Vec<f64>,
        vector: Vec<f64>,
        (most, goal): (usize, f64),
    ) -> Self {
        let size = norm(&vector);
        let mut all = Self {
            basis: Vec::new(),
            columns: Vec::new(),
            turns: Vec::new(),
            size,
        };
        if size == 0.0 {
            return all;
        }
        all.basis.push(scaled(vector, size.recip()));
        let mut residual = size;
        while all.columns.len() < most && residual > goal {
            effort::solved();
            let mut image = apply(&all.basis[all.columns.len()]);
            let mut column = vec![0.0; all.basis.len()];
            let mut next = 0.0;
            for _ in 0..2 {
                let shares = products(&all.basis, &image);
                let taken = combine(&all.basis, std::slice::from_ref(&shares)).remove(0);
                for (x, taken) in image.iter_mut().zip(taken) {
                    *x -= taken;
                }
                next = norm(&image);
                let lost: f64 = shares.iter().map(|share| share * share).sum();
                for (entry, share) in column.iter_mut().zip(shares) {
                    *entry += share;
                }
                if next * next >= LITTLE * lost {
                    break;
                }
            }
            column.push(next);
            all.turned(&mut column);
            let last = column.len() - 2;
            let length = column[last].hypot(next);
            if length == 0.0 {
                break;
            }
            let turn = (column[last] / length, next / length);
            column[last] = length;
            column.pop();
            residual *= turn.1;
            all.turns.push(turn);
            all.columns.push(column);
            if next <= 1e-15 * length {
                break;
            }
            all.basis.push(scaled(image, next.recip()));
        }
        all
    }

    /// The rotations so far, applied to coefficients.
    fn turned(&self, coefficients: &mut [f64]) {
        for (i, &(c, s)) in self.turns.iter().enumerate() {
            let (a, b) = (coefficients[i], coefficients[i + 1]);
            (coefficients[i], coefficients[i + 1]) = (c * a + s * b, c * b - s * a);
        }
    }

    /// The vector x of the space with the least residual |b - A x|, where b is the vector that made the space.
    pub(crate) fn step(&self) -> Vec<f64> {
        let mut coefficients = vec![0.0; self.columns.len() + 1];
        coefficients[0] = self.size;
        self.nearest(coefficients)
    }

    /// The same for any b, of which only the part in the space counts.
    pub(crate) fn step_for(&self, b: &[f64]) -> Vec<f64> {
        let mut coefficients = products(&self.basis, b);
        coefficients.resize(self.columns.len() + 1, 0.0);
        self.nearest(coefficients)
    }

    fn nearest(&self, mut coefficients: Vec<f64>) -> Vec<f64> {
        self.turned(&mut coefficients);
        coefficients.truncate(self.columns.len());
        self.solve(&mut coefficients);
        combine(&self.basis, &[coefficients]).remove(0)
    }

    /// A unit vector v of the space for which |A v| is about the least, and |A v|; `None` for an empty space.
    pub(crate) fn slowest(&self) -> Option<(Vec<f64>, f64)> {
        let size = self.columns.len();
        let mut x = vec![1.0; size];
        let mut least = f64::INFINITY;
        for _ in 0..STEPS {
            // x becomes (RᵀR)⁻¹ x.
            let before = norm(&x);
            if before == 0.0 {
                return None;
            }
            self.solve_transposed(&mut x);
            self.solve(&mut x);
            let after = norm(&x);
            least = (before / after).sqrt();
            x = scaled(x, after.recip());
        }
        (size > 0).then(|| (combine(&self.basis, &[x]).remove(0), least))
    }

    /// R⁻¹ x.
    fn solve(&self, x: &mut [f64]) {
        for j in (0..x.len()).rev() {
            x[j] /= self.columns[j][j];
            let known = x[j];
            for (x, entry) in x.iter_mut().zip(&self.columns[j][..j]) {
                *x -= known * entry;
            }
        }
    }

    /// R⁻ᵀ x.
    fn solve_transposed(&self, x: &mut [f64]) {
        for j in 0..x.len() {
            let known = dot(&self.columns[j][..j], &x[..j]);
            x[j] = (x[j] - known) / self.columns[j][j];
        }
    }
}

/// The length of a vector.
pub(crate) fn norm(x: &[f64]) -> f64 {
    dot(x, x).sqrt()
}

fn scaled(mut x: Vec<f64>, factor: f64) -> Vec<f64> {
    for x in &mut x {
        *x *= factor;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that repeat nothing.
    fn noise(count: usize, seed: f64) -> Vec<f64> {
        (1..=count)
            .map(|i| (i as f64 * seed).fract() - 0.5)
            .collect()
    }

    #[test]
    fn residuals_vanish_and_the_slowest_direction_is_found() {
        // 1, 2, ... on the diagonal and 1/2 beside it, but 1/100 in the middle.
        let size = 30;
        let diagonal = |i: usize| if i == 15 { 0.01 } else { i as f64 + 1.0 };
        let apply = |x: &[f64]| -> Vec<f64> {
            let beside = |i: usize| {
                if i + 1 < size && i != 15 {
                    0.5 * x[i + 1]
                } else {
                    0.0
                }
            };
            (0..size).map(|i| diagonal(i) * x[i] + beside(i)).collect()
        };
        let b = noise(size, 0.618_033_988_75);
        let directions = Directions::of(&apply, b.clone(), (size, 0.0));
        let x = directions.step();
        let image = apply(&x);
        let left: Vec<f64> = image.iter().zip(&b).map(|(image, b)| b - image).collect();
        assert!(norm(&left) < 1e-12, "{}", norm(&left));
        // The image of a vector of the space leads back to it.
        let again = directions.step_for(&image);
        let off: Vec<f64> = again.iter().zip(&x).map(|(again, x)| again - x).collect();
        assert!(norm(&off) < 1e-9 * norm(&x), "{}", norm(&off));
        let (slowest, rate) = directions.slowest().expect("a direction");
        assert!((norm(&slowest) - 1.0).abs() < 1e-12);
        assert!(
            (norm(&apply(&slowest)) - rate).abs() < 1e-4 * rate,
            "{rate}"
        );
        assert!(rate <= 0.01 && rate > 0.009);
    }

    #[test]
    fn nothing_has_no_directions() {
        let none = Directions::of(&|x: &[f64]| x.to_vec(), vec![0.0; 3], (5, 0.0));
        assert_eq!(none.step(), Vec::<f64>::new());
        assert!(none.slowest().is_none());
    }
}
