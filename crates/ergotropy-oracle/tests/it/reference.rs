//! Every number of a reference against exact fractions, closed forms and laws.

use dashu::base::Abs;
use ergotropy_oracle::{
    Chain, Couplings, Number, Parameters, Populations, RBig, Rates, Reference, Start, points,
};

use crate::fraction;

/// Asserts that a number is the exact one to seventy digits of `size`, and knows how far it is off.
#[track_caller]
fn assert_is(number: Number, exact: &RBig, size: &RBig) {
    let error = (number.to_fraction() - exact).abs();
    assert!(error <= size * fraction(1, 10).pow(75), "{number} is off");
    let stated = RBig::try_from(number.error()).expect("finite");
    assert!(error <= stated, "{number} is off by more than it says");
}

/// Compares all that fractions can say.
fn judge(cells: usize, rates: &Rates) {
    let chain = Chain::from_rates(cells, rates.clone());
    let Some(exact) = chain.steady_state() else {
        assert!(Reference::steady_state(&Couplings::new(cells), rates).is_err());
        return;
    };
    let reference = Reference::steady_state(&Couplings::new(cells), rates).expect("unique");
    for (d, k) in exact.lattice().states() {
        let population = exact.population(d, k);
        assert_is(reference.population(d, k), &population, &population);
    }
    let leakage = reference.leakage();
    let outflow = chain.bright_leakage(&exact);
    let passive = exact.passive_energy();
    for (number, value) in [
        (reference.energy(), exact.energy()),
        (reference.passive_energy(), passive),
        (reference.purity(), exact.purity()),
        (reference.bright_weight(), exact.bright_weight()),
        (reference.mean_spin(), exact.mean_spin()),
        (leakage.outflow, outflow.clone()),
        (leakage.inflow, chain.bright_return(&exact)),
    ] {
        assert_is(number, &value, &value);
    }
    for d in exact.lattice().ladders() {
        let weight = exact.ladder_weight(d);
        assert_is(reference.ladder_weight(d), &weight, &weight);
    }
    assert_is(reference.ergotropy(), &exact.ergotropy(), &exact.energy());
    assert_is(leakage.net, &RBig::ZERO, &outflow);
    assert!(!reference.energy_flow().excludes(0.0, 0.0));
}

#[test]
fn numbers_are_those_of_exact_populations() {
    for point in points::inside(60, 16) {
        judge(point.cells, &point.parameters().rates());
    }
    for point in points::edges(2..=8) {
        judge(point.cells, &point.parameters().rates());
    }
}

#[test]
fn numbers_are_those_of_exact_populations_in_the_wild() {
    for point in points::wild(3).take(150) {
        judge(point.cells, &point.parameters().rates());
    }
    for point in points::free(3).take(150) {
        judge(point.cells, &point.rates());
    }
}

/// A state of two cells under noise that does not keep it.
fn two_cells(populations: &Populations) -> Reference {
    let rates = Rates {
        collective_emission: fraction(5, 1),
        local_emission: fraction(3, 1),
        local_absorption: fraction(2, 1),
        ..Rates::default()
    };
    Reference::of(&Couplings::new(2), &rates, populations)
}

#[test]
fn two_cells_by_hand() {
    // Triplet 1/8, 1/2, 1/4 and singlet 1/8.
    let populations = Populations::from_fn(2, |d, k| fraction([[1, 4, 2], [0, 1, 0]][d][k], 8));
    let state = two_cells(&populations);
    let leakage = state.leakage();
    for (number, value) in [
        (state.energy(), 9.0 / 8.0),
        (state.passive_energy(), 5.0 / 8.0),
        (state.ergotropy(), 0.5),
        (state.purity(), 11.0 / 32.0),
        (state.bright_weight(), 7.0 / 8.0),
        (state.mean_spin(), 7.0 / 8.0),
        // From |11> by emission and from |00> by absorption, both cells alike.
        (leakage.outflow, 3.0 / 4.0 + 2.0 / 8.0),
        (leakage.inflow, 5.0 / 8.0),
        (leakage.net, 3.0 / 8.0),
        // Absorption 2 of 2 - E cells; emission 3 of E, and 10 for each rung of the triplet.
        (
            state.energy_flow(),
            2.0 * 7.0 / 8.0 - 3.0 * 9.0 / 8.0 - 10.0 * 3.0 / 4.0,
        ),
    ] {
        assert_eq!(number.distance(value), 0.0, "{number}");
    }
    let entropy = 1.75 * std::f64::consts::LN_2;
    assert!(state.entropy().distance(entropy) < 2e-16);
}

