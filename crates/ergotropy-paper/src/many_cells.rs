//! Many cells: W as a function of N beside its limit, and the best collective bath as a function of N.

use ergotropy::closed_form::limit;
use ergotropy::{Bath, Bounded, Error, Observables, Start};
use ergotropy_sweep::{Progress, golden, map};

use crate::point::Point;

/// The numbers of cells of the curves.
const SIZES: [u64; 20] = [
    10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 400, 800, 1600, 3200, 6400, 10_000, 31_600, 100_000,
    316_000, 1_000_000,
];

/// The numbers of cells for which the best bath is computed. Its n_c is of order N, so no population is
/// negligible and the time grows as N³.
const OPTIMA: [u64; 8] = [10, 20, 40, 80, 112, 160, 300, 1000];
/// The greatest number of cells for which the whole range is searched. Above it the best bath is within
/// a few per cent of that for N → ∞.
const FEW: u64 = 160;

/// The Gibbs start of the cells, or the mixture of noise that prepares the weights of their ladders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Preparation {
    /// η = 1 from a Gibbs start of ratio q.
    Gibbs { q: f64 },
    /// A mixture with local baths at a Bose ratio.
    Local { eta: f64, alpha_l: f64 },
}

/// The curves: preparation and α_c.
pub(crate) const CURVES: [(Preparation, f64); 6] = [
    (Preparation::Gibbs { q: 0.3 }, 0.6),
    (Preparation::Gibbs { q: 0.6 }, 0.2),
    (Preparation::Gibbs { q: 0.5 }, 0.0),
    (local(0.9, 0.2), 0.6),
    (local(0.9, 0.0), 0.6),
    (local(0.5, 0.0), 0.6),
];

const fn local(eta: f64, alpha_l: f64) -> Preparation {
    Preparation::Local { eta, alpha_l }
}

/// Collective fractions for which the best bath is computed, at α_ℓ = 0.
pub(crate) const FRACTIONS: [f64; 2] = [0.9, 0.5];

/// The number of points by which this module advances the progress.
pub(crate) const STEPS: u64 = (CURVES.len() * SIZES.len() + FRACTIONS.len() * OPTIMA.len()) as u64;

impl Preparation {
    pub(crate) fn model(self, cells: u64, alpha_c: f64) -> Point {
        match self {
            Self::Gibbs { .. } => Point::collective(cells, alpha_c),
            Self::Local { eta, alpha_l } => Point {
                alpha_c,
                alpha_l,
                ..Point::mixture(cells, eta, 1.0)
            },
        }
    }

    fn work(self, cells: u64, alpha_c: f64) -> Result<Bounded, Error> {
        let ensemble = self.model(cells, alpha_c).ensemble()?;
        let state = match self {
            Self::Gibbs { q } => ensemble.steady_state_from(&Start::gibbs(q)?)?,
            Self::Local { .. } => ensemble.steady_state()?,
        };
        Ok(state.ergotropy())
    }

    pub(crate) fn limit(self, alpha_c: f64) -> Result<Bounded, Error> {
        let bath = Bath::from_bose_ratio(alpha_c)?;
        match self {
            Self::Gibbs { q } => limit::gibbs_start(bath, q),
            Self::Local { alpha_l, .. } => {
                Ok(limit::mixture(bath, Bath::from_bose_ratio(alpha_l)?))
            }
        }
    }
}

/// W as a function of N at one bath.
pub(crate) struct Approach {
    pub(crate) preparation: Preparation,
    pub(crate) alpha_c: f64,
    pub(crate) limit: Bounded,
    pub(crate) points: Vec<(u64, Bounded)>,
    /// For a mixture: N, and the shift of the limit by the dressed baths of N cells.
    pub(crate) predicted: Vec<(u64, f64)>,
}

