//! The kernels of two cells in free space: how much they emit together (Eq. 40), and how they shift each other.
//!
//! With x = 2πr for a distance r in wavelengths and the direction r̂, let p₁ = Re d*·e - (d*·r̂)(r̂·e) and
//! p₃ = Re d*·e - 3 (d*·r̂)(r̂·e) for the dipoles d, e. In units of γ₀
//!
//! ```text
//! g = 3/2 [ p₁ sin x / x + p₃ (cos x / x² - sin x / x³) ]
//! Ω = 3/4 [ p₃ (sin x / x² + cos x / x³) - p₁ cos x / x ]
//! ```
//!
//! For one dipole these are Eq. 40 and the dipole-dipole shift of R. H. Lehmberg, *Phys. Rev. A* 2, 883 (1970). In
//! g terms of 1/x² cancel for close cells, so that there it is a power series in x². The series runs in 106 bits: the rates
//! of dark modes are differences of these numbers, of the order x^(2N-2).

use crate::emitters::dipole::Dipole;
use crate::emitters::geometry::{Geometry, length};
use crate::numerics::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED};

/// Up to this x the series is summed. Its terms grow to e^x, which costs nine digits of 32.
const SERIES: f64 = 20.0;

/// 2π in 106 bits.
const TAU: Double = Double {
    hi: std::f64::consts::TAU,
    lo: 2.449_293_598_294_706_4e-16,
};

/// A number with its absolute error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decay {
    pub(crate) value: Double,
    pub(crate) error: f64,
}

/// g of two cells of a geometry, which may be the same, with their dipoles.
pub(crate) fn decay(geometry: &Geometry, cells: [usize; 2], dipoles: [&Dipole; 2]) -> Decay {
    let [one, other] = cells.map(|cell| geometry.positions()[cell]);
    let difference = |i: usize| Double::from(other[i]) - Double::from(one[i]);
    let r = [difference(0), difference(1), difference(2)];
    let square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
    let dot = |a: &[f64; 3]| (0..3).map(|i| r[i].times(a[i])).sum::<Double>();
    let [d, e] = dipoles;
    let exact = |a: &[f64; 3], b: &[f64; 3]| {
        (0..3)
            .map(|i| Double::from(a[i]).times(b[i]))
            .sum::<Double>()
    };
    let along = exact(&d.real, &e.real) + exact(&d.imaginary, &e.imaginary);
    let through = dot(&d.real) * dot(&e.real) + dot(&d.imaginary) * dot(&e.imaginary);
    // Squares of distances below 1e-150 wavelengths underflow: there the kernel is that of one place.
    if square.hi < 1e-290 {
        return Decay {
            value: along,
            error: 16.0 * ROUNDOFF_SQUARED,
        };
    }
    let through = through / square;
    let (p1, p3) = (along - through, along - through.times(3.0));
    let x2 = TAU * TAU * square;
    let x = x2.hi.sqrt();
    let (spherical, share, error) = if x < SERIES {
        let (spherical, share) = series(x2);
        (spherical, share, 64.0 * ROUNDOFF_SQUARED * x.exp())
    } else {
        let spherical = x.sin() / x;
        let share = (spherical - x.cos()) / x2.hi;
        // The distance itself is rounded, which shifts the phase.
        let error = (8.0 + 2.0 * x) * ROUNDOFF / x;
        (Double::from(spherical), Double::from(share), error)
    };
    Decay {
        value: (p1 * spherical - p3 * share).times(1.5),
        error,
    }
}

/// sin x / x and j₁(x)/x = sin x / x³ - cos x / x² as power series in x², in 106 bits.
///
/// The terms are (-x²)ⁿ/(2n+1)! and (-x²/2)ⁿ/(n! (2n+3)!!) = (-x²)ⁿ (2n+2)/(2n+3)!.
fn series(x2: Double) -> (Double, Double) {
    let mut term = Double::ONE;
    let (mut spherical, mut share) = (Double::ZERO, Double::ZERO);
    let mut n = 0.0;
    while term.hi.abs() > 1e-40 || n * n < x2.hi {
        spherical += term;
        share += term / Double::from(2.0 * n + 3.0);
        n += 1.0;
        term = -(term * x2) / Double::from(2.0 * n * (2.0 * n + 1.0));
    }
    (spherical, share)
}

/// Ω of two cells, which is infinite where they coincide.
pub(crate) fn shift(geometry: &Geometry, cells: [usize; 2], dipoles: [&Dipole; 2]) -> f64 {
    let between = geometry.between(cells[0], cells[1]);
    let distance = length(between);
    let direction = between.map(|component| component / distance);
    let (along, through) = dipoles[0].products(dipoles[1], direction);
    let (p1, p3) = (along - through, along - 3.0 * through);
    let x = std::f64::consts::TAU * distance;
    let near = (x.sin() + x.cos() / x) / x;
    0.75 * (p3 * near - p1 * x.cos()) / x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn the_series_meets_the_closed_form() {
        for x in [0.5f64, 1.0, 3.0, 10.0, 19.9] {
            let (spherical, share) = series(Double::from(x) * Double::from(x));
            assert!((spherical.to_f64() - x.sin() / x).abs() < 1e-15);
            let closed = (x.sin() / x - x.cos()) / (x * x);
            assert!((share.to_f64() - closed).abs() < 4e-15, "{x}");
        }
        let (spherical, share) = series(Double::ZERO);
        assert_eq!(spherical, Double::ONE);
        assert!((share.to_f64() - 1.0 / 3.0).abs() < 1e-16);
    }

    #[test]
    fn close_cells_lack_what_the_square_of_their_distance_says() -> Result<(), Error> {
        // 1 - g = x²/5 for dipoles normal to the chain, x²/10 for dipoles along it.
        for (direction, share) in [([0.0, 0.0, 1.0], 0.2), ([1.0, 0.0, 0.0], 0.1)] {
            let dipole = Dipole::linear(direction)?;
            for spacing in [1e-3, 1e-6, 1e-9, 1e-12] {
                let pair = Geometry::chain(2, spacing)?;
                let missing = Double::ONE - decay(&pair, [0, 1], [&dipole; 2]).value;
                let x = std::f64::consts::TAU * spacing;
                let ratio = missing.to_f64() / (share * x * x);
                assert!((ratio - 1.0).abs() < 0.2 * x + 1e-8, "{spacing} {ratio}");
            }
        }
        Ok(())
    }

    #[test]
    fn the_shift_is_that_of_static_dipoles_up_close() -> Result<(), Error> {
        let pair = Geometry::chain(2, 1e-4)?;
        let x = std::f64::consts::TAU * 1e-4;
        let of = |direction| -> Result<f64, Error> {
            let dipole = Dipole::linear(direction)?;
            Ok(shift(&pair, [0, 1], [&dipole; 2]) * 4.0 * x.powi(3) / 3.0)
        };
        assert!((of([0.0, 0.0, 1.0])? - 1.0).abs() < 1e-6);
        assert!((of([1.0, 0.0, 0.0])? + 2.0).abs() < 1e-6);
        Ok(())
    }
}
