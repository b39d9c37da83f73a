//! Section: cases, and the table of their outcomes.

use std::fmt::Write;

use anyhow::Result;

use crate::accuracy::case::{Case, Outcome, Parts, groups, judge};
use crate::accuracy::comparison;
use crate::quantiles::worst;
use crate::table::{Table, size_or_none};

/// A table with a heading and a text before it.
pub struct Section {
    /// The heading; `None` if the section continues the one before.
    pub heading: Option<&'static str>,
    /// The text before the table; `{count}` stands for the number of cases, and `{reference}` for the greatest
    /// error of the reference.
    pub words: &'static str,
    pub cases: Vec<Case>,
    pub rows: Rows,
}

/// The rows of the table.
#[derive(Clone, Copy)]
pub enum Rows {
    Groups(Parts),
    /// A row for each case, and the names of the columns.
    Cases(&'static str, fn(&Outcome) -> Vec<String>),
}

impl Section {
    /// Judges all cases, and appends the section to `text`.
    pub fn write(&self, text: &mut String) -> Result<Vec<Outcome>> {
        let outcomes = judge(&self.cases)?;
        let table = match self.rows {
            Rows::Groups(parts) => comparison::table(&groups(&outcomes, parts)),
            Rows::Cases(head, row) => Table::of(head, &outcomes, row),
        };
        let truths = outcomes.iter().flat_map(|one| one.account.states.concat());
        let errors: Vec<f64> = truths.map(|truth| truth.error).collect();
        let words = self.words.replace("{count}", &outcomes.len().to_string());
        let words = words.replace("{reference}", &size_or_none(worst(&errors)));
        if let Some(heading) = self.heading {
            writeln!(text, "{heading}\n")?;
        }
        writeln!(text, "{words}\n\n{table}")?;
        Ok(outcomes)
    }
}
