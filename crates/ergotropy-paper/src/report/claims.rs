//! The section of the claims.

use std::fmt::Write as _;

use serde_json::Value;

use crate::claims::{Part, Verdict};
use crate::figures::Drawing;
use crate::judged::Judged;
use crate::report::html::{escaped, typeset};
use crate::summary::counted;

/// The number of digits on the page; the JSON has all digits.
const DIGITS: usize = 7;

/// The number of claims with each verdict, as a row of labels.
pub(crate) fn tally(claims: &[Judged]) -> String {
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

pub(crate) fn section(claims: &[Judged], drawings: &[Drawing]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let rows: String = claims.iter().map(|claim| row(claim, drawings)).collect();
    format!(
        "<section id=\"claims\">\n<h2>Claims</h2>\n<p>Each statement was tested where it could \
         break, not only at the paper's own points. <i>Holds</i>: true wherever it was tested. \
         <i>Holds if</i>: a condition or a reading, which is given, makes all of the statement \
         true. <i>Holds in part</i>: it states several things, of which some are true and some are not; \
         each has its line. <i>Does not hold</i>: it fails however it is read; the counterexample is \
         given with its numbers, and with the true statement where one was found. \
         <i>Not testable</i>: the paper leaves out what a test needs. <i>Pending</i>: what it \
         needs is not built yet. Everything in the right column was computed in \
         this run; where a run's numbers do not bear out what a text says, it is left out, and the verdict is \
         <i>mismatch</i>; all numbers are in <a href=\"claims.json\">claims.json</a>.</p>\n\
         <table class=\"claims\">\n<thead><tr><th scope=\"col\">Claim</th>\
         <th scope=\"col\">Verdict and evidence</th></tr></thead>\n<tbody>\n{rows}</tbody>\n\
         </table>\n</section>\n"
    )
}

fn row(claim: &Judged, drawings: &[Drawing]) -> String {
    let class = class(claim.verdict);
    format!(
        "<tr id=\"{id}\">\n<th scope=\"row\"><a href=\"#{id}\">{id}</a>\
         <p class=\"statement\">{statement}</p><p class=\"source\">{source}</p></th>\n\
         <td><span class=\"verdict {class}\">{verdict}</span>\n\
         <p class=\"in-short\">{in_short}</p>\n{parts}<p>{evidence}</p>\n\
         {numbers}{figures}</td>\n</tr>\n",
        id = claim.id,
        statement = typeset(claim.statement),
        source = escaped(claim.source),
        verdict = claim.verdict,
        in_short = typeset(&claim.in_short),
        parts = parts(&claim.parts),
        evidence = typeset(&claim.evidence),
        numbers = numbers(claim),
        figures = figures(claim, drawings),
    )
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsIf | Verdict::HoldsInPart => "holds-if",
        Verdict::DoesNotHold | Verdict::Mismatch => "does-not-hold",
        Verdict::NotTestable => "not-testable",
        Verdict::Pending => "pending",
    }
}

/// The statements of a claim, each with its verdict and its line.
fn parts(parts: &[Part]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let item = |part: &Part| {
        format!(
            "<li><span class=\"verdict {}\">{}</span> {}: {}</li>\n",
            class(part.verdict),
            part.verdict,
            typeset(part.statement),
            typeset(&part.line)
        )
    };
    let items: String = parts.iter().map(item).collect();
    format!("<ul class=\"parts\">\n{items}</ul>\n")
}

/// The numbers of a claim, unfolded where they replace the text.
fn numbers(claim: &Judged) -> String {
    if claim.numbers.is_empty() {
        return String::new();
    }
    let open = if claim.verdict == Verdict::Mismatch {
        " open"
    } else {
        ""
    };
    let mut html = format!("<details{open}><summary>Numbers</summary>\n<dl>\n");
    for (name, value) in &claim.numbers {
        let _ = writeln!(
            html,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            escaped(&name.replace('_', " ")),
            escaped(&readable(value))
        );
    }
    html + "</dl></details>\n"
}

/// A value in one line: `0.3641, 0.5` for lists, `eta 0.9, gamma r 1` for objects.
fn readable(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64() {
            Some(x) if number.is_f64() => short(x),
            _ => number.to_string(),
        },
        Value::Array(items) => {
            let nested = items.iter().any(|item| item.is_array() || item.is_object());
            let separator = if nested { "; " } else { ", " };
            items
                .iter()
                .map(readable)
                .collect::<Vec<_>>()
                .join(separator)
        }
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| format!("{} {}", name.replace('_', " "), readable(value)))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "none".to_owned(),
    }
}

fn short(x: f64) -> String {
    let exact = format!("{x:?}");
    let rounded = format!("{:?}", format!("{x:.*e}", DIGITS - 1).parse().unwrap_or(x));
    if rounded.len() < exact.len() {
        rounded
    } else {
        exact
    }
}

/// Links to the figures that show the claim, as far as they are on the page.
fn figures(claim: &Judged, drawings: &[Drawing]) -> String {
    let links: Vec<String> = claim
        .figures
        .iter()
        .filter_map(|name| drawings.iter().find(|drawing| drawing.name() == *name))
        .map(|drawing| format!("<a href=\"#{}\">{}</a>", drawing.name(), drawing.tag()))
        .collect();
    if links.is_empty() {
        String::new()
    } else {
        format!("<p class=\"links\">{}</p>\n", links.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Claim;
    use serde_json::json;

    #[test]
    fn a_mismatch_shows_its_numbers() -> Result<(), crate::error::Error> {
        let test = Claim {
            id: "C0",
            statement: "W > 0",
            source: "",
            figures: &[],
            judge: || Ok(crate::claims::mismatched()),
        };
        let page = section(&[Judged::new(&test)?], &[]);
        for part in ["mismatch</span>", "<details open>", "<dd>0.25</dd>"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        Ok(())
    }

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(readable(&json!(0.364_139_123_456)), "0.3641391");
        assert_eq!(readable(&json!([1, 0.5])), "1, 0.5");
        assert_eq!(
            readable(&json!({"gamma_ratio": 1e-3, "cells": 7})),
            "gamma ratio 0.001, cells 7"
        );
        assert_eq!(readable(&json!([[1, 2], [3, 4]])), "1, 2; 3, 4");
        assert_eq!(readable(&json!(1.234_567_89e-12)), "1.234568e-12");
    }
}
