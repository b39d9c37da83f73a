//! Rates that belong to no bath: inverted media, channels that only absorb, kernels with a negative part.

use dashu::base::Abs;
use ergotropy_oracle::{
    Chain, Couplings, Parameters, RBig, Rates, Reference, Start, decimal, difference, from_f64,
    points,
    register::{Complex, DMatrix, LongRun, Register, State},
    to_f64,
};

use crate::{assert_close, fraction};

/// Asserts energy and work of three cells in their steady state, by all ways.
#[track_caller]
fn assert_three_cells(rates: &Rates, energy: &RBig, work: &RBig) {
    let chain = Chain::from_rates(3, rates.clone());
    let exact = chain.steady_state().expect("unique");
    assert_eq!((&exact.energy(), &exact.ergotropy()), (energy, work));
    let rounded = chain.steady_state_to_sixty_digits().expect("unique");
    let reference = Reference::steady_state(&Couplings::new(3), rates).expect("unique");
    for (known, result) in [
        (energy, rounded.energy()),
        (work, rounded.ergotropy()),
        (energy, reference.energy().to_fraction()),
        (work, reference.ergotropy().to_fraction()),
    ] {
        assert!((result - known).abs() < fraction(1, 10).pow(75));
    }
    for brute in [
        Register::from_rates(3, rates).steady_state(),
        LongRun::from_rates(3, rates).steady_state_from(&State::ground(3)),
    ] {
        assert!(difference(energy, brute.energy()) < 1e-14);
        assert!(difference(work, brute.ergotropy()) < 1e-14);
    }
}

#[test]
fn three_inverted_cells_hold_two_quanta_and_give_one() {
    let rates = Rates {
        local_emission: RBig::ONE,
        local_absorption: fraction(2, 1),
        ..Rates::default()
    };
    assert_three_cells(&rates, &fraction(2, 1), &RBig::ONE);
}

#[test]
fn three_cells_that_emit_together_and_absorb_alone_give_more_than_three_quarters() {
    let rates = Rates {
        collective_emission: RBig::ONE,
        local_absorption: fraction(2, 1),
        ..Rates::default()
    };
    // 1.8709677419 and 0.7956989247.
    assert_three_cells(&rates, &fraction(58, 31), &fraction(74, 93));
}

#[test]
fn an_inverted_collective_channel_charges_three_cells_from_the_ground() {
    let rates = Rates {
        collective_emission: RBig::ONE,
        collective_absorption: fraction(2, 1),
        ..Rates::default()
    };
    let ground = Start::Ground.populations(3);
    let chain = Chain::from_rates(3, rates.clone());
    let end = chain.steady_state_from(&ground);
    assert_eq!(end.energy(), fraction(34, 15));
    assert_eq!(end.ergotropy(), fraction(9, 5));
    let reference = Reference::steady_state_from(&Couplings::new(3), &rates, &ground);
    assert!(reference.energy().distance(34.0 / 15.0) < 1e-15);
    assert!(reference.ergotropy().distance(1.8) < 1e-15);
    let brute = LongRun::from_rates(3, &rates).steady_state_from(&State::ground(3));
    assert!((brute.ergotropy() - 1.8).abs() < 1e-14);
    // All starts, by the closed form for each ladder.
    for start in [Start::Dicke(2), Start::Gibbs(fraction(1, 3))] {
        let start = start.populations(3);
        let end = chain.steady_state_from(&start);
        let known = start.thermalised_collectively(&fraction(2, 1));
        for (d, k) in end.lattice().states() {
            assert_eq!(end.population(d, k), known.population(d, k));
        }
    }
}

#[test]
fn one_temperature_above_infinity_leaves_a_product_that_is_not_passive() {
    for cells in 1..=9 {
        let q = fraction(7, 4);
        let rates = Rates {
            collective_emission: fraction(4, 3),
            collective_absorption: fraction(7, 3),
            local_emission: fraction(4, 1),
            local_absorption: fraction(7, 1),
            dephasing: fraction(1, 8),
            ..Rates::default()
        };
        let steady = Chain::from_rates(cells, rates)
            .steady_state()
            .expect("unique");
        let product = Start::Gibbs(q.clone()).populations(cells);
        for (d, k) in steady.lattice().states() {
            assert_eq!(steady.population(d, k), product.population(d, k));
        }
        // Each cell is inverted: `N (q - 1) / (q + 1)`.
        assert_eq!(steady.ergotropy(), RBig::from(cells) * fraction(3, 11));
    }
}

/// A kernel with `g_1` on the diagonal and `g_2` off it, for emission alone.
fn cold_kernel(diagonal: RBig, off_diagonal: RBig) -> Rates {
    Rates {
        local_emission: diagonal - &off_diagonal,
        collective_emission: off_diagonal,
        ..Rates::default()
    }
}

#[test]
fn three_cells_in_a_triangle_shine_against_each_other() {
    let rates = cold_kernel(RBig::ONE, fraction(-3, 10));
    let start = Start::Excited.populations(3);
    let exact = Chain::from_rates(3, rates.clone()).evolve(&start, 1.0);
    assert_eq!(decimal(&exact.energy(), 11), "1.0599228792e0");
    assert_eq!(decimal(&exact.ergotropy(), 8), "5.8459447e-4");
    let reference = Reference::charged(&Couplings::new(3), &rates, &start, 1.0);
    assert!(reference.energy().distance(to_f64(&exact.energy())) < 2e-16);
    assert!(reference.ergotropy().distance(to_f64(&exact.ergotropy())) < 1e-19);
    for brute in [
        Register::from_rates(3, &rates).evolve(&State::excited(3), 1.0),
        LongRun::from_rates(3, &rates).state_at(&State::excited(3), 1.0),
    ] {
        assert_close(&exact, &brute.populations(), 1e-14);
        assert!(difference(&exact.ergotropy(), brute.ergotropy()) < 1e-14);
    }
}

