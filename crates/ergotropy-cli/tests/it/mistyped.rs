//! Lines as people mistype them: each is refused in one sentence that names flag, value and mend.

use std::ffi::OsString;

use super::refused;

/// The lines, each with the parts of its complaint.
const LINES: &str = include_str!("../mistyped/lines.txt");

/// The words of each line, and what its complaint must hold.
fn lines() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = LINES.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (typed, parts) = line.split_once(" => ").expect("a line and its parts");
        (typed, parts.split(" | ").collect())
    })
}

#[test]
fn mistyped_lines_are_refused_with_a_mend() {
    let mut faults = Vec::new();
    for (typed, parts) in lines() {
        #[cfg(not(feature = "report"))]
        if typed.starts_with("paper") || parts.iter().any(|part| part.contains("paper")) {
            continue;
        }
        let words = ["ergotropy"].into_iter().chain(typed.split(' '));
        let words: Vec<OsString> = words.map(OsString::from).collect();
        match ergotropy_cli::inputs::arguments(&words) {
            Ok(_) => faults.push(format!("{typed}: not refused")),
            Err(said) => {
                let missing = parts.iter().filter(|part| !said.contains(**part));
                faults.extend(missing.map(|part| format!("{typed}: no {part:?} in: {said}")));
                if said.contains(['\n', '\u{1b}']) || said.contains("\\n") {
                    faults.push(format!("{typed}: more than one line: {said}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(lines().count() >= 200, "{} lines", lines().count());
}

#[test]
fn the_command_says_the_same_and_exits_with_2() {
    for (typed, parts) in lines().step_by(25) {
        let words: Vec<&str> = typed.split(' ').collect();
        if cfg!(feature = "report") || !typed.starts_with("paper") {
            refused(&words, &parts);
        }
    }
}
