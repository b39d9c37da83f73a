//! One face for all pictures: any start, the choice of picture, and what may be set.

use ergotropy::{
    Basis, Bath, Bounded, Channel, Ensemble, Error, Kind, Method, Mixture, Observables, Picture,
    Proof, RegisterStart, Start, Statistics, Tuning,
};
use ergotropy_oracle::Parameters;
use ergotropy_oracle::register::{Register, State};

use crate::mixture;
use crate::schur::{amplitudes, rows};

/// η, γ_r, α_c, α_l, dephasing, collective dephasing.
type Noise = (f64, f64, f64, f64, f64, f64);

const NOISES: [Noise; 5] = [
    (0.5, 1.0, 0.6, 0.2, 0.0, 0.0),
    (0.9, 2.0, 0.0, 0.5, 0.3, 0.1),
    (0.0, 1.0, 0.0, 0.4, 0.0, 0.5),
    (0.3, 0.5, 0.0, 0.0, 1.0, 0.0),
    (1.0, 1.0, 0.7, 0.0, 0.4, 0.0),
];

fn ensemble(cells: u32, (eta, ratio, ac, al, dephasing, all): Noise) -> Result<Ensemble, Error> {
    mixture(cells.into(), (eta, ratio), (ac, al))?
        .dephasing(dephasing)?
        .collective_dephasing(all)
}

fn register(cells: u32, (eta, ratio, ac, al, dephasing, all): Noise) -> Register {
    Register::new(&Parameters::from_f64(
        cells as usize,
        ac,
        al,
        eta,
        ratio,
        dephasing,
        all,
    ))
}

fn agree(label: &str, state: &ergotropy::State, exact: &State) {
    let work = state.work();
    for (number, exact) in [
        (work.ergotropy, exact.ergotropy()),
        (work.energy, exact.energy()),
        (state.purity(), exact.purity()),
        (state.bright_weight(), exact.bright_weight()),
    ] {
        let off = (number.value - exact).abs();
        assert!(off < 1e-9, "{label}: {number:?} against {exact}");
    }
}

#[test]
fn one_cell_is_followed_under_any_noise() -> Result<(), Error> {
    for (seed, noise) in (1..).zip(NOISES) {
        let (battery, judge) = (ensemble(1, noise)?, register(1, noise));
        let start = RegisterStart::pure(amplitudes(1, f64::from(seed)))?;
        let exact = State::from_rows_msb(&rows(&start));
        let curve = battery.charge(&start.into(), &[0.0, 0.1, 1.0, 7.0])?;
        assert_eq!(
            (curve.picture(), curve.method()),
            (Picture::Schur, Method::Sectors)
        );
        for point in curve.points() {
            let label = format!("{noise:?}, t = {}", point.time);
            agree(&label, &point.state, &judge.evolve(&exact, point.time));
        }
    }
    // Dephasing of the one cell is all there is.
    let still = Ensemble::new(1)?.dephasing(2.0)?;
    let half = 0.5f64.sqrt().into();
    let end = still.steady_state_from(&Start::pure(vec![half, half])?)?;
    assert!(end.purity().contains(0.5) && end.ergotropy().contains(0.0));
    Ok(())
}

#[test]
fn a_unique_steady_state_is_that_of_any_start() -> Result<(), Error> {
    for (seed, noise) in (1..).zip(NOISES) {
        let battery = ensemble(3, noise)?;
        let start = RegisterStart::pure(amplitudes(3, f64::from(seed)))?;
        let exact = State::from_rows_msb(&rows(&start));
        let end = battery.steady_state_from(&start.into())?;
        assert_eq!(end.picture(), Picture::Ladder);
        let late = register(3, noise).evolve(&exact, 400.0);
        agree(&format!("{noise:?}"), &end, &late);
        let one = battery.steady_state()?;
        assert!((end.ergotropy() - one.ergotropy()).contains(0.0));
    }
    let wrong = ensemble(3, NOISES[0])?.steady_state_from(&Start::pure(amplitudes(2, 0.0))?);
    assert!(matches!(wrong, Err(Error::CellsDiffer { .. })));
    Ok(())
}

#[test]
fn dephasing_alone_keeps_the_weights_of_strings() -> Result<(), Error> {
    let noise = (0.0, 0.0, 0.0, 0.0, 0.7, 0.2);
    let battery = ensemble(3, noise)?;
    for seed in 0..4 {
        let start = RegisterStart::mixture(vec![
            (0.75, amplitudes(3, f64::from(seed))),
            (0.25, amplitudes(3, 9.5)),
        ])?;
        let exact = State::from_rows_msb(&rows(&start));
        let end = battery.steady_state_from(&start.into())?;
        assert_eq!(end.method(), Method::DephasedStrings);
        agree("dephased", &end, &register(3, noise).evolve(&exact, 200.0));
        // Nothing is coherent any more.
        let parts = end.parts(Basis::Strings)?;
        assert!((parts.incoherent - end.ergotropy()).contains(0.0));
    }
    Ok(())
}

