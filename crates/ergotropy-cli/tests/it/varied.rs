//! Maps, optima and thresholds.

use super::{answered, json, refused, value};

#[test]
fn points_of_a_map_have_the_bits_of_steady() {
    let model = "--cells 6 --eta 0.9";
    let map = json(&format!(
        "map {model} --x alpha-c=0:0.9:4 --y alpha-l=0:0.5:3 --json"
    ));
    let values = |key: &str| map[key].as_array().cloned().unwrap_or_default();
    for (row, alpha_l) in values("y_values").iter().enumerate() {
        for (column, alpha_c) in values("x_values").iter().enumerate() {
            let line = format!("steady {model} --alpha-c {alpha_c} --alpha-l {alpha_l} --json");
            assert_eq!(
                map["values"][row][column],
                json(&line)["ergotropy"],
                "{line}"
            );
        }
    }
    assert_eq!(values("x_values").len() * values("y_values").len(), 12);
    let csv = answered(&format!(
        "map {model} --x alpha-c=0:0.9:4 --y alpha-l=0:0.5:3 --csv"
    ));
    assert!(
        csv.starts_with("alpha_c,alpha_l,ergotropy,ergotropy_error,ergotropy_kind\n0.0,0.0,0.0,"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 13);
}

#[test]
fn maps_are_pictures_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, begins) in [
        ("m.svg", &b"<svg"[..]),
        ("m.png", b"\x89PNG"),
        ("m.csv", b"t1,t1_seconds,"),
    ] {
        let path = folder.path().join(name);
        let line = "map --cells 3 --alpha-c 0.6 --gamma-c 1MHz --x t1=1us:1ms:5:log --y dephasing=0:20kHz:3";
        let told = answered(&format!("{line} -o {}", path.display()));
        assert!(told.is_empty(), "{told}");
        let content = std::fs::read(&path).expect("a file");
        assert!(content.starts_with(begins), "{name}");
    }
}

#[test]
fn an_optimum_is_no_less_than_any_point_of_a_map() {
    let model = "--cells 5 --eta 0.8";
    let best = json(&format!(
        "optimum {model} --over alpha-c=0:0.99,alpha-l=0:0.99 --json"
    ));
    let greatest = value(&best["greatest"]);
    let map = json(&format!(
        "map {model} --x alpha-c=0:0.99:40 --y alpha-l=0:0.99:40 --json"
    ));
    for row in map["values"].as_array().expect("rows") {
        for number in row.as_array().expect("numbers") {
            assert!(value(number) <= greatest + 1e-13);
        }
    }
    // The place has the number.
    let place = |key: &str| best[key]["value"].to_string();
    let (alpha_c, alpha_l) = (place("alpha_c"), place("alpha_l"));
    let there = json(&format!(
        "steady {model} --alpha-c {alpha_c} --alpha-l {alpha_l} --json"
    ));
    assert_eq!(there["ergotropy"], best["greatest"]);
    let text = answered(&format!("optimum {model} --over alpha-c=0:0.3"));
    assert!(text.contains("alpha-c is at an end of its range"), "{text}");
}

#[test]
fn an_optimum_of_a_curve_is_that_of_the_curve() {
    let model = "--cells 4 --eta 0.6 --alpha-l 0.5 --initial ground";
    let best = json(&format!(
        "optimum {model} --over alpha-c=0.5:0.95 --of peak --until 5 --json"
    ));
    let alpha = best["alpha_c"]["value"].to_string();
    let curve = json(&format!(
        "charge {model} --alpha-c {alpha} --times 0,5 --json"
    ));
    assert_eq!(curve["summary"]["peak"]["ergotropy"], best["greatest"]);
}

