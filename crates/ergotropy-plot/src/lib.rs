//! Figures for print and screen: heat maps, curves and level diagrams.
//!
//! A [`Figure`] holds panels: a [`HeatMap`], [`Curves`], or a [`LevelDiagram`]. It is described
//! with plain numbers and labels and written as SVG or PNG, from one composition, with the same
//! layout and the same bytes on every machine. The crate reads and writes no files and knows no
//! physics.
//!
//! Sizes are those of a printed page: a figure is as wide as one or two columns, type is 7.5 and
//! 9 points. Colours of maps are perceptually uniform, and series differ in colour, lightness and
//! dash pattern, so that figures are readable in grey print and for colour-blind readers.
//!
//! Labels are set in Libertinus Serif, with formulas between dollar signs; see [`Axis`].
//!
//! ```
//! use ergotropy_plot::{Axis, Curves, Figure, Series};
//!
//! let growth = (0..=40).map(|i| f64::from(i) / 10.0).map(|t| (t, 1.0 - (-t).exp()));
//! let figure = Figure::new().panel(
//!     Curves::new(Axis::linear("$γ_c t$"), Axis::linear("$𝒲(t)$"))
//!         .series(Series::line("$η = 0.9$", growth)),
//! );
//! let svg: String = figure.to_svg()?;
//! let png: Vec<u8> = figure.to_png(800)?;
//! # assert!(svg.len() > 1000 && png.len() > 1000);
//! # Ok::<(), ergotropy_plot::PlotError>(())
//! ```

// From the lowest module up; each uses only those before it.
//
// - `error`: errors in the description of a figure
// - `page/`: colours, type, and the SVG document
// - `axes/`: the place of each number, and the frame around a panel
// - `marks/`: elements inside a frame
// - `panels/`: heat maps, curves and level diagrams
// - `figure`: panels in rows
mod axes;
mod error;
mod figure;
mod marks;
mod page;
mod panels;

pub use axes::Axis;
pub use error::PlotError;
pub use figure::Figure;
pub use marks::{Dash, Guide, Legend, Mark, Marker, Reference, Series};
pub use page::{Colour, annotation, rasterise};
pub use panels::{
    Curves, Grid, HeatMap, Level, LevelDiagram, Panel, Place, Stage, State, round_levels,
};
