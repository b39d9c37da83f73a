//! Any start at any time: brute force in fixed point against closed forms, short steps, exact chains and laws.

use ergotropy_oracle::{
    Chain, Parameters, Start, difference, from_f64,
    register::{Complex, DMatrix, LongRun, Register, State},
    to_f64,
};

use crate::{assert_close, fraction};

/// A collective bath, with collective dephasing.
fn collective(cells: usize, alpha: f64, dephasing: f64) -> Parameters {
    Parameters::from_f64(cells, alpha, 0.0, 1.0, 0.0, 0.0, dephasing)
}

/// Amplitudes that obey no law.
fn scattered(number: usize, seed: u32) -> Vec<Complex<f64>> {
    let mut phase = f64::from(seed);
    (0..number)
        .map(|_| {
            phase = phase * 7.3 % 1.0 + 0.618;
            Complex::new((37.0 * phase).sin(), (91.0 * phase).cos())
        })
        .collect()
}

/// A state of full rank without symmetry.
fn scattered_state(cells: usize, seed: u32) -> State {
    let size = 1 << cells;
    let root = DMatrix::from_vec(size, size, scattered(size * size, seed));
    let square = &root * root.adjoint();
    let trace = square.trace().re;
    State::from_matrix(square.map(|element| element / trace))
}

fn starts(cells: usize) -> [State; 4] {
    [
        State::ground(cells),
        State::excited(cells),
        State::pure(&scattered(1 << cells, 3)),
        scattered_state(cells, 5),
    ]
}

#[track_caller]
fn assert_same(one: &State, other: &State, tolerance: f64) {
    let error = (one.matrix() - other.matrix()).map(Complex::norm).max();
    assert!(error < tolerance, "elements are {error:e} apart");
}

#[track_caller]
fn assert_lawful(state: &State) {
    let matrix = state.matrix();
    assert!((matrix.trace() - Complex::ONE).norm() < 2e-15);
    assert!((matrix - matrix.adjoint()).map(Complex::norm).max() < 1e-16);
    assert!(matrix.symmetric_eigenvalues().min() > -2e-15);
}

#[test]
fn one_cell_relaxes_as_its_closed_form_says() {
    // Emission 2, absorption 1, and half the dephasing rate for the coherence.
    let run = LongRun::new(&collective(1, 0.5, 0.25));
    let [start, end] = [0.75, 1.0 / 3.0];
    let coherence = Complex::new(0.25, -0.125);
    let state = State::product(&[[
        [Complex::from(1.0 - start), coherence],
        [coherence.conj(), Complex::from(start)],
    ]]);
    for t in [0.0, 1e-300, 1e-9, 0.1, 3.0, 40.0, 1e6, f64::INFINITY] {
        let reached = run.state_at(&state, t);
        let excited = end + (start - end) * (-3.0 * t).exp();
        assert!((reached.matrix()[(1, 1)].re - excited).abs() < 2e-16);
        let shrunk = coherence * (-1.625 * t).exp();
        assert!((reached.matrix()[(0, 1)] - shrunk).norm() < 1e-16);
    }
}

#[test]
fn two_cells_in_an_empty_bath_decay_through_a_defective_generator() {
    let run = LongRun::new(&collective(2, 0.0, 0.0));
    let [one, zero] = [Complex::ONE, Complex::ZERO];
    // |00> + |11>: both rungs below the top are left at rate 2, coherence at rate 1.
    let state = State::pure(&[one, zero, zero, one]);
    for t in [1e-9f64, 0.3, 2.0, 17.0, 1e6] {
        let reached = run.state_at(&state, t);
        let decay = (-2.0 * t).exp();
        let matrix = reached.matrix();
        assert!((matrix[(3, 3)] - decay / 2.0).norm() < 1e-16);
        assert!((matrix[(1, 1)] - t * decay / 2.0).norm() < 1e-16);
        assert!((matrix[(1, 2)] - t * decay / 2.0).norm() < 1e-16);
        assert!((matrix[(0, 3)] - (-t).exp() / 2.0).norm() < 1e-16);
    }
}

