//! The model in three ways, with units and coherence times.

use super::{answered, json, refused, run, value};

fn near(answer: &serde_json::Value, key: &str, expected: f64, within: f64) {
    let found = value(&answer[key]);
    assert!(
        (found - expected).abs() <= within,
        "{key} is {found}, not {expected}"
    );
}

#[test]
fn four_rates_need_no_bath() {
    // Known values of chains whose rates belong to no bath.
    for (line, w, e) in [
        ("--cells 3 --emission 1 --pumping 2", 1.0, 2.0),
        (
            "--cells 3 --collective-emission 1 --pumping 2",
            0.795_698_924_7,
            1.870_967_741_9,
        ),
        (
            "--cells 3 --collective-emission 1 --collective-pumping 2 --initial ground",
            1.8,
            34.0 / 15.0,
        ),
    ] {
        let answer = json(&format!("steady {line} --json"));
        near(&answer, "ergotropy", w, 1e-10);
        near(&answer, "energy", e, 1e-10);
        let model = &answer["model"];
        assert!(
            model["eta"].is_null() && model["alpha_c"].is_null(),
            "{model}"
        );
    }
}

#[test]
fn the_ways_to_say_a_model_agree() {
    let mixture =
        json("steady --cells 6 --eta 0.75 --alpha-c 0.6 --alpha-l 0.5 --dephasing 0.3 --json");
    for line in [
        "--collective-rate 0.75 --local-rate 0.25 --alpha-c 0.6 --alpha-l 0.5",
        "--collective-rate 0.75 --local-rate 0.25 --n-c 1.5 --n-l 1",
        "--collective-emission 1.875 --collective-pumping 1.125 --emission 0.5 --pumping 0.25",
    ] {
        let other = json(&format!("steady --cells 6 {line} --dephasing 0.3 --json"));
        for key in ["ergotropy", "energy", "purity"] {
            near(&other, key, value(&mixture[key]), 1e-13);
        }
        for key in [
            "collective_emission",
            "collective_pumping",
            "emission",
            "pumping",
        ] {
            let [one, other] = [&mixture, &other].map(|answer| answer["model"][key].as_f64());
            let difference = one.zip(other).map(|(one, other)| (one - other).abs());
            assert!(
                difference.is_some_and(|difference| difference < 1e-15),
                "{key}"
            );
        }
    }
}

#[test]
fn coherence_times_stand_for_rates_and_dephasing_counts_half() {
    let device =
        "steady --cells 8 --frequency 5GHz --temperature-c 300mK --temperature-l 20mK --t1 50us";
    let answer = json(&format!("{device} --gamma-c 1MHz --t2 30us --json"));
    near(&answer, "ergotropy", 0.045_320_511, 1e-9);
    let model = &answer["model"];
    for (key, seconds) in [("t1_seconds", 50e-6), ("t2_seconds", 30e-6)] {
        let found = model[key].as_f64();
        assert!(
            found.is_some_and(|found| (found / seconds - 1.0).abs() < 1e-12),
            "{key}"
        );
    }
    // The rate of D[sigma_z/2] is twice 1/T_phi; without the factor the answer is another one.
    let rate = 2.0 * (1.0 / 30.0 - 1.0 / 100.0);
    let by_rate = json(&format!(
        "{device} --gamma-c 1MHz --dephasing {rate}/us --json"
    ));
    near(&by_rate, "ergotropy", value(&answer["ergotropy"]), 1e-12);
    let half = json(&format!(
        "{device} --gamma-c 1MHz --dephasing {}/us --json",
        rate / 2.0
    ));
    near(&half, "ergotropy", 0.111_399_221, 1e-9);
    // The same device without gamma_c, by a collective rate with a unit.
    let rates = json(&format!("{device} --collective-rate 1MHz --t2 30us --json"));
    near(&rates, "ergotropy", value(&answer["ergotropy"]), 1e-12);
    assert!(value(&rates["per_second"]["bath_flows"]["local"]["emitted"]) > 1.0);
    let text = answered(&format!("{device} --gamma-c 1MHz --t2 30us"));
    for part in ["T1 = 50us, T2 = 30us", "(1MHz)", "at 300mK"] {
        assert!(
            text.contains(part) || part == "(1MHz)",
            "no {part} in\n{text}"
        );
    }
    // Relaxation alone has T2 = 2 T1, and no dephasing is left.
    let alone = json(&format!("{device} --gamma-c 1MHz --t2 100us --json"));
    assert_eq!(alone["model"]["dephasing"], 0.0);
}