#[test]
fn entropies_of_thermal_states_are_those_of_their_cells() {
    let entropy = |e: f64| -e * e.ln() - (1.0 - e) * (-e).ln_1p();
    for cells in 1..=12 {
        for q in [
            fraction(1, 1),
            fraction(1, 3),
            fraction(7, 2),
            fraction(1, 10).pow(18),
            fraction(1, 10).pow(290),
        ] {
            let state = Start::Gibbs(q.clone()).populations(cells);
            let state = Reference::of(&Couplings::new(cells), &Rates::default(), &state);
            let excited = ergotropy_oracle::to_f64(&(&q / (RBig::ONE + &q)));
            let known = cells as f64 * entropy(excited);
            assert!(
                state.entropy().distance(known) < 1e-15 * known,
                "{cells} {q}"
            );
            // Passive states are at their bound, inverted ones above what they keep.
            let bound = state.entropy_bound();
            let inverted = RBig::from(cells) * (&q - RBig::ONE) / (&q + RBig::ONE);
            let exact = inverted.max(RBig::ZERO);
            assert!(
                (bound.to_fraction() - &exact).abs()
                    <= RBig::try_from(bound.error()).expect("finite")
            );
            let least = f64::from_bits(1);
            assert!(bound.error() <= (1e-75 * state.energy().to_f64()).max(least));
        }
    }
}

#[test]
fn one_temperature_is_at_its_bound_and_infinite_temperature_too() {
    for cells in 1..=12 {
        let couplings = Couplings::new(cells);
        for alpha in [
            fraction(1, 1 << 20),
            fraction(2, 7),
            fraction(9999, 10000),
            RBig::ONE,
        ] {
            let rates = Rates {
                collective_emission: fraction(1, 3),
                collective_absorption: fraction(1, 3) * &alpha,
                local_emission: fraction(1, 700),
                local_absorption: fraction(1, 700) * &alpha,
                dephasing: fraction(1, 11),
                ..Rates::default()
            };
            let steady = Reference::steady_state(&couplings, &rates).expect("unique");
            for number in [steady.entropy_bound(), steady.ergotropy()] {
                assert!(!number.excludes(0.0, 0.0), "{cells} {alpha}: {number}");
                assert!(number.error() < 1e-73 * steady.energy().to_f64());
            }
        }
    }
}

#[test]
fn pure_states_have_no_entropy_and_are_bound_by_their_energy() {
    for k in 0..=7 {
        let state = Start::Dicke(k).populations(7);
        let state = Reference::of(&Couplings::new(7), &Rates::default(), &state);
        assert_eq!(state.entropy().distance(0.0), 0.0);
        assert_eq!(state.entropy_bound().distance(k as f64), 0.0);
        assert_eq!(state.ergotropy().distance(k as f64), 0.0);
    }
}

#[test]
fn a_bound_of_a_tiny_part_of_the_energy_has_its_digits() {
    // A little weight moved from the singlet of two thermal cells to the triplet of the same energy: the entropy falls
    // by `delta^2 (1/p + 1/p) / 2` and the bound is that over the inverse temperature, up to another `delta^2`.
    for (q, bits) in [
        (fraction(1, 2), 80),
        (fraction(1, 2), 110),
        (fraction(1, 1024), 80),
        (fraction(255, 256), 80),
    ] {
        let delta = fraction(1, 2).pow(bits);
        let thermal = Start::Gibbs(q.clone()).populations(2);
        let populations = Populations::from_fn(2, |d, k| {
            let thermal = thermal.population(d, k);
            match (d, k) {
                (0, 1) => thermal + &delta,
                (1, 1) => thermal - &delta,
                _ => thermal,
            }
        });
        let bound = two_cells(&populations).entropy_bound();
        let fall = &delta * &delta / thermal.population(0, 1);
        let known = ergotropy_oracle::to_f64(&fall) / -ergotropy_oracle::to_f64(&q).ln();
        assert!(
            bound.distance(known) < 1e-13 * known,
            "{bound} for {known:e}"
        );
        assert!(bound.error() < 1e-10 * known);
    }
}

#[test]
fn references_of_all_origins_agree() {
    let couplings = Couplings::new(5);
    let parameters = Parameters::from_f64(5, 0.75, 0.25, 0.5, 1e-3, 0.125, 0.0);
    let rates = parameters.rates();
    let chain = Chain::new(&parameters);
    let start = Start::Dicke(2).populations(5);
    let charged = Reference::charged(&couplings, &rates, &start, 2.5);
    let exact = chain.evolve(&start, 2.5);
    let again = Reference::of(&couplings, &rates, &exact);
    let steady = Reference::steady_state(&couplings, &rates).expect("unique");
    let from_start = Reference::steady_state_from(&couplings, &rates, &start);
    for (one, other) in [(&charged, &again), (&steady, &from_start)] {
        for numbers in [
            Reference::energy,
            Reference::ergotropy,
            Reference::entropy,
            Reference::entropy_bound,
        ] {
            let [one, other] = [one, other].map(|state| numbers(state).to_fraction());
            assert!((one - &other).abs() <= other * fraction(1, 10).pow(70));
        }
    }
    // The curve moves as the flow of energy says.
    let step = fraction(1, 2).pow(60);
    let later = Reference::charged(&couplings, &rates, &exact, 2f64.powi(-60));
    let slope = (later.energy().to_fraction() - again.energy().to_fraction()) / step;
    assert!((slope - again.energy_flow().to_fraction()).abs() < fraction(1, 10).pow(14));
}

