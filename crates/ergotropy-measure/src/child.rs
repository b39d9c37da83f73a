//! A process with a limit on its time.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use wait_timeout::ChildExt;

/// The output of a process until its end or its time limit.
pub struct Said {
    /// The last whole line on standard output.
    pub last: Option<String>,
    /// All of standard error.
    pub complaints: String,
    /// The way in which the process ended.
    pub ending: Ending,
}

/// The way in which a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It ended by itself, with success.
    Success,
    /// It ended by itself, without success.
    Failure,
    /// It was stopped at its time limit.
    Stopped,
}

/// Runs a command with some input, and stops it at its time limit.
pub fn run(mut command: Command, input: &str, cap: Duration) -> Result<Said> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", command.get_program().display()))?;
    if let Some(mut pipe) = child.stdin.take() {
        // A process that ends before it reads its input reports the reason itself.
        pipe.write_all(input.as_bytes()).ok();
    }
    let output = child.stdout.take().context("standard output is a pipe")?;
    let errors = child.stderr.take().context("standard error is a pipe")?;
    let lines = thread::spawn(move || {
        let mut last = None;
        let mut reader = BufReader::new(output);
        let mut line = String::new();
        // Only whole lines count, since a process that was stopped may leave a part of one.
        while reader.read_line(&mut line).is_ok_and(|length| length > 0) {
            if line.ends_with('\n') {
                last = Some(line.trim_end().to_owned());
            }
            line.clear();
        }
        last
    });
    let complaints = thread::spawn(move || {
        let mut text = String::new();
        BufReader::new(errors).read_to_string(&mut text).ok();
        text
    });
    let ending = match child.wait_timeout(cap)? {
        Some(status) if status.success() => Ending::Success,
        Some(_) => Ending::Failure,
        None => {
            child.kill()?;
            child.wait()?;
            Ending::Stopped
        }
    };
    Ok(Said {
        last: lines.join().unwrap_or(None),
        complaints: complaints.join().unwrap_or_default(),
        ending,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, cap: Duration) -> Result<Said> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, "given\n", cap)
    }

    #[test]
    fn the_last_whole_line_counts() -> Result<()> {
        let said = shell("echo one; cat; printf part", Duration::from_secs(10))?;
        assert_eq!(said.last.as_deref(), Some("given"));
        assert_eq!(said.ending, Ending::Success);
        let said = shell("echo no >&2; exit 3", Duration::from_secs(10))?;
        assert_eq!((said.last, said.ending), (None, Ending::Failure));
        assert_eq!(said.complaints, "no\n");
        Ok(())
    }

    #[test]
    fn a_cap_keeps_what_was_said() -> Result<()> {
        let said = shell("echo half; exec sleep 60", Duration::from_millis(300))?;
        assert_eq!(said.last.as_deref(), Some("half"));
        assert_eq!(said.ending, Ending::Stopped);
        Ok(())
    }
}