#[test]
fn a_threshold_separates_what_holds_from_what_does_not() {
    let model = "--cells 10 --alpha-c 0.6 --gamma-c 5kHz";
    let line = format!("threshold {model} --over t1=1us:1ms:log --ergotropy-at-least 0.3 --json");
    let found = json(&line);
    let t1 = value(&found["t1_seconds"]);
    assert_eq!(found["crossings"][0]["holds"], "above");
    assert_eq!(found["crossings"][0]["t1"]["kind"], "bound");
    for (factor, holds) in [(1.0 - 1e-6, false), (1.0 + 1e-6, true)] {
        let there = json(&format!("steady {model} --t1 {:e}s --json", t1 * factor));
        assert_eq!(value(&there["ergotropy"]) >= 0.3, holds);
    }
    let nowhere =
        answered("threshold --cells 4 --eta 0.5 --over alpha-c=0:0.9 --ergotropy-at-least 3");
    assert!(
        nowhere.contains("at none of the points of the range"),
        "{nowhere}"
    );
    let everywhere =
        answered("threshold --cells 4 --eta 0.5 --over alpha-c=0:0.9 --ergotropy-at-least 0");
    assert!(everywhere.contains("in the whole range"), "{everywhere}");
}

#[test]
fn ranges_are_checked() {
    for (line, named) in [
        (
            "map --cells 3 --x alpha-c --y alpha-l=0:1:3",
            &["--x", "alpha-c", "NAME=FIRST:LAST"][..],
        ),
        (
            "map --cells 3 --x alpha=0:0.5 --y alpha-l=0:0.5",
            &["--x", "alpha", "alpha-c"],
        ),
        (
            "map --cells 3 --x alpha-c=0:1 --y alpha-l=0:0.5",
            &["--x", "alpha-c is 1", "less than 1"],
        ),
        (
            "map --cells 3 --x alpha-c=0:0.5:1 --y alpha-l=0:0.5",
            &["--x", "from 2 to 10000"],
        ),
        (
            "map --cells 3 --x alpha-c=0:0.5 --y alpha-c=0:0.5",
            &["alpha_c and alpha_c", "vary one of them"],
        ),
        (
            "map --cells 3 --x alpha-c=0.5:0.2 --y alpha-l=0:0.5",
            &["alpha_c", "0.5", "less than the last"],
        ),
        (
            "map --cells 3 --x alpha-c=0:0.5:log --y alpha-l=0:0.5",
            &["alpha_c", "greater than 0"],
        ),
        (
            "map --cells 3 --alpha-c 0.5 --x alpha-c=0:0.5 --y alpha-l=0:0.5",
            &["--alpha-c", "--x"],
        ),
        (
            "map --cells 3 --eta 0.5 --x emission=0:1 --y alpha-l=0:0.5",
            &["--eta", "--x", "two ways"],
        ),
        (
            "map --cells 3 --eta 0.5 --x alpha-c=0:0.5 --y alpha-l=0:0.5 -o m.gif",
            &["m.gif", ".svg"],
        ),
        (
            "map --cells 3 --x alpha-c=0:0.5 --y alpha-l=0:0.5",
            &["--initial", "depends on the starting state"],
        ),
        (
            "optimum --cells 3 --eta 0.5 --over alpha-l=0:0.5",
            &["--alpha-c is missing"],
        ),
        (
            "optimum --cells 3 --over alpha-c=0:0.5 --of peak",
            &["--of peak", "--initial"],
        ),
        (
            "optimum --cells 3 --over alpha-c=0:0.5 --of peak --initial ground",
            &["--of peak", "--until"],
        ),
        (
            "threshold --cells 3 --eta 0.5 --alpha-c 0.5 --over t1=1us:1ms --ergotropy-at-least 0.1",
            &["--over", "1us", "--gamma-c"],
        ),
        (
            "threshold --cells 3 --eta 0.5 --over alpha-c=0:0.5 --ergotropy-at-least much",
            &["--ergotropy-at-least", "much"],
        ),
        (
            "steady --cells 3 --alpha-c 0:0.9:5 --eta 0.5",
            &["--alpha-c", "0:0.9:5", "map, optimum, threshold"],
        ),
        (
            "optimum --cells 3 --over eta=0:1,emission=0:1",
            &["--over eta and --over emission", "two ways"],
        ),
        (
            "map --cells 3 --x alpha-c=0:0.9:3 --y emission=0:1:3",
            &["--x alpha-c is a bath", "--y emission"],
        ),
        (
            "optimum --cells 4 --eta 0.9 --over temperature-c=0K:1K",
            &["--over temperature-c", "--frequency 5GHz"],
        ),
        (
            "steady --cells 3 --alpha-c 0.5 --eta 0.5 --alpha-l 0.3 --t2 3",
            &["--t2 is 3", "at most twice", "by the other flags"],
        ),
    ] {
        refused(&line.split(' ').collect::<Vec<_>>(), named);
    }
}

