//! Charging curves against transients in 256 bits and against brute force.

use ergotropy::{Ensemble, Error, Kind, Observables, Start};
use ergotropy_oracle as oracle;
use oracle::points::{self, Point};
use oracle::{Chain, difference, from_f64, to_f64};

use crate::mixture;

fn ensemble(point: &Point) -> Result<Ensemble, Error> {
    mixture(
        point.cells as u64,
        (point.eta, point.gamma_r),
        (point.alpha_c, point.alpha_l),
    )?
    .dephasing(point.dephasing)
}

/// Compares all populations, E and W with the oracle, at times over ten decades.
fn judge(
    point: &Point,
    start: &Start,
    exact_start: &oracle::Start,
    times: &[f64],
) -> Result<(), Error> {
    let chain = Chain::new(&point.parameters());
    let exact_start = exact_start.populations(point.cells);
    let curve = ensemble(point)?.charge(start, times)?;
    for (reached, &time) in curve.points().iter().zip(times) {
        let label = format!("{point:?} {start:?} {time:e}");
        let exact = chain.evolve(&exact_start, time);
        assert_eq!(reached.time, time);
        let mut off = 0.0;
        for (d, k) in exact.lattice().states() {
            let (Ok(ladder), Ok(rung)) = (u32::try_from(d), u32::try_from(k)) else {
                panic!("{label}: a lattice beyond u32");
            };
            off += difference(
                &exact.population(d, k),
                reached.state.population(ladder, rung).value,
            );
        }
        let accuracy = reached.state.accuracy();
        assert!(
            off <= accuracy.absolute + accuracy.relative,
            "{label}: {off:e} {accuracy:?}"
        );
        assert!(accuracy.absolute < 2e-14, "{label}: {accuracy:?}");
        for (number, exact) in [
            (reached.work().ergotropy, exact.ergotropy()),
            (reached.work().energy, exact.energy()),
            (reached.work().passive_energy, exact.passive_energy()),
        ] {
            assert_eq!(number.kind, Kind::Bound);
            let miss = difference(&exact, number.value);
            assert!(
                miss <= number.error,
                "{label}: {number:?} against {}",
                to_f64(&exact)
            );
        }
    }
    Ok(())
}

const TIMES: [f64; 8] = [1e-6, 3e-4, 0.02, 0.1, 0.7, 5.0, 120.0, 1e4];

#[test]
fn agrees_with_256_bits() -> Result<(), Error> {
    let starts = [
        (Start::ground(), oracle::Start::Ground),
        (Start::excited(), oracle::Start::Excited),
        (Start::gibbs(0.625)?, oracle::Start::Gibbs(from_f64(0.625))),
        (Start::dicke(2), oracle::Start::Dicke(2)),
    ];
    for (index, mut point) in points::inside(24, 9).into_iter().enumerate() {
        point.cells = 2 + index % 7;
        let (start, exact) = &starts[index % starts.len()];
        judge(&point, start, exact, &TIMES)?;
    }
    Ok(())
}

#[test]
fn agrees_with_256_bits_where_it_is_stiff() -> Result<(), Error> {
    let hot = 1.0 - 2f64.powi(-20);
    for (alpha_c, alpha_l, eta, gamma_r) in [
        (hot, 0.25, 0.75, 1.0),
        (0.75, hot, 2f64.powi(-20), 1024.0),
        (0.0, 0.0, 0.5, 2f64.powi(-40)),
        (0.5, 0.0, 1.0, 0.0),
    ] {
        let point = Point {
            cells: 6,
            alpha_c,
            alpha_l,
            eta,
            gamma_r,
            dephasing: 0.0,
            collective_dephasing: 0.0,
        };
        judge(
            &point,
            &Start::excited(),
            &oracle::Start::Excited,
            &[1e-5, 0.3, 1e4],
        )?;
    }
    Ok(())
}

#[test]
fn agrees_with_brute_force() -> Result<(), Error> {
    use oracle::register::{Register, State};
    let point = Point {
        cells: 4,
        alpha_c: 0.625,
        alpha_l: 0.25,
        eta: 0.75,
        gamma_r: 0.5,
        dephasing: 0.25,
        collective_dephasing: 0.5,
    };
    let curve = ensemble(&point)?.charge(&Start::ground(), &[0.25, 1.0])?;
    let register = Register::new(&point.parameters());
    for reached in curve.points() {
        let exact = register.evolve(&State::ground(4), reached.time);
        assert!((reached.work().ergotropy.value - exact.ergotropy()).abs() < 1e-11);
        assert!((reached.work().energy.value - exact.energy()).abs() < 1e-11);
    }
    Ok(())
}

#[test]
fn a_hundred_cells_through_ten_decades() -> Result<(), Error> {
    let ensemble = mixture(100, (0.9, 1.0), (0.9, 0.3))?;
    let steady = ensemble.steady_state()?.ergotropy();
    for start in [Start::excited(), Start::gibbs(0.5)?] {
        let curve = ensemble.charge(&start, &[1e4, 1e-6, 1.0])?;
        let [last, first, _] = curve.points() else {
            panic!("three times give three points");
        };
        assert!(
            curve
                .points()
                .iter()
                .all(|p| p.work().ergotropy.error <= (1e-9 * p.work().ergotropy.value).max(1e-10)),
            "{:?}",
            curve
                .points()
                .iter()
                .map(|p| p.work().ergotropy)
                .collect::<Vec<_>>()
        );
        assert!((last.work().ergotropy - steady).contains(0.0));
        let initial = start.state(100)?.ergotropy();
        assert!((first.work().ergotropy.value - initial.value).abs() < 0.1);
    }
    Ok(())
}
