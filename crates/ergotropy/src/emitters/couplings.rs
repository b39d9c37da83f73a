//! All couplings of an ensemble: the kernel of common emission, the shifts and the detunings.

use crate::emitters::dipole::Dipole;
use crate::emitters::factor::factor;
use crate::emitters::free_space::{Decay, decay, shift};
use crate::emitters::geometry::{Geometry, MOST_CELLS};
use crate::emitters::modes::{EmissionMode, modes};
use crate::error::{Error, in_range};
use crate::numerics::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED};

/// Greatest coupling, in units of γ₀.
const MOST_COUPLING: f64 = 1e50;

/// The squared distance of two rows of a factor, as a share of their lengths, up to which the rows are one. Cells in free space
/// are at one place if they are closer than some 1e-15 wavelengths.
const SAME: f64 = 1e-29;

/// Elements of a kernel that differ by less than this, as a share of what sets cells apart, count as equal.
const EQUAL: f64 = 64.0 * f64::EPSILON;

/// How cells share the field: the kernel g_ij of emission and absorption (Eq. 36 to 40), the dipole-dipole shifts Ω_ij
/// and the detunings δ_i.
///
/// With an [`Ensemble`](crate::Ensemble) of collective emission e and absorption a the generator is
///
/// ```text
/// Σ_ij e g_ij (σ-_j ρ σ+_i - {σ+_i σ-_j, ρ}/2) + Σ_ij a g_ij (σ+_j ρ σ-_i - {σ-_i σ+_j, ρ}/2)
///     - i [(e - a) Σ_{i≠j} Ω_ij σ+_i σ-_j + Σ_i δ_i σ+_i σ-_i, ρ]
/// ```
///
/// beside the noise of single cells and dephasing. States are told in the frame in which cells with the first detuning
/// rest. For a bath of rate γ₀ the factor e - a is γ₀ itself, at any temperature. The kernel is in units of the rate of the
/// channel, detunings are in the unit of rates.
///
/// ```
/// use ergotropy::{Couplings, Dipole, Geometry};
///
/// let chain = Geometry::chain(4, 0.05)?;
/// let couplings = Couplings::free_space(&chain, &[Dipole::linear([0.0, 0.0, 1.0])?])?;
/// let modes = couplings.modes();
/// assert!(modes[0].rate > 3.8 && modes[0].bright_weight > 0.99); // superradiant
/// assert!((modes[3].rate - 1.228e-6).abs() < 1e-9); // dark
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Couplings {
    cells: usize,
    /// g, row by row.
    kernel: Vec<Double>,
    /// Greatest error of its elements.
    error: f64,
    /// The columns of B in g = B Bᵀ.
    columns: Vec<Vec<f64>>,
    /// What all cells have of their own and what all share, if the kernel is the same for all of them.
    even: Option<[Double; 2]>,
    /// Ω, row by row; `None` if no cell shifts another.
    shifts: Option<Vec<f64>>,
    /// δ of each cell.
    detunings: Vec<f64>,
}

impl Couplings {
    /// Cells in free space, with one dipole for all of them or a real one for each: the kernel of Eq. 40 and the
    /// dipole-dipole shift.
    ///
    /// # Errors
    /// [`Error::Dipoles`] unless there is one dipole or one for each cell; [`Error::ComplexDipoles`] for circular
    /// dipoles that differ; [`Error::CellsCoincide`] for cells at one place, or so close that their shift exceeds floats.
    /// [`Couplings::without_shift`] allows those.
    pub fn free_space(geometry: &Geometry, dipoles: &[Dipole]) -> Result<Self, Error> {
        let couplings = Self::without_shift(geometry, dipoles)?;
        let cells = couplings.cells;
        let of = |cell: usize| &dipoles[cell % dipoles.len()];
        let mut shifts = vec![0.0; cells * cells];
        for one in 0..cells {
            for other in (0..cells).filter(|&other| other != one) {
                let pair = [one.min(other), one.max(other)];
                let shift = shift(geometry, pair, pair.map(of));
                if shift.is_nan() || shift.abs() > MOST_COUPLING {
                    return Err(Error::CellsCoincide {
                        one: pair[0] + 1,
                        other: pair[1] + 1,
                        distance: geometry.distance(one, other),
                    });
                }
                shifts[one * cells + other] = shift;
            }
        }
        Ok(Self {
            shifts: Some(shifts).filter(|shifts| shifts.iter().any(|&shift| shift != 0.0)),
            ..couplings
        })
    }

