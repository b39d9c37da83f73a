//! All figures and claims, found by their names.

use std::str::FromStr;

use crate::claims;
use crate::error::Error;
use crate::figures;
use crate::item::Item;

/// Figures of the paper without anything to compute.
const SCHEMATICS: [u8; 1] = [1];

/// All figures and claims, in the order of the report.
fn items() -> Vec<Item> {
    let figures = figures::all().into_iter().map(|plan| plan.item);
    let claims = claims::all().into_iter().map(|test| Item::Claim(test.id));
    figures.chain(claims).collect()
}

impl FromStr for Item {
    type Err = Error;

    /// Reads `fig4`, `fig04`, `FIG4`, `c10`, `extra-best-starts` and the like.
    fn from_str(name: &str) -> Result<Self, Error> {
        let wanted = name.trim().to_ascii_lowercase();
        let digits = wanted.strip_prefix("fig").filter(|digits| {
            (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let number: Option<u8> = digits.and_then(|digits| digits.parse().ok());
        let is_wanted = |item: &Self| match (item, number) {
            (Self::Figure(known), Some(number)) => *known == number,
            _ => item.to_string().eq_ignore_ascii_case(&wanted),
        };
        let items = items();
        if let Some(item) = items.iter().find(|item| is_wanted(item)) {
            return Ok(*item);
        }
        if let Some(number) = number.filter(|number| SCHEMATICS.contains(number)) {
            return Err(Error::Schematic { number });
        }
        // C9 is two claims, C9a and C9b.
        let is_part = |item: &&Self| {
            let whole = item.to_string().to_ascii_lowercase();
            let stem = whole.strip_suffix(|c: char| c.is_ascii_lowercase());
            matches!(item, Self::Claim(_)) && stem == Some(wanted.as_str())
        };
        let parts: Vec<Self> = items.iter().filter(is_part).copied().collect();
        let name = name.to_owned();
        Err(if parts.is_empty() {
            Error::UnknownItem { name, known: items }
        } else {
            Error::ItemInParts { name, parts }
        })
    }
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
        for name in ["extra-best-starts", " Extra-Best-Starts "] {
            assert_eq!(name.parse::<Item>()?, Item::Extra("best-starts"));
        }
        Ok(())
    }

    #[test]
    fn every_item_is_read_back_in_any_case() -> Result<(), Error> {
        for item in items() {
            let name = item.to_string();
            for name in [name.to_lowercase(), name.to_uppercase(), name] {
                assert_eq!(name.parse::<Item>()?, item);
            }
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
        assert!(sentence.contains("fig2, fig3") && sentence.contains("extra-best-starts"));
        assert_eq!(refusal("c9"), "\"c9\" is in parts: ask for C9a or C9b");
        assert!(refusal("").starts_with("a figure or claim needs a name; there are fig2"));
    }
}
