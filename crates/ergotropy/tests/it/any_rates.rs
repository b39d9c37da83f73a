//! Rates of emission and absorption that belong to no bath.

use ergotropy::{Bath, Channel, Ensemble, Error, Kind, Observables, Start};

/// W and E of a state that a test expects, to the digits that are known.
fn expect(work: ergotropy::Work, ergotropy: f64, energy: f64, digits: f64) {
    assert!(
        (work.ergotropy.value - ergotropy).abs() < digits,
        "{work:?}"
    );
    assert!((work.energy.value - energy).abs() < digits, "{work:?}");
}

#[test]
fn single_cells_are_pumped_beyond_infinite_temperature() -> Result<(), Error> {
    // A product of cells of q = 2: populations 1/3 and 2/3, so that W = N/3.
    for cells in [1, 3, 10, 161, 700, 5000] {
        let battery = Ensemble::new(cells)?.local(Channel::rates(1.0, 2.0)?);
        let n = cells as f64;
        let work = battery.steady_state()?.work();
        assert_eq!(work.energy.kind, Kind::Bound);
        assert!(work.energy.contains(2.0 * n / 3.0) && work.ergotropy.contains(n / 3.0));
        assert!(work.passive_energy.contains(n / 3.0));
        assert!(work.ergotropy.error < 1e-12 * n);
    }
    Ok(())
}

#[test]
fn pumps_beside_emission_have_their_known_values() -> Result<(), Error> {
    let pumped = Ensemble::new(3)?
        .collective(Channel::rates(1.0, 0.0)?)
        .local(Channel::rates(0.0, 2.0)?);
    expect(
        pumped.steady_state()?.work(),
        0.795_698_924_7,
        1.870_967_741_9,
        1e-9,
    );
    let together = Ensemble::new(3)?.collective(Channel::rates(0.5, 1.0)?);
    let state = together.steady_state_from(&Start::ground())?;
    expect(state.work(), 1.8, 34.0 / 15.0, 1e-14);
    Ok(())
}

#[test]
fn a_pump_alone_excites_all() -> Result<(), Error> {
    for cells in [1, 4, 40, 161, 2000] {
        let battery = Ensemble::new(cells)?.local(Channel::rates(0.0, 0.7)?);
        let work = battery.steady_state()?.work();
        assert_eq!(work.ergotropy.value, cells as f64);
        let pair = battery
            .collective(Channel::rates(0.0, 3.0)?)
            .dephasing(0.1)?;
        assert_eq!(pair.steady_state()?.work().energy.value, cells as f64);
        let collective = Ensemble::new(cells)?.collective(Channel::rates(0.0, 3.0)?);
        let state = collective.steady_state_from(&Start::ground())?;
        assert_eq!(state.work().ergotropy.value, cells as f64);
    }
    Ok(())
}

#[test]
fn a_kernel_with_a_negative_element_has_its_known_values() -> Result<(), Error> {
    let triangle = Ensemble::new(3)?
        .collective(Channel::kernel(-0.3, 0.0)?)
        .local(Channel::rates(1.3, 0.0)?);
    let curve = triangle.charge(&Start::excited(), &[1.0])?;
    expect(
        curve.points()[0].work(),
        5.845_944_7e-4,
        1.059_922_879_2,
        1e-10,
    );
    assert_eq!(triangle.steady_state()?.work().energy.value, 0.0);
    // Beyond the edge no kernel is positive.
    let beyond = Ensemble::new(3)?
        .collective(Channel::kernel(-0.5, 0.0)?)
        .local(Channel::rates(1.3, 0.0)?);
    for refused in [
        beyond.steady_state().err(),
        beyond.steady_state_from(&Start::ground()).err(),
        beyond.charge(&Start::ground(), &[1.0]).err(),
    ] {
        assert!(
            matches!(refused, Some(Error::NegativeRate { .. })),
            "{refused:?}"
        );
    }
    Ok(())
}

