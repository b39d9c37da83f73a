//! The way the code depends on itself: arrows run downwards, and never in a circle.
//!
//! - [`sources`]: the sources of a crate, and the arrows between its files
//! - [`circle`]: circles of arrows
//! - [`floors`]: the floors that DESIGN.md lists

mod circle;
mod floors;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use circle::circle;
use floors::Floors;
use sources::{Module, Sources};

type Checked = Result<(), Box<dyn Error>>;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// All crates, read once for all tests.
fn crates() -> Result<&'static [Sources], &'static str> {
    static ALL: LazyLock<Result<Vec<Sources>, String>> =
        LazyLock::new(|| read().map_err(|error| error.to_string()));
    ALL.as_deref().map_err(String::as_str)
}

fn read() -> Result<Vec<Sources>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(root().join("crates"))? {
        all.push(Sources::read(&entry?.path())?);
    }
    assert!(all.len() > 5, "{} crates", all.len());
    Ok(all)
}

fn floors(block: &str) -> Result<BTreeMap<String, Floors>, Box<dyn Error>> {
    let design = std::fs::read_to_string(root().join("DESIGN.md"))?;
    Ok(floors::listed(&design, block)?)
}

/// The arrows within each folder: between its files, and its folders as a whole.
fn within(arrows: &BTreeSet<(Module, Module)>) -> BTreeMap<Module, BTreeSet<(String, String)>> {
    let mut within: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (from, to) in arrows {
        let pairs = from.iter().zip(to);
        let shared = pairs.take_while(|(one, other)| one == other).count();
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
            let folder = from[..shared].to_vec();
            let arrow = (one.clone(), other.clone());
            within.entry(folder).or_default().insert(arrow);
        }
    }
    within
}

#[test]
fn no_files_depend_on_each_other_in_a_circle() -> Checked {
    for sources in crates()? {
        let circle = circle(&sources.arrows);
        assert!(circle.is_none(), "{}: {circle:?}", sources.name);
    }
    Ok(())
}

#[test]
fn no_folders_depend_on_each_other_in_a_circle() -> Checked {
    for sources in crates()? {
        for (folder, arrows) in within(&sources.arrows) {
            let circle = circle(&arrows);
            assert!(circle.is_none(), "{} {folder:?}: {circle:?}", sources.name);
        }
    }
    Ok(())
}

#[test]
fn arrows_between_rooms_run_downwards() -> Checked {
    let listed = floors("rooms")?;
    for sources in crates()? {
        assert!(
            listed.contains_key(&sources.name),
            "{} has no floors",
            sources.name
        );
        for (folder, arrows) in within(&sources.arrows) {
            let name = [std::slice::from_ref(&sources.name), &folder]
                .concat()
                .join("/");
            let Some(floors) = listed.get(&name) else {
                continue;
            };
            for (from, to) in arrows {
                floors
                    .check(&from, &to)
                    .map_err(|fault| format!("{name}: {fault}"))?;
            }
        }
    }
    Ok(())
}

#[test]
fn arrows_between_crates_run_downwards() -> Checked {
    let listed = floors("crates")?;
    let floors = listed
        .get("crates")
        .ok_or("DESIGN.md has no floors of crates")?;
    let mut arrows = 0;
    for sources in crates()? {
        for needed in &sources.crates {
            floors.check(&sources.name, needed)?;
            arrows += 1;
        }
    }
    assert!(arrows > 5, "{arrows} arrows");
    Ok(())
}

#[test]
fn each_folder_begins_with_a_map_of_its_files() -> Checked {
    for sources in crates()? {
        for folder in &sources.folders {
            let mut path = root().join("crates").join(&sources.name).join("src");
            path.extend(folder);
            let text = std::fs::read_to_string(path.join("mod.rs"))?;
            let map: BTreeSet<&str> = text
                .lines()
                .map_while(|line| line.strip_prefix("//!"))
                .filter_map(|line| line.trim().strip_prefix("- "))
                .filter_map(|line| line.split('`').nth(1))
                .collect();
            let own = |module: &&Module| {
                module
                    .split_last()
                    .is_some_and(|(_, parents)| parents == folder.as_slice())
            };
            for module in sources.modules.iter().filter(own) {
                let name = &module[folder.len()];
                assert!(
                    map.contains(name.as_str()),
                    "{} {folder:?} has no line for {name}",
                    sources.name
                );
            }
        }
    }
    Ok(())
}
