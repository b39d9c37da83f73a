//! What the paper states, and what the numbers say.
//!
//! One file for each claim. A claim is tested when it is judged: verdict, evidence and numbers are
//! made from what is computed then.

mod scan;

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
    /// What was computed and found, in a few sentences made from the numbers.
    pub evidence: String,
    /// The numbers, by name.
    pub numbers: Map<String, Value>,
}

/// All claims, in the order of their numbers.
pub fn all() -> Vec<Test> {
    Vec::new()
}
