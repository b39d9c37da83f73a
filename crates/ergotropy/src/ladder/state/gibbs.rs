//! Products of Gibbs states.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::state::geometric::{CUT, GeometricLadders, Ratio};
use crate::ladder::state::{Accuracy, LadderState, NEGLIGIBLE};
use crate::method::Method;
use crate::numerics::double::{Double, Doubles, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::numerics::scaled::Scaled;
use crate::numerics::simd::vectorised;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::Multiplicities;
use crate::work::accuracy::UNDERFLOW;

/// p(d, k) = ν_d q^k / (1+q)^N for a ratio 0 < q <= 1.
pub(crate) fn gibbs(lattice: Lattice, q: Ratio) -> Result<LadderState, Error> {
    let table = Arc::new(Multiplicities::new(lattice.cells()));
    let Some(counts) = table.table() else {
        // This function lets the machine use its fused multiply-add, without which double-doubles are
        // slow.
        return vectorised(
            #[inline(always)]
            || gibbs_window(lattice, q),
        );
    };
    let n = u64::from(lattice.cells());
    let norm = Scaled::from(Double::ONE + q.value).powi(n);
    let mut skipped = 0u32;
    let ladders = (0..lattice.ladders())
        .map(|d| {
            let bottom = counts.copies[d as usize] * Scaled::from(q.value).powi(d.into()) / norm;
            let mut p = bottom.to_double();
            let mut weights = Vec::new();
            for _ in lattice.rungs(d) {
                if p.to_f64() < NEGLIGIBLE {
                    skipped += 1;
                    break;
                }
                weights.push(p.to_f64());
                p = p * q.value;
            }
            LadderWeights {
                d,
                first: d,
                weights,
            }
        })
        .filter(|ladder| !ladder.weights.is_empty())
        .collect();
    // Populations fall from rung to rung by q <= 1, so each skipped end has at most N + 1 negligible
    // weights.
    let accuracy = Accuracy {
        relative: 1.01 * ROUNDOFF,
        absolute: f64::from(skipped) * (n + 1) as f64 * NEGLIGIBLE,
        kind: Kind::Bound,
    };
    Ok(LadderState::new(table, ladders, accuracy, Method::Gibbs))
}

/// The ladders around the typical one, d = N q/(1+q), as geometric ladders.
///
/// The weight of ladder d is w_d = ν_d q^d (1 + q + ... + q^(N-2d)) / (1+q)^N. Away from the typical
/// ladder w falls from ladder to ladder by a factor that itself falls. So beyond a ladder of weight w,
/// with the last factor r, the rest is at most w r / (1 - r). The norm is the sum of the weights that are
/// kept.
#[inline(always)]
fn gibbs_window(lattice: Lattice, ratio: Ratio) -> Result<LadderState, Error> {
    let cells = f64::from(lattice.cells());
    let q = ratio.value.to_f64();
    // The ratio ν_(d+1) q / ν_d.
    let step = |d: u32| {
        let d = f64::from(d);
        let above = Double::from(cells - 2.0 * d - 1.0) * Double::from(cells - d + 1.0);
        let below = Double::from(d + 1.0) * Double::from(cells - 2.0 * d + 1.0);
        above / below * ratio.value
    };
    let weight = |d: u32, bottom: Double| bottom * ratio.sum(u64::from(lattice.twice_j(d)) + 1);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0 ..= N/2
    let typical = ((cells * (q / (1.0 + q))) as u32).min(lattice.ladders() - 1);
    let mut total = weight(typical, Double::ONE);
    let mut cut = 0.0;
    let mut grow = |total: &mut Double, d: u32, last: Double, next: Double| {
        let (now, new) = (weight(d, next), last);
        let fall = (now / new).to_f64() * (1.0 + 1e-15);
        let rest = now.to_f64() * fall / (1.0 - fall);
        *total += now;
        let done = fall < 1.0 && rest < CUT * total.to_f64();
        if done {
            cut += rest;
        }
        (now, done)
    };
    let mut lower = Vec::new();
    let (mut bottom, mut last) = (Double::ONE, total);
    for d in (0..typical).rev() {
        bottom = bottom / step(d);
        lower.push(bottom);
        let (now, done) = grow(&mut total, d, last, bottom);
        last = now;
        if done {
            break;
        }
    }
    let mut upper = vec![Double::ONE];
    (bottom, last) = (Double::ONE, weight(typical, Double::ONE));
    for d in typical + 1..lattice.ladders() {
        bottom = bottom * step(d - 1);
        upper.push(bottom);
        let (now, done) = grow(&mut total, d, last, bottom);
        last = now;
        if done {
            break;
        }
    }
    let first = typical - u32::try_from(lower.len()).unwrap_or(0);
    let kept = lower.len() + upper.len();
    let bottoms: Doubles = lower
        .into_iter()
        .rev()
        .chain(upper)
        .map(|bottom| bottom / total)
        .collect();
    let relative = 80.0 * kept as f64 * ROUNDOFF_SQUARED + ratio.error();
    // Weight that is cut off also makes the rest too heavy, hence the factor 2.
    let cut = 2.0 * cut / total.to_f64() * (1.0 + 1e-12);
    let (ladders, ends) = GeometricLadders::new(lattice, first, bottoms, ratio, relative)?;
    let accuracy = Accuracy {
        relative: ladders.relative() + 3.01 * ROUNDOFF,
        absolute: cut + 1.01 * ends + UNDERFLOW,
        kind: Kind::Bound,
    };
    Ok(LadderState::of_geometric(
        Arc::new(Multiplicities::new(lattice.cells())),
        ladders,
        accuracy,
        Method::Gibbs,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::start::LadderStart;

    #[test]
    fn gibbs_weights_sum_to_one_and_are_binomial_by_level() -> Result<(), Error> {
        for (cells, q) in [(1, 0.3), (7, 1.0), (30, 0.75), (1200, 0.9)] {
            let state = LadderStart::Gibbs { q }.state(cells)?;
            let sum: f64 = state.populations().map(|(_, _, p)| p).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{cells} {q} {sum}");
        }
        let state = LadderStart::Gibbs { q: 0.5 }.state(4)?;
        let level_two: f64 = (0..=2).map(|d| state.population(d, 2)).sum();
        assert!((level_two - 6.0 * 0.25 / 1.5f64.powi(4)).abs() < 1e-15);
        Ok(())
    }

    #[test]
    fn windows_hold_what_matters() -> Result<(), Error> {
        let nearly_one = 1.0 - 2f64.powi(-30);
        for cells in [1, 2, 5, 64, 333, 400] {
            let lattice = Lattice::new(cells);
            for q in [1e-9, 0.1, 0.5, 0.9, 0.999, nearly_one, 1.0] {
                let whole = gibbs(lattice, Ratio::of_float(q))?;
                let window = gibbs_window(lattice, Ratio::of_float(q))?;
                let distance: f64 = whole
                    .populations()
                    .map(|(d, k, p)| (p - window.population(d, k)).abs())
                    .sum();
                let allowed = whole.accuracy().total() + window.accuracy().total();
                assert!(distance <= allowed, "{cells} {q}: {distance:e} {allowed:e}");
                assert!(window.accuracy().absolute < 1e-17);
                assert!((whole.energy() - window.energy()).contains(0.0));
                assert!(window.ergotropy().contains(0.0));
            }
        }
        Ok(())
    }

    #[test]
    fn any_number_of_cells_has_a_gibbs_state() -> Result<(), Error> {
        for cells in [100_000u64, 1_000_000, 1 << 31] {
            for q in [0.3, 0.8] {
                let state = LadderStart::Gibbs { q }.state(cells)?;
                let n = cells as f64;
                let energy = state.energy();
                assert!(energy.contains(n * q / (1.0 + q)), "{energy:?}");
                assert!(energy.error < 1e-14 * n);
                let e = q / (1.0 + q);
                let entropy = -n * (e * e.ln() + (1.0 - e) * (1.0 - e).ln());
                let found = state.entropy();
                assert!(
                    (found.value - entropy).abs() <= found.error + 1e-15 * n,
                    "{found:?}"
                );
            }
        }
        Ok(())
    }
}
