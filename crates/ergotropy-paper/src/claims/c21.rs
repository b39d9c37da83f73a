//! C21: the kernel of cells at positions, and when the collective dissipator is its limit.

use std::f64::consts::TAU;

use ergotropy::{Bounded, Couplings, Dipole, Error, Geometry, Observables};
use serde_json::{Value, json};

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, extremes, pairs, solve};
use super::words::{list, plain};
use crate::places::{ALPHA, LATEST_SHIFTED, Places, Plateau, Shape};

pub(super) const CLAIM: Claim = Claim {
    id: "C21",
    heading: "Cells at positions",
    statement: "g_ij → γ_0 for small samples and → 0 for large ones; the dissipator closes on J± in the first limit.",
    source: "Eq. 40-43",
    figures: &["extra-places", "extra-imperfect"],
    judge,
};

/// Distances in wavelengths within which both limits of the kernel are looked at.
const SMALL: [f64; 4] = [1e-2, 1e-3, 1e-5, 1e-8];
const LARGE: [f64; 4] = [1.2, 10.3, 100.4, 10_000.3];

/// Arrays of which the plateau is looked at: without the shift for its end, with it for its height.
const SIZES: [u64; 4] = [2, 4, 6, 8];
const SPACINGS: [f64; 3] = [0.02, 0.05, 0.1];
const CLOSE: f64 = 0.02;
const SHIFTED: [u64; 2] = [4, 6];
const CLOSE_SHIFTED: f64 = 0.03;

/// The elements g of two cells at a distance, with dipoles normal to the line between them and along it.
fn elements(distance: f64) -> Result<[f64; 2], Error> {
    let pair = Geometry::chain(2, distance)?;
    let along = |direction| {
        let couplings = Couplings::without_shift(&pair, &[Dipole::linear(direction)?])?;
        // What is left of 1 is the slower of two rates, which has all its digits.
        let slow = couplings.modes().last().map_or(0.0, |mode| mode.rate);
        Ok::<f64, Error>(if couplings.decay(0, 1) > 0.5 {
            slow
        } else {
            couplings.decay(0, 1)
        })
    };
    Ok([along([0.0, 0.0, 1.0])?, along([1.0, 0.0, 0.0])?])
}

/// The kernel of two cells at small and at large distances.
struct Kernel {
    /// 1 - g over x², which is 1/5 and 1/10 in the limit.
    small: Vec<[f64; 2]>,
    large: Vec<[f64; 2]>,
}

impl Kernel {
    fn new() -> Result<Self, Error> {
        let missing = |distance: f64| {
            let x = TAU * distance;
            elements(distance).map(|missing| missing.map(|missing| missing / (x * x)))
        };
        Ok(Self {
            small: SMALL.into_iter().map(missing).collect::<Result<_, _>>()?,
            large: LARGE.into_iter().map(elements).collect::<Result<_, _>>()?,
        })
    }

    fn is_one_at_small_distances(&self) -> bool {
        let mut close = self.small.iter().skip(1);
        close.all(|[normal, along]| (normal - 0.2).abs() < 1e-5 && (along - 0.1).abs() < 1e-5)
    }

    fn falls_at_large_distances(&self) -> bool {
        let mut far = LARGE.into_iter().zip(&self.large);
        far.all(|(distance, [normal, along])| {
            let x = TAU * distance;
            normal.abs() <= 2.0 / x && along.abs() <= 4.0 / (x * x)
        })
    }

    fn numbers(&self) -> [Value; 2] {
        let small = SMALL.into_iter().zip(&self.small);
        let large = LARGE.into_iter().zip(&self.large);
        [
            each(small, |(distance, [normal, along])| {
                json!({
                    "distance": distance, "missing_over_x2_normal": normal, "missing_over_x2_along": along,
                })
            })
            .into(),
            each(large, |(distance, [normal, along])| {
                json!({
                    "distance": distance, "normal": normal, "along": along,
                })
            })
            .into(),
        ]
    }
}

/// What the charging of arrays comes to.
struct Arrays {
    /// Chains without the shift.
    plateaus: Vec<Plateau>,
    /// Ends of the plateaus of close ones, in units of 1/x².
    ends: Vec<f64>,
    /// Whether each has one steady state, and the work of that.
    lost: Vec<(bool, Bounded)>,
    /// Chains and rings with the shift.
    shifted: Vec<Plateau>,
}

impl Arrays {
    fn new() -> Result<Self, Error> {
        let places = |shape, cells, spacing, shift| Places {
            shape,
            cells,
            spacing,
            shift,
        };
        let unshifted = pairs(&SIZES, &SPACINGS);
        let unshifted = each(unshifted, |(cells, spacing)| {
            places(Shape::Chain, cells, spacing, false)
        });
        let shifted = pairs(&SHIFTED, &[Shape::Chain, Shape::Ring]);
        let shifted = each(shifted, |(cells, shape)| {
            places(shape, cells, CLOSE_SHIFTED, true)
        });
        let plateaus = solve(&unshifted, Places::plateau)?;
        let close = plateaus.iter();
        let close = close.filter(|plateau| plateau.places.spacing == CLOSE);
        Ok(Self {
            ends: close.filter_map(Plateau::scaled_end).collect(),
            lost: solve(&unshifted, |places| {
                let battery = places.battery()?;
                let unique = battery.has_unique_steady_state();
                Ok((unique, battery.steady_state()?.ergotropy()))
            })?,
            shifted: solve(&shifted, Places::plateau)?,
            plateaus,
        })
    }

