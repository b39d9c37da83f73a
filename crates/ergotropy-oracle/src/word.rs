//! Word: the halves of a double word, and lengths as signed numbers.

/// The low half of a double word.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the low word is what is asked for"
)]
pub(crate) fn low(double: u128) -> u64 {
    double as u64
}

/// The high half of a double word.
pub(crate) fn high(double: u128) -> u64 {
    low(double >> u64::BITS)
}

/// A length as a signed number; no memory holds `2^63`.
pub(crate) fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
