//! Errors of clap, in one sentence that says how to mend the line.
//!
//! - `words`: flags and verbs that do not exist, and words that stand wrong
//! - `values`: what a refused value may mean
//! - `fault`: what an error of clap is about
//! - `line`: the words of a line beside the flags that its verb has

mod fault;
mod line;
mod values;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use self::fault::{is_about_a_value, named};
use self::line::Line;
use crate::error::Error;
use crate::print::closed_pipe_is_fine;

/// Number of characters of a value that an error quotes.
const QUOTED: usize = 200;

/// Prints help and version; turns every other error of clap into one sentence.
pub(crate) fn tell(
    error: &clap::Error,
    command: &Command,
    words: &[OsString],
) -> Result<ExitCode, Error> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            closed_pipe_is_fine(error.print())?;
            Ok(ExitCode::SUCCESS)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // If standard error is closed, the exit code still tells of the error.
            let _ = error.print();
            Ok(ExitCode::from(2))
        }
        _ => Err(refused(error, command, words)),
    }
}

/// An error of clap about these words, as one sentence.
pub(crate) fn refused(error: &clap::Error, command: &Command, words: &[OsString]) -> Error {
    #[cfg(not(feature = "report"))]
    if error.kind() == ErrorKind::InvalidSubcommand
        && named(error, ContextKind::InvalidSubcommand) == ["paper"]
    {
        return Error::NoReport;
    }
    // Flags get their names when the command is built.
    let mut built = command.clone();
    built.build();
    let line = Line::new(&built, words);
    Error::Usage(sentence(error, &line, command))
}

fn sentence(error: &clap::Error, line: &Line, command: &Command) -> String {
    if let Some(said) = words::parted(line) {
        return said;
    }
    if let Some((flag, word)) = words::swallowed(line) {
        let missing = format!("a value is required for '{flag}', but {word} follows it");
        return with_help(missing, flag);
    }
    let kind = error.kind();
    if matches!(
        kind,
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand
    ) && let Some(said) = words::hyphens(line)
    {
        return said;
    }
    let flags = named(error, ContextKind::InvalidArg);
    let flag = line
        .verb
        .get_arguments()
        .find(|flag| flags.contains(&flag.to_string()));
    match (kind, flag) {
        (ErrorKind::InvalidSubcommand, _) => {
            let verb = named(error, ContextKind::InvalidSubcommand);
            words::no_verb(line, verb.first().map_or("", String::as_str))
        }
        (ErrorKind::UnknownArgument, _) => {
            let word = flags.first().map_or("", String::as_str);
            let similar = named(error, ContextKind::SuggestedArg);
            let similar = similar.first().map(String::as_str);
            words::unknown(line, word, similar)
                .unwrap_or_else(|| format!("there is no flag {word} (--help lists what there is)"))
        }
        (_, Some(flag)) if is_about_a_value(error) => value(error, line, flag, command),
        (ErrorKind::MissingRequiredArgument, Some(flag)) => with_help(said(error), flag),
        _ => said(error),
    }
}

/// The sentence about the value of a flag, or about its absence.
fn value(error: &clap::Error, line: &Line, flag: &Arg, command: &Command) -> String {
    let value = named(error, ContextKind::InvalidValue);
    let value = value.first().map_or("", String::as_str);
    if let Some(said) = values::range(flag, value) {
        return said;
    }
    let mut sentence = said(error);
    if error.kind() == ErrorKind::InvalidValue && value.is_empty() {
        sentence = with_help(sentence, flag);
    }
    let told = sentence.contains("did you mean");
    if told || value.is_empty() || value.chars().count() > QUOTED {
        return sentence;
    }
    match values::meant(line, flag, value, command) {
        None => sentence,
        Some(meant) => format!("{sentence}; {meant}"),
    }
}

fn with_help(sentence: String, flag: &Arg) -> String {
    match flag.get_help() {
        None => sentence,
        Some(help) => format!("{sentence} ({help})"),
    }
}

/// The message of clap on one line, without its usage and its pointer to the help.
fn said(error: &clap::Error) -> String {
    let mut text = error.to_string();
    for end in ["\n\nFor more information", "\n\nUsage: "] {
        text.truncate(text.rfind(end).unwrap_or(text.len()));
    }
    if let Some(ContextValue::String(value)) = error.get(ContextKind::InvalidValue)
        && let Some((end, _)) = value.char_indices().nth(QUOTED)
    {
        text = text.replacen(value, &format!("{}...", &value[..end]), 1);
    }
    let text = text.trim_start_matches("error: ");
    text.replace("\n\n  tip:", ", tip:").replace("\n  ", " ")
}

/// The sentence about a verb that does not exist.
pub(super) fn no_verb(command: &Command, verb: &str) -> Error {
    Error::Usage(words::no_verb(&Line::new(command, &[]), verb))
}