    fn lose_all_work(&self) -> bool {
        let mut lost = self.lost.iter();
        lost.all(|(unique, work)| *unique && work.lower() <= 0.0 && work.upper() < 1e-12)
    }

    /// The greatest work with the shift, over that of cells at one place.
    fn shares(&self, shape: Shape) -> Vec<f64> {
        let of_shape = self.shifted.iter();
        let of_shape = of_shape.filter(|plateau| plateau.places.shape == shape);
        of_shape.map(Plateau::share).collect()
    }

    fn numbers(&self) -> Value {
        let all = self.plateaus.iter().chain(&self.shifted);
        let numbers = each(all, |plateau| {
            json!({
                "shape": plateau.places.shape.name(), "cells": plateau.places.cells,
                "spacing": plateau.places.spacing, "shift": plateau.places.shift,
                "greatest_share": plateau.share(), "end_times_x2": plateau.scaled_end(),
            })
        });
        numbers.into()
    }
}

fn judge() -> Result<Finding, Error> {
    let (kernel, arrays) = (Kernel::new()?, Arrays::new()?);
    let (least, most) = extremes(arrays.ends.iter().copied());
    let (chains, rings) = (arrays.shares(Shape::Chain), arrays.shares(Shape::Ring));
    let parts = vec![
        Part::holds(
            "g_ij → γ_0 for small samples",
            kernel.is_one_at_small_distances(),
            "1 - g_ij/γ_0 = x²/5 for dipoles normal to the line between two cells, x²/10 along it.",
        ),
        Part::holds(
            "g_ij → 0 for large samples",
            kernel.falls_at_large_distances(),
            "it falls as 1/x for dipoles normal to the line between two cells, as 1/x² along it.",
        ),
        Part::holds_if(
            "the dissipator closes on J± in the first limit",
            arrays.lose_all_work() && arrays.ends.len() == SIZES.len() && least > 0.2 && most < 1.5,
            format!(
                "if γ_0 t is below about {least:.1}/x² and the dipole-dipole shift acts on all cells alike, as on a ring; later all work is lost."
            ),
        ),
    ];
    let in_short = "If γ_0 t is far below 1/x² and cells are shifted alike, J± is right: collectivity is a matter of time, not only of distance."
        .to_owned();
    let sentences = [
        format!(
            "Distances from 1e-8 to 1e4 wavelengths were tried. For chains of N = {} at α_c = {ALPHA} without the shift the steady state is unique at every \
             distance tried, a product of Gibbs states without work; W is half of what cells at one place keep until γ_0 t = {} over x² (a = {CLOSE} λ).",
            plain(SIZES),
            list(&arrays.ends, 2),
        ),
        format!(
            "With the dipole-dipole shift, which grows as 1/x³ in the same limit, the greatest W at a = {CLOSE_SHIFTED} λ up to γ_0 t = {LATEST_SHIFTED} is {} of it for chains and {} for rings of \
             N = {}: a chain has ends, and its cells get out of step.",
            list(&chains, 3),
            list(&rings, 3),
            plain(SHIFTED),
        ),
        "So the ideal battery is the limit of x → 0 at a fixed time, not at a fixed distance for long times.".to_owned(),
    ];
    let grounds = [
        (
            "chains with the shift stay below three quarters",
            chains.iter().all(|&share| share < 0.75),
        ),
        (
            "rings with the shift stay above three quarters",
            rings.iter().all(|&share| share > 0.75),
        ),
    ];
    let [small, large] = kernel.numbers();
    let lost = arrays.lost.iter().map(|(_, work)| work.upper());
    let numbers = json!({
        "kernel_small": small,
        "kernel_large": large,
        "plateaus": arrays.numbers(),
        "least_end": least,
        "greatest_end": most,
        "greatest_steady_work": lost.fold(0.0, f64::max),
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{Holds, HoldsIf};
    use super::*;

    #[test]
    fn collectivity_is_a_matter_of_time() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, Holds, HoldsIf], "{found:#?}");
        assert!((found.number("/kernel_small/3/missing_over_x2_normal") - 0.2).abs() < 1e-9);
        // An independent study found the last time of its grid at which the work was above the half.
        for (index, last) in [(0, 0.37), (3, 0.39), (6, 0.53), (9, 0.63)] {
            let end = found.number(&format!("/plateaus/{index}/end_times_x2"));
            assert!((last - 0.01..last + 0.06).contains(&end), "{last} {end}");
        }
        Ok(())
    }
}
