//! A line of JSON.

use serde::Serialize;

/// An answer, keys in the order of its fields.
pub(crate) fn json(answer: &impl Serialize) -> String {
    // Answers are structs of numbers and text, which serialize without failing.
    let mut text = serde_json::to_string(answer).unwrap_or_default();
    text.push('\n');
    text
}
