//! Steady states against exact rationals, sixty digits and brute force.

use ergotropy::{Bath, Bounded, Error, Kind, Observables, Start, State};
use ergotropy_oracle as oracle;
use oracle::points::{self, Point};
use oracle::{Chain, Populations, difference, from_f64, to_f64};

use crate::mixture;

/// How a state compares with an exact one; all shares are of what is allowed and must be at most 1.
#[derive(Debug, Default)]
struct Worst {
    /// |error of W| over max(1e-13 W, 1e-15 N).
    work: f64,
    /// Error of any number over its bound.
    bound: f64,
    /// Error of W over 1e-12 N.
    width: f64,
    /// How many errors are estimates.
    unproved: u32,
}

impl Worst {
    fn see(&mut self, label: &str, state: &State, exact: &Populations) {
        let cells = f64::from(state.cells());
        let work = state.work();
        let exact_work = exact.ergotropy();
        let miss = difference(&exact_work, work.ergotropy.value);
        let allowed = (1e-13 * to_f64(&exact_work)).max(1e-15 * cells);
        let pairs = [
            (work.ergotropy, exact_work),
            (work.energy, exact.energy()),
            (work.passive_energy, exact.passive_energy()),
            (state.bright_weight(), exact.bright_weight()),
            (state.mean_spin(), exact.mean_spin()),
            (state.purity(), exact.purity()),
        ];
        for (number, exact) in pairs {
            // With local noise 2^-60 of the collective one, products of ratios leave the range of floats
            // from N = 23 on, and the proof with them; the error has to cover the truth all the same.
            let proved = number.kind == Kind::Bound;
            assert!(proved || cells > 22.0, "{label}");
            self.unproved += u32::from(!proved);
            let share = difference(&exact, number.value) / number.error;
            assert!(
                share <= 1.0,
                "{label}: {number:?} against {}",
                to_f64(&exact)
            );
            self.bound = self.bound.max(share);
        }
        let accuracy = state.accuracy();
        let mut absolute = 0.0;
        for (d, k) in exact.lattice().states() {
            let (Ok(ladder), Ok(rung)) = (u32::try_from(d), u32::try_from(k)) else {
                panic!("{label}: a lattice beyond u32");
            };
            let p = exact.population(d, k);
            let miss = difference(&p, state.population(ladder, rung).value);
            absolute += (miss - accuracy.relative * to_f64(&p)).max(0.0);
        }
        assert!(
            absolute <= accuracy.absolute,
            "{label}: populations off by {absolute:e}"
        );
        self.work = self.work.max(miss / allowed);
        self.width = self.width.max(work.ergotropy.error / (1e-12 * cells));
    }

    fn check(&self) {
        println!("{self:?}");
        assert!(
            self.work <= 1.0 && self.bound <= 1.0 && self.width <= 1.0,
            "{self:?}"
        );
    }
}

fn solve(point: &Point) -> Result<State, Error> {
    mixture(
        point.cells as u64,
        (point.eta, point.gamma_r),
        (point.alpha_c, point.alpha_l),
    )?
    .dephasing(point.dephasing)?
    .collective_dephasing(point.collective_dephasing)?
    .steady_state()
}

fn judge(points: &[Point], exact: impl Fn(&Chain) -> Option<Populations>) -> Result<Worst, Error> {
    let mut worst = Worst::default();
    for point in points {
        let chain = Chain::new(&point.parameters());
        let Some(exact) = exact(&chain) else {
            panic!("the oracle knows no unique steady state at {point:?}");
        };
        worst.see(&format!("{point:?}"), &solve(point)?, &exact);
    }
    Ok(worst)
}

#[test]
fn agrees_with_exact_rationals() -> Result<(), Error> {
    judge(&points::all(), Chain::steady_state)?.check();
    Ok(())
}

#[test]
#[ignore = "takes minutes: a long list of points up to N = 41"]
fn agrees_with_exact_rationals_at_many_more_points() -> Result<(), Error> {
    let worst = judge(&points::long(), Chain::steady_state)?;
    println!("{worst:?}");
    // Beyond N = 30 the bound is what counts; `see` has checked it at every point.
    assert!(worst.width <= 1.0);
    Ok(())
}

#[test]
fn agrees_with_sixty_digits_to_sixty_cells_and_beyond() -> Result<(), Error> {
    let mut points = points::inside(4, 24);
    for (point, cells) in points.iter_mut().zip([45, 60, 61, 100]) {
        point.cells = cells;
    }
    let cold = Point {
        alpha_c: 2f64.powi(-20),
        alpha_l: 0.0,
        ..points[1]
    };
    points.push(cold);
    judge(&points, Chain::steady_state_to_sixty_digits)?.check();
    Ok(())
}

