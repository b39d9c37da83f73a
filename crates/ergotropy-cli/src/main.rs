//! The command `ergotropy`: arguments, made a request, made an answer.
//!
//! Arguments are typed and checked ([`flags`], [`files`]); an answer is printed for people, as JSON or as CSV
//! ([`print`]). The physics is in the crate `ergotropy`.

mod answer;
mod error;
mod files;
mod flags;
mod print;
mod verbs;

use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::error::Error;
use crate::flags::bath;
use crate::flags::{self as args, Cli, Verb};
use crate::print as answer;
use crate::verbs::{charge, limit, man as manual, paper, steady, usage};

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
