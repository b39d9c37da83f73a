//! An answer as one line of JSON.

use serde::Serialize;

/// An answer; the keys are in the order of its fields.
pub(crate) fn json(answer: &impl Serialize) -> String {
    // Answers are structs of numbers and text, whose serialization cannot fail.
    let mut text = serde_json::to_string(answer).unwrap_or_default();
    text.push('\n');
    text
}
