//! Collocation compared with eliminations, and cases without a result.

use super::*;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::{Dissection, Edge};
use crate::ladder::elimination::purpose::Purpose;
use crate::model::start::LadderStart;
use crate::{Bath, Ensemble, Mixture};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

fn mixture(cells: u64, eta: f64, ac: f64, al: f64, ratio: f64) -> Result<Ensemble, Error> {
    let gamma_ratio = ratio;
    Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(Bath::from_bose_ratio(ac)?)
        .local_bath(Bath::from_bose_ratio(al)?))
}

fn foretold(ensemble: &Ensemble) -> (Rates, Profile) {
    let rates = Rates::new(ensemble);
    let profile = Profile::new(&rates, Reach::even(46.0));
    (rates, profile)
}

fn collocated(ensemble: &Ensemble) -> Result<Option<Collocation>, Error> {
    let (rates, profile) = foretold(ensemble);
    steady(&rates, &profile, true)
}

/// Σ|p - p'| of a result and a state of all populations.
fn distance(found: &Collocation, state: &crate::LadderState) -> f64 {
    let there = found.ladders.iter().flat_map(|ladder| {
        (ladder.first..)
            .zip(&ladder.weights)
            .map(|(k, p)| (p - state.population(ladder.d, k)).abs())
    });
    there.sum()
}

#[test]
fn agrees_with_elimination() -> Result<(), Error> {
    for (cells, eta, collective, local, ratio) in [
        (120, 0.9, 0.5, 0.01, 1.0),
        (150, 0.9, 0.6, 0.0, 1.0),
        (150, 0.9, 0.6, 0.005, 0.1),
        (160, 0.5, 0.3, 0.02, 1.0),
        (160, 0.3, 0.0, 0.01, 3.0),
    ] {
        let ensemble = mixture(cells, eta, collective, local, ratio)?;
        assert!(suits(&foretold(&ensemble).1), "{cells} {eta}");
        let Some(found) = collocated(&ensemble)? else {
            panic!("no result for {cells} cells");
        };
        let distance = distance(&found, &ensemble.unique_steady_state()?);
        assert!(
            distance <= found.error,
            "{cells} {eta}: {distance:e} {:e}",
            found.error
        );
    }
    Ok(())
}

#[test]
fn agrees_with_elimination_on_a_window() -> Result<(), Error> {
    for (eta, collective, local, ratio) in [
        (0.9, 0.9, 0.3, 1.0),
        (0.1, 0.7, 0.5, 30.0),
        (0.5, 0.6, 0.1, 1e-3),
        (0.99, 0.0, 0.5, 1.0),
    ] {
        let ensemble = mixture(1000, eta, collective, local, ratio)?;
        let Some(found) = collocated(&ensemble)? else {
            panic!("no result for {eta}");
        };
        let windowed = crate::ladder::steady::windowed::tests::on_window(&ensemble)?;
        let distance: f64 = found
            .ladders
            .iter()
            .flat_map(|ladder| {
                (ladder.first..).zip(&ladder.weights).map(|(k, p)| {
                    let there = windowed.window.index(ladder.d, k);
                    (p - there.map_or(0.0, |index| windowed.weights[index])).abs()
                })
            })
            .sum();
        assert!(distance <= found.error + 1e-13, "{eta}: {distance:e}");
        assert!(found.error < 1e-10, "{eta}: {:e}", found.error);
    }
    Ok(())
}

#[test]
fn a_million_cells_and_more() -> Result<(), Error> {
    for cells in [1_000_000, 1 << 28] {
        let Some(found) = collocated(&mixture(cells, 0.9, 0.5, 0.3, 1.0)?)? else {
            panic!("no result for {cells} cells");
        };
        let sum: f64 = found
            .ladders
            .iter()
            .flat_map(|ladder| &ladder.weights)
            .sum();
        assert!((sum - 1.0).abs() < found.error && found.error < 1e-9);
    }
    Ok(())
}

#[test]
fn lines_keep_off_the_ends_of_ladders() -> Result<(), Error> {
    for (cells, local, ratio) in [(300, 0.95, 1.0), (301, 0.95, 1.0), (400, 0.999, 3.0)] {
        let hot = mixture(cells, 0.9, 0.3, local, ratio)?;
        assert!(!suits(&foretold(&hot).1));
        let Some(found) = collocated(&hot)? else {
            panic!("no result for {cells} cells");
        };
        let distance = distance_from_lattice(&hot, &found)?;
        assert!(
            distance <= found.error && found.error < 1e-11,
            "{cells} {distance:e}"
        );
    }
    Ok(())
}

