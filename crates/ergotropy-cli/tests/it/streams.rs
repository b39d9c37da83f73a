//! What goes where: stdout, stderr, closed pipes, full disks.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};

use super::{answered, run};

const BINARY: &str = env!("CARGO_BIN_EXE_ergotropy");

/// Enough output for a pipe to fill up.
const LONG: &str = "charge --cells 2 --alpha-c 0.6 --initial ground --until 10 --points 5000";

#[test]
fn a_closed_pipe_is_no_error() {
    for form in ["", "--json", "--csv"] {
        let mut child = Command::new(BINARY)
            .args(LONG.split(' ').chain(form.split_whitespace()))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let mut first = [0];
        let mut stdout = child.stdout.take().expect("a pipe");
        stdout.read_exact(&mut first).expect("an answer begins");
        drop(stdout);
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!(output.status.code(), Some(0), "{form}");
        assert!(output.stderr.is_empty(), "{form}");
    }
}

#[test]
fn a_full_disk_is_an_error_of_its_own() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return;
    };
    let output = Command::new(BINARY)
        .args(["bath", "--n", "1"])
        .stdout(full)
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("cannot be written") && stderr.lines().count() == 1);
}

#[test]
fn help_and_version_are_answers() {
    assert_eq!(
        answered("--version"),
        format!("ergotropy {}\n", env!("CARGO_PKG_VERSION"))
    );
    let paper = cfg!(feature = "report").then_some("paper");
    for verb in ["steady", "charge", "limit", "bath"]
        .into_iter()
        .chain(paper)
    {
        let help = answered(&format!("{verb} --help"));
        assert!(help.contains("Example") && help.contains(&format!("ergotropy {verb} ")));
        assert!(answered(&format!("man {verb}")).contains(".TH"));
    }
    assert!(answered("--help").contains("steady"));
    for verb in ["limit", "optimum", "sweep", "explore"] {
        assert_eq!(run([verb]).code, Some(2));
    }
}

#[test]
fn completions_and_the_manual_know_the_flags() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(answered(&format!("completions {shell}")).contains("gamma-ratio"));
    }
    assert!(answered("man").contains("ergotropy"));
    assert!(answered("man charge").contains("points"));
}

#[test]
fn answers_have_no_colour_in_a_pipe() {
    assert!(!answered("steady --help").contains('\u{1b}'));
}
