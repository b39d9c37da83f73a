//! The evolution inside a Krylov space: exp of a small upper Hessenberg matrix, at many times.
//!
//! On the space of A = (1 - γQ)⁻¹ the generator is G = (1 - H⁻¹)/γ, and y(s) = exp(sG) e₁. Because Q is
//! not normal, H may have eigenvalues near 0 of either sign that have no physical meaning; they are huge
//! eigenvalues of G. A rational function that decays at infinity maps them to zero, while scaling and
//! squaring would amplify them. Here it is the Padé approximant \[11/12\], which is L-stable (Ehle 1973),
//! in steps that grow with s: four for each doubling of s, which is accurate to rounding for every mode
//! that has not decayed. It is applied factor by factor (incomplete partial fractions: Pusa, *Nucl. Sci.
//! Eng.* 182, 297 (2016)), each a shifted solve with H itself: δG - θ = \[(δ/γ - θ)H - δ/γ\] H⁻¹.

use num_complex::Complex64;

use crate::ladder::charging::krylov::tuning::Nodes;

/// Poles θ and weights α of the factors 1 + 2Re α/(z - θ); the last factor is without the 1.
const FACTORS: [(Complex64, Complex64); 6] = [
    (
        Complex64::new(14.989_472_084_936_066, 5.042_673_013_194_198),
        Complex64::new(30.962_980_825_279_413, -93.820_475_667_338_61),
    ),
    (
        Complex64::new(13.928_720_304_651_379, 8.442_496_966_073_31),
        Complex64::new(29.047_459_781_929_687, -48.842_096_287_064_02),
    ),
    (
        Complex64::new(12.223_227_980_126_936, 11.913_370_853_790_162),
        Complex64::new(25.825_623_191_187_756, -27.054_312_525_507_91),
    ),
    (
        Complex64::new(9.664_602_916_038_777, 15.526_988_725_976_9),
        Complex64::new(20.891_850_489_144_18, -13.353_147_428_241_11),
    ),
    (
        Complex64::new(5.693_577_605_830_485, 19.484_629_368_297_686),
        Complex64::new(13.146_462_619_017_955, -4.030_011_361_103_81),
    ),
    (
        Complex64::new(15.500_399_108_416_358, 1.677_409_075_426_715_4),
        Complex64::new(6.0, -113.571_033_602_719_41),
    ),
];

/// A square upper Hessenberg matrix, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Hessenberg {
    size: usize,
    entries: Vec<f64>,
}

impl Hessenberg {
    /// The square matrix whose column j has the entries 0 ..= j + 1 of the given column; the last row
    /// is left out.
    pub(crate) fn leading(columns: &[Vec<f64>]) -> Self {
        let size = columns.len();
        let mut entries = vec![0.0; size * size];
        for (j, column) in columns.iter().enumerate() {
            for (i, &entry) in column.iter().enumerate().take(size) {
                entries[i * size + j] = entry;
            }
        }
        Self { size, entries }
    }

    /// The factors of a H - b.
    fn shifted<T: Scalar>(&self, a: T, b: T) -> Factors<T> {
        let n = self.size;
        let mut rows: Vec<T> = self.entries.iter().map(|&entry| a.times(entry)).collect();
        let mut multipliers = Vec::with_capacity(n);
        for i in 0..n {
            rows[i * n + i] = rows[i * n + i] - b;
        }
        for p in 0..n {
            if p + 1 == n {
                break;
            }
            let swapped = rows[(p + 1) * n + p].size() > rows[p * n + p].size();
            let (above, below) = rows.split_at_mut((p + 1) * n);
            let (pivot_row, row) = (&mut above[p * n + p..], &mut below[p..n]);
            if swapped {
                pivot_row.swap_with_slice(row);
            }
            let multiplier = if pivot_row[0].size() > 0.0 {
                row[0] / pivot_row[0]
            } else {
                T::default()
            };
            for (entry, &pivot) in row.iter_mut().zip(pivot_row.iter()) {
                *entry = *entry - multiplier * pivot;
            }
            multipliers.push((multiplier, swapped));
        }
        Factors {
            size: n,
            rows,
            multipliers,
        }
    }
}

/// The operations on numbers that an elimination needs.
trait Scalar:
    Copy
    + Default
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<Output = Self>
    + std::ops::Div<Output = Self>
{
    fn times(self, factor: f64) -> Self;
    fn size(self) -> f64;
}

