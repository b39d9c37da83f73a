//! The ensemble, its noise and its start, with the same flags for every verb that has them.
//!
//! - `checked`: the model, checked
//! - `effect`: what flags come to
//! - `idle`: notes about flags that change nothing
//! - `ways`: the three ways to say the noise

mod checked;
mod effect;
pub(crate) mod idle;
mod ways;

use clap::Args;
use ergotropy_answer::{self as answer, Initial, Parameter};

pub(crate) use checked::{Model, refused};

use super::bath::{BathFlags, Flag, Which};
use super::emitters::EmitterFlags;
use super::hinted::{Hinted, STARTS};
use super::range::RangeFlag;
use super::rate::{Clock, Duration, Rate, Time};
use super::start::StartFlag;
use super::units::{Hertz, Seconds, significant};
use super::value::{self, Given};
use crate::error::Error;
use crate::files::npy::{Excited, Most};

/// The bath of all cells together.
pub(crate) struct Collective;

impl Which for Collective {
    const ALPHA: Flag = (
        "alpha-c",
        "Bose ratio of the collective bath, 0 <= alpha_c < 1, alpha = n/(n+1); required where the collective rate is not 0",
    );
    const OCCUPATION: Flag = ("n-c", "The collective bath by its occupation, n_c >= 0");
    const TEMPERATURE: Flag = (
        "temperature-c",
        "The collective bath by its temperature (50mK); above 0 it needs --frequency",
    );
}

/// The baths of single cells.
pub(crate) struct Local;

impl Which for Local {
    const ALPHA: Flag = (
        "alpha-l",
        "Bose ratio of the local baths, 0 <= alpha_l < 1 [default: 0]",
    );
    const OCCUPATION: Flag = ("n-l", "The local baths by their occupation, n_l >= 0");
    const TEMPERATURE: Flag = (
        "temperature-l",
        "The local baths by their temperature (50mK); above 0 it needs --frequency",
    );
}

