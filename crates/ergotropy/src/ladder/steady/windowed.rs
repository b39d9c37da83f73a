//! The steady state on a window of the lattice, widened until it carries all weight.

use crate::error::Error;
use crate::ladder::chain::profile::{Profile, Reach};
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::{Dissection, Edge, estimate};
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::memory;

/// The numbers that tune windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Windows {
    /// Reach of the first window: -ln of the weight that the forecast leaves out.
    pub(crate) reach: f64,
    /// Weight of the states along a side of the window above which the side is moved outwards.
    pub(crate) edge: f64,
    /// Number of windows that are tried before the whole lattice is taken.
    pub(crate) tries: u32,
    /// A mode whose weight is below this was forecast wrongly.
    pub(crate) light: f64,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            reach: 46.0,
            edge: 1e-18,
            tries: 12,
            light: 1e-60,
        }
    }
}

impl Windows {
    /// The reach of the first window.
    fn first(self) -> Reach {
        Reach::even(self.reach)
    }
}

/// Stationary weights on a window with a reflecting edge.
///
/// Only the weight at the edge of the window tells how much lies beyond. So it is an estimate, from
/// `edge_weight`, that these are the weights on the whole lattice, unless the window is the whole
/// lattice.
#[derive(Clone, Debug)]
pub(crate) struct Windowed {
    pub(crate) window: Window,
    /// In the order of the window, with sum 1.
    pub(crate) weights: Vec<f64>,
    /// Weight of the states from which jumps lead out of the window; zero for the whole lattice.
    pub(crate) edge_weight: f64,
}

/// The weights at the sides of a window.
#[derive(Clone, Copy, Debug, Default)]
struct Rim {
    brighter: f64,
    darker: f64,
    up: f64,
}

/// The window that is tried first.
pub(crate) fn first(rates: &Rates) -> Profile {
    Profile::new(rates, Windows::default().first())
}

/// Whether an elimination on the window of a profile fits into the memory of one answer.
pub(crate) fn fits(profile: &Profile) -> bool {
    memory::fits(bytes(profile))
}

/// Refuses a method that needs an elimination on the window of a profile, if that does not fit into
/// memory.
///
/// The error names no number of cells that would fit, since only the computation shows how far windows
/// reach.
pub(crate) fn check(profile: &Profile, method: &'static str) -> Result<(), Error> {
    memory::check_alone(profile.lattice().cells(), method, bytes(profile))
}

/// The steady state of noise that has only one; `foretold` is the result of [`first`].
///
/// # Errors
/// [`Error::TooLarge`] beyond the limit of memory; [`Error::RateSpan`], [`Error::Pivot`] or
/// [`Error::WeightRange`] if rates are too far apart for floats.
pub(crate) fn steady(rates: &Rates, foretold: Profile) -> Result<Windowed, Error> {
    let lattice = rates.lattice();
    let mut profile = foretold;
    let numbers = Windows::default();
    let mut reach = numbers.first();
    let mut tries = 0;
    loop {
        check(&profile, "the steady state on a window")?;
        let part = tries < numbers.tries && 2 * profile.states() <= lattice.states();
        let window = if part {
            profile.window()
        } else {
            Window::full(lattice)
        };
        tries += 1;
        let weights = solve(rates, &window, profile.mode())?;
        let rim = rim(rates, &window, &weights);
        let sides = [rim.brighter, rim.darker, rim.up];
        if !part || sides.iter().all(|&weight| weight <= numbers.edge) {
            return Ok(Windowed {
                window,
                weights,
                edge_weight: sides.into_iter().sum(),
            });
        }
        reach = reach.moved(sides.map(|weight| weight > numbers.edge));
        profile = Profile::new(rates, reach);
    }
}

/// Memory of an elimination on the window of a profile, in bytes.
fn bytes(profile: &Profile) -> u128 {
    let (ladders, rungs) = profile.extent();
    let width = ladders.min(rungs) as u128;
    estimate(profile.states().into(), width, Purpose::Steady)
}

/// Stationary weights on a window. If the mode turns out to be light, they are computed again with the
/// heaviest state in its place.
fn solve(rates: &Rates, window: &Window, mode: (u32, u32)) -> Result<Vec<f64>, Error> {
    let weights = |mode| {
        Dissection::new(rates, window, mode, 0.0, Purpose::Steady, Edge::Reflecting)
            .map(|dissection| dissection.stationary())
    };
    let mut mode = mode;
    let mut found = weights(mode)?;
    let at_mode = window.index(mode.0, mode.1).map_or(0.0, |i| found[i]);
    if at_mode < Windows::default().light {
        let heaviest = window.iter().zip(&found).max_by(|a, b| a.1.total_cmp(b.1));
        if let Some((heaviest, _)) = heaviest {
            mode = heaviest;
            found = weights(mode)?;
        }
    }
    if found.iter().all(|weight| weight.is_finite()) {
        Ok(found)
    } else {
        let (d, k) = mode;
        Err(Error::WeightRange { d, k })
    }
}

