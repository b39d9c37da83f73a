//! Values that are refused: what they may mean, by tables and by trial.

use clap::error::ContextKind;
use clap::{Arg, Command};

use super::fault::{is_about_a_value, named};
use super::line::{Line, joined, written};
use crate::verbs::meaning::{FLAGS, NO_NAME, STARTS, UNITS, VALUES, all, looked_up, names};

/// What a refused value of a flag may mean, as the end of a sentence.
pub(super) fn meant(line: &Line, flag: &Arg, value: &str, command: &Command) -> Option<String> {
    let name = flag.get_long()?;
    let mut meant: Vec<String> = rewritten(name, value)
        .into_iter()
        .filter(|candidate| {
            !candidate.is_empty()
                && candidate != value
                && is_read(line, flag, value, candidate, command)
        })
        .collect();
    meant.dedup();
    meant.truncate(2);
    if !meant.is_empty() {
        return Some(format!("did you mean {}?", joined(&meant, "or")));
    }
    match name {
        "initial" => {
            let word = value.to_lowercase().replace('_', "-");
            let head = word.split([':', '=', '(']).next().unwrap_or_default();
            let end = word.rsplit_once('.').map_or("", |(_, end)| end);
            let why = looked_up(NO_NAME, head).or_else(|| looked_up(NO_NAME, end));
            why.map(str::to_owned)
        }
        "cells" if value.to_lowercase().contains("inf") || value == "\u{221e}" => {
            Some("limit answers for infinitely many cells".to_owned())
        }
        _ => None,
    }
}

/// The sentence for a range where one value is taken.
pub(super) fn range(flag: &Arg, value: &str) -> Option<String> {
    let name = flag.get_long()?;
    let taken = [
        "x",
        "y",
        "over",
        "initial",
        "only",
        "output",
        "populations",
        "out",
    ];
    let mut parts: Vec<&str> = value.split(':').collect();
    if parts.last() == Some(&"log") {
        parts.pop();
    }
    let number = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if taken.contains(&name) || !(2..=3).contains(&parts.len()) || !parts.iter().all(number) {
        return None;
    }
    let said = format!("{} takes one value, not the range {value}", written(flag));
    Some(match name {
        "times" | "until" | "from" => {
            let (from, until) = (parts[0], parts[1]);
            format!(
                "{} is no range, as {value} is: give --from {from} --until {until} --points K for even times",
                written(flag)
            )
        }
        "points" => format!("{said}: give their number, from 2 to 1000000"),
        _ => format!(
            "{said}: ranges are for map, optimum, threshold (by --x, --y, --over), as in --over {name}={value}"
        ),
    })
}

/// Whether a value in place of another is read.
fn is_read(line: &Line, flag: &Arg, value: &str, candidate: &str, command: &Command) -> bool {
    let mut words = vec![command.get_name().to_owned()];
    let mut before = None;
    for word in &line.words {
        let is_value = before
            .is_some_and(|before: &str| line.flag(before).map(Arg::get_id) == Some(flag.get_id()));
        let own = word.starts_with("--") && line.flag(word).map(Arg::get_id) == Some(flag.get_id());
        words.push(if is_value || own {
            word.replacen(value, candidate, 1)
        } else {
            word.clone()
        });
        before = Some(word);
    }
    match command.clone().try_get_matches_from(words) {
        Ok(_) => true,
        Err(error) => {
            let about = named(&error, ContextKind::InvalidArg);
            !is_about_a_value(&error) || !about.contains(&flag.to_string())
        }
    }
}

/// Other writings of a value of a flag.
fn rewritten(name: &str, value: &str) -> Vec<String> {
    let bare = value.trim_matches(|c: char| "\"'`()[]{};= ".contains(c));
    let mut found = vec![bare.to_owned()];
    match name {
        "initial" => found.extend(starts(bare)),
        "x" | "y" | "over" => found.extend(ranges(bare)),
        "times" => found.push(bare.replace([';', ' '], ",")),
        _ => {
            let word = format!("{name}={}", bare.to_lowercase());
            found.extend(looked_up(VALUES, &word).map(str::to_owned));
            found.extend(numbers(bare));
        }
    }
    found
}