#[test]
fn flows_of_density_matrices_are_those_of_their_populations() -> Result<(), Error> {
    for (seed, noise) in (1..).zip(NOISES) {
        let (battery, judge) = (ensemble(3, noise)?, register(3, noise));
        let start = RegisterStart::pure(amplitudes(3, f64::from(seed)))?;
        let exact = State::from_rows_msb(&rows(&start));
        let state = Start::from(start).state(3)?;
        let leakage = state.leakage(&battery);
        assert!((leakage.outflow.value - judge.bright_leakage(&exact)).abs() < 1e-12);
        assert!((leakage.net.value - judge.bright_loss(&exact)).abs() < 1e-12);
        let slope = judge.derivative(exact.matrix());
        let gain: f64 = (0..8usize)
            .map(|string| f64::from(string.count_ones()) * slope[(string, string)].re)
            .sum();
        let flow = state.energy_flow(&battery);
        assert!((flow.value - gain).abs() < 1e-12, "{flow:?} {gain}");
    }
    Ok(())
}

#[test]
fn coherence_between_strings_is_that_of_the_matrix() -> Result<(), Error> {
    let bath = Bath::from_bose_ratio(0.6)?;
    let battery = Ensemble::new(3)?.collective(Channel::thermal(bath, 1.0)?);
    let sorted = |matrix: &RegisterStart| {
        let mut weights: Vec<f64> = (0..8).map(|i| matrix.element(i, i).re).collect();
        let energy: f64 = (0..8usize)
            .map(|i| f64::from(i.count_ones()) * weights[i])
            .sum();
        weights.sort_by(|a, b| b.total_cmp(a));
        let levels = [0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0];
        energy - weights.iter().zip(levels).map(|(p, k)| p * k).sum::<f64>()
    };
    let pure = RegisterStart::pure(amplitudes(3, 2.5))?;
    let matrix = pure.to_density_matrix()?;
    let starts = [
        Start::from(matrix),
        Start::dicke(2),
        Start::gibbs(0.3)?,
        Start::excited(),
    ];
    for start in starts {
        let curve = battery.charge(&start, &[0.0, 0.4])?;
        let end = battery.steady_state_from(&start)?;
        for state in curve
            .points()
            .iter()
            .map(|point| &point.state)
            .chain([&end])
        {
            let parts = state.parts(Basis::Strings)?;
            let by_hand = sorted(&state.density_matrix()?);
            let miss = (parts.incoherent.value - by_hand).abs();
            assert!(
                miss <= parts.incoherent.error + 1e-14,
                "{parts:?} {by_hand}"
            );
            assert!(parts.incoherent.error < 1e-12 && parts.coherent.value >= 0.0);
        }
    }
    // Three copies of few vectors are not written out.
    let end = battery.steady_state_from(&pure.into())?;
    assert!(end.parts(Basis::Levels).is_ok());
    let big = RegisterStart::pure(amplitudes(5, 1.0))?.into();
    let end = Ensemble::new(5)?
        .collective(Channel::thermal(bath, 1.0)?)
        .steady_state_from(&big)?;
    assert!(matches!(end.parts(Basis::Strings), Err(Error::Compressed)));
    Ok(())
}

#[test]
fn what_populations_return_can_be_started_from() -> Result<(), Error> {
    let battery = mixture(6, (0.8, 0.5), (0.6, 0.2))?;
    let ladder = battery.steady_state()?;
    let matrix = RegisterStart::pure(amplitudes(6, 3.0))?.into();
    let schur = Ensemble::new(6)?
        .collective(Channel::thermal(Bath::from_bose_ratio(0.9)?, 1.0)?)
        .charge(&matrix, &[0.3])?;
    for state in [&ladder, &schur.points()[0].state] {
        let again = Start::populations(state.populations()).state(6)?;
        assert!((again.energy() - state.energy()).contains(0.0));
        assert!(again.accuracy().total() < 1e-11);
        let later = battery.charge(&Start::populations(state.populations()), &[0.5, 1e4])?;
        let last = later.points()[1].work().ergotropy;
        assert!((last - ladder.ergotropy()).contains(0.0));
    }
    // Errors are carried on.
    let rough = Bounded::new(0.5, 1e-12, Kind::Estimate);
    let start = Start::populations([(0, 0, rough), (0, 1, rough)]).state(2)?;
    assert!(start.energy().error >= 1e-12 && start.energy().kind == Kind::Estimate);
    Ok(())
}

