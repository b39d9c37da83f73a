use crate::bounded::Bounded;
use crate::closed_form::limit::boundary::Boundary;
use crate::closed_form::limit::bracket::{bracket, relative_entropy};
use crate::closed_form::limit::ergotropy::work;
use crate::closed_form::limit::{dressed, gibbs_start, mixture};
use crate::closed_form::ratio::Ratio;
use crate::error::Error;
use crate::model::bath::Bath;
use crate::model::ensemble::{Ensemble, Mixture};
use crate::model::start::LadderStart;

fn bath(alpha: f64) -> Result<Bath, Error> {
    Bath::from_bose_ratio(alpha)
}

fn limit(alpha: f64, q: f64) -> Result<Bounded, Error> {
    gibbs_start(bath(alpha)?, q)
}

fn cells(cells: u64, alpha: f64, q: f64) -> Result<f64, Error> {
    let ensemble = Ensemble::mixture(
        cells,
        Mixture {
            eta: 1.0,
            gamma_ratio: 0.0,
        },
    )?;
    let start = LadderStart::Gibbs { q }.state(cells)?;
    let state = ensemble
        .collective_bath(bath(alpha)?)
        .steady_state_reached_from(&start)?;
    Ok(state.ergotropy().value)
}

/// Equation (1) term by term, with the least value over all eigenvalues as τ.
fn by_definition(alpha: f64, q: f64, reach: i32) -> f64 {
    let sum = |tau: f64| -> f64 {
        let mut sum = 0.0;
        for s in -reach..=reach {
            for u in 0..=2 * reach {
                let over = q.powi(s) * alpha.powi(u) - tau;
                if (s + u > 0) == (over > 0.0) {
                    sum += q.powi(-s) * over.abs();
                }
            }
        }
        sum
    };
    let mut least = f64::INFINITY;
    for s in -6..=6 {
        for u in 0..=6 {
            least = least.min(sum(q.powi(s) * alpha.powi(u)));
        }
    }
    (1.0 - alpha) * least
}

#[test]
fn it_is_the_sum() -> Result<(), Error> {
    for (alpha, q) in [
        (0.6, 0.3),
        (0.2, 0.6),
        (0.45, 0.5),
        (0.5, 0.45),
        (0.3, 0.02),
        (0.7, 0.65),
    ] {
        let w = limit(alpha, q)?;
        let sum = by_definition(alpha, q, 120);
        assert!((w.value - sum).abs() < 1e-12, "{alpha} {q}: {w:?} {sum}");
        assert!(w.error < 1e-13 * (1.0 + w.value), "{alpha} {q}: {w:?}");
    }
    Ok(())
}

#[test]
fn known_limits() -> Result<(), Error> {
    // α = 0, q <= 1/2: the bottom of each ladder goes one level down as far as there are places.
    for q in [1e-300, 1e-9, 0.1, 0.3, 0.5] {
        let known = (q / (1.0 - q)) * (q / (1.0 - q));
        assert!((limit(0.0, q)?.value - known).abs() <= 1e-14 * known, "{q}");
    }
    assert!((limit(0.5, 0.25)?.value - 1.0 / 9.0).abs() < 1e-14);
    for alpha in [0.0, 1e-200, 0.3, 0.999, 1.0 - 2f64.powi(-50)] {
        assert!(limit(alpha, alpha)?.contains(0.0));
        assert!(limit(alpha, 0.0)?.contains(alpha * (alpha / (1.0 - alpha))));
        let cold = limit(alpha, 5e-324)?.value;
        assert!(
            (cold - alpha * (alpha / (1.0 - alpha))).abs() <= 1e-13 * cold,
            "{alpha} {cold}"
        );
    }
    Ok(())
}

#[test]
fn many_cells_come_close() -> Result<(), Error> {
    // Convergence is exponential where one threshold is best in the whole window.
    for (alpha, q) in [(0.45, 0.5), (0.0, 0.3)] {
        assert!((cells(1000, alpha, q)? - limit(alpha, q)?.value).abs() < 1e-12);
    }
    for (alpha, q) in [(0.6, 0.3), (0.2, 0.6), (0.9, 0.3)] {
        let w = limit(alpha, q)?.value;
        assert!(
            (cells(1000, alpha, q)? / w - 1.0).abs() < 1e-2,
            "{alpha} {q}"
        );
    }
    // Convergence is as 1/√N where two thresholds are equally good.
    let left = |count: u64| Ok::<_, Error>(1.0 - cells(count, 0.0, 0.5)?);
    let ratio = left(400)? / left(1600)?;
    assert!((ratio - 2.0).abs() < 0.05, "{ratio}");
    Ok(())
}