#[test]
fn two_cells_end_as_eq_63_says() {
    let half = 0.5f64.sqrt();
    for alpha in [2f64.powi(-20), 0.375, 0.99] {
        let run = LongRun::new(&collective(2, alpha, 0.0));
        for start in starts(2) {
            let rho = start.matrix();
            let dark = (rho[(1, 1)] + rho[(2, 2)] - rho[(1, 2)] - rho[(2, 1)]).re / 2.0;
            let bright = 1.0 - dark;
            let sum = 1.0 + alpha + alpha * alpha;
            let triplet = [0.0, half, half, 0.0];
            let singlet = [0.0, half, -half, 0.0];
            let end = State::from_fn(2, |row, column| {
                let tau = match (row, column) {
                    (0, 0) => 1.0,
                    (3, 3) => alpha * alpha,
                    _ => alpha * triplet[row] * triplet[column],
                };
                Complex::from(bright * tau / sum + dark * singlet[row] * singlet[column])
            });
            assert_same(&run.steady_state_from(&start), &end, 4e-16);
        }
    }
}

#[test]
fn three_cells_end_as_eqs_65_and_66_say() {
    let [root2, root3, root6] = [2f64, 3.0, 6.0].map(f64::sqrt);
    // The extended Dicke basis as printed, and its reading with cell 1 on the left of |001>.
    let bright = [
        [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0].map(|x| x / root3),
        [0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0].map(|x| x / root3),
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
    ];
    let dark = [
        [
            [0.0, 1.0, 1.0, 0.0, -2.0, 0.0, 0.0, 0.0].map(|x| x / root6),
            [0.0, 0.0, 0.0, 2.0, 0.0, -1.0, -1.0, 0.0].map(|x| x / root6),
        ],
        [
            [0.0, 1.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0].map(|x| x / root2),
            [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, -1.0, 0.0].map(|x| x / root2),
        ],
    ];
    let alpha = 0.625f64;
    let run = LongRun::new(&collective(3, alpha, 0.125));
    let amplitudes = scattered(64, 9);
    let root = DMatrix::from_row_slice(8, 8, &amplitudes);
    let rho = &root * root.adjoint();
    let rho = rho.map(|element| element / rho.trace().re);
    let element = |left: &[f64; 8], right: &[f64; 8]| -> Complex<f64> {
        (0..64)
            .map(|i| rho[(i / 8, i % 8)] * (left[i / 8] * right[i % 8]))
            .sum()
    };
    let p: f64 = bright.iter().map(|rung| element(rung, rung).re).sum();
    let chi = DMatrix::from_fn(2, 2, |s, r| {
        element(&dark[s][0], &dark[r][0]) + element(&dark[s][1], &dark[r][1])
    });
    let mut expected = DMatrix::from_element(8, 8, Complex::ZERO);
    let bright_sum: f64 = (0..4).map(|k| alpha.powi(k)).sum();
    for i in 0..64 {
        let (row, column) = (i / 8, i % 8);
        for (k, rung) in (0..).zip(&bright) {
            expected[(row, column)] += p * alpha.powi(k) / bright_sum * rung[row] * rung[column];
        }
        for (k, s, r) in [0, 1]
            .into_iter()
            .flat_map(|k| [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(s, r)| (k, s, r)))
        {
            let tau = [1.0, alpha][k] / (1.0 + alpha);
            expected[(row, column)] += chi[(s, r)] * (tau * dark[s][k][row] * dark[r][k][column]);
        }
    }
    let rows = |matrix: &DMatrix<Complex<f64>>| -> Vec<_> {
        (0..64).map(|i| matrix[(i / 8, i % 8)]).collect()
    };
    let start = State::from_rows_msb(&rows(&rho));
    let expected = State::from_rows_msb(&rows(&expected));
    assert_same(&run.steady_state_from(&start), &expected, 4e-16);

    let spectra = start.copy_spectra();
    let middle = chi.trace().re / 2.0;
    let half_gap = ((chi[(0, 0)] - chi[(1, 1)]).re / 2.0).hypot(chi[(0, 1)].norm());
    for (spectrum, known) in [
        (&spectra[0], vec![p]),
        (&spectra[1], vec![middle + half_gap, middle - half_gap]),
    ] {
        assert_eq!(spectrum.len(), known.len());
        for (one, other) in spectrum.iter().zip(known) {
            assert!((one - other).abs() < 1e-15);
        }
    }
}

