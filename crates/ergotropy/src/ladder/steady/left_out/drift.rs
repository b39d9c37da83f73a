//! Upper bounds of the drift QV of a function V on a patch.

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::rates::{Exchange, Rates};
use crate::ladder::steady::left_out::lyapunov::{Part, Potential, Rise};
use crate::ladder::steady::left_out::patch::{Patch, PatchRates};

/// Height of the power beyond which the other terms of V do not matter.
const HIGHEST: f64 = 1e200;

/// Relative error that covers the roundings of a sum of a dozen terms.
const ROUNDINGS: f64 = 1e-12;

impl Potential {
    /// The greatest changes of the bulk when a ladder of `low ..= high`, in one zone, is left for the next
    /// brighter and for the next darker one.
    pub(crate) fn steps(&self, low: u32, high: u32) -> [f64; 2] {
        let [most, least] = [low, high].map(|d| f64::from(self.lattice.twice_j(d)));
        let step = |change: f64, size: f64| (change / size).ln_1p();
        let brighter = if high <= self.core[0] {
            step(most + 2.0, self.size(least))
        } else if low > self.core[1] {
            -step(least + 2.0, self.size(most))
        } else {
            0.0
        };
        let darker = if low >= self.core[1] {
            step(most, self.size((least - 2.0).max(0.0)))
        } else if high < self.core[0] {
            -step(least, self.size(most - 2.0))
        } else {
            0.0
        };
        [brighter, darker]
    }

    /// Upper bound of QV on a patch of one zone, with the functions `part` and `rise` in place of the
    /// lesser ones.
    pub(crate) fn drift(
        &self,
        (part, rise): (Part, Rise),
        generator: &Rates,
        patch: &Patch,
        rates: &PatchRates,
    ) -> f64 {
        let mut sum = Upper::default();
        let [brighter, darker] = match (part, self.end) {
            (Part::End, Some(end)) => {
                let [most, least] =
                    [patch.low, patch.high].map(|d| f64::from(self.lattice.twice_j(d)));
                [-end.scale * (least + 2.0), end.scale * most]
            }
            _ => self.steps(patch.low, patch.high),
        };
        for jump in Jump::ALL {
            let step = match jump.ladder() {
                -1 => brighter,
                1 => darker,
                _ => continue,
            };
            sum.add(step, jump, rates);
        }
        if let (Part::End, Some(end)) = (part, self.end) {
            let Exchange {
                emission,
                absorption,
            } = generator.local();
            let slope = end.scale * end.slope;
            let excited = f64::from(patch.low) + f64::from(patch.bottom);
            sum.term(slope * absorption * (f64::from(self.lattice.cells()) - excited));
            sum.term(-slope * emission * excited);
            sum.term(-slope * inward(generator.collective(), 1.0, patch));
        }
        if let (Rise::Line, Some(line)) = (rise, self.line) {
            sum.term(line.slope * Self::rise(patch, rates));
        } else {
            let growth = self.growth(patch, rates);
            let rung = if growth > 0.0 {
                patch.top
            } else {
                patch.bottom
            };
            let height = self.kappa * self.power(f64::from(rung));
            // The power outweighs all other terms: V falls where the power falls, and else is taken to
            // rise.
            if height > HIGHEST {
                return growth.signum() * f64::INFINITY;
            }
            sum.term(growth * height);
        }
        sum.total()
    }

    /// Upper bound of (Qσ^-u)/σ^-u on a patch.
    pub(crate) fn growth(&self, patch: &Patch, rates: &PatchRates) -> f64 {
        let s = self.sigma;
        let mut sum = across(rates, |rung| match rung {
            -2 => s * s - 1.0,
            2 => (s * s).recip() - 1.0,
            -1 => s - 1.0,
            _ => s.recip() - 1.0,
        });
        sum.term(-(1.0 - s) * least_inward(rates, s, patch));
        sum.total()
    }

    /// Upper bound of Qu on a patch.
    fn rise(patch: &Patch, rates: &PatchRates) -> f64 {
        let mut sum = across(rates, f64::from);
        sum.term(-least_inward(rates, 1.0, patch));
        sum.total()
    }
}

/// Upper bound of the drift of a function of the rung from jumps to other ladders. `step` gives the change of
/// the function for a change of the rung.
fn across(rates: &PatchRates, step: impl Fn(i32) -> f64) -> Upper {
    let mut sum = Upper::default();
    for jump in [
        Jump::EmissionDarker,
        Jump::AbsorptionBrighter,
        Jump::DephasingDarker,
        Jump::DephasingBrighter,
    ] {
        sum.add(step(jump.rung()), jump, rates);
    }
    sum
}

/// The least [`inward`] for the rates of all ladders of a patch. It is concave in the rates, hence least
/// at the ends of their range.
fn least_inward(rates: &PatchRates, sigma: f64, patch: &Patch) -> f64 {
    let each = rates.own.into_iter().map(|own| inward(own, sigma, patch));
    each.fold(f64::INFINITY, f64::min)
}

/// Lower bound, on a patch, of the rate of emission within ladders minus 1/σ times that of absorption.
/// With a rungs below and b above these rates are proportional to a(b+1) and (a+1)b.
fn inward(
    Exchange {
        emission,
        absorption,
    }: Exchange<f64>,
    sigma: f64,
    patch: &Patch,
) -> f64 {
    let (bottom, top) = (f64::from(patch.bottom), f64::from(patch.top));
    let (least, most) = patch.above();
    let rise = absorption / sigma;
    let net = emission - rise;
    let of_each_above = net * if net > 0.0 { bottom } else { top } - rise;
    let above = f64::from(if of_each_above > 0.0 { least } else { most });
    let size = (emission + rise) * (top + 1.0) * (f64::from(most) + 1.0);
    of_each_above * above + emission * bottom - ROUNDINGS * size
}

