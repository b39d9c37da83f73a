//! The result of a claim's test: a text with its conditions, or a mismatch.
//!
//! A claim consists of statements, and its verdict follows from theirs. It has one text, for the verdict that
//! its numbers support. The text rests on conditions that are
//! computed in each run. If a condition fails, the text is withheld, and the mismatch names the condition.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::verdict::Verdict;

/// The result of a claim's test.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The outcome.
    pub verdict: Verdict,
    /// The answer in one plain sentence: the condition, or the correct statement.
    pub in_short: String,
    /// The statements of the claim, each with its own verdict.
    pub parts: Vec<Part>,
    /// The computed evidence, in a few sentences made from the numbers.
    pub evidence: String,
    /// The numbers, by name.
    pub numbers: Map<String, Value>,
}

/// One statement of a claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// *Holds*, *holds if* or *does not hold*.
    pub verdict: Verdict,
    /// The statement, as the paper makes it.
    pub statement: String,
    /// The condition, the numbers, or the correct statement, in one line.
    pub line: String,
    /// Whether the numbers of this run agree with the line.
    #[serde(skip)]
    borne_out: bool,
}

impl Part {
    /// A statement that holds, if the ground of its line is true.
    pub(super) fn holds(statement: &str, ground: bool, line: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Holds,
            statement: statement.to_owned(),
            line: line.into(),
            borne_out: ground,
        }
    }

    /// A statement that holds under the condition with which the line begins. The ground is that all of it
    /// is true under this condition.
    pub(super) fn holds_if(statement: &str, ground: bool, line: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::HoldsIf,
            ..Self::holds(statement, ground, line)
        }
    }

    /// A statement that does not hold.
    pub(super) fn fails(statement: &str, ground: bool, line: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::DoesNotHold,
            ..Self::holds(statement, ground, line)
        }
    }
}

/// A condition that a text rests on, and whether the numbers of this run satisfy it.
pub(super) type Ground = (&'static str, bool);

/// The finding on a claim that consists of these statements.
///
/// The verdict follows from the statements and is never set by hand. A claim of which one statement fails
/// and another does not *holds in part*; it cannot *hold if*, since no condition makes it true as a whole.
pub(super) fn judged(
    in_short: String,
    parts: Vec<Part>,
    grounds: &[Ground],
    sentences: &[String],
    numbers: Value,
) -> Finding {
    let text = Finding {
        verdict: verdict_on(&parts),
        in_short,
        parts,
        evidence: sentences.join(" "),
        numbers: match numbers {
            Value::Object(numbers) => numbers,
            _ => Map::new(),
        },
    };
    unless_mismatched(text, grounds)
}

/// The verdict on a claim, from those on all of its statements.
fn verdict_on(parts: &[Part]) -> Verdict {
    let fails = |part: &&Part| part.verdict == Verdict::DoesNotHold;
    match parts.iter().filter(fails).count() {
        _ if parts.is_empty() => Verdict::NotTestable,
        0 if parts.iter().all(|part| part.verdict == Verdict::Holds) => Verdict::Holds,
        0 => Verdict::HoldsIf,
        failing if failing == parts.len() => Verdict::DoesNotHold,
        _ => Verdict::HoldsInPart,
    }
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
            let parts = vec![Part::holds_if("it is so", true, "if it is cold.")];
            let sentences = ["Once.", "Twice."].map(str::to_owned);
            let line = "If it is cold.".to_owned();
            judged(line, parts, &grounds, &sentences, json!({"w": 1.5}))
        };
        let found = of(true);
        assert_eq!(found.verdict, Verdict::HoldsIf);
        assert_eq!(found.evidence, "Once. Twice.");
        let found = of(false);
        assert_eq!(found.verdict, Verdict::Mismatch);
        assert!(found.in_short.contains("\"holds if\""));
        for told in ["in this run: the bath is cold.", "W > 0."] {
            assert!(found.evidence.contains(told), "{}", found.evidence);
        }
        assert!(!found.evidence.contains("Once"));
        assert_eq!(found.number("/w"), 1.5);
    }

    #[test]
    fn no_condition_can_exclude_a_statement_of_its_claim() {
        let made = [Part::holds, Part::holds_if, Part::fails];
        let of = |parts: &[usize]| {
            let parts = parts
                .iter()
                .map(|&at| made[at]("it is so", true, "by numbers."));
            judged(String::new(), parts.collect(), &[], &[], json!({})).verdict
        };
        for (parts, verdict) in [
            (&[][..], Verdict::NotTestable),
            (&[0, 0], Verdict::Holds),
            (&[0, 1], Verdict::HoldsIf),
            (&[1], Verdict::HoldsIf),
            (&[2, 2], Verdict::DoesNotHold),
            (&[0, 2], Verdict::HoldsInPart),
            (&[1, 2], Verdict::HoldsInPart),
        ] {
            assert_eq!(of(parts), verdict, "{parts:?}");
        }
        // A statement that is not true under the condition either.
        let parts = vec![Part::holds_if("it is so", false, "if it is cold.")];
        let found = judged(String::new(), parts, &[], &[], json!({}));
        assert_eq!(found.verdict, Verdict::Mismatch);
        assert!(found.parts.is_empty());
        assert!(
            found
                .evidence
                .contains("holds if: it is so. Still so: nothing")
        );
    }

    #[test]
    fn a_part_is_read_back() -> Result<(), serde_json::Error> {
        let part = Part::fails("it is so", true, "it is not.");
        let text = serde_json::to_string(&part)?;
        let read: Part = serde_json::from_str(&text)?;
        assert_eq!(read.verdict, Verdict::DoesNotHold);
        assert_eq!((read.statement, read.line), (part.statement, part.line));
        assert!(serde_json::from_str::<Part>(&text.replace("does not", "may")).is_err());
        Ok(())
    }
}
