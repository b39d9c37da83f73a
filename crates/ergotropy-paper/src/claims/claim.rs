//! A claim and the way to test it.

use super::finding::Finding;

/// A claim and the way to test it.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The claim's number, `C10`.
    pub id: &'static str,
    /// The subject of the claim in a few words.
    pub heading: &'static str,
    /// The statement of the paper, in the words of this crate.
    pub statement: &'static str,
    /// The place of the statement in the paper.
    pub source: &'static str,
    /// The names of the figures that show the claim, such as `fig04`.
    pub figures: &'static [&'static str],
    /// Computes the numbers of the claim and judges it.
    pub judge: fn() -> Result<Finding, ergotropy::Error>,
}
