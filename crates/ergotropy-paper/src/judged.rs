//! A claim together with the result of its test.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::claims::{Claim, Part, Verdict};
use crate::error::Error;

/// A claim with its verdict. Its serialized form is the entry in `claims.json`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Judged {
    #[serde(skip)]
    pub(crate) id: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) verdict: Verdict,
    pub(crate) in_short: String,
    #[serde(skip_serializing_if = "are_one")]
    pub(crate) parts: Vec<Part>,
    pub(crate) statement: &'static str,
    pub(crate) source: &'static str,
    pub(crate) evidence: String,
    pub(crate) numbers: Map<String, Value>,
    pub(crate) figures: &'static [&'static str],
    pub(crate) version: String,
}

/// A claim of one statement needs no list of them.
fn are_one(parts: &[Part]) -> bool {
    parts.len() < 2
}

/// The results of a test in an entry; the rest of the entry follows from the claim.
#[derive(Deserialize)]
struct Stored {
    verdict: Verdict,
    #[serde(default)]
    in_short: String,
    #[serde(default)]
    parts: Vec<Part>,
    evidence: String,
    numbers: Map<String, Value>,
    #[serde(default)]
    version: String,
}

impl Judged {
    pub(crate) fn new(test: &Claim) -> Result<Self, Error> {
        let finding = (test.judge)()?;
        let stored = Stored {
            verdict: finding.verdict,
            in_short: finding.in_short,
            parts: finding.parts,
            evidence: finding.evidence,
            numbers: finding.numbers,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        Ok(Self::with(test, stored))
    }

    /// The claim as an entry of `claims.json` tells of it; `None` if the entry is of another form.
    pub(crate) fn read(test: &Claim, entry: &Value) -> Option<Self> {
        let stored = Stored::deserialize(entry).ok()?;
        Some(Self::with(test, stored))
    }

    fn with(test: &Claim, stored: Stored) -> Self {
        Self {
            id: test.id,
            heading: test.heading,
            verdict: stored.verdict,
            in_short: stored.in_short,
            parts: stored.parts,
            statement: test.statement,
            source: test.source,
            evidence: stored.evidence,
            numbers: stored.numbers,
            figures: test.figures,
            version: stored.version,
        }
    }
}
