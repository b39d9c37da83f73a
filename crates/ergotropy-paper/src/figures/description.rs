//! The words about a figure that follow from its numbers.

use serde::{Deserialize, Serialize};

/// The words about a figure that follow from its numbers, as HTML.
///
/// They are kept in the SVG file as well, so that a page can be made from the files of earlier runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Description {
    /// Whether the figure takes two printed columns.
    pub(crate) wide: bool,
    /// The parameters that all panels share.
    pub(crate) parameters: String,
    /// The picture in words, for readers who cannot see it; plain text.
    pub(crate) alt: String,
    /// The main features of the figure, with numbers.
    pub(crate) found: String,
    pub(crate) facts: Option<Facts>,
    /// The version of the program that has made the figure.
    pub(crate) version: String,
}

/// Numbers read off a figure, as a small table of HTML cells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Facts {
    pub(super) fn new<const N: usize>(
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Self {
        Self {
            head: head.map(str::to_owned).to_vec(),
            rows: rows.into_iter().map(Vec::from).collect(),
        }
    }
}

/// The elements of captions.
const ELEMENTS: [&str; 5] = ["i", "sub", "sup", "code", "cite"];

/// Whether all markup of an HTML text is that of captions, so that a page can take it from a file.
fn is_caption(html: &str) -> bool {
    html.split('<').skip(1).all(|rest| {
        let tag = rest.split_once('>').map_or("", |(tag, _)| tag);
        ELEMENTS.contains(&tag.strip_prefix('/').unwrap_or(tag))
    })
}

impl Description {
    /// Reads the note of an SVG file; `None` if no report has made it.
    pub(super) fn read(note: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(note).ok()?;
        let cells = read.facts.iter().flat_map(|facts| {
            let cells = facts.rows.iter().flatten();
            cells.chain(&facts.head)
        });
        let texts = [&read.parameters, &read.found, &read.version];
        let safe = texts.into_iter().chain(cells).all(|html| is_caption(html));
        safe.then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_captions_are_read() -> Result<(), serde_json::Error> {
        let of = |found: &str| Description {
            wide: true,
            parameters: "<i>N</i> = 4".to_owned(),
            alt: "A map & a line.".to_owned(),
            found: found.to_owned(),
            facts: Some(Facts::new(["<i>η</i>"], [["1".to_owned()]])),
            version: "1".to_owned(),
        };
        for (found, safe) in [
            ("W<sub>SS</sub> &lt; 1, <code>q</code>", true),
            ("<script>alert(1)</script>", false),
            ("<i onclick=\"f()\">W</i>", false),
            ("a < b", false),
        ] {
            let note = serde_json::to_string(&of(found))?;
            assert_eq!(Description::read(&note).is_some(), safe, "{found}");
        }
        assert!(Description::read("no note").is_none());
        Ok(())
    }
}
