//! The parts of a report that earlier runs have left in a folder.

use serde_json::{Map, Value};

use crate::claims::{self, Claim};
use crate::error::Error;
use crate::figures::{self, Picture, Plan};
use crate::folder::Folder;
use crate::judged::Judged;

/// The file with the claims.
pub(crate) const CLAIMS_FILE: &str = "claims.json";

/// The parts of a report that earlier runs have left in a folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    pub(crate) claims: Vec<Judged>,
    pub(crate) figures: Vec<Picture>,
    /// Entries of `claims.json` that this version cannot read; they are kept as they are.
    pub(crate) others: Map<String, Value>,
    /// Names of SVG files that have the name of a figure, but were not made by this program.
    pub(crate) foreign: Vec<String>,
}

impl Kept {
    /// Reads what there is.
    ///
    /// # Errors
    /// [`Error::NotClaims`] and [`Error::Unreadable`] for a file `claims.json` of other origin.
    pub(crate) fn read(folder: &Folder) -> Result<Self, Error> {
        let mut kept = Self::default();
        for (id, entry) in entries(folder)? {
            let test = claims::all().into_iter().find(|test| test.id == id);
            match test.and_then(|test| Judged::read(&test, &entry)) {
                Some(claim) => kept.claims.push(claim),
                None => {
                    kept.others.insert(id, entry);
                }
            }
        }
        for plan in figures::all() {
            let file = plan.file("svg");
            match Picture::read(plan, folder) {
                Some(picture) => kept.figures.push(picture),
                None if folder.holds(&file) => kept.foreign.push(file),
                None => {}
            }
        }
        Ok(kept)
    }

    /// Puts new claims and figures in the place of old ones, and all in the order of the report.
    pub(crate) fn replaced_by(mut self, claims: Vec<Judged>, figures: Vec<Picture>) -> Self {
        for claim in &claims {
            self.others.shift_remove(claim.id);
        }
        for figure in &figures {
            let file = figure.plan.file("svg");
            self.foreign.retain(|foreign| *foreign != file);
        }
        let tests: Vec<Claim> = claims::all();
        let plans: Vec<Plan> = figures::all();
        Self {
            claims: merged(self.claims, claims, |claim| {
                tests.iter().position(|test| test.id == claim.id)
            }),
            figures: merged(self.figures, figures, |figure| {
                plans.iter().position(|plan| plan.item == figure.plan.item)
            }),
            ..self
        }
    }

    /// Whether these are all claims and figures.
    pub(crate) fn is_whole(&self) -> bool {
        self.claims.len() == claims::all().len() && self.figures.len() == figures::all().len()
    }

    /// The claims as JSON, keyed by their ids.
    pub(crate) fn claims_json(&self) -> Result<String, Error> {
        let mut object = Map::new();
        for claim in &self.claims {
            object.insert(claim.id.to_owned(), serde_json::to_value(claim)?);
        }
        object.extend(self.others.clone());
        Ok(serde_json::to_string_pretty(&object)? + "\n")
    }
}

/// Old and new items in order, without the old ones in the places of new ones.
fn merged<T>(mut old: Vec<T>, new: Vec<T>, place: impl Fn(&T) -> Option<usize>) -> Vec<T> {
    old.retain(|item| new.iter().all(|other| place(other) != place(item)));
    old.extend(new);
    old.sort_by_key(&place);
    old
}

/// The entries of the file of claims; none if there is no such file.
fn entries(folder: &Folder) -> Result<Map<String, Value>, Error> {
    let Some(text) = folder.read(CLAIMS_FILE)? else {
        return Ok(Map::new());
    };
    let refused = |what: String| Error::NotClaims {
        path: folder.path(CLAIMS_FILE),
        what,
    };
    match serde_json::from_str(&text) {
        Ok(Value::Object(entries)) => match entries.keys().find(|key| !is_id(key)) {
            Some(key) => Err(refused(format!("its key {key:?} is not the id of a claim"))),
            None => Ok(entries),
        },
        Ok(_) => Err(refused("it holds no claims by their ids".to_owned())),
        Err(error) => Err(refused(format!("it is not JSON ({error})"))),
    }
}

/// Whether a key looks like `C7` or `C9a`.
fn is_id(key: &str) -> bool {
    let number = key.strip_prefix('C').unwrap_or("");
    let number = number.strip_suffix(|c: char| c.is_ascii_lowercase());
    let number = number.or_else(|| key.strip_prefix('C')).unwrap_or("");
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_other_keys() {
        for id in ["C1", "C28", "C9a"] {
            assert!(is_id(id), "{id}");
        }
        for key in ["", "C", "Ca", "c1", "1", "C1ab", "C-1", "name"] {
            assert!(!is_id(key), "{key}");
        }
    }
}