// Brackets in a doc comment would be links, so that some helps are attributes.
#[derive(Args)]
pub(crate) struct ModelFlags {
    /// Number of cells N, from 1 to 2^31; needed unless cells have places or couplings
    #[arg(long, short = 'N', value_name = "N", value_parser = value::cells, help_heading = "Cells")]
    cells: Option<u64>,
    /// Collective fraction eta, from 0 to 1: the collective rate is eta, the local one (1-eta) gamma_r [default: 1]
    #[arg(long, value_name = "X", value_parser = value::fraction, help_heading = "Noise, one way: a mixture, as in the paper")]
    eta: Option<f64>,
    /// Ratio gamma_r = gamma_l / gamma_c, at least 0 [default: 1]
    #[arg(long, value_name = "R", value_parser = value::rate, help_heading = "Noise, one way: a mixture, as in the paper")]
    gamma_ratio: Option<f64>,
    /// Rate G of the collective bath: emission G (n_c+1) by D[J-], absorption G n_c by D[J+]
    #[arg(
        long,
        value_name = "G",
        help_heading = "Noise, another way: rates of two baths"
    )]
    collective_rate: Option<Given<Rate>>,
    /// Rate G of the bath of each cell: emission G (n_l+1) by D[sigma-], absorption G n_l by D[sigma+]
    #[arg(
        long,
        value_name = "G",
        help_heading = "Noise, another way: rates of two baths"
    )]
    local_rate: Option<Given<Rate>>,
    #[arg(
        long,
        value_name = "G",
        help_heading = "Noise, a third way: four rates, of a bath or not",
        help = "Rate of D[J-]"
    )]
    collective_emission: Option<Given<Rate>>,
    #[arg(
        long,
        value_name = "G",
        help_heading = "Noise, a third way: four rates, of a bath or not",
        help = "Rate of D[J+]; it may be above the emission"
    )]
    collective_pumping: Option<Given<Rate>>,
    #[arg(
        long,
        value_name = "G",
        help_heading = "Noise, a third way: four rates, of a bath or not",
        help = "Rate of D[sigma-] on each cell"
    )]
    emission: Option<Given<Rate>>,
    #[arg(
        long,
        value_name = "G",
        help_heading = "Noise, a third way: four rates, of a bath or not",
        help = "Rate of D[sigma+] on each cell; it may be above the emission"
    )]
    pumping: Option<Given<Rate>>,
    #[command(
        flatten,
        next_help_heading = "Baths of a mixture or of rates of two baths"
    )]
    collective: BathFlags<Collective>,
    #[command(
        flatten,
        next_help_heading = "Baths of a mixture or of rates of two baths"
    )]
    local: BathFlags<Local>,
    /// Relaxation time of one cell, in place of the local rate: 1/T1 = gamma_l (2 n_l + 1)
    #[arg(long, value_name = "T", help_heading = "Single cells and dephasing")]
    t1: Option<Given<Duration>>,
    /// Coherence time of one cell, in place of --dephasing: G = 2 (1/T2 - 1/(2 T1)); at most 2 T1
    #[arg(
        long,
        value_name = "T",
        conflicts_with = "dephasing",
        help_heading = "Single cells and dephasing"
    )]
    t2: Option<Given<Duration>>,
    #[arg(
        long,
        value_name = "G",
        help_heading = "Single cells and dephasing",
        help = "Rate of D[sigma_z/2] on each cell, at least 0 [default: 0]; it adds G/2 to 1/T2, so that it is twice 1/T_phi; not multiplied by (1-eta)"
    )]
    dephasing: Option<Given<Rate>>,
    #[arg(
        long,
        value_name = "G",
        help_heading = "Single cells and dephasing",
        help = "Rate of D[J_z], at least 0 [default: 0]; it changes coherences between levels alone"
    )]
    collective_dephasing: Option<Given<Rate>>,
    #[command(flatten)]
    emitters: EmitterFlags,
    /// Starting state: ground, excited, gibbs:Q (q from 0 to 1), gibbs:20mK (with --frequency), dicke:K (K
    /// excitations in the bright ladder, from 0 to N), dicke:J,M (spin and projection, as in dicke:1.5,-0.5),
    /// populations:FILE.csv (columns d,k,weight with d = N/2 - j, k = N/2 + m, or j,m,weight) or FILE.npy
    /// (float64, complex64 or complex128; a vector of 2^N amplitudes or a 2^N x 2^N density matrix; index in
    /// bits, cell 1 most significant, 1 = excited; norm or trace 1 within 1e-10)
    #[arg(
        long,
        value_name = "START",
        help_heading = "Start",
        value_parser = Hinted::new(str::parse::<Given<StartFlag>>, STARTS),
        hide_possible_values = true
    )]
    initial: Option<Given<StartFlag>>,
    /// In FILE.npy 0 is an excited cell and 1 one in its ground state, as in QuTiP
    #[arg(long, requires = "initial", help_heading = "Start")]
    excited_first: bool,
    /// Frequency omega/2pi of the cells (5GHz): energies also in h GHz and joule
    #[arg(long, value_name = "F", help_heading = "Units")]
    frequency: Option<Given<Hertz>>,
    /// Rate gamma_c/2pi (1MHz), the unit of bare rates: times are read and printed with units (10us), and rates may
    /// have units (20kHz is the rate over 2pi, 0.2/us the rate itself)
    #[arg(long, value_name = "F", help_heading = "Units")]
    gamma_c: Option<Given<Hertz>>,
}

/// A flag that varies a parameter, with its range.
pub(crate) type Varied<'a> = (&'static str, &'a RangeFlag);

/// A flag that was given, with its value.
type Typed<'a, T> = (&'static str, &'a Option<Given<T>>);

impl ModelFlags {
    fn baths_rates(&self) -> [Typed<'_, Rate>; 2] {
        [
            ("--collective-rate", &self.collective_rate),
            ("--local-rate", &self.local_rate),
        ]
    }

    fn four_rates(&self) -> [Typed<'_, Rate>; 4] {
        [
            ("--collective-emission", &self.collective_emission),
            ("--collective-pumping", &self.collective_pumping),
            ("--emission", &self.emission),
            ("--pumping", &self.pumping),
        ]
    }

    fn dephasing_rates(&self) -> [Typed<'_, Rate>; 2] {
        [
            ("--dephasing", &self.dephasing),
            ("--collective-dephasing", &self.collective_dephasing),
        ]
    }

    fn durations(&self) -> [Typed<'_, Duration>; 2] {
        [("--t1", &self.t1), ("--t2", &self.t2)]
    }

