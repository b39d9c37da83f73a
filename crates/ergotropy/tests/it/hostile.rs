//! Input at and beyond the edges: typed errors or right answers, never a panic.

use ergotropy::{Bath, Ensemble, Error, Mixture, Observables, Start};

use crate::mixture;

#[test]
fn numbers_out_of_range_are_named() {
    let text = |error: Option<Error>| error.map(|e| e.to_string()).unwrap_or_default();
    assert!(text(Ensemble::new(0).err()).contains("number of cells is 0"));
    assert!(text(Ensemble::new((1 << 31) + 1).err()).contains("2147483649"));
    for eta in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        let mixture = Mixture {
            eta,
            gamma_ratio: 1.0,
        };
        assert!(text(Ensemble::mixture(3, mixture).err()).contains("eta"));
    }
    for gamma_ratio in [-1.0, f64::NAN, f64::INFINITY] {
        let mixture = Mixture {
            eta: 0.5,
            gamma_ratio,
        };
        assert!(text(Ensemble::mixture(3, mixture).err()).contains("gamma_r"));
    }
    assert!(text(Bath::from_bose_ratio(1.0).err()).contains("alpha is 1"));
    assert!(text(Start::gibbs(1.5).err()).contains("q is 1.5"));
    assert!(text(Start::gibbs(f64::NAN).err()).contains("NaN"));
    assert!(text(Start::gibbs(1e300).err()).contains("q is 1e300,"));
    let cells = Ensemble::new(3).ok();
    assert!(cells.is_some_and(
        |e| e.clone().dephasing(-1.0).is_err() && e.collective_dephasing(f64::NAN).is_err()
    ));
}

#[test]
fn times_are_checked_before_any_work() -> Result<(), Error> {
    let ensemble = mixture(4, (0.5, 1.0), (0.5, 0.5))?;
    for time in [-1.0, f64::NAN, f64::INFINITY, 1e201] {
        assert!(ensemble.charge(&Start::ground(), &[0.0, time]).is_err());
    }
    assert!(ensemble.charge(&Start::ground(), &[])?.points().is_empty());
    let unordered = ensemble.charge(&Start::ground(), &[2.0, 0.0, 1e200, 1e-300, 2.0])?;
    let times: Vec<f64> = unordered.points().iter().map(|point| point.time).collect();
    assert_eq!(times, [2.0, 0.0, 1e200, 1e-300, 2.0]);
    Ok(())
}

#[test]
fn too_much_is_refused_with_the_bytes_it_would_take() -> Result<(), Error> {
    let cells = 1 << 31;
    let hot = mixture(cells, (0.9, 1.0), (0.99, 0.3))?;
    assert!(
        matches!(hot.steady_state().err(), Some(Error::TooLarge { bytes, limit, .. }) if bytes > limit)
    );
    let local = mixture(1 << 31, (0.9, 1.0), (0.9, 0.3))?;
    assert!(matches!(
        local.charge(&Start::gibbs(0.5)?, &[1.0]),
        Err(Error::TooLarge { .. })
    ));
    // Collective noise alone is answered for any number of cells, but not arbitrarily near infinite
    // temperature.
    let hot = mixture(1 << 31, (1.0, 1.0), (1.0 - 1e-9, 0.5))?;
    assert!(matches!(
        hot.steady_state_from(&Start::ground()),
        Err(Error::TooLarge { .. })
    ));
    let warm = mixture(1 << 31, (1.0, 1.0), (1.0 - 1e-6, 0.5))?;
    assert!(matches!(
        warm.steady_state_from(&Start::gibbs(0.5)?),
        Err(Error::TooManyPopulations { .. })
    ));
    let ends = [(0, 0, 0.5), (1 << 30, 1 << 30, 0.5)];
    assert!(matches!(
        Start::populations(ends).state(1 << 31),
        Err(Error::TooLarge { .. })
    ));
    let spread = Ensemble::new(1 << 31)?.dephasing(1.0)?;
    assert!(matches!(
        spread.steady_state_from(&Start::ground()),
        Err(Error::TooLarge { .. })
    ));
    Ok(())
}