#[test]
fn short_runs_follow_short_steps() {
    for (cells, time) in [(1, 20.0), (2, 5.0), (3, 1.5)] {
        for parameters in [
            collective(cells, 0.0, 0.0),
            collective(cells, 0.75, 0.5),
            Parameters::from_f64(cells, 0.625, 0.25, 0.5, 2.0, 0.375, 0.25),
        ] {
            let register = Register::new(&parameters);
            let run = LongRun::new(&parameters);
            for start in starts(cells) {
                for t in [time / 1e3, time / 7.0, time] {
                    let reached = run.state_at(&start, t);
                    // Rounding of a few hundred steps of twenty terms.
                    assert_same(&reached, &register.evolve(&start, t), 2e-14);
                    assert_lawful(&reached);
                }
            }
        }
    }
}

/// Populations at times over fourteen decades against sixty digits of the chain.
fn follow_the_chain(parameters: &Parameters) {
    let cells = parameters.cells;
    let chain = Chain::new(parameters);
    let run = LongRun::new(parameters);
    for t in [1e-8, 0.1, 2.5, 1e3, 1e6] {
        let propagator = chain.propagator(t);
        for (start, state) in [
            (Start::Ground, State::ground(cells)),
            (Start::Excited, State::excited(cells)),
            (Start::Dicke(1), State::dicke(cells, 1)),
            (Start::Gibbs(fraction(3, 4)), State::gibbs(cells, 0.75)),
        ] {
            let exact = propagator.apply(&start.populations(cells));
            let reached = run.state_at(&state, t);
            assert_close(&exact, &reached.populations(), 2e-15);
            let bottom = reached.matrix()[(0, 0)].re;
            assert!(difference(&exact.population(0, 0), bottom) < 2e-16);
            assert_lawful(&reached);
        }
    }
}

#[test]
fn populations_have_the_digits_of_the_chain() {
    for cells in 1..=3 {
        follow_the_chain(&collective(cells, 0.0, 0.0));
        follow_the_chain(&collective(cells, 0.99, 0.0));
        follow_the_chain(&Parameters::from_f64(
            cells, 0.75, 0.25, 0.5, 1e-3, 0.125, 0.0,
        ));
    }
}

#[test]
#[ignore = "ten seconds"]
fn populations_of_five_cells_have_the_digits_of_the_chain() {
    for cells in 4..=5 {
        follow_the_chain(&collective(cells, 0.0, 0.0));
        follow_the_chain(&collective(cells, 0.99, 0.25));
        follow_the_chain(&Parameters::from_f64(
            cells, 0.75, 0.25, 0.5, 1e-3, 0.125, 0.0,
        ));
    }
}

/// Times add up, the limit stands still, and what a collective bath conserves is conserved.
fn obeys_the_laws(parameters: &Parameters) {
    let run = LongRun::new(parameters);
    let register = Register::new(parameters);
    let rates = parameters.rates();
    let busiest = 16.0 * (1.0 + to_f64(&rates.collective_emission));
    for start in starts(parameters.cells) {
        let end = run.steady_state_from(&start);
        assert_lawful(&end);
        let slope = register.derivative(end.matrix());
        assert!(slope.map(Complex::norm).max() < busiest * 1e-15);
        assert_same(&run.state_at(&end, 1e3), &end, 2e-16);
        for (first, second) in [(0.001, 0.002), (0.375, 1.0), (3.0, 1e4)] {
            let halfway = run.state_at(&start, first);
            let reached = run.state_at(&halfway, second);
            assert_same(&reached, &run.state_at(&start, first + second), 5e-16);
            for (one, other) in start.ladder_weights().iter().zip(reached.ladder_weights()) {
                assert!((one - other).abs() < 2e-15);
            }
            let spectra = start.copy_spectra();
            for (one, other) in spectra.iter().zip(reached.copy_spectra()) {
                for (one, other) in one.iter().zip(other) {
                    assert!((one - other).abs() < 2e-15);
                }
            }
        }
    }
}

#[test]
fn runs_obey_their_laws() {
    for cells in 1..=3 {
        for alpha in [0.0, 2f64.powi(-30), 0.5, 0.99] {
            obeys_the_laws(&collective(cells, alpha, 0.0));
            obeys_the_laws(&collective(cells, alpha, 0.5));
        }
    }
}

#[test]
#[ignore = "fifteen seconds"]
fn runs_of_five_cells_obey_their_laws() {
    for cells in 4..=5 {
        for alpha in [0.0, 2f64.powi(-30), 0.99] {
            obeys_the_laws(&collective(cells, alpha, 0.0));
        }
        obeys_the_laws(&collective(cells, 0.5, 0.5));
    }
}