/// `s-` of one cell as a matrix, from bits.
fn lowering(cells: usize, cell: usize) -> DMatrix<Complex<f64>> {
    DMatrix::from_fn(1 << cells, 1 << cells, |row, column| {
        Complex::from(f64::from(u8::from(
            row ^ column == 1 << cell && column >> cell & 1 == 1,
        )))
    })
}

#[test]
fn a_negative_collective_rate_is_a_kernel_between_pairs_of_cells() {
    let cells = 3;
    let (diagonal, off_diagonal) = (0.75, -0.375);
    let rates = cold_kernel(from_f64(diagonal), from_f64(off_diagonal));
    let size = 1 << cells;
    let rho = DMatrix::from_fn(size, size, |row, column| {
        Complex::new(
            (3.0 * row as f64).sin() * (5.0 * column as f64).cos(),
            (7 * row + 2 * column) as f64,
        )
    });
    let mut known = DMatrix::zeros(size, size);
    for i in 0..cells {
        for j in 0..cells {
            let (one, other) = (lowering(cells, i), lowering(cells, j).adjoint());
            let damping = &other * &one;
            let dissipator =
                &one * &rho * &other - (&damping * &rho + &rho * &damping) * Complex::from(0.5);
            known += dissipator * Complex::from(if i == j { diagonal } else { off_diagonal });
        }
    }
    let derivative = Register::from_rates(cells, &rates).derivative(&rho);
    assert!((derivative - known).map(Complex::norm).max() < 1e-12);
}

#[test]
fn where_the_symmetric_mode_is_dark_the_bright_ladder_keeps_what_it_has() {
    // Two cells that only shine against each other: the triplet with one quantum is as dark as the ground state.
    let rates = cold_kernel(RBig::ONE, -RBig::ONE);
    let chain = Chain::from_rates(2, rates.clone());
    assert_eq!(chain.closed_classes(), [[(0, 0)], [(0, 1)]]);
    assert_eq!(chain.steady_state(), None);
    let end = chain.steady_state_from(&Start::Excited.populations(2));
    let run = LongRun::from_rates(2, &rates).steady_state_from(&State::excited(2));
    assert_close(&end, &run.populations(), 1e-15);
    assert_eq!(end.population(0, 1), RBig::ZERO);
    let start = Start::Gibbs(RBig::ONE).populations(2);
    assert_eq!(
        chain.steady_state_from(&start).population(0, 1),
        fraction(1, 4)
    );
}

#[test]
#[should_panic(expected = "is no noise of 3 cells")]
fn a_kernel_with_a_negative_eigenvalue_is_refused() {
    Chain::from_rates(3, cold_kernel(RBig::ONE, fraction(-51, 100)));
}

#[test]
fn channels_that_only_absorb_fill_what_they_reach() {
    let alone = Rates {
        local_absorption: fraction(1, 7),
        dephasing: RBig::ONE,
        ..Rates::default()
    };
    for cells in 1..=6 {
        let couplings = Couplings::new(cells);
        let full = Chain::from_rates(cells, alone.clone())
            .steady_state()
            .expect("unique");
        assert_eq!(full.population(0, cells), RBig::ONE);
        let reference = Reference::steady_state(&couplings, &alone).expect("unique");
        assert_eq!(reference.energy().distance(cells as f64), 0.0);

        let together = Rates {
            collective_absorption: fraction(1, 7),
            ..Rates::default()
        };
        // Every ladder is filled to its top, and keeps its weight.
        let refusal = Reference::steady_state(&couplings, &together);
        let tops: Vec<_> = (0..=cells / 2).map(|d| vec![(d, cells - d)]).collect();
        match refusal {
            Ok(_) => assert_eq!(tops.len(), 1),
            Err(error) => {
                let mut classes = error.classes;
                classes.sort();
                assert_eq!(classes, tops);
            }
        }
        let start = Start::Gibbs(fraction(2, 3)).populations(cells);
        let end = Chain::from_rates(cells, together).steady_state_from(&start);
        for d in end.lattice().ladders() {
            assert_eq!(end.population(d, cells - d), start.ladder_weight(d));
        }
    }
}

#[test]
fn free_rates_agree_with_brute_force() {
    let moderate = |rate: f64| rate == 0.0 || (1e-3..100.0).contains(&rate);
    let points = points::free(4).filter(|point| {
        [
            point.collective_emission,
            point.collective_absorption,
            point.local_emission,
            point.local_absorption,
            point.dephasing,
            point.collective_dephasing,
        ]
        .into_iter()
        .all(moderate)
    });
    for point in points.take(40) {
        let rates = point.rates();
        let run = LongRun::from_rates(point.cells, &rates);
        let start = Start::Gibbs(fraction(1, 3)).populations(point.cells);
        let chain = Chain::from_rates(point.cells, rates);
        let state = State::from_populations(&start);
        let end = run.steady_state_from(&state);
        assert_close(&chain.steady_state_from(&start), &end.populations(), 1e-14);
        let later = run.state_at(&state, 0.7);
        let exact = chain.evolve(&start, 0.7);
        assert_close(&exact, &later.populations(), 1e-14);
        assert!(difference(&exact.ergotropy(), later.ergotropy()) < 1e-13);
    }
}

#[test]
fn thermal_baths_are_the_special_case() {
    for point in points::inside(20, 6) {
        let parameters: Parameters = point.parameters();
        let [one, other] = [
            Chain::new(&parameters),
            Chain::from_rates(point.cells, parameters.rates()),
        ];
        assert_eq!(one.jumps(), other.jumps());
    }
}