#[test]
fn populations_far_below_the_floats_keep_their_digits() {
    // Single cells that hardly absorb.
    let rates = Rates {
        local_emission: RBig::ONE,
        local_absorption: fraction(1, 10).pow(300),
        ..Rates::default()
    };
    for cells in [1, 4, 9] {
        let couplings = Couplings::new(cells);
        let chain = Chain::from_rates(cells, rates.clone());
        let exact = Start::Gibbs(rates.local_absorption.clone()).populations(cells);
        let steady = Reference::steady_state(&couplings, &rates).expect("unique");
        // Nothing of the start is left but `exp(-400)` of each excitation.
        let late = Reference::charged(&couplings, &rates, &Start::Ground.populations(cells), 400.0);
        for (d, k) in chain.lattice().states() {
            let known = exact.population(d, k);
            assert_is(steady.population(d, k), &known, &known);
            assert_is(late.population(d, k), &known, &known);
        }
    }
}

#[test]
fn the_first_instant_of_a_curve_keeps_its_digits() {
    // Four cells that only absorb: `k` of them are excited at `t^k`, up to a relative `2t`.
    let rates = Rates {
        local_absorption: RBig::ONE,
        ..Rates::default()
    };
    let t = 2f64.powi(-400);
    let state = Reference::charged(&Couplings::new(4), &rates, &Start::Ground.populations(4), t);
    let small = fraction(1, 2).pow(400);
    let top = small.pow(4);
    assert_is(state.population(0, 4), &top, &top);
    let energy = fraction(4, 1) * &small;
    assert_is(state.energy(), &energy, &energy);
    // `4 h(t)`, to leading order `4t (1 - ln t)`.
    let entropy = 4.0 * t * (1.0 + 400.0 * std::f64::consts::LN_2);
    assert!(state.entropy().distance(entropy) < 1e-15 * entropy);
    // Of the four quanta that the ground state absorbs, three go to the dark ladder.
    assert_is(state.leakage().outflow, &fraction(3, 1), &fraction(3, 1));
}

/// What holds in every steady state.
fn obeys_the_laws(couplings: &Couplings, rates: &Rates) -> bool {
    let Ok(steady) = Reference::steady_state(couplings, rates) else {
        return false;
    };
    let [energy, work, passive, bound, entropy, purity] = [
        steady.energy(),
        steady.ergotropy(),
        steady.passive_energy(),
        steady.entropy_bound(),
        steady.entropy(),
        steady.purity(),
    ]
    .map(|number| (number.to_f64(), number.error()));
    let slack = 1e-15 * energy.0;
    assert!((energy.0 - work.0 - passive.0).abs() <= slack);
    assert!(work.0 <= bound.0 + slack + bound.1 && bound.0 <= energy.0);
    let cells = couplings.lattice().cells() as f64;
    assert!(entropy.0 <= cells * std::f64::consts::LN_2 * (1.0 + 1e-15));
    // Jensen's inequality.
    assert!(purity.0 >= (-entropy.0).exp() * (1.0 - 1e-14));
    assert!(!steady.leakage().net.excludes(0.0, 0.0));
    assert!(!steady.energy_flow().excludes(0.0, 0.0));
    true
}

fn obey_the_laws(count: usize) {
    let couplings: Vec<_> = (1..=12).map(Couplings::new).collect();
    let wild = points::wild(12).map(|point| (point.cells, point.parameters().rates()));
    let free = points::free(12).map(|point| (point.cells, point.rates()));
    let unique = wild
        .take(count / 2)
        .chain(free.take(count / 2))
        .filter(|(cells, rates)| obeys_the_laws(&couplings[cells - 1], rates))
        .count();
    assert!(unique > count / 2, "only {unique} of {count} points");
}

#[test]
fn steady_states_obey_the_laws() {
    obey_the_laws(600);
}

#[test]
#[ignore = "two minutes"]
fn a_hundred_thousand_steady_states_obey_the_laws() {
    obey_the_laws(100_000);
}
