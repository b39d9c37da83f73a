//! The verbs of the command: each with its flags and its answer.
//!
//! - `steady`: a steady state
//! - `charge`: states over time
//! - `limit`: infinitely many cells
//! - `bath`: a bath in all its forms
//! - `paper`: figures and claims of the paper
//! - `completions`: completions for a shell
//! - `man`: the manual page
//! - `usage`: errors of clap, in one sentence

mod bath;
pub(crate) mod charge;
mod completions;
mod limit;
mod man;
#[cfg(feature = "report")]
mod paper;
mod steady;
pub(crate) mod usage;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::Error;

/// Cells and times of an answer that is quick.
const QUICK: (u64, usize) = (6, 8);

/// How much work noise alone can store in N two-level cells
///
/// The cells feel collective thermal noise (J-, J+), local thermal noise (sigma-, sigma+) and
/// dephasing. Energies are in hbar omega, times in 1/gamma_c unless units are given.
#[derive(Parser)]
#[command(
    name = "ergotropy",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    subcommand_required = true,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs",
    after_help = "Exit codes: 0 done, 2 wrong input, 1 anything else that failed.\n\n\
        Example: ergotropy steady --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2"
)]
pub(crate) struct Cli {
    /// No progress on stderr; errors are still told
    #[arg(long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Work that the steady state holds
    Steady(steady::Steady),
    /// Energy, work and power over time
    Charge(charge::Charge),
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
    pub(crate) fn answer(self) -> Result<String, Error> {
        match self.verb {
            Verb::Steady(verb) => verb.answer(self.quiet),
            Verb::Charge(verb) => verb.answer(self.quiet),
            Verb::Limit(verb) => verb.answer(),
            Verb::Bath(verb) => verb.answer(),
            #[cfg(feature = "report")]
            Verb::Paper(verb) => verb.answer(self.quiet),
            Verb::Completions(verb) => Ok(verb.answer(command())),
            Verb::Man(verb) => verb.answer(command()),
        }
    }

    /// Whether the answer is quick: few cells, few times, no report. Flags are checked against each other.
    pub(crate) fn is_quick(&self) -> Result<bool, Error> {
        let (cells, count) = QUICK;
        Ok(match &self.verb {
            Verb::Steady(verb) => verb.model()?.cells <= cells,
            Verb::Charge(verb) => {
                let (model, times) = verb.asked()?;
                model.cells <= cells && times.count() <= count
            }
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

/// The command as it is parsed. `-1`, `-inf` or a flag after a flag counts as its value, so that the
/// error names the flag.
pub(crate) fn command() -> clap::Command {
    Cli::command().mut_subcommands(|verb| {
        verb.mut_args(|arg| {
            if arg.get_action().takes_values() && !arg.is_positional() {
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
