//! Trivial limits: nothing is asked for that does not act.

use super::{answered, json, refused};

/// The answers of a line, without what they tell of the model.
fn numbers(line: &str) -> serde_json::Value {
    let mut answer = json(&format!("{line} --json"));
    answer["model"] = serde_json::Value::Null;
    answer
}

#[test]
fn without_collective_noise_no_collective_bath_is_asked_for() {
    for (verb, noise) in [
        ("steady", "--eta 0 --alpha-l 0.3"),
        ("steady", "--eta 0"),
        ("steady", "--eta 0 --gamma-ratio 2 --n-l 1 --dephasing 0.5"),
        ("steady", "--eta 0 --gamma-ratio 0 --initial excited"),
        (
            "steady",
            "--eta 0 --gamma-ratio 0 --dephasing 1 --initial dicke:2",
        ),
        (
            "steady",
            "--eta 0 --temperature-l 50mK --frequency 5GHz --gamma-c 1kHz",
        ),
        (
            "charge --times 0,0.5",
            "--eta 0 --alpha-l 0.3 --initial excited",
        ),
        (
            "charge --times 0,0.5",
            "--eta 0 --gamma-ratio 0 --initial gibbs:0.5",
        ),
    ] {
        let line = format!("{verb} --cells 5 {noise}");
        let with_bath = format!("{line} --alpha-c 0.6 --quiet");
        assert_eq!(numbers(&line), numbers(&with_bath));
        let model = &json(&format!("{line} --json"))["model"];
        assert_eq!(
            (&model["alpha_c"], &model["n_c"]),
            (&0.0.into(), &0.0.into())
        );
        assert!(!answered(&line).contains("collective bath"), "{line}");
    }
    let text = answered("steady --cells 5 --eta 0 --gamma-ratio 0 --initial excited");
    assert!(
        text.contains("\nno noise\nrates in gamma_c, times in 1/gamma_c\n"),
        "{text}"
    );
}

#[test]
fn however_weak_collective_noise_has_a_bath() {
    for line in [
        "steady --cells 5 --eta 1e-300 --alpha-l 0.3",
        "steady --cells 5 --initial ground",
        "charge --cells 5 --eta 0.5 --initial ground --times 1",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        refused(&words, &["--alpha-c is missing"]);
    }
    let line = "steady --cells 5 --eta 0 --gamma-ratio 0";
    refused(
        &line.split(' ').collect::<Vec<_>>(),
        &["nothing evolves", "--initial"],
    );
}

#[test]
fn without_local_noise_no_local_bath_is_asked_for() {
    for noise in ["--eta 1", "--eta 0.5 --gamma-ratio 0"] {
        let line = format!("steady --cells 5 {noise} --alpha-c 0.6 --initial ground");
        let with_bath = format!("{line} --alpha-l 0.3 --quiet");
        assert_eq!(numbers(&line), numbers(&with_bath));
        assert!(!answered(&line).contains("local bath"), "{line}");
    }
}

#[test]
fn zero_temperature_needs_no_frequency() {
    for zero in ["0", "0K", "0mK", "-0"] {
        let by_ratio = numbers("steady --cells 5 --eta 0.9 --alpha-c 0.6");
        let line = format!("steady --cells 5 --eta 0.9 --alpha-c 0.6 --temperature-l {zero}");
        assert_eq!(numbers(&line), by_ratio, "{zero}");
        let bath = json(&format!("bath --temperature {zero} --json"));
        assert_eq!(
            (&bath["alpha"], &bath["n"], &bath["one_minus_alpha"]),
            (&0.0.into(), &0.0.into(), &1.0.into())
        );
        assert_eq!(
            numbers(&format!("limit --alpha-c 0.6 --temperature-l {zero}")),
            numbers("limit --alpha-c 0.6 --alpha-l 0")
        );
    }
    assert!(answered("bath --temperature 0").starts_with("Bose ratio alpha  0\n"));
}