    /// Cells in free space that do not shift each other: the kernel of Eq. 40 alone.
    ///
    /// # Errors
    /// Those of [`Couplings::free_space`] about dipoles.
    pub fn without_shift(geometry: &Geometry, dipoles: &[Dipole]) -> Result<Self, Error> {
        let cells = geometry.positions().len();
        if dipoles.len() != 1 && dipoles.len() != cells {
            return Err(Error::Dipoles {
                dipoles: dipoles.len(),
                cells,
            });
        }
        if dipoles
            .iter()
            .any(|dipole| !dipole.is_real() && *dipole != dipoles[0])
        {
            return Err(Error::ComplexDipoles);
        }
        let of = |cell: usize| &dipoles[cell % dipoles.len()];
        let pairs = (0..cells * cells).map(|at| (at / cells, at % cells));
        let elements: Vec<Decay> = pairs
            .map(|(one, other)| {
                let pair = [one.min(other), one.max(other)];
                decay(geometry, pair, pair.map(of))
            })
            .collect();
        let error = elements
            .iter()
            .map(|element| element.error)
            .fold(0.0, f64::max);
        let kernel: Vec<Double> = elements.iter().map(|element| element.value).collect();
        Ok(Self::new(cells, kernel, error))
    }

    /// Any real kernel g, row by row, which must be symmetric and not negative.
    ///
    /// # Errors
    /// [`Error::KernelShape`] unless there are N² elements for N from 1 to 26 cells; [`Error::OutOfRange`] for elements that
    /// are no numbers or beyond 10⁵⁰; [`Error::KernelAsymmetric`]; [`Error::KernelNegative`] with the least eigenvalue.
    pub fn kernel(elements: &[f64]) -> Result<Self, Error> {
        let cells = elements.len().isqrt();
        if cells * cells != elements.len() || !(1..=MOST_CELLS).contains(&cells) {
            return Err(Error::KernelShape {
                elements: elements.len(),
            });
        }
        for &element in elements {
            valid_coupling("an element of the kernel", element)?;
        }
        let greatest = elements
            .iter()
            .fold(0.0, |most: f64, element| most.max(element.abs()));
        for row in 0..cells {
            for column in 0..row {
                let [one, other] = [
                    elements[row * cells + column],
                    elements[column * cells + row],
                ];
                if (one - other).abs() > 16.0 * ROUNDOFF * greatest {
                    return Err(Error::KernelAsymmetric {
                        row: row + 1,
                        column: column + 1,
                        values: [one, other],
                    });
                }
            }
        }
        let mean = |row: usize, column: usize| {
            f64::midpoint(
                elements[row * cells + column],
                elements[column * cells + row],
            )
        };
        let kernel: Vec<Double> = (0..cells * cells)
            .map(|at| Double::from(mean(at / cells, at % cells)))
            .collect();
        let rounding = 8.0 * ROUNDOFF * greatest;
        let least = least_eigenvalue(cells, &kernel);
        if least < -rounding * cells as f64 {
            return Err(Error::KernelNegative { least });
        }
        Ok(Self::new(cells, kernel, rounding))
    }

