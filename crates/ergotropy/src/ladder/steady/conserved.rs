//! Steady states under noise that conserves the weight of each ladder or of each level of the start.

use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::state::geometric::{GeometricLadders, Ratio};
use crate::ladder::state::{Accuracy, LadderState, NEGLIGIBLE};
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, Doubles, ROUNDOFF};
use crate::numerics::memory;
use crate::numerics::scaled::Scaled;
use crate::numerics::simd::vectorised;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::relative::RelativeCounts;
use crate::work::accuracy::UNDERFLOW;
use crate::work::spectrum::Spectrum;

/// The state in which each ladder keeps its weight and shares it among its rungs as α_c^(k-d) (Eq. 23,
/// 26).
pub(crate) fn thermal_ladders(
    ensemble: &Ensemble,
    start: &LadderState,
) -> Result<LadderState, Error> {
    let (emission, absorption) = ensemble.noise().collective.proportions();
    if absorption > emission {
        return thermal_ladders(&ensemble.mirrored(), &start.mirrored()?)?.mirrored();
    }
    let ratio = Ratio {
        value: absorption / emission,
        // 1 - n/(n+1) = 1/(n+1), in the units of the bath.
        complement: (emission - absorption) / emission,
    };
    match start.ladder_ends() {
        // A list of ladders from the first to the last is small if few ladders between them are
        // missing.
        Some((first, last))
            if start.multiplicities().table().is_none()
                && (last - first) as usize <= 4 * start.runs() =>
        {
            geometric(start, ratio)
        }
        _ => listed(start, ratio.value),
    }
}

/// The thermal ladders as one population and one ratio for each ladder.
pub(crate) fn geometric(start: &LadderState, ratio: Ratio) -> Result<LadderState, Error> {
    vectorised(
        #[inline(always)]
        || geometric_ladders(start, ratio),
    )
}

#[inline(always)]
fn geometric_ladders(start: &LadderState, ratio: Ratio) -> Result<LadderState, Error> {
    let lattice = start.lattice();
    let sums = start.ladder_sums();
    let first = sums.first().map_or(0, |&(d, _)| d);
    let mut bottoms = Doubles::zeros(0);
    for (d, weight) in sums {
        while bottoms.len() < (d - first) as usize {
            bottoms.push(Double::ZERO);
        }
        bottoms.push(weight / ratio.sum(u64::from(lattice.twice_j(d)) + 1));
    }
    let given = start.accuracy();
    let finer = start
        .geometric()
        .map_or(given.relative, GeometricLadders::relative);
    let (ladders, cut) =
        GeometricLadders::new(lattice, first, bottoms, ratio, finer + ratio.error())?;
    let accuracy = Accuracy {
        // A population is the product of a rounded power and a rounded bottom population.
        relative: ladders.relative() + 3.01 * ROUNDOFF,
        absolute: given.absolute + cut * 1.01 + UNDERFLOW,
        kind: given.kind,
    };
    Ok(LadderState::of_geometric(
        start.shared_table(),
        ladders,
        accuracy,
        Method::ThermalLadders,
    ))
}

/// The thermal ladders as a list of all populations.
pub(crate) fn listed(start: &LadderState, alpha: Double) -> Result<LadderState, Error> {
    let lattice = start.lattice();
    let ladders = start.ladder_sums();
    let rungs = |&(d, _): &(u32, Double)| u128::from(lattice.twice_j(d)) + 1;
    memory::check_alone(
        lattice.cells(),
        "thermal ladders",
        8 * ladders.iter().map(rungs).sum::<u128>(),
    )?;
    let mut dropped = 0.0;
    let ladders = ladders
        .into_iter()
        .map(|(d, weight)| {
            let mut powers = vec![Double::ONE];
            let mut partition = Double::ONE;
            let count = lattice.rungs(d).count();
            while powers.len() < count {
                let next = powers[powers.len() - 1] * alpha;
                if next.hi < NEGLIGIBLE {
                    dropped += (count - powers.len()) as f64 * NEGLIGIBLE;
                    break;
                }
                partition += next;
                powers.push(next);
            }
            LadderWeights {
                d,
                first: d,
                weights: powers
                    .into_iter()
                    .map(|power| (weight * (power / partition)).to_f64())
                    .collect(),
            }
        })
        .collect();
    let given = start.accuracy();
    // The dropped top of a ladder makes the rest of it too heavy by as much, hence the factor 2. A
    // ladder of n rungs collects n roundings of double-doubles, which u/100 covers.
    let accuracy = Accuracy {
        relative: given.relative + 1.01 * ROUNDOFF,
        absolute: given.absolute + 2.0 * dropped + UNDERFLOW,
        kind: given.kind,
    };
    Ok(LadderState::new(
        start.shared_table(),
        ladders,
        accuracy,
        Method::ThermalLadders,
    ))
}

