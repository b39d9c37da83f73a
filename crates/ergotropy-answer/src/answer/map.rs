//! A number over a plane of two parameters.

use ergotropy_sweep::Progress;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::Number;
use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::model::Model;
use crate::question::parameter::Range;
use crate::question::varied::{Objective, Varied};

/// A map: one row for each value of `y`, one number for each of `x`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Map {
    /// Version of the schema.
    pub schema: u32,
    /// What is mapped.
    pub of: Objective,
    /// The parameter to the right.
    pub x: Range,
    /// Its values.
    pub x_values: Vec<f64>,
    /// The parameter upwards.
    pub y: Range,
    /// Its values.
    pub y_values: Vec<f64>,
    /// The numbers; null where they are not defined, as W/E where the energy can be zero.
    pub values: Vec<Vec<Option<Number>>>,
    /// The model, of which the two parameters are set at each point.
    pub model: Model,
    /// The start, as it was named.
    pub initial: Option<String>,
    /// Last time of the curves, in the inverse of the unit of rates.
    pub until: Option<f64>,
    /// The unit of rates in 1/s, where it is known.
    pub rate_unit: Option<f64>,
    /// Version of the program.
    pub version: String,
}

/// Most points of a map: some 100 bytes each, its text included.
const MOST: u64 = 4_000_000;

impl Map {
    /// Points along an axis if none are given.
    pub const POINTS: usize = 51;

    /// Computes a map on all cores; each point has the bits that it has by itself.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Map, Model, Noise, Objective, Parameter, Range, Varied};
    /// use ergotropy_sweep::Progress;
    ///
    /// let model = Model::new(4, Noise::mixture(0.9, 1.0));
    /// let axis = |parameter| Range { parameter, from: 0.0, to: 0.9, points: Some(4), log: false };
    /// let varied = Varied { model: &model, start: None, until: None, of: Objective::Ergotropy };
    /// let map = Map::of(&varied, [axis(Parameter::AlphaC), axis(Parameter::AlphaL)], &Progress::hidden())?;
    /// // One temperature in all baths gives no work.
    /// let diagonal = map.values[2][2].expect("defined");
    /// assert!(diagonal.0.contains(0.0) && map.values[0][2].expect("defined").0.value > 0.0);
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Range`]; [`Error::Points`]; [`Error::TooManyPoints`]; [`Error::SetTwice`]; those of [`Varied::at`] at the
    /// first point that has one, and of [`Varied::unique`] if the number is defined nowhere.
    pub fn of(varied: &Varied, [x, y]: [Range; 2], progress: &Progress) -> Result<Self, Error> {
        let [x, y] = [x.checked()?, y.checked()?];
        Range::distinct(&[x, y])?;
        let points = Self::count([x, y]);
        if points > MOST {
            return Err(Error::TooManyPoints { points, most: MOST });
        }
        let values = |range: Range| range.values(range.points.unwrap_or(Self::POINTS));
        let (x_values, y_values) = (values(x), values(y));
        let points = ergotropy_sweep::product(&x_values, &y_values);
        let numbers = ergotropy_sweep::map(&points, progress, |&(at_x, at_y)| {
            let number = varied.at(&[(x.parameter, at_x), (y.parameter, at_y)])?;
            Ok::<_, Error>(number.map(Number))
        })?;
        if numbers.iter().all(Option::is_none) {
            let (at_x, at_y) = (x.to, y.to);
            return Err(varied.undefined(&[(x.parameter, at_x), (y.parameter, at_y)]));
        }
        Ok(Self {
            schema: SCHEMA,
            of: varied.of,
            x,
            y,
            values: numbers.chunks(x_values.len()).map(<[_]>::to_vec).collect(),
            x_values,
            y_values,
            model: varied.model.clone(),
            initial: varied.start_name(),
            until: varied.until,
            rate_unit: varied.model.unit(),
            version: version(),
        })
    }

    /// Number of points of a map over these ranges.
    pub fn count(ranges: [Range; 2]) -> u64 {
        let points = ranges.map(|range| range.points.unwrap_or(Self::POINTS) as u64);
        points.iter().product()
    }

    /// The first of the greatest numbers, with the values of both parameters; `None` if no number is defined.
    pub fn greatest(&self) -> Option<(f64, f64, Number)> {
        let rows = self.y_values.iter().zip(&self.values);
        let points = rows.flat_map(|(&y, row)| {
            let columns = self.x_values.iter().zip(row);
            columns.filter_map(move |(&x, number)| Some((x, y, (*number)?)))
        });
        points.reduce(|best, next| {
            if next.2.0.value > best.2.0.value {
                next
            } else {
                best
            }
        })
    }
}