/// An upper bound of a sum: its computed value, and the sum of the sizes of its terms for their
/// roundings.
#[derive(Default)]
struct Upper {
    sum: f64,
    size: f64,
}

impl Upper {
    /// Adds a change times the rate of a jump.
    fn add(&mut self, change: f64, jump: Jump, rates: &PatchRates) {
        let bound = if change > 0.0 {
            &rates.greatest
        } else {
            &rates.least
        };
        self.term(change * bound[jump.number()]);
    }

    fn term(&mut self, term: f64) {
        self.sum += term;
        self.size += term.abs();
    }

    fn total(&self) -> f64 {
        self.sum + ROUNDINGS * self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::ladder::chain::profile::{Profile, Reach};
    use crate::ladder::steady::left_out::lyapunov::Choice;
    use crate::{Channel, Ensemble};

    /// Bounds of a state and of the patch of all rungs around it against exact sums: for a single state the bound
    /// is the sum, up to roundings.
    fn assert_bounds(potential: &Potential, rates: &Rates, d: u32, u: u32) -> Option<()> {
        let lattice = rates.lattice();
        let sigma = potential.sigma;
        let (mut growth, mut rise, mut size) = (0.0, 0.0, 0.0);
        for ((to, k), rate) in rates.ladder(d).jumps(d + u) {
            if rate > 0.0 {
                let step = f64::from(k - to) - f64::from(u);
                growth += rate * (sigma.powf(-step) - 1.0);
                rise += rate * step;
                size += rate * (sigma.powf(-step) + step.abs() + 1.0);
            }
        }
        let state = Patch::of_state(lattice, d, u)?;
        let at = state.rates(rates);
        for (found, exact) in [
            (potential.growth(&state, &at), growth),
            (Potential::rise(&state, &at), rise),
        ] {
            let miss = found - exact;
            assert!(miss > -1e-13 * size, "{d} {u}: {found} {exact}");
            assert!(miss < 1e-11 * size, "{d} {u}: {found} {exact}");
        }
        let [brighter, darker] = potential.steps(d, d);
        let bulk = |d: u32| {
            let nearest = d.clamp(potential.core[0], potential.core[1]);
            let size = |d: u32| potential.size(f64::from(lattice.twice_j(d)));
            (size(d) / size(nearest)).ln().abs()
        };
        for (step, to) in [(brighter, d.checked_sub(1)), (darker, Some(d + 1))] {
            if let Some(to) = to.filter(|&to| to < lattice.ladders()) {
                let exact = bulk(to) - bulk(d);
                assert!((step - exact).abs() < 1e-12, "{d} {to}: {step} {exact}");
            }
        }
        let mut around = Patch::of_ladders(lattice, d.saturating_sub(1), d + 1)?;
        (around.bottom, around.top) = (u.saturating_sub(2), (u + 1).min(around.top));
        let near = around.rates(rates);
        assert!(potential.growth(&around, &near) >= growth - 1e-13 * size);
        assert!(Potential::rise(&around, &near) >= rise - 1e-13 * size);
        Some(())
    }

    #[test]
    fn bounds_of_single_states_are_the_sums() -> Result<(), Error> {
        let mut states = 0;
        for (collective, local, dephasing) in [
            ((1.0, 0.3), (0.5, 0.2), 0.1),
            ((0.2, 0.1), (2.0, 0.1), 0.0),
            ((3.0, 2.5), (0.4, 0.3), 2.0),
        ] {
            for cells in [40, 41] {
                let ensemble = Ensemble::new(cells)?
                    .collective(Channel::rates(collective.0, collective.1)?)
                    .local(Channel::rates(local.0, local.1)?)
                    .dephasing(dephasing)?;
                let rates = Rates::new(&ensemble);
                let profile = Profile::new(&rates, Reach::even(4.0));
                let choice = Choice {
                    softness: 1.0,
                    growth: 0.45,
                    end: None,
                };
                let (window, mode) = (profile.window(), profile.mode().0);
                let Some(potential) = Potential::new(&rates, &window, mode, choice) else {
                    continue;
                };
                for (d, k) in rates.lattice().iter() {
                    states += usize::from(assert_bounds(&potential, &rates, d, k - d).is_some());
                }
            }
        }
        assert!(states > 800, "{states}");
        Ok(())
    }

    #[test]
    fn flows_inward_are_bounded_with_their_roundings() -> Result<(), Error> {
        // Three rungs below and four above: 1·3·5 - 0.5·4·4, which floats hold; the sizes of its terms are
        // (1 + 0.5)(3 + 1)(4 + 1).
        let lattice = Ensemble::new(7)?.lattice();
        let Some(patch) = Patch::of_state(lattice, 0, 3) else {
            panic!("seven cells have a rung 3");
        };
        let exchange = Exchange {
            emission: 1.0,
            absorption: 0.5,
        };
        let slack = 7.0 - inward(exchange, 1.0, &patch);
        assert!((slack / (30.0 * ROUNDINGS) - 1.0).abs() < 1e-3, "{slack:e}");
        Ok(())
    }

    #[test]
    fn sums_are_bounded_with_their_roundings() {
        let mut sum = Upper::default();
        sum.term(3.0);
        sum.term(-1.0);
        assert_eq!((sum.sum, sum.size), (2.0, 4.0));
        assert_eq!(sum.total(), 2.0 + ROUNDINGS * 4.0);
    }
}
