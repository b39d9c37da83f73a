//! Errors of clap, in one sentence.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::error::Error;
use crate::print::closed_pipe_is_fine;

/// Number of characters of a value that an error quotes.
const QUOTED: usize = 200;

/// Prints help and version; turns every other error of clap into one sentence.
pub(crate) fn tell(
    error: &clap::Error,
    command: Command,
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
pub(crate) fn refused(error: &clap::Error, command: Command, words: &[OsString]) -> Error {
    #[cfg(not(feature = "report"))]
    if error.kind() == ErrorKind::InvalidSubcommand
        && named(error, ContextKind::InvalidSubcommand) == ["paper"]
    {
        return Error::NoReport;
    }
    Error::Usage(match allowed(error, command, words) {
        None => said(error),
        Some(allowed) => format!("{} ({allowed})", said(error)),
    })
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

/// The allowed values or flags, if clap does not name them.
fn allowed(error: &clap::Error, mut command: Command, words: &[OsString]) -> Option<String> {
    match error.kind() {
        ErrorKind::InvalidSubcommand => Some(format!("the verbs are {}", verbs(&command))),
        ErrorKind::UnknownArgument if error.get(ContextKind::SuggestedArg).is_none() => {
            Some("--help lists what there is".to_owned())
        }
        ErrorKind::InvalidValue | ErrorKind::MissingRequiredArgument
            if named(error, ContextKind::ValidValue).is_empty() =>
        {
            // Flags get their names when the command is built.
            command.build();
            let mut words = words.iter().skip(1);
            let verb = words.find_map(|word| command.find_subcommand(word))?;
            let flags = named(error, ContextKind::InvalidArg);
            let flag = verb
                .get_arguments()
                .find(|flag| flags.contains(&flag.to_string()))?;
            Some(flag.get_help()?.to_string())
        }
        _ => None,
    }
}

/// The names in an error of clap.
fn named(error: &clap::Error, kind: ContextKind) -> &[String] {
    match error.get(kind) {
        Some(ContextValue::String(name)) => std::slice::from_ref(name),
        Some(ContextValue::Strings(names)) => names,
        _ => &[],
    }
}

/// The names of all verbs.
pub(super) fn verbs(command: &Command) -> String {
    let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    names.join(", ")
}
