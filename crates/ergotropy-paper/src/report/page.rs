//! The whole page, as one self-contained file.

use std::fmt::Write as _;

use super::html::{escaped, seconds_in_words};
use super::sectors::Sectors;
use super::{answers, beyond, claims, figures, many_cells, overview, verdicts};
use crate::figures::Picture;
use crate::kept::Kept;
use crate::summary::plural;

const STYLE: &str = include_str!("style.css");

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A section of the page; empty if its numbers are not there.
struct Section {
    id: &'static str,
    tag: &'static str,
    title: &'static str,
    html: String,
}

/// The whole page, of all that a report holds.
pub(crate) fn page(shown: &Kept, sectors: Option<&Sectors>, seconds: f64) -> String {
    let Kept {
        claims, figures, ..
    } = shown;
    let sections = [
        Section {
            id: "overview",
            tag: "Overview",
            title: "All claims at a glance",
            html: overview::section(claims),
        },
        Section {
            id: "model",
            tag: "Model",
            title: "The model in one paragraph",
            html: MODEL.to_owned(),
        },
        Section {
            id: "claims",
            tag: "Claims",
            title: "What holds, what does not, and what is true instead",
            html: claims::section(claims, figures),
        },
        Section {
            id: "sectors",
            tag: "Sectors",
            title: "What leaks, how fast, and what stays",
            html: sectors.map_or_else(String::new, Sectors::section),
        },
        Section {
            id: "many-cells",
            tag: "Many cells",
            title: "The limit, and what becomes of the best bath",
            html: many_cells::section(figures),
        },
        Section {
            id: "beyond",
            tag: "Beyond",
            title: "Real cells at real places: what survives",
            html: beyond::section(claims),
        },
    ];
    let introduction = introduction(shown);
    let contents = contents(&sections, figures);
    let [overview, model, rest @ ..] = sections.map(|section| section.html);
    let rest = rest.concat();
    let all_figures = figures::section(figures, claims);
    let method = method(shown.is_whole());
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Energy from noise, computed again</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{introduction}{overview}{model}{contents}{rest}{all_figures}{method}</main>\n<footer>\n\
         <p>Made by ergotropy {VERSION}; the last run took {}. The numbers and pictures are the same on every run; \
         only this time differs.</p>\n</footer>\n</body>\n</html>\n",
        seconds_in_words(seconds),
    )
}

fn introduction(shown: &Kept) -> String {
    let Kept {
        claims, figures, ..
    } = shown;
    let here = match (figures.len(), claims.len()) {
        (figures, 0) => plural(figures, "figure"),
        (0, statements) => plural(statements, "claim"),
        (figures, statements) => format!(
            "{} and {}",
            plural(figures, "figure"),
            plural(statements, "claim")
        ),
    };
    format!(
        "<header>\n<p class=\"kicker\">Quantum energy storage · a paper computed again</p>\n\
         <h1>Energy from noise, computed again</h1>\n\
         <p class=\"lead\">What exact numbers say about <cite>Harnessing Environmental Noise for Quantum Energy \
         Storage</cite> (Ahmadi et al., 2025), from {here}.</p>\n{answers}{tally}{notes}</header>\n",
        answers = answers::list(claims),
        tally = verdicts::tally(claims),
        notes = notes(shown),
    )
}

/// Notes on a page that does not show everything, or not from one version of the program.
fn notes(shown: &Kept) -> String {
    let mut html = String::new();
    let mut note = |text: String| {
        let _ = writeln!(html, "<p class=\"note\">{text}</p>");
    };
    if !shown.is_whole() {
        note(
            "This is a selection: it holds only the figures and claims that were asked for."
                .to_owned(),
        );
    }
    let claims = shown.claims.iter();
    let figures = shown.figures.iter();
    let old: Vec<String> = claims
        .map(|claim| (claim.id.to_owned(), &claim.version))
        .chain(figures.map(|figure| (figure.tag(), &figure.description.version)))
        .filter(|(_, version)| *version != VERSION)
        .map(|(name, version)| {
            let version = if version.is_empty() {
                "unknown"
            } else {
                version
            };
            format!("{name} ({})", escaped(version))
        })
        .collect();
    if !old.is_empty() {
        note(format!(
            "Made by other versions of the program: {}.",
            old.join(", ")
        ));
    }
    if !shown.others.is_empty() {
        let names: Vec<String> = shown.others.keys().map(|name| escaped(name)).collect();
        note(format!(
            "Not shown: {} of claims.json, which this version cannot read. They are kept there as they are.",
            names.join(", ")
        ));
    }
    if !shown.foreign.is_empty() {
        note(format!(
            "Not shown: {}, which this program has not made, or not in this form.",
            shown.foreign.join(", ")
        ));
    }
    html
}

