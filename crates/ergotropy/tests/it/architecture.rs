//! The way the code depends on itself: arrows run downwards, and never in a circle.
//!
//! The sources of all crates are read, without their tests. An arrow leads from a file to each file whose
//! items it names by `use` or by a path that begins with `crate`, `super` or `self`. The floors are those
//! of DESIGN.md.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

type Checked = Result<(), Box<dyn Error>>;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// A module as its path: `["ladder", "chain", "rates"]`; the root of a crate is empty.
type Module = Vec<String>;

/// The files of a crate by module, with their code.
struct Sources {
    name: String,
    files: BTreeMap<Module, String>,
    /// Modules whose file is a folder's `mod.rs`.
    folders: BTreeSet<Module>,
}

impl Sources {
    fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut sources = Self {
            name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
        };
        sources.enter(&folder.join("src"), &mut Vec::new())?;
        Ok(sources)
    }

    fn enter(&mut self, folder: &Path, module: &mut Module) -> Checked {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                module.push(stem);
                self.enter(&path, module)?;
                module.pop();
            } else if path.extension().is_some_and(|kind| kind == "rs") && stem != "tests" {
                let mut own = module.clone();
                match stem.as_str() {
                    "mod" => {
                        self.folders.insert(own.clone());
                    }
                    "lib" | "main" => {}
                    _ => own.push(stem),
                }
                self.files.insert(own, code(&std::fs::read_to_string(&path)?));
            }
        }
        Ok(())
    }

    /// The file that holds what a path names.
    fn file_of(&self, path: &[String]) -> Option<Module> {
        (0..=path.len())
            .rev()
            .map(|length| path[..length].to_vec())
            .find(|module| self.files.contains_key(module))
    }

    /// All arrows between files.
    fn arrows(&self) -> BTreeSet<(Module, Module)> {
        let mut arrows = BTreeSet::new();
        for (module, code) in &self.files {
            for path in paths(code, module) {
                if let Some(target) = self.file_of(&path)
                    && target != *module
                {
                    arrows.insert((module.clone(), target));
                }
            }
        }
        arrows
    }
}

/// The code without comments, and without tests at the end of the file.
fn code(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines
        .windows(2)
        .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].contains("mod tests {"))
        .unwrap_or(lines.len());
    let kept = lines[..tests].iter();
    kept.map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// All paths into the crate that code names, as modules and items from the root.
fn paths(code: &str, module: &Module) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            expand(&code[at..], &Vec::new(), module, &mut found);
        }
    }
    found
}

/// Follows a path, and each of its branches in braces.
fn expand(text: &str, before: &[String], module: &Module, found: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    let mut rest = text.trim_start();
    loop {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        match &rest[..end] {
            "crate" => path.clear(),
            "self" if before.is_empty() && path.is_empty() => path.clone_from(module),
            "super" if before.is_empty() => {
                if path.is_empty() {
                    path.clone_from(module);
                }
                path.pop();
            }
            "self" | "" => {}
            name => path.push(name.to_owned()),
        }
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix("::") else {
            break;
        };
        rest = after.trim_start();
        if let Some(group) = rest.strip_prefix('{') {
            for branch in branches(group) {
                expand(branch, &path, module, found);
            }
            return;
        }
    }
    found.push(path);
}

