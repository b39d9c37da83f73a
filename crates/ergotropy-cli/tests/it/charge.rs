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
    let peak = &with_units["summary"]["peak"];
    let (t, seconds) = (value(&peak["time"]), value(&peak["seconds"]));
    assert!((seconds * std::f64::consts::TAU * 1e6 / t - 1.0).abs() < 1e-12);
    let joule = value(&peak["joule"]) / value(&peak["ergotropy"]);
    assert!((joule / (6.626_070_15e-34 * 5e9) - 1.0).abs() < 1e-12);
    let half = &with_units["summary"]["half_time_seconds"];
    assert!(value(half) < seconds && value(half) > 0.0);
    assert!(value(&with_units["summary"]["greatest_power"]["watt"]) > 0.0);
    assert!(natural["summary"]["peak"]["seconds"].is_null());
    assert!(natural["summary"]["half_time_seconds"].is_null());
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
fn the_summary_is_found_between_the_times() {
    // Three points that miss the peak at t = 0.2116, and one that hits it nearly.
    let line = "charge --cells 3 --eta 0.6 --alpha-c 0.9 --alpha-l 0.5 --initial ground --json";
    for times in ["0,0.05,2", "2,0", "0,0.21162,2"] {
        let summary = json(&format!("{line} --times {times}"))["summary"].clone();
        let number = |path: &str| {
            let number = summary.pointer(path).expect("a number");
            assert_eq!(number["kind"], "bound", "{path}");
            let error = number["error"].as_f64().expect("an error");
            assert!(error < 1e-4 * value(number), "{path}: {number}");
            value(number)
        };
        for (path, expected) in [
            ("/peak/time", 0.211_623_6),
            ("/peak/ergotropy", 0.391_540_86),
            ("/half_time", 0.063_086_92),
            ("/time_to_90", 0.133_325_50),
            ("/greatest_power/time", 0.071_366_4),
            ("/greatest_power/power", 3.121_944_28),
        ] {
            let found = number(path);
            assert!((found / expected - 1.0).abs() < 1e-5, "{path}: {found}");
        }
        assert_eq!(summary["peak"]["rising"], false);
    }
    let falling = json(&format!("{LINE} --times 3 --json").replace("ground", "excited"));
    for key in ["half_time", "time_to_90", "greatest_power"] {
        assert!(falling["summary"][key].is_null(), "{key}");
    }
}

#[test]
fn a_last_time_alone_has_times_that_fit_the_curve() {
    let times = |flags: &str| {
        let answer = json(&format!("{LINE} {flags} --json"));
        let times = answer["times"].as_array().expect("an array").clone();
        times
            .iter()
            .filter_map(serde_json::Value::as_f64)
            .collect::<Vec<f64>>()
    };
    let even = times("--until 1");
    assert_eq!(
        (even.len(), even[0], even[1], even[50]),
        (51, 0.0, 0.02, 1.0)
    );
    // W changes within 0.1, so that most of an even axis would show the end alone.
    let early = times("--until 1000");
    assert_eq!(
        (early[0], early[1], early.last()),
        (0.0, 0.001, Some(&1000.0))
    );
    assert!((40..100).contains(&early.len()) && early.is_sorted());
    assert_eq!(times("--until 0"), [0.0]);
    let text = answered(&format!("{LINE} --gamma-c 1MHz --until 300ns"));
    assert!(text.contains("time in ns"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("300 ")), "{text}");
}

#[test]
fn csv_has_the_time_in_the_unit_that_was_asked_for() {
    let rows = |flags: &str| {
        let text = answered(&format!("{LINE} --gamma-c 1MHz {flags} --csv"));
        let rows = text
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect());
        rows.collect::<Vec<Vec<String>>>()
    };
    let micro = rows("--until 0.5us --points 3");
    assert_eq!(micro[0][..3], ["time_us", "time", "ergotropy"]);
    assert_eq!(
        (&*micro[1][0], &*micro[2][0], &*micro[3][0]),
        ("0.0", "0.25", "0.5")
    );
    let nano = rows("--times 0,100ns,1e3ns");
    assert_eq!(
        (&*nano[0][0], &*nano[2][0], &*nano[3][0]),
        ("time_ns", "100.0", "1000.0")
    );
    let seconds = micro[0].iter().position(|name| name == "time_seconds");
    assert!(seconds.is_some_and(|at| micro[3][at] == "5e-7"));
}

#[test]
fn the_table_for_people_ends_with_what_the_curve_comes_to() {
    let text = answered(&format!("{LINE} --until 1 --points 3"));
    for part in [
        "time",
        "ergotropy W",
        "passive energy",
        "power",
        "peak W = 0.65254457",
        "at t = 0.7258",
        "(between the given times)",
        "half of the gain W - W(0) after t = 0.14371",
        "90 % of it after t = 0.37362",
        "greatest power 2.29141",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    for (times, parts) in [
        (
            "--until 0.3 --points 3",
            &["at t = 0.3, the last time: still rising there"][..],
        ),
        ("--times 0,50,60", &["peak W = 0.65254457", "at t = 0.7258"]),
        (
            "--times 400,900",
            &["between t = 400 and 900, where the curve is level"],
        ),
        ("--times 0", &["peak W = 0 at t = 0 (between"]),
    ] {
        let text = answered(&format!("{LINE} {times}"));
        for part in parts {
            assert!(text.contains(part), "no {part} in\n{text}");
        }
    }
    let falling = answered(&format!("{LINE} --until 3").replace("ground", "excited"));
    assert!(
        falling.contains("peak W = 7.0000000000(1) at t = 0 (between"),
        "{falling}"
    );
    assert!(!falling.contains("half of") && !falling.contains("greatest power"));
}
