//! The populations of a start.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::state::geometric::Ratio;
use crate::ladder::state::gibbs;
use crate::ladder::state::{Accuracy, LadderState};
use crate::method::Method;
use crate::model::start::LadderStart;
use crate::numerics::double::Double;
use crate::numerics::memory;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::Multiplicities;

/// Greatest deviation of the sum of given weights from 1.
const NORMALISATION: f64 = 1e-10;

impl LadderStart {
    /// The starting state of an ensemble of `cells` cells.
    ///
    /// Populations are accurate to a few roundings. Cost of a Gibbs state: O(N²) up to 512 cells, and
    /// O(√N) beyond, where less than 1e-17 is cut off at its ends. Cost of other states:
    /// O(populations).
    ///
    /// # Errors
    /// [`Error::Cells`]; [`Error::DickeExcitations`] if there are more excitations than cells. For own
    /// populations [`Error::NoSuchState`], [`Error::Weight`], [`Error::WeightTwice`] and
    /// [`Error::NotNormalised`] (a sum that differs from 1 by more than 1e-10); [`Error::TooLarge`] if
    /// the populations would take more memory than an answer may.
    pub(crate) fn state(&self, cells: u64) -> Result<LadderState, Error> {
        let lattice = Lattice::checked(cells)?;
        match self {
            Self::Gibbs { q } if *q > 0.0 => gibbs::gibbs(lattice, Ratio::of_float(*q)),
            Self::Gibbs { .. } => dicke(lattice, 0),
            Self::Excited => dicke(lattice, cells),
            Self::Dicke { excitations } => dicke(lattice, *excitations),
            Self::Populations(weights) => own(lattice, weights),
        }
    }
}

fn table(lattice: Lattice) -> Arc<Multiplicities> {
    Arc::new(Multiplicities::new(lattice.cells()))
}

fn exact() -> Accuracy {
    Accuracy {
        relative: 0.0,
        absolute: 0.0,
        kind: Kind::Bound,
    }
}

fn dicke(lattice: Lattice, excitations: u64) -> Result<LadderState, Error> {
    let k = match u32::try_from(excitations) {
        Ok(k) if k <= lattice.cells() => k,
        _ => {
            return Err(Error::DickeExcitations {
                excitations,
                cells: lattice.cells(),
            });
        }
    };
    let bright = LadderWeights {
        d: 0,
        first: k,
        weights: vec![1.0],
    };
    Ok(LadderState::new(
        table(lattice),
        vec![bright],
        exact(),
        Method::Given,
    ))
}

fn own(lattice: Lattice, weights: &[(u32, u32, Bounded)]) -> Result<LadderState, Error> {
    let mut by_ladder: BTreeMap<u32, BTreeMap<u32, f64>> = BTreeMap::new();
    for &(ladder, rung, given) in weights {
        let (d, k) = (ladder, rung);
        // A computed weight may be negative within its error, and then counts as zero.
        let nothing = given.value < 0.0 && given.value + given.error >= 0.0;
        let weight = if nothing { 0.0 } else { given.value };
        let (d, k) = (d.into(), k.into());
        if !lattice.contains(d, k) {
            return Err(Error::NoSuchState {
                d,
                k,
                cells: lattice.cells(),
            });
        }
        if !(0.0..=1.0 + NORMALISATION).contains(&weight) || given.error.is_nan() {
            return Err(Error::Weight { d, k, weight });
        }
        let rungs = by_ladder.entry(ladder).or_default();
        if rungs.insert(rung, weight).is_some() {
            return Err(Error::WeightTwice { d, k });
        }
    }
    let sum: Double = by_ladder
        .values()
        .flat_map(BTreeMap::values)
        .map(|&weight| Double::from(weight))
        .sum();
    let sum = sum.to_f64();
    if (sum - 1.0).abs() > NORMALISATION {
        return Err(Error::NotNormalised { sum });
    }
    let span = |rungs: &BTreeMap<u32, f64>| {
        let first = rungs.keys().next().copied().unwrap_or(0);
        let last = rungs.keys().next_back().copied().unwrap_or(0);
        first..=last
    };
    let stored: u128 = by_ladder
        .values()
        .map(|rungs| span(rungs).count() as u128)
        .sum();
    let ladders = by_ladder.keys().next().zip(by_ladder.keys().next_back());
    let spanned = ladders.map_or(0, |(first, last)| u128::from(last - first) + 1);
    // Memory for the populations, and for each ladder between the first and the last.
    memory::check_alone(
        lattice.cells(),
        "these populations",
        8 * stored + 96 * spanned,
    )?;
    let table = table(lattice);
    let ladders = by_ladder
        .iter()
        .map(|(&d, rungs)| LadderWeights {
            d,
            first: *span(rungs).start(),
            weights: span(rungs)
                .map(|k| rungs.get(&k).copied().unwrap_or(0.0))
                .collect(),
        })
        .collect();
    let accuracy = weights
        .iter()
        .fold(exact(), |accuracy, (_, _, weight)| Accuracy {
            absolute: accuracy.absolute + weight.error * (1.0 + 1e-9),
            kind: accuracy.kind.max(weight.kind),
            ..accuracy
        });
    Ok(LadderState::new(table, ladders, accuracy, Method::Given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_populations_are_checked() {
        let refused = |weights: &[(u32, u32, f64)]| {
            let weights = weights.iter().map(|&(d, k, p)| (d, k, p.into()));
            LadderStart::Populations(weights.collect()).state(4)
        };
        assert!(refused(&[(0, 0, 0.5), (2, 2, 0.5)]).is_ok());
        assert!(matches!(
            refused(&[(2, 3, 1.0)]),
            Err(Error::NoSuchState { d: 2, k: 3, .. })
        ));
        assert!(matches!(
            refused(&[(0, 0, 0.5), (0, 0, 0.5)]),
            Err(Error::WeightTwice { .. })
        ));
        assert!(matches!(
            refused(&[(0, 0, -0.5)]),
            Err(Error::Weight { .. })
        ));
        assert!(matches!(
            refused(&[(0, 0, f64::NAN)]),
            Err(Error::Weight { .. })
        ));
        assert!(matches!(
            refused(&[(0, 0, 0.5)]),
            Err(Error::NotNormalised { .. })
        ));
        assert!(matches!(refused(&[]), Err(Error::NotNormalised { .. })));
        assert!(matches!(
            LadderStart::Dicke { excitations: 5 }.state(4),
            Err(Error::DickeExcitations { .. })
        ));
        assert!(matches!(
            LadderStart::Excited.state(0),
            Err(Error::Cells { .. })
        ));
    }
}
