//! The numbers of a curve, column by column.

use ergotropy::{
    Account, Basis, Bounded, Ensemble, Error, Observables, Parts, Point, Progress, Start, Summary,
    Work,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::energies::Energies;
use crate::answer::number::{Number, Worth};
use crate::answer::observed::{Observed, Reading};
use crate::answer::state::product_parts;

/// A charging curve, column by column: an entry for each time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Curve {
    /// Ergotropy, energy and passive energy.
    #[serde(flatten)]
    pub energies: Energies<Vec<Number>>,
    /// What coherence between levels of energy adds to the ergotropy.
    pub ergotropy_coherent: Vec<Number>,
    /// Ergotropy without coherence between levels of energy.
    pub ergotropy_incoherent: Vec<Number>,
    /// What coherence between product states of the cells adds to the ergotropy; null as for a steady state.
    pub ergotropy_coherent_product: Option<Vec<Number>>,
    /// Ergotropy without coherence between product states of the cells.
    pub ergotropy_incoherent_product: Option<Vec<Number>>,
    /// Mean charging power (W(t) - W(0)) / t; zero at t = 0.
    #[serde(flatten, with = "apart")]
    #[schemars(with = "Columns")]
    pub power: Vec<Number>,
    /// Weight of the ladder j = N/2.
    pub bright_weight: Vec<Number>,
    /// Other numbers.
    #[serde(flatten)]
    pub observed: Observed<Vec<Number>>,
}

/// Power, its errors and their kinds, as lists of their own.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Columns {
    /// Values of the mean charging power (W(t) - W(0)) / t; zero at t = 0.
    power: Vec<f64>,
    /// Their errors.
    power_error: Vec<f64>,
    /// What the errors are worth.
    power_kind: Vec<Worth>,
}

/// Numbers as lists of values, errors and kinds.
mod apart {
    use ergotropy::Bounded;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Columns;
    use crate::answer::number::Number;

    pub(super) fn serialize<S: Serializer>(power: &[Number], to: S) -> Result<S::Ok, S::Error> {
        let power = power.iter().copied().map(Number::finite);
        let columns = Columns {
            power: power.clone().map(|number| number.value).collect(),
            power_error: power.clone().map(|number| number.error).collect(),
            power_kind: power.map(|number| number.kind.into()).collect(),
        };
        columns.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Number>, D::Error> {
        let columns = Columns::deserialize(from)?;
        let errors = columns.power_error.into_iter().zip(columns.power_kind);
        let numbers = columns.power.into_iter().zip(errors);
        let number = |(value, (error, kind)): (f64, (f64, super::Worth))| {
            let kind = kind.into();
            Number(Bounded { value, error, kind })
        };
        Ok(numbers.map(number).collect())
    }
}

/// The numbers of one time of a curve.
struct Row {
    work: Work,
    parts: Parts,
    product: Option<Parts>,
    power: Bounded,
    bright_weight: Bounded,
    reading: Reading,
}

impl Row {
    fn of(point: &Point, ensemble: &Ensemble) -> Result<Self, Error> {
        let work = point.work();
        Ok(Self {
            work,
            parts: point.state.parts_at(work.ergotropy, Basis::Levels)?,
            product: product_parts(&point.state, work.ergotropy)?,
            power: point.power(),
            bright_weight: point.state.bright_weight(),
            reading: Reading::of(&point.state, work.passive_energy, ensemble),
        })
    }
}

impl Curve {
    /// Charges an ensemble, finds what the curve comes to and calls `progress` on the way; states are not kept.
    pub(crate) fn charged(
        ensemble: &Ensemble,
        start: &Start,
        times: &[f64],
        mut look: impl FnMut(usize, &Point),
        progress: impl FnMut(Progress),
    ) -> Result<(Self, Summary, Account), Error> {
        let mut rows: Vec<Option<Result<Row, Error>>> = Vec::new();
        rows.resize_with(times.len(), || None);
        let read = |index: usize, point: Point| {
            look(index, &point);
            rows[index] = Some(Row::of(&point, ensemble));
        };
        let (summary, account) = ensemble.charge_with_summary(start, times, read, progress)?;
        let rows = rows.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
        Ok((Self::new(&rows), summary, account))
    }

    fn new(rows: &[Row]) -> Self {
        let column = |pick: fn(&Row) -> Bounded| rows.iter().map(pick).map(Number).collect();
        let product = |pick: fn(&Parts) -> Bounded| {
            let numbers = rows.iter().map(|row| row.product.as_ref().map(pick));
            numbers.map(|number| number.map(Number)).collect()
        };
        Self {
            energies: Energies::each(|pick| {
                let works = rows.iter().map(|row| Number(pick(&row.work)));
                works.collect()
            }),
            ergotropy_coherent: column(|row| row.parts.coherent),
            ergotropy_incoherent: column(|row| row.parts.incoherent),
            ergotropy_coherent_product: product(|parts| parts.coherent),
            ergotropy_incoherent_product: product(|parts| parts.incoherent),
            power: column(|row| row.power),
            bright_weight: column(|row| row.bright_weight),
            observed: {
                let readings: Vec<&Reading> = rows.iter().map(|row| &row.reading).collect();
                Observed::columns(&readings)
            },
        }
    }
}
