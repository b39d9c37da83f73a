//! The numbers that tune charging with a proof.

/// Numbers that decide how long stretches of time are and how many terms they take.
///
/// The bounds on errors hold whatever these numbers are; the numbers trade time for accuracy. Errors
/// are in Σ|p|.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tuning {
    /// Truncation that one stretch may add.
    pub(crate) truncation: f64,
    /// Distance from the steady state below which the steady state is the answer.
    pub(crate) arrived: f64,
    /// Greatest length of a stretch in units of γ; bounds on errors grow as the exponential of half this
    /// length.
    pub(crate) longest: f64,
    /// Least length of a stretch in units of γ: a stretch ends at the last zero of L_s between the two
    /// lengths.
    pub(crate) shortest: f64,
    /// Least number of terms of an expansion; L_s has a zero in that range for this s and all greater
    /// ones.
    pub(crate) fewest_terms: usize,
    /// Greatest number of terms of an expansion.
    pub(crate) most_terms: usize,
    /// Pairs of a number of terms, in percent of the greatest, and a factor. The first pair whose number
    /// the expansion did not exceed gives the factor by which the next stretch is longer.
    pub(crate) growth: [(usize, f64); 5],
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            truncation: 1e-17,
            arrived: 3e-16,
            longest: 10.0,
            shortest: 5.0,
            fewest_terms: 8,
            most_terms: 40,
            growth: [
                (50, 3.0),
                (70, 1.8),
                (85, 1.3),
                (95, 1.1),
                (usize::MAX, 0.9),
            ],
        }
    }
}

impl Tuning {
    /// The factor by which the next stretch is longer after one with `terms` terms.
    pub(crate) fn growth(&self, terms: usize) -> f64 {
        let share = terms * 100 / self.most_terms;
        let found = self.growth.iter().find(|(most, _)| share <= *most);
        found.map_or(1.0, |(_, growth)| *growth)
    }
}
