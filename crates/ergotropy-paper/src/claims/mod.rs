//! What the paper states, and what the numbers say.
//!
//! One file for each claim. A claim is tested when it is judged: verdict, evidence and numbers are
//! made from what is computed then.

mod c01;
mod c02;
mod c03;
mod c04;
mod c05;
mod c06;
mod c07;
mod c08;
mod c09a;
mod c09b;
mod c10;
mod c11;
mod c12;
mod c13;
mod c14;
mod c15;
mod c16;
mod c17;
mod c18;
mod c19;
mod c20;
mod c21;
mod c22;
mod c23;
mod c24;
mod c25;
mod c26;
mod c27;
mod c28;
mod grid;
mod lobes;
mod starts;
mod words;

use serde::Serialize;
use serde_json::{Map, Value};

/// The outcome of testing a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Verdict {
    /// True wherever it was tested.
    #[serde(rename = "holds")]
    Holds,
    /// True under a condition, which the evidence gives.
    #[serde(rename = "holds if")]
    HoldsIf,
    /// False: the evidence gives a counterexample, and the true statement where one was found.
    #[serde(rename = "does not hold")]
    DoesNotHold,
    /// The paper leaves out what a test would need.
    #[serde(rename = "not testable")]
    NotTestable,
    /// Its picture of the state is not built yet.
    #[serde(rename = "pending")]
    Pending,
}

/// A claim and the way to test it.
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// The claim's number, `C10`.
    pub id: &'static str,
    /// What the paper states, in our words.
    pub statement: &'static str,
    /// Where the paper states it.
    pub source: &'static str,
    /// The figures that show it, `fig04`.
    pub figures: &'static [&'static str],
    /// Computes what is needed and judges.
    pub judge: fn() -> Result<Finding, ergotropy::Error>,
}

/// What a test found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The outcome.
    pub verdict: Verdict,
    /// The answer in one line, for readers in a hurry: the condition, or what is true instead.
    pub in_short: String,
    /// What was computed and found, in a few sentences made from the numbers.
    pub evidence: String,
    /// The numbers, by name.
    pub numbers: Map<String, Value>,
}

/// All claims, in the order of their numbers.
pub fn all() -> Vec<Test> {
    vec![
        c01::TEST,
        c02::TEST,
        c03::TEST,
        c04::TEST,
        c05::TEST,
        c06::TEST,
        c07::TEST,
        c08::TEST,
        c09a::TEST,
        c09b::TEST,
        c10::TEST,
        c11::TEST,
        c12::TEST,
        c13::TEST,
        c14::TEST,
        c15::TEST,
        c16::TEST,
        c17::TEST,
        c18::TEST,
        c19::TEST,
        c20::TEST,
        c21::C21,
        c22::TEST,
        c23::TEST,
        c24::TEST,
        c25::TEST,
        c26::TEST,
        c27::TEST,
        c28::TEST,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beyond this a line is a paragraph.
    const LINE: usize = 160;

    #[test]
    fn every_finding_has_its_line() -> Result<(), ergotropy::Error> {
        for test in all() {
            let found = (test.judge)()?;
            let line = &found.in_short;
            assert!(!line.trim().is_empty(), "{}", test.id);
            assert!(line.chars().count() <= LINE, "{}: {line}", test.id);
            assert!(line.ends_with('.'), "{}: {line}", test.id);
            let conditional = line.starts_with("If ");
            assert_eq!(
                conditional,
                found.verdict == Verdict::HoldsIf,
                "{}",
                test.id
            );
        }
        Ok(())
    }
}
