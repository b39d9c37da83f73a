//! Sentences on the main results of the paper, with the numbers of the claims that they rest on.

use super::html::typeset;
use crate::claims::Verdict::{self, DoesNotHold, HoldsIf, HoldsInPart};
use crate::judged::Judged;

/// A question that the paper raises, and the answer of the numbers.
struct Answer {
    question: &'static str,
    /// The claims that the sentence rests on, with the verdicts that it was written for.
    rests_on: &'static [(&'static str, Verdict)],
    /// The sentence; `None` if a number is missing.
    sentence: fn(&[Judged]) -> Option<String>,
}

const ANSWERS: [Answer; 6] = [
    Answer {
        question: "Does noise alone charge the cells?",
        rests_on: &[("C1", HoldsInPart), ("C3", HoldsInPart)],
        sentence: |claims| {
            let share = |at: usize| number(claims, "C1", &format!("/zero_share_off_line/{at}"));
            Some(format!(
                "Yes. Many cells that share a bath yield work from a thermal start unless the bath is as hot as the \
                 start. Few cells need a larger difference: 4 of them yield none on {:.1} % of the map of Fig. 7, 26 \
                 on {:.1} %.",
                100.0 * share(0)?,
                100.0 * share(2)?
            ))
        },
    },
    Answer {
        question: "Does the work grow with the number of cells?",
        rests_on: &[("C2", HoldsInPart), ("C4", HoldsInPart)],
        sentence: |claims| {
            Some(format!(
                "It never falls, but at a given bath it levels off: from the ground state it grows in proportion to N \
                 only up to about N = {:.1}/(1 - α_c), and ends at {:.2} ħω for α_c = 0.9.",
                number(claims, "C4", "/linear_up_to_cells_times_complement")?,
                number(claims, "C4", "/work_many_cells_alpha_c_0.9")?
            ))
        },
    },
    Answer {
        question: "Does it come near the most that is possible?",
        rests_on: &[("C22", HoldsInPart)],
        sentence: |claims| {
            let share = |case: usize| {
                let at = format!("/collective_noise/{case}/share_of_entropy_bound/4");
                number(claims, "C22", &at)
            };
            Some(format!(
                "Yes for many cells and a very hot bath: {:.1} % of what energy and entropy allow at N = 300. At the \
                 fixed bath α_c = 0.5 it is {:.0} %.",
                100.0 * share(2)?,
                100.0 * share(0)?
            ))
        },
    },
    Answer {
        question: "Does it survive local noise?",
        rests_on: &[("C10", HoldsInPart), ("C15", HoldsInPart)],
        sentence: |claims| {
            let of_seven = |name: &str| number(claims, "C10", &format!("/optima/5/{name}"));
            Some(format!(
                "Yes. With a tenth of local noise seven cells keep {:.3} ħω at a finite best temperature, α_c* = {:.2}. \
                 But the best local bath is the coldest, not a warm one, and what ends the effect is dephasing at {:.0} \
                 times the local rate, not at γ_c.",
                of_seven("ergotropy")?,
                of_seven("alpha_c")?,
                number(claims, "C15", "/critical_dephasing_over_local_rate/4/ratio")?
            ))
        },
    },
    Answer {
        question: "Is it fast, and does it last?",
        rests_on: &[("C19", HoldsIf), ("C17", HoldsInPart), ("C18", HoldsInPart)],
        sentence: |claims| {
            let three = |name: &str| number(claims, "C18", &format!("/curves/1/{name}"));
            Some(format!(
                "It takes a time of order 1/(γ_c N), at most {:.1} μs in circuits with γ/2π = 0.1 MHz. Local noise then \
                 takes part of it back, however slow it is: three cells at γ_r = 0.01 peak at {:.3} ħω and end at \
                 {:.3} ħω.",
                number(claims, "C19", "/slowest_microseconds_at_0_1_mhz")?,
                three("peak")?,
                three("steady_ergotropy")?
            ))
        },
    },
    Answer {
        question: "Is the thermal start the best, and coherence the reason?",
        rests_on: &[("C9b", DoesNotHold), ("C23", DoesNotHold)],
        sentence: |claims| {
            Some(format!(
                "Neither. For two cells an exchange of two eigenvalues gains {:.4} ħω more than it costs; and two \
                 cells yield {:.4} ħω from a thermal start without any coherence between copies.",
                number(claims, "C9b", "/example/gain")?,
                number(claims, "C23", "/cases/0/ergotropy")?
            ))
        },
    },
];

