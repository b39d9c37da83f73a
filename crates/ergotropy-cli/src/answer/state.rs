//! The numbers of a state and of a curve, whatever picture they were computed in.

use ergotropy::schur::{Parts, SchurCurve, SchurPoint, SchurState};
use ergotropy::{Bounded, ChargingPoint, Ensemble, Error, Kind, LadderState, Leakage, Start, Work};

/// The picture of the state that an answer is computed in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Picture {
    /// Populations of ladders.
    Ladder,
    /// Ladders, their copies and all coherences.
    Schur,
}

impl Picture {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Schur => "schur",
        }
    }
}

/// A number that is zero by the nature of the picture.
const ZERO: Bounded = Bounded {
    value: 0.0,
    error: 0.0,
    kind: Kind::Bound,
};

/// What a state holds.
#[derive(Debug)]
pub(crate) struct StateNumbers {
    pub(crate) picture: Picture,
    pub(crate) method: &'static str,
    pub(crate) work: Work,
    pub(crate) parts: Parts,
    pub(crate) bright_weight: Bounded,
    pub(crate) mean_spin: Bounded,
    pub(crate) purity: Bounded,
    pub(crate) entropy: Bounded,
    pub(crate) entropy_bound: Bounded,
    pub(crate) leakage: Leakage,
    /// Upper bound of the weight beyond the populations at hand, as accurate as those are, where there is one.
    pub(crate) left_out: Option<f64>,
}

impl StateNumbers {
    /// Of populations, with the leakage that the ensemble gives them.
    pub(crate) fn of_ladder(state: &LadderState, ensemble: &Ensemble) -> Self {
        let work = state.work();
        Self {
            picture: Picture::Ladder,
            method: state.method(),
            work,
            parts: without_coherence(work),
            bright_weight: state.bright_weight(),
            mean_spin: state.mean_spin(),
            purity: state.purity(),
            entropy: state.entropy(),
            entropy_bound: state.entropy_bound(),
            leakage: state.leakage(ensemble),
            left_out: ensemble.left_out(state),
        }
    }

    /// Of a state of single cells. Nothing acts on them one by one, so that no ladder leaks.
    pub(crate) fn of_schur(state: &SchurState) -> Self {
        Self {
            picture: Picture::Schur,
            method: state.method(),
            work: state.work(),
            parts: state.parts(),
            bright_weight: state.bright_weight(),
            mean_spin: state.mean_spin(),
            purity: state.purity(),
            entropy: state.entropy(),
            entropy_bound: state.entropy_bound(),
            leakage: Leakage {
                outflow: ZERO,
                inflow: ZERO,
                net: ZERO,
            },
            left_out: Some(0.0),
        }
    }

    /// Whether the picture has coherences, so that their part of W is worth a line.
    pub(crate) fn has_coherences(&self) -> bool {
        self.picture == Picture::Schur
    }
}

/// Populations have no coherence between levels.
fn without_coherence(work: Work) -> Parts {
    Parts {
        incoherent: work.ergotropy,
        coherent: ZERO,
    }
}

/// One time of a curve.
#[derive(Debug)]
pub(crate) struct PointNumbers {
    pub(crate) time: f64,
    pub(crate) work: Work,
    pub(crate) parts: Parts,
    pub(crate) power: Bounded,
    pub(crate) bright_weight: Bounded,
}

impl From<&ChargingPoint> for PointNumbers {
    fn from(point: &ChargingPoint) -> Self {
        Self {
            time: point.time,
            work: point.work,
            parts: without_coherence(point.work),
            power: point.power,
            bright_weight: point.state.bright_weight(),
        }
    }
}

impl From<&SchurPoint> for PointNumbers {
    fn from(point: &SchurPoint) -> Self {
        Self {
            time: point.time,
            work: point.work,
            parts: point.parts,
            power: point.power,
            bright_weight: point.bright_weight,
        }
    }
}

/// A charging curve.
#[derive(Debug)]
pub(crate) struct CurveNumbers {
    pub(crate) picture: Picture,
    pub(crate) method: &'static str,
    pub(crate) points: Vec<PointNumbers>,
}

impl From<&SchurCurve> for CurveNumbers {
    fn from(curve: &SchurCurve) -> Self {
        Self {
            picture: Picture::Schur,
            method: curve.method(),
            points: curve.points().iter().map(PointNumbers::from).collect(),
        }
    }
}

impl CurveNumbers {
    /// Of a charging curve, the states of which are not kept.
    pub(crate) fn charged(
        ensemble: &Ensemble,
        start: &Start,
        times: &[f64],
    ) -> Result<Self, Error> {
        let mut points: Vec<Option<PointNumbers>> = Vec::new();
        points.resize_with(times.len(), || None);
        let method = ensemble.charge_each(start, times, |index, point| {
            points[index] = Some(PointNumbers::from(&point));
        })?;
        Ok(Self {
            picture: Picture::Ladder,
            method,
            points: points.into_iter().flatten().collect(),
        })
    }

    /// The first point of greatest ergotropy, and where it stands.
    pub(crate) fn peak(&self) -> Option<(usize, &PointNumbers)> {
        self.points.iter().enumerate().reduce(|peak, next| {
            if next.1.work.ergotropy.value > peak.1.work.ergotropy.value {
                next
            } else {
                peak
            }
        })
    }

    /// Whether coherences give work at any of the times, beyond what may be an error.
    pub(crate) fn has_coherent_work(&self) -> bool {
        let mut points = self.points.iter();
        points.any(|point| point.parts.coherent.lower() > 0.0)
    }
}
