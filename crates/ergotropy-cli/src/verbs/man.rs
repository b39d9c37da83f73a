//! Completions and manual pages.

use super::usage;
use crate::error::Error;
use crate::flags::{self as args, CompletionsArgs, ManArgs};

/// The completions of a shell.
pub(crate) fn completions(args: &CompletionsArgs) -> String {
    // Made in memory, because the generator panics where a pipe is closed.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "ergotropy", &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// The page of the command or of a verb.
pub(crate) fn page(args: &ManArgs) -> Result<String, Error> {
    let mut command = args::command();
    command.build();
    let page = match &args.verb {
        None => command,
        Some(verb) => command
            .find_subcommand(verb)
            .cloned()
            .ok_or_else(|| Error::UnknownVerb {
                verb: verb.clone(),
                verbs: usage::verbs(),
            })?,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page)
        .render(&mut text)
        .map_err(Error::Output)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
