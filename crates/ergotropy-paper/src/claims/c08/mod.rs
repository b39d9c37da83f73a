//! C8: the steady states of two and of three cells, element by element.

use ergotropy::schur::{Complex64, Copies, RegisterStart};
use ergotropy::{Bath, Error};
use serde_json::json;

use super::grid::{collective, finding};
use super::starts::{elements, product, random, random_mixture, superposition};
use super::words::{choose, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C8",
    statement: "The steady states of two and of three cells for an arbitrary start.",
    source: "Eq. 62-66",
    figures: &[],
    judge,
};

const RATIOS: [f64; 5] = [1e-6, 0.25, 0.5, 0.9, 0.99];
const OCCUPATIONS: [f64; 3] = [0.1, 1.0, 7.0];
/// Agreement that counts as equality.
const EQUAL: f64 = 1e-13;

/// Bit strings with their amplitudes, not normalised.
type Terms = &'static [(usize, f64)];

/// The basis of two cells in the order of the paper.
const TWO: [Terms; 4] = [
    &[(0b00, 1.0)],
    &[(0b01, 1.0), (0b10, 1.0)],
    &[(0b11, 1.0)],
    &[(0b01, 1.0), (0b10, -1.0)],
];

/// The basis of three cells in the order of the paper.
const THREE: [Terms; 8] = [
    &[(0b000, 1.0)],
    &[(0b001, 1.0), (0b010, 1.0), (0b100, 1.0)],
    &[(0b011, 1.0), (0b101, 1.0), (0b110, 1.0)],
    &[(0b111, 1.0)],
    &[(0b001, 1.0), (0b010, 1.0), (0b100, -2.0)],
    &[(0b011, 2.0), (0b101, -1.0), (0b110, -1.0)],
    &[(0b001, 1.0), (0b010, -1.0)],
    &[(0b101, 1.0), (0b110, -1.0)],
];

/// A real square matrix, row by row.
#[derive(Clone, Debug)]
struct Matrix {
    size: usize,
    elements: Vec<f64>,
}

impl Matrix {
    fn from_fn(size: usize, element: impl Fn(usize, usize) -> f64) -> Self {
        let elements = (0..size * size).map(|at| element(at / size, at % size));
        Self {
            size,
            elements: elements.collect(),
        }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.elements[row * self.size + column]
    }

    fn times(&self, other: &Self) -> Self {
        Self::from_fn(self.size, |row, column| {
            (0..self.size)
                .map(|i| self.at(row, i) * other.at(i, column))
                .sum()
        })
    }

    fn transposed(&self) -> Self {
        Self::from_fn(self.size, |row, column| self.at(column, row))
    }

    /// How many pivots are left by elimination, the greatest element first.
    fn rank(mut self) -> usize {
        let n = self.size;
        let mut columns: Vec<usize> = (0..n).collect();
        for step in 0..n {
            let candidates = (step..n).flat_map(|row| (step..n).map(move |at| (row, at)));
            let size = |&(row, at): &(usize, usize)| self.at(row, columns[at]).abs();
            let Some((row, at)) = candidates.max_by(|a, b| size(a).total_cmp(&size(b))) else {
                return step;
            };
            if size(&(row, at)) < 1e-9 {
                return step;
            }
            columns.swap(step, at);
            for column in 0..n {
                self.elements.swap(step * n + column, row * n + column);
            }
            for below in step + 1..n {
                let factor = self.at(below, columns[step]) / self.at(step, columns[step]);
                for &column in &columns[step..] {
                    self.elements[below * n + column] -= factor * self.at(step, column);
                }
            }
        }
        n
    }
}

/// Cells in the basis of the paper: vectors over bit strings.
#[derive(Clone, Debug)]
struct Cells {
    count: u32,
    basis: Vec<Vec<f64>>,
}

impl Cells {
    fn new(count: u32, basis: &[Terms]) -> Self {
        let vector = |terms: &&[(usize, f64)]| {
            let norm = terms.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
            let mut vector = vec![0.0; 1 << count];
            for &(string, amplitude) in *terms {
                vector[string] = amplitude / norm;
            }
            vector
        };
        Self {
            count,
            basis: basis.iter().map(vector).collect(),
        }
    }

    fn size(&self) -> usize {
        self.basis.len()
    }

    /// ⟨i|ρ|j⟩ for all basis vectors.
    fn matrix(&self, state: &RegisterStart) -> Vec<Vec<Complex64>> {
        let (size, rho) = (self.size(), elements(state));
        let element = |bra: &[f64], ket: &[f64]| {
            (0..size * size)
                .map(|at| rho[at] * bra[at / size] * ket[at % size])
                .sum()
        };
        let row = |bra: &Vec<f64>| self.basis.iter().map(|ket| element(bra, ket)).collect();
        self.basis.iter().map(row).collect()
    }