/// The parts of a group in braces, as far as its closing brace.
fn branches(group: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[begin..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// A circle of arrows, if there is one.
fn circle<T: Ord + Clone>(arrows: &BTreeSet<(T, T)>) -> Option<Vec<T>> {
    let mut left = arrows.clone();
    loop {
        let targets: BTreeSet<T> = left.iter().map(|(from, _)| from.clone()).collect();
        let before = left.len();
        left.retain(|(_, to)| targets.contains(to));
        if left.len() == before {
            break;
        }
    }
    let mut walk = vec![left.first()?.0.clone()];
    loop {
        let here = walk.last()?;
        let next = &left.iter().find(|(from, _)| from == here)?.1;
        if let Some(begin) = walk.iter().position(|visited| visited == next) {
            return Some(walk.split_off(begin));
        }
        walk.push(next.clone());
    }
}

fn crates() -> Result<Vec<Sources>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(root().join("crates"))? {
        all.push(Sources::read(&entry?.path())?);
    }
    assert!(all.len() > 5, "{} crates", all.len());
    Ok(all)
}

/// The lines of the block that begins with this word in DESIGN.md, each as floors from the top down, each
/// floor as the rooms on it.
fn floors(block: &str) -> Result<BTreeMap<String, Vec<Vec<String>>>, Box<dyn Error>> {
    let text = std::fs::read_to_string(root().join("DESIGN.md"))?;
    let begin = format!("```{block}\n");
    let start = text.find(&begin).ok_or("DESIGN.md has no such floors")? + begin.len();
    let end = text[start..].find("```").ok_or("the block has no end")? + start;
    let mut all = BTreeMap::new();
    for line in text[start..end].lines() {
        let (name, floors) = line.split_once(':').ok_or("a line without a name")?;
        let rooms = |floor: &str| floor.split_whitespace().map(str::to_owned).collect();
        all.insert(name.trim().to_owned(), floors.split('>').map(rooms).collect());
    }
    Ok(all)
}

#[test]
fn no_files_depend_on_each_other_in_a_circle() -> Checked {
    for sources in crates()? {
        let circle = circle(&sources.arrows());
        assert!(circle.is_none(), "{}: {circle:?}", sources.name);
    }
    Ok(())
}

#[test]
fn no_folders_depend_on_each_other_in_a_circle() -> Checked {
    for sources in crates()? {
        let arrows = sources.arrows();
        // Within each folder, what lies in it: files, and folders as a whole.
        let mut within: BTreeMap<Module, BTreeSet<(String, String)>> = BTreeMap::new();
        for (from, to) in &arrows {
            let shared = from.iter().zip(to).take_while(|(one, other)| one == other).count();
            let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) else {
                continue;
            };
            let folder = from[..shared].to_vec();
            within.entry(folder).or_default().insert((one.clone(), other.clone()));
        }
        for (folder, arrows) in within {
            let circle = circle(&arrows);
            assert!(circle.is_none(), "{} {folder:?}: {circle:?}", sources.name);
        }
    }
    Ok(())
}

#[test]
fn arrows_between_rooms_run_downwards() -> Checked {
    let floors = floors("rooms")?;
    for sources in crates()? {
        let Some(floors) = floors.get(&sources.name) else {
            continue;
        };
        let floor = |module: &Module| {
            let room = module.first()?;
            let at = floors.iter().position(|rooms| rooms.contains(room));
            assert!(at.is_some(), "{}: {room} has no floor in DESIGN.md", sources.name);
            at
        };
        for (from, to) in sources.arrows() {
            if let (Some(above), Some(below)) = (floor(&from), floor(&to)) {
                let downwards = above < below || from[0] == to[0];
                assert!(downwards, "{}: {from:?} needs {to:?}", sources.name);
            }
        }
    }
    Ok(())
}

#[test]
fn arrows_between_crates_run_downwards() -> Checked {
    let floors = floors("crates")?;
    let floors = floors.get("crates").ok_or("no floors of crates")?;
    let floor = |name: &str| floors.iter().position(|crates| crates.iter().any(|one| one == name));
    for sources in crates()? {
        let name = &sources.name;
        let manifest = root().join("crates").join(name).join("Cargo.toml");
        let above = floor(name).ok_or(format!("{name} has no floor in DESIGN.md"))?;
        let mut section = String::new();
        for line in std::fs::read_to_string(manifest)?.lines() {
            if line.starts_with('[') {
                line.clone_into(&mut section);
            }
            let dependency = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if section == "[dependencies]" && dependency.starts_with("ergotropy") {
                let below = floor(dependency).ok_or(format!("{dependency} has no floor"))?;
                assert!(above < below, "{name} needs {dependency}");
            }
        }
    }
    Ok(())
}

#[test]
fn each_folder_begins_with_a_map_of_its_files() -> Checked {
    for sources in crates()? {
        for folder in &sources.folders {
            let mut path = root().join("crates").join(&sources.name).join("src");
            path.extend(folder);
            let text = std::fs::read_to_string(path.join("mod.rs"))?;
            let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
            for module in sources.files.keys().chain(&sources.folders) {
                if let [parents @ .., own] = module.as_slice()
                    && parents == folder.as_slice()
                {
                    let named = head.contains(&format!("[`{own}`]")) || head.contains(&format!("- `{own}`"));
                    assert!(named, "{} {folder:?} has no line for {own}", sources.name);
                }
            }
        }
    }
    Ok(())
}

#[test]
fn circles_are_found() {
    let arrows = |pairs: &[(u8, u8)]| pairs.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(circle(&arrows(&[(1, 2), (2, 3), (1, 3)])), None);
    assert_eq!(circle(&arrows(&[(1, 2), (2, 3), (3, 2)])), Some(vec![2, 3]));
    let module: Module = ["a", "b"].map(str::to_owned).to_vec();
    let text = "use crate::x::{self, y::Z};\nlet w = super::c::f(self::d::g());";
    let mut found: Vec<String> = paths(text, &module).iter().map(|path| path.join(" ")).collect();
    found.sort();
    assert_eq!(found, ["a b d g", "a c f", "x", "x y Z"]);
}
