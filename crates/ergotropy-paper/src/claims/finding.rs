//! The result of a claim's test: a text with its conditions, or a mismatch.
//!
//! A claim has one text, for the verdict that its numbers support. The text rests on conditions that are
//! computed in each run. If a condition fails, the text is withheld, and the mismatch names the condition.

use serde::Serialize;
use serde_json::{Map, Value};

use super::verdict::Verdict;

/// The result of a claim's test.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The outcome.
    pub verdict: Verdict,
    /// The answer in one line: the condition, or the correct statement.
    pub in_short: String,
    /// The statements of a claim that holds in part.
    pub parts: Vec<Part>,
    /// The computed evidence, in a few sentences made from the numbers.
    pub evidence: String,
    /// The numbers, by name.
    pub numbers: Map<String, Value>,
}

/// One statement of a claim that has several.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// *Holds*, *holds if* or *does not hold*.
    pub verdict: Verdict,
    /// The statement, as the paper makes it.
    pub statement: &'static str,
    /// The condition, the numbers, or the correct statement, in one line.
    pub line: String,
    /// Whether the numbers of this run agree with the line.
    #[serde(skip)]
    borne_out: bool,
}

impl Part {
    /// A statement that holds, if the ground of its line is true.
    pub(super) fn holds(statement: &'static str, ground: bool, line: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Holds,
            statement,
            line: line.into(),
            borne_out: ground,
        }
    }

    /// A statement that holds under a condition, with which the line begins.
    pub(super) fn holds_if(statement: &'static str, ground: bool, line: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::HoldsIf,
            ..Self::holds(statement, ground, line)
        }
    }

    /// A statement that does not hold.
    pub(super) fn fails(statement: &'static str, ground: bool, line: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::DoesNotHold,
            ..Self::holds(statement, ground, line)
        }
    }
}