#[test]
fn leakage_is_the_oracles() -> Result<(), Error> {
    let mut compared = 0;
    for point in points::inside(60, 16) {
        let chain = Chain::new(&point.parameters());
        let Some(exact) = chain.steady_state() else {
            continue;
        };
        let ensemble = mixture(
            point.cells as u64,
            (point.eta, point.gamma_r),
            (point.alpha_c, point.alpha_l),
        )?
        .dephasing(point.dephasing)?;
        let leakage = solve(&point)?.leakage(&ensemble);
        let contains = |number: Bounded, exact| difference(&exact, number.value) <= number.error;
        assert!(
            contains(leakage.outflow, chain.bright_leakage(&exact)),
            "{point:?}"
        );
        assert!(
            contains(leakage.inflow, chain.bright_return(&exact)),
            "{point:?}"
        );
        assert!(leakage.net.contains(0.0), "{point:?}");
        compared += 1;
    }
    assert!(compared > 50);
    Ok(())
}

#[test]
fn thermal_ladders_agree_with_exact_rationals() -> Result<(), Error> {
    let mut worst = Worst::default();
    let tiny = 2f64.powi(-20);
    for cells in [1usize, 2, 3, 6, 13, 20] {
        for alpha in [0.0, tiny, 0.375, 0.75, 1.0 - tiny] {
            let mut starts = vec![
                (Start::ground(), oracle::Start::Ground),
                (Start::excited(), oracle::Start::Excited),
                (
                    Start::dicke(cells as u64 / 2),
                    oracle::Start::Dicke(cells / 2),
                ),
            ];
            for q in [tiny, 0.375, 0.625, 1.0] {
                starts.push((Start::gibbs(q)?, oracle::Start::Gibbs(from_f64(q))));
            }
            for (start, exact_start) in starts {
                let ensemble = mixture(cells as u64, (1.0, 1.0), (alpha, 0.0))?;
                let state = ensemble.steady_state_from(&start)?;
                let exact = exact_start
                    .populations(cells)
                    .thermalised_collectively(&from_f64(alpha));
                worst.see(&format!("{cells} {alpha} {start:?}"), &state, &exact);
            }
        }
    }
    worst.check();
    Ok(())
}

#[test]
fn agrees_with_brute_force() -> Result<(), Error> {
    use oracle::register::Register;
    for cells in 2..=6usize {
        for (dephasing, alpha_l) in [(0.0, 0.25), (0.5, 0.0)] {
            let point = Point {
                cells,
                alpha_c: 0.625,
                alpha_l,
                eta: 0.75,
                gamma_r: 1.0,
                dephasing,
                collective_dephasing: 0.25,
            };
            let state = solve(&point)?;
            let exact = Register::new(&point.parameters()).steady_state();
            assert!((state.ergotropy().value - exact.ergotropy()).abs() < 1e-10);
            assert!((state.energy().value - exact.energy()).abs() < 1e-10);
            assert!((state.purity().value - exact.purity()).abs() < 1e-10);
        }
    }
    Ok(())
}

#[test]
fn ten_thousand_cells_from_a_gibbs_start() -> Result<(), Error> {
    // Finite-size values approach a limit that is independent of N like 1/N.
    let work = |cells: u64| -> Result<Bounded, Error> {
        let ensemble = mixture(cells, (1.0, 1.0), (0.9, 0.0))?;
        Ok(ensemble.steady_state_from(&Start::gibbs(0.5)?)?.ergotropy())
    };
    let (small, large) = (work(5000)?, work(10_000)?);
    assert!(large.error < 1e-11 && large.kind == Kind::Bound);
    assert!((large.value - small.value).abs() < 1e-2);
    // Above the temperature of the start, at which nothing can be had.
    let cold = mixture(10_000, (1.0, 1.0), (0.5, 0.0))?;
    assert!(
        cold.steady_state_from(&Start::gibbs(0.5)?)?
            .ergotropy()
            .contains(0.0)
    );
    Ok(())
}

#[test]
fn baths_given_by_occupation_or_ratio_are_one_bath() -> Result<(), Error> {
    let by_ratio = mixture(12, (0.75, 1.0), (0.75, 0.5))?;
    let by_occupation = by_ratio
        .clone()
        .collective_bath(Bath::from_occupation(3.0)?)
        .local_bath(Bath::from_occupation(1.0)?);
    let difference =
        by_ratio.steady_state()?.ergotropy() - by_occupation.steady_state()?.ergotropy();
    assert!(difference.contains(0.0));
    Ok(())
}
