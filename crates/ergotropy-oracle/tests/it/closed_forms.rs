//! Exact states against formulas that are known in closed form.

use ergotropy_oracle::{
    Chain, Parameters, Populations, RBig, Start, decimal, difference, from_f64, points,
};

use crate::fraction;

fn steady(parameters: &Parameters) -> Populations {
    Chain::new(parameters).steady_state().expect("unique")
}

/// Equal populations, whatever the integers that carry them.
fn assert_same(one: &Populations, other: &Populations) {
    for (d, k) in one.lattice().states() {
        assert_eq!(one.population(d, k), other.population(d, k), "({d}, {k})");
    }
}

#[test]
fn collective_noise_charges_the_ground_state_as_eqs_107_and_108_say() {
    for cells in [1u8, 2, 3, 7, 16] {
        for alpha in [fraction(1, 4), fraction(5, 7), fraction(255, 256)] {
            let state = Start::Ground
                .populations(cells.into())
                .thermalised_collectively(&alpha);
            let power = alpha.pow(isize::from(cells) + 1) - RBig::ONE;
            let n = RBig::from(cells);
            let cold = RBig::ONE - &alpha;
            assert_eq!(
                state.ergotropy(),
                &n + &alpha / &cold + (&n + &alpha) / &power
            );
            assert_eq!(
                state.energy(),
                &n + RBig::ONE / cold + (n + RBig::ONE) / power
            );
        }
    }
}

#[test]
fn equal_temperatures_are_passive() {
    for cells in 1..12 {
        let parameters = Parameters::from_f64(cells, 0.375, 0.375, 0.875, 0.5, 0.25, 0.0);
        let state = steady(&parameters);
        assert_same(
            &state,
            &Start::Gibbs(parameters.alpha_l.clone()).populations(cells),
        );
        assert_eq!(state.ergotropy(), RBig::ZERO);
    }
}

#[test]
fn local_noise_alone_ends_in_its_gibbs_state() {
    for cells in [1, 2, 5, 10] {
        let parameters = Parameters::from_f64(cells, 0.75, 0.125, 0.0, 4.0, 0.0, 0.0);
        assert_same(
            &steady(&parameters),
            &Start::Gibbs(from_f64(0.125)).populations(cells),
        );
    }
}

#[test]
fn empty_baths_leave_the_ground_state() {
    let parameters = Parameters::from_f64(9, 0.0, 0.0, 0.5, 1.0, 0.0, 0.0);
    assert_same(&steady(&parameters), &Start::Ground.populations(9));
}

#[test]
fn without_mixing_there_is_no_unique_steady_state() {
    for (eta, gamma_r, dephasing) in [(1.0, 1.0, 0.0), (0.5, 0.0, 0.0), (0.0, 0.0, 1.0)] {
        let chain = Chain::new(&Parameters::from_f64(
            4, 0.5, 0.5, eta, gamma_r, dephasing, 1.0,
        ));
        assert_eq!(chain.steady_state(), None);
        assert_eq!(chain.steady_state_to_sixty_digits(), None);
    }
}

#[test]
fn dephasing_alone_mixes_the_ladders_of_a_collective_bath_to_a_gibbs_state() {
    let parameters = Parameters::from_f64(6, 0.375, 0.0, 1.0, 0.0, 0.5, 0.0);
    assert_same(
        &steady(&parameters),
        &Start::Gibbs(from_f64(0.375)).populations(6),
    );
}

#[test]
fn seven_cells_give_the_known_work() {
    let work = steady(&Parameters::from_f64(7, 0.6, 0.2, 0.9, 1.0, 0.0, 0.0)).ergotropy();
    assert!(
        decimal(&work, 9).starts_with("6.55120432"),
        "{}",
        decimal(&work, 30)
    );
}

#[test]
fn four_cells_in_a_gibbs_state_fill_the_copies_evenly() {
    // One ladder structure by hand: d = 0, 1, 2 with 1, 3, 2 copies.
    let state = Start::Gibbs(fraction(1, 2)).populations(4);
    let copies = [1, 3, 2];
    for (d, k) in state.lattice().states() {
        assert_eq!(state.population(d, k), fraction(copies[d] << (4 - k), 81));
    }
    assert_eq!(state.ergotropy(), RBig::ZERO);
}

#[test]
fn a_dicke_state_gives_all_its_energy() {
    // A pure state ends in the ground state.
    for k in 0..=5usize {
        let state = Start::Dicke(k).populations(5);
        assert_eq!(state.ergotropy(), RBig::from(k));
        assert_eq!(state.purity(), RBig::ONE);
        assert_eq!(state.bright_weight(), RBig::ONE);
        assert_eq!(state.mean_spin(), fraction(5, 2));
    }
}

#[test]
fn bright_leakage_is_that_of_eq_120_and_returns_in_full() {
    for cells in [2, 3, 6, 9] {
        let parameters = Parameters::from_f64(cells, 0.625, 0.25, 0.75, 2.0, 0.0, 0.0);
        let chain = Chain::new(&parameters);
        let state = chain.steady_state().expect("unique");
        let rates = chain.rates();
        let n = RBig::from(cells);
        let mut leakage = RBig::ZERO;
        for k in 0..=cells {
            let excited = RBig::from(k * k.saturating_sub(1));
            let holes = RBig::from((cells - k) * (cells - k).saturating_sub(1));
            leakage += state.population(0, k)
                * (&rates.local_emission * excited + &rates.local_absorption * holes);
        }
        assert_eq!(chain.bright_leakage(&state), leakage / n);
        assert_eq!(chain.bright_leakage(&state), chain.bright_return(&state));
    }
}

#[test]
fn every_exact_steady_state_balances_to_the_last_digit() {
    for point in points::all() {
        let chain = Chain::new(&point.parameters());
        let state = chain.steady_state().expect("unique");
        assert!(
            chain.derivative(&state).iter().all(RBig::is_zero),
            "{point:?}"
        );
        assert!(state.ergotropy() >= RBig::ZERO);
    }
}

#[test]
#[ignore = "five minutes"]
fn every_exact_steady_state_of_the_long_list_balances_to_the_last_digit() {
    for point in points::long() {
        let chain = Chain::new(&point.parameters());
        let state = chain.steady_state().expect("unique");
        assert!(
            chain.derivative(&state).iter().all(RBig::is_zero),
            "{point:?}"
        );
    }
}

#[test]
fn differences_see_far_below_the_rounding_of_floats() {
    let nearly_one = RBig::ONE - fraction(1, 10).pow(40);
    let error = difference(&nearly_one, 1.0);
    assert!((error / 1e-40 - 1.0).abs() < 1e-15);
}
