//! Questions that have no answer, and what answers hold.

use ergotropy_answer::{Answer, Bath, BathQuestion, Error, Question};

fn ask(text: &str) -> Result<Answer, Error> {
    let question: Question = serde_json::from_str(text).expect("a question");
    question.answer()
}

#[test]
fn refusals_name_their_cause() {
    let mixture = |rest: &str| {
        ask(&format!(
            r#"{{"steady": {{"model": {{"cells": 3, "noise": {{"mixture": {{"eta": 0.5, "gamma_ratio": 1}}}}{rest}}}}}}}"#
        ))
    };
    assert!(matches!(mixture(""), Err(Error::NoBath { rate: 0.5, .. })));
    assert_eq!(
        mixture(r#", "collective_bath": {"temperature": 0.1}"#).err(),
        Some(Error::NoFrequency { kelvin: 0.1 })
    );
    assert_eq!(
        mixture(r#", "collective_bath": {"n": 1}, "frequency": 0"#).err(),
        Some(Error::Hertz {
            key: "frequency",
            value: 0.0
        })
    );
    let text = mixture(r#", "collective_bath": {"alpha": 1}"#).err();
    assert!(text.is_some_and(|error| error.to_string().contains("alpha is 1")));
    let seconds = ask(
        r#"{"charge": {"model": {"cells": 1, "noise": {"mixture": {"eta": 0, "gamma_ratio": 1}}},
            "start": "ground", "times": {"seconds": [1]}}}"#,
    );
    assert_eq!(seconds.err(), Some(Error::NoRate));
    let unique = ask(
        r#"{"steady": {"model": {"cells": 3, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1}}, "collective_bath": {"n": 1}}}}"#,
    );
    assert!(matches!(
        unique,
        Err(Error::Physics(
            ergotropy::Error::NonUniqueSteadyState { .. }
        ))
    ));
}

#[test]
fn collective_noise_from_ground_is_coherent_between_products_alone() -> Result<(), Error> {
    let Answer::Steady(steady) = ask(
        r#"{"steady": {"model": {"cells": 2, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1}},
            "collective_bath": {"alpha": 0.4}}, "start": "ground"}}"#,
    )?
    else {
        panic!("a steady state was asked for");
    };
    let state = steady.state;
    assert_eq!(state.ergotropy_coherent.0.value, 0.0);
    let product = state.ergotropy_coherent_product.map(|number| number.0);
    assert!(product.is_some_and(|part| (part - state.energies.ergotropy.0).contains(0.0)));
    Ok(())
}

