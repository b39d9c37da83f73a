//! The section of the figures.

use std::fmt::Write as _;

use super::html::escaped;
use super::tables::facts;
use crate::figures::Picture;
use crate::judged::Judged;

/// Empty without figures.
pub(super) fn section(figures: &[Picture], claims: &[Judged]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let all: String = figures
        .iter()
        .map(|picture| figure(picture, claims))
        .collect();
    format!(
        "<section id=\"figures\">\n<h2>Figures</h2>\n<p>A tap or a click on a figure enlarges it.</p>\n\
         {all}</section>\n"
    )
}

fn figure(picture: &Picture, claims: &[Judged]) -> String {
    let name = picture.name();
    let (tag, title) = (picture.tag(), picture.plan.title);
    let description = &picture.description;
    let width = if description.wide { "wide" } else { "narrow" };
    // A checkbox is the one switch that a page without scripts has.
    format!(
        "<figure id=\"{name}\" class=\"{width}\">\n<h3><span class=\"tag\">{tag}</span> \
         {title}</h3>\n<p class=\"parameters\">{parameters}</p>\n\
         <label class=\"picture\"><input type=\"checkbox\" aria-label=\"Enlarge {tag}\">\
         <span class=\"scroll\"><img alt=\"{alt}\" src=\"data:image/svg+xml,{svg}\"></span></label>\n<figcaption>\n\
         <p class=\"paper\">{paper}</p>\n<p>{found}</p>\n{facts}\
         <p class=\"links\">{claims}{files}</p>\n</figcaption>\n</figure>\n",
        parameters = description.parameters,
        alt = escaped(&description.alt),
        svg = in_address(&picture.svg),
        paper = picture.plan.paper,
        found = description.found,
        facts = description.facts.as_ref().map_or_else(String::new, facts),
        claims = shown_claims(&name, claims),
        files = files(picture),
    )
}

/// A document as the end of an address in an attribute. Base64 would make it a third longer.
fn in_address(svg: &str) -> String {
    let mut address = String::with_capacity(svg.len() + svg.len() / 16);
    for character in svg.chars() {
        match character {
            '"' => address.push('\''),
            '\'' => address.push_str("%27"),
            '%' => address.push_str("%25"),
            '#' => address.push_str("%23"),
            '&' => address.push_str("%26"),
            '\n' => address.push(' '),
            other => address.push(other),
        }
    }
    address
}

/// Links to the files of a figure that there are.
fn files(picture: &Picture) -> String {
    let mut html = String::new();
    for file in &picture.files {
        let ending = file.rsplit('.').next().unwrap_or_default().to_uppercase();
        let _ = write!(html, " <a href=\"{file}\">{ending}</a>");
    }
    html
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
        format!("<span>Claims: {}</span>", links.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_survive_in_addresses() {
        assert_eq!(
            in_address("<path fill=\"#fff\" d='50%'/>\n"),
            "<path fill='%23fff' d=%2750%25%27/> "
        );
    }
}
