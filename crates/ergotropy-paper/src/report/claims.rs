//! The section of the claims.

use super::html::{escaped, typeset};
use super::numbers;
use super::verdicts::label;
use crate::claims::{Part, Verdict};
use crate::figures::Picture;
use crate::judged::Judged;

/// Empty without claims.
pub(super) fn section(claims: &[Judged], figures: &[Picture]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let articles: String = claims.iter().map(|claim| article(claim, figures)).collect();
    format!(
        "<section id=\"claims\">\n<h2>Claims one by one</h2>\n<p>Each statement was tested where it could break, not \
         only at the paper's own points.</p>\n{articles}</section>\n"
    )
}

fn article(claim: &Judged, figures: &[Picture]) -> String {
    // The numbers of a mismatch stand in the place of the text.
    let open = if claim.verdict == Verdict::Mismatch {
        " open"
    } else {
        ""
    };
    format!(
        "<article class=\"claim\" id=\"{id}\">\n<h3><a class=\"tag\" href=\"#{id}\">{id}</a> {heading} \
         {verdict}</h3>\n\
         <p class=\"statement\"><span class=\"source\">The paper ({source}):</span> {statement}</p>\n\
         <p class=\"in-short\">{in_short}</p>\n{parts}\
         <details{open}><summary>Evidence and numbers</summary>\n<p>{evidence}</p>\n{numbers}</details>\n\
         {figures}</article>\n",
        id = claim.id,
        heading = typeset(claim.heading),
        verdict = label(claim.verdict),
        source = escaped(claim.source),
        statement = typeset(claim.statement),
        in_short = typeset(&claim.in_short),
        parts = parts(&claim.parts),
        evidence = typeset(&claim.evidence),
        numbers = numbers::tables(&claim.numbers),
        figures = links(claim, figures),
    )
}

/// The statements of a claim that has several, each with its verdict and its line.
fn parts(parts: &[Part]) -> String {
    if parts.len() < 2 {
        return String::new();
    }
    let item = |part: &Part| {
        format!(
            "<li>{} <span class=\"quoted\">{}</span>: {}</li>\n",
            label(part.verdict),
            typeset(&part.statement),
            typeset(&part.line)
        )
    };
    let items: String = parts.iter().map(item).collect();
    format!("<ul class=\"parts\">\n{items}</ul>\n")
}

/// Links to the figures that show the claim, as far as they are on the page.
fn links(claim: &Judged, figures: &[Picture]) -> String {
    let links: Vec<String> = claim
        .figures
        .iter()
        .filter_map(|name| figures.iter().find(|figure| figure.name() == *name))
        .map(|figure| format!("<a href=\"#{}\">{}</a>", figure.name(), figure.link()))
        .collect();
    if links.is_empty() {
        String::new()
    } else {
        format!("<p class=\"links\">Shown in {}</p>\n", links.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Claim;

    #[test]
    fn a_mismatch_shows_its_numbers() -> Result<(), crate::error::Error> {
        let test = Claim {
            id: "C0",
            heading: "Nothing",
            statement: "W > 0",
            source: "",
            figures: &[],
            judge: || Ok(crate::claims::mismatched()),
        };
        let page = section(&[Judged::new(&test)?], &[]);
        for part in ["mismatch</span>", "<details open>", "<td>0.25</td>"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        Ok(())
    }
}
