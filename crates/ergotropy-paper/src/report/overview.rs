//! All claims in one table.

use std::fmt::Write as _;

use super::html::typeset;
use super::verdicts::label;
use crate::judged::Judged;

/// Empty without claims.
pub(super) fn section(claims: &[Judged]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for claim in claims {
        let _ = writeln!(
            rows,
            "<tr><th scope=\"row\"><a href=\"#{id}\"><span class=\"tag\">{id}</span> {heading}</a></th>\
             <td>{verdict}</td><td>{in_short}</td></tr>",
            id = claim.id,
            heading = typeset(claim.heading),
            verdict = label(claim.verdict),
            in_short = typeset(&claim.in_short),
        );
    }
    format!(
        "<section id=\"overview\">\n<h2>All claims at a glance</h2>\n<table class=\"overview\">\n\
         <thead><tr><th scope=\"col\">Claim of the paper</th><th scope=\"col\">Verdict</th>\
         <th scope=\"col\">What the numbers say</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n\
         <p class=\"note\"><i>Holds</i>: true wherever it was tested. <i>Holds if</i>: one condition, which is given, \
         makes all of the statement true. <i>Holds in part</i>: the claim consists of several statements, of which \
         some are true and some are not. <i>Does not hold</i>: a counterexample is given, and the true statement where \
         one was found. <i>Not testable</i>: the paper leaves out what a test needs. <i>Pending</i>: what it needs is \
         not built yet. <i>Mismatch</i>: the numbers of the run do not bear out the text, which is left out. All of \
         this was computed; every number is in <a href=\"claims.json\">claims.json</a>.</p>\n</section>\n"
    )
}
