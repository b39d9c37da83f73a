//! The command `ergotropy`: arguments, made a request, made an answer.
//!
//! Arguments are typed ([`args`], [`values`], [`units`]); a request is what they ask for, checked
//! ([`model`], [`times`], [`register`]); an answer is printed for people, as JSON or as CSV
//! ([`answer`]). The physics is in the crate `ergotropy`.

mod answer;
mod args;
mod array;
mod bath;
mod charge;
mod error;
mod limit;
mod manual;
mod model;
mod paper;
mod populations;
mod register;
mod start;
mod steady;
mod times;
mod units;
mod usage;
mod values;

use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::args::{Cli, Verb};
use crate::error::Error;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            // Whoever closed stderr still has the exit code.
            let _ = writeln!(std::io::stderr(), "ergotropy: {}", error.one_line());
            error.exit_code()
        }
    }
}

fn run() -> Result<ExitCode, Error> {
    let parsed = args::command()
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::tell(&error),
    };
    let text = match cli.verb {
        Verb::Steady(args) => steady::answer(&args)?,
        Verb::Charge(args) => charge::answer(&args)?,
        Verb::Limit(args) => limit::answer(&args)?,
        Verb::Bath(args) => bath::answer(&args)?,
        Verb::Paper(args) => paper::answer(args, cli.quiet)?,
        Verb::Completions(args) => manual::completions(&args),
        Verb::Man(args) => manual::page(&args)?,
    };
    answer::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
