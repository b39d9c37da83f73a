//! Words that stand wrong: flags and verbs that do not exist, words that belong to no flag, blanks before units.

use clap::Arg;

use super::line::{Line, gist, joined, written};
use crate::verbs::meaning::{FLAGS, NOT_NEEDED, UNITS, VERBS, looked_up, names};

/// What is wrong with a word that clap does not know.
pub(super) fn unknown(line: &Line, word: &str, similar: Option<&str>) -> Option<String> {
    let Some(typed) = word.strip_prefix('-') else {
        return Some(stray(line, word));
    };
    let (typed, value) = match typed.split_once('=') {
        Some((typed, value)) => (typed, Some(value)),
        None => (typed, None),
    };
    let typed = typed.trim_start_matches('-');
    let name = plain(typed);
    let no_flag = format!("there is no flag {word}");
    if let Some((known, value)) = glued(line, &name) {
        return Some(format!("{no_flag}: write --{known} {value}"));
    }
    if line.flag(word).is_some() {
        let verb = line.verb.get_name();
        return Some(format!(
            "{word} stands before the verb: write ergotropy {verb} first, and {word} behind it"
        ));
    }
    let mut names = meant(line, &name);
    let short = !word.starts_with("--") && name.chars().count() == 1;
    if names.is_empty() && short {
        names = beginning(line, &name);
    }
    let meant: Vec<_> = names
        .into_iter()
        .filter_map(|name| line.named(name))
        .collect();
    if !meant.is_empty() {
        return Some(suggested(line, word, value, &meant));
    }
    if let Some(why) = looked_up(NOT_NEEDED, &name) {
        return Some(format!("{no_flag}: {why}"));
    }
    let verb = line.verb.get_name();
    elsewhere(line, word, &name).or_else(|| {
        let similar = similar?;
        Some(format!("{no_flag} in {verb}: did you mean {similar}?"))
    })
}

/// The sentence for a flag that stands for one of these.
fn suggested(line: &Line, word: &str, value: Option<&str>, meant: &[&Arg]) -> String {
    let behind = || {
        let at = line.words.iter().position(|other| other == word);
        let mut others = line.words.iter();
        match at {
            Some(at) => line.words.get(at + 1).map(String::as_str),
            None => others.find_map(|other| other.strip_prefix(word)?.strip_prefix('=')),
        }
    };
    // The value of `--format json` names the flag.
    let value = value.or_else(behind);
    let mut flags = meant.iter();
    match flags.find(|flag| flag.get_long() == value) {
        Some(flag) if meant.len() > 1 => {
            format!("there is no flag {word}: write {}", written(flag))
        }
        _ => {
            let names = meant
                .iter()
                .map(|flag| format!("{} ({})", written(flag), gist(flag)));
            let names = joined(&names.collect::<Vec<_>>(), "or");
            let verb = line.verb.get_name();
            format!("there is no flag {word} in {verb}: did you mean {names}?")
        }
    }
}

/// The sentence for a flag that other verbs have.
fn elsewhere(line: &Line, word: &str, name: &str) -> Option<String> {
    let verbs = line.verbs_with(name);
    let first = *verbs.first()?;
    let names: Vec<String> = verbs.iter().map(ToString::to_string).collect();
    let names = joined(&names, "and");
    Some(if line.has_verb() {
        let verb = line.verb.get_name();
        format!("{word} is a flag of {names}, not of {verb}: leave it out, or ask {first}")
    } else {
        format!(
            "{word} is a flag of {names}, but no verb is given: write it first, as in ergotropy {first} {word}"
        )
    })
}

/// A name as flags are written: small letters, hyphens.
fn plain(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

/// The flags of the verb that a name may mean: by its writing, by its meaning.
fn meant<'n>(line: &Line<'n>, name: &str) -> Vec<&'n str> {
    if let Some(known) = line.named(name).and_then(|flag| flag.get_long()) {
        return vec![known];
    }
    let mut meant = names(FLAGS, name);
    meant.retain(|name| line.named(name).is_some());
    meant
}

/// The flags of the verb that begin with a letter.
fn beginning<'n>(line: &Line<'n>, letter: &str) -> Vec<&'n str> {
    let flags = line.verb.get_arguments();
    let flags = flags.filter_map(|flag| flag.get_long());
    flags.filter(|long| long.starts_with(letter)).collect()
}

/// A flag with its value behind a colon or behind nothing, as in `eta:0.9` and `eta0.9`.
fn glued<'n>(line: &'n Line, name: &'n str) -> Option<(&'n str, &'n str)> {
    if let Some((known, value)) = name.split_once(':') {
        return line.named(known).map(|_| (known, value));
    }
    let at = name.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let (known, value) = name.split_at(at);
    let number = value.parse::<f64>().is_ok() && line.named(name).is_none();
    (number && line.named(known).is_some()).then_some((known, value))
}

