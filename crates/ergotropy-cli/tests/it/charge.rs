//! `ergotropy charge`.

use super::{answered, json, value};

const LINE: &str = "charge --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2 --initial ground";

#[test]
fn json_has_an_entry_for_each_time() {
    let answer = json(&format!("{LINE} --times 0,0.1,0.5,1e4 --json"));
    assert_eq!(answer["times"], serde_json::json!([0.0, 0.1, 0.5, 1e4]));
    for key in ["ergotropy", "energy", "passive_energy", "bright_weight"] {
        let numbers = answer[key].as_array().expect("an array");
        assert_eq!(numbers.len(), 4, "{key}");
        for number in numbers {
            assert!(value(number) >= 0.0);
        }
    }
    let power = answer["power"].as_array().expect("an array");
    let w = value(&answer["ergotropy"][1]);
    assert_eq!(power[0], 0.0);
    assert!(
        power[1]
            .as_f64()
            .is_some_and(|power| (power - w / 0.1).abs() < 1e-12)
    );
    assert_eq!(answer["power_error"].as_array().map(Vec::len), Some(4));
    // At last the steady state.
    assert!((value(&answer["ergotropy"][3]) - 0.065_512_043_220_437).abs() < 1e-14);
    assert_eq!(answer["peak"]["time"], 0.5);
    assert_eq!(answer["peak"]["ergotropy"], answer["ergotropy"][2]);
    assert_eq!(answer["picture"], "ladder");
    assert_eq!(answer["model"]["initial"], "ground");
    assert!(answer["method"].is_string() && answer["version"].is_string());
}

#[test]
fn axes_count_both_ends() {
    let times = |flags: &str| json(&format!("{LINE} {flags} --json"))["times"].clone();
    assert_eq!(
        times("--until 1 --points 5"),
        serde_json::json!([0.0, 0.25, 0.5, 0.75, 1.0])
    );
    assert_eq!(
        times("--until 1 --points 3 --from 0.5"),
        serde_json::json!([0.5, 0.75, 1.0])
    );
    let log = times("--until 100 --points 5 --from 0.01 --log");
    let log = log.as_array().expect("an array");
    assert_eq!(
        (log.len(), &log[0], &log[4]),
        (5, &0.01.into(), &100.0.into())
    );
    assert!(
        log[2]
            .as_f64()
            .is_some_and(|middle| (middle - 1.0).abs() < 1e-12)
    );
}

#[test]
fn csv_has_a_row_for_each_time_and_errors_beside_numbers() {
    let text = answered(&format!("{LINE} --times 0,0.5 --csv"));
    let mut lines = text.lines();
    let head = lines.next().expect("a header");
    assert!(head.starts_with("time,ergotropy,ergotropy_error,ergotropy_kind,energy,energy_error"));
    let columns: Vec<&str> = head.split(',').collect();
    for name in ["passive_energy", "power"] {
        for end in ["", "_error", "_kind"] {
            assert!(columns.contains(&format!("{name}{end}").as_str()));
        }
    }
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.len() == columns.len()));
    let w = json(&format!("{LINE} --times 0.5 --json"));
    assert_eq!(rows[1][0], "0.5");
    assert!(
        rows[1][1]
            .parse::<f64>()
            .is_ok_and(|x| (x - value(&w["ergotropy"][0])).abs() < 1e-14)
    );
    assert_eq!(rows[1][3], "bound");
}

#[test]
fn seconds_are_the_same_curve() {
    // One microsecond at gamma_c/2pi = 1 MHz is 2 pi in units of 1/gamma_c.
    let with_units = json(&format!(
        "{LINE} --gamma-c 1MHz --frequency 5GHz --until 1us --points 2 --json"
    ));
    let natural = json(&format!("{LINE} --times {} --json", std::f64::consts::TAU));
    assert_eq!(with_units["seconds"], serde_json::json!([0.0, 1e-6]));
    assert_eq!(with_units["peak"]["seconds"], 1e-6);
    assert!(natural["peak"]["seconds"].is_null());
    let t = with_units["times"][1].as_f64().expect("a time");
    assert!((t - std::f64::consts::TAU).abs() < 1e-14);
    let w = value(&with_units["ergotropy"][1]);
    assert!((w - value(&natural["ergotropy"][0])).abs() < 1e-14);
    let watt = value(&with_units["watt"][1]);
    let joule = value(&with_units["joule"]["ergotropy"][1]);
    assert!((watt / (joule / 1e-6) - 1.0).abs() < 1e-12);
    let text = answered(&format!("{LINE} --gamma-c 1MHz --times 0,500ns,1us"));
    assert!(text.contains("time in us"));
    assert!(text.lines().any(|line| line.starts_with("0.5 ")), "{text}");
}

#[test]
fn the_table_for_people_ends_with_the_peak() {
    let text = answered(&format!("{LINE} --until 1 --points 3"));
    for part in [
        "time",
        "ergotropy W",
        "passive energy",
        "power",
        "greatest W",
        "at t = 1 (in 1/gamma_c)",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
}
