//! What clap refuses, in one sentence.

use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::error::Error;
use crate::flags as args;

/// Prints help and version; makes a sentence of everything else.
pub(crate) fn tell(error: &clap::Error) -> Result<ExitCode, Error> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            crate::print::closed_pipe_is_fine(error.print())?;
            Ok(ExitCode::SUCCESS)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // The exit code says it as well, should stderr be closed.
            let _ = error.print();
            Ok(ExitCode::from(2))
        }
        _ => Err(Error::Usage(sentence(error))),
    }
}

fn sentence(error: &clap::Error) -> String {
    let named = |kind| error.get(kind).map(words).unwrap_or_default();
    let flag = named(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string);
            let value = Some(cut(named(ContextKind::InvalidValue)));
            let value = value.filter(|value| !value.is_empty());
            format!(
                "{} is {}, {}",
                bare(&flag),
                value.unwrap_or_else(|| "empty".to_owned()),
                reason.unwrap_or_default()
            )
        }
        ErrorKind::InvalidValue => {
            let value = named(ContextKind::InvalidValue);
            let allowed = named(ContextKind::ValidValue);
            match (value.is_empty(), allowed.is_empty()) {
                (false, false) => {
                    format!("{} is {value}, but must be one of {allowed}", bare(&flag))
                }
                _ => format!("{} has no value: {}", bare(&flag), help_of(&flag)),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            format!("{} is missing: {}", bare(&flag), help_of(&flag))
        }
        ErrorKind::UnknownArgument => {
            let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
                .into_iter()
                .find_map(|kind| error.get(kind))
                .map_or_else(
                    || "--help lists what there is".to_owned(),
                    |name| format!("did you mean {}?", words(name)),
                );
            format!("{flag} is not known here: {suggested}")
        }
        ErrorKind::InvalidSubcommand => Error::UnknownVerb {
            verb: named(ContextKind::InvalidSubcommand),
            verbs: verbs(),
        }
        .to_string(),
        ErrorKind::MissingSubcommand => format!("no verb is given: the verbs are {}", verbs()),
        ErrorKind::ArgumentConflict => {
            let prior = named(ContextKind::PriorArg);
            if bare(&prior) == bare(&flag) {
                format!("{} is given twice: keep one", bare(&flag))
            } else {
                format!(
                    "{} and {} exclude each other: keep one",
                    bare(&flag),
                    bare(&prior)
                )
            }
        }
        _ => first_line(error),
    }
}

/// The beginning of a long value.
fn cut(value: String) -> String {
    match value.char_indices().nth(200) {
        None => value,
        Some((end, _)) => format!("{}...", &value[..end]),
    }
}

/// The names of all verbs.
pub(crate) fn verbs() -> String {
    let command = args::command();
    let names: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    names.join(", ")
}

/// `--eta <X>` without its placeholder, `<SHELL>` without its brackets.
fn bare(flag: &str) -> &str {
    let name = flag.split(' ').next().unwrap_or(flag);
    name.trim_matches(['<', '>'])
}

/// The help of a flag tells what it takes.
fn help_of(flag: &str) -> String {
    let name = bare(flag);
    args::command()
        .get_subcommands()
        .flat_map(clap::Command::get_arguments)
        .find(|arg| match arg.get_long() {
            Some(long) => Some(long) == name.strip_prefix("--"),
            None => arg.get_id().as_str().eq_ignore_ascii_case(name),
        })
        .and_then(clap::Arg::get_help)
        .map_or_else(
            || "--help tells what it takes".to_owned(),
            |help| {
                let help = uncapitalized(&help.to_string());
                let article = ["the ", "only "].iter().all(|word| !help.starts_with(word));
                format!("give {}{help}", if article { "the " } else { "" })
            },
        )
}

fn uncapitalized(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(rest).collect()
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
