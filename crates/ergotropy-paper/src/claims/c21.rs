//! C21: the kernel of cells at positions.

use serde_json::json;

use super::claim::Claim;
use super::finding::finding;
use super::verdict::Verdict;

pub(super) const CLAIM: Claim = Claim {
    id: "C21",
    statement: "g_ij → γ_0 for small samples and → 0 for large ones; the dissipator closes on J± in the first limit.",
    source: "Eq. 40-43",
    figures: &[],
    judge: || {
        let line =
            "Missing: cells at positions, with density matrices in the basis of single cells.";
        let sentence = "The kernel g_ij belongs to cells at positions, which need density matrices in the basis of \
                        single cells.";
        Ok(finding(
            Verdict::Pending,
            line.to_owned(),
            &[],
            &[sentence.to_owned()],
            json!({}),
        ))
    },
};