/// All curves.
pub(crate) fn approaches(progress: &Progress) -> Result<Vec<Approach>, Error> {
    let points: Vec<(Preparation, f64, u64)> = CURVES
        .iter()
        .flat_map(|&(preparation, alpha_c)| {
            SIZES
                .into_iter()
                .map(move |cells| (preparation, alpha_c, cells))
        })
        .collect();
    let works = map(&points, progress, |&(preparation, alpha_c, cells)| {
        preparation.work(cells, alpha_c)
    })?;
    CURVES
        .into_iter()
        .map(|curve| {
            let (preparation, alpha_c) = curve;
            let limit = preparation.limit(alpha_c)?;
            Ok(Approach {
                preparation,
                alpha_c,
                limit,
                points: points
                    .iter()
                    .zip(&works)
                    .filter(|(point, _)| (point.0, point.1) == curve)
                    .map(|(point, &work)| (point.2, work))
                    .collect(),
                predicted: predicted(preparation, alpha_c, limit.value)?,
            })
        })
        .collect()
}

fn predicted(preparation: Preparation, alpha_c: f64, bare: f64) -> Result<Vec<(u64, f64)>, Error> {
    if let Preparation::Gibbs { .. } = preparation {
        return Ok(Vec::new());
    }
    SIZES
        .iter()
        .map(|&cells| {
            let ensemble = preparation.model(cells, alpha_c).ensemble()?;
            let (collective, local) = limit::dressed(&ensemble)?;
            Ok((cells, bare - limit::mixture(collective, local).value))
        })
        .collect()
}

/// The best collective bath of N cells.
pub(crate) struct Optimum {
    pub(crate) model: Point,
    /// N (1-α_c*).
    pub(crate) heat: f64,
    pub(crate) work: Bounded,
}

/// The best collective baths at α_ℓ = 0, for all fractions and sizes.
pub(crate) fn optima(progress: &Progress) -> Result<Vec<Optimum>, Error> {
    let points: Vec<(f64, u64)> = FRACTIONS
        .iter()
        .flat_map(|&eta| OPTIMA.map(|cells| (eta, cells)))
        .collect();
    let (hottest, _) = macroscopic_optimum();
    map(&points, progress, |&(eta, cells)| {
        let preparation = local(eta, 0.0);
        let alpha_c = |heat: f64| 1.0 - heat / cells as f64;
        let work = |heat: f64| Ok(preparation.work(cells, alpha_c(heat))?.value);
        let heat = if cells <= FEW {
            peak(1.0, 8.0, work)?
        } else {
            peak_of_cubic(0.95 * hottest, 1.05 * hottest, work)?
        };
        let model = preparation.model(cells, alpha_c(heat));
        Ok(Optimum {
            model,
            heat,
            work: preparation.work(cells, model.alpha_c)?,
        })
    })
}

/// N (1-α_c*) and W*/N for N → ∞, at any 0 < η < 1, γ_r > 0 and α_ℓ = 0.
///
/// If n_c grows as N, u is of order N too. Emission leads to the ladder at which jumps up and down in j
/// cancel, (1+y)⟨(1+μ)²⟩ = (1-y)⟨(1-μ)²⟩ with y = 2j/N, μ = m/j and weights e^(-bμ). It follows that y =
/// ℓ/(1 - ℓ/b) with ℓ = coth b - 1/b = -⟨μ⟩. The passive state of ν_j copies lies in level N/2 - j up to
/// terms of order ln N, so W/N = y (1-ℓ)/2. The bath is given by N (1-α_c) = 2b/y.
pub(crate) fn macroscopic_optimum() -> (f64, f64) {
    let at = |b: f64| {
        let langevin = b.tanh().recip() - b.recip();
        let spin = langevin / (1.0 - langevin / b);
        (2.0 * b / spin, 0.5 * spin * (1.0 - langevin))
    };
    let found = peak(0.5, 4.0, |b| Ok::<_, std::convert::Infallible>(at(b).1));
    match found {
        Ok(b) => at(b),
        Err(never) => match never {},
    }
}

/// The place of the maximum of a function with one peak, to 10⁻⁴ of the interval.
fn peak<E>(low: f64, high: f64, f: impl Fn(f64) -> Result<f64, E>) -> Result<f64, E> {
    Ok(golden(low, high, 1e-4 * (high - low), f)?.at)
}

