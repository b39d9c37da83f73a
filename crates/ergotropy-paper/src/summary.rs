//! The results of a run, in a few lines of text.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use crate::claims::Verdict;
use crate::judged::Judged;

/// The results of [`write`](crate::write).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// The folder.
    pub out: PathBuf,
    /// Number of figures, each in three files.
    pub figures: usize,
    /// The number of claims with each verdict, best verdict first, without verdicts that no claim has.
    pub verdicts: Vec<(Verdict, usize)>,
    /// Numbers of figures and claims that the page shows, with those of earlier runs.
    pub shown: (usize, usize),
    /// Time from the request to the last file.
    pub seconds: f64,
}

impl Summary {
    /// Number of claims that were judged.
    pub fn claims(&self) -> usize {
        self.verdicts.iter().map(|&(_, count)| count).sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let made = (self.figures, self.claims());
        write!(f, "{} in {:.1} s", told(made), self.seconds)?;
        if !self.verdicts.is_empty() {
            let counts: Vec<String> = self
                .verdicts
                .iter()
                .map(|(verdict, count)| format!("{count} {verdict}"))
                .collect();
            write!(f, " ({})", counts.join(", "))?;
        }
        if self.shown != made {
            write!(f, "\nthe report there now shows {}", told(self.shown))?;
        }
        write!(f, "\nopen {}", self.out.join("index.html").display())
    }
}

/// The number of claims with each verdict, best verdict first.
pub(crate) fn counted(claims: &[Judged]) -> Vec<(Verdict, usize)> {
    let mut counts = BTreeMap::new();
    for claim in claims {
        *counts.entry(claim.verdict).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// `1 figure and 2 claims`, without what there is none of.
fn told((figures, claims): (usize, usize)) -> String {
    let parts: Vec<String> = [(figures, "figure"), (claims, "claim")]
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, thing)| plural(number, thing))
        .collect();
    parts.join(" and ")
}

/// `1 figure`, `2 figures`.
pub(crate) fn plural(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