    /// J- between basis vectors.
    fn lowering(&self) -> Matrix {
        Matrix::from_fn(self.size(), |row, column| {
            let mut sum = 0.0;
            for (string, amplitude) in self.basis[column].iter().enumerate() {
                for cell in (0..self.count).filter(|cell| string >> cell & 1 == 1) {
                    sum += self.basis[row][string ^ (1 << cell)] * amplitude;
                }
            }
            sum
        })
    }

    /// The generator over pairs (i, j) of basis vectors, γ = 1 (Eq. 55).
    fn generator(&self, occupation: f64) -> Matrix {
        let size = self.size();
        let down = self.lowering();
        let up = down.transposed();
        let losses = [up.times(&down), down.times(&up)];
        let equal = |a: usize, b: usize| f64::from(u8::from(a == b));
        Matrix::from_fn(size * size, |to, from| {
            let ((i, j), (k, l)) = ((to / size, to % size), (from / size, from % size));
            [(occupation + 1.0, &down), (occupation, &up)]
                .into_iter()
                .zip(&losses)
                .map(|((rate, jump), loss)| {
                    let lost = loss.at(i, k) * equal(j, l) + equal(i, k) * loss.at(l, j);
                    rate * (jump.at(i, k) * jump.at(j, l) - lost / 2.0)
                })
                .sum()
        })
    }

    /// Dimension of the space of matrices that L maps to zero.
    fn kernel(&self, occupation: f64) -> usize {
        let size = self.size();
        size * size - self.generator(occupation).rank()
    }

    /// Basis states, cats, products and random states, pure and mixed.
    fn starts(&self) -> Result<Vec<RegisterStart>, Error> {
        let (n, top) = (self.count, (1usize << self.count) - 1);
        let i = Complex64::I;
        let mut starts: Vec<RegisterStart> = Vec::new();
        for string in 0..=top {
            starts.push(superposition(n, &[(string, 1.0)])?);
        }
        starts.push(superposition(n, &[(0, 1.0), (top, 1.0)])?);
        // |0...0> with a singlet of the last two cells, coherent at the bottom of two ladders.
        let root = 0.5f64.sqrt();
        starts.push(superposition(n, &[(0, 1.0), (1, root), (2, -root)])?);
        let cells: Vec<_> = (0..n)
            .map(|cell| (Complex64::ONE, i.powu(cell) * (0.5 + f64::from(cell))))
            .collect();
        starts.push(product(&cells)?);
        for seed in 0..10 {
            starts.push(random(n, seed)?);
            starts.push(random_mixture(n, 3, 100 + seed)?);
        }
        starts
            .iter()
            .map(RegisterStart::to_density_matrix)
            .collect()
    }
}

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

/// The greatest difference of two matrices, and how many elements differ.
fn difference(a: &[Vec<Complex64>], b: &[Vec<Complex64>]) -> (f64, usize) {
    let pairs = a.iter().flatten().zip(b.iter().flatten());
    let off: Vec<f64> = pairs.map(|(a, b)| (a - b).norm()).collect();
    (
        off.iter().copied().fold(0.0, f64::max),
        off.iter().filter(|&&off| off > 1e-9).count(),
    )
}

/// How far formula and steady state are apart.
#[derive(Clone, Copy, Debug, Default)]
struct Comparison {
    starts: usize,
    /// With c_2* below the diagonal, and as printed; 0 < α_c < 1.
    conjugated: f64,
    printed: f64,
    /// At α_c = 0, with c_2* below the diagonal, and most elements that differ.
    cold: f64,
    cold_elements: usize,
}