#[test]
fn rates_have_units_or_one_unit_is_known() {
    let by = |rates: &str| value(&json(&format!("steady --cells 5 {rates} --json"))["ergotropy"]);
    let bare = by("--collective-emission 3 --pumping 1.5");
    assert!(bare > 0.0);
    for rates in [
        "--collective-emission 3kHz --pumping 1.5kHz",
        "--collective-emission 3/ms --pumping 1500/s",
        "--collective-emission 3 --pumping 1.5kHz --gamma-c 1kHz",
    ] {
        assert!((by(rates) - bare).abs() < 1e-12, "{rates}");
    }
    // A frequency is a rate over 2 pi: 1/s is slower than 1 Hz.
    let curve = |rate: &str| {
        let line =
            format!("charge --cells 1 --emission {rate} --initial excited --times 1ms --json");
        value(&json(&line)["energy"][0])
    };
    assert!((curve("1/ms") - f64::exp(-1.0)).abs() < 1e-12);
    assert!((curve("1kHz") - f64::exp(-std::f64::consts::TAU)).abs() < 1e-12);
}

#[test]
fn starts_by_temperature_and_by_spin() {
    let model = "charge --cells 3 --frequency 5GHz --alpha-c 0.6 --times 0 --json --initial";
    let bath = json("bath --temperature 100mK --frequency 5GHz --json");
    let q = bath["alpha"].as_f64().expect("a ratio");
    let gibbs = json(&format!("{model} gibbs:100mK"));
    assert!((value(&gibbs["energy"][0]) - 3.0 * q / (1.0 + q)).abs() < 1e-14);
    assert!((value(&gibbs["model"]["initial_energy"]) - 3.0 * q / (1.0 + q)).abs() < 1e-14);
    for (spin, energy, w) in [
        ("1.5,1.5", 3.0, 3.0),
        ("1.5,-0.5", 1.0, 1.0),
        // Two copies share the weight: the eigenvalues 1/2 go to the levels 0 and 1.
        ("0.5,0.5", 2.0, 1.5),
        ("1/2,-1/2", 1.0, 0.5),
    ] {
        let answer = json(&format!("{model} dicke:{spin}"));
        assert!(
            (value(&answer["energy"][0]) - energy).abs() < 1e-14,
            "{spin}"
        );
        assert!((value(&answer["ergotropy"][0]) - w).abs() < 1e-14, "{spin}");
    }
}

#[test]
fn written_populations_are_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.csv");
    let path = path.to_str().expect("text");
    let line = "steady --cells 9 --eta 0.8 --alpha-c 0.6 --alpha-l 0.1";
    let direct = json(&format!("{line} --json --populations {path}"));
    let text = std::fs::read_to_string(path).expect("a file");
    assert!(
        text.starts_with("d,k,j,m,copies,weight,eigenvalue,error,kind\n"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 31);
    let again = json(&format!(
        "charge --cells 9 --alpha-c 0.6 --times 0 --json --initial populations:{path}"
    ));
    for key in ["ergotropy", "energy"] {
        assert!(
            (value(&again[key][0]) - value(&direct[key])).abs() < 1e-13,
            "{key}"
        );
    }
    // By spin, in another order of columns, with others between.
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let by_spin = rows
        .iter()
        .map(|row| format!("{},{},{},{}", row[5], row[3], row[7], row[2]));
    let by_spin = by_spin.collect::<Vec<_>>().join("\n");
    std::fs::write(path, by_spin).expect("a file");
    let spins = json(&format!(
        "charge --cells 9 --alpha-c 0.6 --times 0 --json --initial populations:{path}"
    ));
    assert_eq!(spins["ergotropy"], again["ergotropy"]);
    assert_eq!(answered(&format!("{line} --populations -")), text);
    let listed = json(&format!("{line} --json --populations -"));
    let listed = listed["populations"].as_array().expect("a list");
    assert_eq!(listed.len(), 30);
    let sum: f64 = listed.iter().map(|row| value(&row["weight"])).sum();
    assert!((sum - 1.0).abs() < 1e-14);
}

