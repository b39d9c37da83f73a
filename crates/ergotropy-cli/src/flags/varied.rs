//! A model of which some parameters are varied, and the number that is looked at.

use clap::{Args, ValueEnum};
use ergotropy_answer::{self as answer, Initial, Measure, Objective, Parameter, Range};

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
        let initial = self.model.initial(&model, most)?;
        let resolved = ranges
            .iter()
            .map(|(flag, range)| range.resolve(flag, &clock));
        let ranges: Vec<Range> = resolved.collect::<Result<_, _>>()?;
        let mut first = model;
        for range in &ranges {
            range
                .parameter
                .set(&mut first, range.from)
                .map_err(Error::Answer)?;
        }
        match first.ensemble() {
            // The first T2 may be above 2 T1, and others not.
            Ok(_) | Err(answer::Error::Physics(ergotropy::Error::CoherenceTime { .. })) => {}
            Err(error) => return Err(self.model.unfit(error)),
        }
        Ok(VariedModel {
            model,
            initial,
            until,
            of,
            ranges,
        })
    }
}

impl VariedModel {
    /// The number as a function of the parameters.
    pub(crate) fn varied(&self) -> answer::Varied<'_> {
        answer::Varied {
            model: self.model,
            start: self.initial.as_ref(),
            until: self.until,
            of: self.of,
        }
    }

    /// An error of the answer in terms of the flags.
    pub(crate) fn refused(&self, error: answer::Error) -> Error {
        match error {
            answer::Error::NoBath { .. } => Error::NoCollectiveBath,
            answer::Error::Physics(error) => refused(error, self.model.cells),
            other => Error::Answer(other),
        }
    }
}
