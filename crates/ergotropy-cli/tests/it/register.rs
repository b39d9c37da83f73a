//! States of single cells: what is answered, and what is said where there is no answer.

use serde_json::Value;
use tempfile::TempDir;

use super::{answered, json, npy_bytes, refused, value};

/// Real and imaginary part.
type Number = (f64, f64);

/// A folder of state files.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn write(&self, name: &str, content: &[u8]) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).expect("a temporary file");
        path.display().to_string()
    }

    fn vector(&self, amplitudes: &[Number]) -> String {
        let shape = format!("({},)", amplitudes.len());
        self.write(
            "vector.npy",
            &npy_bytes::file("'<c16'", false, &shape, &bytes(amplitudes)),
        )
    }

    fn matrix(&self, rows: &[Number]) -> String {
        let side = rows.len().isqrt();
        let shape = format!("({side}, {side})");
        self.write(
            "matrix.npy",
            &npy_bytes::file("'<c16'", false, &shape, &bytes(rows)),
        )
    }

    /// A vector in single precision.
    fn single(&self, amplitudes: &[f32]) -> String {
        let shape = format!("({},)", amplitudes.len());
        let parts = amplitudes.iter().flat_map(|&re| [re, 0.0]);
        let data: Vec<u8> = parts.flat_map(f32::to_le_bytes).collect();
        self.write(
            "single.npy",
            &npy_bytes::file("'<c8'", false, &shape, &data),
        )
    }
}

fn bytes(numbers: &[Number]) -> Vec<u8> {
    let parts = numbers.iter().flat_map(|&(re, im)| [re, im]);
    parts.flat_map(f64::to_le_bytes).collect()
}

fn real(numbers: impl IntoIterator<Item = f64>) -> Vec<Number> {
    numbers.into_iter().map(|re| (re, 0.0)).collect()
}

/// Equal amplitudes of all strings of so many excitations.
fn dicke(cells: u32, excitations: u32) -> Vec<Number> {
    let inside = |string: u32| string.count_ones() == excitations;
    let count = (0..1 << cells).filter(|&string| inside(string)).count();
    let amplitude = 1.0 / (count as f64).sqrt();
    real((0..1 << cells).map(|string| if inside(string) { amplitude } else { 0.0 }))
}

fn ghz(cells: u32) -> Vec<Number> {
    let last = (1 << cells) - 1;
    let half = 0.5_f64.sqrt();
    real((0..=last).map(|string| {
        if string == 0 || string == last {
            half
        } else {
            0.0
        }
    }))
}

/// Two pairs of cells, each in the singlet.
fn singlets() -> Vec<Number> {
    let mut amplitudes = vec![(0.0, 0.0); 16];
    for (string, amplitude) in [(0b0101, 0.5), (0b0110, -0.5), (0b1001, -0.5), (0b1010, 0.5)] {
        amplitudes[string] = (amplitude, 0.0);
    }
    amplitudes
}

/// (|00> + (|01> - |10>)/√2)/√2: the two dark states of two cells, and their coherence.
fn dark() -> Vec<Number> {
    real([0.5_f64.sqrt(), 0.5, -0.5, 0.0])
}

/// Asserts that two numbers with errors are the same as far as those tell.
fn same(ours: &Value, theirs: &Value, of: &str) {
    let error = |number: &Value| number["error"].as_f64().expect("an error");
    let apart = (value(ours) - value(theirs)).abs();
    assert!(
        apart <= error(ours) + error(theirs) && error(ours) < 1e-9,
        "{of}: {ours} and {theirs}"
    );
}

