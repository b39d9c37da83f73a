//! The numbers that tune charging with a proof.

/// Numbers that decide how long stretches of time are and how many terms they take.
///
/// The bounds on errors hold whatever they are; they trade time for accuracy. Errors are in Σ|p|.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tuning {
    /// Truncation that one stretch may add.
    pub(crate) truncation: f64,
    /// Nearer than this to the steady state, the steady state is the answer.
    pub(crate) arrived: f64,
    /// Greatest length of a stretch in units of γ: bounds on its errors grow with the exponential of half of it.
    pub(crate) longest: f64,
    /// The last zero of L_s up to there, where a stretch ends, is looked for down to here.
    pub(crate) shortest: f64,
    /// Fewest terms of an expansion; from here on L_s has a zero in that range.
    pub(crate) fewest_terms: usize,
    /// Most terms of an expansion.
    pub(crate) most_terms: usize,
    /// The next stretch is longer by the factor that stands beside the first number of terms, in hundredths
    /// of the most, which is not exceeded: short expansions call for longer stretches.
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
    /// What the next stretch is longer by after one with so many terms.
    pub(crate) fn growth(&self, terms: usize) -> f64 {
        let share = terms * 100 / self.most_terms;
        let found = self.growth.iter().find(|(most, _)| share <= *most);
        found.map_or(1.0, |(_, growth)| *growth)
    }
}
