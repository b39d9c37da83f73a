//! Ensembles and grids that several claims look at.

use ergotropy::closed_form::GibbsStart;
use ergotropy::closed_form::limit::gibbs_start;
use ergotropy::{Bath, Bounded, Ensemble, Error, Start};
use serde_json::Value;

use super::{Finding, Verdict};

/// The number of points on an axis of the grid on which "typically" is counted.
pub(super) const GRID: usize = 50;

/// The axis of that grid: Bose ratios from 0 to 0.99, as in the maps of the paper.
pub(super) fn axis() -> Vec<f64> {
    ergotropy_sweep::linear(0.0, 0.99, GRID)
}

/// One part in 2^20 from infinite temperature.
pub(super) const NEARLY_ONE: f64 = 1.0 - NEARLY_ZERO;

/// The least Bose ratio or collective fraction that is looked at, beside zero itself.
pub(super) const NEARLY_ZERO: f64 = 1.0 / 1_048_576.0;

/// Cells under collective noise alone.
pub(super) fn collective(cells: u64, bath: Bath) -> Result<Ensemble, Error> {
    Ensemble::new(cells)?.collective(bath, 1.0)
}

/// Steady ergotropy at η = 1 from a product of Gibbs states.
pub(super) fn gibbs_work(cells: u64, alpha: f64, q: f64) -> Result<Bounded, Error> {
    let steady =
        collective(cells, Bath::from_bose_ratio(alpha)?)?.steady_state_from(&Start::gibbs(q)?)?;
    Ok(steady.ergotropy())
}

/// The limit N → ∞ of [`gibbs_work`].
pub(super) fn work_of_many_cells(alpha: f64, q: f64) -> Result<f64, Error> {
    Ok(gibbs_start(Bath::from_bose_ratio(alpha)?, q)?.value)
}

/// Whether a number is above zero by more than its error.
pub(super) fn is_positive(number: Bounded) -> bool {
    number.lower() > 0.0
}

/// Whether the second number is above the first by more than both errors.
pub(super) fn grows(from: Bounded, to: Bounded) -> bool {
    to.lower() > from.upper()
}

/// Whether Eq. 89 or 90 finds an inverted pair of levels among the steady populations of η = 1 from
/// a Gibbs start, 0 < α_c < 1.
///
/// In each level the eigenvalues are ordered by their ladder, so that neighbouring levels are in
/// passive order if the bright rung and the rung of the darkest ladder are; and these two ratios
/// move with m in one direction only, so that the last ladder decides.
pub(super) fn has_inversion(cells: u64, alpha: f64, q: f64) -> Result<bool, Error> {
    let populations = GibbsStart::new(cells, Bath::from_bose_ratio(alpha)?, q)?;
    let last = cells / 2;
    Ok(last > 0
        && (populations.inversion_above(last).value > 1.0
            || populations.inversion_below(last).value < 1.0))
}

/// Tolerance of thresholds that are told in full.
pub(super) const SHARP: f64 = 1e-12;

/// A finding from its line, its sentences and a JSON object of its numbers.
pub(super) fn finding(
    verdict: Verdict,
    in_short: String,
    sentences: &[String],
    numbers: Value,
) -> Finding {
    let numbers = match numbers {
        Value::Object(map) => map,
        other => std::iter::once(("value".to_owned(), other)).collect(),
    };
    Finding {
        verdict,
        in_short,
        evidence: sentences.join(" "),
        numbers,
    }
}