    /// A few modes, each with a coupling for each cell: g_ij = Σ_μ g_μi g_μj.
    ///
    /// # Errors
    /// [`Error::KernelShape`] unless there is a mode, and each has the same number of cells, from 1 to 26;
    /// [`Error::OutOfRange`] for couplings that are no numbers or beyond 10²⁵.
    pub fn of_modes(modes: &[Vec<f64>]) -> Result<Self, Error> {
        let cells = modes.first().map_or(0, Vec::len);
        if !(1..=MOST_CELLS).contains(&cells) {
            return Err(Error::KernelShape { elements: cells });
        }
        for mode in modes {
            if mode.len() != cells {
                return Err(Error::KernelShape {
                    elements: mode.len(),
                });
            }
            for &coupling in mode {
                let inside = coupling.abs() <= MOST_COUPLING.sqrt();
                in_range("a coupling", coupling, inside, "from -1e25 to 1e25")?;
            }
        }
        let element = |at: usize| {
            let pairs = modes
                .iter()
                .map(|mode| (mode[at / cells], mode[at % cells]));
            pairs
                .map(|(one, other)| Double::from(one).times(other))
                .sum()
        };
        let kernel: Vec<Double> = (0..cells * cells).map(element).collect();
        let greatest = kernel
            .iter()
            .fold(0.0, |most: f64, element| most.max(element.hi.abs()));
        let rounding = 8.0 * modes.len() as f64 * ROUNDOFF_SQUARED * greatest;
        Ok(Self::new(cells, kernel, rounding))
    }

    /// The same couplings with detunings δ_i of the cells, in the unit of rates.
    ///
    /// # Errors
    /// [`Error::Detunings`] unless there is one for each cell; [`Error::OutOfRange`] for one that is no number or beyond
    /// 10⁵⁰.
    pub fn detuned(mut self, detunings: Vec<f64>) -> Result<Self, Error> {
        if detunings.len() != self.cells {
            return Err(Error::Detunings {
                detunings: detunings.len(),
                cells: self.cells,
            });
        }
        for &detuning in &detunings {
            valid_coupling("a detuning", detuning)?;
        }
        self.detunings = detunings;
        Ok(self)
    }

