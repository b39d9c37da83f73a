//! The version of the command, with the commit where the sources are a checkout.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let root = Path::new("../..");
    let version = match commit(root) {
        None => version,
        Some(commit) => format!("{version} ({commit})"),
    };
    println!("cargo::rustc-env=ERGOTROPY_VERSION={version}");
}

/// The commit and its day, if the workspace is a checkout of its own and not a folder within another one.
fn commit(root: &Path) -> Option<String> {
    if !root.join(".git").exists() {
        return None;
    }
    // The log grows with each commit and each checkout, and with nothing else. A file that is not there would run this
    // at every build.
    let log = root.join(git(root, &["rev-parse", "--git-path", "logs/HEAD"])?);
    if log.exists() {
        println!("cargo::rerun-if-changed={}", log.display());
    }
    git(root, &["log", "-1", "--format=%h %cs"])
}

fn git(root: &Path, words: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(words).output();
    let output = output.ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
