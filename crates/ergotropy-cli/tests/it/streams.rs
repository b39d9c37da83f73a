//! What goes where: stdout, stderr, closed pipes, full disks.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};

use super::{answered, run};

const BINARY: &str = env!("CARGO_BIN_EXE_ergotropy");

/// Enough output for a pipe to fill up.
const LONG: &str = "charge --cells 2 --alpha-c 0.6 --initial ground --until 10 --points 5000";

/// The verbs that answer a question at once.
const VERBS: [&str; 7] = [
    "steady",
    "charge",
    "map",
    "optimum",
    "threshold",
    "limit",
    "bath",
];

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
    let version = answered("--version");
    let number = env!("CARGO_PKG_VERSION");
    let rest = version
        .trim_end()
        .strip_prefix(&format!("ergotropy {number}"));
    // Beside the number stands the commit with its day, if the sources are a checkout.
    let commit = rest.map(|rest| rest.trim_start_matches(" (").trim_end_matches(')'));
    let known = |commit: &str| {
        let mut parts = commit.split(' ');
        let hash = parts.next().unwrap_or_default();
        hash.len() >= 7
            && hash.chars().all(|c| c.is_ascii_hexdigit())
            && parts.next().is_some_and(|day| day.len() == 10)
    };
    assert!(
        commit.is_some_and(|commit| commit.is_empty() || known(commit)),
        "{version}"
    );
    for short in ["-v", "-V"] {
        assert_eq!(answered(short), version);
    }
    let of_json = super::json("bath --n 1 --json");
    assert_eq!(of_json["version"], number);
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
    assert!(answered("man charge").contains("points"));
}

#[test]
fn completions_suggest_starts_and_figures() {
    for shell in ["bash", "zsh", "fish"] {
        let text = answered(&format!("completions {shell}"));
        assert!(
            text.contains("ground") && text.contains("populations"),
            "{shell}"
        );
        #[cfg(feature = "report")]
        assert!(text.contains("fig07"), "{shell}");
    }
    // They are suggestions, and other values are read.
    assert!(
        answered("charge --cells 2 --alpha-c 0.5 --times 0 --initial dicke:1").contains("dicke:1")
    );
}

#[test]
fn the_manual_has_the_flags_of_all_verbs() {
    let plain = |page: String| page.replace("\\-", "-");
    let whole = plain(answered("man"));
    for verb in VERBS {
        assert!(
            whole.contains(&format!(".SH \"ERGOTROPY {}\"", verb.to_uppercase())),
            "{verb}"
        );
        // Each flag of the help is in the manual, in the page of the verb and in that of the command.
        let page = plain(answered(&format!("man {verb}")));
        let help = answered(&format!("{verb} -h"));
        let flags = help
            .split_whitespace()
            .filter(|word| word.starts_with("--"));
        let name = |word: &str| {
            word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric())
                .to_owned()
        };
        for flag in flags.map(name) {
            assert!(
                page.contains(&flag) && whole.contains(&flag),
                "{verb} {flag}"
            );
        }
    }
}

#[test]
fn help_and_manual_have_the_equation_of_motion() {
    for verb in ["", "steady ", "charge ", "map ", "optimum ", "threshold "] {
        let help = answered(&format!("{verb}--help"));
        let manual = answered(&format!("man {verb}"));
        for part in [
            "drho/dt = -i [H, rho] + e_c D[J-] + a_c D[J+]",
            "G sum_i D[sigma_z_i/2] + G_c D[J_z]",
            "collective_dephasing   --collective-dephasing",
            "twice 1/T_phi",
        ] {
            assert!(help.contains(part), "{verb}: {help}");
            assert!(
                manual.replace("\\-", "-").contains(part),
                "{verb}: {manual}"
            );
        }
    }
    assert!(!answered("bath --help").contains("drho"));
}

#[test]
fn help_fits_on_80_columns() {
    for verb in VERBS.into_iter().chain(["man"]) {
        for flag in ["-h", "--help"] {
            let output = Command::new(BINARY)
                .args([verb, flag])
                .env("COLUMNS", "80")
                .output()
                .expect("the command runs");
            let help = String::from_utf8_lossy(&output.stdout).into_owned();
            // A usage is one line.
            let lines = help.lines().filter(|line| !line.starts_with("Usage: "));
            for line in lines {
                assert!(line.chars().count() <= 80, "{verb} {flag}: {line}");
            }
            // An example that is wrapped could not be copied.
            let mut lines = help.lines().skip_while(|line| !line.starts_with("Example"));
            let mut joined = false;
            for line in lines.by_ref().skip(1).filter(|line| !line.is_empty()) {
                assert!(
                    joined || line.starts_with("  ergotropy "),
                    "{verb} {flag}: {line}"
                );
                joined = line.ends_with('\\');
            }
        }
    }
}

#[test]
fn answers_have_no_colour_in_a_pipe() {
    assert!(!answered("steady --help").contains('\u{1b}'));
}
