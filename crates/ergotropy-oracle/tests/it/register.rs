//! Exact populations against brute force on the whole register.

use ergotropy_oracle::{
    Chain, Parameters, Populations, Start, UBig, difference,
    points::{self, Point},
    register::{Complex, LongRun, Register, State},
};

use crate::{assert_close, fraction};

fn judge(point: &Point, tolerance: f64) {
    let parameters = point.parameters();
    let chain = Chain::new(&parameters);
    let exact = chain.steady_state().expect("unique");
    let register = Register::new(&parameters);
    let brute = register.steady_state();
    assert_close(&exact, &brute.populations(), tolerance);
    let pairs = [
        (exact.energy(), brute.energy()),
        (exact.ergotropy(), brute.ergotropy()),
        (exact.purity(), brute.purity()),
        (exact.bright_weight(), brute.bright_weight()),
        (
            chain.bright_leakage(&exact),
            register.bright_leakage(&brute),
        ),
        (
            chain.bright_leakage(&exact) - chain.bright_return(&exact),
            register.bright_loss(&brute),
        ),
    ];
    for (index, (exact, float)) in pairs.iter().enumerate() {
        assert!(
            difference(exact, *float) < tolerance * 100.0,
            "quantity {index} = {float} at {point:?}"
        );
    }
}

#[test]
fn steady_states_agree_inside() {
    for point in points::inside(60, 5) {
        // Weak local noise makes the brute linear system ill-conditioned.
        judge(&point, 1e-10);
    }
}

#[test]
fn steady_states_of_six_cells_agree() {
    for (dephasing, collective_dephasing) in [(0.0, 0.0), (0.75, 0.5)] {
        let point = Point {
            cells: 6,
            alpha_c: 0.75,
            alpha_l: 0.125,
            eta: 0.875,
            gamma_r: 0.5,
            dephasing,
            collective_dephasing,
        };
        judge(&point, 1e-12);
    }
}

#[test]
fn every_rate_is_that_of_the_register() {
    for cells in 1..=6 {
        let parameters = Parameters::from_f64(cells, 0.25, 0.75, 0.375, 1.5, 0.625, 0.25);
        let chain = Chain::new(&parameters);
        let register = Register::new(&parameters);
        for from in 0..chain.lattice().size() {
            let mut weights = vec![UBig::ZERO; chain.lattice().size()];
            weights[from] = UBig::ONE;
            let start = Populations::from_weights(cells, weights);
            let derivative =
                State::from_matrix(register.derivative(State::from_populations(&start).matrix()));
            for (exact, float) in chain
                .derivative(&start)
                .iter()
                .zip(derivative.populations())
            {
                assert!(difference(exact, float) < 1e-12);
            }
        }
    }
}

#[test]
fn collective_noise_remembers_the_ladders() {
    for cells in 1..=4 {
        let parameters = Parameters::from_f64(cells, 0.625, 0.0, 1.0, 0.0, 0.0, 0.0);
        let run = LongRun::new(&parameters);
        for start in [Start::Ground, Start::Gibbs(fraction(1, 2)), Start::Dicke(1)] {
            let start = start.populations(cells);
            let exact = start.thermalised_collectively(&parameters.alpha_c);
            let brute = run.steady_state_from(&State::from_populations(&start));
            assert_close(&exact, &brute.populations(), 1e-12);
            assert!(difference(&exact.ergotropy(), brute.ergotropy()) < 1e-11);
        }
    }
}

#[test]
fn coherence_among_the_copies_of_a_ladder_survives_collective_noise() {
    // One excited cell out of three overlaps the bright ladder by a third; the rest is a pure state on the lowest rung
    // of the two copies of j = 1/2, which an empty collective bath cannot touch.
    let mut amplitudes = [Complex::ZERO; 8];
    amplitudes[1] = Complex::ONE;
    let run = LongRun::new(&Parameters::from_f64(3, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0));
    let end = run.steady_state_from(&State::pure(&amplitudes));
    assert!((end.populations()[0] - 1.0 / 3.0).abs() < 1e-13);
    assert!((end.purity() - (1.0 + 4.0) / 9.0).abs() < 1e-13);
    assert!((end.energy() - 2.0 / 3.0).abs() < 1e-13);
    assert!((end.ergotropy() - 1.0 / 3.0).abs() < 1e-13);
}

#[test]
fn coherent_starts_keep_trace_and_hermiticity() {
    let qubits = [0.25, 0.5, 0.125].map(|excited: f64| {
        let coherence = Complex::new(0.1, -0.2);
        [
            [Complex::from(1.0 - excited), coherence],
            [coherence.conj(), Complex::from(excited)],
        ]
    });
    let start = State::product(&qubits);
    let register = Register::new(&Parameters::from_f64(3, 0.5, 0.25, 0.5, 1.0, 0.25, 0.25));
    let end = register.evolve(&start, 1.5);
    assert!((end.matrix().trace() - Complex::ONE).norm() < 1e-14);
    assert!((end.matrix() - end.matrix().adjoint()).norm() < 1e-14);
    let halfway = register.evolve(&register.evolve(&start, 0.75), 0.75);
    assert!((end.matrix() - halfway.matrix()).norm() < 1e-14);
}
