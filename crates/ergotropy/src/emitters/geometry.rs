//! Where the cells are.

use std::f64::consts::PI;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::error::{Error, in_range};

/// Greatest number of cells at positions; their states have 2^N strings.
pub(crate) const MOST_CELLS: usize = 26;

/// Greatest coordinate, in wavelengths.
const MOST_DISTANCE: f64 = 1e6;

/// A vector in space.
pub(crate) type Vector = [f64; 3];

/// Positions of cells, in units of the wavelength 2πc/ω.
///
/// ```
/// use ergotropy::Geometry;
///
/// let ring = Geometry::ring(6, 0.1)?;
/// assert_eq!(ring.positions().len(), 6);
/// assert!((ring.distance(0, 5) - 0.1).abs() < 1e-16); // neighbours
/// assert!((ring.distance(0, 3) - 0.2).abs() < 1e-16); // a hexagon has the radius of its sides
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    positions: Vec<Vector>,
}

impl Geometry {
    /// Cells at any positions, which may coincide.
    ///
    /// # Errors
    /// [`Error::CellsAtPlaces`] unless there are 1 to 26 cells; [`Error::OutOfRange`] for a coordinate that is
    /// no number or beyond 10⁶ wavelengths.
    pub fn new(positions: Vec<[f64; 3]>) -> Result<Self, Error> {
        if !(1..=MOST_CELLS).contains(&positions.len()) {
            return Err(Error::CellsAtPlaces {
                cells: positions.len() as u64,
                most: MOST_CELLS as u64,
            });
        }
        for &coordinate in positions.iter().flatten() {
            in_range(
                "a coordinate",
                coordinate,
                coordinate.abs() <= MOST_DISTANCE,
                "from -1e6 to 1e6 wavelengths",
            )?;
        }
        Ok(Self { positions })
    }

    /// Cells along the x axis at equal distances.
    ///
    /// # Errors
    /// Those of [`Geometry::new`]; [`Error::OutOfRange`] for a negative spacing.
    pub fn chain(cells: u64, spacing: f64) -> Result<Self, Error> {
        Self::grid([cells, 1, 1], spacing)
    }

    /// The corners of a regular polygon in the xy plane, with the spacing as distance between neighbours.
    ///
    /// # Errors
    /// Those of [`Geometry::chain`].
    pub fn ring(cells: u64, spacing: f64) -> Result<Self, Error> {
        let spacing = valid_spacing(spacing)?;
        let count = valid_count(cells)?;
        let angle = |cell: usize| 2.0 * PI * cell as f64 / count as f64;
        let radius = match count {
            1 => 0.0,
            _ => spacing / (2.0 * (PI / count as f64).sin()),
        };
        let at = |cell| [radius * angle(cell).cos(), radius * angle(cell).sin(), 0.0];
        Self::new((0..count).map(at).collect())
    }

    /// A grid of `columns` times `rows` cells in the xy plane.
    ///
    /// # Errors
    /// Those of [`Geometry::chain`].
    pub fn square(columns: u64, rows: u64, spacing: f64) -> Result<Self, Error> {
        Self::grid([columns, rows, 1], spacing)
    }

    /// A grid in space.
    ///
    /// # Errors
    /// Those of [`Geometry::chain`].
    pub fn cube(sizes: [u64; 3], spacing: f64) -> Result<Self, Error> {
        Self::grid(sizes, spacing)
    }

    /// Cells at random in a cube of the given side, each by itself and evenly distributed; the same seed gives the
    /// same positions on every machine.
    ///
    /// # Errors
    /// Those of [`Geometry::chain`].
    pub fn random(cells: u64, side: f64, seed: u64) -> Result<Self, Error> {
        let side = valid_spacing(side)?;
        let count = valid_count(cells)?;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        // The upper 53 bits are a float in [0, 1) without rounding.
        let mut coordinate = || side * ((random.next_u64() >> 11) as f64 * f64::EPSILON / 2.0);
        let positions = (0..count).map(|_| [coordinate(), coordinate(), coordinate()]);
        Self::new(positions.collect())
    }

    fn grid(sizes: [u64; 3], spacing: f64) -> Result<Self, Error> {
        let spacing = valid_spacing(spacing)?;
        let cells = sizes
            .iter()
            .try_fold(1u64, |product, &size| product.checked_mul(size));
        let count = valid_count(cells.unwrap_or(u64::MAX))?;
        // No side is longer than all of them together.
        let [columns, rows] = [valid_count(sizes[0])?, valid_count(sizes[1])?];
        let at = |cell: usize| {
            let place = [
                cell % columns,
                cell / columns % rows,
                cell / (columns * rows),
            ];
            place.map(|steps| spacing * steps as f64)
        };
        Self::new((0..count).map(at).collect())
    }

    /// The positions.
    pub fn positions(&self) -> &[[f64; 3]] {
        &self.positions
    }

    /// The distance between two cells, in wavelengths.
    ///
    /// # Panics
    /// If there is no such cell.
    pub fn distance(&self, one: usize, other: usize) -> f64 {
        length(self.between(one, other))
    }

    /// The vector from one cell to another.
    pub(crate) fn between(&self, one: usize, other: usize) -> Vector {
        let (from, to) = (self.positions[one], self.positions[other]);
        [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
    }
}

fn valid_count(cells: u64) -> Result<usize, Error> {
    match usize::try_from(cells) {
        Ok(count) if (1..=MOST_CELLS).contains(&count) => Ok(count),
        _ => Err(Error::CellsAtPlaces {
            cells,
            most: MOST_CELLS as u64,
        }),
    }
}

fn valid_spacing(spacing: f64) -> Result<f64, Error> {
    let inside = (0.0..=MOST_DISTANCE).contains(&spacing);
    in_range("the spacing", spacing, inside, "from 0 to 1e6 wavelengths")
}

/// The length of a vector, without underflow.
pub(crate) fn length([x, y, z]: Vector) -> f64 {
    x.hypot(y).hypot(z)
}
