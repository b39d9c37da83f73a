//! What the project promises, measured: times, memory, errors against the oracle, bits.
//!
//! Prints one line for each promise and asserts nothing: clocks differ from machine to machine.

use std::time::{Duration, Instant};

use ergotropy::{Bath, Ensemble, Error, Mixture, Start};
use ergotropy_oracle::{Chain, difference, points, to_f64};
use ergotropy_paper::Request;
use ergotropy_sweep::{Progress, linear, logarithmic, map, product, with_threads};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn mixture(cells: u64, eta: f64, gamma_ratio: f64, ac: f64, al: f64) -> Result<Ensemble, Error> {
    Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(Bath::from_bose_ratio(ac)?)
        .local_bath(Bath::from_bose_ratio(al)?))
}

/// The least time of several runs: what the machine can do when nothing else runs.
fn least<T>(runs: u32, mut work: impl FnMut() -> Outcome<T>) -> Outcome<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..runs {
        let begin = Instant::now();
        work()?;
        least = least.min(begin.elapsed());
    }
    Ok(least)
}

fn landscape(cells: u64, points: usize) -> Result<Vec<f64>, Error> {
    let axis = linear(0.0, 0.99, points);
    map(&product(&axis, &axis), &Progress::hidden(), |&(ac, al)| {
        Ok(mixture(cells, 0.9, 1.0, ac, al)?
            .steady_state()?
            .ergotropy()
            .value)
    })
}

fn speed() -> Outcome<()> {
    let one_core = least(3, || Ok(with_threads(1, || landscape(7, 101))??))?;
    println!("map 101 x 101, N = 7, one core      {one_core:>10.2?}   promised 500 ms");
    for cells in [7, 30, 100, 300] {
        let time = least(3, || {
            Ok(mixture(cells, 0.9, 1.0, 0.9, 0.3)?
                .steady_state()?
                .ergotropy())
        })?;
        println!("steady state, N = {cells:<4}              {time:>10.2?}");
    }
    let times = logarithmic(1e-6, 1e4, 200);
    for (cells, start, name) in [
        (10, Start::ground(), "ground"),
        (100, Start::excited(), "excited"),
        (100, Start::gibbs(0.5)?, "gibbs:0.5"),
    ] {
        let ensemble = mixture(cells, 0.9, 1.0, 0.9, 0.3)?;
        let mut error = 0.0f64;
        let time = least(2, || {
            let curve = ensemble.charge(&start, &times)?;
            error = curve
                .points()
                .iter()
                .map(|p| p.work.ergotropy.error)
                .fold(0.0, f64::max);
            Ok(())
        })?;
        println!(
            "charging, 200 times in 1e-6 .. 1e4, N = {cells:<4} {name:<10} {time:>10.2?}   bound of W {error:.1e}"
        );
    }
    let begin = Instant::now();
    let state = mixture(10_000, 1.0, 1.0, 0.9, 0.0)?.steady_state_from(&Start::gibbs(0.5)?)?;
    let work = state.ergotropy();
    println!(
        "eta = 1, Gibbs start, N = 10000     {:>10.2?}   W = {work}",
        begin.elapsed()
    );
    Ok(())
}

fn accuracy() -> Outcome<()> {
    let (mut count, mut error, mut width, mut share) = (0, 0.0f64, 0.0f64, 0.0f64);
    let mut violations = 0;
    for point in points::all().into_iter().filter(|point| point.cells <= 30) {
        let Some(exact) = Chain::new(&point.parameters()).steady_state() else {
            continue;
        };
        let cells = point.cells as u64;
        let ensemble = mixture(
            cells,
            point.eta,
            point.gamma_r,
            point.alpha_c,
            point.alpha_l,
        )?
        .dephasing(point.dephasing)?;
        let w = ensemble.steady_state()?.ergotropy();
        let exact = exact.ergotropy();
        let miss = difference(&exact, w.value);
        let n = cells as f64;
        error = error.max(miss / (1e-13 * to_f64(&exact)).max(1e-15 * n));
        width = width.max(w.error / (1e-12 * n));
        share = share.max(miss / w.error);
        violations += u32::from(miss > w.error);
        count += 1;
    }
    println!("exact points with N <= 30           {count:>10}");
    println!("worst |error of W| over max(1e-13 W, 1e-15 N)   {error:.1e}   promised 1");
    println!("worst bound of W over 1e-12 N                   {width:.1e}   promised 1");
    println!(
        "worst |error| over bound                        {share:.2}      violations {violations}"
    );
    Ok(())
}

fn bits() -> Outcome<()> {
    let one = with_threads(1, || landscape(7, 31))??;
    let two = with_threads(2, || landscape(7, 31))??;
    let same = one
        .iter()
        .zip(&two)
        .all(|(a, b)| a.to_bits() == b.to_bits());
    println!("same bits for one and two threads   {same:>10}");
    Ok(())
}

fn report() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let request = Request {
        out: folder.path().join("paper"),
        only: Vec::new(),
        progress: false,
    };
    let begin = Instant::now();
    ergotropy_paper::write(&request)?;
    println!(
        "paper in full                       {:>10.2?}   promised 60 s on two cores",
        begin.elapsed()
    );
    match peak_memory() {
        Some(kibibytes) => println!(
            "peak memory of all of this          {:>7} MiB   promised 1024 MiB",
            kibibytes / 1024
        ),
        None => println!("peak memory: not told by this system"),
    }
    Ok(())
}

/// The process's greatest resident memory in KiB, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() -> Outcome<()> {
    report()?;
    speed()?;
    accuracy()?;
    bits()
}
