//! Times the evolution of a pure start, for comparison with other programs.
//!
//! `evolution AMPLITUDES TIMES ALPHA` reads little-endian floats (amplitudes as pairs) and prints JSON
//! with the fastest of some runs: without the eigenproblems that W needs, and with them.

use std::time::Instant;

use ergotropy::{Bath, Channel, Complex64, Curve, Ensemble, Observables, Point, RegisterStart};

const REPEATS: u32 = 20;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [amplitudes, times, alpha] = &arguments[..] else {
        return Err("three arguments: AMPLITUDES TIMES ALPHA".into());
    };
    let amplitudes: Vec<Complex64> = floats(amplitudes)?
        .chunks_exact(2)
        .map(|pair| Complex64::new(pair[0], pair[1]))
        .collect();
    let times = floats(times)?;
    let start = RegisterStart::pure(amplitudes)?;
    let cells = start.cells();
    let bath = Bath::from_bose_ratio(alpha.parse()?)?;
    let battery = Ensemble::new(cells.into())?.collective(Channel::thermal(bath, 1.0)?);
    let start = start.into();

    let evolution = fastest(|| {
        let curve = battery.charge(&start, &times)?;
        Ok(sum(&curve, |point| point.state.energy().value))
    })?;
    let with_eigenproblems = fastest(|| {
        let curve = battery.charge(&start, &times)?;
        Ok(sum(&curve, |point| point.work().ergotropy.value))
    })?;
    let curve = battery.charge(&start, &times)?;
    println!(
        "{{\"cells\": {}, \"evolution_seconds\": {evolution:e}, \"with_eigenproblems_seconds\": \
         {with_eigenproblems:e}, \"repeats\": {REPEATS}, \"ergotropy\": {}, \"ergotropy_error\": {}, \
         \"energy\": {}}}",
        cells,
        list(&curve, |work| work.ergotropy.value),
        list(&curve, |work| work.ergotropy.error),
        list(&curve, |work| work.energy.value),
    );
    Ok(())
}

fn floats(path: &str) -> Result<Vec<f64>, Failure> {
    let bytes = std::fs::read(path)?;
    let (floats, rest) = bytes.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(format!("{path} is no list of floats").into());
    }
    Ok(floats
        .iter()
        .map(|&bytes| f64::from_le_bytes(bytes))
        .collect())
}

/// Seconds of the fastest run.
fn fastest(run: impl Fn() -> Result<f64, ergotropy::Error>) -> Result<f64, Failure> {
    let mut least = f64::INFINITY;
    for _ in 0..REPEATS {
        let began = Instant::now();
        std::hint::black_box(run()?);
        least = least.min(began.elapsed().as_secs_f64());
    }
    Ok(least)
}

fn sum(curve: &Curve, pick: impl Fn(&Point) -> f64) -> f64 {
    curve.points().iter().map(pick).sum()
}

fn list(curve: &Curve, pick: impl Fn(&ergotropy::Work) -> f64) -> String {
    let numbers = curve.points().iter().map(|point| pick(&point.work()));
    let numbers: Vec<String> = numbers.map(|x| format!("{x:e}")).collect();
    format!("[{}]", numbers.join(", "))
}