#[test]
fn proofs_are_given_as_they_are_asked_for() -> Result<(), Error> {
    let of = |cells: u64, proof| -> Result<_, Error> {
        let battery = mixture(cells, (0.9, 1.0), (0.6, 0.3))?.with(Tuning {
            proof,
            ..Tuning::default()
        });
        let state = battery.steady_state()?;
        let curve = battery.charge(&Start::ground(), &[0.5])?;
        Ok((state, curve.method(), curve.points()[0].work().ergotropy))
    };
    let (plain, krylov, at) = of(20, Proof::Never)?;
    let (proved, laguerre, same) = of(20, Proof::WhenAffordable)?;
    assert_eq!(
        (plain.method(), krylov),
        (Method::Dissected, Method::Krylov)
    );
    assert_eq!(
        (proved.method(), laguerre),
        (Method::Certified, Method::Laguerre)
    );
    assert!((plain.ergotropy() - proved.ergotropy()).contains(0.0));
    assert!((at - same).contains(0.0) && same.kind == Kind::Bound);
    let many = mixture(200, (0.9, 1.0), (0.6, 0.3))?;
    let always = many.clone().with(Tuning {
        proof: Proof::Always,
        ..Tuning::default()
    });
    let (estimate, bound) = (many.steady_state()?, always.steady_state()?);
    assert_eq!(bound.method(), Method::Certified);
    assert_eq!(
        (estimate.ergotropy().kind, bound.ergotropy().kind),
        (Kind::Estimate, Kind::Bound)
    );
    assert!((estimate.ergotropy() - bound.ergotropy()).contains(0.0));
    Ok(())
}

#[test]
fn memory_and_threads_are_kept_to() -> Result<(), Error> {
    let battery = mixture(300, (0.9, 1.0), (0.9, 0.3))?;
    let with = |memory, threads| {
        battery.clone().clone().with(Tuning {
            memory,
            threads,
            ..Tuning::default()
        })
    };
    let (one, two) = (with(2 << 30, 1), with(2 << 30, 2));
    let start = Start::gibbs(0.5)?;
    let (a, b) = (one.charge(&start, &[0.3])?, two.charge(&start, &[0.3])?);
    assert_eq!(a.points()[0].work(), b.points()[0].work());
    assert_eq!(a.statistics(), b.statistics());
    let refused = with(1 << 16, 2).charge(&start, &[0.3]).err();
    assert!(
        matches!(
            refused,
            Some(Error::TooLarge {
                limit: 0x1_0000,
                ..
            })
        ),
        "{refused:?}"
    );
    // The next answer has its own.
    assert!(battery.steady_state().is_ok());
    Ok(())
}

#[test]
fn blocks_are_shorter_where_memory_is_short() -> Result<(), Error> {
    let battery = ensemble(200, (1.0, 1.0, 0.0, 0.0, 50.0, 0.0))?;
    let charge = |memory| {
        battery
            .clone()
            .with(Tuning {
                memory,
                ..Tuning::default()
            })
            .charge(&Start::excited(), &[0.02])
    };
    let (wide, narrow) = (charge(1 << 30)?, charge(19_000_000)?);
    assert!(narrow.statistics().blocks > wide.statistics().blocks);
    let [wide, narrow] = [wide, narrow].map(|curve| curve.points()[0].work().ergotropy);
    let off = (wide.value - narrow.value).abs();
    assert!(off <= wide.error + narrow.error, "{wide:?} and {narrow:?}");
    // The populations themselves take more than this, and no block is short enough.
    assert!(matches!(charge(14_000_000), Err(Error::TooLarge { .. })));
    Ok(())
}

#[test]
fn statistics_tell_what_was_done() -> Result<(), Error> {
    let closed = Ensemble::mixture(
        50,
        Mixture {
            eta: 0.5,
            gamma_ratio: 1.0,
        },
    )?;
    assert_eq!(closed.steady_state()?.statistics(), Statistics::default());
    let windowed = mixture(400, (0.5, 1.0), (0.3, 0.1))?.steady_state()?;
    let done = windowed.statistics();
    assert!(
        done.eliminations >= 1 && done.states > 100 && done.blocks == 0,
        "{done:?}"
    );
    let curve = mixture(10, (0.5, 1.0), (0.6, 0.2))?.charge(&Start::ground(), &[1e-3, 10.0])?;
    let [first, last] = curve.points() else {
        panic!("two times give two points");
    };
    assert!(first.state.statistics().blocks <= last.state.statistics().blocks);
    assert_eq!(last.state.statistics(), curve.statistics());
    assert!(curve.statistics().solves > curve.statistics().blocks);
    Ok(())
}
