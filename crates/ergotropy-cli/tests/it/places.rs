//! Cells at places, and with couplings of their own.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{answered, json, npy_bytes, refused, run, value};

/// Charging from the ground state.
const CHARGE: &str = "charge --alpha-c 0.6 --initial ground --times 0.5 --json";

/// A folder with a file.
fn file(name: &str, content: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a temporary file");
    (folder, path)
}

fn kernel(side: usize, numbers: &[f64]) -> (TempDir, PathBuf) {
    let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
    let shape = format!("({side}, {side})");
    file(
        "kernel.npy",
        &npy_bytes::file("'<f8'", false, &shape, &bytes),
    )
}

fn ergotropy(flags: &str) -> f64 {
    value(&json(&format!("{CHARGE} {flags}"))["ergotropy"][0])
}

fn with(flag: &str, path: &Path) -> String {
    format!("--{flag} {}", path.display())
}

#[test]
fn one_battery_can_be_said_in_many_ways() {
    let chain = ergotropy("--geometry chain:3:0.1");
    let (_folder, path) = file("places.csv", b"z,y,x\n0,0,0\n0,0,0.1\n0,0,0.2\n");
    let near = |other: f64| (chain - other).abs() < 1e-10;
    assert!(near(ergotropy(&with("positions", &path))));
    let (_folder, path) = file(
        "own.csv",
        b"x,y,z,dx,dy,dz\n0,0,0,0,0,2\n0.1,0,0,0,0,1\n0.2,0,0,0,0,-1\n",
    );
    // A dipole turned round is the same cell by another sign of its state.
    assert!(near(ergotropy(&with("positions", &path))));
    for same in [
        "--geometry square:3x1:0.1",
        "--geometry cube:1x3x1:0.1",
        "--geometry chain:3:0.1 --dipole 0,1,0",
        "--cells 3 --geometry chain:3:0.1",
        "--geometry chain:3:0.1 --eta 1",
        "--geometry chain:3:0.1 --collective-rate 1",
    ] {
        assert!(near(ergotropy(same)), "{same}");
    }
    for other in [
        "--geometry chain:3:0.1 --no-shift",
        "--geometry chain:3:0.1 --dipole 1,0,0",
        "--geometry chain:3:0.1 --dipole 1,1i,0",
        "--geometry chain:3:0.11",
    ] {
        assert!(!near(ergotropy(other)), "{other}");
    }
}

#[test]
fn kernels_and_couplings_of_files_are_those_of_places() {
    let places = "--geometry chain:3:0.1 --no-shift";
    let answer = json(&format!("{CHARGE} {places}"));
    let rows = answer["model"]["kernel"].as_array().expect("a kernel");
    let numbers = rows.iter().flat_map(|row| row.as_array().expect("a row"));
    let numbers: Vec<f64> = numbers.filter_map(serde_json::Value::as_f64).collect();
    let (_folder, path) = kernel(3, &numbers);
    assert!((ergotropy(&with("kernel", &path)) - ergotropy(places)).abs() < 1e-10);
    let (_folder, path) = file("g.csv", b"cell,g\n1,0.5\n2,-0.5\n3,0.5\n");
    let (_other, outer) = kernel(
        3,
        &[0.25, -0.25, 0.25, -0.25, 0.25, -0.25, 0.25, -0.25, 0.25],
    );
    let mode = ergotropy(&with("couplings", &path));
    assert!((mode - ergotropy(&with("kernel", &outer))).abs() < 1e-10);
    // Equal couplings up to signs are one quarter of the rate of equal cells.
    let ideal = value(
        &json("charge --cells 3 --alpha-c 0.6 --initial ground --times 0.125 --json")["ergotropy"]
            [0],
    );
    assert!((mode - ideal).abs() < 1e-10, "{mode} {ideal}");
}

#[test]
fn detunings_alone_count_cells() {
    let (_folder, path) = file("d.csv", b"delta\n0\n0\n3\n");
    let detuned = json(&format!("{CHARGE} {}", with("detunings", &path)));
    assert_eq!(detuned["picture"], "register");
    assert_eq!(
        detuned["model"]["detunings"],
        serde_json::json!([0.0, 0.0, 3.0])
    );
    assert_eq!(detuned["model"]["emission_modes"][0]["bright_weight"], 1.0);
    let (_folder, path) = file("d.csv", b"delta\n2\n2\n2\n");
    let alike = json(&format!("{CHARGE} {}", with("detunings", &path)));
    assert_eq!(alike["picture"], "ladder");
    let ideal = value(&json(&format!("{CHARGE} --cells 3"))["ergotropy"][0]);
    assert!((value(&alike["ergotropy"][0]) - ideal).abs() < 1e-10);
}

