//! Parts of the paper that a request can name.

use std::fmt;

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

impl Item {
    /// The label on the page: `Fig. 4`, or `Beyond` for a figure that is not in the paper.
    pub(crate) fn tag(self) -> String {
        match self {
            Self::Figure(number) => format!("Fig. {number}"),
            Self::Extra(_) => "Beyond".to_owned(),
            Self::Claim(id) => id.to_owned(),
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
