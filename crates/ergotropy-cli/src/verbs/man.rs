//! The verb `man`.

use clap::{Args, Command};

use super::usage;
use crate::error::Error;

#[derive(Args)]
#[command(after_help = "Example: ergotropy man steady > ergotropy-steady.1")]
pub(super) struct Man {
    /// The verb; without it the page of the command
    verb: Option<String>,
}

impl Man {
    /// The page of the command or of a verb.
    pub(super) fn answer(&self, mut command: Command) -> Result<String, Error> {
        let verbs = usage::verbs(&command);
        command.build();
        let page = match &self.verb {
            None => Some(command),
            Some(verb) => command.find_subcommand(verb).cloned(),
        };
        let page = page.ok_or_else(|| Error::UnknownVerb {
            verb: self.verb.clone().unwrap_or_default(),
            verbs,
        })?;
        let mut text = Vec::new();
        clap_mangen::Man::new(page)
            .render(&mut text)
            .map_err(Error::Output)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}
