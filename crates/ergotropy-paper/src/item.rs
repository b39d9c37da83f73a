//! Parts of the paper that one can ask for.

use std::fmt;
use std::str::FromStr;

use crate::claims;
use crate::error::Error;
use crate::figures;

/// Figures of the paper without anything to compute.
const SCHEMATICS: [u8; 1] = [1];

/// A figure or a claim.
///
/// ```
/// use ergotropy_paper::Item;
///
/// assert_eq!("FIG4".parse::<Item>()?, Item::Figure(4));
/// assert_eq!(Item::Figure(4).to_string(), "fig04");
/// assert_eq!("extra-best-starts".parse::<Item>()?, Item::Extra("best-starts"));
/// assert!("fig99".parse::<Item>().is_err());
/// # Ok::<(), ergotropy_paper::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A figure, by its number in the paper.
    Figure(u8),
    /// A figure beyond the paper, by its name: `extra-best-starts` without `extra-`.
    Extra(&'static str),
    /// A claim, by its id: `C10`.
    Claim(&'static str),
}

impl FromStr for Item {
    type Err = Error;

    /// Reads `fig4`, `fig04`, `FIG4`, `c10`, `extra-best-starts` and the like.
    fn from_str(name: &str) -> Result<Self, Error> {
        let lower = name.trim().to_ascii_lowercase();
        if let Some(claim) = claims::all()
            .iter()
            .find(|test| test.id.eq_ignore_ascii_case(&lower))
        {
            return Ok(Self::Claim(claim.id));
        }
        if let Some(extra) = figures::items().find(|item| item.to_string() == lower) {
            return Ok(extra);
        }
        let number = lower
            .strip_prefix("fig")
            .filter(|digits| (1..=2).contains(&digits.len()))
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|digits| digits.parse().ok());
        match number {
            Some(number) if figures::items().any(|known| known == Self::Figure(number)) => {
                Ok(Self::Figure(number))
            }
            Some(number) if SCHEMATICS.contains(&number) => Err(Error::Schematic { number }),
            _ => Err(Error::UnknownItem {
                name: name.to_owned(),
            }),
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(number) => write!(f, "fig{number:02}"),
            Self::Extra(name) => write!(f, "extra-{name}"),
            Self::Claim(id) => f.write_str(id),
        }
    }
}

/// What to say of a name that is not there: `C9` is two claims, C9a and C9b.
pub(crate) fn unknown(name: &str) -> String {
    let wanted = name.trim();
    if wanted.is_empty() {
        return format!("a figure or claim needs a name; there are {}", names());
    }
    let parts: Vec<&str> = claims::all()
        .into_iter()
        .map(|test| test.id)
        .filter(|id| {
            id.strip_suffix(|c: char| c.is_ascii_lowercase())
                .is_some_and(|stem| stem.eq_ignore_ascii_case(wanted))
        })
        .collect();
    if parts.is_empty() {
        format!("there is no {name:?} in the paper; there are {}", names())
    } else {
        format!("{name:?} is in parts: ask for {}", parts.join(" or "))
    }
}

/// Everything that can be asked for, as a list for people.
fn names() -> String {
    let figures = figures::items().map(|item| match item {
        Item::Figure(number) => format!("fig{number}"),
        other => other.to_string(),
    });
    let claims = claims::all().into_iter().map(|test| test.id.to_owned());
    figures.chain(claims).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_any_writing() -> Result<(), Error> {
        for name in ["fig4", "fig04", "FIG4", "Fig04", " fig4 "] {
            assert_eq!(name.parse::<Item>()?, Item::Figure(4));
        }
        assert_eq!("fig15".parse::<Item>()?, Item::Figure(15));
        let extra = Item::Extra("best-starts");
        for name in ["extra-best-starts", " Extra-Best-Starts "] {
            assert_eq!(name.parse::<Item>()?, extra);
        }
        assert_eq!(extra.to_string(), "extra-best-starts");
        Ok(())
    }

    #[test]
    fn every_claim_is_read_back_in_any_case() -> Result<(), Error> {
        for test in claims::all() {
            assert_eq!(
                test.id.to_lowercase().parse::<Item>()?,
                Item::Claim(test.id)
            );
            assert_eq!(
                Item::Claim(test.id).to_string().parse::<Item>()?,
                Item::Claim(test.id)
            );
        }
        Ok(())
    }

    #[test]
    fn what_is_not_there_is_told_apart() {
        let refusal = |name: &str| {
            name.parse::<Item>()
                .map_or_else(|e| e.to_string(), |i| i.to_string())
        };
        assert!(refusal("fig1").contains("schematic"));
        for name in [
            "fig99", "fig004", "fig+4", "fig", "", "C99", "4", "extra", "extra-4",
        ] {
            assert!(
                matches!(name.parse::<Item>(), Err(Error::UnknownItem { .. })),
                "{name}"
            );
        }
        let sentence = refusal("fig99");
        assert!(sentence.contains("\"fig99\"") && sentence.contains("fig15"));
        assert!(sentence.contains("extra-best-starts"));
        assert_eq!(refusal("c9"), "\"c9\" is in parts: ask for C9a or C9b");
        assert!(refusal("").starts_with("a figure or claim needs a name; there are fig2"));
    }
}
