//! Case: a question, and the truth with which its answer is compared.

use std::cmp::Reverse;

use anyhow::Result;
use ergotropy::{Error, Observables, Work};
use ergotropy_oracle::{Populations, UBig};
use ergotropy_sweep::{Progress, map};

use crate::accuracy::comparison::{Group, Judged};
use crate::accuracy::truth::{Account, Reference};
use crate::point::Point;
use crate::question::{Answer, Question};

/// A question, and the reference with which its answer is compared.
#[derive(Clone, Debug)]
pub struct Case {
    /// The names of the groups to which the case belongs, one for each kind of groups.
    pub names: Vec<String>,
    pub question: Question,
    pub reference: Reference,
}

/// An answer, and the truth about its question.
pub struct Outcome {
    pub case: Case,
    pub answer: Result<Answer, Error>,
    pub account: Account,
    /// For a steady state: the weight that it does not list, by the reference.
    pub left_out: Option<f64>,
    /// For a steady state: the proved bound of that weight.
    pub at_most: Option<f64>,
}

impl Case {
    pub fn new(name: impl Into<String>, question: Question, reference: Reference) -> Self {
        Self {
            names: vec![name.into()],
            question,
            reference,
        }
    }

    fn judge(&self) -> Result<Outcome> {
        let mut outcome = Outcome {
            case: self.clone(),
            answer: self.question.answer(),
            account: self.reference.account(&self.question)?,
            left_out: None,
            at_most: None,
        };
        if self.reference == Reference::Band {
            outcome.look_outside()?;
        }
        Ok(outcome)
    }
}

/// All outcomes, in the order of the cases.
pub fn judge(cases: &[Case]) -> Result<Vec<Outcome>> {
    let mut order: Vec<usize> = (0..cases.len()).collect();
    // The largest cases come first, so that no thread is left waiting for one at the end.
    order.sort_by_key(|&index| Reverse(cases[index].question.point().cells));
    let progress = Progress::on_terminal(cases.len() as u64);
    let found = map(&order, &progress, |&index| cases[index].judge())?;
    progress.finish();
    let mut found: Vec<(usize, Outcome)> = order.into_iter().zip(found).collect();
    found.sort_by_key(|&(index, _)| index);
    Ok(found.into_iter().map(|(_, outcome)| outcome).collect())
}

impl Outcome {
    pub fn point(&self) -> Point {
        self.case.question.point()
    }

    /// W and E of the only state and the method, or the reason why there is no answer.
    pub fn only(&self) -> Result<(Work, String), String> {
        let answer = self.answer.as_ref();
        let answer = answer.map_err(|reason| format!("refused: {reason}"))?;
        let work = answer.works.first().ok_or("nothing was asked")?;
        Ok((*work, answer.method.to_string()))
    }

    /// W and E of all states.
    pub fn judged(&self) -> Vec<[Judged; 2]> {
        let works = self.answer.iter().flat_map(|answer| &answer.works);
        let pairs = works.zip(&self.account.states);
        pairs
            .map(|(work, [ergotropy, energy])| {
                let ergotropy = Judged::new(work.ergotropy, ergotropy);
                [ergotropy, Judged::new(work.energy, energy)]
            })
            .collect()
    }

    fn look_outside(&mut self) -> Result<()> {
        let ensemble = self.point().ensemble()?;
        let Ok(state) = ensemble.steady_state() else {
            return Ok(());
        };
        let outside = |reference: &Populations| {
            let index = |d: u32, k: u32| reference.lattice().index(d as usize, k as usize);
            let listed = state.populations();
            let listed = listed.map(|(d, k, _)| &reference.weights()[index(d, k)]);
            let rest = reference.total() - listed.sum::<UBig>();
            rest.to_f64().value() / reference.total().to_f64().value()
        };
        self.left_out = self.account.populations.as_ref().map(outside);
        let left_out = state.left_out(&ensemble);
        self.at_most = left_out.map(|weight| weight.value + weight.error);
        Ok(())
    }
}

/// The endings of the names of groups, and for each which of W and E it contains.
pub type Parts = &'static [(&'static str, &'static [usize])];

pub const APART: Parts = &[(", W", &[0]), (", E", &[1])];
pub const TOGETHER: Parts = &[("", &[0, 1])];
pub const WORK: Parts = &[(", W", &[0])];

/// The outcomes in groups: by their first names, then by their second ones.
pub fn groups(outcomes: &[Outcome], parts: Parts) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let kinds = outcomes.iter().map(|one| one.case.names.len()).max();
    for kind in 0..kinds.unwrap_or(0) {
        for outcome in outcomes {
            let Some(name) = outcome.case.names.get(kind) else {
                continue;
            };
            let judged = outcome.judged();
            for (ending, numbers) in parts {
                let name = format!("{name}{ending}");
                let place = groups.iter().position(|group| group.name == name);
                let place = place.unwrap_or(groups.len());
                if place == groups.len() {
                    groups.push(Group {
                        name,
                        ..Group::default()
                    });
                }
                let group = &mut groups[place];
                for pair in &judged {
                    group
                        .judged
                        .extend(numbers.iter().map(|&number| pair[number]));
                }
                group.refused += usize::from(outcome.answer.is_err());
            }
        }
    }
    groups
}