/// For each side, the weight of the states from which jumps lead out of the window through it.
fn rim(rates: &Rates, window: &Window, weights: &[f64]) -> Rim {
    let mut rim = Rim::default();
    let ladders = window.ladders();
    for d in ladders.clone() {
        let ladder = rates.ladder(d);
        for k in window.edge(d) {
            let weight = window.index(d, k).map_or(0.0, |index| weights[index]);
            let mut out = [false; 3];
            for ((to, k), rate) in ladder.jumps(k) {
                if rate > 0.0 && !window.contains(to, k) {
                    let side = if to < ladders.start {
                        0
                    } else if to >= ladders.end {
                        1
                    } else {
                        2
                    };
                    out[side] = true;
                }
            }
            let sides = [&mut rim.brighter, &mut rim.darker, &mut rim.up];
            for (sum, out) in sides.into_iter().zip(out) {
                if out {
                    *sum += weight;
                }
            }
        }
    }
    rim
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{Bath, Ensemble, Mixture};
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    pub(crate) type Point = (f64, f64, f64, f64);

    pub(crate) fn ensemble(
        cells: u64,
        (eta, collective, local, gamma_ratio): Point,
    ) -> Result<Ensemble, Error> {
        Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
            .collective_bath(Bath::from_bose_ratio(collective)?)
            .local_bath(Bath::from_bose_ratio(local)?))
    }

    /// The steady state on a window.
    pub(crate) fn on_window(ensemble: &Ensemble) -> Result<Windowed, Error> {
        let rates = Rates::new(ensemble);
        steady(&rates, first(&rates))
    }

    /// A random point of the grid of 10 × 10 × 5 × 5 over the baths, η and γ_r.
    pub(crate) fn grid_point(random: &mut ChaCha8Rng) -> Point {
        let mut of = |n: u32| f64::from(random.next_u32() % n) / f64::from(n - 1);
        (
            0.01 + 0.98 * of(5),
            0.99 * of(10),
            0.99 * of(10),
            10f64.powf(6.0 * of(5) - 3.0),
        )
    }

    /// Σ|difference| between the weights found and those on the whole lattice.
    fn difference(ensemble: &Ensemble, found: &Windowed) -> Result<f64, Error> {
        let rates = Rates::new(ensemble);
        let full = Window::full(rates.lattice());
        let reach = Windows::default().first();
        let exact = solve(&rates, &full, Profile::new(&rates, reach).mode())?;
        let states = full.iter().zip(exact);
        Ok(states
            .map(|((d, k), p)| {
                let index = found.window.index(d, k);
                (index.map_or(0.0, |index| found.weights[index]) - p).abs()
            })
            .sum())
    }

    #[test]
    fn windows_hold_what_the_whole_lattice_does() -> Result<(), Error> {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut parts = 0;
        for _ in 0..60 {
            let point = grid_point(&mut random);
            let ensemble = ensemble(200, point)?;
            let found = on_window(&ensemble)?;
            parts += u32::from(!found.window.is_full());
            let closed = found.edge_weight == 0.0;
            assert!(
                closed
                    || (!found.window.is_full()
                        && found.edge_weight <= 3.0 * Windows::default().edge)
            );
            let difference = difference(&ensemble, &found)?;
            assert!(difference < 1e-13, "{point:?} {difference} {found:?}");
        }
        assert!(parts > 10, "{parts}");
        Ok(())
    }

    #[test]
    fn weights_beyond_floats_are_not_blamed_on_the_span() -> Result<(), Error> {
        // Each rung is 149 decades lighter than the one below; the elimination ends at the top one.
        let rates = Rates::new(&ensemble(5, (1.0, 1e-149, 0.0, 1.0))?);
        let ladder = Window::new(rates.lattice(), 0, std::iter::once(0..6));
        let refused = solve(&rates, &ladder, (0, 5)).err();
        assert_eq!(refused, Some(Error::WeightRange { d: 0, k: 5 }));
        assert!(solve(&rates, &ladder, (0, 0)).is_ok());
        Ok(())
    }

    #[test]
    fn large_lattices_are_answered_or_refused() -> Result<(), Error> {
        let found = on_window(&ensemble(1_000_000, (0.5, 0.3, 0.0, 1.0))?)?;
        assert!(found.edge_weight <= 3.0 * Windows::default().edge && !found.window.is_full());
        assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-13);
        let refused = on_window(&ensemble(1 << 31, (0.5, 0.9, 0.5, 1.0))?).err();
        assert!(
            matches!(refused, Some(Error::TooLarge { most: None, bytes, limit, .. }) if bytes > limit),
            "{refused:?}"
        );
        Ok(())
    }
}
