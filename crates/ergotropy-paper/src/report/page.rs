//! The whole page, as one self-contained file.

use std::fmt::Write as _;

use super::html::seconds_in_words;
use super::sectors::Sectors;
use super::{claims, figures, many_cells};
use crate::figures::Drawing;
use crate::judged::Judged;
use crate::summary::plural;

const STYLE: &str = include_str!("style.css");

/// A section of findings; empty if its numbers were not requested.
struct Section {
    id: &'static str,
    tag: &'static str,
    title: &'static str,
    html: String,
}

/// The whole page.
pub(crate) fn page(
    drawings: &[Drawing],
    claims: &[Judged],
    sectors: Option<&Sectors>,
    whole: bool,
    seconds: f64,
) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let sections = [
        Section {
            id: "claims",
            tag: "Claims",
            title: "What holds, what does not, and what is true instead",
            html: claims::section(claims, drawings),
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
            html: many_cells::section(drawings),
        },
    ];
    let introduction = introduction(drawings, claims, whole);
    let contents = contents(&sections, drawings);
    let findings = sections.map(|section| section.html).concat();
    let figures = figures::section(drawings, claims);
    let method = method(whole);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Energy from noise, computed again</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{introduction}{contents}{findings}{figures}{method}</main>\n<footer>\n<p>Made by ergotropy {version} in {}. \
         The numbers and pictures are the same on every run; only this time differs.</p>\n\
         </footer>\n</body>\n</html>\n",
        seconds_in_words(seconds),
    )
}

fn introduction(drawings: &[Drawing], claims: &[Judged], whole: bool) -> String {
    let selection = if whole {
        ""
    } else {
        "<p class=\"note\">This is a selection: it holds only the figures and claims that were \
         asked for.</p>\n"
    };
    let tally = if claims.is_empty() {
        String::new()
    } else {
        claims::tally(claims)
    };
    let here = match (drawings.len(), claims.len()) {
        (figures, 0) => format!("Here, from exact numbers: {}.", plural(figures, "figure")),
        (0, statements) => format!(
            "Here is what exact numbers say about {} of it.",
            plural(statements, "statement")
        ),
        (figures, statements) => format!(
            "Here are {} on it, from exact numbers, and what these numbers say about {}.",
            plural(figures, "figure"),
            plural(statements, "statement")
        ),
    };
    format!(
        "<header>\n<p class=\"kicker\">Quantum energy storage · a paper computed again</p>\n\
         <h1>Energy from noise, computed again</h1>\n\
         <p class=\"lead\">Two-level cells that share one thermal bath can end up in a state from \
         which work can be extracted, although nothing but noise acted on them. \
         <cite>Harnessing Environmental Noise for Quantum Energy Storage</cite> shows how much, \
         how fast, and how robustly. {here}</p>\n{selection}{tally}\
         </header>\n\
         <section id=\"model\">\n<h2>The model in one paragraph</h2>\n\
         <p><i>N</i> cells with ground and excited states lose and gain quanta in two ways: all \
         together, through <i>J</i><sub>&minus;</sub> and <i>J</i><sub>+</sub>, at rate \
         <i>η</i> <i>γ</i><sub>c</sub>, to a bath with Bose ratio <i>α</i><sub>c</sub>; and each for \
         itself at rate (1&nbsp;&minus;&nbsp;<i>η</i>) <i>γ</i><sub>ℓ</sub>, to a bath with Bose \
         ratio <i>α</i><sub>ℓ</sub>. The Bose ratio is \
         <i>α</i>&nbsp;= <i>n</i>/(<i>n</i>&nbsp;+&nbsp;1) = \
         exp(&minus;<i>ħω</i>/<i>k</i><sub>B</sub><i>T</i>): 0 is zero temperature, 1 infinite. \
         <i>γ</i><sub>r</sub>&nbsp;= <i>γ</i><sub>ℓ</sub>/<i>γ</i><sub>c</sub>. The ergotropy 𝒲 is the \
         most work that a unitary can take out of the state; energies are in units of \
         <i>ħω</i> and times in units of 1/<i>γ</i><sub>c</sub>. A product of Gibbs states, and \
         every state of one temperature, has 𝒲&nbsp;= 0.</p>\n</section>\n"
    )
}

fn contents(sections: &[Section], drawings: &[Drawing]) -> String {
    let mut html = String::from("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n");
    let mut entry = |id: &str, tag: &str, title: &str| {
        let _ = writeln!(
            html,
            "<li><a href=\"#{id}\"><span class=\"tag\">{tag}</span> {title}</a></li>"
        );
    };
    for section in sections.iter().filter(|section| !section.html.is_empty()) {
        entry(section.id, section.tag, section.title);
    }
    for drawing in drawings {
        entry(&drawing.name(), &drawing.tag(), drawing.title);
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
