//! How cells share the field: places, dipoles, modes, kernels.

use ergotropy::Complex64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// How cells share the field of the collective channel; its rate is then that of one cell, and multiplies g_ij.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Couplings {
    /// Cells at places in free space (Eq. 40).
    FreeSpace {
        /// Where the cells are.
        geometry: Geometry,
        /// One dipole for all cells, or one for each.
        dipoles: Vec<Dipole>,
        /// Whether cells shift each other's frequency, as they do; without it g_ij alone acts.
        #[serde(default = "yes")]
        shift: bool,
    },
    /// The couplings of all cells to each of a few modes: g_ij = Σ_μ g_μi g_μj.
    Modes(Vec<Vec<f64>>),
    /// The kernel g_ij itself, row by row: symmetric, without negative eigenvalues.
    Kernel(Vec<Vec<f64>>),
}

/// Where cells are, in wavelengths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Geometry {
    /// Along the x axis.
    Chain {
        /// Number of cells.
        cells: u64,
        /// Distance of neighbours.
        spacing: f64,
    },
    /// The corners of a regular polygon in the xy plane.
    Ring {
        /// Number of cells.
        cells: u64,
        /// Distance of neighbours.
        spacing: f64,
    },
    /// A grid in the xy plane.
    Square {
        /// Number of cells along x and y.
        sizes: [u64; 2],
        /// Distance of neighbours.
        spacing: f64,
    },
    /// A grid in space.
    Cube {
        /// Number of cells along x, y and z.
        sizes: [u64; 3],
        /// Distance of neighbours.
        spacing: f64,
    },
    /// At random in a cube, the same for the same seed.
    Random {
        /// Number of cells.
        cells: u64,
        /// Side of the cube.
        side: f64,
        /// The seed.
        seed: u64,
    },
    /// At these places.
    Positions(Vec<[f64; 3]>),
}

/// The direction of a dipole, of any length above 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Dipole {
    /// Along a direction.
    Linear([f64; 3]),
    /// Turning about an axis.
    Circular([f64; 3]),
    /// Any components, as pairs of real and imaginary part.
    Complex([[f64; 2]; 3]),
}

fn yes() -> bool {
    true
}

impl Geometry {
    /// The positions of the cells.
    ///
    /// # Errors
    /// Those of [`ergotropy::Geometry`].
    pub fn resolved(&self) -> Result<ergotropy::Geometry, Error> {
        Ok(match self {
            Self::Chain { cells, spacing } => ergotropy::Geometry::chain(*cells, *spacing),
            Self::Ring { cells, spacing } => ergotropy::Geometry::ring(*cells, *spacing),
            Self::Square {
                sizes: [columns, rows],
                spacing,
            } => ergotropy::Geometry::square(*columns, *rows, *spacing),
            Self::Cube { sizes, spacing } => ergotropy::Geometry::cube(*sizes, *spacing),
            Self::Random { cells, side, seed } => ergotropy::Geometry::random(*cells, *side, *seed),
            Self::Positions(positions) => ergotropy::Geometry::new(positions.clone()),
        }?)
    }

    /// The name of its kind and, after a colon, its numbers.
    pub fn name(&self) -> String {
        match self {
            Self::Chain { cells, spacing } => format!("chain:{cells}:{spacing}"),
            Self::Ring { cells, spacing } => format!("ring:{cells}:{spacing}"),
            Self::Square {
                sizes: [columns, rows],
                spacing,
            } => format!("square:{columns}x{rows}:{spacing}"),
            Self::Cube {
                sizes: [x, y, z],
                spacing,
            } => format!("cube:{x}x{y}x{z}:{spacing}"),
            Self::Random { cells, side, seed } => format!("random:{cells}:{side}:{seed}"),
            Self::Positions(_) => "positions".to_owned(),
        }
    }
}

impl Dipole {
    /// The dipole, normalised.
    ///
    /// # Errors
    /// [`ergotropy::Error::Dipole`] for one without direction.
    pub fn resolved(self) -> Result<ergotropy::Dipole, Error> {
        Ok(match self {
            Self::Linear(direction) => ergotropy::Dipole::linear(direction),
            Self::Circular(axis) => ergotropy::Dipole::circular(axis),
            Self::Complex(components) => {
                ergotropy::Dipole::new(components.map(|[re, im]| Complex64::new(re, im)))
            }
        }?)
    }
}

impl Couplings {
    /// The number of cells.
    ///
    /// # Errors
    /// Those of [`Geometry::resolved`].
    pub fn cells(&self) -> Result<u64, Error> {
        let cells = match self {
            Self::FreeSpace { geometry, .. } => geometry.resolved()?.positions().len(),
            Self::Modes(modes) => modes.first().map_or(0, Vec::len),
            Self::Kernel(rows) => rows.len(),
        };
        Ok(cells as u64)
    }

    /// The couplings without detunings.
    ///
    /// # Errors
    /// Those of [`ergotropy::Couplings`], and of places and dipoles.
    pub fn resolved(&self) -> Result<ergotropy::Couplings, Error> {
        Ok(match self {
            Self::FreeSpace {
                geometry,
                dipoles,
                shift,
            } => {
                let geometry = geometry.resolved()?;
                let dipoles = dipoles.iter().map(|dipole| dipole.resolved());
                let dipoles = dipoles.collect::<Result<Vec<_>, _>>()?;
                if *shift {
                    ergotropy::Couplings::free_space(&geometry, &dipoles)?
                } else {
                    ergotropy::Couplings::without_shift(&geometry, &dipoles)?
                }
            }
            Self::Modes(modes) => ergotropy::Couplings::of_modes(modes)?,
            Self::Kernel(rows) => {
                if let Some(row) = rows.iter().find(|row| row.len() != rows.len()) {
                    return Err(ergotropy::Error::KernelShape {
                        elements: rows.len() * row.len(),
                    }
                    .into());
                }
                ergotropy::Couplings::kernel(&rows.concat())?
            }
        })
    }
}
