//! What an error of clap is about.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Whether an error is about the value of a flag.
pub(super) fn is_about_a_value(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
    )
}

/// The names in an error of clap.
pub(super) fn named(error: &clap::Error, kind: ContextKind) -> &[String] {
    match error.get(kind) {
        Some(ContextValue::String(name)) => std::slice::from_ref(name),
        Some(ContextValue::Strings(names)) => names,
        _ => &[],
    }
}
