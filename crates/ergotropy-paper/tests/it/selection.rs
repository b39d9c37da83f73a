//! Selections: what was asked for is replaced, and the rest of a report stays.

use std::fs;
use std::path::Path;

use ergotropy_paper::{Error, Item, write};
use serde_json::Value;

use crate::{Outcome, request};

const FIG_8: Item = Item::Figure(8);
const FIG_9: Item = Item::Figure(9);
const C6: Item = Item::Claim("C6");
const C21: Item = Item::Claim("C21");

fn page(folder: &Path) -> std::io::Result<String> {
    fs::read_to_string(folder.join("index.html"))
}

fn claims(folder: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(folder.join("claims.json"))?;
    Ok(serde_json::from_str(&text)?)
}

/// The page without the time that it took.
fn timeless(page: &str) -> String {
    let (before, after) = page.split_once("the last run took").unwrap_or((page, ""));
    let after = after.split_once('.').map_or("", |(_, after)| after);
    format!(
        "{before}{}",
        after
            .split_once("The numbers")
            .map_or("", |(_, after)| after)
    )
}

#[test]
fn selections_one_by_one_make_the_report_of_all_at_once() -> Outcome {
    let (one, all) = (tempfile::tempdir()?, tempfile::tempdir()?);
    for item in [FIG_9, C21, FIG_8, C6] {
        let summary = write(&request(one.path(), &[item]))?;
        assert_eq!(summary.figures + summary.claims(), 1);
    }
    let summary = write(&request(one.path(), &[FIG_8]))?;
    assert_eq!(summary.shown, (2, 2));
    let told = summary.to_string();
    assert!(
        told.contains("the report there now shows 2 figures and 2 claims"),
        "{told}"
    );
    write(&request(all.path(), &[FIG_8, FIG_9, C6, C21]))?;
    for entry in fs::read_dir(all.path())? {
        let name = entry?.file_name();
        let (other, this) = (one.path().join(&name), all.path().join(&name));
        if name == "index.html" {
            assert_eq!(
                timeless(&fs::read_to_string(other)?),
                timeless(&fs::read_to_string(this)?)
            );
        } else {
            assert!(fs::read(other)? == fs::read(this)?, "{}", name.display());
        }
    }
    let keys: Vec<String> = claims(one.path())?
        .as_object()
        .map(|claims| claims.keys().cloned().collect())
        .unwrap_or_default();
    assert_eq!(keys, ["C6", "C21"]);
    Ok(())
}

#[test]
fn a_figure_without_all_of_its_files_is_shown_without_them() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(&request(folder.path(), &[FIG_8, FIG_9]))?;
    fs::remove_file(folder.path().join("fig09.csv"))?;
    fs::remove_file(folder.path().join("fig08.svg"))?;
    write(&request(folder.path(), &[C21]))?;
    let page = page(folder.path())?;
    assert!(page.contains("id=\"fig09\"") && page.contains("href=\"fig09.png\""));
    assert!(!page.contains("fig09.csv") && !page.contains("id=\"fig08\""));
    assert!(folder.path().join("fig08.png").exists());
    Ok(())
}

#[test]
fn claims_that_are_not_of_a_report_are_left_alone() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("claims.json");
    for (text, what) in [
        ("{\"C6\": ", "it is not JSON"),
        ("", "it is not JSON"),
        ("[1, 2]", "it holds no claims by their ids"),
        (
            "{\"customer\": \"Bloggs\"}",
            "its key \"customer\" is not the id",
        ),
    ] {
        fs::write(&file, text)?;
        match write(&request(folder.path(), &[FIG_8])) {
            Err(error @ Error::NotClaims { .. }) => {
                let sentence = error.to_string();
                assert!(
                    sentence.contains(what) && sentence.contains("claims.json"),
                    "{sentence}"
                );
            }
            other => return Err(format!("{text}: {other:?}").into()),
        }
        assert_eq!(fs::read_to_string(&file)?, text);
        assert!(!folder.path().join("index.html").exists());
        assert!(!folder.path().join("fig08.svg").exists());
    }
    fs::remove_file(&file)?;
    fs::create_dir(&file)?;
    assert!(matches!(
        write(&request(folder.path(), &[FIG_8])),
        Err(Error::Unreadable { .. })
    ));
    Ok(())
}

#[test]
fn entries_and_figures_of_other_making_are_kept_and_named() -> Outcome {
    let folder = tempfile::tempdir()?;
    let later = "{\"C6\": {\"verdict\": \"surely\", \"more\": [1]}, \"C77\": 5}";
    fs::write(folder.path().join("claims.json"), later)?;
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>mine</metadata></svg>";
    fs::write(folder.path().join("fig09.svg"), own)?;
    write(&request(folder.path(), &[FIG_8, C21]))?;
    let kept = claims(folder.path())?;
    assert_eq!(kept["C6"]["verdict"], "surely");
    assert_eq!(kept["C77"], 5);
    assert_eq!(kept["C21"]["verdict"], "holds if");
    assert_eq!(fs::read_to_string(folder.path().join("fig09.svg"))?, own);
    let told = page(folder.path())?;
    assert!(told.contains("Not shown: C6, C77 of claims.json"));
    assert!(told.contains("Not shown: fig09.svg"));
    // They give way to what is asked for.
    write(&request(folder.path(), &[FIG_9, C6]))?;
    let told = page(folder.path())?;
    assert!(told.contains("id=\"fig09\"") && told.contains("id=\"C6\""));
    assert!(told.contains("Not shown: C77 of claims.json") && !told.contains("fig09.svg, which"));
    assert_eq!(claims(folder.path())?["C6"]["verdict"], "holds");
    Ok(())
}

#[test]
fn parts_of_other_versions_are_named() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(&request(folder.path(), &[C21, FIG_8]))?;
    assert!(!page(folder.path())?.contains("other versions"));
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let file = folder.path().join("claims.json");
    let text = fs::read_to_string(&file)?;
    assert!(text.contains(&version));
    fs::write(&file, text.replace(&version, "\"version\": \"<0>\""))?;
    write(&request(folder.path(), &[FIG_8]))?;
    let told = page(folder.path())?;
    assert!(told.contains("Made by other versions of the program: C21 (&lt;0&gt;)."));
    Ok(())
}