/// Other writings of a start.
fn starts(value: &str) -> Vec<String> {
    let small = value.to_lowercase();
    if small.rsplit_once('.').is_some_and(|(_, end)| end == "csv") {
        let file = value.split_once([':', '=']).map_or(value, |(_, file)| file);
        return vec![format!("populations:{file}")];
    }
    let small = small.trim_matches(|c: char| "|<>\u{27e8}\u{27e9}".contains(c));
    let (head, of) = match small.split_once([':', '=', '(', '-', '@']) {
        Some((head, of)) => (head, Some(of)),
        None => match small.find(|c: char| c.is_ascii_digit()) {
            Some(at) if at > 0 => (&small[..at], Some(&small[at..])),
            _ => (small, None),
        },
    };
    let whole = small.replace(['_', ' '], "-");
    let mut found = vec![small.to_owned()];
    found.extend(looked_up(STARTS, &whole).map(str::to_owned));
    let (Some(head), Some(of)) = (looked_up(STARTS, head.trim()), of) else {
        return found;
    };
    let of = of.trim_start_matches(|c: char| !(c.is_ascii_digit() || c == '.'));
    let of = of
        .trim_end_matches([')', ' ', '>'])
        .replace(['\u{b5}', '\u{3bc}'], "u");
    found.push(format!("{head}:{of}"));
    found.push(format!("{head}:{}", of.replace([':', ';', ' '], ",")));
    found.extend(numbers(&of).into_iter().map(|of| format!("{head}:{of}")));
    found
}

/// Other writings of a range of a parameter.
fn ranges(value: &str) -> Vec<String> {
    let (name, range) = match value.split_once('=').or_else(|| value.split_once(':')) {
        Some((name, range)) => (name, range),
        None => (value, ""),
    };
    let name = name
        .trim_start_matches('-')
        .to_lowercase()
        .replace('_', "-");
    let range = range.trim_matches(|c: char| "[]()".contains(c));
    let names = [name.as_str()].into_iter().chain(names(FLAGS, &name));
    let ranges = [
        range.to_owned(),
        range.replace("..", ":"),
        range.replace([',', ';'], ":"),
        range.replace('-', ":"),
    ];
    let ranges = ranges.iter();
    names
        .flat_map(|name| ranges.clone().map(move |range| format!("{name}={range}")))
        .collect()
}

/// Other writings of a number or a quantity.
fn numbers(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let value = value.replace(['\u{2212}', '\u{2013}'], "-");
    let value = value.replace(['\u{b5}', '\u{3bc}'], "u");
    found.push(value.replacen(',', ".", 1));
    let separators = ['_', ',', ' ', '\''];
    if value
        .split(separators)
        .skip(1)
        .all(|group| group.len() == 3)
    {
        found.push(value.replace(separators, ""));
    }
    if let Some(percent) = value.strip_suffix('%')
        && let Ok(percent) = percent.trim().replace(',', ".").parse::<f64>()
    {
        found.push((percent / 100.0).to_string());
    }
    if let Some((above, below)) = value.split_once('/')
        && let (Ok(above), Ok(below)) = (above.parse::<f64>(), below.parse::<f64>())
    {
        found.push((above / below).to_string());
    }
    if let Some((base, power)) = value.split_once("**").or_else(|| value.split_once('^'))
        && let (Ok(base), Ok(power)) = (base.parse::<u64>(), power.parse())
    {
        found.extend(base.checked_pow(power).map(|number| number.to_string()));
    }
    if let Ok(number) = value.parse::<f64>()
        && number.fract() == 0.0
        && number.abs() < 1e15
    {
        found.push(number.to_string());
    }
    let end = value.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == ','));
    if let Some(end) = end {
        let (digits, unit) = value.split_at(end);
        let unit = unit.trim_start_matches(['*', ' ', '_']).to_lowercase();
        let digits = digits.replace(',', ".");
        found.extend(all(UNITS, &unit).map(|unit| format!("{digits}{unit}")));
    }
    found
}
