//! Ergotropy as the sum of the weights that cross the boundaries between levels.
//!
//! W = Σ_b X_b, where X_b is the weight that has to cross the boundary above level b: the weight of the
//! L_b = Σ_{k<=b} C(N, k) greatest eigenvalues minus the weight at and below level b. For each t
//!
//! ```text
//! X_b <= g(t) = Σ_{k>b, λ>t} ν (λ - t) + Σ_{k<=b, λ<t} ν (t - λ),
//! ```
//!
//! with equality where L_b eigenvalues are above t. The function g is convex and piecewise linear, and
//! its slope is L_b minus the number of eigenvalues above t (the duality behind Ky Fan, *Proc. Natl.
//! Acad. Sci.* 35, 652 (1949)). So an error in t enters in second order, nothing cancels, and two
//! tangents of g bound X_b from below.
//!
//! On geometric ladders, rung u of the ladders d < D adds Σ ν (λ - t) = x^u P_D - t C(N, D-1), where
//! P_D is the sum of their lowest populations. So sums over ladders are differences of sums from the
//! first ladder on. A boundary costs O(rungs), since eigenvalues fall from ladder to ladder.

use crate::bounded::{Bounded, Kind};
use crate::ladder::state::LadderState;
use crate::ladder::state::geometric::GeometricLadders;
use crate::ladder::state::geometric::crossing::Crossing;
use crate::ladder::state::geometric::spectrum::Spectrum;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::parallel::both;
use crate::work::Work;

/// Number of boundaries that are valued one after another, each from the threshold of the one before.
const STRETCH: u32 = 256;

/// Number of boundaries times rungs above which two threads are faster.
const MANY: u64 = 1 << 18;

/// Work of geometric ladders; `None` unless their eigenvalues fall from ladder to ladder.
///
/// The errors are estimates. Eigenvalues are ordered by logarithms of the platform; a wrong order of nearly
/// equal ones costs their difference. Roundings of the sums are taken as eight units in the last place each.
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
            // Each thread has every other stretch; the results are added in the order of the stretches.
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

/// The sum over the boundaries above the levels from ..< to of the weights that cross them.
fn stretch(spectrum: &Spectrum, from: u32, to: u32) -> (Double, Crossing) {
    let mut sum = Double::ZERO;
    let mut total = Crossing::default();
    let mut guess = spectrum.guess(from);
    for level in from..to {
        let (crossing, threshold) = spectrum.crossing(level, guess);
        sum += Double::from(crossing.gain);
        total.flow += crossing.flow;
        total.gap += crossing.gap;
        // From level to level little changes but the scale: the next threshold is near the same rung,
        // one ladder on.
        guess = spectrum.next(threshold);
    }
    (sum, total)
}
