use super::*;
use crate::ladder::chain::rates::Rates;
use crate::ladder::elimination::by_level::Elimination;
use crate::ladder::elimination::dissection::order::tree::Tree;
use crate::numerics::double::{Double, Doubles};
use crate::{Bath, Channel, Ensemble, Mixture};

/// (η, α_c, α_l, γ_r, dephasing) at corners where other methods lose digits.
const CORNERS: [(f64, f64, f64, f64, f64); 14] = [
    (0.5, 0.3, 0.5, 1.0, 0.0),
    (0.9, 0.9, 0.3, 1.0, 0.0),
    (0.9, 0.3, 0.95, 1.0, 0.0),
    (0.01, 0.0, 0.99, 1e3, 0.0),
    (0.99, 0.99, 0.0, 1e-3, 0.0),
    (0.01, 0.99, 0.99, 1e-3, 0.0),
    (0.99, 0.0, 0.99, 1e3, 0.0),
    (0.5, 0.0, 0.0, 1.0, 0.0),
    (0.0, 0.4, 0.6, 1.0, 0.0),
    (0.5, 1e-6, 0.7, 1.0, 0.0),
    (0.01, 0.01, 0.99, 1e3, 0.0),
    (0.5, 0.3, 0.5, 1.0, 2.0),
    (0.9, 0.6, 0.0, 0.0, 1e-3),
    (0.3, 0.95, 0.4, 1e3, 1e3),
];

fn ensemble(
    cells: u64,
    (eta, collective, local, gamma_ratio, dephasing): (f64, f64, f64, f64, f64),
) -> Result<Ensemble, Error> {
    Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(Bath::from_bose_ratio(collective)?)
        .local_bath(Bath::from_bose_ratio(local)?)
        .dephasing(dephasing)
}

/// Stationary weights by the elimination in 106 bits, as (d, k, p).
fn judged(ensemble: &Ensemble) -> Result<Vec<(u32, u32, f64)>, Error> {
    let state = ensemble.unique_steady_state()?;
    Ok(state.populations().collect())
}

fn mode(judged: &[(u32, u32, f64)]) -> (u32, u32) {
    let greatest = judged.iter().max_by(|a, b| a.2.total_cmp(&b.2));
    greatest.map_or((0, 0), |&(d, k, _)| (d, k))
}

#[test]
fn stationary_weights_are_those_of_106_bits() -> Result<(), Error> {
    for cells in [1, 2, 3, 8, 25, 60] {
        for corner in CORNERS {
            let ensemble = ensemble(cells, corner)?;
            let judged = judged(&ensemble)?;
            let rates = Rates::new(&ensemble);
            let window = Window::full(rates.lattice());
            // The state eliminated last may also be a neighbour of the mode.
            let (d, k) = mode(&judged);
            let near = (d, if window.contains(d, k + 1) { k + 1 } else { k });
            for mode in [(d, k), near] {
                if corner.1 == 0.0 && mode != (d, k) {
                    continue;
                }
                let steady = Dissection::new(
                    &rates,
                    &window,
                    mode,
                    0.0,
                    Purpose::Steady,
                    Edge::Reflecting,
                )?;
                let weights = steady.stationary();
                assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-13);
                for &(d, k, p) in judged.iter().filter(|known| known.2 > 1e-100) {
                    let x = window.index(d, k).map_or(0.0, |index| weights[index]);
                    assert!(
                        (x / p - 1.0).abs() < 1e-13,
                        "{cells} {corner:?} {d} {k} {x} {p}"
                    );
                }
            }
        }
    }
    Ok(())
}

/// z x - x Q for a row vector x, and the sum of the absolute values of its terms.
fn applied(rates: &Rates, window: &Window, edge: Edge, z: f64, x: &[f64]) -> Vec<(f64, f64)> {
    let mut y: Vec<(f64, f64)> = x.iter().map(|x| (z * x, (z * x).abs())).collect();
    for (from, (d, k)) in window.iter().enumerate() {
        for ((d, k), rate) in rates.ladder(d).jumps(k) {
            let to = window.index(d, k);
            let flow = rate * x[from];
            if let Some(to) = to {
                y[to].0 -= flow;
                y[to].1 += flow.abs();
            }
            if to.is_some() || edge == Edge::Leaking {
                y[from].0 += flow;
                y[from].1 += flow.abs();
            }
        }
    }
    y
}

