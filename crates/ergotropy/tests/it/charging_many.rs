//! Charging curves in plain floats, where they take over from those with a proof.

use ergotropy::{Bath, Ensemble, Error, Kind, Mixture, Observables, Start};

fn ensemble(cells: u64, eta: f64, alphas: (f64, f64), ratio: f64) -> Result<Ensemble, Error> {
    let gamma_ratio = ratio;
    Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(Bath::from_bose_ratio(alphas.0)?)
        .local_bath(Bath::from_bose_ratio(alphas.1)?))
}

#[test]
fn ends_in_the_steady_state_and_keeps_the_order_of_times() -> Result<(), Error> {
    let ensemble = ensemble(60, 0.9, (0.9, 0.3), 1.0)?;
    let times = [1e6, 0.0, 0.3, 1e-6, 0.3];
    for start in [Start::ground(), Start::excited(), Start::gibbs(0.5)?] {
        let curve = ensemble.charge(&start, &times)?;
        let points = curve.points();
        for (point, &time) in points.iter().zip(&times) {
            assert_eq!(point.time, time);
            let sum: f64 = point.state.populations().map(|(_, _, p)| p.value).sum();
            assert!((sum - 1.0).abs() <= point.state.accuracy().total() + 1e-15);
            assert!(point.state.accuracy().absolute < 1e-11);
        }
        assert_eq!(points[2].work(), points[4].work());
        assert_eq!(points[1].work(), start.state(60)?.work());
        let steady = ensemble.steady_state()?.ergotropy();
        assert!((points[0].work().ergotropy - steady).contains(0.0));
        assert_eq!(points[2].work().ergotropy.kind, Kind::Estimate);
    }
    Ok(())
}

#[test]
fn follows_what_noise_conserves() -> Result<(), Error> {
    // Collective noise alone keeps the weight of each ladder.
    let start = Start::gibbs(0.5)?;
    let curve = ensemble(60, 1.0, (0.8, 0.0), 0.0)?.charge(&start, &[0.01, 1e5])?;
    let before = start.state(60)?;
    for point in curve.points() {
        for d in 0..=30 {
            let off = point.state.ladder_weight(d) - before.ladder_weight(d);
            assert!(off.contains(0.0));
        }
    }
    // Dephasing alone keeps the bright ladder's energy.
    let dephased = Ensemble::new(60)?
        .dephasing(1.0)?
        .charge(&Start::dicke(7), &[0.5, 1e9])?;
    assert!(
        dephased
            .points()
            .iter()
            .all(|p| (p.work().energy.value - 7.0).abs() < 1e-10)
    );
    Ok(())
}

/// Asserts that a start stays what it is, up to so much in Σ|p|.
fn stays(ensemble: &Ensemble, start: &Start, allowed: f64) -> Result<(), Error> {
    let given = start.state(ensemble.cells().into())?;
    let curve = ensemble.charge(start, &[0.0, 1e-9, 1.0, 1e6])?;
    for point in curve.points() {
        let states = given.populations();
        let off: f64 = states
            .map(|(d, k, p)| (p - point.state.population(d, k)).value.abs())
            .sum();
        assert!(off <= allowed, "{ensemble:?} {start:?} {off:e}");
        let stated = point.state.accuracy().total() + given.accuracy().total();
        assert!(stated <= 2e-12, "{ensemble:?} {start:?} {stated:e}");
        for (now, before) in [
            (point.work().ergotropy, given.ergotropy()),
            (point.work().energy, given.energy()),
        ] {
            let moved = (now.value - before.value).abs();
            let room = f64::from(ensemble.cells()) * allowed;
            assert!(moved <= now.error + before.error + room, "{moved:e}");
        }
    }
    Ok(())
}

#[test]
fn stationary_starts_stay() -> Result<(), Error> {
    let half = Start::gibbs(0.5)?;
    for cells in [49, 50, 200, 700] {
        for eta in [0.0, 0.5, 1.0] {
            for dephasing in [0.0, 3.0] {
                let ensemble = ensemble(cells, eta, (0.5, 0.5), 1.0)?.dephasing(dephasing)?;
                stays(&ensemble, &half, 1e-12)?;
            }
        }
        // The bright ladder alone, at the temperature of the collective bath.
        let weights: Vec<f64> = (0..=49).map(|k| 0.25f64.powi(k)).collect();
        let sum: f64 = weights.iter().sum();
        let top = (0..).zip(&weights).map(|(k, w)| (0, k, w / sum));
        stays(
            &ensemble(cells, 1.0, (0.25, 0.0), 1.0)?,
            &Start::populations(top),
            1e-12,
        )?;
    }
    let gibbs = ensemble(49, 1.0, (0.5, 0.0), 1.0)?.charge(&half, &[0.0, 1.0])?;
    for point in gibbs.points() {
        assert!(point.work().ergotropy.contains(0.0) && point.work().ergotropy.error < 1e-12);
        assert!(point.work().energy.contains(49.0 / 3.0));
    }
    Ok(())
}

#[test]
fn nearly_stationary_starts_are_followed() -> Result<(), Error> {
    let ensemble = ensemble(60, 0.5, (0.5, 0.5), 1.0)?;
    let steady = Start::gibbs(0.5)?.state(60)?;
    for change in [1e-18, 1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11] {
        let populations = steady.populations().map(|(d, k, p)| {
            let moved = match (d, k) {
                (20, 20) => change,
                (21, 21) => -change,
                _ => 0.0,
            };
            (d, k, p.value + moved)
        });
        stays(
            &ensemble,
            &Start::populations(populations),
            1e-12 + 3.0 * change,
        )?;
    }
    Ok(())
}

#[test]
fn what_does_not_move_stays() -> Result<(), Error> {
    let cold = ensemble(60, 0.5, (0.0, 0.0), 1.0)?.charge(&Start::ground(), &[0.0, 1.0, 1e200])?;
    assert!(cold.points().iter().all(|p| p.work().energy.value == 0.0));
    let silent = Ensemble::new(60)?.charge(&Start::excited(), &[7.0])?;
    assert_eq!(silent.points()[0].work().ergotropy.value, 60.0);
    Ok(())
}