#[test]
fn the_bracket_holds() -> Result<(), Error> {
    let ratios = [
        1e-12,
        0.01,
        0.1,
        0.3,
        0.5,
        0.51,
        0.77,
        0.9,
        0.97,
        0.99,
        0.997,
        1.0 - 1e-6,
        1.0 - 1e-15,
    ];
    for alpha in ratios {
        for q in ratios {
            let (bath, start) = (Ratio::of_bath(bath(alpha)?), Ratio::of_start(q));
            let fall = -start.ln;
            let most = relative_entropy(bath, start).0 / fall;
            let width =
                start.complement.recip() - fall.recip() - (fall / start.complement).ln() / fall;
            let w = work(bath, start);
            let slack = w.error + 1e-12 * most;
            assert!(w.value <= most + slack, "{alpha} {q}: {w:?} {most}");
            // In floats the width itself is lost near q = 1.
            let width = if fall < 1e-3 { fall / 8.0 } else { width };
            assert!(
                w.value >= most - width - slack,
                "{alpha} {q}: {w:?} {most} {width}"
            );
        }
    }
    Ok(())
}

#[test]
fn sum_and_bracket_meet() -> Result<(), Error> {
    for (alpha, q) in [
        (0.9995, 0.998),
        (0.998, 0.9995),
        (0.9984, 0.9985),
        (0.997, 0.99),
    ] {
        let (bath, start) = (Ratio::of_bath(bath(alpha)?), Ratio::of_start(q));
        let (sum, between) = (Boundary::new(bath, start).least(), bracket(bath, start));
        assert!(
            (sum.value - between.value).abs() <= sum.error + between.error,
            "{sum:?} {between:?}"
        );
        assert!(sum.error < 1e-11 * (1.0 + sum.value), "{sum:?}");
    }
    Ok(())
}

#[test]
fn blocks_and_rungs_agree() -> Result<(), Error> {
    // These points are on both sides of the ratio of logarithms at which the order of summation
    // changes.
    let mut before = 0.0;
    for step in 0..40 {
        let q = 0.49 + 5e-4 * f64::from(step);
        let w = limit(0.5f64.sqrt(), q)?;
        assert!(
            step == 0 || (w.value < before && before - w.value < 5e-3),
            "{q} {w:?} {before}"
        );
        before = w.value;
    }
    Ok(())
}

#[test]
fn extremes_are_answered_quickly() -> Result<(), Error> {
    let began = std::time::Instant::now();
    let ends = [
        0.0,
        5e-324,
        1e-100,
        0.5,
        1.0 - 1e-3,
        1.0 - 1e-12,
        1.0 - f64::EPSILON / 2.0,
    ];
    for alpha in ends {
        for q in ends {
            let w = limit(alpha, q)?;
            assert!(
                w.value.is_finite() && w.value >= 0.0 && w.error.is_finite(),
                "{alpha} {q} {w:?}"
            );
        }
    }
    let hot = mixture(Bath::from_occupation(1e100)?, Bath::from_occupation(1e90)?);
    assert!((hot.value / 1e100 - 1.0).abs() < 1e-6, "{hot:?}");
    assert!(
        mixture(Bath::from_occupation(1e90)?, Bath::from_occupation(1e100)?)
            .value
            .is_finite()
    );
    assert!(began.elapsed().as_secs() < 20);
    Ok(())
}

#[test]
fn there_is_no_limit_from_the_maximally_mixed_state() {
    assert_eq!(limit(0.5, 1.0), Err(Error::Diverges));
    for q in [-0.1, 1.1, f64::NAN] {
        assert!(matches!(limit(0.5, q), Err(Error::OutOfRange { .. })));
    }
}

#[test]
fn mixtures_come_close_as_the_dressed_baths_say() -> Result<(), Error> {
    // (η, α_c, α_l, dephasing)
    for (eta, hot, warm, dephasing) in [
        (0.9, 0.6, 0.2, 0.0),
        (0.5, 0.6, 0.2, 0.0),
        (0.9, 0.6, 0.2, 0.1),
        (0.5, 0.6, 0.0, 0.0),
    ] {
        let apart = |cells: u64| {
            let ensemble = Ensemble::mixture(
                cells,
                Mixture {
                    eta,
                    gamma_ratio: 1.0,
                },
            )?
            .collective_bath(bath(hot)?)
            .local_bath(bath(warm)?)
            .dephasing(dephasing)?;
            let work = ensemble.unique_steady_state()?.ergotropy().value;
            let (collective, local) = dressed(&ensemble)?;
            let bare = work - mixture(bath(hot)?, bath(warm)?).value;
            Ok::<_, Error>((bare, work - mixture(collective, local).value))
        };
        let (near, far) = (apart(200)?, apart(100)?);
        assert!(near.1.abs() < 0.5 * near.0.abs(), "{near:?}");
        // The remaining difference falls as 1/N², up to a logarithm of N.
        assert!(far.1 / near.1 > 3.0, "{far:?} {near:?}");
    }
    Ok(())
}

#[test]
fn dressed_baths_need_both_noises() -> Result<(), Error> {
    for eta in [0.0, 1.0] {
        let ensemble = Ensemble::mixture(
            10,
            Mixture {
                eta,
                gamma_ratio: 1.0,
            },
        )?;
        assert!(matches!(dressed(&ensemble), Err(Error::OutOfRange { .. })));
    }
    Ok(())
}
