//! What the paper states, and what the numbers say.

use serde::Serialize;
use serde_json::{Map, Value};

/// The outcome of testing a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

/// A claim with what was found about it.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    /// The claim's number, `C10`.
    #[serde(skip)]
    pub id: &'static str,
    /// What the paper states, in our words.
    pub statement: &'static str,
    /// Where the paper states it.
    pub source: &'static str,
    /// The outcome.
    pub verdict: Verdict,
    /// What was computed and found, in a few sentences made from the numbers.
    pub evidence: String,
    /// The numbers, by name.
    pub numbers: Map<String, Value>,
    /// The figures that show it, `fig04`.
    pub figures: Vec<&'static str>,
}