/// The state in which each level keeps its weight and shares it among its states: p(d, k) = P_k ν_d /
/// C(N, k).
pub(crate) fn level(start: &LadderState) -> Result<LadderState, Error> {
    let lattice = start.lattice();
    let table = start.shared_table();
    let states = usize::try_from(lattice.states()).unwrap_or(usize::MAX);
    // The populations are listed level by level first, then ladder by ladder.
    memory::check(lattice.cells(), "dephasing to infinity", |cells| {
        16 * u128::from(Lattice::new(cells).states())
    })?;
    let mut sums = vec![Double::ZERO; lattice.cells() as usize + 1];
    for (_, k, p) in start.populations() {
        sums[k as usize] += Double::from(p);
    }
    let mut weights = vec![0.0; states];
    let cells = lattice.cells();
    let mut run = RelativeCounts::new(cells, 0);
    let copies: Vec<Scaled> = (0..lattice.ladders()).map(|d| run.copies(d)).collect();
    for (weight, (d, k)) in weights.iter_mut().zip(lattice.iter()) {
        let share = copies[d as usize] / run.get(k.min(cells - k));
        *weight = (Scaled::from(sums[k as usize]) * share).to_f64();
    }
    let given = start.accuracy();
    let accuracy = Accuracy {
        relative: given.relative + 1.01 * ROUNDOFF,
        absolute: given.absolute + UNDERFLOW,
        kind: given.kind,
    };
    Ok(LadderState::from_lattice(
        table,
        &weights,
        accuracy,
        Method::EvenLevels,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::start::LadderStart;
    use crate::{Bath, Channel};

    #[test]
    fn both_ways_of_storing_agree() -> Result<(), Error> {
        let nearly_one = 1.0 - 2f64.powi(-40);
        let (mut valued, mut all) = (0, 0);
        for cells in [1, 2, 3, 8, 33, 100, 400] {
            for alpha in [0.0, 1e-12, 0.25, 0.6, 0.9, 0.99, nearly_one] {
                let bath = Bath::from_bose_ratio(alpha)?;
                let ensemble = Ensemble::new(cells)?.collective(Channel::thermal(bath, 1.0)?);
                let ratio = Ratio {
                    value: bath.absorption() / bath.emission(),
                    complement: Double::ONE / bath.emission(),
                };
                for q in [0.0, 0.01, 0.25, 0.5, 0.9, 0.99, nearly_one, 1.0] {
                    let start = LadderStart::Gibbs { q }.state(cells)?;
                    let one = ensemble.steady_state_reached_from(&start)?;
                    let other = geometric(&start, ratio)?;
                    let distance: f64 = one
                        .populations()
                        .map(|(d, k, p)| (p - other.population(d, k)).abs())
                        .sum();
                    let allowed = one.accuracy().total() + other.accuracy().total();
                    assert!(
                        distance <= allowed,
                        "{cells} {alpha} {q}: {distance:e} {allowed:e}"
                    );
                    // Where the least populations of the start are cut off, its eigenvalues are not in
                    // order.
                    let by_boundaries = other.geometric().and_then(|ladders| {
                        crate::ladder::state::geometric::work::work(&other, ladders)
                    });
                    all += 1;
                    valued += usize::from(by_boundaries.is_some());
                    let other = by_boundaries.unwrap_or_else(|| other.work());
                    let one = one.work();
                    for (one, other) in [
                        (one.ergotropy, other.ergotropy),
                        (one.energy, other.energy),
                        (one.passive_energy, other.passive_energy),
                    ] {
                        assert!(
                            (one - other).contains(0.0),
                            "{cells} {alpha} {q}: {one:?} {other:?}"
                        );
                        assert!(other.error < 1e-11, "{cells} {alpha} {q}: {other:?}");
                    }
                }
            }
        }
        assert!(4 * valued > 3 * all, "{valued} of {all}");
        Ok(())
    }
}