#[test]
fn nothing_is_given_and_varied() {
    for (line, named) in [
        (
            "map --cells 3 --alpha-c 0.5 --x cells=2:5 --y eta=0:0.5",
            &["--cells is given", "--x varies it"][..],
        ),
        (
            "optimum --cells 3 --alpha-c 0.5 --over q=0:1 --initial excited",
            &["--initial is given", "--over varies it"],
        ),
        (
            "optimum --alpha-c 0.5 --over q=0:1",
            &["--cells is missing", "--cells 10", "cells=2:40"],
        ),
        (
            "threshold --eta 0.9 --alpha-c 0.6 --alpha-l 0.3 --of peak --initial gibbs:0.5 --until 1 --over cells=40000000:40000001 --ergotropy-at-least 1",
            &["--over varies cells", "memory"],
        ),
    ] {
        refused(&line.split(' ').collect::<Vec<_>>(), named);
    }
}

#[test]
fn points_without_a_number_are_left_blank() {
    // Without local noise the steady state depends on the start, and right beside it rates are too far apart.
    let found = json(
        "threshold --cells 3 --over emission=0:5 --collective-emission 1 --collective-pumping 0.5 \
         --ergotropy-at-least 0.04 --json",
    );
    let crossings = found["crossings"].as_array().expect("a list");
    assert_eq!(crossings.len(), 1, "{found}");
    assert!((value(&found["emission"]) - 0.667_788_753_5).abs() < 1e-8);
    let eta =
        json("threshold --cells 3 --over eta=0:1 --alpha-c 0.5 --ergotropy-at-least 0.04 --json");
    let crossings = eta["crossings"].as_array().expect("a list");
    assert_eq!(
        (crossings.len(), &crossings[0]["holds"]),
        (1, &"above".into())
    );
    // T1 below half of T2 is no model; above it the question has an answer.
    let device = "--cells 4 --gamma-c 1MHz --alpha-c 0.5 --t2 30us";
    let t1 = answered(&format!(
        "threshold {device} --over t1=1us:1ms:log --ergotropy-at-least 0.001"
    ));
    assert!(
        t1.contains("W >= 0.001") || t1.contains("none of the points"),
        "{t1}"
    );
    let map = answered("map --cells 3 --x eta=0:1:3 --y alpha-c=0:0.5:2");
    assert!(map.contains("2 of them have no number"), "{map}");
}

#[test]
fn counts_are_whole_and_starts_may_be_varied() {
    let cells =
        json("threshold --eta 0.9 --alpha-c 0.6 --over cells=2:40 --ergotropy-at-least 0.5 --json");
    let least = value(&cells["cells"]);
    assert_eq!(least.fract(), 0.0);
    for (count, holds) in [(least - 1.0, false), (least, true)] {
        let there = json(&format!(
            "steady --cells {count} --eta 0.9 --alpha-c 0.6 --json"
        ));
        assert_eq!(value(&there["ergotropy"]) >= 0.5, holds);
    }
    let q = json("optimum --cells 4 --alpha-c 0.5 --over q=0:1 --of peak --until 5 --json");
    assert!(value(&q["greatest"]) > 0.0);
    refused(
        &"optimum --cells 3 --eta 0.5 --over n-c=0:10,alpha-c=0:0.9"
            .split(' ')
            .collect::<Vec<_>>(),
        &["n_c and alpha_c", "the collective bath"],
    );
    refused(
        &"steady --cells 3 --eta 0.5 --alpha-c 0.5 --populations p.csv -o p.csv"
            .split(' ')
            .collect::<Vec<_>>(),
        &["p.csv", "two names"],
    );
}