#[test]
fn answers_tell_places_and_modes() {
    let model = &json(&format!("{CHARGE} --geometry ring:4:0.05"))["model"];
    assert_eq!(model["geometry"], "ring:4:0.05");
    assert_eq!(model["cells"], 4);
    assert_eq!(model["shift"], true);
    assert_eq!(model["positions"].as_array().map(Vec::len), Some(4));
    assert_eq!(model["emission_modes"].as_array().map(Vec::len), Some(4));
    assert!(
        model["shifts"][0][1]
            .as_f64()
            .is_some_and(|shift| shift > 10.0)
    );
    let text = answered("charge --alpha-c 0.6 --initial ground --times 1 --geometry ring:4:0.05");
    assert!(
        text.contains(
            "cells at ring:4:0.05 (wavelengths), with dipole-dipole shifts; 4 modes emit at "
        ),
        "{text}"
    );
    assert!(text.contains("register picture"), "{text}");
}

#[test]
fn searches_follow_the_places() {
    let fixed =
        "--geometry chain:3:0.1 --no-shift --alpha-c 0.6 --initial ground --of peak --until 2";
    let range = "local-rate=1e-6:1";
    let found = json(&format!(
        "threshold {fixed} --collective-rate 1 --over {range}:log --ergotropy-at-least 0.15 --json"
    ));
    let local = value(&found["local_rate"]);
    let at = json(&format!(
        "charge --geometry chain:3:0.1 --no-shift --alpha-c 0.6 --collective-rate 1 --local-rate {local} --initial ground --until 2 --json"
    ));
    let peak = value(&at["summary"]["peak"]["ergotropy"]);
    assert!((peak - 0.15).abs() < 1e-6, "{peak}");
}

#[test]
fn what_does_not_fit_is_told() {
    let charge = |flags: &str| -> Vec<String> {
        let line = format!("charge --alpha-c 0.6 --initial ground --until 1 {flags}");
        line.split_whitespace().map(str::to_owned).collect()
    };
    let told = |flags: &str, named: &[&str]| {
        let words = charge(flags);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        refused(&words, named);
    };
    told(
        "--geometry chain:3:0",
        &["cells 1 and 2 are 0 wavelengths apart", "--no-shift"],
    );
    told("--geometry chain:3:-1", &["the spacing is -1"]);
    told("--geometry chain:3", &["chain:N:A"]);
    told("--geometry square:3:0.1", &["square:NxM:A"]);
    told("--geometry ring:3:a", &["ring:N:A"]);
    told("--geometry chain:27:0.1", &["27 cells", "from 1 to 26"]);
    told(
        "--geometry chain:20:0.1",
        &["--geometry chain:20:0.1: 20 cells are too many"],
    );
    told(
        "--geometry chain:3:0.1 --cells 4",
        &["chain:3:0.1 is of 3 cells", "--cells 4"],
    );
    told("--geometry chain:3:0.1 --dipole 0,0,0", &["0,0,0", "not 0"]);
    told("--geometry chain:3:0.1 --dipole 1,2", &["x,y,z"]);
    told(
        "--cells 3 --dipole 1,0,0",
        &["--dipole 1,0,0", "--geometry"],
    );
    told("--cells 3 --no-shift", &["--no-shift", "--geometry"]);
    told(
        "--cells 3 --positions none.csv",
        &["--positions none.csv", "cannot be read"],
    );
    let (_folder, path) = file("places.csv", b"x,y,z\n0,0,0\n1,1,up\n");
    told(&with("positions", &path), &["line 3", "z is \"up\""]);
    let (_folder, path) = file("g.csv", b"h\n1\n");
    told(&with("couplings", &path), &["must name the columns g"]);
    let (_folder, path) = kernel(2, &[1.0, 2.0, 2.0, 1.0]);
    told(&with("kernel", &path), &["eigenvalue -1"]);
    let (_folder, path) = kernel(2, &[1.0, 0.5, 0.4, 1.0]);
    told(
        &with("kernel", &path),
        &["0.4 in row 2, column 1", "symmetric"],
    );
    let (_folder, path) = kernel(2, &[1.0, f64::NAN, 0.4, 1.0]);
    told(&with("kernel", &path), &["an element of the kernel is NaN"]);
    let range = run("map --geometry chain:3:0.1 --x cells=2:5 --y alpha-c=0.1:0.5".split(' '));
    assert!(
        range.stderr.contains("--x varies their number"),
        "{}",
        range.stderr
    );
}

#[test]
fn where_the_start_decides_it_is_asked_for() {
    let (_folder, path) = file("g.csv", b"g\n1\n0.5\n-1\n");
    let flags = format!("steady --alpha-c 0.6 {}", with("couplings", &path));
    let words: Vec<&str> = flags.split_whitespace().collect();
    refused(&words, &["treats cells 1, 3 alike", "--initial ground"]);
    let ground = json(&format!("{flags} --initial ground --json"));
    assert_eq!(ground["picture"], "register");
    let excited = json(&format!("{flags} --initial dicke:1.5,1.5 --json"));
    assert!(value(&ground["ergotropy"]) > 0.0);
    assert!((value(&ground["energy"]) - value(&excited["energy"])).abs() < 1e-10);
}

#[test]
fn places_without_collective_noise_change_nothing() {
    let run = run("steady --eta 0 --geometry chain:3:0.1 --alpha-l 0.1".split(' '));
    assert_eq!(run.code, Some(0));
    assert!(
        run.stderr
            .contains("--geometry chain:3:0.1 changes nothing"),
        "{}",
        run.stderr
    );
}
