//! A model of which some parameters are varied, and the number that is looked at.

use clap::{Args, ValueEnum};
use ergotropy_answer::{self as answer, Initial, Measure, Objective, Parameter, Range};

use super::model::idle::{any_start, no_coherence, nothing};
use super::model::{ModelFlags, Varied, refused};
use super::rate::Time;
use super::value::Given;
use crate::error::Error;
use crate::files::npy::Most;

/// The number that is mapped or searched.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Of {
    /// Ergotropy of the steady state
    #[default]
    Ergotropy,
    /// Greatest ergotropy of a curve from --initial up to --until
    Peak,
    /// Greatest mean power of that curve
    Power,
    /// W/E of the steady state
    Ratio,
}

#[derive(Args)]
pub(crate) struct VariedFlags {
    #[command(flatten)]
    model: ModelFlags,
    /// The number that is looked at
    #[arg(long, value_enum, default_value_t, help_heading = "Question")]
    of: Of,
    /// Last time of the curve, for --of peak and --of power
    #[arg(long, value_name = "T", help_heading = "Question")]
    until: Option<Given<Time>>,
}

/// A question about varied parameters, checked.
pub(crate) struct VariedModel {
    model: answer::Model,
    initial: Option<Initial>,
    until: Option<f64>,
    of: Objective,
    /// The flag that gives the number of cells, with its value.
    cells: String,
    /// Flags that change nothing, one sentence each.
    pub(crate) notes: Vec<String>,
    /// The ranges, in the order of their flags.
    pub(crate) ranges: Vec<Range>,
}

impl VariedFlags {
    /// The question for these ranges. Nothing is computed, except that the noise is set up at the first point, so that what
    /// does not fit is told at once.
    pub(crate) fn varied(&self, ranges: &[Varied], most: Most) -> Result<VariedModel, Error> {
        let clock = self.model.clock(ranges);
        let model = self.model.question(&clock, ranges)?;
        let of = match self.of {
            Of::Ergotropy => Objective::Ergotropy,
            Of::Peak => Objective::Peak,
            Of::Power => Objective::Power,
            Of::Ratio => Objective::Ratio,
        };
        let until = self.until.as_ref().map(|time| clock.time("--until", time));
        let until = until
            .transpose()?
            .map(|time| time * clock.unit().unwrap_or(1.0));
        if of.is_of_a_curve() {
            let from_ratio = ranges
                .iter()
                .any(|(_, range)| range.parameter == Parameter::Q);
            let missing = match (self.model.has_start() || from_ratio, until) {
                (false, _) => Some("--initial, as in --initial ground"),
                (true, None) => Some("--until, the last time of the curve"),
                (true, Some(_)) => None,
            };
            if let Some(missing) = missing {
                let of = of.name();
                return Err(Error::NoCurve { of, missing });
            }
        }
        let mut hot = ranges
            .iter()
            .filter(|(_, range)| range.parameter.measure() == Measure::Kelvin);
        if let (Some((flag, range)), None) = (hot.next(), model.frequency) {
            return Err(Error::NoFrequency {
                flag: flag.trim_start_matches('-'),
                value: range.parameter.name().replace('_', "-"),
            });
        }
        let of_cells = ranges
            .iter()
            .find(|(_, range)| range.parameter == Parameter::Cells);
        let cells = match of_cells {
            Some((flag, _)) => format!("{flag} varies cells"),
            None => self.model.counted(model.cells),
        };
        let resolved = ranges
            .iter()
            .map(|(flag, range)| range.resolve(flag, &clock));
        let ranges: Vec<Range> = resolved.collect::<Result<_, _>>()?;
        let first = at(&model, &ranges, |range| range.from)?;
        let initial = self.model.initial(&first, most)?;
        match first.ensemble() {
            // The first T2 may be above 2 T1, and others not.
            Ok(_) | Err(answer::Error::Physics(ergotropy::Error::CoherenceTime { .. })) => {}
            Err(error) => return Err(self.model.unfit(error)),
        }
        Ok(VariedModel {
            notes: self.notes(&at(&model, &ranges, inside)?, of),
            model,
            initial,
            until,
            of,
            cells,
            ranges,
        })
    }

    /// A sentence for each flag that changes nothing at any point. Rates that are 0 inside of all ranges are so
    /// everywhere.
    fn notes(&self, inside: &answer::Model, of: Objective) -> Vec<String> {
        let Ok(ensemble) = inside.ensemble() else {
            return Vec::new();
        };
        let mut notes = self.model.idle(inside, &ensemble);
        let unique = ensemble.has_unique_steady_state();
        let of_a_curve = of.is_of_a_curve();
        if self.until.is_some() && !of_a_curve {
            notes.push(nothing("until", "the number is one of the steady state"));
        }
        if self.model.has_start() && unique && !of_a_curve {
            notes.push(any_start());
        }
        let populations = !self.model.has_strings() || unique && !of_a_curve;
        let rate = self.model.dephases_together();
        notes.extend(rate.filter(|_| populations).map(|rate| no_coherence(&rate)));
        notes
    }
}

/// The model with the parameters of these ranges set.
fn at(
    model: &answer::Model,
    ranges: &[Range],
    value: impl Fn(&Range) -> f64,
) -> Result<answer::Model, Error> {
    let mut model = model.clone();
    for range in ranges {
        let set = range.parameter.set(&mut model, value(range));
        set.map_err(Error::Answer)?;
    }
    Ok(model)
}

/// A value inside of a range.
fn inside(range: &Range) -> f64 {
    match range.parameter {
        Parameter::Cells => range.from,
        _ => f64::midpoint(range.from, range.to),
    }
}

impl VariedModel {
    /// The number as a function of the parameters.
    pub(crate) fn varied(&self) -> answer::Varied<'_> {
        answer::Varied {
            model: &self.model,
            start: self.initial.as_ref(),
            until: self.until,
            of: self.of,
        }
    }

    /// An error of the answer in terms of the flags.
    pub(crate) fn refused(&self, error: answer::Error) -> Error {
        match error {
            answer::Error::NoBath { .. } => Error::NoCollectiveBath,
            answer::Error::Physics(error) => refused(error, &self.cells),
            other => Error::Answer(other),
        }
    }
}
