//! Claims whose picture of the state is not built yet.

use ergotropy::Error;
use serde_json::Map;

use super::{Finding, Test, Verdict};

pub(super) const C7: Test = Test {
    id: "C7",
    statement: "The steady state is the direct sum of χ_j ⊗ τ_j for every start; all other sectors leak, \
                with a gap > 0.",
    source: "Eq. 20, 27, 84",
    figures: &[],
    judge: || {
        missing(
            "Missing: density matrices in the Schur basis, for coherences between ladders and their decay.",
            "The populations agree with Eq. 27 by construction of the ladder picture; what is claimed of coherences between ladders, and of their decay, \
             needs arbitrary density matrices in the Schur basis |j, m, σ>.",
        )
    },
};

pub(super) const C8: Test = Test {
    id: "C8",
    statement: "The steady states of two and of three cells for an arbitrary start.",
    source: "Eq. 62-66",
    figures: &[],
    judge: || {
        missing(
            "Missing: density matrices in the Schur basis, for coherences between copies of a ladder.",
            "The starts of Eq. 63 and 65 carry coherences between copies of one ladder, which need density matrices in the Schur basis |j, m, σ>.",
        )
    },
};

pub(super) const C9A: Test = Test {
    id: "C9a",
    statement: "ΔW of Eq. 112 is negative for Haar-random unitaries at N = 4 and all temperatures.",
    source: "Fig. 3, 10",
    figures: &[],
    judge: || {
        missing(
            "Missing: density matrices in the Schur basis, for the coherences of a rotated Gibbs product.",
            "A rotated Gibbs product has coherences everywhere, and needs density matrices in the Schur basis |j, m, σ>.",
        )
    },
};

pub(super) const C9B: Test = Test {
    id: "C9b",
    statement: "The product of Gibbs states is the optimal start once the cost of the unitary is paid.",
    source: "Supplementary Note VI",
    figures: &[],
    judge: || {
        missing(
            "Missing: density matrices in the Schur basis, to optimise over all unitaries.",
            "Optimising over all unitaries needs density matrices in the Schur basis |j, m, σ>.",
        )
    },
};

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