/// The place of the maximum of the cubic through the values at the four Chebyshev nodes of an interval, for
/// costly functions. For W/N in an interval of ±5 % it is accurate to about 10⁻⁴ of the place.
fn peak_of_cubic<E>(low: f64, high: f64, f: impl Fn(f64) -> Result<f64, E>) -> Result<f64, E> {
    /// cos(π/8) and cos(3π/8).
    const NODES: [f64; 4] = [
        -0.923_879_532_511_286_7,
        -0.382_683_432_365_089_8,
        0.382_683_432_365_089_8,
        0.923_879_532_511_286_7,
    ];
    let (middle, half) = (f64::midpoint(low, high), 0.5 * (high - low));
    let mut values = [0.0; 4];
    for (value, node) in values.iter_mut().zip(NODES) {
        *value = f(middle + half * node)?;
    }
    let cubic = |x: f64| {
        let weight = |at: usize| {
            (0..4)
                .filter(|&other| other != at)
                .map(|other| (x - NODES[other]) / (NODES[at] - NODES[other]))
                .product::<f64>()
        };
        Ok((0..4).map(|at| values[at] * weight(at)).sum())
    };
    Ok(middle + half * peak(-1.0, 1.0, cubic)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_bath_of_many_cells_is_as_hot_as_they_are_many() -> Result<(), Error> {
        let (heat, share) = macroscopic_optimum();
        assert!((heat - 4.967).abs() < 2e-3 && (share - 0.174_316).abs() < 1e-6);
        for chain in optima(&Progress::hidden())?.chunk_by(|a, b| a.model.eta == b.model.eta) {
            let short = |optimum: &Optimum| {
                let cells = optimum.model.cells as f64;
                (cells, 1.0 - optimum.work.value / (cells * share))
            };
            let shortfalls: Vec<(f64, f64)> = chain.iter().map(short).collect();
            assert!(shortfalls.windows(2).all(|w| w[1].1 < w[0].1));
            // A wrong optimum shows in W: 10 % less or more heat gives less work.
            for optimum in chain {
                let cells = optimum.model.cells;
                assert!((1.0 - optimum.heat / cells as f64 - optimum.model.alpha_c).abs() < 1e-12);
                if cells > FEW {
                    continue;
                }
                for factor in [0.9, 1.1] {
                    let alpha_c = 1.0 - factor * optimum.heat / cells as f64;
                    let beside = local(optimum.model.eta, 0.0).work(cells, alpha_c)?;
                    assert!(beside.value < optimum.work.value, "{cells} {factor}");
                }
            }
            // The best baths approach that of N → ∞.
            let heats = chain.iter().map(|optimum| (optimum.heat - heat).abs());
            let last = heats.clone().next_back().unwrap_or(f64::INFINITY);
            assert!(last < 0.05 * heat && heats.take(1).all(|first| last < 0.3 * first));
        }
        Ok(())
    }

    #[test]
    fn curves_end_near_their_limits() -> Result<(), Error> {
        for curve in approaches(&Progress::hidden())? {
            let far = curve
                .points
                .first()
                .map(|point| (point.1 - curve.limit).value.abs());
            let near = curve
                .points
                .last()
                .map(|point| (point.1 - curve.limit).value.abs());
            let closer = far.zip(near).is_some_and(|(far, near)| near < 0.01 * far);
            assert!(closer, "{:?}", curve.preparation);
            let Some(&(cells, work)) = curve.points.last() else {
                continue;
            };
            let missing = (curve.limit - work).value;
            if let Some(&(_, shift)) = curve.predicted.last() {
                assert!((missing / shift - 1.0).abs() < 0.01, "{missing} {shift}");
            }
            let cells = cells as f64;
            match (curve.preparation, curve.alpha_c) {
                (Preparation::Gibbs { q: 0.5 }, 0.0) => {
                    assert!((missing * cells.sqrt() - 1.69).abs() < 0.005, "{missing}");
                }
                (
                    Preparation::Local {
                        eta, alpha_l: 0.0, ..
                    },
                    0.6,
                ) => {
                    let constant = 1.26 * (1.0 - eta) / eta;
                    assert!((missing * cells - constant).abs() < 5e-4, "{missing}");
                }
                _ => {}
            }
        }
        Ok(())
    }
}
