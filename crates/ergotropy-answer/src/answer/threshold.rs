//! Where a number crosses a bound as a parameter gets better or worse.

use ergotropy::{Bounded, Kind};
use ergotropy_sweep::Progress;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::Number;
use crate::answer::places::Places;
use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::model::Model;
use crate::question::parameter::{Measure, Range};
use crate::question::varied::{Objective, Varied};

/// Where a number is at least a bound, along a range of one parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Threshold {
    /// Version of the schema.
    pub schema: u32,
    /// The number that is held against the bound.
    pub of: Objective,
    /// The bound.
    pub at_least: f64,
    /// The first crossing; empty where there is none.
    #[serde(flatten)]
    pub at: Places,
    /// All crossings that were found, in the order of the parameter.
    pub crossings: Vec<Crossing>,
    /// Whether the bound holds at the first value of the range, and at the last.
    pub holds_at_ends: [bool; 2],
    /// The greatest number of the points that were tried.
    pub greatest: Number,
    /// The range.
    pub over: Range,
    /// How crossings were found.
    pub method: String,
    /// The model, of which the parameter is set at each point.
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

/// A value of the parameter at which the number crosses the bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Crossing {
    /// The value. Its error is proved if those of the numbers at both of its ends are: the bound surely holds at one and
    /// surely not at the other, and the number is continuous.
    #[serde(flatten)]
    pub at: Places,
    /// The side on which the bound holds.
    pub holds: Side,
}

/// A side of a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// At lesser values of the parameter.
    Below,
    /// At greater values.
    Above,
}

/// A value of the parameter with the number there.
type Tried = (f64, Option<Number>);

/// Points along the range before crossings are closed in on.
const POINTS: usize = 65;

/// Width at which a crossing is known, relative to its value.
const TOLERANCE: f64 = 1e-9;

/// Whether the bound holds: surely, surely not, or `None`.
fn holds(number: Option<Number>, bound: f64) -> Option<bool> {
    match number {
        Some(number) if number.0.lower() >= bound => Some(true),
        Some(number) if number.0.upper() < bound => Some(false),
        _ => None,
    }
}

/// Whether the bound holds, as well as it is known.
fn seems_to_hold(number: Option<Number>, bound: f64) -> bool {
    number.is_some_and(|number| number.0.value >= bound)
}

impl Threshold {
    /// The number of points of the first grid.
    pub const FIRST: u64 = POINTS as u64;

    /// Looks for all crossings on a grid of 65 points, and closes in on each by bisection. Two crossings between
    /// neighbours of the grid are not seen.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Model, Noise, Objective, Parameter, Range, Threshold, Varied};
    /// use ergotropy_sweep::Progress;
    ///
    /// // How hot the local baths may get.
    /// let model = Model { collective_bath: Some(Bath::Alpha(0.8)), ..Model::new(6, Noise::mixture(0.9, 1.0)) };
    /// let over = Range { parameter: Parameter::AlphaL, from: 0.0, to: 0.7, points: None, log: false };
    /// let varied = Varied { model: &model, start: None, until: None, of: Objective::Ergotropy };
    /// let threshold = Threshold::of(&varied, over, 0.01, &Progress::hidden())?;
    /// assert_eq!((threshold.crossings.len(), threshold.holds_at_ends), (1, [true, false]));
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Range`]; [`Error::Undefined`]; those of [`Varied::at`].
    pub fn of(
        varied: &Varied,
        over: Range,
        at_least: f64,
        progress: &Progress,
    ) -> Result<Self, Error> {
        let over = over.checked()?;
        let values = over.values(over.points.unwrap_or(POINTS));
        let at = |value: f64| {
            let number = varied.at(&[(over.parameter, value)])?;
            Ok::<_, Error>(number.map(Number))
        };
        let numbers = ergotropy_sweep::map(&values, progress, |&value| at(value))?;
        let tried: Vec<Tried> = values.into_iter().zip(numbers).collect();
        let unit = varied.model.unit();
        let mut crossings = Vec::new();
        for pair in tried.windows(2) {
            let [one, other] = [pair[0], pair[1]];
            // Next to a point without a number there is no crossing to close in on.
            if one.1.is_none() || other.1.is_none() {
                continue;
            }
            let before = seems_to_hold(one.1, at_least);
            if before == seems_to_hold(other.1, at_least) {
                continue;
            }
            let place = close_in(one, other, at_least, &over, &at)?;
            crossings.push(Crossing {
                at: Places::new(&[(over.parameter, Number(place))], unit),
                holds: if before { Side::Below } else { Side::Above },
            });
        }
        let numbers = tried.iter().filter_map(|&(_, number)| number);
        let greatest = numbers.reduce(|best, next| {
            if next.0.value > best.0.value {
                next
            } else {
                best
            }
        });
        let ends = [tried.first(), tried.last()];
        Ok(Self {
            schema: SCHEMA,
            of: varied.of,
            at_least,
            at: crossings
                .first()
                .map(|first| first.at.clone())
                .unwrap_or_default(),
            crossings,
            holds_at_ends: ends.map(|end| end.is_some_and(|end| seems_to_hold(end.1, at_least))),
            greatest: greatest.ok_or_else(|| varied.undefined(&[(over.parameter, over.to)]))?,
            over,
            method: format!("{} points along the range, then bisection", tried.len()),
            model: varied.model.clone(),
            initial: varied.start_name(),
            until: varied.until,
            rate_unit: unit,
            version: version(),
        })
    }
}

/// The place between two points, on whose sides the bound holds and does not.
fn close_in(
    mut one: Tried,
    mut other: Tried,
    bound: f64,
    over: &Range,
    at: &impl Fn(f64) -> Result<Option<Number>, Error>,
) -> Result<Bounded, Error> {
    let before = seems_to_hold(one.1, bound);
    let whole = over.parameter.measure() == Measure::Count;
    let mut continuous = true;
    loop {
        let middle = if over.log {
            (one.0 * other.0).sqrt()
        } else {
            f64::midpoint(one.0, other.0)
        };
        let middle = if whole { middle.floor() } else { middle };
        let scale = if over.log { 0.0 } else { over.to - over.from };
        let width = TOLERANCE * middle.abs().max(scale);
        if other.0 - one.0 <= width || middle <= one.0 || middle >= other.0 {
            break;
        }
        let number = at(middle)?;
        continuous &= number.is_some();
        // What is not surely on one side ends the search: the errors of the numbers allow no more.
        if holds(number, bound).is_none() {
            break;
        }
        if seems_to_hold(number, bound) == before {
            one = (middle, number);
        } else {
            other = (middle, number);
        }
    }
    let sure = |end: Tried| {
        let proved = end.1.is_some_and(|number| number.0.kind == Kind::Bound);
        proved && holds(end.1, bound).is_some()
    };
    let kind = if continuous && sure(one) && sure(other) {
        Kind::Bound
    } else {
        Kind::Estimate
    };
    if whole {
        // The whole number next to the crossing at which the bound holds.
        let value = if before { one.0 } else { other.0 };
        return Ok(Bounded::new(value, 0.0, kind));
    }
    let value = f64::midpoint(one.0, other.0);
    let error = (other.0 - one.0) / 2.0 + value.abs() * f64::EPSILON;
    Ok(Bounded::new(value, error, kind))
}