#[test]
fn weight_on_the_shortest_ladders_of_a_million_cells_is_answered() -> Result<(), Error> {
    // The window is too large to be eliminated, and profiles end where ladders do.
    let hot = mixture(1_000_000, (0.5, 10.0), (0.9, 0.99))?;
    let work = hot.steady_state()?.work();
    let (w, e) = (work.ergotropy, work.energy);
    assert!(
        w.value > 1.0 && w.error < 1e-5 && e.error < 1e-5,
        "{work:?}"
    );
    // Between the energies of Gibbs states of both baths.
    let gibbs = |q: f64| 1e6 * q / (1.0 + q);
    assert!((gibbs(0.9)..gibbs(0.99)).contains(&e.value), "{e:?}");
    Ok(())
}

#[test]
fn bright_starts_are_answered_for_any_number_of_cells() -> Result<(), Error> {
    for top in [131_001, 1_000_000, 1 << 31] {
        let cells = u64::from(top);
        let alpha = 0.75;
        let ensemble = mixture(cells, (1.0, 1.0), (alpha, 0.0))?;
        for start in [
            Start::ground(),
            Start::excited(),
            Start::dicke(cells / 3),
            Start::populations([(0, top, 0.5), (0, top - 9, 0.5)]),
        ] {
            let given = start.state(cells)?;
            assert!(given.ergotropy().value >= 0.0 && given.purity().value <= 1.0);
            let work = ensemble.steady_state_from(&start)?.work();
            assert!(work.energy.contains(alpha / (1.0 - alpha)));
            assert!(
                work.ergotropy.contains(alpha * alpha / (1.0 - alpha)),
                "{work:?}"
            );
            assert!(work.ergotropy.error < 1e-15 * cells as f64 + 1e-14);
        }
    }
    Ok(())
}

#[test]
fn extreme_rates_give_numbers_or_typed_errors() -> Result<(), Error> {
    let baths = [0.0, 1e-300, 1e-20, 0.5, 1.0 - 2f64.powi(-53)];
    for cells in [1, 2, 7] {
        for ac in baths {
            for al in baths {
                for (eta, gamma_ratio) in [
                    (0.5, 1e-300),
                    (1e-300, 1.0),
                    (0.5, 1e100),
                    (1.0 - 2f64.powi(-53), 1.0),
                ] {
                    let ensemble = mixture(cells, (eta, gamma_ratio), (ac, al))?;
                    match ensemble.steady_state() {
                        Ok(state) => {
                            let total: f64 = state.populations().map(|(_, _, p)| p.value).sum();
                            assert!((total - 1.0).abs() < 1e-12);
                            assert!(state.work().ergotropy.value.is_finite());
                        }
                        Err(error) => assert!(matches!(error, Error::RateSpan { .. })),
                    }
                    match ensemble.charge(&Start::excited(), &[1e-9, 1.0, 1e9]) {
                        Ok(curve) => {
                            for point in curve.points() {
                                assert!(point.work().ergotropy.error < 1e-9, "{point:?}");
                            }
                        }
                        Err(error) => assert!(matches!(
                            error,
                            Error::RateSpan { .. }
                                | Error::RateTooSmall { .. }
                                | Error::OutOfRange { .. }
                        )),
                    }
                }
            }
        }
    }
    Ok(())
}

#[test]
fn rates_that_floats_cannot_hold_together_are_refused() -> Result<(), Error> {
    for (eta, gamma_ratio) in [(0.5, 1e-295), (0.5, 1e-310), (1e-312, 1e-312)] {
        let ensemble = mixture(4, (eta, gamma_ratio), (1.0 - 2f64.powi(-53), 0.5))?;
        assert!(matches!(
            ensemble.steady_state(),
            Err(Error::RateSpan { .. } | Error::RateTooSmall { .. })
        ));
    }
    // Many small ratios multiplied: right, but no longer proved.
    let products = mixture(100, (0.5, 1e-12), (0.5, 0.25))?.steady_state()?;
    assert_eq!(products.accuracy().kind, ergotropy::Kind::Estimate);
    Ok(())
}

#[test]
fn a_sum_that_is_slightly_off_is_kept_and_covered() -> Result<(), Error> {
    let ensemble = mixture(2, (0.5, 1.0), (0.5, 0.25))?;
    let start = Start::populations([(0, 0, 0.5), (0, 1, 0.5 + 9e-11)]);
    let steady = ensemble.steady_state_from(&start)?.work().energy;
    let charged = ensemble.charge(&start, &[1e3])?.points()[0].work().energy;
    assert!((steady - charged).contains(0.0));
    assert!(steady.error < 1e-9 && charged.error < 1e-14);
    Ok(())
}
