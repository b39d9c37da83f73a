//! C21: the kernel of cells at positions.

use super::claim::Claim;
use super::finding::pending;

pub(super) const CLAIM: Claim = Claim {
    id: "C21",
    heading: "Cells at positions",
    statement: "g_ij → γ_0 for small samples and → 0 for large ones; the dissipator closes on J± in the first limit.",
    source: "Eq. 40-43",
    figures: &[],
    judge: || {
        Ok(pending(
            "Not tested yet: it needs cells at positions, with density matrices in the basis of single cells."
                .to_owned(),
            "The kernel g_ij belongs to cells at positions.".to_owned(),
        ))
    },
};
