//! Which files there are, and how they come to be.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use ergotropy_paper::{Error, Item, claims, write};
use ergotropy_sweep::with_threads;
use serde_json::Value;

use crate::{FIGURES, Outcome, figures, request};

fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<_>>()?;
    names.sort();
    Ok(names)
}

#[test]
fn a_selection_writes_what_was_asked_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("not").join("there");
    let summary = write(&request(&out, &[Item::Figure(8)]))?;
    assert_eq!((summary.figures, summary.claims()), (1, 0));
    assert_eq!(
        names(&out)?,
        [
            "claims.json",
            "fig08.csv",
            "fig08.png",
            "fig08.svg",
            "index.html"
        ]
    );
    let told = summary.to_string();
    assert!(told.starts_with("1 figure in "), "{told}");
    assert!(told.contains("index.html"));
    Ok(())
}

#[test]
fn items_made_by_hand_are_checked() -> Outcome {
    let folder = tempfile::tempdir()?;
    let refused = |item| write(&request(folder.path(), &[item]));
    assert!(matches!(
        refused(Item::Figure(1)),
        Err(Error::Schematic { number: 1 })
    ));
    assert!(matches!(
        refused(Item::Extra("nothing")),
        Err(Error::UnknownItem { .. })
    ));
    assert!(matches!(
        refused(Item::Figure(99)),
        Err(Error::UnknownItem { .. })
    ));
    assert!(matches!(
        refused(Item::Claim("C99")),
        Err(Error::UnknownItem { .. })
    ));
    assert!(names(folder.path())?.is_empty());
    Ok(())
}

#[test]
fn every_figure_is_three_files() -> Outcome {
    let names = names(figures()?)?;
    assert_eq!(names.len(), 3 * FIGURES.len() + 2);
    for number in FIGURES {
        for ending in ["csv", "png", "svg"] {
            assert!(names.contains(&format!("fig{number:02}.{ending}")));
        }
    }
    Ok(())
}

#[test]
fn claims_are_judged_alone_and_keyed_by_id() -> Outcome {
    let tests = claims::all();
    let Some(test) = tests.first() else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    write(&request(folder.path(), &[Item::Claim(test.id)]))?;
    assert_eq!(names(folder.path())?, ["claims.json", "index.html"]);
    let json: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("claims.json"))?)?;
    let claims = json.as_object().ok_or("not an object")?;
    assert_eq!(claims.keys().collect::<Vec<_>>(), [test.id]);
    let claim = &json[test.id];
    assert!(claim["verdict"].is_string() && claim["numbers"].is_object());
    assert!(claim["evidence"].is_string() && claim["figures"].is_array());
    assert_eq!(claim["statement"], test.statement);
    assert_eq!(claim["source"], test.source);
    Ok(())
}

#[test]
fn claims_name_figures_of_the_paper_and_ids_of_their_own() -> Outcome {
    let tests = claims::all();
    for (place, test) in tests.iter().enumerate() {
        assert!(
            tests[..place].iter().all(|other| other.id != test.id),
            "{} twice",
            test.id
        );
        for figure in test.figures {
            match figure.parse::<Item>() {
                Ok(item) => assert_eq!(&item.to_string(), figure),
                Err(Error::Schematic { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
    Ok(())
}

#[test]
fn files_are_replaced_whole_and_neighbours_are_left_alone() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    fs::write(path("fig08.svg"), "an older picture")?;
    fs::write(path("notes.txt"), "mine")?;
    let mut old = File::open(path("fig08.svg"))?;
    write(&request(folder.path(), &[Item::Figure(8)]))?;
    // Whoever still has the old file open reads it to the end: it was not written over.
    let mut still = String::new();
    old.read_to_string(&mut still)?;
    assert_eq!(still, "an older picture");
    assert!(fs::read_to_string(path("fig08.svg"))?.starts_with("<svg"));
    assert_eq!(fs::read_to_string(path("notes.txt"))?, "mine");
    assert_eq!(names(folder.path())?.len(), 6);
    Ok(())
}

#[test]
fn a_folder_that_cannot_be_is_refused_at_once() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a file");
    fs::write(&file, "in the way")?;
    for out in [file.clone(), file.join("paper")] {
        let began = std::time::Instant::now();
        match write(&request(&out, &[])) {
            Err(error @ Error::NotAFolder { .. }) => {
                let sentence = format!("{} is a file, not a folder", file.display());
                assert_eq!(error.to_string(), sentence);
            }
            other => return Err(format!("{other:?}").into()),
        }
        // Computing everything takes seconds.
        assert!(began.elapsed().as_millis() < 500);
    }
    assert_eq!(fs::read_to_string(&file)?, "in the way");
    Ok(())
}

#[cfg(unix)]
#[test]
fn reports_are_as_readable_as_other_files() -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    write(&request(folder.path(), &[Item::Figure(8)]))?;
    let plain = folder.path().join("plain");
    fs::write(&plain, "")?;
    let mode = |path: &Path| Ok::<u32, std::io::Error>(fs::metadata(path)?.permissions().mode());
    assert_eq!(mode(&folder.path().join("index.html"))?, mode(&plain)?);
    Ok(())
}

#[test]
fn threads_do_not_change_a_byte() -> Outcome {
    let only = [4, 6, 8, 9, 10].map(Item::Figure);
    let (one, two) = (tempfile::tempdir()?, tempfile::tempdir()?);
    with_threads(1, || write(&request(one.path(), &only)))??;
    with_threads(2, || write(&request(two.path(), &only)))??;
    for name in names(one.path())? {
        // The page tells how long it took.
        if name != "index.html" {
            let same = fs::read(one.path().join(&name))? == fs::read(two.path().join(&name))?;
            assert!(same, "{name}");
        }
    }
    Ok(())
}