#[test]
fn two_temperatures_next_to_each_other_are_a_gibbs_state() -> Result<(), Error> {
    // W is at most that of the difference between the baths: less than 1e-5 for N = 10⁵.
    let near = mixture(100_000, 0.5, 0.999, 0.999 + 1e-12, 1.0)?;
    let Some(found) = collocated(&near)? else {
        panic!("no result");
    };
    let gibbs = LadderStart::Gibbs { q: 0.999 }.state(100_000)?;
    let distance = distance(&found, &gibbs);
    assert!(
        distance <= found.error + 1e-7,
        "{distance:e} {:e}",
        found.error
    );
    Ok(())
}

/// A number from 0 to 1.
fn uniform(random: &mut ChaCha8Rng) -> f64 {
    f64::from(random.next_u32()) / f64::from(u32::MAX)
}

/// Σ|p - p'| from elimination on the whole lattice.
fn distance_from_lattice(ensemble: &Ensemble, found: &Collocation) -> Result<f64, Error> {
    let rates = Rates::new(ensemble);
    let full = Window::full(rates.lattice());
    let mode = Profile::new(&rates, Reach::even(0.0)).mode();
    let edge = Edge::Reflecting;
    let exact = Dissection::new(&rates, &full, mode, 0.0, Purpose::Steady, edge)?.stationary();
    let mut difference = exact;
    for ladder in &found.ladders {
        for (k, p) in (ladder.first..).zip(&ladder.weights) {
            if let Some(index) = full.index(ladder.d, k) {
                difference[index] -= p;
            }
        }
    }
    Ok(difference.iter().map(|p| p.abs()).sum())
}

/// Random noise with hot local baths, some of them near infinite temperature.
fn hot(random: &mut ChaCha8Rng, cells: u64) -> Result<Ensemble, Error> {
    let local = 1.0 - 10f64.powf(-1.0 - 5.0 * uniform(random));
    let collective = match random.next_u32() % 4 {
        0 => 0.0,
        1 => 1.0 - 10f64.powf(-4.0 * uniform(random)),
        _ => 0.99 * uniform(random),
    };
    let eta = 0.01 + 0.98 * uniform(random);
    mixture(
        cells,
        eta,
        collective,
        local,
        10f64.powf(6.0 * uniform(random) - 3.0),
    )
}

fn covers(points: u32, most: u32) -> Result<(), Error> {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let (mut found, mut worst, mut accurate) = (0, 0.0f64, 0);
    for _ in 0..points {
        let cells = 300 + random.next_u32() % (most - 300);
        let ensemble = hot(&mut random, cells.into())?;
        let Some(answer) = collocated(&ensemble)? else {
            continue;
        };
        let distance = distance_from_lattice(&ensemble, &answer)?;
        found += 1;
        accurate += u32::from(answer.error < 1e-9);
        worst = worst.max(distance / answer.error);
        assert!(
            distance <= answer.error,
            "{cells} {distance:e} {:e} {ensemble:?}",
            answer.error
        );
    }
    println!("{found} of {points}, {accurate} accurate, worst {worst:e}");
    assert!(4 * found >= 3 * points && 10 * accurate >= 9 * found);
    Ok(())
}

#[test]
fn errors_cover_hot_local_baths() -> Result<(), Error> {
    covers(30, 500)
}

#[test]
#[ignore = "minutes"]
fn errors_cover_hot_local_baths_of_more_cells() -> Result<(), Error> {
    covers(320, 2000)
}

#[test]
fn what_has_no_positive_weight_is_no_state() -> Result<(), Error> {
    // Polynomials oscillate between few lines, so that the sum of all weights comes out negative.
    for (cells, collective) in [(313, 0.998), (404, 0.998), (770, 0.995)] {
        let ensemble = mixture(cells, 0.01, collective, 0.0, 1e3)?;
        if let Some(found) = collocated(&ensemble)? {
            let distance = distance_from_lattice(&ensemble, &found)?;
            assert!(distance <= found.error, "{cells} {distance:e}");
        }
    }
    Ok(())
}

#[test]
fn all_ladders_twice_are_no_convergence() -> Result<(), Error> {
    // Few ladders carry weight here, and an elimination with all of them as nodes loses digits.
    for (cells, collective, eta) in [(300, 0.8, 0.5), (493, 0.9, 0.5), (700, 0.8, 0.1)] {
        let ensemble = mixture(cells, eta, collective, 0.0, 1.0)?;
        if let Some(found) = collocated(&ensemble)? {
            let distance = distance_from_lattice(&ensemble, &found)?;
            assert!(
                distance <= found.error,
                "{cells} {distance:e} {:e}",
                found.error
            );
        }
    }
    Ok(())
}
