//! Comparison: stated errors beside true ones.

use ergotropy::{Bounded, Kind};
use ergotropy_oracle::{RBig, difference};

use crate::quantiles::{quantile, worst};
use crate::table::{Table, size_or_none};

/// A number that was judged.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub error: f64,
    pub stated: f64,
    pub kind: Kind,
}

impl Judged {
    pub fn new(number: Bounded, exact: &RBig) -> Self {
        Self {
            error: difference(exact, number.value),
            stated: number.error,
            kind: number.kind,
        }
    }

    /// Error over stated error; 0 where there is none.
    pub fn share(&self) -> f64 {
        if self.error == 0.0 {
            0.0
        } else {
            self.error / self.stated
        }
    }
}

/// Many of them, with a name.
#[derive(Default)]
pub struct Group {
    pub name: String,
    pub judged: Vec<Judged>,
    /// Points at which there was no number.
    pub refused: usize,
}

impl Group {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// How many errors are greater than stated.
    pub fn violations(&self) -> usize {
        // A share that is not a number is a violation, too.
        let fits = |one: &&Judged| one.share() <= 1.0;
        self.judged.len() - self.judged.iter().filter(fits).count()
    }

    fn cells(&self) -> [String; 9] {
        let errors: Vec<f64> = self.judged.iter().map(|one| one.error).collect();
        let stated: Vec<f64> = self.judged.iter().map(|one| one.stated).collect();
        let shares: Vec<f64> = self.judged.iter().map(Judged::share).collect();
        let bounds = self
            .judged
            .iter()
            .filter(|one| one.kind == Kind::Bound)
            .count();
        let quantiles = [0.5, 0.9, 0.99, 1.0].map(|share| size_or_none(quantile(&shares, share)));
        [
            self.name.clone(),
            self.judged.len().to_string(),
            size_or_none(quantile(&errors, 0.5)),
            size_or_none(worst(&errors)),
            size_or_none(worst(&stated)),
            quantiles.join(", "),
            self.violations().to_string(),
            format!("{bounds} / {}", self.judged.len() - bounds),
            self.refused.to_string(),
        ]
    }
}

/// One row for each group.
pub fn table(groups: &[Group]) -> Table {
    let mut table = Table::new(&[
        "",
        "numbers",
        "median error",
        "worst error",
        "greatest stated",
        "error / stated: 50, 90, 99, 100 %",
        "violations",
        "bounds / estimates",
        "refused",
    ]);
    for group in groups {
        table.row(group.cells());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_are_counted() {
        let mut group = Group::new("W");
        for (error, stated) in [
            (0.0, 0.0),
            (1.0, 2.0),
            (3.0, 2.0),
            (f64::NAN, 1.0),
            (1.0, 0.0),
        ] {
            let kind = Kind::Bound;
            group.judged.push(Judged {
                error,
                stated,
                kind,
            });
        }
        assert_eq!(group.violations(), 3);
        let text = table(&[group]).to_string();
        assert!(text.contains("| 3 | 5 / 0 | 0 |"), "{text}");
    }

    #[test]
    fn errors_are_exact() {
        let third = RBig::from_parts(1.into(), 3u8.into());
        let judged = Judged::new(Bounded::new(1.0 / 3.0, 1e-16, Kind::Bound), &third);
        assert_eq!(judged.error, 2f64.powi(-54) / 3.0);
        assert!(judged.share() < 0.2);
    }
}