/// A condition that a text rests on, and whether the numbers of this run satisfy it.
pub(super) type Ground = (&'static str, bool);

/// A verdict on a whole claim, with its line and its sentences.
pub(super) fn finding(
    verdict: Verdict,
    in_short: String,
    grounds: &[Ground],
    sentences: &[String],
    numbers: Value,
) -> Finding {
    let text = Finding {
        verdict,
        in_short,
        parts: Vec::new(),
        evidence: sentences.join(" "),
        numbers: match numbers {
            Value::Object(numbers) => numbers,
            _ => Map::new(),
        },
    };
    unless_mismatched(text, grounds)
}

/// A claim that is true under the condition in its line.
pub(super) fn holds_if(
    line: String,
    grounds: &[Ground],
    sentences: &[String],
    numbers: Value,
) -> Finding {
    finding(Verdict::HoldsIf, line, grounds, sentences, numbers)
}

/// A claim that is false; its line gives the reason.
pub(super) fn does_not_hold(
    line: String,
    grounds: &[Ground],
    sentences: &[String],
    numbers: Value,
) -> Finding {
    finding(Verdict::DoesNotHold, line, grounds, sentences, numbers)
}

/// A verdict on each statement of a claim.
pub(super) fn in_part(
    parts: Vec<Part>,
    grounds: &[Ground],
    sentences: &[String],
    numbers: Value,
) -> Finding {
    let verdicts: Vec<Verdict> = parts.iter().map(|part| part.verdict).collect();
    let (first, last) = (verdicts.iter().min(), verdicts.iter().max());
    let verdict = match (first, last) {
        (Some(Verdict::DoesNotHold), _) => Verdict::DoesNotHold,
        (_, Some(Verdict::DoesNotHold)) => Verdict::HoldsInPart,
        (_, Some(&worst)) => worst,
        (_, None) => Verdict::NotTestable,
    };
    let names: Vec<&str> = verdicts.iter().map(|verdict| verdict.name()).collect();
    let in_short = format!("One by one: {}.", names.join(", "));
    let text = finding(verdict, in_short, &[], sentences, numbers);
    unless_mismatched(Finding { parts, ..text }, grounds)
}

/// The text if all its grounds are true; otherwise a mismatch with the failed grounds and the numbers.
fn unless_mismatched(text: Finding, grounds: &[Ground]) -> Finding {
    let parts = text.parts.iter().map(|part| {
        let name = format!("{}: {}", part.verdict, part.statement);
        (name, part.borne_out)
    });
    let grounds = grounds
        .iter()
        .map(|&(name, true_now)| (name.to_owned(), true_now));
    let (met, missed): (Vec<_>, Vec<_>) = parts.chain(grounds).partition(|ground| ground.1);
    if missed.is_empty() {
        return text;
    }
    let names = |grounds: Vec<(String, bool)>| {
        let names: Vec<String> = grounds.into_iter().map(|ground| ground.0).collect();
        names.join("; ")
    };
    Finding {
        verdict: Verdict::Mismatch,
        in_short: format!(
            "The numbers of this run do not bear out the verdict \"{}\".",
            text.verdict
        ),
        parts: Vec::new(),
        evidence: format!(
            "The text of this claim was written for \"{}\" and is left out. It rests on what is not so in this \
             run: {}. Still so: {}. The numbers of this run are below.",
            text.verdict,
            names(missed),
            if met.is_empty() {
                "nothing".to_owned()
            } else {
                names(met)
            },
        ),
        numbers: text.numbers,
    }
}

#[cfg(test)]
impl Finding {
    /// A number by its JSON pointer; NaN if there is none.
    pub(super) fn number(&self, pointer: &str) -> f64 {
        let numbers = Value::Object(self.numbers.clone());
        let number = numbers.pointer(pointer).and_then(Value::as_f64);
        number.unwrap_or(f64::NAN)
    }

    /// The verdicts on the parts; empty for a mismatch.
    pub(super) fn verdicts(&self) -> Vec<Verdict> {
        self.parts.iter().map(|part| part.verdict).collect()
    }

    /// Asserts the values of numbers: each pin is a pointer, a value and the greatest distance from it.
    pub(super) fn assert_pinned(&self, pins: &[(&str, f64, f64)]) {
        for &(pointer, expected, within) in pins {
            let number = self.number(pointer);
            assert!((number - expected).abs() <= within, "{pointer}: {number}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_is_shown_if_all_its_grounds_are_true() {
        let of = |cold: bool| {
            let grounds = [("W > 0", true), ("the bath is cold", cold)];
            let line = "If it is cold.".to_owned();
            let sentences = ["Once.", "Twice."].map(str::to_owned);
            finding(
                Verdict::HoldsIf,
                line,
                &grounds,
                &sentences,
                json!({"w": 1.5}),
            )
        };
        let found = of(true);
        assert_eq!(found.verdict, Verdict::HoldsIf);
        assert_eq!(found.evidence, "Once. Twice.");
        let found = of(false);
        assert_eq!(found.verdict, Verdict::Mismatch);
        assert!(found.in_short.contains("\"holds if\""));
        for told in ["in this run: the bath is cold.", "Still so: W > 0."] {
            assert!(found.evidence.contains(told), "{}", found.evidence);
        }
        assert!(!found.evidence.contains("Once"));
        assert_eq!(found.number("/w"), 1.5);
    }

    #[test]
    fn parts_make_the_verdict() {
        let made = [Part::holds, Part::holds_if, Part::fails];
        let of = |parts: &[usize]| {
            let parts = parts
                .iter()
                .map(|&at| made[at]("it is so", true, "By numbers."));
            in_part(parts.collect(), &[], &[], json!({}))
        };
        for (parts, verdict) in [
            (&[0, 0][..], Verdict::Holds),
            (&[0, 1], Verdict::HoldsIf),
            (&[2, 2], Verdict::DoesNotHold),
            (&[1, 2], Verdict::HoldsInPart),
        ] {
            assert_eq!(of(parts).verdict, verdict, "{parts:?}");
        }
        let found = of(&[2, 0]);
        assert_eq!(
            (found.verdict, found.parts.len()),
            (Verdict::HoldsInPart, 2)
        );
        assert_eq!(found.in_short, "One by one: does not hold, holds.");
        let wrong = Part::fails("it is so", false, "");
        let found = in_part(vec![wrong], &[], &[], json!({}));
        assert_eq!(found.verdict, Verdict::Mismatch);
        assert!(found.parts.is_empty());
        assert!(
            found
                .evidence
                .contains("does not hold: it is so. Still so: nothing")
        );
    }
}
