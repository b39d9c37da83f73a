//! The version of answers, and that of the program.

/// The version of the JSON of all answers.
pub const SCHEMA: u32 = 1;

/// The version of this crate.
pub(crate) fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
