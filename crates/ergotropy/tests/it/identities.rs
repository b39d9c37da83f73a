//! What holds for all parameters.

use ergotropy::{Error, Lattice, Observables, Point, Start, State};
use proptest::prelude::*;

use crate::mixture;

fn total(state: &State) -> f64 {
    state.populations().map(|(_, _, p)| p.value).sum()
}

fn lawful(state: &State) {
    let n = f64::from(state.cells());
    let work = state.work();
    assert!((total(state) - 1.0).abs() < 1e-13);
    assert!(
        state
            .populations()
            .all(|(_, _, p)| (0.0..=1.0).contains(&p.value))
    );
    let (w, e) = (work.ergotropy, work.energy);
    assert!(w.value >= 0.0 && w.value <= e.value + w.error && e.value <= n);
    assert!((e - work.passive_energy - w).contains(0.0));
    assert!(w.value <= state.entropy_bound().upper() + w.error);
    assert!(state.purity().value <= 1.0 + 1e-14 && state.entropy().value <= n * 2f64.ln() + 1e-9);
}

fn alpha() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..0.999, 1 => Just(0.0), 1 => (10i32..45).prop_map(|e| 1.0 - 2f64.powi(-e))]
}

fn ratio() -> impl Strategy<Value = f64> {
    (-12.0..4.0).prop_map(|exponent| 10f64.powf(exponent))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn steady_states_are_states(
        cells in 1u64..20, eta in 0.0..0.9999, gamma_ratio in ratio(), ac in alpha(), al in alpha(),
        dephasing in prop_oneof![Just(0.0), 0.0..3.0],
    ) {
        let run = || -> Result<(), Error> {
            let ensemble = mixture(cells, (eta, gamma_ratio), (ac, al))?.dephasing(dephasing)?;
            let state = ensemble.steady_state()?;
            lawful(&state);
            if cells == 1 {
                assert!(state.ergotropy().contains(0.0));
            }
            assert!(state.energy_flow(&ensemble).contains(0.0));
            Ok(())
        };
        prop_assert_eq!(run(), Ok(()));
    }

    #[test]
    fn one_temperature_gives_the_gibbs_product(
        cells in 1u64..30, eta in 0.0..0.9999, gamma_ratio in ratio(), a in alpha(),
    ) {
        let run = || -> Result<(), Error> {
            let state = mixture(cells, (eta, gamma_ratio), (a, a))?.steady_state()?;
            let gibbs = Start::gibbs(a)?.state(cells)?;
            for (d, k, p) in gibbs.populations() {
                let miss = state.population(d, k) - p;
                assert!(miss.value.abs() <= 1e-15 * p.value + 1e-290);
            }
            assert!(state.ergotropy().contains(0.0));
            Ok(())
        };
        prop_assert_eq!(run(), Ok(()));
    }

    #[test]
    fn eta_and_the_rate_ratio_are_one_parameter(
        cells in 1u64..16, eta in 0.01..0.99, other in 0.01..0.99, gamma_ratio in ratio(),
        ac in alpha(), al in alpha(),
    ) {
        // Steady states depend on (1-eta) gamma_r / eta alone; rounding it moves the rates by 1e-15.
        let run = || -> Result<(), Error> {
            let same = (1.0 - eta) * gamma_ratio / eta * other / (1.0 - other);
            let one = mixture(cells, (eta, gamma_ratio), (ac, al))?.steady_state()?;
            let two = mixture(cells, (other, same), (ac, al))?.steady_state()?;
            let states = Lattice::new(one.cells()).states() as f64;
            let allowed = 1e-14 * states;
            for (d, k, p) in one.populations() {
                let miss = two.population(d, k) - p;
                assert!(miss.value.abs() <= allowed * p.value + 1e-290);
            }
            Ok(())
        };
        prop_assert_eq!(run(), Ok(()));
    }

    #[test]
    fn starts_are_states(cells in 1u64..60, q in 0.0..=1.0f64, alpha_c in alpha()) {
        let run = || -> Result<(), Error> {
            for start in [Start::ground(), Start::excited(), Start::gibbs(q)?, Start::dicke(cells / 2)] {
                lawful(&start.state(cells)?);
                lawful(&mixture(cells, (1.0, 1.0), (alpha_c, 0.0))?.steady_state_from(&start)?);
            }
            let thermal = Start::gibbs(q)?.state(cells)?.ergotropy();
            assert!(thermal.contains(0.0) && thermal.value < 1e-35);
            Ok(())
        };
        prop_assert_eq!(run(), Ok(()));
    }

    #[test]
    fn charging_obeys_the_semigroup_and_ends_in_the_steady_state(
        cells in 1u64..9, eta in 0.05..0.95, gamma_ratio in 0.05..5.0, ac in 0.0..0.95, al in 0.0..0.95,
        first in 0.01..2.0, second in 0.01..2.0,
    ) {
        let run = || -> Result<(), Error> {
            let ensemble = mixture(cells, (eta, gamma_ratio), (ac, al))?;
            let curve = ensemble.charge(&Start::excited(), &[first, first + second, 1e9])?;
            let [half, whole, end] = curve.points() else { panic!("three times give three points") };
            let middle = Start::populations(half.state.populations());
            let again = ensemble.charge(&middle, &[second])?;
            let distance: f64 = again.points()[0]
                .state
                .populations()
                .map(|(d, k, p)| (whole.state.population(d, k) - p).value.abs())
                .sum();
            assert!(distance < 1e-14, "{distance:e}");
            let steady = ensemble.steady_state()?.work();
            assert!((end.work().ergotropy - steady.ergotropy).contains(0.0));
            assert!((end.work().energy - steady.energy).contains(0.0));
            for point in curve.points() {
                lawful(&point.state);
            }
            Ok(())
        };
        prop_assert_eq!(run(), Ok(()));
    }
}

#[test]
fn energy_flow_is_the_slope_of_the_energy() -> Result<(), Error> {
    let ensemble = mixture(6, (0.8, 0.7), (0.6, 0.2))?;
    let step = 1e-4;
    let curve = ensemble.charge(&Start::ground(), &[0.5 - step, 0.5, 0.5 + step])?;
    let [before, at, after] = curve.points() else {
        panic!("three times give three points");
    };
    let slope = (after.work().energy.value - before.work().energy.value) / (2.0 * step);
    assert!((at.state.energy_flow(&ensemble).value - slope).abs() < 1e-6);
    let p = |point: &Point| point.state.bright_weight().value;
    let loss = (p(before) - p(after)) / (2.0 * step);
    assert!((at.state.leakage(&ensemble).net.value - loss).abs() < 1e-6);
    Ok(())
}
