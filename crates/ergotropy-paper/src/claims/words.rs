//! Numbers and choices as parts of sentences.

/// One of two wordings.
pub(super) fn choose(condition: bool, yes: &'static str, no: &'static str) -> &'static str {
    if condition { yes } else { no }
}

/// Numbers with so many decimals, between commas.
pub(super) fn list(numbers: impl IntoIterator<Item = f64>, decimals: usize) -> String {
    let all: Vec<String> = numbers
        .into_iter()
        .map(|number| format!("{number:.decimals$}"))
        .collect();
    all.join(", ")
}

/// Parameters as they were given, between commas.
pub(super) fn plain<T: ToString>(values: &[T]) -> String {
    let all: Vec<String> = values.iter().map(ToString::to_string).collect();
    all.join(", ")
}
