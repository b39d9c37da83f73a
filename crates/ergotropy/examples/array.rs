//! Six cells in a chain: what is left of the work of a shared field when the cells are apart.
//!
//! `cargo run --release -p ergotropy --example array`

use ergotropy::{Bath, Bounded, Channel, Couplings, Dipole, Ensemble, Error, Geometry, Start};

/// Distances between neighbours, in wavelengths.
pub(crate) const SPACINGS: [f64; 4] = [0.02, 0.05, 0.1, 0.2];

fn main() -> Result<(), Error> {
    let alone = greatest(&field()?)?;
    println!("all at one place: W = {alone:.6}");
    println!("spacing    without shift    with dipole-dipole shift");
    for spacing in SPACINGS {
        let [still, shifted] = [false, true].map(|shift| chain(spacing, shift));
        let (still, shifted) = (greatest(&still?)?, greatest(&shifted?)?);
        println!("{spacing:<10} {still:<16.6} {shifted:.6}");
    }
    Ok(())
}

/// Six cells that share one field, which emits and absorbs at α = 0.6.
pub(crate) fn field() -> Result<Ensemble, Error> {
    let bath = Bath::from_bose_ratio(0.6)?;
    Ok(Ensemble::new(6)?.collective(Channel::thermal(bath, 1.0)?))
}

/// The same cells in a chain, with dipoles normal to it.
pub(crate) fn chain(spacing: f64, shift: bool) -> Result<Ensemble, Error> {
    let chain = Geometry::chain(6, spacing)?;
    let dipole = [Dipole::linear([0.0, 0.0, 1.0])?];
    let couplings = if shift {
        Couplings::free_space(&chain, &dipole)?
    } else {
        Couplings::without_shift(&chain, &dipole)?
    };
    field()?.couplings(couplings)
}

/// The greatest work at times up to 3/γ₀, from the ground state.
pub(crate) fn greatest(battery: &Ensemble) -> Result<Bounded, Error> {
    let times: Vec<f64> = (0..=60).map(|i| 0.05 * f64::from(i)).collect();
    let curve = battery.charge(&Start::ground(), &times)?;
    let peak = curve.peak().map(|peak| peak.work().ergotropy);
    Ok(peak.unwrap_or(Bounded::from(0.0)))
}
