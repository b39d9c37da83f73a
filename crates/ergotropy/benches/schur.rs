//! What the Schur picture promises, measured: time of steady states and of evolution, and peak memory.
//!
//! `cargo bench -p ergotropy --bench schur [-- NAME]` prints a line for each; with a name only
//! those that contain it.

use std::time::Instant;

use ergotropy::{Bath, Channel, Complex64, Ensemble, Error, Observables, Start};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardUniform};

fn main() -> Result<(), Error> {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part));
    for (cells, alpha, dense) in [
        (10, 0.6, true),
        (12, 0.6, true),
        (20, 0.6, false),
        (24, 0.6, false),
        (12, 0.0, false),
        (20, 0.0, false),
        (24, 0.0, false),
        (10, 0.0, true),
        (12, 0.0, true),
    ] {
        let kind = if dense { "matrix" } else { "vector" };
        let name = format!("steady N={cells} alpha_c={alpha} {kind}");
        if !wants(&name) {
            continue;
        }
        let began = Instant::now();
        let start = if dense {
            matrix(cells)?
        } else {
            Start::pure(vector(cells))?
        };
        let checked = began.elapsed();
        let battery = ensemble(cells, alpha)?;
        let began = Instant::now();
        let work = battery.steady_state_from(&start)?.ergotropy();
        tell(
            &name,
            began,
            &format!("W = {work}, start checked in {checked:.2?}"),
        );
    }
    for (cells, count) in [(8, 50), (12, 50), (20, 2)] {
        let name = format!("evolution N={cells}, {count} times, vector");
        if !wants(&name) {
            continue;
        }
        let start = Start::pure(vector(cells))?;
        let battery = ensemble(cells, 0.6)?;
        let times: Vec<f64> = (1..=count)
            .map(|i| f64::from(i) / f64::from(count))
            .collect();
        let began = Instant::now();
        let curve = battery.charge(&start, &times)?;
        let evolved = began.elapsed();
        let worst = curve
            .points()
            .iter()
            .map(|point| point.work().ergotropy.error)
            .fold(0.0, f64::max);
        tell(
            &name,
            began,
            &format!("without eigenproblems {evolved:.2?}, bound of W {worst:.1e}"),
        );
    }
    println!(
        "{:44} {:>10} MiB",
        "peak memory of all of this",
        peak_mebibytes()
    );
    Ok(())
}

fn tell(name: &str, began: Instant, more: &str) {
    println!("{name:44} {:>10.3?}   {more}", began.elapsed());
}

fn ensemble(cells: u32, alpha: f64) -> Result<Ensemble, Error> {
    let channel = Channel::thermal(Bath::from_bose_ratio(alpha)?, 1.0)?;
    Ok(Ensemble::new(cells.into())?.collective(channel))
}

/// Normalised amplitudes without any symmetry.
fn vector(cells: u32) -> Vec<Complex64> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut next = || {
        let uniform: f64 = StandardUniform.sample(&mut random);
        uniform - 0.5
    };
    let raw: Vec<Complex64> = (0..1u64 << cells)
        .map(|_| Complex64::new(next(), next()))
        .collect();
    let norm = raw.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
    raw.into_iter().map(|z| z / norm).collect()
}

/// Half a random pure state, half the maximally mixed one.
fn matrix(cells: u32) -> Result<Start, Error> {
    let vector = vector(cells);
    let size = vector.len();
    let mixed = 0.5 / size as f64;
    let elements = (0..size * size)
        .map(|i| {
            let (row, column) = (i / size, i % size);
            vector[row] * vector[column].conj() * 0.5 + if row == column { mixed } else { 0.0 }
        })
        .collect();
    Start::density_matrix(elements)
}

/// Greatest memory that this process ever held, as the kernel counts it.
fn peak_mebibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kibibytes| kibibytes / 1024)
}
