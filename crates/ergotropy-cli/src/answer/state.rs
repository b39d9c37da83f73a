//! The numbers of a state and of a curve, whatever picture they were computed in.

use ergotropy::{
    Basis, Bounded, Ensemble, Error, Leakage, Observables, Parts, Picture, Point, Start, Work,
};

/// What a state holds.
#[derive(Debug)]
pub(crate) struct StateNumbers {
    pub(crate) picture: Picture,
    pub(crate) method: String,
    pub(crate) work: Work,
    pub(crate) parts: Parts,
    pub(crate) bright_weight: Bounded,
    pub(crate) mean_spin: Bounded,
    pub(crate) purity: Bounded,
    pub(crate) entropy: Bounded,
    pub(crate) entropy_bound: Bounded,
    pub(crate) leakage: Leakage,
    /// The weight beyond the populations at hand, as accurate as those are, where there is one.
    pub(crate) left_out: Option<Bounded>,
}

impl StateNumbers {
    /// Of a state, with the leakage that the ensemble gives it.
    pub(crate) fn of(state: &ergotropy::State, ensemble: &Ensemble) -> Result<Self, Error> {
        Ok(Self {
            picture: state.picture(),
            method: state.method().to_string(),
            work: state.work(),
            parts: state.parts(Basis::Levels)?,
            bright_weight: state.bright_weight(),
            mean_spin: state.mean_spin(),
            purity: state.purity(),
            entropy: state.entropy(),
            entropy_bound: state.entropy_bound(),
            leakage: state.leakage(ensemble),
            left_out: state.left_out(ensemble),
        })
    }

    /// Whether the picture has coherences, so that their part of W is worth a line.
    pub(crate) fn has_coherences(&self) -> bool {
        self.picture == Picture::Schur
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

impl PointNumbers {
    fn of(point: &Point) -> Result<Self, Error> {
        Ok(Self {
            time: point.time,
            work: point.work(),
            parts: point.state.parts(Basis::Levels)?,
            power: point.power(),
            bright_weight: point.state.bright_weight(),
        })
    }
}

/// A charging curve.
#[derive(Debug)]
pub(crate) struct CurveNumbers {
    pub(crate) picture: Picture,
    pub(crate) method: String,
    pub(crate) points: Vec<PointNumbers>,
}

impl CurveNumbers {
    /// Of a charging curve, the states of which are not kept.
    pub(crate) fn charged(
        ensemble: &Ensemble,
        start: &Start,
        times: &[f64],
    ) -> Result<Self, Error> {
        let mut points: Vec<Option<Result<PointNumbers, Error>>> = Vec::new();
        points.resize_with(times.len(), || None);
        let account = ensemble.charge_each(start, times, |index, point| {
            points[index] = Some(PointNumbers::of(&point));
        })?;
        Ok(Self {
            picture: account.picture,
            method: account.method.to_string(),
            points: points.into_iter().flatten().collect::<Result<_, _>>()?,
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
