//! Errors of the numbers beside W and E, at points where they were once too small.

use ergotropy::{Bath, Ensemble, Error, Mixture, Observables, Start};

fn mixture(
    cells: u64,
    (eta, gamma_ratio): (f64, f64),
    (collective, local): (Bath, Bath),
) -> Result<Ensemble, Error> {
    Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(collective)
        .local_bath(local))
}

#[test]
fn entropies_of_nearly_pure_states() -> Result<(), Error> {
    // One cell of ratio α: S = ln(1 + α) - α ln α / (1 + α).
    let alpha = 1.449_353_265_916_365e-7;
    let bath = Bath::from_bose_ratio(alpha)?;
    let cell = mixture(1, (1.425_330_242_426_678_5e-12, 1.0), (bath, bath))?;
    let exact = alpha.ln_1p() - alpha * alpha.ln() / (1.0 + alpha);
    let entropy = cell.steady_state()?.entropy();
    assert!(entropy.contains(exact) && entropy.error < 2e-16);
    Ok(())
}

#[test]
fn a_product_of_gibbs_states_is_bounded_by_nothing() -> Result<(), Error> {
    // Truth is zero; a difference of energies would be known to 1e-17 at best.
    for (cells, q) in [(1, 1e-7), (4, 0.2), (9, 0.5), (30, 0.9), (100, 0.01)] {
        let bound = Start::gibbs(q)?.state(cells)?.entropy_bound();
        assert!(bound.contains(0.0), "{cells} {q}: {bound:?}");
        assert!(
            bound.value < 1e-28 && bound.error < 1e-22,
            "{cells} {q}: {bound:?}"
        );
    }
    Ok(())
}

#[test]
fn leakage_below_the_normal_floats() -> Result<(), Error> {
    let alpha = 0.999_999_999_999_990_1;
    let bath = Bath::from_bose_ratio(alpha)?;
    let cells = mixture(4, (0.999_999_999_999_999_9, 1e-300), (bath, bath))?;
    // All cells are at one temperature: p(0, k) = ν q^k/(1+q)^4, with ν = 1.
    let gain = (1.0 - 0.999_999_999_999_999_9) * 1e-300;
    let (up, down) = (bath.occupation(), bath.occupation() + 1.0);
    let norm = (1.0 + alpha).powi(4);
    let expected: f64 = (0..=4)
        .map(|k| {
            let k = f64::from(k);
            let h = 4.0 - k;
            let weight = alpha.powf(k) / norm;
            // In units that floats hold: occupation 1e14, rate 1e-316.
            weight * (down * k * (k - 1.0) + up * h * (h - 1.0)) / 4.0
        })
        .sum();
    let expected = expected * 1e-300 * (1.0 - 0.999_999_999_999_999_9);
    assert!(gain > 0.0);
    let leakage = cells.steady_state()?.leakage(&cells).outflow;
    let miss = (leakage.value - expected).abs();
    assert!(miss <= 1e-12 * expected, "{leakage:?} {expected:e}");
    assert!(leakage.error < 1e-14 * expected && leakage.error > 0.0);
    Ok(())
}

#[test]
fn the_bright_ladder_far_below_the_rest() -> Result<(), Error> {
    let collective = Bath::from_occupation(78.307_887_244_129_92)?;
    let local = Bath::from_occupation(0.002_230_636_802_005_856)?;
    let (eta, ratio) = (0.019_081_916_469_177_28, 0.001_726_345_051_026_309_3);
    let cells = mixture(455, (eta, ratio), (collective, local))?;
    let bright = cells.steady_state()?.bright_weight();
    // It was off by 1.26e-30.
    assert!((1.5e-18..1.65e-18).contains(&bright.value), "{bright:?}");
    assert!((1.3e-30..1e-28).contains(&bright.error), "{bright:?}");
    Ok(())
}

#[test]
fn rates_that_floats_cannot_hold_are_refused_by_name() -> Result<(), Error> {
    let cold = Bath::cold();
    let refused = mixture(4, (0.5, 1e-310), (cold, cold))?
        .steady_state()
        .err();
    let said = refused.map(|error| error.to_string()).unwrap_or_default();
    assert!(
        said.starts_with("the local rate is 5e-311, but must be 0, or at least"),
        "{said}"
    );
    Ok(())
}
