//! Charging curves against closed forms, steady states and brute force.

use dashu::base::Abs;
use ergotropy_oracle::{
    Chain, Parameters, Populations, RBig, Start, difference, from_f64, register,
};

use crate::{assert_close, fraction};

fn distance(one: &Populations, other: &Populations) -> RBig {
    one.lattice()
        .states()
        .map(|(d, k)| (one.population(d, k) - other.population(d, k)).abs())
        .fold(RBig::ZERO, |sum, distance| sum + distance)
}

#[test]
fn one_cell_relaxes_exponentially() {
    let chain = Chain::new(&Parameters::from_f64(1, 0.5, 0.25, 0.5, 1.0, 0.0, 0.0));
    // Emission 1 + 2/3, absorption 1/2 + 1/6.
    let (sum, limit) = (7.0 / 3.0, 2.0 / 7.0);
    for t in [0.0, 1e-6, 0.1, 1.0, 5.0] {
        let excited = chain.evolve(&Start::Ground.populations(1), t).energy();
        assert!(difference(&excited, -limit * (-sum * t).exp_m1()) < 1e-16);
    }
}

#[test]
fn times_add() {
    let chain = Chain::new(&Parameters::from_f64(5, 0.75, 0.25, 0.5, 8.0, 0.5, 0.0));
    let start = Start::Dicke(3).populations(5);
    for t in [1e-6, 0.375, 100.0] {
        let step = chain.propagator(t);
        let twice = step.apply(&step.apply(&start));
        assert!(
            distance(&twice, &chain.propagator(2.0 * t).apply(&start)) < fraction(1, 10).pow(60)
        );
    }
}

#[test]
fn a_stiff_chain_reaches_its_steady_state() {
    let alpha_c = 1.0 - 2f64.powi(-20);
    let chain = Chain::new(&Parameters::from_f64(10, alpha_c, 0.25, 0.5, 1.0, 0.0, 0.0));
    let steady = chain.steady_state().expect("unique");
    let late = chain.evolve(&Start::Excited.populations(10), 1e4);
    assert!(distance(&late, &steady) < fraction(1, 10).pow(60));
}

#[test]
fn short_times_follow_the_derivative() {
    let chain = Chain::new(&Parameters::from_f64(6, 0.5, 0.25, 0.5, 1.0, 0.0, 0.0));
    let start = Start::Gibbs(fraction(1, 3)).populations(6);
    let t = 2f64.powi(-40);
    let state = chain.evolve(&start, t);
    for ((d, k), slope) in chain.lattice().states().zip(chain.derivative(&start)) {
        let second_order = state.population(d, k) - start.population(d, k) - slope * from_f64(t);
        assert!(second_order.abs() < from_f64(t * t * 1e4));
    }
}

#[test]
fn nothing_moves_without_noise() {
    let chain = Chain::new(&Parameters::from_f64(4, 0.5, 0.5, 0.0, 0.0, 0.0, 1.0));
    let start = Start::Dicke(2).populations(4);
    assert!(distance(&chain.evolve(&start, 1e4), &start) == RBig::ZERO);
}

#[test]
fn brute_force_charges_alike() {
    for cells in 1..=5 {
        let parameters = Parameters::from_f64(cells, 0.625, 0.25, 0.75, 2.0, 0.375, 0.5);
        let chain = Chain::new(&parameters);
        let register = register::Register::new(&parameters);
        let starts = [
            (Start::Ground, register::State::ground(cells)),
            (Start::Excited, register::State::excited(cells)),
            (
                Start::Dicke(cells / 2),
                register::State::dicke(cells, cells / 2),
            ),
            (
                Start::Gibbs(fraction(3, 4)),
                register::State::gibbs(cells, 0.75),
            ),
        ];
        for (start, state) in starts {
            let start = start.populations(cells);
            assert_close(&start, &state.populations(), 1e-14);
            for t in [1e-3, 0.125, 0.75] {
                let exact = chain.evolve(&start, t);
                let brute = register.evolve(&state, t);
                assert_close(&exact, &brute.populations(), 1e-13);
                assert!(difference(&exact.ergotropy(), brute.ergotropy()) < 1e-12);
                assert!(difference(&exact.purity(), brute.purity()) < 1e-13);
            }
        }
    }
}
