//! Ergotropy as what crosses the boundaries between levels.
//!
//! W = Σ_b X_b, where X_b is the weight that has to cross the boundary above level b: what the
//! L_b = Σ_{k<=b} C(N, k) greatest eigenvalues weigh more than what is below it. For each t
//!
//! ```text
//! X_b <= g(t) = Σ_{k>b, λ>t} ν (λ - t) + Σ_{k<=b, λ<t} ν (t - λ),
//! ```
//!
//! with equality where L_b eigenvalues are above t; g is convex and piecewise linear, and its slope is
//! L_b less the number of eigenvalues above t (the duality behind Ky Fan, *Proc. Natl. Acad. Sci.* 35,
//! 652 (1949)). So an error in t enters in second order, nothing cancels, and two tangents of g bound X_b
//! from below.
//!
//! On geometric ladders, rung u of those with d < D adds Σ ν (λ - t) = x^u P_D - t C(N, D-1), with
//! P_D the sum of their lowest populations: sums over ladders are differences of sums from the first
//! ladder on. A boundary costs O(rungs), since eigenvalues fall from ladder to ladder.

use crate::bounded::{Bounded, Kind};
use crate::ladder::state::LadderState;
use crate::ladder::state::geometric::GeometricLadders;
use crate::ladder::state::geometric::crossing::Crossing;
use crate::ladder::state::geometric::spectrum::Spectrum;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::parallel::both;
use crate::work::Work;

/// Boundaries that are valued one after another, each from the threshold of the one before.
const STRETCH: u32 = 256;

/// Rungs times boundaries from which on two threads pay.
const MANY: u64 = 1 << 18;

/// Work of geometric ladders whose eigenvalues fall from ladder to ladder; none for others.
///
/// The errors are estimates: logarithms of the platform order the eigenvalues (a wrong order of nearly equal
/// ones costs their difference), and roundings of the sums are taken at eight units each.
pub(crate) fn work(state: &LadderState, ladders: &GeometricLadders) -> Option<Work> {
    let spectrum = Spectrum::new(ladders)?;
    let (first, last) = spectrum.boundaries();
    let stretches: Vec<(u32, u32)> = (first..last)
        .step_by(STRETCH as usize)
        .map(|from| (from, last.min(from.saturating_add(STRETCH))))
        .collect();
    let value = |&(from, to): &(u32, u32)| stretch(&spectrum, from, to);
    let sums: Vec<(Double, Crossing)> =
        if u64::from(last - first) * ladders.powers().len() as u64 > MANY {
            // Every other stretch for each thread; added in order below.
            let hands: [Vec<_>; 2] =
                [0, 1].map(|hand| stretches.iter().skip(hand).step_by(2).copied().collect());
            let mut done = both(&hands, |hand| hand.iter().map(value).collect::<Vec<_>>())
                .into_iter()
                .map(Vec::into_iter);
            let (mut even, mut odd) = (done.next()?, done.next()?);
            std::iter::from_fn(|| {
                let next = even.next();
                std::mem::swap(&mut even, &mut odd);
                next
            })
            .collect()
        } else {
            stretches.iter().map(value).collect()
        };
    let mut gain = spectrum.above(last);
    let (mut flow, mut gap) = (gain.to_f64(), spectrum.skipped());
    for (sum, crossing) in sums {
        gain += sum;
        flow += crossing.flow;
        gap += crossing.gap;
    }
    let accuracy = state.accuracy();
    let cells = f64::from(state.lattice().cells());
    let energy = state.energy();
    let gain = gain.to_f64().max(0.0);
    let cut = accuracy.absolute * cells + ladders.relative() * energy.value;
    let order = spectrum.order_error();
    let error = cut + gap + 16.0 * ROUNDOFF * flow + order + ROUNDOFF * gain;
    let ergotropy = Bounded::new(gain, error, Kind::Estimate);
    let passive = energy - ergotropy;
    Some(Work {
        energy,
        passive_energy: Bounded {
            value: passive.value.max(0.0),
            ..passive
        },
        ergotropy,
    })
}

/// What crosses the boundaries above the levels from ..< to.
fn stretch(spectrum: &Spectrum, from: u32, to: u32) -> (Double, Crossing) {
    let mut sum = Double::ZERO;
    let mut total = Crossing::default();
    let mut guess = spectrum.guess(from);
    for level in from..to {
        let (crossing, threshold) = spectrum.crossing(level, guess);
        sum += Double::from(crossing.gain);
        total.flow += crossing.flow;
        total.gap += crossing.gap;
        // Nearly nothing changes but the scale: the next threshold is the same rung, one ladder on.
        guess = spectrum.next(threshold);
    }
    (sum, total)
}