    /// The unit of rates and times, beside these ranges.
    pub(crate) fn clock(&self, ranges: &[Varied]) -> Clock {
        if let Some(rate) = &self.gamma_c {
            return Clock::GammaC(rate.clone());
        }
        let rates = self.baths_rates().into_iter().chain(self.four_rates());
        let rates = rates.chain(self.dephasing_rates());
        let rates = rates.filter_map(|(flag, given)| Some((flag, given.as_ref()?)));
        let with_unit = rates.filter(|(_, rate)| matches!(rate.value, Rate::PerSecond(_)));
        let mut with_unit = with_unit.map(|(flag, rate)| (flag, rate.text.clone()));
        let times = self.durations().into_iter();
        let times = times.filter_map(|(flag, given)| Some((flag, given.as_ref()?)));
        let seconds = |time: &Given<Duration>| matches!(time.value.0, Time::Seconds(_));
        let mut times = times.filter(|(_, time)| seconds(time));
        let by_time = || times.next().map(|(flag, time)| (flag, time.text.clone()));
        let by_range = || {
            let mut ranges = ranges.iter();
            ranges.find_map(|(flag, range)| Some((*flag, range.with_unit()?)))
        };
        match with_unit.next().or_else(by_time).or_else(by_range) {
            Some((flag, value)) => Clock::PerSecond { flag, value },
            None => Clock::Natural,
        }
    }

    /// Checks the flags against each other and reads the start. `most` limits the cells of a file of an
    /// array.
    pub(crate) fn model(&self, most: Most) -> Result<Model, Error> {
        let clock = self.clock(&[]);
        let question = self.question(&clock, &[])?;
        let ensemble = question.ensemble().map_err(|error| self.unfit(error))?;
        Ok(Model {
            initial: self.initial(&question, most)?,
            counted: self.counted(question.cells),
            notes: self.idle(&question, &ensemble),
            collective_dephasing: self.dephases_together(),
            question,
            ensemble,
        })
    }

    /// The start, read and checked.
    pub(crate) fn initial(
        &self,
        question: &answer::Model,
        most: Most,
    ) -> Result<Option<Initial>, Error> {
        let excited = if self.excited_first {
            Excited::Zero
        } else {
            Excited::One
        };
        let initial = self.initial.as_ref();
        let initial = initial.map(|given| given.resolve(question, most, excited));
        initial.transpose()
    }

