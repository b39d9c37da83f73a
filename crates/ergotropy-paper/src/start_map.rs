//! The map of the ergotropy over start and bath under collective noise alone: Fig. 2 and 7, and claim C1.

use ergotropy::{Bounded, Error, Observables, Start};
use ergotropy_sweep::{linear, product};

use crate::point::Point;

/// The number of nodes along each axis of a map.
pub(crate) const NODES: usize = 101;
/// The upper end of each axis.
pub(crate) const TOP: f64 = 0.99;

/// The nodes of a map, row by row.
pub(crate) fn nodes() -> Vec<(f64, f64)> {
    let axis = linear(0.0, TOP, NODES);
    product(&axis, &axis)
}

/// Ergotropy of the steady state from a Gibbs start of ratio q.
pub(crate) fn work(cells: u64, (q, alpha_c): (f64, f64)) -> Result<Bounded, Error> {
    let ensemble = Point::collective(cells, alpha_c).ensemble()?;
    Ok(ensemble.steady_state_from(&Start::gibbs(q)?)?.ergotropy())
}

/// Whether the work is zero within its error.
pub(crate) fn is_zero(work: Bounded) -> bool {
    work.value <= work.error
}

/// The share of the nodes off the line α_c = q at which there is no work.
pub(crate) fn share_without_work(works: &[Bounded]) -> f64 {
    let off_line = nodes()
        .into_iter()
        .zip(works)
        .filter(|((q, alpha_c), _)| q != alpha_c);
    let (mut all, mut zero) = (0.0, 0.0);
    for (_, &work) in off_line {
        all += 1.0;
        zero += f64::from(is_zero(work));
    }
    zero / all
}
