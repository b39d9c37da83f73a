//! The section of the figures.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::figures::{Drawing, Facts};
use crate::judged::Judged;
use crate::report::html::escaped;

pub(crate) fn section(drawings: &[Drawing], claims: &[Judged]) -> String {
    if drawings.is_empty() {
        return String::new();
    }
    let figures: String = drawings
        .iter()
        .map(|drawing| figure(drawing, claims))
        .collect();
    format!("<section id=\"figures\">\n<h2>Figures</h2>\n{figures}</section>\n")
}

fn figure(drawing: &Drawing, claims: &[Judged]) -> String {
    let name = drawing.name();
    let (tag, title) = (drawing.tag(), drawing.title);
    let width = if drawing.wide { "wide" } else { "narrow" };
    format!(
        "<figure id=\"{name}\" class=\"{width}\">\n<h3><span class=\"tag\">{tag}</span> \
         {title}</h3>\n<p class=\"parameters\">{parameters}</p>\n\
         <img alt=\"{alt}\" src=\"data:image/svg+xml;base64,{picture}\">\n<figcaption>\n\
         <p>{caption}</p>\n{facts}<p class=\"links\">{claims}<a href=\"{name}.svg\">SVG</a> \
         <a href=\"{name}.png\">PNG</a> <a href=\"{name}.csv\">CSV</a></p>\n</figcaption>\n\
         </figure>\n",
        parameters = drawing.parameters,
        alt = escaped(&format!("{tag}: {title}")),
        picture = BASE64_STANDARD.encode(&drawing.svg),
        caption = drawing.caption,
        facts = drawing.facts.as_ref().map_or_else(String::new, table),
        claims = shown_claims(&name, claims),
    )
}

/// The table of facts: columns of numbers for several panels, a list for one.
fn table(facts: &Facts) -> String {
    if let [row] = &facts.rows[..] {
        let mut html = String::from("<dl class=\"facts\">\n");
        for (head, cell) in facts.head.iter().zip(row) {
            let _ = writeln!(html, "<div><dt>{head}</dt><dd>{cell}</dd></div>");
        }
        return html + "</dl>\n";
    }
    columns(facts)
}

/// The facts as rows, one below the other.
pub(crate) fn columns(facts: &Facts) -> String {
    let mut html = String::from("<div class=\"scroll\"><table class=\"facts\">\n<thead><tr>");
    for cell in &facts.head {
        let _ = write!(html, "<th scope=\"col\">{cell}</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in &facts.rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{cell}</td>");
        }
        html.push_str("</tr>\n");
    }
    html + "</tbody>\n</table></div>\n"
}

/// Links to the claims that this figure shows.
fn shown_claims(name: &str, claims: &[Judged]) -> String {
    let links: Vec<String> = claims
        .iter()
        .filter(|claim| claim.figures.contains(&name))
        .map(|claim| format!("<a href=\"#{0}\">{0}</a>", claim.id))
        .collect();
    if links.is_empty() {
        String::new()
    } else {
        format!("<span>Claims: {}</span> ", links.join(" "))
    }
}
