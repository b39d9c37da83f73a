//! Errors in the description of a figure.

use thiserror::Error;

/// The reason why a figure cannot be drawn. Every variant names the element at fault.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PlotError {
    /// The figure has no panel.
    #[error("the figure has no panel")]
    NoPanels,
    /// The number of columns is zero.
    #[error("a figure needs at least one column of panels")]
    NoColumns,
    /// The panels do not fit: after margins and labels no room is left for the pictures.
    #[error("{width} pt are too narrow: the labels leave {left} pt for each picture")]
    TooNarrow {
        /// Width of the figure in points.
        width: f64,
        /// Width that would be left for the inside of a panel, in points (negative if none).
        left: f64,
    },
    /// The width of the bitmap is zero or greater than allowed.
    #[error("a bitmap {width} pixels wide is outside 1..={max}")]
    BitmapWidth {
        /// Width that was asked for, in pixels.
        width: u32,
        /// Largest allowed width in pixels.
        max: u32,
    },
    /// A number is NaN or infinite.
    #[error("{what}: value {index} is {value}, not a finite number")]
    NotFinite {
        /// The list of numbers: name of the axis or series, or kind of the list.
        what: String,
        /// Position of the number in its list, from 0.
        index: usize,
        /// The number.
        value: f64,
    },
    /// The lower end of an axis (or colour scale) is not below its upper end.
    #[error("axis {axis:?}: lower end {min} is not below upper end {max}")]
    AxisRange {
        /// Label of the axis.
        axis: String,
        /// Lower end.
        min: f64,
        /// Upper end.
        max: f64,
    },
    /// A logarithmic axis was given a number that has no logarithm.
    #[error("axis {axis:?} is logarithmic and cannot show {value}")]
    NotPositive {
        /// Label of the axis.
        axis: String,
        /// The number that is zero or negative.
        value: f64,
    },
    /// The number of values of a grid is not columns times rows.
    #[error("a grid of {columns} columns and {rows} rows got {values} values")]
    GridSize {
        /// Columns.
        columns: usize,
        /// Rows.
        rows: usize,
        /// Values that were given.
        values: usize,
    },
    /// A grid has fewer than two columns or rows, so that it spans no area.
    #[error("a grid of {columns} columns and {rows} rows spans no area; both must be at least 2")]
    GridTooSmall {
        /// Columns.
        columns: usize,
        /// Rows.
        rows: usize,
    },
    /// A panel of curves has no series.
    #[error("a panel of curves holds no series")]
    NoSeries,
    /// A series has no points.
    #[error("series {series:?} has no points")]
    EmptySeries {
        /// Label of the series.
        series: String,
    },
    /// The number of intervals of a band is not the number of points of its series.
    #[error("series {series:?} has {points} points but a band of {intervals} intervals")]
    BandSize {
        /// Label of the series.
        series: String,
        /// Points of the series.
        points: usize,
        /// Intervals of the band.
        intervals: usize,
    },
    /// A level diagram has no stages, or a stage has no levels.
    #[error("a level diagram needs at least one stage, and each stage at least one level")]
    NoLevels,
    /// A level has no states.
    #[error("level {level} of stage {stage} has no states")]
    NoStates {
        /// Stage, from 0.
        stage: usize,
        /// Level, from 0 at the bottom.
        level: usize,
    },
    /// A population is outside 0..=1.
    #[error("population {value} of level {level} in stage {stage} is outside 0..=1")]
    Population {
        /// Stage, from 0.
        stage: usize,
        /// Level, from 0 at the bottom.
        level: usize,
        /// The population.
        value: f64,
    },
    /// An arrow starts or ends at a state that does not exist.
    #[error("an arrow points at stage {stage}, level {level}, state {state}, which does not exist")]
    ArrowEnd {
        /// Stage, from 0.
        stage: usize,
        /// Level, from 0 at the bottom.
        level: usize,
        /// State within the level, from 0 at the left.
        state: usize,
    },
    /// The markup of a label is not complete.
    #[error("label {label:?}: expected {expected} at character {position}")]
    Markup {
        /// The label.
        label: String,
        /// Position in characters, from 0.
        position: usize,
        /// The character that is missing at this position.
        expected: &'static str,
    },
    /// None of the typefaces has a character of a label.
    #[error("label {label:?}: no typeface has the character {character:?}")]
    MissingGlyph {
        /// The label.
        label: String,
        /// The character.
        character: char,
    },
    /// A compiled-in typeface cannot be read.
    #[error("typeface {face} cannot be read")]
    Typeface {
        /// Name of the typeface.
        face: &'static str,
    },
    /// The composed picture was refused by the rasteriser.
    #[error("the picture cannot be rasterised")]
    Raster(#[from] resvg::usvg::Error),
    /// A bitmap cannot be encoded as PNG.
    #[error("a bitmap cannot be encoded as PNG")]
    Encoding(#[from] png::EncodingError),
    /// A bitmap of this size cannot be allocated.
    #[error("a bitmap of {width} x {height} pixels cannot be allocated")]
    BitmapSize {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// The first number of a list that is not finite, as an error.
pub(crate) fn check_finite(
    what: &str,
    values: impl IntoIterator<Item = f64>,
) -> Result<(), PlotError> {
    for (index, value) in values.into_iter().enumerate() {
        if !value.is_finite() {
            return Err(PlotError::NotFinite {
                what: what.to_owned(),
                index,
                value,
            });
        }
    }
    Ok(())
}
