//! The populations of a steady state, with the copies of each ladder.
//!
//! An eigenvalue of the state is the weight of a rung divided by the copies of its ladder. Who takes weights for
//! eigenvalues gets a wrong ergotropy, entropy and purity.
//!
//! `cargo run --release -p ergotropy --example populations`

use ergotropy::{Bath, Decimal, Ensemble, Error, Mixture, Observables, State};

fn main() -> Result<(), Error> {
    let state = state()?;
    println!("    j     m  copies    weight    eigenvalue");
    for rung in state.ladder_populations() {
        println!(
            "{:5} {:5} {:7} {:9.6} {:13.4e}",
            rung.j,
            rung.m,
            rung.copies.to_f64(),
            rung.weight.value,
            rung.eigenvalue.map_or(f64::NAN, Decimal::to_f64),
        );
    }
    println!("purity {} = {}", purity(&state), state.purity());
    Ok(())
}

/// Seven cells between a hot collective bath and colder local ones.
pub(crate) fn state() -> Result<State, Error> {
    let mixture = Mixture {
        eta: 0.9,
        gamma_ratio: 1.0,
    };
    Ensemble::mixture(7, mixture)?
        .collective_bath(Bath::from_bose_ratio(0.6)?)
        .local_bath(Bath::from_bose_ratio(0.2)?)
        .steady_state()
}

/// The purity: the sum of squares of all eigenvalues, each as often as its ladder has copies.
pub(crate) fn purity(state: &State) -> f64 {
    let rungs = state.ladder_populations();
    let squares =
        rungs.filter_map(|rung| Some(rung.copies.to_f64() * rung.eigenvalue?.to_f64().powi(2)));
    squares.sum()
}
