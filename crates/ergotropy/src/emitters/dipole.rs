//! The directions of the dipoles of the cells.

use num_complex::Complex64;

use crate::emitters::geometry::Vector;
use crate::error::Error;

/// The direction of a transition dipole, normalised: real for linear polarisation, complex for circular.
///
/// ```
/// use ergotropy::Dipole;
///
/// let along = Dipole::linear([0.0, 0.0, 2.0])?;
/// assert_eq!(along, Dipole::linear([0.0, 0.0, 1.0])?);
/// assert!(Dipole::linear([0.0; 3]).is_err());
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dipole {
    pub(crate) real: Vector,
    pub(crate) imaginary: Vector,
}

impl Dipole {
    /// A dipole along a direction in space.
    ///
    /// # Errors
    /// [`Error::Dipole`] if the direction is zero or not finite.
    pub fn linear(direction: [f64; 3]) -> Result<Self, Error> {
        Self::new(direction.map(Complex64::from))
    }

    /// A dipole that turns about an axis: (a + ib)/√2 for two directions a, b normal to the axis and to each other.
    /// The sense of rotation does not matter to cells that all have the same dipole.
    ///
    /// # Errors
    /// [`Error::Dipole`] if the axis is zero or not finite.
    pub fn circular(axis: [f64; 3]) -> Result<Self, Error> {
        let unit = Self::linear(axis)?.real;
        // The coordinate axis furthest from the given one gives a product that does not cancel.
        let least = (0..3).fold(0, |least, i| {
            if unit[i].abs() < unit[least].abs() {
                i
            } else {
                least
            }
        });
        let mut other = [0.0; 3];
        other[least] = 1.0;
        let a = Self::linear(cross(unit, other))?.real;
        let b = cross(unit, a);
        let both = |i: usize| Complex64::new(a[i], b[i]);
        Self::new([both(0), both(1), both(2)])
    }

    /// A dipole with any complex components, which are normalised.
    ///
    /// # Errors
    /// [`Error::Dipole`] if all components are zero or one is not finite.
    pub fn new(components: [Complex64; 3]) -> Result<Self, Error> {
        let greatest = components
            .iter()
            .fold(0.0, |most: f64, z| most.max(z.re.abs()).max(z.im.abs()));
        let finite = components.iter().all(|z| z.is_finite());
        if greatest == 0.0 || !finite {
            return Err(Error::Dipole);
        }
        // Divided by the greatest component first, so that no square under- or overflows.
        let scaled = components.map(|z| z / greatest);
        let norm = scaled.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
        Ok(Self {
            real: scaled.map(|z| z.re / norm),
            imaginary: scaled.map(|z| z.im / norm),
        })
    }

    /// Whether all components are real.
    pub(crate) fn is_real(&self) -> bool {
        self.imaginary == [0.0; 3]
    }

    /// Re d*·e and Re (d*·r)(r·e) for another dipole e and a unit vector r.
    pub(crate) fn products(&self, other: &Self, direction: Vector) -> (f64, f64) {
        let along = dot(self.real, other.real) + dot(self.imaginary, other.imaginary);
        let through = dot(self.real, direction) * dot(other.real, direction)
            + dot(self.imaginary, direction) * dot(other.imaginary, direction);
        (along, through)
    }
}

fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: Vector, b: Vector) -> Vector {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}