    /// Couplings with a kernel whose elements have an error of at most `error`.
    fn new(cells: usize, kernel: Vec<Double>, error: f64) -> Self {
        Self {
            cells,
            even: even(cells, &kernel),
            columns: factor(cells, &kernel, error),
            kernel,
            error,
            shifts: None,
            detunings: vec![0.0; cells],
        }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// The element g_ij of the kernel; cells count from 0.
    ///
    /// # Panics
    /// If there is no such cell.
    pub fn decay(&self, i: usize, j: usize) -> f64 {
        assert!(i < self.cells && j < self.cells, "no such cell");
        self.kernel[i * self.cells + j].to_f64()
    }

    /// The shift Ω_ij; 0 for i = j.
    ///
    /// # Panics
    /// If there is no such cell.
    pub fn shift(&self, i: usize, j: usize) -> f64 {
        assert!(i < self.cells && j < self.cells, "no such cell");
        self.shifts
            .as_ref()
            .map_or(0.0, |shifts| shifts[i * self.cells + j])
    }

    /// The detunings δ_i.
    pub fn detunings(&self) -> &[f64] {
        &self.detunings
    }

    /// The modes in which the cells emit together, fastest first: the eigenvectors of g with a rate above zero. Rates
    /// down to 10⁻³⁰ of the greatest are right in all digits but the last, since they are found from a factor of g in 106 bits.
    /// Cost: O(N³).
    pub fn modes(&self) -> Vec<EmissionMode> {
        modes(self.cells, &self.columns)
    }

    /// Whether the jumps of two cells are the same up to a sign: the rows of B have the distance g_ii + g_jj ∓ 2 g_ij = 0, in
    /// 106 bits, since elements of close cells are all 1 as floats.
    pub(crate) fn shares_all(&self, one: usize, other: usize) -> bool {
        let element = |i: usize, j: usize| self.kernel[i * self.cells + j];
        let both = element(one, one) + element(other, other);
        let shared = element(one, other).abs().times(2.0);
        (both - shared).to_f64() <= SAME * both.to_f64()
    }

    /// Number of modes with a rate above zero.
    pub(crate) fn rank(&self) -> usize {
        self.columns.len()
    }

    /// Number of independent jumps: the modes, each once for every detuning of the cells in it, since cells that rotate at different
    /// speeds jump independently of each other in the long run.
    pub(crate) fn jumps(&self) -> usize {
        let mut seen: Vec<f64> = Vec::new();
        let mut jumps = 0;
        for &detuning in &self.detunings {
            if seen.contains(&detuning) {
                continue;
            }
            seen.push(detuning);
            let group: Vec<usize> = (0..self.cells)
                .filter(|&cell| self.detunings[cell] == detuning)
                .collect();
            let pairs = group.iter().flat_map(|i| group.iter().map(move |j| (i, j)));
            let kernel: Vec<Double> = pairs
                .map(|(i, j)| self.kernel[i * self.cells + j])
                .collect();
            jumps += factor(group.len(), &kernel, self.error).len();
        }
        jumps
    }

    /// What each cell has of its own and what all share, g_ij = own δ_ij + shared, if that is so to rounding, and if nothing
    /// coherent tells cells apart.
    pub(crate) fn even(&self) -> Option<[Double; 2]> {
        let n = self.cells;
        let shifts = self.shifts.iter().flatten().enumerate();
        let shifts = shifts
            .filter(|(at, _)| at / n != at % n)
            .map(|(_, &shift)| shift);
        self.even
            .filter(|_| all_equal(shifts) && !self.is_detuned())
    }

    /// What each cell has of its own and what all share, on average over all cells and pairs.
    pub(crate) fn shares(&self) -> [Double; 2] {
        let n = self.cells;
        let sum = |diagonal: bool| -> Double {
            let at = (0..n * n).filter(|at| (at / n == at % n) == diagonal);
            at.map(|at| self.kernel[at]).sum()
        };
        let own = sum(true) / Double::from(n as f64);
        let shared = if n > 1 {
            sum(false) / Double::from((n * (n - 1)) as f64)
        } else {
            Double::ZERO
        };
        [own - shared, shared]
    }

    /// Whether cells exchange excitations coherently, even if all pairs do so alike.
    pub(crate) fn shifts_cells(&self) -> bool {
        self.shifts.is_some()
    }

    /// Whether cells exchange excitations coherently, or rotate at different speeds.
    pub(crate) fn is_coherent(&self) -> bool {
        self.shifts.is_some() || self.is_detuned()
    }

    /// Whether cells rotate at different speeds.
    fn is_detuned(&self) -> bool {
        let mut detunings = self.detunings.iter();
        detunings.any(|&detuning| detuning != self.detunings[0])
    }
}

/// Whether all numbers are the same to rounding.
fn all_equal(mut values: impl Iterator<Item = f64>) -> bool {
    let first = values.next();
    values.all(|value| first.is_some_and(|first| (value - first).abs() <= EQUAL * first.abs()))
}

fn valid_coupling(name: &'static str, value: f64) -> Result<f64, Error> {
    let inside = value.abs() <= MOST_COUPLING;
    in_range(name, value, inside, "from -1e50 to 1e50")
}

/// The two numbers of a kernel that is the same for all cells. What sets cells apart is compared, not the elements: close to
/// the limit of one place these are all 1.
fn even(cells: usize, kernel: &[Double]) -> Option<[Double; 2]> {
    let own = kernel[0];
    if cells == 1 {
        return Some([own, Double::ZERO]);
    }
    let shared = kernel[1];
    let apart = (own - shared).abs().to_f64();
    let equal = |at: usize| {
        let (wanted, on_diagonal) = if at / cells == at % cells {
            (own, true)
        } else {
            (shared, false)
        };
        let off = (kernel[at] - wanted).abs().to_f64();
        off <= EQUAL * apart || on_diagonal && off <= EQUAL * own.to_f64().abs()
    };
    // Where the bright mode emits nothing, roundings of its rate would make it emit or pump.
    let bright = (own + shared.times(cells as f64 - 1.0)).to_f64();
    let all = (0..cells * cells).all(equal) && bright > 1e-12 * own.to_f64();
    all.then(|| [own - shared, shared])
}

/// The least eigenvalue of a symmetric kernel.
fn least_eigenvalue(cells: usize, kernel: &[Double]) -> f64 {
    let matrix = faer::Mat::from_fn(cells, cells, |i, j| kernel[i * cells + j].to_f64());
    let eigenvalues = matrix.self_adjoint_eigenvalues(faer::Side::Lower);
    eigenvalues.map_or(f64::NEG_INFINITY, |values| {
        values.iter().copied().fold(f64::INFINITY, f64::min)
    })
}
