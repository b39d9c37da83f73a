//! Numbers of a curve, whatever picture they were computed in.

use ergotropy::{Basis, Bounded, Ensemble, Error, Observables, Picture, Start, Work};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::energies::Energies;
use super::number::Number;

/// A charging curve, column by column.
#[derive(Debug, Serialize)]
pub(crate) struct Curve {
    #[serde(flatten)]
    pub(crate) energies: Energies<Vec<Number>>,
    pub(crate) ergotropy_coherent: Vec<Number>,
    pub(crate) ergotropy_incoherent: Vec<Number>,
    #[serde(flatten, serialize_with = "apart")]
    pub(crate) power: Vec<Number>,
    pub(crate) bright_weight: Vec<Number>,
    #[serde(skip)]
    pub(crate) picture: Picture,
    #[serde(skip)]
    pub(crate) method: String,
}

/// Values, errors and kinds of power are lists of their own.
fn apart<S: Serializer>(power: &[Number], serializer: S) -> Result<S::Ok, S::Error> {
    fn list<T>(power: &[Number], pick: impl Fn(Bounded) -> T) -> Vec<T> {
        power.iter().map(|number| pick(number.0)).collect()
    }
    let mut fields = serializer.serialize_struct("Power", 3)?;
    fields.serialize_field("power", &list(power, |number| number.value))?;
    fields.serialize_field("power_error", &list(power, |number| number.error))?;
    fields.serialize_field("power_kind", &list(power, |number| number.kind.name()))?;
    fields.end()
}

/// One time of a curve.
struct Point {
    work: Work,
    coherent: Number,
    incoherent: Number,
    power: Number,
    bright_weight: Number,
}

impl Point {
    fn of(point: &ergotropy::Point) -> Result<Self, Error> {
        let parts = point.state.parts(Basis::Levels)?;
        Ok(Self {
            work: point.work(),
            coherent: Number(parts.coherent),
            incoherent: Number(parts.incoherent),
            power: Number(point.power()),
            bright_weight: Number(point.state.bright_weight()),
        })
    }
}

impl Curve {
    /// Of a curve, the states of which are not kept; told how far it is.
    pub(crate) fn of(
        ensemble: &Ensemble,
        start: &Start,
        times: &[f64],
        progress: impl FnMut(ergotropy::Progress),
    ) -> Result<Self, Error> {
        let mut points: Vec<Option<Result<Point, Error>>> = Vec::new();
        points.resize_with(times.len(), || None);
        let look = |index: usize, point| points[index] = Some(Point::of(&point));
        let account = ensemble.charge_with_progress(start, times, look, progress)?;
        let points = points
            .into_iter()
            .flatten()
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self::new(
            &points,
            account.picture,
            account.method.to_string(),
        ))
    }

    fn new(points: &[Point], picture: Picture, method: String) -> Self {
        let column = |pick: fn(&Point) -> Number| points.iter().map(pick).collect();
        Self {
            energies: Energies::each(|pick| {
                let works = points.iter().map(|point| &point.work);
                works.map(|work| Number(pick(work))).collect()
            }),
            ergotropy_coherent: column(|point| point.coherent),
            ergotropy_incoherent: column(|point| point.incoherent),
            power: column(|point| point.power),
            bright_weight: column(|point| point.bright_weight),
            picture,
            method,
        }
    }

    /// Where the first of the greatest ergotropies stands.
    pub(crate) fn peak(&self) -> Option<usize> {
        let works = self.energies.ergotropy.iter().map(|number| number.0.value);
        let peak = works
            .enumerate()
            .reduce(|peak, next| if next.1 > peak.1 { next } else { peak });
        peak.map(|(index, _)| index)
    }
}