/// Asserts that a file gives the numbers of a start by its ladders.
fn same_answers(cells: u32, file: &str, start: &str) {
    for noise in [
        "--alpha-c 0.6",
        "--alpha-c 0",
        "--alpha-c 0.3 --collective-dephasing 0.5",
        "--alpha-c 0 --collective-dephasing 0.5",
    ] {
        let of = |verb: &str, start: &str| {
            json(&format!(
                "{verb} --quiet --cells {cells} {noise} --initial {start} --json"
            ))
        };
        let (ours, theirs) = (of("steady", file), of("steady", start));
        assert_eq!(
            (&ours["picture"], &theirs["picture"]),
            (&"schur".into(), &"ladder".into())
        );
        for key in [
            "ergotropy",
            "energy",
            "passive_energy",
            "ergotropy_coherent",
            "ergotropy_incoherent",
            "bright_weight",
            "mean_spin",
            "purity",
            "entropy",
            "entropy_bound",
            "energy_bound",
        ] {
            same(
                &ours[key],
                &theirs[key],
                &format!("{start}, {noise}: {key}"),
            );
        }
        let charge = "charge --times 0,0.3,7 --frequency 5GHz";
        let (ours, theirs) = (of(charge, file), of(charge, start));
        assert_eq!(ours["picture"], "schur");
        for index in 0..3 {
            for key in [
                "ergotropy",
                "energy",
                "passive_energy",
                "ergotropy_coherent",
                "ergotropy_incoherent",
                "bright_weight",
            ] {
                let of = format!("{start}, {noise}: {key} of time {index}");
                same(&ours[key][index], &theirs[key][index], &of);
            }
            let power = |answer: &Value| answer["power"][index].as_f64().expect("a power");
            assert!((power(&ours) - power(&theirs)).abs() < 1e-10);
        }
    }
}

#[test]
fn vectors_of_the_bright_ladder_are_its_dicke_states() {
    let files = Files::new();
    for excitations in 0..=4 {
        let state = files.vector(&dicke(4, excitations));
        same_answers(4, &state, &format!("dicke:{excitations}"));
    }
    same_answers(3, &files.vector(&dicke(3, 0)), "ground");
    same_answers(3, &files.vector(&dicke(3, 3)), "excited");
}

#[test]
fn the_matrix_of_a_gibbs_product_is_that_start() {
    let files = Files::new();
    let q = 0.25_f64;
    let weight = |string: usize| q.powf(f64::from(string.count_ones())) / (1.0 + q).powi(3);
    let rows = (0..64).map(|at| {
        if at / 8 == at % 8 {
            weight(at % 8)
        } else {
            0.0
        }
    });
    same_answers(3, &files.matrix(&real(rows)), "gibbs:0.25");
}

#[test]
fn singlets_are_dark() {
    let files = Files::new();
    let state = files.vector(&singlets());
    for alpha in ["0", "0.6"] {
        let answer = json(&format!(
            "charge --cells 4 --alpha-c {alpha} --initial {state} --times 0,1,1e6 --json"
        ));
        for index in 0..3 {
            assert!((value(&answer["ergotropy"][index]) - 2.0).abs() < 1e-11);
            assert!(value(&answer["bright_weight"][index]).abs() < 1e-12);
            assert!(value(&answer["ergotropy_coherent"][index]) < 1e-11);
        }
        let answer = json(&format!(
            "steady --cells 4 --alpha-c {alpha} --initial {state} --json"
        ));
        for key in ["ergotropy", "energy"] {
            assert!((value(&answer[key]) - 2.0).abs() < 1e-12, "{key}");
        }
        assert!(value(&answer["mean_spin"]).abs() < 1e-12);
        assert_eq!(value(&answer["leakage"]["outflow"]), 0.0);
    }
}

#[test]
fn coherence_has_a_part_in_work_while_it_lasts() {
    // Without it the state has two equal weights: E = 2, and 1/2 of it is passive.
    let files = Files::new();
    let line = format!(
        "charge --cells 4 --alpha-c 0.6 --initial {} --times 0,0.1,100",
        files.vector(&ghz(4))
    );
    let answer = json(&format!("{line} --json"));
    let part = |key: &str, index: usize| value(&answer[key][index]);
    assert!((part("ergotropy_coherent", 0) - 0.5).abs() < 1e-11);
    assert!((part("ergotropy_incoherent", 0) - 1.5).abs() < 1e-11);
    assert!(part("ergotropy_coherent", 1) > 0.1);
    for index in 0..3 {
        let sum = part("ergotropy_coherent", index) + part("ergotropy_incoherent", index);
        assert!((sum - part("ergotropy", index)).abs() < 1e-11);
    }
    let peak = &answer["summary"]["peak"];
    assert_eq!(peak["time"]["value"], 0.0);
    same(&peak["ergotropy"], &answer["ergotropy"][0], "the peak");
    // In the end nothing is left of it but the weight of the bright ladder.
    let ground = json("steady --cells 4 --alpha-c 0.6 --initial ground --json");
    same(&answer["ergotropy"][2], &ground["ergotropy"], "the end");

    let text = answered(&line);
    assert!(text.contains("W of coherence") && text.contains("schur picture"));
    let ground = answered("charge --cells 4 --alpha-c 0.6 --initial ground --times 0,1");
    assert!(!ground.contains("W of coherence"));
}

