//! Two starts of one's own under a cold collective bath: populations of ladders, and a vector of amplitudes.
//!
//! `cargo run --release -p ergotropy --example own_start`

use ergotropy::{Bath, Channel, Complex64, Ensemble, Error, Observables, Start, State};

fn main() -> Result<(), Error> {
    let [ladders, singlet] = states()?;
    println!(
        "populations: W = {}, weight of the bright ladder {}",
        ladders.ergotropy(),
        ladders.bright_weight()
    );
    println!(
        "vector: W = {}, E = {}, {} picture",
        singlet.ergotropy(),
        singlet.energy(),
        singlet.picture()
    );
    Ok(())
}

/// What becomes of both starts. Collective noise keeps the weight of each ladder.
pub(crate) fn states() -> Result<[State; 2], Error> {
    Ok([
        cold(4)?.steady_state_from(&ladders())?,
        cold(3)?.steady_state_from(&singlet()?)?,
    ])
}

/// Cells that emit together, into a bath of zero temperature.
fn cold(cells: u64) -> Result<Ensemble, Error> {
    Ok(Ensemble::new(cells)?.collective(Channel::thermal(Bath::cold(), 1.0)?))
}

/// Four cells: three quarters in the bright ladder with all cells excited, one quarter in the two copies of j = 0.
fn ladders() -> Start {
    Start::populations([(0, 4, 0.75), (2, 2, 0.25)]) // d = N/2 - j, k = N/2 + m, weight of all copies
}

/// Three cells: the first two a singlet, which emits no photon, the third excited. Cell 1 is the most significant bit.
fn singlet() -> Result<Start, Error> {
    let half = Complex64::from(0.5_f64.sqrt());
    let mut amplitudes = vec![Complex64::ZERO; 8];
    amplitudes[0b101] = half;
    amplitudes[0b011] = -half;
    Start::pure(amplitudes)
}