/// What is wrong with a word that is no flag and belongs to none.
fn stray(line: &Line, word: &str) -> String {
    let at = line.words.iter().position(|other| other == word);
    let at = at.unwrap_or_default();
    let none = format!("the word {word} belongs to no flag");
    let (name, value) = match word.split_once('=') {
        Some((name, value)) => (plain(name), Some(value.to_owned())),
        None => (plain(word), line.words.get(at + 1).cloned()),
    };
    if line.command.find_subcommand(&name).is_some() && line.has_verb() {
        return format!(
            "{word} is a verb beside {}: ask for one of them at a time",
            line.verb.get_name()
        );
    }
    if let Some(flag) = line.named(&name) {
        let value = value.filter(|_| flag.get_action().takes_values());
        let value = value.map_or_else(String::new, |value| format!(" {value}"));
        return format!("{none}: write {}{value}", written(flag));
    }
    let before = at.checked_sub(1).and_then(|before| line.words.get(before));
    if let Some((before, flag)) = before.and_then(|before| Some((before, line.flag(before)?)))
        && !flag.get_action().takes_values()
    {
        return format!("{before} takes no value: leave {word} out");
    }
    if let Some((flag, value)) = at.checked_sub(1).and_then(|at| line.valued(at)) {
        let flag = written(flag);
        return format!("{flag} takes one value, and that is {value}: leave {word} out");
    }
    format!("{none}: flags begin with two hyphens, as in --quiet, and --help lists them")
}

/// What is wrong with a verb that does not exist.
pub(super) fn no_verb(line: &Line, word: &str) -> String {
    let all: Vec<String> = line
        .command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    let all = all.join(", ");
    let name = plain(word);
    let name = name.trim_start_matches('-');
    let meant = match line.command.find_subcommand(name) {
        Some(_) => vec![name],
        None => names(VERBS, name),
    };
    let meant: Vec<String> = meant
        .into_iter()
        .filter_map(|name| match line.command.find_subcommand(name) {
            Some(verb) => {
                let about = verb.get_about().map(ToString::to_string);
                Some(format!("{name} ({})", about.unwrap_or_default()))
            }
            None => name.starts_with("--").then(|| name.to_owned()),
        })
        .collect();
    if meant.is_empty() {
        return format!("there is no verb {word}: the verbs are {all}");
    }
    let meant = joined(&meant, "or");
    format!("there is no verb {word}: did you mean {meant}?")
}

/// What is wrong where a blank parts a value: `50 mK`, `0, 0.1`, `gibbs 0.3`.
pub(super) fn parted(line: &Line) -> Option<String> {
    (1..line.words.len()).find_map(|at| {
        let (flag, value) = line.valued(at - 1)?;
        let (name, rest) = (written(flag), &line.words[at]);
        if rest.starts_with('-') {
            return None;
        }
        if value.parse::<f64>().is_ok() && is_unit(rest) {
            return Some(format!(
                "{name} is {value} {rest} with a blank: write {name} {value}{rest} without it"
            ));
        }
        if ["--x", "--y", "--over"].contains(&name.as_str()) && !value.contains('=') {
            return Some(format!(
                "{name} is {value} {rest} with a blank: write {name} {value}={rest} with an equals sign"
            ));
        }
        let start = ["gibbs", "dicke", "populations"].contains(&value.as_str());
        if start && line.flag(rest).is_none() {
            return Some(format!(
                "{name} is {value} {rest} with a blank: write {name} {value}:{rest} with a colon"
            ));
        }
        if value.ends_with(',') || rest.starts_with(',') {
            let rest = line.words[at..].iter();
            let rest: String = rest
                .take_while(|word| !word.starts_with('-'))
                .map(String::as_str)
                .collect();
            return Some(format!(
                "{name} is a list with blanks: write {name} {value}{rest} without them"
            ));
        }
        None
    })
}

fn is_unit(word: &str) -> bool {
    let word = word.to_lowercase().replace(['\u{b5}', '\u{3bc}'], "u");
    looked_up(UNITS, &word).is_some() || looked_up(UNITS, &format!("1{word}")).is_some()
}

/// What is wrong with hyphens: `-eta`, or a dash as word processors write it.
pub(super) fn hyphens(line: &Line) -> Option<String> {
    line.words.iter().find_map(|word| {
        let dashed = word.starts_with(['\u{2013}', '\u{2014}', '\u{2212}']);
        let single = word.starts_with('-') && !word.starts_with("--");
        let rest = word.trim_start_matches(['-', '\u{2013}', '\u{2014}', '\u{2212}']);
        let name = rest.split_once('=').map_or(rest, |(name, _)| name);
        let name = plain(name);
        if !(dashed || single) || name.chars().count() < 2 {
            return None;
        }
        let names = meant(line, &name);
        let names: Vec<String> = names.iter().map(|name| format!("--{name}")).collect();
        let meant = joined(&names, "or");
        (!names.is_empty()).then(|| {
            format!("{word} is no flag: names of flags begin with two hyphens, so write {meant}")
        })
    })
}

/// A flag that took another flag as its value.
pub(super) fn swallowed<'n>(line: &'n Line) -> Option<(&'n Arg, &'n str)> {
    (1..line.words.len()).find_map(|at| {
        let word = line.words[at].as_str();
        let flag = line.flag_before(at)?;
        (line.flag(word).is_some() || word.starts_with("--")).then_some((flag, word))
    })
}
