//! The best starts of a Gibbs product's orbit, each followed to infinity by brute force.

use ergotropy::best_start::{GibbsOrbit, Method};

use ergotropy::schur::Complex64;
use ergotropy::{Bath, Bounded, Error, Kind};
use ergotropy_oracle::Parameters;
use ergotropy_oracle::register::{LongRun, State};

/// The judge's own eigenvalues and sums are floats.
const JUDGE: f64 = 2e-14;

fn agrees(number: Bounded, exact: f64, label: &str) {
    let off = (number.value - exact).abs();
    assert!(
        off <= number.error + JUDGE && number.error < 1e-12,
        "{label}: {number:?} against {exact}"
    );
    assert_eq!(number.kind, Kind::Bound, "{label}");
}

/// Follows the best start of each pair (β_q, β_c), and returns how many of them gain.
fn confirm(cells: u32, starts: &[f64], baths: &[f64]) -> Result<usize, Error> {
    let mut gaining = 0;
    for beta_c in baths {
        let alpha_c = (-beta_c).exp();
        let run = LongRun::new(&Parameters::from_f64(
            cells as usize,
            alpha_c,
            0.0,
            1.0,
            1.0,
            0.0,
            0.0,
        ));
        for beta_q in starts {
            let q = (-beta_q).exp();
            let label = format!("N = {cells}, β_q = {beta_q}, β_c = {beta_c}");
            let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha_c)?)?;
            let best = orbit.best(Method::Exhaustion)?;
            let size = 1usize << cells;
            let start = orbit.start(&best.reassignment)?;
            let rows: Vec<Complex64> = (0..size * size)
                .map(|i| start.element(i / size, i % size))
                .collect();
            let (start, gibbs) = (State::from_rows_msb(&rows), State::gibbs(cells as usize, q));
            let work = run.steady_state_from(&start).ergotropy();
            let unrotated = run.steady_state_from(&gibbs).ergotropy();
            let cost = start.energy() - gibbs.energy();
            agrees(best.work.steady_work, work, &label);
            agrees(best.work.cost, cost, &label);
            agrees(best.work.balance, work - cost, &label);
            agrees(best.work.gain, work - cost - unrotated, &label);
            // A unitary made it: the work that one can take back is the cost, and purity is kept.
            assert!((start.ergotropy() - cost).abs() < 2.0 * JUDGE, "{label}");
            assert!((start.purity() - gibbs.purity()).abs() < JUDGE, "{label}");
            gaining += usize::from(best.work.gain.lower() > 0.0);
        }
    }
    Ok(gaining)
}

#[test]
fn best_starts_of_two_and_three_cells_are_worth_what_they_say() -> Result<(), Error> {
    for cells in 2..=3 {
        let gaining = confirm(cells, &[0.5, 2.0], &[0.1, 1.0, 4.0])?;
        assert!((2..=5).contains(&gaining), "{cells}: {gaining}");
    }
    Ok(())
}

#[test]
#[ignore = "half a minute"]
fn best_starts_of_up_to_five_cells_are_worth_what_they_say() -> Result<(), Error> {
    let starts = [0.1, 0.5, 1.0, 2.0, 5.0, 10.0];
    let baths = [0.01, 0.1, 0.5, 1.0, 2.0, 4.0, 10.0];
    for cells in 2..=5 {
        let gaining = confirm(cells, &starts, &baths)?;
        println!(
            "N = {cells}: {gaining} of {} pairs gain",
            starts.len() * baths.len()
        );
        assert!(gaining > 0, "{cells}");
    }
    Ok(())
}