#[test]
fn free_rates_of_a_bath_are_those_of_the_bath() -> Result<(), Error> {
    let bath = Bath::from_occupation(0.25)?;
    for cells in [2, 7, 30, 200, 1000] {
        let thermal = Ensemble::new(cells)?
            .collective(Channel::thermal(bath, 2.0)?)
            .local(Channel::thermal(Bath::cold(), 0.5)?);
        let free = Ensemble::new(cells)?
            .collective(Channel::rates(2.5, 0.5)?)
            .local(Channel::rates(0.5, 0.0)?);
        let (one, other) = (thermal.steady_state()?.work(), free.steady_state()?.work());
        assert!((one.ergotropy - other.ergotropy).contains(0.0));
        assert!((one.energy - other.energy).contains(0.0));
        let times = [0.1, 1.0, 10.0];
        let start = Start::gibbs(0.3)?;
        let curves = [
            thermal.charge(&start, &times)?,
            free.charge(&start, &times)?,
        ];
        for (one, other) in curves[0].points().iter().zip(curves[1].points()) {
            assert!((one.work().energy - other.work().energy).contains(0.0));
        }
    }
    Ok(())
}

/// Ensembles in which pumps and decay compete, with excited and ground state exchanged in the second.
fn competing(cells: u64, [e, a, f, b]: [f64; 4], dephasing: f64) -> Result<[Ensemble; 2], Error> {
    let of = |e, a, f, b| {
        Ensemble::new(cells)?
            .collective(Channel::rates(e, a)?)
            .local(Channel::rates(f, b)?)
            .dephasing(dephasing)
    };
    Ok([of(e, a, f, b)?, of(a, e, b, f)?])
}

const COMPETING: [[f64; 4]; 7] = [
    [1.0, 0.0, 0.0, 2.0],
    [0.3, 1.0, 0.2, 0.0],
    [1.0, 1.0, 0.1, 0.3],
    [0.0, 1.0, 1.0, 0.0],
    [1.0, 3.0, 0.01, 0.0],
    [0.0, 0.0, 0.4, 0.9],
    [1e-3, 2e-3, 5.0, 4.0],
];

#[test]
fn exchanging_the_levels_of_all_cells_mirrors_the_populations() -> Result<(), Error> {
    for rates in COMPETING {
        for (cells, dephasing) in [(1, 0.0), (5, 0.0), (12, 0.4), (40, 0.0), (200, 0.0)] {
            let [one, other] = competing(cells, rates, dephasing)?;
            let (straight, mirrored) = (one.steady_state()?, other.steady_state()?);
            let n = one.cells();
            let off: f64 = straight
                .populations()
                .map(|(d, k, p)| (p - mirrored.population(d, n - k)).value.abs())
                .sum();
            assert!(off < 1e-12, "{rates:?} {cells}: {off:e}");
            let excited = Start::excited().state(cells)?.energy();
            assert!((excited - straight.energy() - mirrored.energy()).contains(0.0));
            assert!((straight.passive_energy() - mirrored.passive_energy()).contains(0.0));
        }
    }
    Ok(())
}

#[test]
fn curves_end_in_the_steady_state() -> Result<(), Error> {
    for rates in COMPETING {
        for cells in [3, 20, 60] {
            for ensemble in competing(cells, rates, 0.0)? {
                let steady = ensemble.steady_state()?;
                let curve = ensemble.charge(&Start::ground(), &[1e5])?;
                let last = &curve.points()[0];
                assert!(
                    (last.work().energy - steady.energy()).contains(0.0),
                    "{rates:?} {cells}"
                );
                let flow = steady.energy_flow(&ensemble);
                assert!(flow.contains(0.0), "{rates:?} {cells}: {flow:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn what_has_no_unique_answer_is_refused_for_free_rates_too() -> Result<(), Error> {
    for channel in [Channel::rates(1.0, 2.0)?, Channel::rates(0.0, 1.0)?] {
        let collective = Ensemble::new(4)?.collective(channel);
        assert!(matches!(
            collective.steady_state(),
            Err(Error::NonUniqueSteadyState { .. })
        ));
        assert!(collective.dephasing(0.5)?.steady_state().is_ok());
    }
    let silent = Ensemble::new(4)?.collective(Channel::rates(0.0, 0.0)?);
    assert_eq!(silent.steady_state().err(), Some(Error::NothingEvolves));
    for (emission, absorption) in [(-1.0, 0.0), (0.0, f64::NAN), (2e100, 0.0)] {
        assert!(Channel::rates(emission, absorption).is_err());
    }
    Ok(())
}
