//! The commands of the README run as they are copied, and answer what stands below them.

use std::path::Path;
use std::process::Command;

use super::npy_bytes;

const README: &str = include_str!("../../../../README.md");

/// A command with the lines that the README shows of its answer.
struct Example {
    command: String,
    shown: Vec<String>,
}

/// The examples of all console blocks, in their order.
fn examples() -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut in_console = false;
    for line in README.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if !in_console {
        } else if let Some(command) = line.strip_prefix("$ ") {
            examples.push(Example {
                command: command.to_owned(),
                shown: Vec::new(),
            });
        } else {
            let last = examples.last_mut().expect("a command above its answer");
            last.shown.push(line.to_owned());
        }
    }
    examples
}

/// Runs a line in a shell that finds the command, in a folder, and gives what it prints.
fn answer(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_ergotropy"));
    let mut path = program.parent().expect("a folder").as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", line])
        .env("PATH", path)
        .current_dir(folder);
    let output = shell.output().expect("a shell");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {complaint}");
    String::from_utf8(output.stdout).expect("answers are UTF-8")
}

/// A number with the error of its last digits, as in 1.25(3)e-4.
fn number(word: &str) -> Option<(f64, f64)> {
    let (digits, rest) = word.split_once('(')?;
    let (error, power) = rest.split_once(')')?;
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let value: f64 = format!("{digits}{power}").parse().ok()?;
    let error: f64 = format!("{error}e-{decimals}").parse().ok()?;
    let scale: f64 = format!("1{power}").parse().ok()?;
    Some((value, error * scale))
}

/// Whether a line says the same; numbers may differ by their errors, which depend on the machine.
fn agrees(shown: &str, line: &str) -> bool {
    let (shown, line) = (shown.split_whitespace(), line.split_whitespace());
    shown.clone().count() == line.clone().count()
        && shown.zip(line).all(|(a, b)| match (number(a), number(b)) {
            (Some((a, error)), Some((b, other))) => (a - b).abs() <= error + other,
            _ => a == b,
        })
}

/// Dicke state of two excitations among four cells, as the README saves it with NumPy.
fn dicke() -> Vec<u8> {
    let amplitude = |index: u32| {
        if index.count_ones() == 2 {
            6f64.sqrt().recip()
        } else {
            0.0
        }
    };
    let bytes: Vec<u8> = (0..16)
        .flat_map(|index| amplitude(index).to_le_bytes())
        .collect();
    npy_bytes::file("'<f8'", false, "(16,)", &bytes)
}

#[test]
fn commands_of_the_readme_answer_as_they_are_copied() {
    let folder = tempfile::tempdir().expect("a folder");
    let examples = examples();
    assert!(examples.len() > 10, "{} commands", examples.len());
    for Example { command, shown } in examples {
        if command == "ergotropy paper" {
            // It takes half a minute of a release build; others test its parts.
            continue;
        }
        if command.starts_with("python3 ") {
            // NumPy may not be there.
            assert!(command.contains("np.save('dicke.npy', a)"), "{command}");
            std::fs::write(folder.path().join("dicke.npy"), dicke()).expect("a file");
            continue;
        }
        let answer = answer(&command, folder.path());
        for line in shown {
            assert!(
                answer.lines().any(|found| agrees(&line, found)),
                "{command}\n{line}\nnot in\n{answer}"
            );
        }
    }
    assert!(folder.path().join("map.svg").exists());
}

#[test]
fn other_numbers_do_not_agree() {
    assert!(agrees("W  0.65(1)  bound", "W 0.66(1) bound"));
    assert!(!agrees("W 0.65(1) bound", "W 0.68(1) bound"));
    assert!(!agrees("W 0.65(1) bound", "W 0.65(1) estimate"));
    assert!(!agrees("W 0.65(1)", "W 0.65(1) bound"));
    assert_eq!(number("1.25(3)e-4"), Some((1.25e-4, 3e-6)));
}