impl Scalar for f64 {
    fn times(self, factor: f64) -> Self {
        self * factor
    }

    fn size(self) -> f64 {
        self.abs()
    }
}

impl Scalar for Complex64 {
    fn times(self, factor: f64) -> Self {
        self * factor
    }

    fn size(self) -> f64 {
        self.l1_norm()
    }
}

/// The factors of an upper Hessenberg matrix, with neighbouring rows exchanged for pivots.
struct Factors<T> {
    size: usize,
    rows: Vec<T>,
    multipliers: Vec<(T, bool)>,
}

impl<T: Scalar> Factors<T> {
    fn solve(&self, right: &mut [T]) {
        let n = self.size;
        for (p, &(multiplier, swapped)) in self.multipliers.iter().enumerate() {
            if swapped {
                right.swap(p, p + 1);
            }
            right[p + 1] = right[p + 1] - multiplier * right[p];
        }
        for p in (0..n).rev() {
            let row = &self.rows[p * n..(p + 1) * n];
            let mut sum = right[p];
            for (&entry, &x) in row[p + 1..].iter().zip(&right[p + 1..n]) {
                sum = sum - entry * x;
            }
            right[p] = sum / row[p];
        }
    }
}

/// The approximation of exp(δG) for one δ.
struct Step {
    /// δ/γ.
    ratio: f64,
    /// Correction of the roundings that exp(0) = 1 has.
    norm: f64,
    factors: Vec<Factors<Complex64>>,
}

impl Step {
    fn new(h: &Hessenberg, ratio: f64) -> Self {
        let shift = Complex64::from(ratio);
        let mut step = Self::plain(h, ratio, shift);
        // A constant mode must stay constant: exp(0), computed with the same roundings, gives the
        // correction.
        let still = Hessenberg {
            size: 1,
            entries: vec![1.0],
        };
        let mut one = [1.0];
        Self::plain(&still, ratio, shift).apply(&mut one);
        step.norm = one[0].recip();
        step
    }

    fn plain(h: &Hessenberg, ratio: f64, shift: Complex64) -> Self {
        Self {
            ratio,
            norm: 1.0,
            factors: FACTORS
                .iter()
                .map(|&(pole, _)| h.shifted(shift - pole, shift))
                .collect(),
        }
    }

    fn apply(&self, y: &mut [f64]) {
        let mut work = vec![Complex64::default(); y.len()];
        for (index, (factors, &(pole, weight))) in self.factors.iter().zip(&FACTORS).enumerate() {
            for (w, &y) in work.iter_mut().zip(y.iter()) {
                *w = Complex64::from(y);
            }
            factors.solve(&mut work);
            // (δG - θ)⁻¹ y = H w, and H w = (y + (δ/γ) w) / (δ/γ - θ).
            let scale = 2.0 * weight / (self.ratio - pole);
            let last = index + 1 == FACTORS.len();
            for (y, &w) in y.iter_mut().zip(&work) {
                let added = (scale * (*y + self.ratio * w)).re;
                *y = if last { self.norm * added } else { *y + added };
            }
        }
    }
}

/// y(s) at nodes over a block, and the quantities of the error bounds.
#[derive(Debug)]
pub(crate) struct History {
    h: Hessenberg,
    gamma: f64,
    /// Times s of the nodes, from 0 to the length of the block.
    pub(crate) times: Vec<f64>,
    /// y at the nodes.
    pub(crate) coefficients: Vec<Vec<f64>>,
    /// x = H⁻¹ y at the nodes.
    pub(crate) sources: Vec<Vec<f64>>,
    /// For each node and component j, |x_j(0)| + ∫|x_j' - x_j/γ| up to the node.
    pub(crate) variations: Vec<Vec<f64>>,
}

