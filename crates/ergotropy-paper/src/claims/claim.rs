//! A claim and the way to test it.

use super::finding::Finding;

/// A claim and the way to test it.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The claim's number, `C10`.
    pub id: &'static str,
    /// What the paper states, in our words.
    pub statement: &'static str,
    /// Where the paper states it.
    pub source: &'static str,
    /// The figures that show it, `fig04`.
    pub figures: &'static [&'static str],
    /// Computes what is needed and judges.
    pub judge: fn() -> Result<Finding, ergotropy::Error>,
}
