//! A claim together with the result of its test.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::claims::{Claim, Part, Verdict};
use crate::error::Error;

/// A claim with its verdict. Its serialized form is the entry in `claims.json`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Judged {
    #[serde(skip)]
    pub(crate) id: &'static str,
    pub(crate) verdict: Verdict,
    pub(crate) in_short: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<Part>,
    pub(crate) statement: &'static str,
    pub(crate) source: &'static str,
    pub(crate) evidence: String,
    pub(crate) numbers: Map<String, Value>,
    pub(crate) figures: &'static [&'static str],
}

impl Judged {
    pub(crate) fn new(test: &Claim) -> Result<Self, Error> {
        let finding = (test.judge)()?;
        Ok(Self {
            id: test.id,
            verdict: finding.verdict,
            in_short: finding.in_short,
            parts: finding.parts,
            statement: test.statement,
            source: test.source,
            evidence: finding.evidence,
            numbers: finding.numbers,
            figures: test.figures,
        })
    }
}
