//! `ergotropy bath`.

use super::{answered, json, refused};

#[test]
fn the_three_forms_lead_to_each_other() {
    let by_temperature = json("bath --temperature 50mK --frequency 5GHz --json");
    assert_eq!(
        by_temperature,
        json("bath --temperature 0.05K --frequency 5000MHz --json")
    );
    let alpha = by_temperature["alpha"].as_f64().expect("alpha");
    // exp(-h 5 GHz / k 50 mK)
    assert!((alpha - 0.008_235_978_721_912_76).abs() < 1e-16);
    for line in [
        format!(
            "bath --alpha {} --frequency 5GHz --json",
            by_temperature["alpha"]
        ),
        format!("bath --n {} --frequency 5GHz --json", by_temperature["n"]),
    ] {
        let again = json(&line);
        for key in ["alpha", "one_minus_alpha", "n", "temperature"] {
            let ratio = again[key].as_f64().zip(by_temperature[key].as_f64());
            assert!(
                ratio.is_some_and(|(a, b)| (a / b - 1.0).abs() < 1e-13),
                "{line}: {key}"
            );
        }
    }
}

#[test]
fn no_frequency_no_temperature_but_everything_else() {
    let answer = json("bath --alpha 0.75 --json");
    assert_eq!(answer["n"], 3.0);
    assert_eq!(answer["one_minus_alpha"], 0.25);
    assert!(answer["temperature"].is_null());
    let text = answered("bath --temperature 50mK --frequency 5GHz");
    assert!(text.contains("0.00823597872191") && text.contains("50mK"));
    // Next to infinite temperature alpha rounds to 1.
    assert!(answered("bath --n 1e20").contains("1 - 1e-20"));
}

#[test]
fn temperatures_stay_as_they_were_typed() {
    for (typed, kelvin) in [("50mK", 0.05), ("50uK", 5e-5), ("0.3mK", 3e-4)] {
        let flags = format!("{typed} --frequency 5GHz --json");
        let bath = json(&format!("bath --temperature {flags}"));
        assert_eq!(bath["temperature"], kelvin, "{typed}");
        let line = format!("steady --cells 3 --eta 0.5 --temperature-l {typed} --temperature-c");
        let model = &json(&format!("{line} {flags}"))["model"];
        assert_eq!(model["temperature_c"], kelvin, "{typed}");
        assert_eq!(model["temperature_l"], kelvin, "{typed}");
    }
    let text = answered("bath --temperature 50uK --frequency 5GHz");
    assert!(text.contains("50uK"), "{text}");
}

#[test]
fn a_ratio_that_underflowed_is_told() {
    // exp(-h 5 GHz / k T) is 1e-174 at 0.6 mK and 3e-190 at 0.55 mK.
    for (kelvin, underflowed) in [("0.55mK", true), ("0.6mK", false), ("0", false)] {
        let line = format!("bath --temperature {kelvin} --frequency 5GHz");
        let bath = json(&format!("{line} --json"));
        assert_eq!(bath["underflowed"], underflowed, "{bath}");
        assert_eq!(bath["alpha"] == 0.0, underflowed || kelvin == "0", "{bath}");
        assert_eq!(answered(&line).contains("below 1e-180"), underflowed);
    }
}

#[test]
fn one_way_is_asked_for() {
    refused(&["bath"], &["--temperature", "--n", "--alpha"]);
    refused(
        &["bath", "--n", "1", "--alpha", "0.5"],
        &["--n <MEAN>", "cannot be used with", "--alpha <A>"],
    );
    refused(
        &["bath", "--temperature", "50mK"],
        &["--temperature 50mK", "--frequency"],
    );
    refused(&["bath", "--alpha", "1"], &["--alpha", "1", "less than 1"]);
    refused(
        &["bath", "--temperature", "cold", "--frequency", "5GHz"],
        &["--temperature", "cold"],
    );
}
