//! Starts from files of populations.

use std::path::Path;

use super::{Run, json, refused, run, value};

fn written(folder: &Path, content: &str) -> String {
    let path = folder.join("weights.csv");
    std::fs::write(&path, content).expect("a temporary file");
    format!("populations:{}", path.display())
}

#[test]
fn a_file_is_the_state_that_it_describes() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = written(folder.path(), "d,k,weight\n0, 3 ,1\n");
    let line = |start: &str| {
        format!("charge --cells 7 --alpha-c 0.6 --initial {start} --times 0,1 --json")
    };
    let (file, dicke) = (json(&line(&start)), json(&line("dicke:3")));
    assert_eq!(file["ergotropy"], dicke["ergotropy"]);
    assert!((value(&file["energy"][0]) - 3.0).abs() < 1e-14);
}

#[test]
fn ladders_keep_the_weights_of_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = written(folder.path(), "d,k,weight\n0,0,0.25\n1,1,0.5\n1,3,0.25\n");
    let Run { code, stdout, .. } = run([
        "steady",
        "--cells",
        "4",
        "--alpha-c",
        "0.5",
        "--json",
        "--initial",
        &start,
    ]);
    assert_eq!(code, Some(0));
    let answer: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(answer["bright_weight"]["value"], 0.25);
}

#[test]
fn complaints_name_the_file_the_line_and_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    for (content, named) in [
        ("", &["d,k,weight"][..]),
        ("0,0,1\n", &["0,0,1", "d,k,weight"]),
        ("d,k\n0,0\n", &["d,k,weight"]),
        ("d,k,weight\n0,0\n", &["line 2", "2 columns"]),
        ("d,k,weight\n0,0,1,2\n", &["line 2", "4 columns"]),
        (
            "d,k,weight\n0,0,0.5\n0,1,half\n",
            &["line 3", "weight", "half"],
        ),
        ("d,k,weight\n0.5,0,1\n", &["line 2", "d is", "0.5", "whole"]),
        ("d,k,weight\n0,-1,1\n", &["line 2", "k is", "-1", "whole"]),
        ("d,k,weight\n0,0,1.5\n0,1,-0.5\n", &["line 2", "1.5"]),
        ("d,k,weight\n0,0,0.5\n\n0,1,-0.5\n", &["line 4", "-0.5"]),
        (
            "d,k,weight\r\n0,0,0.5\r\n\r\n0,1,-0.5\r\n",
            &["line 4", "-0.5"],
        ),
        ("d,k,weight\n0,0,nan\n", &["line 2", "NaN"]),
        (
            "d,k,weight\n0,0,0.5\n4,4,0.5\n",
            &["line 3", "d = 4", "7 cells"],
        ),
        ("d,k,weight\n1,0,1\n", &["line 2", "k = 0"]),
        (
            "d,k,weight\n0,0,0.5\n1,1,0.25\n0,0,0.25\n",
            &["line 4", "twice"],
        ),
        ("d,k,weight\n0,0,0.5\n", &["sum to 0.5", "1e-10"]),
        ("d,k,weight\n", &["sum to 0"]),
    ] {
        let start = written(folder.path(), content);
        let mut named = named.to_vec();
        named.extend(["--initial", "weights.csv"]);
        refused(
            &[
                "steady",
                "--cells",
                "7",
                "--alpha-c",
                "0.6",
                "--initial",
                &start,
            ],
            &named,
        );
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("weights.csv");
    std::fs::write(&path, b"d,k,weight\n0,0,\xff\xfe\n").expect("a temporary file");
    let start = format!("populations:{}", path.display());
    refused(
        &[
            "steady",
            "--cells",
            "7",
            "--alpha-c",
            "0.6",
            "--initial",
            &start,
        ],
        &["weights.csv"],
    );
}

#[test]
fn files_are_read_no_further_than_states_can_need() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("weights.csv");
    let start = format!("populations:{}", path.display());
    for (content, named) in [
        (vec![b'x'; 1 << 20], "is longer than 14336 bytes"),
        (vec![0; 1 << 20], "is not text"),
        (vec![0xff; 100], "is not text"),
        (vec![b'x'; 6000], "begins with \"xxxxx"),
        (
            [b"d,k,weight\n0,0,".as_slice(), &[b'x'; 6000]].concat(),
            "in line 2, weight is \"xxx",
        ),
    ] {
        std::fs::write(&path, content).expect("a temporary file");
        let line = ["steady", "--cells", "7", "--alpha-c", "0.6", "--initial"];
        let words: Vec<&str> = line.into_iter().chain([start.as_str()]).collect();
        refused(&words, &["--initial", "weights.csv", named]);
        let Run { stderr, .. } = run(words);
        assert!(stderr.len() < 600, "{stderr}");
    }
    if Path::new("/dev/zero").exists() {
        let line = "steady --cells 7 --alpha-c 0.6 --initial populations:/dev/zero";
        let words: Vec<&str> = line.split(' ').collect();
        refused(&words, &["/dev/zero", "is not text"]);
    }
}