#[test]
fn at_zero_temperature_coherence_between_dark_states_stays() {
    let files = Files::new();
    let state = files.vector(&dark());
    let line = format!("steady --cells 2 --alpha-c 0 --initial {state}");
    let answer = json(&format!("{line} --json"));
    for (key, expected) in [
        ("ergotropy", 0.5),
        ("energy", 0.5),
        ("ergotropy_coherent", 0.5),
        ("ergotropy_incoherent", 0.0),
        ("purity", 1.0),
    ] {
        assert!((value(&answer[key]) - expected).abs() < 1e-12, "{key}");
    }
    let text = answered(&line);
    for part in [
        "W of coherence",
        "W without coherence",
        "schur picture",
        "from ",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    assert!(!answered("steady --cells 2 --alpha-c 0 --initial ground").contains("coherence"));
}

#[test]
fn both_pictures_have_the_same_keys_and_columns() {
    let files = Files::new();
    let state = files.vector(&ghz(3));
    let units = "--frequency 5GHz --gamma-c 1MHz";
    for line in [
        format!("steady --cells 3 --alpha-c 0.6 {units}"),
        format!("charge --cells 3 --alpha-c 0.6 {units} --times 0,10ns"),
    ] {
        let keys = |start: &str| {
            let answer = json(&format!("{line} --initial {start} --json"));
            let answer = answer.as_object().expect("an object");
            answer.keys().cloned().collect::<Vec<_>>()
        };
        let ours = keys(&state);
        assert_eq!(ours, keys("ground"));
        for key in [
            "ergotropy_coherent",
            "ergotropy_incoherent",
            "picture",
            "method",
        ] {
            assert!(ours.iter().any(|other| other == key), "no {key}");
        }
    }
    let line = format!("charge --cells 3 --alpha-c 0.6 {units} --times 0,10ns --csv --initial");
    let (ours, theirs) = (
        answered(&format!("{line} {state}")),
        answered(&format!("{line} ground")),
    );
    assert_eq!(ours.lines().next(), theirs.lines().next());
    let widths: Vec<usize> = ours.lines().map(|row| row.split(',').count()).collect();
    assert_eq!(widths, [widths[0]; 3]);
    assert!(ours.contains(",ergotropy_coherent,ergotropy_coherent_error,ergotropy_coherent_kind,"));
    let answer = json(&format!(
        "charge --cells 3 --alpha-c 0.6 {units} --times 0,10ns --json --initial {state}"
    ));
    let joule = value(&answer["joule"]["ergotropy"][0]);
    assert!((joule / (1.5 * 6.626_070_15e-34 * 5e9) - 1.0).abs() < 1e-12);
    assert_eq!(answer["seconds"][1], 1e-8);
    let peak = &answer["summary"]["peak"];
    assert!(value(&peak["seconds"]).abs() <= 1e-8 && value(&peak["ergotropy"]) > 0.0);
    let watt = value(&answer["watt"][1]);
    let gain = value(&answer["joule"]["ergotropy"][1]) - joule;
    assert!((watt / (gain / 1e-8) - 1.0).abs() < 1e-9);
}

/// Asserts that a file is no state, in a sentence that holds all of these.
fn no_state(cells: u32, file: &str, named: &[&str]) {
    let prefix = format!("--initial {file} is no starting state: ");
    let named: Vec<&str> = named.iter().copied().chain([prefix.as_str()]).collect();
    for verb in ["steady", "charge --times 1"] {
        let line = format!("{verb} --cells {cells} --alpha-c 0.6 --initial {file}");
        refused(&line.split(' ').collect::<Vec<_>>(), &named);
    }
}

#[test]
fn what_is_no_state_is_told_with_the_number_that_is_wrong() {
    let files = Files::new();
    let vector = |numbers: &[f64], named: &[&str]| {
        no_state(1, &files.vector(&real(numbers.iter().copied())), named);
    };
    vector(
        &[1.25, 0.0],
        &["its norm is 1.25, but must be 1 within 1e-10"],
    );
    vector(
        &[1.0 + 1e-9, 0.0],
        &["its norm is 1.000000001, but", "numpy.linalg.norm"],
    );
    vector(&[0.0, 0.0], &["its norm is 0.0, but"]);
    vector(
        &[1.0, f64::NAN],
        &["amplitude 1 (from 0)", "must be finite"],
    );
    vector(
        &[f64::INFINITY, 0.0],
        &["amplitude 0 (from 0)", "must be finite"],
    );
    let matrix = |rows: &[Number], named: &[&str]| no_state(1, &files.matrix(rows), named);
    let real_matrix = |rows: [f64; 4], named: &[&str]| matrix(&real(rows), named);
    real_matrix(
        [0.5, 0.0, 0.0, 0.75],
        &[
            "its trace is 1.25, but must be 1 within 1e-10",
            "numpy.trace",
        ],
    );
    real_matrix(
        [1.25, 0.0, 0.0, -0.25],
        &["its least eigenvalue is -0.25", "-1e-10"],
    );
    real_matrix(
        [0.5, 0.25, 0.0, 0.5],
        &[
            "(1, 0) and (0, 1) (from 0) differ by 0.25",
            "Hermitian, within 1e-10",
        ],
    );
    real_matrix(
        [0.5, 0.0, f64::NAN, 0.5],
        &["element (1, 0) (from 0)", "must be finite"],
    );
    matrix(
        &[(0.5, 0.125), (0.0, 0.0), (0.0, 0.0), (0.5, 0.0)],
        &["element (0, 0) (from 0) has the imaginary part 0.125"],
    );
}

#[test]
fn single_precision_is_blamed_where_it_may_be_the_cause() {
    let files = Files::new();
    let half = 0.5_f32.sqrt();
    let told = "single precision of complex64";
    no_state(
        1,
        &files.single(&[half, half]),
        &["its norm is 0.99999998", told, "complex128"],
    );
    no_state(
        1,
        &files.single(&[1.25, 0.0]),
        &["its norm is 1.25", "numpy.linalg.norm"],
    );
    // The same numbers in double precision are no fault of complex64.
    let half = f64::from(half);
    no_state(
        1,
        &files.vector(&real([half, half])),
        &["its norm is 0.99999998", "rescaled"],
    );
    // Where the numbers are exact, it is as good as any.
    same_answers(2, &files.single(&[0.0, 0.0, 0.0, 1.0]), "excited");
}

#[test]
fn coherence_between_levels_is_followed_whatever_acts() {
    let files = Files::new();
    let state = files.vector(&ghz(2));
    for noise in ["--eta 0.9", "--dephasing 0.1", "--geometry chain:2:0.1"] {
        let line = format!("charge --times 0,1 --cells 2 --alpha-c 0.6 {noise} --initial {state}");
        let told = answered(&line);
        assert!(
            told.contains("register picture") && told.contains("W of coherence"),
            "{told}"
        );
    }
    // In the long run such noise forgets the start, whatever it was.
    for noise in ["--eta 0.9", "--dephasing 0.1"] {
        let forgotten = format!("steady --quiet --cells 2 --alpha-c 0.6 {noise} --initial {state}");
        assert!(
            answered(&forgotten).contains("ladder picture"),
            "{forgotten}"
        );
    }
    let free =
        format!("steady --cells 2 --alpha-c 0.6 --eta 0.9 --gamma-ratio 0 --initial {state}");
    assert!(answered(&free).contains("schur picture"));
}

#[test]
fn times_beyond_reach_name_their_flag() {
    let files = Files::new();
    let state = files.vector(&dark());
    for (noise, times, named) in [
        (
            "--alpha-c 0.5",
            "--times 0,1e201",
            ["--times", "1e201", "from 0 to 1e200"],
        ),
        (
            "--alpha-c 1e-30",
            "--until 1e20 --points 2",
            ["--until", "5e14", "steady"],
        ),
    ] {
        let line = format!("charge --cells 2 {noise} {times} --initial {state}");
        refused(&line.split(' ').collect::<Vec<_>>(), &named);
    }
}
