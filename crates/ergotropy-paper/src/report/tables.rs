//! Tables that scroll in a box of their own where the page is narrow.

use std::fmt::Write as _;

use crate::figures::Facts;

/// A table with a head and rows of HTML cells.
pub(super) fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let mut html = String::from(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table class=\"facts\">\n\
         <thead><tr>",
    );
    for cell in head {
        let _ = write!(html, "<th scope=\"col\">{cell}</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{cell}</td>");
        }
        html.push_str("</tr>\n");
    }
    html + "</tbody>\n</table></div>\n"
}

/// The facts of a figure: columns for several panels, a list for one.
pub(super) fn facts(facts: &Facts) -> String {
    if let [row] = &facts.rows[..] {
        let mut html = String::from("<dl class=\"facts\">\n");
        for (head, cell) in facts.head.iter().zip(row) {
            let _ = writeln!(html, "<div><dt>{head}</dt><dd>{cell}</dd></div>");
        }
        return html + "</dl>\n";
    }
    table(&facts.head, &facts.rows)
}
