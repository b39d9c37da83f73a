//! The numbers of a figure as CSV: one row for each point, parameters first.

use ergotropy::{Bounded, Kind};

use crate::point::Point;

const MODEL: &str = "cells,eta,gamma_ratio,alpha_c,alpha_l";

/// A table under construction.
#[derive(Clone, Debug)]
pub(super) struct Table {
    text: String,
}

impl Table {
    /// A table of the model's columns and of `columns`. A name that ends in ± becomes three columns: a
    /// number, its error and the kind of the error.
    pub(super) fn new(columns: &[&str]) -> Self {
        let names = columns.iter().map(|column| match column.strip_suffix('±') {
            Some(name) => format!(",{name},{name}_error,{name}_kind"),
            None => format!(",{column}"),
        });
        Self {
            text: MODEL.to_owned() + &names.collect::<String>() + "\n",
        }
    }

    pub(super) fn push(&mut self, row: &Row) {
        self.text.push_str(&row.cells.join(","));
        self.text.push('\n');
    }

    pub(super) fn into_csv(self) -> String {
        self.text
    }
}

/// A row under construction; its cells are in the order of the columns.
#[derive(Clone, Debug)]
pub(super) struct Row {
    cells: Vec<String>,
}

impl Row {
    pub(super) fn of(point: &Point) -> Self {
        let row = Self {
            cells: vec![point.cells.to_string()],
        };
        row.number(point.eta)
            .number(point.gamma_ratio)
            .number(point.alpha_c)
            .number(point.alpha_l)
    }

    /// The limit N → ∞, for every 0 < η < 1 and γ_r.
    pub(super) fn of_infinitely_many(alpha_c: f64, alpha_l: f64) -> Self {
        let cells = ["inf", "", ""].map(str::to_owned).to_vec();
        Self { cells }.number(alpha_c).number(alpha_l)
    }

    /// A number with all its digits.
    pub(super) fn number(mut self, x: f64) -> Self {
        self.cells.push(format!("{x:?}"));
        self
    }

    /// A word without commas or quotation marks.
    pub(super) fn word(mut self, word: impl Into<String>) -> Self {
        self.cells.push(word.into());
        self
    }

    /// Three cells: value, error and kind.
    pub(super) fn bounded(self, x: Bounded) -> Self {
        let Bounded { value, error, kind } = x;
        self.number(value).number(error).word(Kind::name(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        let mut table = Table::new(&["ergotropy±"]);
        let point = Point::collective(26, 0.1);
        let tiny = Bounded {
            value: 0.1 + 0.2,
            error: 1e-300,
            kind: Kind::Bound,
        };
        table.push(&Row::of(&point).bounded(tiny));
        let csv = table.into_csv();
        let mut lines = csv.lines();
        assert_eq!(
            lines.next(),
            Some("cells,eta,gamma_ratio,alpha_c,alpha_l,ergotropy,ergotropy_error,ergotropy_kind")
        );
        assert_eq!(
            lines.next(),
            Some("26,1.0,1.0,0.1,0.0,0.30000000000000004,1e-300,bound")
        );
    }
}
