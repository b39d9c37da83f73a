//! Dash patterns of lines.

/// Dash pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dash {
    /// An unbroken line.
    #[default]
    Solid,
    /// Strokes.
    Dashed,
    /// Dots.
    Dotted,
    /// Strokes and dots in turn.
    DashDotted,
    /// Long strokes.
    LongDashed,
}

impl Dash {
    pub(crate) const fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[4.0, 2.0],
            Self::Dotted => &[1.1, 1.5],
            Self::DashDotted => &[5.0, 1.6, 1.1, 1.6],
            Self::LongDashed => &[8.0, 2.2],
        }
    }

    pub(super) fn of_series(index: usize) -> Self {
        [
            Self::Solid,
            Self::Dashed,
            Self::DashDotted,
            Self::LongDashed,
            Self::Dotted,
        ][index % 5]
    }
}
