//! Texts inside an SVG document that are not drawn.

const NOTE_OPENS: &str = "<metadata>";
const NOTE_CLOSES: &str = "</metadata>";

/// The text that [`Figure::annotated`](crate::Figure::annotated) has put into an SVG document, and the
/// document without it; `None` if there is none.
///
/// ```
/// use ergotropy_plot::{Axis, Curves, Figure, Series, annotation};
/// let line = Series::line("", [(0.0, 0.0), (1.0, 1.0)]);
/// let figure = Figure::new().panel(Curves::new(Axis::linear("x"), Axis::linear("y")).series(line));
/// let bare = figure.to_svg()?;
/// let noted = figure.annotated("x < y & y < z").to_svg()?;
/// assert_eq!(annotation(&noted), Some(("x < y & y < z".to_owned(), bare.clone())));
/// assert_eq!(annotation(&bare), None);
/// # Ok::<(), ergotropy_plot::PlotError>(())
/// ```
pub fn annotation(svg: &str) -> Option<(String, String)> {
    let (before, rest) = svg.split_once(NOTE_OPENS)?;
    let (note, after) = rest.split_once(NOTE_CLOSES)?;
    let note = note
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let after = after.strip_prefix('\n').unwrap_or(after);
    Some((note, format!("{before}{after}")))
}

/// The element that holds a text for programs; nothing for an empty text.
pub(super) fn note_element(note: &str) -> String {
    if note.is_empty() {
        return String::new();
    }
    format!("{NOTE_OPENS}{}{NOTE_CLOSES}\n", escaped(note))
}

/// The text with characters escaped or replaced that XML 1.0 reserves or forbids.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
