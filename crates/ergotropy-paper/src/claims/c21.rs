//! Claims whose picture of the state is not built yet.

use ergotropy::Error;
use serde_json::Map;

use super::{Finding, Test, Verdict};

pub(super) const C21: Test = Test {
    id: "C21",
    statement: "g_ij → γ_0 for small samples and → 0 for large ones; the dissipator closes on J± in the first limit.",
    source: "Eq. 40-43",
    figures: &[],
    judge: || {
        missing(
            "Missing: cells at positions, with density matrices in the basis of single cells.",
            "The kernel g_ij belongs to cells at positions, which need density matrices in the basis of single cells.",
        )
    },
};

#[expect(clippy::unnecessary_wraps, reason = "a judge may fail")]
fn missing(in_short: &str, what: &str) -> Result<Finding, Error> {
    Ok(Finding {
        verdict: Verdict::Pending,
        in_short: in_short.to_owned(),
        evidence: what.to_owned(),
        numbers: Map::new(),
    })
}
