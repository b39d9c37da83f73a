//! Regions where the Gibbs product is not the best start: closed conditions compared with exhaustion.

use crate::best_start::orbit::GibbsOrbit;
use crate::best_start::search::Method;
use crate::{Bath, Error};

/// q and α on a grid inside the unit square.
fn grid(steps: u32) -> impl Iterator<Item = (f64, f64)> {
    let inside = move |i: u32| f64::from(i) / f64::from(steps);
    (1..steps).flat_map(move |i| (1..steps).map(move |k| (inside(i), inside(k))))
}

fn greatest_gain(cells: u32, q: f64, alpha: f64) -> Result<f64, Error> {
    let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
    let gain = orbit.best(Method::Exhaustion)?.work.gain;
    assert!(gain.error < 1e-12 && gain.value > -gain.error);
    Ok(gain.value)
}

fn geometric_sum(alpha: f64, cells: i32) -> f64 {
    (0..=cells).map(|r| alpha.powi(r)).sum()
}

#[test]
fn two_cells() -> Result<(), Error> {
    for (q, alpha) in grid(40) {
        let found = greatest_gain(2, q, alpha)?;
        let condition = alpha * alpha * (1.0 + q) - q * (1.0 + alpha);
        assert!(
            condition.abs() < 1e-12 || (found > 1e-12) == (condition > 0.0),
            "{q} {alpha}"
        );
        if alpha * alpha * (1.0 + q * q) >= q * (1.0 + alpha) {
            let norm = geometric_sum(alpha, 2) * (1.0 + q) * (1.0 + q);
            assert!((found - q * (1.0 - q) * alpha * alpha / norm).abs() < 1e-14);
        }
    }
    Ok(())
}

#[test]
fn three_cells() -> Result<(), Error> {
    for (q, alpha) in grid(30) {
        let condition = alpha * alpha - q;
        let found = greatest_gain(3, q, alpha)?;
        assert!(
            condition.abs() < 1e-12 || (found > 1e-12) == (condition > 0.0),
            "{q} {alpha}"
        );
    }
    Ok(())
}

#[test]
fn four_cells() -> Result<(), Error> {
    let mut cold_points = 0;
    for (q, alpha) in grid(20) {
        let found = greatest_gain(4, q, alpha)?;
        let (q2, q3, first) = (q * q, q.powi(3), alpha / geometric_sum(alpha, 4));
        let hot = (1.0 + q + 2.0 * q2 + q3) * first * (alpha.powi(2) + alpha.powi(3)) - q2 - q3;
        let room = q2 - (1.0 + 2.0 * q2 + q3 + q.powi(4)) * first;
        assert_eq!(found > 1e-12, hot.max(room) > 1e-12, "{q} {alpha}");
        if room > 0.0 {
            let gain = room.min(q * (1.0 - q) * first) / (1.0 + q).powi(4);
            assert!((found - gain).abs() < 1e-14, "{q} {alpha}");
            cold_points += 1;
        }
    }
    assert!(cold_points > 30, "{cold_points}");
    Ok(())
}

#[test]
fn zero_temperature_gains_from_twelve_cells_on() -> Result<(), Error> {
    for q in [0.1, 0.5, 0.9] {
        for cells in 2..=4 {
            assert!(greatest_gain(cells, q, 0.0)? < 1e-13);
        }
        let orbit = GibbsOrbit::new(12, q, Bath::from_bose_ratio(0.0)?)?;
        let gibbs = orbit.gibbs();
        let singlet = gibbs.copies().len() - 1;
        let exchanged = gibbs.exchanged((0, 5), (singlet, 6));
        let gain = exchanged.map(|other| orbit.value(&other).gain.value);
        let expected = q.powi(5) * (1.0 - q) / (1.0 + q).powi(12);
        assert!(
            gain.is_some_and(|gain| (gain - expected).abs() < 1e-12),
            "{gain:?}"
        );
    }
    Ok(())
}
