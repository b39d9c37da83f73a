//! The verb `man`.

use std::io;

use clap::{Args, Command};

use super::{equation, usage};
use crate::error::Error;

#[derive(Args)]
#[command(after_help = "Example: ergotropy man steady > ergotropy-steady.1")]
pub(super) struct Man {
    /// The verb; without it the page of the command
    verb: Option<String>,
}

impl Man {
    /// The page of the command, which holds those of its verbs, or the page of a verb. The command is without the
    /// equation of motion, which has a section of its own.
    pub(super) fn answer(&self, mut command: Command) -> Result<String, Error> {
        command.build();
        let page = match &self.verb {
            None => &command,
            Some(verb) => command
                .find_subcommand(verb)
                .ok_or_else(|| usage::no_verb(&command, verb))?,
        };
        let mut text = rendered(page).map_err(Error::Output)?;
        if self.verb.is_none() {
            let verbs = command.get_subcommands();
            for verb in verbs.filter(|verb| verb.get_name() != "help") {
                text += &section(verb).map_err(Error::Output)?;
            }
        }
        if self.verb.is_none() || equation::is_for(page) {
            text += &equation();
        }
        Ok(text)
    }
}

/// A page of its own.
fn rendered(command: &Command) -> io::Result<String> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// A verb within the page of the command: its sections become subsections.
fn section(verb: &Command) -> io::Result<String> {
    let page = clap_mangen::Man::new(verb.clone());
    let mut text = Vec::new();
    page.render_description_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_options_section(&mut text)?;
    page.render_extra_section(&mut text)?;
    let text = String::from_utf8_lossy(&text);
    // Each section is rendered with a preamble, which the page has already.
    let lines = text
        .lines()
        .filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el "));
    let lines = lines.map(|line| match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SS {heading}\n"),
        None => format!("{line}\n"),
    });
    let name = verb.get_name().to_uppercase();
    let lines: String = lines.collect();
    Ok(format!(".SH \"ERGOTROPY {name}\"\n{lines}"))
}

/// The equation of motion, line by line.
fn equation() -> String {
    let lines = equation::EQUATION.lines().map(|line| {
        let line = line.replace('\\', "\\\\").replace('-', "\\-");
        format!("\\&{line}\n")
    });
    let title = equation::TITLE.to_uppercase();
    format!(".SH \"{title}\"\n.nf\n{}.fi\n", lines.collect::<String>())
}
