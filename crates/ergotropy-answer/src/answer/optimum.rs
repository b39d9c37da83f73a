//! Where a number is greatest.

use ergotropy::{Bounded, Kind};
use ergotropy_sweep::{Grids, Progress, maximize_all};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::Number;
use crate::answer::places::Places;
use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::model::Model;
use crate::question::parameter::{Parameter, Range};
use crate::question::varied::{Objective, Varied};

/// The greatest number over ranges of some parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Optimum {
    /// Version of the schema.
    pub schema: u32,
    /// What is made greatest.
    pub of: Objective,
    /// The number at the place that was found.
    pub greatest: Number,
    /// The place. Its errors cover all points that were tried and are not surely less; they are estimates.
    #[serde(flatten)]
    pub at: Places,
    /// Parameters whose value lies at an end of its range, beyond which the number may be greater.
    pub at_an_end: Vec<Parameter>,
    /// The ranges that were searched.
    pub over: Vec<Range>,
    /// How the place was found.
    pub method: String,
    /// Number of points that were tried.
    pub points: u64,
    /// The model, of which the parameters are set at each point.
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

/// Most parameters of a search, whose cost grows by a power of their number.
const MOST: usize = 3;

/// Width of the last windows, as a share of a range.
const TOLERANCE: f64 = 1e-7;

/// The grids of a search over so many parameters: lobes as narrow as a step of the first grid are found.
fn grids(dimensions: usize) -> Grids {
    let (coarse, fine) = match dimensions {
        1 => (257, 9),
        2 => (41, 7),
        _ => (17, 5),
    };
    Grids {
        coarse,
        fine,
        peaks: 4,
    }
}

/// A point that was tried.
struct Tried {
    at: Vec<f64>,
    number: Option<Number>,
}

impl Optimum {
    /// An upper bound of the number of points that a search over so many parameters tries.
    pub fn most_points(dimensions: usize) -> u64 {
        let grids = grids(dimensions);
        let power = |base: usize| (base as u64).pow(u32::try_from(dimensions).unwrap_or(u32::MAX));
        // Windows shrink by 0.6 from three halves of a step to the tolerance.
        power(grids.coarse) + 4 * 32 * power(grids.fine)
    }

    /// Searches for the greatest number: a grid over all ranges, then windows that close in on its four highest local
    /// maxima. Only values are used, so that kinks do no harm. A lobe that is narrower than a step of the grid can be
    /// missed. Cost: up to [`Optimum::most_points`] points, on all cores.
    ///
    /// ```
    /// use ergotropy_answer::{Model, Noise, Objective, Optimum, Parameter, Range, Varied};
    /// use ergotropy_sweep::Progress;
    ///
    /// let model = Model::new(4, Noise::mixture(0.9, 1.0));
    /// let over = [Range { parameter: Parameter::AlphaC, from: 0.0, to: 0.99, points: None, log: false }];
    /// let varied = Varied { model: &model, start: None, until: None, of: Objective::Ergotropy };
    /// let optimum = Optimum::of(&varied, &over, &Progress::hidden())?;
    /// let alpha = optimum.at.0["alpha_c"].0;
    /// assert!((0.3..0.8).contains(&alpha.value) && optimum.at_an_end.is_empty());
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Parameters`] unless 1 to 3 parameters are varied; [`Error::SetTwice`]; [`Error::Range`];
    /// [`Error::Undefined`]; those of [`Varied::at`].
    pub fn of(varied: &Varied, over: &[Range], progress: &Progress) -> Result<Self, Error> {
        if over.is_empty() || over.len() > MOST {
            let count = over.len();
            return Err(Error::Parameters { count, most: MOST });
        }
        Range::distinct(over)?;
        let ranges: Vec<Range> = over
            .iter()
            .map(|range| range.checked())
            .collect::<Result<_, _>>()?;
        let mut tried: Vec<Tried> = Vec::new();
        let unit_box = vec![(0.0, 1.0); ranges.len()];
        let found = maximize_all(&unit_box, TOLERANCE, grids(ranges.len()), |points| {
            let numbers = ergotropy_sweep::map(points, progress, |shares: &Vec<f64>| {
                let number = varied.at(&place(&ranges, shares))?;
                Ok::<_, Error>(number.map(Number))
            })?;
            let values = numbers
                .iter()
                .map(|number| number.map_or(f64::NAN, |number| number.0.value));
            let values = values.collect();
            let points = points.iter().cloned().zip(numbers);
            tried.extend(points.map(|(at, number)| Tried { at, number }));
            Ok::<_, Error>(values)
        })?;
        let best = tried.iter().find(|tried| tried.at == found.at);
        let best = best
            .and_then(|tried| tried.number)
            .ok_or_else(|| varied.undefined(&place(&ranges, &vec![1.0; ranges.len()])))?;
        let unit = varied.model.unit();
        let at: Vec<(Parameter, Number)> = ranges
            .iter()
            .enumerate()
            .map(|(axis, range)| {
                let value = range.at(found.at[axis]);
                let rivals = tried.iter().filter(|tried| {
                    tried
                        .number
                        .is_some_and(|number| number.0.upper() >= best.0.lower())
                });
                let spread = rivals.map(|tried| (range.at(tried.at[axis]) - value).abs());
                let step = TOLERANCE * (range.to - range.from);
                let error = spread.fold(step, f64::max);
                let number = Bounded::new(value, error, Kind::Estimate);
                (range.parameter, Number(number))
            })
            .collect();
        let ends = ranges.iter().zip(&found.at);
        let at_an_end = ends.filter(|(range, share)| range.goes_on_beyond(**share));
        Ok(Self {
            schema: SCHEMA,
            of: varied.of,
            greatest: best,
            at: Places::new(&at, unit),
            at_an_end: at_an_end.map(|(range, _)| range.parameter).collect(),
            over: ranges.clone(),
            method: format!(
                "grid of {} points along each range, then windows that close in on its highest maxima",
                grids(ranges.len()).coarse
            ),
            points: tried.len() as u64,
            model: varied.model.clone(),
            initial: varied.start_name(),
            until: varied.until,
            rate_unit: unit,
            version: version(),
        })
    }
}

fn place(ranges: &[Range], shares: &[f64]) -> Vec<(Parameter, f64)> {
    let values = ranges.iter().zip(shares);
    values
        .map(|(range, &share)| (range.parameter, range.at(share)))
        .collect()
}
