//! The beginning of a piece of a file, quoted in errors.

/// Number of characters that are quoted.
const QUOTED: usize = 40;

/// The beginning of a text.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", &text[..end]),
    }
}
