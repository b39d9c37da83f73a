//! Verdicts as labels.

use std::fmt::Write as _;

use crate::claims::Verdict;
use crate::judged::Judged;
use crate::summary::counted;

/// A verdict as a label.
pub(super) fn label(verdict: Verdict) -> String {
    format!(
        "<span class=\"verdict {}\">{verdict}</span>",
        class(verdict)
    )
}

/// The number of claims with each verdict, as a row of labels.
pub(super) fn tally(claims: &[Judged]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ul class=\"tally\" aria-label=\"Verdicts\">\n");
    for (verdict, count) in counted(claims) {
        let _ = writeln!(
            html,
            "<li class=\"{}\"><b>{count}</b> {verdict}</li>",
            class(verdict)
        );
    }
    html + "</ul>\n"
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsIf => "holds-if",
        Verdict::HoldsInPart => "holds-in-part",
        Verdict::DoesNotHold | Verdict::Mismatch => "does-not-hold",
        Verdict::NotTestable => "not-testable",
        Verdict::Pending => "pending",
    }
}
