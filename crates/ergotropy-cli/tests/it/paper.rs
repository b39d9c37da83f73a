//! `ergotropy paper`.

use super::{refused, run};

#[test]
fn one_figure_is_written_where_it_was_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("report");
    let words = ["paper", "--quiet", "--only", "fig8", "--out"];
    let run = run(words
        .iter()
        .map(std::ffi::OsStr::new)
        .chain([out.as_os_str()]));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.is_empty());
    assert!(run.stdout.contains("report"));
    for name in [
        "index.html",
        "claims.json",
        "fig08.svg",
        "fig08.png",
        "fig08.csv",
    ] {
        assert!(out.join(name).exists(), "{name}");
    }
}

#[test]
fn unknown_items_are_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("report");
    let path = out.to_str().expect("a path in UTF-8");
    refused(
        &["paper", "--out", path, "--only", "fig99"],
        &["--only", "fig99"],
    );
    refused(
        &["paper", "--out", path, "--only", "fig8,C999"],
        &["--only", "C999"],
    );
    refused(&["paper", "--out", path, "--only", ""], &["--only"]);
    assert!(!out.exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_no_wrong_input() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("a temporary file");
    let out = file.join("report");
    let words = ["paper", "--only", "fig8", "--out"];
    let run = run(words
        .iter()
        .map(std::ffi::OsStr::new)
        .chain([out.as_os_str()]));
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}
