//! `ergotropy steady`.

use super::{answered, json, value};

const KNOWN: &str = "steady --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2";

#[test]
fn the_keys_are_there_and_the_number_is_right() {
    let answer = json(&format!("{KNOWN} --json"));
    let w = &answer["ergotropy"];
    assert!((value(w) - 0.065_512_043_220_437).abs() < 1e-15);
    assert_eq!(w["kind"], "bound");
    let difference = value(&answer["energy"]) - value(&answer["passive_energy"]);
    assert!((difference - value(w)).abs() < 1e-14);
    for key in [
        "ergotropy_over_energy",
        "bright_weight",
        "mean_spin",
        "purity",
        "entropy",
        "entropy_bound",
        "energy_bound",
    ] {
        assert!(value(&answer[key]) > 0.0, "{key}");
    }
    assert!(value(&answer["leakage"]["outflow"]) > 0.0);
    assert!(value(w) < value(&answer["entropy_bound"]));
    assert_eq!(answer["picture"], "ladder");
    assert!(
        answer["method"]
            .as_str()
            .is_some_and(|method| !method.is_empty())
    );
    assert_eq!(answer["version"], env!("CARGO_PKG_VERSION"));
    let model = &answer["model"];
    assert_eq!(model["cells"], 7);
    assert_eq!(model["eta"], 0.9);
    assert_eq!(model["gamma_ratio"], 1.0);
    assert_eq!(model["alpha_c"], 0.6);
    assert_eq!(model["alpha_l"], 0.2);
    assert!(model["initial"].is_null() && answer["joule"].is_null());
}

#[test]
fn floats_survive_the_way_through_json() {
    let text = answered(&format!("{KNOWN} --json"));
    let ensemble = ergotropy::Ensemble::mixture(
        7,
        ergotropy::Mixture {
            eta: 0.9,
            gamma_ratio: 1.0,
        },
    )
    .and_then(|ensemble| {
        let ensemble = ensemble.collective_bath(ergotropy::Bath::from_bose_ratio(0.6)?);
        Ok(ensemble.local_bath(ergotropy::Bath::from_bose_ratio(0.2)?))
    });
    let work = ensemble
        .and_then(|ensemble| ensemble.steady_state())
        .map(|state| ergotropy::Observables::work(&state));
    let w = work.expect("the library answers").ergotropy;
    // As text, because reading it back is the reader's part.
    let start = "{\"schema\":1,\"ergotropy\":{\"value\":";
    let digits = text
        .strip_prefix(start)
        .and_then(|rest| rest.split(',').next());
    assert_eq!(digits.and_then(|digits| digits.parse().ok()), Some(w.value));
}

#[test]
fn the_answer_for_people_has_the_digits_the_model_and_the_facts() {
    let text = answered(KNOWN);
    for part in [
        "7 cells, eta = 0.9",
        "alpha_c = 0.6",
        "ergotropy W",
        "0.06551204322043",
        "passive energy",
        "W/E",
        "p_sym",
        "<j>",
        "purity",
        "entropy",
        "leakage",
        "bound",
        "estimate",
        "ladder picture",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    let closed = answered("steady --cells 7 --alpha-c 0.6 --initial ground");
    assert!(!closed.contains("leakage") && closed.contains("from ground"));
}

#[test]
fn what_a_window_leaves_out_is_told() {
    assert_eq!(json(&format!("{KNOWN} --json"))["left_out"]["value"], 0.0);
    assert!(!answered(KNOWN).contains("listed"));
    let many = "steady --cells 1000 --eta 0.7 --alpha-c 0.4 --alpha-l 0.6";
    let left_out = &json(&format!("{many} --json"))["left_out"];
    let (weight, error) = (value(left_out), left_out["error"].as_f64());
    assert!(
        weight > 0.0 && error.is_some_and(|error| weight + error < 1e-12),
        "{left_out}"
    );
    assert!(answered(many).contains("of the weight lies where no populations are listed (bound"));
    let alone = json("steady --cells 300 --alpha-c 0.6 --initial ground --json");
    assert!(alone["left_out"].is_null());
}

#[test]
fn the_ground_state_under_collective_noise_has_its_closed_form() {
    // W = N + a/(1-a) + (N+a)/(a^(N+1) - 1), Eq. 31.
    for (cells, alpha) in [(2, 0.5), (7, 0.6), (40, 0.9)] {
        let line = format!("steady --cells {cells} --alpha-c {alpha} --initial ground --json");
        let n = f64::from(cells);
        let closed = n + alpha / (1.0 - alpha) + (n + alpha) / (f64::powi(alpha, cells + 1) - 1.0);
        assert!(
            (value(&json(&line)["ergotropy"]) - closed).abs() < 1e-11,
            "{line}"
        );
    }
}

#[test]
fn a_bath_is_the_same_by_temperature_by_occupation_and_by_ratio() {
    let bath = json("bath --temperature 50mK --frequency 5GHz --json");
    let by = |flags: &str| {
        let line = format!("steady --cells 6 --eta 0.9 --alpha-l 0.001 {flags} --json");
        value(&json(&line)["ergotropy"])
    };
    let by_temperature = by("--temperature-c 50mK --frequency 5GHz");
    let by_ratio = by(&format!("--alpha-c {}", bath["alpha"]));
    let by_occupation = by(&format!("--n-c {}", bath["n"]));
    assert!(by_temperature > 0.0);
    assert!((by_ratio / by_temperature - 1.0).abs() < 1e-13);
    assert!((by_occupation / by_temperature - 1.0).abs() < 1e-13);
}

#[test]
fn a_frequency_gives_joule_and_gamma_c_gives_seconds() {
    let answer = json(&format!("{KNOWN} --frequency 5GHz --gamma-c 1MHz --json"));
    let w = value(&answer["ergotropy"]);
    let joule = value(&answer["joule"]["ergotropy"]);
    assert!((joule / (w * 6.626_070_15e-34 * 5e9) - 1.0).abs() < 1e-14);
    assert!((value(&answer["h_ghz"]["ergotropy"]) / (5.0 * w) - 1.0).abs() < 1e-14);
    let flow = value(&answer["leakage"]["net"]);
    let per_second = value(&answer["per_second"]["leakage"]["net"]);
    assert!((per_second - flow * std::f64::consts::TAU * 1e6).abs() < 1e-6);
    assert_eq!(answer["model"]["frequency"], 5e9);
    assert_eq!(answer["model"]["gamma_c"], 1e6);
    let text = answered(&format!("{KNOWN} --frequency 5GHz"));
    assert!(text.contains("joule") && text.contains("h GHz"));
}

#[test]
fn a_bose_ratio_is_never_one() {
    let text = answered("steady --cells 3 --n-c 1e20 --n-l 1e7 --eta 0.5");
    assert!(text.contains("alpha_c = 1 - 1e-20)"), "{text}");
    assert!(text.contains("alpha_l = 1 - 1e-7)"), "{text}");
    let text = answered("charge --cells 3 --n-c 1e12 --initial ground --times 0");
    assert!(text.contains("alpha_c = 1 - 1e-12)"), "{text}");
}

#[test]
fn nothing_stored_is_nothing_and_no_fraction() {
    let answer = json("steady --cells 5 --eta 0.5 --alpha-c 0 --json");
    assert_eq!(answer["ergotropy"]["value"], 0.0);
    assert!(answer["ergotropy_over_energy"].is_null());
}
