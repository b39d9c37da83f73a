//! The verbs of the command: each with its flags and its answer.
//!
//! - `steady`: a steady state
//! - `charge`: states over time
//! - `map`: a number over a plane of two parameters
//! - `optimum`: where a number is greatest
//! - `threshold`: how bad a parameter may get
//! - `limit`: infinitely many cells
//! - `bath`: a bath in all its forms
//! - `paper`: figures and claims of the paper
//! - `completions`: completions for a shell
//! - `man`: the manual page
//! - `usage`: errors of clap, in one sentence that says how to mend the line
//! - `meaning`: what people mean by words that are no flags, verbs or values
//! - `equation`: the equation of motion, for help and manual page

mod bath;
pub(crate) mod charge;
mod completions;
mod equation;
mod limit;
mod man;
mod map;
mod meaning;
mod optimum;
#[cfg(feature = "report")]
mod paper;
mod steady;
mod threshold;
pub(crate) mod usage;

use std::ffi::OsString;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};

use crate::error::Error;
use crate::print::Output;

/// Cells and times of an answer that is quick.
const QUICK: (u64, usize) = (6, 8);

/// How much work noise alone can store in N two-level cells
///
/// The cells feel collective thermal noise (J-, J+), local thermal noise (sigma-, sigma+) and
/// dephasing. Energies are in hbar omega, times in 1/gamma_c unless units are given.
#[derive(Parser)]
#[command(
    name = "ergotropy",
    version = env!("ERGOTROPY_VERSION"),
    propagate_version = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    subcommand_required = true,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs",
    after_help = "Exit codes: 0 done, 2 wrong input, 1 anything else that failed.\n\n\
        Example: ergotropy steady --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2"
)]
pub(crate) struct Cli {
    /// No progress and no notes on stderr; errors are still told
    #[arg(long, short, global = true, display_order = 1000)]
    quiet: bool,
    /// Print the version
    #[arg(long, short = 'v', visible_short_alias = 'V', global = true, action = ArgAction::Version, display_order = 1001)]
    version: Option<bool>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Work that the steady state holds
    Steady(steady::Steady),
    /// Energy, work and power over time
    Charge(charge::Charge),
    /// A number over a plane of two parameters, as CSV or as a picture
    Map(map::Map),
    /// Where a number is greatest
    Optimum(optimum::Optimum),
    /// How bad a parameter may get
    Threshold(threshold::Threshold),
    /// Work of the steady state in the limit of many cells
    Limit(limit::Limit),
    /// Bose ratio, occupation and temperature of a bath
    Bath(bath::Bath),
    /// Every figure and claim of the paper, computed
    #[cfg(feature = "report")]
    Paper(paper::Paper),
    /// Completions for a shell, on stdout
    Completions(completions::Completions),
    /// Manual page, on stdout
    Man(man::Man),
}

impl Cli {
    /// The answer in the form in which it is printed.
    pub(crate) fn answer(self) -> Result<Output, Error> {
        let quiet = self.quiet;
        let mut output = self.asked()?;
        if quiet {
            output.notes.clear();
        }
        Ok(output)
    }

    fn asked(self) -> Result<Output, Error> {
        match self.verb {
            Verb::Steady(verb) => verb.answer(self.quiet),
            Verb::Charge(verb) => verb.answer(self.quiet),
            Verb::Map(verb) => verb.answer(self.quiet),
            Verb::Optimum(verb) => verb.answer(self.quiet),
            Verb::Threshold(verb) => verb.answer(self.quiet),
            Verb::Limit(verb) => verb.answer(),
            Verb::Bath(verb) => verb.answer(),
            #[cfg(feature = "report")]
            Verb::Paper(verb) => verb.answer(self.quiet).map(Output::from),
            Verb::Completions(verb) => Ok(verb.answer(command()).into()),
            Verb::Man(verb) => verb.answer(bare()).map(Output::from),
        }
    }

    /// Whether the answer is quick: few cells, few times, no report. Flags are checked against each other.
    pub(crate) fn is_quick(&self) -> Result<bool, Error> {
        let (cells, count) = QUICK;
        Ok(match &self.verb {
            Verb::Steady(verb) => verb.model()?.cells() <= cells,
            Verb::Charge(verb) => {
                let (model, times) = verb.asked()?;
                model.cells() <= cells && times.count() <= count
            }
            Verb::Map(verb) => verb.asked().map(|_| false)?,
            Verb::Optimum(verb) => verb.asked().map(|_| false)?,
            Verb::Threshold(verb) => verb.asked().map(|_| false)?,
            #[cfg(feature = "report")]
            Verb::Paper(_) => false,
            _ => true,
        })
    }
}

/// Reads words, of which the first is the name of the command.
pub(crate) fn parse(words: &[OsString]) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command().try_get_matches_from(words)?)
}

/// The command as it is parsed, with the equation of motion in the long help where there is a model.
pub(crate) fn command() -> clap::Command {
    let equation = |command: clap::Command| {
        let help = command.get_after_help().map(ToString::to_string);
        let (help, title) = (help.unwrap_or_default(), equation::TITLE);
        let lines = equation::EQUATION.lines().map(|line| format!("  {line}"));
        let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
        command.after_long_help(format!("{title}:\n{}\n\n{help}", lines.join("\n")))
    };
    equation(bare()).mut_subcommands(|verb| {
        if equation::is_for(&verb) {
            equation(verb)
        } else {
            verb
        }
    })
}

/// The command without the equation. `-1`, `-inf` or a flag after a flag counts as its value, so that the error names
/// the flag; what follows a flag with a file must not be a flag.
fn bare() -> clap::Command {
    Cli::command().mut_subcommands(|verb| {
        verb.mut_args(|arg| {
            let value = arg.get_action().takes_values() && !arg.is_positional();
            if value && arg.get_value_hint() != ValueHint::AnyPath {
                arg.allow_hyphen_values(true)
            } else {
                arg
            }
        })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_flags_fit_together() {
        super::command().debug_assert();
    }
}
