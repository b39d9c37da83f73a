//! The elements that a panel draws, and those that neighbours draw for it.

/// The elements that a panel draws itself, and those that it shares with its neighbours.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// `(a)`, `(b)`, … if there are several panels.
    pub letter: Option<String>,
    /// Whether the panel writes its vertical axis; if not, the neighbour on the left shows the same
    /// axis.
    pub vertical: bool,
    /// Whether the panel draws its colour bar.
    pub bar: bool,
    /// Whether the panel draws its legend.
    pub legend: bool,
    pub colours: Option<SharedColours>,
}

/// The colour scale of all maps of a figure with a common colour bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SharedColours {
    pub extent: (f64, f64),
    /// Whether the grey of zero occurs in any of the maps.
    pub zero: bool,
}

impl SharedColours {
    /// The colour scale that covers both.
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
