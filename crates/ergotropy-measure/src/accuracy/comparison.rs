//! Comparison of stated errors with true ones.

use ergotropy::{Bounded, Kind};

use crate::accuracy::truth::Truth;
use crate::quantiles::{quantile, spread, worst};
use crate::table::{Table, size_or_none};

/// The true and the stated error of a number.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    pub error: f64,
    /// The stated error of the number, plus that of the truth if it has one.
    pub stated: f64,
    pub kind: Kind,
}

impl Judged {
    pub fn new(number: Bounded, truth: &Truth) -> Self {
        Self {
            error: truth.distance(number.value),
            stated: number.error + truth.error,
            kind: number.kind,
        }
    }

    /// Ratio of the error to the stated error; 0 if there is no error.
    pub fn share(&self) -> f64 {
        if self.error == 0.0 {
            0.0
        } else {
            self.error / self.stated
        }
    }
}

/// Many judged numbers, with a name.
#[derive(Default)]
pub struct Group {
    pub name: String,
    pub judged: Vec<Judged>,
    /// Number of questions without an answer.
    pub refused: usize,
}

impl Group {
    fn row(&self) -> Vec<String> {
        let list = |number: fn(&Judged) -> f64| self.judged.iter().map(number).collect::<Vec<_>>();
        let (errors, shares) = (list(|one| one.error), list(Judged::share));
        // A share that is not a number is a violation too.
        let fits = shares.iter().filter(|&&share| share <= 1.0).count();
        let bound = |one: &&Judged| one.kind == Kind::Bound;
        let bounds = self.judged.iter().filter(bound).count();
        let all = self.judged.len();
        vec![
            self.name.clone(),
            all.to_string(),
            size_or_none(quantile(&errors, 0.5)),
            size_or_none(worst(&errors)),
            size_or_none(worst(&list(|one| one.stated))),
            spread(&shares),
            (all - fits).to_string(),
            format!("{bounds} / {}", all - bounds),
            self.refused.to_string(),
        ]
    }
}

/// One row for each group.
pub fn table(groups: &[Group]) -> Table {
    let head = " | numbers | median error | worst error | greatest stated | error / stated: 50, 90, 99, 100 % | violations \
        | bounds / estimates | refused";
    Table::of(head, groups, Group::row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_are_counted() {
        let kind = Kind::Bound;
        let pairs = [
            (0.0, 0.0),
            (1.0, 2.0),
            (3.0, 2.0),
            (f64::NAN, 1.0),
            (1.0, 0.0),
        ];
        let judged = pairs.map(|(error, stated)| Judged {
            error,
            stated,
            kind,
        });
        let group = Group {
            judged: judged.into(),
            ..Group::default()
        };
        let text = table(&[group]).to_string();
        assert!(text.contains("| 3 | 5 / 0 | 0 |"), "{text}");
    }
}
