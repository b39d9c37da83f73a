//! The work at η = 1 from a product of Gibbs states.

use ergotropy::closed_form::GibbsStart;
use ergotropy::closed_form::limit::gibbs_start;
use ergotropy::{Bath, Bounded, Channel, Ensemble, Error, Observables, Start, State};

/// Cells under collective noise alone.
pub(super) fn collective(cells: u64, bath: Bath) -> Result<Ensemble, Error> {
    Ok(Ensemble::new(cells)?.collective(Channel::thermal(bath, 1.0)?))
}

/// The steady state from a product of Gibbs states.
pub(super) fn gibbs_state(cells: u64, bath: Bath, q: f64) -> Result<State, Error> {
    collective(cells, bath)?.steady_state_from(&Start::gibbs(q)?)
}

/// The ergotropy of [`gibbs_state`] at a Bose ratio of the bath.
pub(super) fn gibbs_work(cells: u64, alpha: f64, q: f64) -> Result<Bounded, Error> {
    Ok(gibbs_state(cells, Bath::from_bose_ratio(alpha)?, q)?.ergotropy())
}

/// The limit N → ∞ of [`gibbs_work`].
pub(super) fn work_of_many_cells(alpha: f64, q: f64) -> Result<f64, Error> {
    Ok(gibbs_start(Bath::from_bose_ratio(alpha)?, q)?.value)
}

/// Closed forms of the steady populations.
pub(super) fn gibbs_form(cells: u64, alpha: f64, q: f64) -> Result<GibbsStart, Error> {
    GibbsStart::new(cells, Bath::from_bose_ratio(alpha)?, q)
}

/// Whether Eq. 89 or 90 finds an inverted pair of levels, for 0 < α_c < 1.
///
/// In each level the eigenvalues are ordered by their ladder. Two neighbouring levels are therefore in
/// passive order if the bright rung of one and the rung of the darkest ladder of the other are. Both
/// ratios are monotonic in m, so the last ladder decides.
pub(super) fn has_inversion(cells: u64, alpha: f64, q: f64) -> Result<bool, Error> {
    let form = gibbs_form(cells, alpha, q)?;
    let last = cells / 2;
    Ok(last > 0
        && (form.inversion_above(last).value > 1.0 || form.inversion_below(last).value < 1.0))
}
