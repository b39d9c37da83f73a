//! The words of a line beside the flags that its verb has.

use std::ffi::OsString;

use clap::{Arg, Command};

/// A line that was refused.
pub(super) struct Line<'a> {
    /// The command, built.
    pub(super) command: &'a Command,
    /// The verb of the line; the command itself if there is none.
    pub(super) verb: &'a Command,
    /// The words behind the name of the command.
    pub(super) words: Vec<String>,
}

impl<'a> Line<'a> {
    pub(super) fn new(command: &'a Command, words: &[OsString]) -> Self {
        let words = words.iter().skip(1);
        let words: Vec<String> = words
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let mut verbs = words
            .iter()
            .filter_map(|word| command.find_subcommand(word));
        Self {
            command,
            verb: verbs.next().unwrap_or(command),
            words,
        }
    }

    /// Whether the line has a verb.
    pub(super) fn has_verb(&self) -> bool {
        self.verb.get_name() != self.command.get_name()
    }

    /// The flag of the verb of this name, without hyphens.
    pub(super) fn named(&self, name: &str) -> Option<&'a Arg> {
        named(self.verb, name)
    }

    /// The flag that a word is, also with its value behind `=`.
    pub(super) fn flag(&self, word: &str) -> Option<&'a Arg> {
        if let Some(long) = word.strip_prefix("--") {
            let name = long.split_once('=').map_or(long, |(name, _)| name);
            return self.named(name);
        }
        let mut letters = word.strip_prefix('-')?.chars();
        let (short, None) = (letters.next()?, letters.next()) else {
            return None;
        };
        let mut flags = self.verb.get_arguments();
        flags.find(|arg| arg.get_short() == Some(short))
    }

    /// The flag before a word, if it waits for a value there.
    pub(super) fn flag_before(&self, at: usize) -> Option<&'a Arg> {
        let word = self.words.get(at.checked_sub(1)?)?;
        let flag = self.flag(word).filter(|_| !word.contains('='))?;
        flag.get_action().takes_values().then_some(flag)
    }

    /// The flag whose value ends with a word: the value is the word, or stands behind `=`.
    pub(super) fn valued(&self, at: usize) -> Option<(&'a Arg, String)> {
        let word = self.words.get(at)?;
        match word.split_once('=') {
            Some((_, value)) if word.starts_with("--") => {
                self.flag(word).map(|flag| (flag, value.to_owned()))
            }
            _ => self.flag_before(at).map(|flag| (flag, word.clone())),
        }
    }

    /// The verbs that have a flag of this name.
    pub(super) fn verbs_with(&self, name: &str) -> Vec<&'a str> {
        let verbs = self.command.get_subcommands();
        let verbs = verbs.filter(|verb| named(verb, name).is_some());
        verbs.map(Command::get_name).collect()
    }
}

fn named<'a>(verb: &'a Command, name: &str) -> Option<&'a Arg> {
    let mut flags = verb.get_arguments();
    flags.find(|arg| arg.get_long() == Some(name))
}

/// A flag with its hyphens.
pub(super) fn written(flag: &Arg) -> String {
    flag.get_long()
        .map_or_else(String::new, |name| format!("--{name}"))
}

/// The first words of the help of a flag.
pub(super) fn gist(flag: &Arg) -> String {
    let help = flag.get_help().map(ToString::to_string).unwrap_or_default();
    let ends = [": ", "; ", ", ", " [", " ("];
    let end = ends.iter().filter_map(|end| help.find(end)).min();
    help[..end.unwrap_or(help.len())].to_owned()
}

/// Names in a row: `a`, `a or b`, `a, b or c`.
pub(super) fn joined(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