impl History {
    /// The evolution of y over a block of the given length.
    pub(crate) fn new(h: Hessenberg, gamma: f64, length: f64, nodes: Nodes) -> Self {
        let size = h.size;
        let inverse = h.shifted(1.0, 0.0);
        let mut y = vec![0.0; size];
        y[0] = 1.0;
        let source = |y: &[f64]| {
            let mut x = y.to_vec();
            inverse.solve(&mut x);
            let mut rate = x.clone();
            inverse.solve(&mut rate);
            for entry in &mut rate {
                *entry = entry.abs() / gamma;
            }
            (x, rate)
        };
        let (first, mut rate) = source(&y);
        let mut history = Self {
            gamma,
            times: vec![0.0],
            coefficients: vec![y.clone()],
            variations: vec![first.iter().map(|x| x.abs()).collect()],
            sources: vec![first],
            h,
        };
        // The first two rounds have the first step; every later round has steps twice as long.
        let Nodes { steps, rounds } = nodes;
        let first = length / (steps as f64 * f64::from(1u32 << (rounds - 1)));
        for round in 0..rounds {
            let delta = first * f64::from(1u32 << round.max(1)) / 2.0;
            let begin = if round == 0 {
                0.0
            } else {
                steps as f64 * delta
            };
            let step = Step::new(&history.h, delta / gamma);
            for count in 1..=steps {
                step.apply(&mut y);
                let (x, next_rate) = source(&y);
                // The greater value at the two ends gives an upper sum where the integrand is monotone.
                let variation = history.variations[history.variations.len() - 1]
                    .iter()
                    .zip(rate.iter().zip(&next_rate))
                    .map(|(sum, (before, after))| sum + delta * before.max(*after))
                    .collect();
                history.times.push(begin + count as f64 * delta);
                history.coefficients.push(y.clone());
                history.sources.push(x);
                history.variations.push(variation);
                rate = next_rate;
            }
        }
        history
    }

    /// The number of applications of A in the Krylov space.
    pub(crate) fn order(&self) -> usize {
        self.h.size
    }

    /// y and x = H⁻¹ y at any time of the block.
    pub(crate) fn at(&self, time: f64) -> (Vec<f64>, Vec<f64>) {
        let node = self.times.partition_point(|&t| t <= time).max(1) - 1;
        let mut y = self.coefficients[node].clone();
        let rest = time - self.times[node];
        if rest > 0.0 {
            Step::new(&self.h, rest / self.gamma).apply(&mut y);
        }
        let mut x = y.clone();
        self.h.shifted(1.0, 0.0).solve(&mut x);
        (y, x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::charging::krylov::tuning::Tuning;

    #[test]
    fn one_mode_decays_exponentially() {
        // One mode μ = -r/γ has H = 1/(1 - γμ).
        for r in [0.0, 1e-3, 0.3, 2.0, 6.0] {
            let h = Hessenberg::leading(&[vec![1.0 / (1.0 + r), 0.0]]);
            let history = History::new(h, 0.25, 10.0, Tuning::default().nodes);
            for (&time, y) in history.times.iter().zip(&history.coefficients) {
                assert!(
                    (y[0] - (-r * time / 0.25).exp()).abs() < 5e-14,
                    "{r} {time}"
                );
            }
            let (y, _) = history.at(0.7);
            assert!((y[0] - (-r * 2.8f64).exp()).abs() < 2e-14, "{r}");
        }
    }

    #[test]
    fn turning_modes_keep_their_phase() {
        // The generator is G = [[-a, -b], [b, -a]]; with γ = 1, H = (1 - G)⁻¹.
        let (a, b) = (0.05, 0.8);
        let norm = (1.0 + a) * (1.0 + a) + b * b;
        let h = Hessenberg::leading(&[
            vec![(1.0 + a) / norm, b / norm],
            vec![-b / norm, (1.0 + a) / norm, 0.0],
        ]);
        let history = History::new(h, 1.0, 40.0, Tuning::default().nodes);
        for (&time, y) in history.times.iter().zip(&history.coefficients) {
            let size = (-a * time).exp();
            assert!((y[0] - size * (b * time).cos()).abs() < 1e-13, "{time}");
            assert!((y[1] - size * (b * time).sin()).abs() < 1e-13, "{time}");
        }
    }

    #[test]
    fn spurious_growth_is_put_out() {
        // An eigenvalue of H just below 0 is a growth rate of 10⁸/γ.
        let h = Hessenberg::leading(&[vec![-1e-8, 0.0]]);
        let history = History::new(h, 1.0, 40.0, Tuning::default().nodes);
        assert!(history.coefficients[1].iter().all(|y| y.abs() < 1e-2));
        assert!(history.coefficients[3..].iter().all(|y| y[0].abs() < 1e-8));
    }
}
