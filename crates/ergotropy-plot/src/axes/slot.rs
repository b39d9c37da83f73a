//! The place of a panel among its neighbours.

/// What a panel shares with its neighbours, and what it must write itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// `(a)`, `(b)`, … where there are several panels.
    pub letter: Option<String>,
    /// Whether the vertical axis is written; else the neighbour on the left shows the same.
    pub vertical: bool,
    /// Whether the panel draws its colour bar.
    pub bar: bool,
    /// Whether the panel draws its legend.
    pub legend: bool,
    pub colours: Option<SharedColours>,
}

/// What all maps of a figure with a common colour bar share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SharedColours {
    pub extent: (f64, f64),
    /// Whether the grey of zero occurs in any of them.
    pub zero: bool,
}

impl SharedColours {
    /// What suits both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            extent: (
                self.extent.0.min(other.extent.0),
                self.extent.1.max(other.extent.1),
            ),
            zero: self.zero || other.zero,
        }
    }
}