#[test]
fn resolvents_solve_their_equation() -> Result<(), Error> {
    for cells in [2, 9, 40] {
        for corner in CORNERS {
            let ensemble = ensemble(cells, corner)?;
            let rates = Rates::new(&ensemble);
            let lattice = rates.lattice();
            let full = Window::full(lattice);
            let n = lattice.cells();
            let part = Window::new(lattice, n / 5, (n / 5..=n / 3).map(|d| d + 1..d + n / 2));
            for (window, edge) in [(full, Edge::Reflecting), (part, Edge::Leaking)] {
                let Some(mode) = window.iter().next() else {
                    continue;
                };
                for z in [1e-4, 1.0, 1e5] {
                    let resolvent =
                        Dissection::new(&rates, &window, mode, z, Purpose::Resolvent, edge)?;
                    let w: Vec<f64> = (0..window.states())
                        .map(|i| ((i * 7919 % 1013) as f64 - 500.0) / 300.0)
                        .collect();
                    let x = resolvent.resolve(&w);
                    let y = applied(&rates, &window, edge, z, &x);
                    let size = y.iter().map(|y| y.1).sum::<f64>();
                    let left = y.iter().zip(&w).map(|(y, w)| (y.0 - w).abs()).sum::<f64>();
                    assert!(left <= 1e-14 * size, "{cells} {corner:?} {z} {left} {size}");
                }
            }
        }
    }
    Ok(())
}

#[test]
fn solves_dealt_out_to_two_threads_have_the_bits_of_one() -> Result<(), Error> {
    let ensemble = ensemble(260, (0.5, 0.9, 0.3, 1.0, 0.0))?;
    let rates = Rates::new(&ensemble);
    let window = Window::full(rates.lattice());
    let (z, edge) = (3.0, Edge::Leaking);
    let resolvent = Dissection::new(&rates, &window, (30, 40), z, Purpose::Resolvent, edge)?;
    assert!(resolvent.is_dealt_out());
    let w: Vec<f64> = (0..window.states())
        .map(|i| ((i * 7919 % 1013) as f64 - 500.0) / 300.0)
        .collect();
    let x = resolvent.resolve_by(&w, false);
    assert_eq!(x, resolvent.resolve_by(&w, true));
    let y = applied(&rates, &window, edge, z, &x);
    let size = y.iter().map(|y| y.1).sum::<f64>();
    let left = y.iter().zip(&w).map(|(y, w)| (y.0 - w).abs()).sum::<f64>();
    assert!(left <= 1e-14 * size, "{left} {size}");
    Ok(())
}

