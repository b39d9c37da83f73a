//! The physics against independent judges, identities, and bad input.

mod any_rates;
mod architecture;
mod best_starts;
mod charging;
mod charging_many;
mod every_number;
mod examples;
mod hostile;
mod identities;
mod mirror;
mod refusals;
mod register;
mod schur;
mod solve;
mod stated_errors;
mod steady;
mod summary;
mod unchanged;

use ergotropy::{Bath, Ensemble, Error, Mixture};

/// The ensemble that most tests are about.
fn mixture(
    cells: u64,
    (eta, gamma_ratio): (f64, f64),
    (alpha_c, alpha_l): (f64, f64),
) -> Result<Ensemble, Error> {
    Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(Bath::from_bose_ratio(alpha_c)?)
        .local_bath(Bath::from_bose_ratio(alpha_l)?))
}