const MODEL: &str = "<section id=\"model\">\n<h2>The model in one paragraph</h2>\n\
    <p><i>N</i> cells with ground and excited states lose and gain quanta in two ways: all \
    together, through <i>J</i><sub>&minus;</sub> and <i>J</i><sub>+</sub>, at rate \
    <i>η</i> <i>γ</i><sub>c</sub>, to a bath with Bose ratio <i>α</i><sub>c</sub>; and each for \
    itself at rate (1&nbsp;&minus;&nbsp;<i>η</i>) <i>γ</i><sub>ℓ</sub>, to a bath with Bose \
    ratio <i>α</i><sub>ℓ</sub>. The Bose ratio is \
    <i>α</i>&nbsp;= <i>n</i>/(<i>n</i>&nbsp;+&nbsp;1) = \
    exp(&minus;<i>ħω</i>/<i>k</i><sub>B</sub><i>T</i>): 0 is zero temperature, 1 infinite. \
    <i>γ</i><sub>r</sub>&nbsp;= <i>γ</i><sub>ℓ</sub>/<i>γ</i><sub>c</sub>. A Gibbs start is a product of thermal cells, with \
    <i>q</i> for its Bose ratio. The ergotropy 𝒲 (in the claims also W) is the \
    most work that a unitary can take out of the state; energies are in units of \
    <i>ħω</i> and times in units of 1/<i>γ</i><sub>c</sub>. A product of Gibbs states, and \
    every state of one temperature, has 𝒲&nbsp;= 0.</p>\n</section>\n";

fn contents(sections: &[Section], figures: &[Picture]) -> String {
    let mut html = String::from("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n");
    let mut entry = |id: &str, tag: &str, title: &str| {
        let _ = writeln!(
            html,
            "<li><a href=\"#{id}\"><span class=\"tag\">{tag}</span> <span>{title}</span></a></li>"
        );
    };
    for section in sections.iter().filter(|section| !section.html.is_empty()) {
        entry(section.id, section.tag, section.title);
    }
    for figure in figures {
        entry(&figure.name(), &figure.tag(), figure.plan.title);
    }
    html + "</ol>\n</nav>\n"
}

fn method(whole: bool) -> String {
    let missing = if whole {
        "<p>Not here: Fig. 1 of the paper, a schematic of the setup with nothing to compute in \
         it.</p>\n"
    } else {
        ""
    };
    format!(
        "<section id=\"method\">\n<h2>How it was computed</h2>\n\
         <p>States that are invariant under permutations and diagonal in energy are populations \
         <i>p</i>(<i>j</i>, <i>m</i>) of angular-momentum ladders, (<i>N</i>/2 + 1)² numbers instead \
         of 4<sup><i>N</i></sup>. Steady states come from an elimination without subtractions in \
         106-bit arithmetic, charging curves from an expansion of the resolvent, and the passive \
         state from exact counts of how often each eigenvalue occurs. Any other start is a density \
         matrix in the basis |<i>j</i>,&nbsp;<i>m</i>,&nbsp;<i>σ</i>⟩, in which collective noise acts \
         on each sector of coherences by itself. Works and energies \
         come with proved bounds on their errors; those of the figures are in the CSV files beside \
         them. A work that does not exceed its bound is treated as zero. The errors of entropies \
         are estimates, which trust the logarithm of the platform. Maps of the paper have \
         101 × 101 points, charging curves 400; the tops of lobes are refined to six digits, borders of the \
         map included.</p>\n{missing}\
         <h2>The paper</h2>\n<p>B. Ahmadi, A. B. Ravichandran, P. Mazurek, S. Barzanjeh and \
         P. Horodecki, <cite>Harnessing Environmental Noise for Quantum Energy Storage</cite> \
         (2025). The numbering of figures, equations and notes is that of the paper; words, \
         pictures and numbers on this page are not taken from it.</p>\n</section>\n"
    )
}