#[test]
fn positive_resolvents_are_those_of_106_bits() -> Result<(), Error> {
    for corner in CORNERS {
        let ensemble = ensemble(30, corner)?;
        let (rates, generator) = (Rates::new(&ensemble), Rates::<Double>::new(&ensemble));
        let lattice = rates.lattice();
        let window = Window::full(lattice);
        for z in [1e-6, 0.1, 1e3] {
            let w = |d: u32, k: u32| f64::from(1 + (d * 31 + k * 17) % 7);
            let exact = Elimination::new(&generator, z, Purpose::Resolvent)?.resolve(
                &lattice
                    .iter()
                    .map(|(d, k)| Double::from(w(d, k)))
                    .collect::<Doubles>(),
            );
            let given: Vec<f64> = window.iter().map(|(d, k)| w(d, k)).collect();
            let ours = Dissection::new(
                &rates,
                &window,
                (0, 0),
                z,
                Purpose::Resolvent,
                Edge::Leaking,
            )?
            .resolve(&given);
            for ((d, k), exact) in lattice.iter().zip(exact.iter()) {
                let x = window.index(d, k).map_or(0.0, |index| ours[index]);
                assert!(
                    (x / exact.to_f64() - 1.0).abs() < 1e-13,
                    "{corner:?} {z} {d} {k}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn hitting_times_solve_their_equation() -> Result<(), Error> {
    for cells in [1, 6, 33] {
        for corner in CORNERS {
            let ensemble = ensemble(cells, corner)?;
            let mode = mode(&judged(&ensemble)?);
            let rates = Rates::new(&ensemble);
            let window = Window::full(rates.lattice());
            let times = Dissection::new(
                &rates,
                &window,
                mode,
                0.0,
                Purpose::Resolvent,
                Edge::Reflecting,
            )?
            .hitting();
            for (index, (d, k)) in window.iter().enumerate() {
                if (d, k) == mode {
                    assert_eq!(times[index], 0.0);
                    continue;
                }
                let mut onward = 1.0;
                for ((d, k), rate) in rates.ladder(d).jumps(k) {
                    onward += rate * window.index(d, k).map_or(0.0, |index| times[index]);
                }
                let exit = rates.exit(d, k) * times[index];
                assert!(
                    (exit / onward - 1.0).abs() < 1e-13,
                    "{cells} {corner:?} {d} {k}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn memory_is_estimated_from_above() -> Result<(), Error> {
    for cells in [4, 30, 100, 300] {
        let lattice = ensemble(cells, CORNERS[0])?.lattice();
        let n = lattice.cells();
        let strip = Window::new(lattice, 0, (0..=n / 2).map(|d| d..d + 12));
        for window in [Window::full(lattice), strip] {
            let tree = Tree::new(&window, (0, 0));
            for purpose in [Purpose::Steady, Purpose::Resolvent] {
                let factors = 8 * tree.starts(purpose).1 as u128;
                assert!(factors < bytes(&window, purpose));
            }
        }
    }
    Ok(())
}

#[test]
fn what_floats_cannot_hold_is_refused() {
    let steady = |local, mode| {
        let bath = Bath::from_bose_ratio(0.5)?;
        let weak = Ensemble::new(6)?
            .collective(Channel::thermal(bath, 1.0)?)
            .local(Channel::thermal(bath, local)?);
        let rates = Rates::new(&weak);
        let window = Window::full(rates.lattice());
        let (purpose, edge) = (Purpose::Steady, Edge::Reflecting);
        Dissection::new(&rates, &window, mode, 0.0, purpose, edge).map(|_| ())
    };
    assert!(matches!(
        steady(1e-200, (0, 0)),
        Err(Error::RateSpan { .. })
    ));
    // The rates are within 200 decades, but one ladder is left at a product of rates that is below the least
    // pivot.
    let sunk = steady(1e-180, (0, 0));
    assert!(
        matches!(sunk, Err(Error::Pivot { d: 1.., rate, least, .. }) if rate < least),
        "{sunk:?}"
    );
    assert!(matches!(
        steady(1.0, (5, 5)),
        Err(Error::NoSuchState { .. })
    ));
}

/// Prints the times to order, eliminate and solve whole lattices, and the operations per second.
#[test]
#[ignore = "prints times"]
fn time_of_whole_lattices() -> Result<(), Error> {
    for (cells, repeats) in [(100, 40), (300, 8), (1000, 3)] {
        let rates = Rates::new(&ensemble(cells, CORNERS[0])?);
        let window = Window::full(rates.lattice());
        let d = rates.lattice().cells() / 3;
        let mut least = [f64::INFINITY; 3];
        let mut entries = 0;
        let mut flops = 0.0;
        for _ in 0..repeats {
            let clock = std::time::Instant::now();
            let tree = Tree::new(&window, (d, d));
            least[0] = least[0].min(clock.elapsed().as_secs_f64());
            entries = tree.starts(Purpose::Steady).1;
            flops = tree
                .stages
                .iter()
                .flat_map(|s| (1..=s.own.len()).map(|p| (s.own.len() + s.rim.len() - p) as f64))
                .map(|later| 2.0 * later * later)
                .sum();
            let clock = std::time::Instant::now();
            let steady = Dissection::new(
                &rates,
                &window,
                (d, d),
                0.0,
                Purpose::Steady,
                Edge::Reflecting,
            )?;
            least[1] = least[1].min(clock.elapsed().as_secs_f64());
            let clock = std::time::Instant::now();
            steady.stationary();
            least[2] = least[2].min(clock.elapsed().as_secs_f64());
        }
        println!(
            "N = {cells}: order {:.3} ms, in all {:.3} ms, weights {:.3} ms; {entries} entries, {:.2} GFlop, {:.1} GFlop/s; {:.0} of {:.0} MB",
            1e3 * least[0],
            1e3 * (least[1] + least[2]),
            1e3 * least[2],
            flops / 1e9,
            flops / (least[1] - least[0]) / 1e9,
            8e-6 * entries as f64,
            1e-6 * bytes(&window, Purpose::Steady) as f64
        );
    }
    Ok(())
}