#[test]
fn models_that_contradict_themselves_are_refused() {
    let steady = |model: &str| {
        ask(&format!(
            r#"{{"steady": {{"model": {{"cells": 3, {model}}}}}}}"#
        ))
    };
    for (model, one, other) in [
        (
            r#""noise": {"mixture": {"eta": 0.5, "gamma_ratio": 1}}, "t1": {"natural": 1}"#,
            "t1",
            "gamma_ratio",
        ),
        (
            r#""noise": {"baths": {"local_rate": 1}}, "t1": {"natural": 1}"#,
            "t1",
            "local_rate",
        ),
        (
            r#""noise": {"rates": {"emission": 1}}, "local_bath": {"n": 1}"#,
            "local_bath",
            "emission and pumping",
        ),
        (
            r#""noise": {"rates": {"emission": 1}}, "dephasing": 1, "t2": {"natural": 1}"#,
            "t2",
            "dephasing",
        ),
    ] {
        assert_eq!(
            steady(model).err(),
            Some(Error::TwoWays { one, other }),
            "{model}"
        );
    }
    let two = r#""noise": {"rates": {"emission": 1}}, "gamma_c": 1e6, "per_second": true"#;
    assert_eq!(steady(two).err(), Some(Error::TwoUnits));
    let seconds = r#""noise": {"mixture": {"eta": 0}}, "t1": {"seconds": 1}"#;
    assert_eq!(steady(seconds).err(), Some(Error::NoRate));
    let long = r#""noise": {"mixture": {"eta": 0}}, "t1": {"natural": 1}, "t2": {"natural": 2.1}"#;
    assert!(matches!(
        steady(long),
        Err(Error::Physics(ergotropy::Error::CoherenceTime { .. }))
    ));
    let spin = ask(
        r#"{"charge": {"model": {"cells": 3, "noise": {"rates": {}}}, "start": {"spin": [1, 0]}, "times": {"natural": [0]}}}"#,
    );
    assert!(matches!(
        spin,
        Err(Error::NoSuchSpin {
            least: 0.5,
            most: 1.5,
            ..
        })
    ));
    let unfit = ask(
        r#"{"optimum": {"model": {"cells": 3, "noise": {"rates": {}}}, "over": [{"parameter": "eta", "from": 0, "to": 1}]}}"#,
    );
    assert_eq!(unfit.err(), Some(Error::Unfit { parameter: "eta" }));
    let map = |points: &str| {
        let axis = |parameter: &str| {
            format!(r#"{{"parameter": "{parameter}", "from": 0, "to": 0.5, "points": {points}}}"#)
        };
        let (x, y) = (axis("alpha_c"), axis("alpha_l"));
        ask(&format!(
            r#"{{"map": {{"model": {{"cells": 3, "noise": {{"mixture": {{"eta": 0.5}}}}}}, "x": {x}, "y": {y}}}}}"#
        ))
    };
    for points in ["0", "1", "10001", "4000000000"] {
        assert!(matches!(map(points), Err(Error::Points { .. })), "{points}");
    }
    assert!(matches!(
        map("10000"),
        Err(Error::TooManyPoints {
            points: 100_000_000,
            ..
        })
    ));
}

#[test]
fn keys_stand_in_their_order() -> Result<(), Box<dyn std::error::Error>> {
    let keys = |text: &str| -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let told = serde_json::to_value(ask(text)?)?;
        Ok(told
            .as_object()
            .map(|all| all.keys().cloned().collect())
            .unwrap_or_default())
    };
    let steady = keys(
        r#"{"steady": {"model": {"cells": 1, "noise": {"mixture": {"eta": 0, "gamma_ratio": 1}}}}}"#,
    )?;
    assert_eq!(
        steady.join(" "),
        "schema ergotropy energy passive_energy ergotropy_coherent ergotropy_incoherent \
         ergotropy_coherent_product ergotropy_incoherent_product ergotropy_over_energy bright_weight \
         mean_spin purity entropy entropy_bound energy_bound work_of_cells capacity energy_variance \
         inversion collective_intensity bath_flows leakage left_out h_ghz joule per_second picture method model version"
    );
    let charge = keys(
        r#"{"charge": {"model": {"cells": 1, "noise": {"mixture": {"eta": 0, "gamma_ratio": 1}}},
            "start": "ground", "times": {"natural": [1]}}}"#,
    )?;
    assert_eq!(
        charge.join(" "),
        "schema times ergotropy energy passive_energy ergotropy_coherent ergotropy_incoherent \
         ergotropy_coherent_product ergotropy_incoherent_product power power_error power_kind \
         bright_weight work_of_cells capacity energy_variance inversion collective_intensity \
         bath_flows summary seconds joule h_ghz watt picture method model version"
    );
    Ok(())
}

#[test]
fn numbers_in_json_are_read_to_the_last_bit() -> Result<(), Box<dyn std::error::Error>> {
    // Weyl's sequence, so that digits are of all kinds.
    let ratios = (1..2000u32).map(|index| (f64::from(index) * 0.618_033_988_749_894_9).fract());
    for alpha in ratios {
        let asked = Question::Bath(BathQuestion {
            bath: Bath::Alpha(alpha),
            frequency: None,
        });
        let told = serde_json::to_string(&asked)?;
        assert_eq!(serde_json::from_str::<Question>(&told)?, asked, "{told}");
    }
    Ok(())
}

#[test]
fn numbers_that_nobody_knows_are_numbers_in_json() -> Result<(), Box<dyn std::error::Error>> {
    // In the least time that floats have, a mean power is lost in the error of W.
    let answer = ask(r#"{"charge": {
            "model": {"cells": 60, "noise": {"mixture": {"eta": 0, "gamma_ratio": 1}}, "local_bath": {"n": 4}},
            "start": {"gibbs": 0.3}, "times": {"natural": [5e-324]}}}"#)?;
    let told = serde_json::to_string(&answer)?;
    assert!(!told.contains("[null]"), "{told}");
    assert!(told.contains(r#""power_error":[1.797"#), "{told}");
    serde_json::from_str::<Answer>(&told)?;
    Ok(())
}