#[test]
fn answers_go_to_files_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = "steady --cells 3 --eta 0.8 --alpha-c 0.6";
    for (name, begins) in [
        ("a.json", "{\"schema\""),
        ("a.csv", "schema,ergotropy,"),
        ("a.txt", "3 cells"),
    ] {
        let path = folder.path().join(name);
        let told = answered(&format!("{line} -o {}", path.display()));
        assert!(told.is_empty(), "{told}");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.starts_with(begins), "{text}");
    }
    let nowhere = format!("{line} -o /no/such/folder/a.csv");
    let failed = run(nowhere.split(' '));
    assert_eq!(failed.code, Some(1));
    assert!(
        failed.stderr.contains("/no/such/folder/a.csv"),
        "{}",
        failed.stderr
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        3
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    for (line, named) in [
        (
            "--eta 0.5 --emission 1",
            &["--eta", "--emission", "two ways"][..],
        ),
        (
            "--collective-rate 1 --pumping 1",
            &["--collective-rate", "--pumping", "two ways"],
        ),
        (
            "--emission 1 --alpha-l 0.2",
            &["--alpha-l", "--emission", "leave the bath out"],
        ),
        (
            "--collective-rate 1 --alpha-c 0.6 --local-rate 1 --t1 2",
            &["--t1", "--local-rate", "same rate"],
        ),
        (
            "--alpha-c 0.6 --gamma-ratio 1 --t1 2",
            &["--t1", "--gamma-ratio", "same rate"],
        ),
        (
            "--emission 1 --t1 2",
            &["--t1", "--emission", "whose sum is 1/T1"],
        ),
        (
            "--alpha-c 0.6 --t1 2 --t2 4.1",
            &["--t2 is 4.1", "--t1 2", "at most twice"],
        ),
        (
            "--alpha-c 0.6 --t1 2 --t2 1 --dephasing 1",
            &["--t2", "--dephasing", "cannot be used with"],
        ),
        (
            "--collective-emission 1 --pumping 20kHz",
            &[
                "--collective-emission is 1",
                "--pumping is 20kHz",
                "--gamma-c",
            ],
        ),
        (
            "--alpha-c 0.6 --dephasing 20kHz",
            &["--dephasing is 20kHz", "--gamma-c 1MHz"],
        ),
        (
            "--alpha-c 0.6 --t1 50us",
            &["--t1 is 50us", "--gamma-c 1MHz"],
        ),
        (
            "--alpha-c 0.6 --gamma-c 1MHz --t1 50",
            &["--t1 is 50", "--gamma-c 1MHz", "10us"],
        ),
        ("--emission -1", &["--emission", "-1", "at least 0"]),
        (
            "--emission 5mHz",
            &["--emission", "5mHz", "did you mean 5MHz?"],
        ),
        ("--alpha-c 0.6 --t1 0us", &["--t1", "0us", "greater than 0"]),
        (
            "--alpha-c 0.6 --initial gibbs:20mK",
            &["--initial gibbs:20mK", "--frequency 5GHz"],
        ),
        (
            "--alpha-c 0.6 --initial dicke:2,0",
            &["dicke:2,0", "7 cells", "from 0.5 to 3.5"],
        ),
        (
            "--alpha-c 0.6 --initial dicke:0.3,0",
            &["dicke:0.3,0", "0.3", "multiple of 1/2"],
        ),
    ] {
        let words: Vec<&str> = ["steady", "--cells", "7"]
            .into_iter()
            .chain(line.split(' '))
            .collect();
        refused(&words, named);
    }
}