fn compare(cells: &Cells) -> Result<Comparison, Error> {
    let mut found = Comparison::default();
    for start in cells.starts()? {
        found.starts += 1;
        let before = cells.matrix(&start);
        let off = |alpha: f64, conjugated: bool| -> Result<(f64, usize), Error> {
            let bath = Bath::from_bose_ratio(alpha)?;
            let steady = collective(cells.count.into(), bath)?.steady_state_of(&start)?;
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
const PRINTED: [Equation; 15] = [
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

/// Whether an equation is a multiple of this row of L, which is not zero.
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

/// What is right in Eq. 62.
struct Equations {
    /// Equations that are the row of L of their element, at all occupations tried.
    right: usize,
    /// Whether the row of 44, which is not printed, is 0 = 0.
    last_is_void: bool,
    /// Rows of L that are 0 = 0 at n = 0, beside that one.
    void_cold: usize,
}

fn equations(two: &Cells) -> Equations {
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

/// The example of Eq. 52-54.
struct Example {
    /// p_1 and p_0 by the program, and how far they are from 1/3 and 2/3.
    weights: [f64; 2],
    off: f64,
    /// The coherence of Eq. 54 with the singlet that is printed above it, and with that of Eq. 63.
    printed_singlet: f64,
    other_singlet: f64,
}

fn example(two: &Cells) -> Result<Example, Error> {
    let start = superposition(2, &[(0, 1.0), (1, 1.0), (2, -1.0)])?;
    let copies = Copies::of(&start)?;
    let weights = [copies.weight(0), copies.weight(1)];
    let off = (weights[0].value - 1.0 / 3.0)
        .abs()
        .max((weights[1].value - 2.0 / 3.0).abs());
    let coherence = two.matrix(&start)[0][3].re;
    Ok(Example {
        weights: weights.map(|weight| weight.value),
        off,
        // |0, 0> = (|10> - |01>)/√2 has the opposite sign.
        printed_singlet: -coherence,
        other_singlet: coherence,
    })
}

fn judge() -> Result<Finding, Error> {
    let (two, three) = (Cells::new(2, &TWO), Cells::new(3, &THREE));
    let compared = [compare(&two)?, compare(&three)?];
    let eq_62 = equations(&two);
    let example = example(&two)?;
    let kernels = [1.0, 0.0].map(|n| [two.kernel(n), three.kernel(n)]);

    let warm = compared.iter().all(|found| found.conjugated < EQUAL);
    let linear = eq_62.right == PRINTED.len() && eq_62.last_is_void && kernels[0] == [2, 5];
    let printed = compared.iter().all(|found| found.printed < EQUAL);
    let cold = compared.iter().all(|found| found.cold < EQUAL);
    let weights = example.off < EQUAL;
    let verdict = match (warm && linear && weights, printed && cold) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };

    let sentences = [
        starts_sentence(&compared, printed),
        equations_sentence(&eq_62, kernels[0]),
        cold_sentence(&compared, &eq_62, kernels),
        format!(
            "The example of Eq. 52-54 has p_1 = {:.6} and p_0 = {:.6}, {}; but with |0, 0> = (|10> - \
             |01>)/√2, as printed above Eq. 53, the coherence of Eq. 54 is {:.4}, not √2/3: that \
             belongs to the singlet of Eq. 63, (|01> - |10>)/√2, which gives {:.4}.",
            example.weights[0],
            example.weights[1],
            choose(weights, "as stated", "not 1/3 and 2/3"),
            example.printed_singlet,
            example.other_singlet,
        ),
        "Read Σ_j Tr χ_j = 1 (Eq. 61), not Tr χ_j = 1 for each j (text after Eq. 59); the element \
         printed in Eq. 28 and 59 is that of the transpose of χ_j."
            .to_owned(),
    ];
    let numbers = json!({
        "alpha_c": RATIOS,
        "starts": compared.map(|found| found.starts),
        "deviation_with_c2_conjugated": compared.map(|found| found.conjugated),
        "deviation_as_printed": compared.map(|found| found.printed),
        "deviation_at_alpha_c_0": compared.map(|found| found.cold),
        "elements_that_differ_at_alpha_c_0": compared.map(|found| found.cold_elements),
        "equations_of_eq_62_that_are_right": eq_62.right,
        "equations_of_eq_62": PRINTED.len(),
        "equations_that_are_void_at_n_c_0": eq_62.void_cold,
        "conserved_numbers_n_c_1": kernels[0],
        "conserved_numbers_n_c_0": kernels[1],
        "eq_53_weights": example.weights,
        "eq_54_coherence_with_its_own_singlet": example.printed_singlet,
    });
    let line = in_short(verdict, &compared, [printed, cold]);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn starts_sentence(compared: &[Comparison; 2], printed: bool) -> String {
    let [two, three] = compared;
    let corrected = two.conjugated.max(three.conjugated);
    let sentence = format!(
        "Steady states from {} starts of two and {} of three cells (basis states, cats, products, \
         random pure and mixed states; α_c = {:e}, {}) {} Eq. 63 and 65 in the paper's own bases, all 16 \
         and 64 elements",
        two.starts,
        three.starts,
        RATIOS[0],
        plain(&RATIOS[1..]),
        choose(corrected < EQUAL, "are", "are not"),
    );
    if printed {
        format!("{sentence}, to {corrected:.0e}.")
    } else {
        format!(
            "{sentence} (to {corrected:.0e}), if (7,5) and (8,6) of Eq. 65 and the lower c_2 of Eq. 66 are \
             c_2*; as printed, elements are off by up to {:.3} and ρ is not Hermitian.",
            two.printed.max(three.printed)
        )
    }
}

fn equations_sentence(eq_62: &Equations, kernel: [usize; 2]) -> String {
    format!(
        "{} of the {} lines of Eq. 62 are, up to a factor, the rows of the generator made from J- \
         over bit strings (n_c = {}); the sixteenth, for ρ_44, is {}. For n_c > 0 they leave {} free \
         numbers, and those of three cells {}: {}.",
        choose(eq_62.right == PRINTED.len(), "All", "Not all"),
        PRINTED.len(),
        plain(&OCCUPATIONS),
        choose(eq_62.last_is_void, "0 = 0", "missing"),
        kernel[0],
        kernel[1],
        choose(
            kernel == [2, 5],
            "p_1, p_2, and p_1, p_2, p_3, c_2, c_2*",
            "not those of Eq. 63 and 65"
        ),
    )
}

fn cold_sentence(
    compared: &[Comparison; 2],
    eq_62: &Equations,
    kernels: [[usize; 2]; 2],
) -> String {
    let [two, three] = compared;
    if two.cold.max(three.cold) < EQUAL {
        return "The same is true at n_c = 0.".to_owned();
    }
    let [warm, cold] = kernels;
    format!(
        "At n_c = 0 more survives: {} lines of Eq. 62 become 0 = 0 (ρ_14 and ρ_41), so that {} and \
         {} numbers are free in place of {} and {}, and up to {} and {} elements differ from Eq. 63 \
         and 65, by up to {:.3} and {:.3}: coherences between the lowest rungs of different j, as in \
         (|00> + singlet)/√2.",
        eq_62.void_cold,
        cold[0],
        cold[1],
        warm[0],
        warm[1],
        two.cold_elements,
        three.cold_elements,
        two.cold,
        three.cold,
    )
}

fn in_short(verdict: Verdict, compared: &[Comparison; 2], [printed, cold]: [bool; 2]) -> String {
    let left = compared.iter().map(|found| found.cold).fold(0.0, f64::max);
    let off = compared
        .iter()
        .map(|found| found.conjugated)
        .fold(0.0, f64::max);
    let misprint = "(7,5), (8,6) of Eq. 65 are read as c_2*";
    let dark = format!("at n_c = 0 coherence up to {left:.2} is left where Eq. 63, 65 have 0");
    match verdict {
        Verdict::Holds => format!("All elements are those of Eq. 63 and 65, to {off:.0e}."),
        Verdict::HoldsIf if cold => format!("If {misprint}: then all elements agree to {off:.0e}."),
        Verdict::HoldsIf if printed => format!("If n_c > 0: {dark}."),
        Verdict::HoldsIf => format!("If n_c > 0, and {misprint}: {dark}."),
        _ => format!(
            "Eq. 62, 63 or 65 is off: elements differ by up to {off:.0e} from the steady state."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eq_65_needs_a_conjugate_and_a_warm_bath() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let list = |name: &str| -> Vec<f64> {
            let list = found.numbers[name].as_array();
            list.map_or(&[][..], Vec::as_slice)
                .iter()
                .filter_map(serde_json::Value::as_f64)
                .collect()
        };
        assert!(list("deviation_as_printed")[1] > 0.05);
        assert!((list("deviation_at_alpha_c_0")[0] - 0.5).abs() < 1e-12);
        assert_eq!(list("elements_that_differ_at_alpha_c_0"), [2.0, 4.0]);
        assert_eq!(list("conserved_numbers_n_c_1"), [2.0, 5.0]);
        assert_eq!(list("conserved_numbers_n_c_0"), [4.0, 9.0]);
        assert_eq!(
            found.numbers["equations_of_eq_62_that_are_right"].as_u64(),
            Some(15)
        );
        Ok(())
    }

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

    #[test]
    fn the_bases_are_orthonormal() {
        for cells in [Cells::new(2, &TWO), Cells::new(3, &THREE)] {
            for (i, a) in cells.basis.iter().enumerate() {
                for (j, b) in cells.basis.iter().enumerate() {
                    let product: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                    let expected = f64::from(u8::from(i == j));
                    assert!((product - expected).abs() < 1e-15, "{i} {j}");
                }
            }
        }
    }
}