fn find<'a>(claims: &'a [Judged], id: &str) -> Option<&'a Judged> {
    claims.iter().find(|claim| claim.id == id)
}

/// A number of a claim by its JSON pointer.
fn number(claims: &[Judged], id: &str, pointer: &str) -> Option<f64> {
    let (first, rest) = pointer
        .strip_prefix('/')?
        .split_once('/')
        .unwrap_or((&pointer[1..], ""));
    let value = find(claims, id)?.numbers.get(first)?;
    if rest.is_empty() {
        return value.as_f64();
    }
    value.pointer(&format!("/{rest}"))?.as_f64()
}

impl Answer {
    /// The answer as HTML; `None` if one of its claims is not on the page.
    fn html(&self, claims: &[Judged]) -> Option<String> {
        let mut found = Vec::new();
        for &(id, written_for) in self.rests_on {
            found.push((find(claims, id)?, written_for));
        }
        let as_written = found
            .iter()
            .all(|(claim, verdict)| claim.verdict == *verdict);
        let sentence = as_written.then(|| (self.sentence)(claims)).flatten();
        // Sentences that the numbers do not bear out give way to those of the claims themselves.
        let sentence = sentence.unwrap_or_else(|| {
            let own: Vec<&str> = found
                .iter()
                .map(|(claim, _)| claim.in_short.as_str())
                .collect();
            own.join(" ")
        });
        let links: Vec<String> = found
            .iter()
            .map(|(claim, _)| format!("<a href=\"#{0}\">{0}</a>", claim.id))
            .collect();
        Some(format!(
            "<dt>{}</dt><dd>{} <span class=\"links\">{}</span></dd>\n",
            self.question,
            typeset(&sentence),
            links.join(" ")
        ))
    }
}

/// All answers whose claims are on the page; empty if there are none.
pub(super) fn list(claims: &[Judged]) -> String {
    let answers: String = ANSWERS
        .iter()
        .filter_map(|answer| answer.html(claims))
        .collect();
    if answers.is_empty() {
        return String::new();
    }
    format!("<dl class=\"answers\">\n{answers}</dl>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{self, Claim};
    use crate::error::Error;

    fn judged(ids: &[&str]) -> Result<Vec<Judged>, Error> {
        let tests: Vec<Claim> = claims::all();
        let wanted = tests.iter().filter(|test| ids.contains(&test.id));
        wanted.map(Judged::new).collect()
    }

    #[test]
    fn every_claim_of_an_answer_exists() {
        let ids: Vec<&str> = claims::all().iter().map(|test| test.id).collect();
        for answer in &ANSWERS {
            assert!(answer.rests_on.iter().all(|(id, _)| ids.contains(id)));
        }
    }

    #[test]
    fn an_answer_gives_way_if_a_verdict_differs() -> Result<(), Error> {
        let mut claims = judged(&["C9b", "C23"])?;
        let answer = &ANSWERS[5];
        let html = answer.html(&claims).unwrap_or_default();
        assert!(html.contains("Neither."), "{html}");
        claims[0].verdict = Verdict::Mismatch;
        let html = answer.html(&claims).unwrap_or_default();
        assert!(!html.contains("Neither."), "{html}");
        assert!(html.contains(&typeset(&claims[1].in_short)), "{html}");
        assert!(answer.html(&claims[..1]).is_none());
        Ok(())
    }
}
