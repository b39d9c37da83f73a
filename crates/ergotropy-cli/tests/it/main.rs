//! The contract of the command: keys, exit codes, complaints.

mod answers;
mod bad_input;
mod bath;
mod charge;
mod limit;
mod mistyped;
mod model;
#[cfg(not(feature = "report"))]
mod no_report;
mod notes;
mod npy;
mod npy_bytes;
mod observables;
#[cfg(feature = "report")]
mod paper;
mod places;
mod populations;
#[cfg(all(unix, feature = "report"))]
mod readme;
mod register;
mod steady;
mod streams;
mod trivial;
mod varied;

use assert_cmd::Command;
use serde_json::Value;

/// What a run left behind.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the command with the words of a line, or with words that hold blanks as they are.
fn run<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Run {
    let mut command = Command::cargo_bin("ergotropy").expect("the command is built");
    let output = command.args(words).output().expect("the command runs");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("answers are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("complaints are UTF-8"),
    }
}

/// The stdout of a line that is answered.
fn answered(line: &str) -> String {
    let run = run(line.split_whitespace());
    assert_eq!(run.code, Some(0), "{line}: {}", run.stderr);
    assert!(run.stderr.is_empty(), "{line}: {}", run.stderr);
    run.stdout
}

/// The JSON of a line that is answered.
fn json(line: &str) -> Value {
    serde_json::from_str(&answered(line)).expect("the answer is JSON")
}

/// The value of a number with an error.
fn value(number: &Value) -> f64 {
    assert!(
        number["error"].as_f64().is_some_and(|error| error >= 0.0),
        "{number}"
    );
    assert!(
        ["bound", "estimate"]
            .iter()
            .any(|kind| number["kind"] == *kind),
        "{number}"
    );
    number["value"].as_f64().expect("a value")
}

/// Asserts that a run is wrong input: one line on stderr that holds all of these, and no answer.
fn refused(words: &[&str], named: &[&str]) {
    let run = run(words);
    let line = words.join(" ");
    assert_eq!(run.code, Some(2), "{line}: {}", run.stderr);
    assert!(run.stdout.is_empty(), "{line}: {}", run.stdout);
    assert_eq!(run.stderr.lines().count(), 1, "{line}: {}", run.stderr);
    for name in named {
        assert!(
            run.stderr.contains(name),
            "{line}: no {name} in {}",
            run.stderr
        );
    }
}