#[test]
fn bottoms_of_ladders_stay_coherent_in_an_empty_bath_only() {
    // |000> and the pure dark state of one excitation are both out of reach of J-.
    let [one, zero] = [Complex::ONE, Complex::ZERO];
    let start = State::pure(&[one, one, -one, zero, zero, zero, zero, zero]);
    let empty = LongRun::new(&collective(3, 0.0, 0.0));
    assert_same(&empty.steady_state_from(&start), &start, 2e-16);
    let warm = LongRun::new(&collective(3, 2f64.powi(-30), 0.0)).steady_state_from(&start);
    assert!(warm.matrix()[(0, 1)].norm() < 1e-16);
    let dephased = LongRun::new(&collective(3, 0.0, 2f64.powi(-30))).steady_state_from(&start);
    assert!(dephased.matrix()[(0, 1)].norm() < 1e-16);
    assert!((dephased.matrix()[(1, 2)].re + 1.0 / 3.0).abs() < 1e-16);
}

#[test]
fn local_noise_ends_where_the_chain_says() {
    for cells in 1..=3 {
        let parameters = Parameters::from_f64(cells, 0.75, 0.25, 0.875, 0.5, 0.25, 0.125);
        let exact = Chain::new(&parameters).steady_state().expect("unique");
        let run = LongRun::new(&parameters);
        for start in starts(cells) {
            assert_close(&exact, &run.steady_state_from(&start).populations(), 2e-15);
        }
    }
}

#[test]
fn no_noise_moves_nothing() {
    let run = LongRun::new(&Parameters::from_f64(3, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0));
    for start in starts(3) {
        for t in [0.5, 1e6, f64::INFINITY] {
            assert_eq!(run.state_at(&start, t), start);
        }
    }
}

#[test]
fn nothing_but_the_diagonal_is_assumed_of_a_start() {
    // A matrix that is not Hermitian evolves element by element: the generator is linear.
    let parameters = collective(2, 0.5, 0.25);
    let start = State::from_fn(2, |row, column| scattered(16, 7)[4 * row + column] / 2.0);
    let reached = LongRun::new(&parameters).state_at(&start, 0.5);
    assert_same(
        &reached,
        &Register::new(&parameters).evolve(&start, 0.5),
        1e-14,
    );
}

#[test]
fn the_first_cell_can_be_the_most_significant_bit() {
    let up = [[0.0, 0.0], [0.0, 1.0]].map(|row| row.map(Complex::from));
    let down = [[1.0, 0.0], [0.0, 0.0]].map(|row| row.map(Complex::from));
    let state = State::product(&[up, down, down]);
    let mut amplitudes = vec![Complex::ZERO; 8];
    amplitudes[0b100] = Complex::ONE;
    assert_eq!(State::pure_msb(&amplitudes), state);

    let amplitudes = scattered(8, 11);
    let pure = State::pure_msb(&amplitudes);
    let norm: f64 = amplitudes.iter().map(Complex::norm_sqr).sum();
    let rows: Vec<_> = (0..64)
        .map(|i| amplitudes[i / 8] * amplitudes[i % 8].conj() / norm)
        .collect();
    assert_eq!(State::from_rows_msb(&rows), pure);
    assert_eq!(pure.matrix()[(0b001, 0b011)], rows[0b100 * 8 + 0b110]);
}

#[test]
fn copies_of_gibbs_and_dicke_states_are_alike_or_alone() {
    for cells in 1..=5 {
        let exact = Start::Gibbs(from_f64(0.5)).populations(cells);
        let spectra = State::gibbs(cells, 0.5).copy_spectra();
        assert_eq!(spectra.len(), cells / 2 + 1);
        for (d, spectrum) in spectra.iter().enumerate() {
            let copies = spectrum.len();
            for eigenvalue in spectrum {
                let each = to_f64(&exact.ladder_weight(d)) / copies as f64;
                assert!((eigenvalue - each).abs() < 1e-15);
            }
        }
        for k in 0..=cells {
            for (d, spectrum) in State::dicke(cells, k).copy_spectra().iter().enumerate() {
                let known = if d == 0 { 1.0 } else { 0.0 };
                assert!((spectrum[0] - known).abs() < 1e-15);
                assert!(spectrum[1..].iter().all(|rest| rest.abs() < 1e-15));
            }
        }
    }
}