    /// The model as a question, of which these ranges set some parameters later.
    pub(crate) fn question(
        &self,
        clock: &Clock,
        ranges: &[Varied],
    ) -> Result<answer::Model, Error> {
        for (flag, range) in ranges {
            if self.fixes(range.parameter) {
                let parameter = match range.parameter {
                    Parameter::Q => "initial".to_owned(),
                    other => other.name().replace('_', "-"),
                };
                return Err(Error::FixedAndVaried { parameter, flag });
            }
        }
        let emitters = self.emitters.read()?;
        let of_cells = ranges
            .iter()
            .find(|(_, range)| range.parameter == Parameter::Cells);
        let cells = match (self.cells, emitters.cells, of_cells) {
            (_, Some((one, cells)), Some((flag, _))) => {
                return Err(Error::CellsFixed { one, cells, flag });
            }
            (Some(found), Some((one, cells)), None) if found != cells => {
                let other = format!("--cells {found}");
                return Err(Error::CellsDiffer {
                    one,
                    cells,
                    other,
                    found,
                });
            }
            (_, Some((_, cells)), None) | (Some(cells), None, _) => cells,
            // The range sets it.
            (None, None, Some(_)) => 1,
            (None, None, None) => {
                return Err(Error::NoCells {
                    varied: !ranges.is_empty(),
                });
            }
        };
        let noise = self.noise(clock, ranges)?;
        let frequency = self.frequency.as_ref();
        let time = |flag, given: &Option<Given<Duration>>| {
            let Some(given) = given else {
                return Ok(None);
            };
            let (text, value) = (given.text.clone(), given.value.0);
            let number = clock.time(flag, &Given { text, value })?;
            Ok::<_, Error>(Some(match clock.unit() {
                Some(_) => answer::Time::Seconds(number),
                None => answer::Time::Natural(number),
            }))
        };
        let rate = |(flag, given): Typed<'_, Rate>| {
            let rate = given.as_ref().map(|given| clock.rate(flag, given));
            rate.transpose()
        };
        let [dephasing, collective_dephasing] = self.dephasing_rates();
        Ok(answer::Model {
            collective_bath: self.collective.resolve(frequency)?,
            local_bath: self.local.resolve(frequency)?,
            t1: time("--t1", &self.t1)?,
            dephasing: rate(dephasing)?,
            t2: time("--t2", &self.t2)?,
            collective_dephasing: rate(collective_dephasing)?.unwrap_or(0.0),
            couplings: emitters.couplings,
            detunings: emitters.detunings,
            frequency: frequency.map(|given| given.value.0),
            gamma_c: self.gamma_c.as_ref().map(|given| given.value.0),
            per_second: matches!(clock, Clock::PerSecond { .. }),
            ..answer::Model::new(cells, noise)
        })
    }

    /// The flag that gives the number of cells, with its value.
    pub(crate) fn counted(&self, cells: u64) -> String {
        let flag = self.emitters.flag();
        flag.unwrap_or_else(|| format!("--cells is {cells}"))
    }

    /// Whether a start is given.
    pub(crate) fn has_start(&self) -> bool {
        self.initial.is_some()
    }

    /// Whether the start is given over bit strings.
    pub(crate) fn has_strings(&self) -> bool {
        let start = self.initial.as_ref();
        start.is_some_and(|start| matches!(start.value, StartFlag::Array(_)))
    }

    /// Whether a flag gives this parameter.
    fn fixes(&self, parameter: Parameter) -> bool {
        let rate = |flags: &[Typed<'_, Rate>], at: usize| flags[at].1.is_some();
        match parameter {
            Parameter::Eta => self.eta.is_some(),
            Parameter::GammaRatio => self.gamma_ratio.is_some(),
            Parameter::AlphaC | Parameter::NC | Parameter::TemperatureC => {
                self.collective.flag().is_some()
            }
            Parameter::AlphaL | Parameter::NL | Parameter::TemperatureL => {
                self.local.flag().is_some()
            }
            Parameter::CollectiveRate => rate(&self.baths_rates(), 0),
            Parameter::LocalRate => rate(&self.baths_rates(), 1),
            Parameter::CollectiveEmission => rate(&self.four_rates(), 0),
            Parameter::CollectivePumping => rate(&self.four_rates(), 1),
            Parameter::Emission => rate(&self.four_rates(), 2),
            Parameter::Pumping => rate(&self.four_rates(), 3),
            Parameter::Dephasing => rate(&self.dephasing_rates(), 0),
            Parameter::CollectiveDephasing => rate(&self.dephasing_rates(), 1),
            Parameter::T1 => self.t1.is_some(),
            Parameter::T2 => self.t2.is_some(),
            Parameter::Cells => self.cells.is_some(),
            Parameter::Q => self.initial.is_some(),
            _ => false,
        }
    }

    /// An error about the model in terms of the flags.
    pub(crate) fn unfit(&self, error: answer::Error) -> Error {
        match (error, &self.t1, &self.t2) {
            (answer::Error::NoBath { .. }, ..) => Error::NoCollectiveBath,
            (
                answer::Error::Physics(ergotropy::Error::CoherenceTime { .. }),
                Some(t1),
                Some(t2),
            ) => Error::LongCoherence {
                t2: t2.text.clone(),
                t1: format!("--t1 {t1}"),
            },
            (
                answer::Error::Physics(ergotropy::Error::CoherenceTime { t1, .. }),
                None,
                Some(t2),
            ) => Error::LongCoherence {
                t2: t2.text.clone(),
                t1: match self.clock(&[]).unit() {
                    Some(unit) => format!("{} by the other flags", Seconds(t1 / unit)),
                    None => format!("{} by the other flags", significant(t1)),
                },
            },
            (
                answer::Error::Physics(ergotropy::Error::CellsCoincide {
                    one,
                    other,
                    distance,
                }),
                ..,
            ) => Error::CellsCoincide {
                cells: self.emitters.flag().unwrap_or_default(),
                one,
                other,
                distance: significant(distance),
            },
            (answer::Error::Physics(error), ..) => match self.emitters.flag() {
                Some(flag) if is_of_the_field(&error) => Error::Field {
                    flag,
                    source: error,
                },
                _ => Error::Physics(error),
            },
            (other, ..) => Error::Answer(other),
        }
    }
}

/// Whether an error is about how cells share the field.
fn is_of_the_field(error: &ergotropy::Error) -> bool {
    use ergotropy::Error;
    matches!(
        error,
        Error::CellsAtPlaces { .. }
            | Error::ComplexDipoles
            | Error::Dipole
            | Error::Dipoles { .. }
            | Error::KernelShape { .. }
            | Error::KernelAsymmetric { .. }
            | Error::KernelNegative { .. }
    )
}
