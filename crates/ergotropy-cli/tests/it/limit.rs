//! `ergotropy limit`.

use super::{answered, json, refused, value};

#[test]
fn known_limits() {
    let w = |flags: &str| value(&json(&format!("limit {flags} --json"))["ergotropy"]);
    assert!((w("--alpha-c 0.5 --q 0.25") - 1.0 / 9.0).abs() < 1e-14);
    assert!((w("--alpha-c 0.6 --alpha-l 0") - 0.9).abs() < 1e-14);
    assert_eq!(w("--alpha-c 0.6 --alpha-l 0.2"), w("--alpha-c 0.6 --q 0.2"));
    assert_eq!(w("--alpha-c 0.75 --alpha-l 0.5"), w("--n-c 3 --n-l 1"));
    assert_eq!(w("--alpha-c 0.3 --q 0.3"), 0.0);
}

#[test]
fn many_cells_are_near_it() {
    let limit = value(&json("limit --alpha-c 0.6 --alpha-l 0.2 --json")["ergotropy"]);
    let cells = json("steady --cells 60 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2 --json");
    assert!((value(&cells["ergotropy"]) / limit - 1.0).abs() < 0.05);
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let answer = json("limit --alpha-c 0.6 --q 0.3 --json");
    assert_eq!(answer["ergotropy"]["kind"], "estimate");
    assert!(
        answer["method"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    );
    assert_eq!(answer["version"], env!("CARGO_PKG_VERSION"));
    let model = &answer["model"];
    assert_eq!(
        (&model["alpha_c"], &model["q"], &model["eta"]),
        (&0.6.into(), &0.3.into(), &1.0.into())
    );
    assert!(model["alpha_l"].is_null() && model["temperature_c"].is_null());
    let answer = json("limit --temperature-c 300mK --temperature-l 20mK --frequency 5GHz --json");
    let model = &answer["model"];
    assert_eq!(model["temperature_l"], 0.02);
    assert_eq!(model["frequency"], 5e9);
    assert!(model["q"].is_null());
}

#[test]
fn people_are_told_what_the_limit_is_of() {
    let text = answered("limit --alpha-c 0.6 --q 0.3");
    assert!(
        text.contains("eta = 1") && text.contains("0.3197452199"),
        "{text}"
    );
    let text = answered("limit --n-c 1e20 --alpha-l 0.2");
    assert!(
        text.contains("0 < eta < 1") && text.contains("1 - 1e-20"),
        "{text}"
    );
}

#[test]
fn wrong_input_is_named() {
    let cases: [(&str, &[&str]); 11] = [
        (
            "--alpha-c 0.6 --q 1",
            &["'1' for '--q <Q>'", "without bound", "less than 1"],
        ),
        ("--alpha-c 0.6 --q 1.5", &["--q", "1.5", "less than 1"]),
        ("--alpha-c 0.6 --q -0.1", &["--q", "-0.1", "at least 0"]),
        ("--alpha-c 0.6 --q nan", &["--q", "nan", "less than 1"]),
        ("--alpha-c 1 --q 0.3", &["--alpha-c", "less than 1"]),
        ("--alpha-c 0.6 --alpha-l 1", &["--alpha-l", "less than 1"]),
        ("--alpha-c 0.6", &["--q", "--alpha-l"]),
        ("--q 0.3", &["--alpha-c is missing"]),
        (
            "--alpha-c 0.6 --q 0.3 --alpha-l 0.2",
            &["'--q <Q>' cannot be used with '--alpha-l <A>'"],
        ),
        (
            "--alpha-c 0.6 --n-c 1 --q 0.3",
            &["'--alpha-c <A>' cannot be used with '--n-c <MEAN>'"],
        ),
        (
            "--temperature-c 1K --q 0.3",
            &["--temperature-c 1K", "--frequency"],
        ),
    ];
    for (line, named) in cases {
        let words: Vec<&str> = std::iter::once("limit").chain(line.split(' ')).collect();
        refused(&words, named);
    }
}
