//! Eight qubits of 5 GHz on a hot line, with T₁ and T₂ of each by itself: how much work, and how soon?
//!
//! `cargo run --release -p ergotropy --example device`

use std::f64::consts::TAU;

use ergotropy::{Bath, Channel, Ensemble, Error, Observables, PLANCK, Start, Summary};

const FREQUENCY: f64 = 5e9; // hertz

fn main() -> Result<(), Error> {
    let battery = battery()?;
    let steady = battery.steady_state()?.ergotropy();
    println!("steady state: W = {steady} hbar omega");
    println!(
        "              = {:e} joule",
        steady.value * PLANCK * FREQUENCY
    );
    let summary = charging(&battery)?;
    if let Some(peak) = summary.peak {
        println!("peak: W = {} at {} us", peak.ergotropy, peak.time);
    }
    if let Some(time) = summary.time_to_90 {
        println!("90 % of it after {time} us");
    }
    Ok(())
}

/// The device. Rates are in 1/us, so that times are in us.
pub(crate) fn battery() -> Result<Ensemble, Error> {
    let line = Bath::from_temperature(0.3, FREQUENCY)?; // kelvin, hertz
    let chip = Bath::from_temperature(0.02, FREQUENCY)?;
    Ensemble::new(8)?
        .collective(Channel::thermal(line, TAU * 1.0)?) // gamma_c / 2 pi = 1 MHz
        .local(Channel::relaxing(chip, 50.0)?) // T1 = 50 us
        .coherence_time(30.0) // T2 = 30 us
}

/// What charging from the ground state comes to within 20 us.
pub(crate) fn charging(battery: &Ensemble) -> Result<Summary, Error> {
    battery.charge_summary(&Start::ground(), &[0.0, 20.0])
}
