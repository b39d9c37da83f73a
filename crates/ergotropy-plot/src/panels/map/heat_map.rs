//! Heat maps: a quantity over two parameters.

use super::contour;
use super::grid::Grid;
use super::shading;
use crate::axes::{Axis, ColourBar, Frame, Span, contrast};
use crate::error::{PlotError, check_finite};
use crate::marks::{Guide, Mark};
use crate::page::{Canvas, Colour, ColourMap, Fonts, Margins, Pen, Point, Rect};
use crate::panels::Slot;

/// Which lines of equal value a map shows.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum Contours {
    /// Lines at the round numbers of the colour bar.
    #[default]
    Round,
    /// Lines at these values.
    At(Vec<f64>),
    /// No lines.
    Hidden,
}

/// A heat map with contour lines, marks and guide lines.
///
/// ```
/// use ergotropy_plot::{Axis, Figure, Grid, HeatMap, Mark};
/// let work = Grid::tabulate(21, 21, |x, y| (x * (1.0 - x) - y * y).max(0.0))?;
/// let map = HeatMap::new(
///     Axis::linear("$α_c$").range(0.0, 1.0),
///     Axis::linear("$α_ℓ$").range(0.0, 1.0),
///     work,
/// )
/// .bar_label("$𝒲$")
/// .zero_below(0.0)
/// .mark(Mark::star(0.5, 0.0));
/// let svg = Figure::new().panel(map).to_svg()?;
/// assert!(svg.starts_with("<svg"));
/// # Ok::<(), ergotropy_plot::PlotError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct HeatMap {
    x: Axis,
    y: Axis,
    grid: Grid,
    title: Option<String>,
    colours: ColourMap,
    range: Option<(f64, f64)>,
    bar_label: String,
    contours: Contours,
    zero: Option<f64>,
    marks: Vec<Mark>,
    guides: Vec<Guide>,
}

impl HeatMap {
    /// A map of a grid; the outer nodes lie at the ends of the axes. On a logarithmic axis the
    /// nodes are evenly spaced in the logarithm.
    pub fn new(x: Axis, y: Axis, grid: Grid) -> Self {
        Self {
            x,
            y,
            grid,
            title: None,
            colours: ColourMap::default(),
            range: None,
            bar_label: String::new(),
            contours: Contours::default(),
            zero: None,
            marks: Vec::new(),
            guides: Vec::new(),
        }
    }

    /// Text above the panel.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Colour map; viridis unless set.
    pub fn colours(mut self, colours: ColourMap) -> Self {
        self.colours = colours;
        self
    }

    /// Values at the ends of the colour scale; the extent of the grid unless set.
    pub fn range(mut self, min: f64, max: f64) -> Self {
        self.range = Some((min, max));
        self
    }

    /// Text above the colour bar.
    pub fn bar_label(mut self, label: impl Into<String>) -> Self {
        self.bar_label = label.into();
        self
    }

    /// Lines of equal value; at round numbers unless set.
    pub fn contours(mut self, contours: Contours) -> Self {
        self.contours = contours;
        self
    }

    /// Shows values up to `threshold` in a flat neutral grey with a dashed border, for a quantity
    /// that is exactly zero in a whole region (or not larger than its error).
    ///
    /// The border is drawn between the nodes, where the straight continuation of the values
    /// beside the region reaches the threshold: at most one grid step from the last node above it.
    pub fn zero_below(mut self, threshold: f64) -> Self {
        self.zero = Some(threshold);
        self
    }

    /// Adds a marked point.
    pub fn mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// Adds a line over the map.
    pub fn guide(mut self, guide: Guide) -> Self {
        self.guides.push(guide);
        self
    }

    /// Extent of the values that the colours must show.
    pub(crate) fn extent(&self) -> (f64, f64) {
        self.range.unwrap_or_else(|| self.grid.extent())
    }

    /// The horizontal and the vertical axis.
    pub(crate) fn spans(&self) -> Result<(Span, Span), PlotError> {
        let last = |nodes: usize| (0.0, (nodes - 1) as f64);
        Ok((
            self.x.spanning(last(self.grid.columns()))?,
            self.y.spanning(last(self.grid.rows()))?,
        ))
    }

    fn shows_zero(&self) -> bool {
        self.zero
            .is_some_and(|threshold| self.grid.extent().0 <= threshold)
    }

    fn check(&self) -> Result<(), PlotError> {
        if let Contours::At(levels) = &self.contours {
            check_finite("contours", levels.iter().copied())?;
        }
        check_finite("threshold of zero", self.zero)?;
        check_finite("marks", self.marks.iter().flat_map(|mark| [mark.x, mark.y]))?;
        let guides = self.guides.iter().flat_map(|guide| &guide.points);
        check_finite("guides", guides.flat_map(|&(x, y)| [x, y]))
    }

    /// The colour bar of this map, over the common extent of all maps if there is one.
    pub(crate) fn bar(
        &self,
        shared: Option<&SharedColours>,
        height: f64,
    ) -> Result<ColourBar, PlotError> {
        self.check()?;
        let (low, high) = shared.map_or_else(|| self.extent(), |shared| shared.extent);
        // A map of one value throughout still has a colour.
        let high = if low == high {
            low + low.abs().max(1.0)
        } else {
            high
        };
        let mut bar = ColourBar {
            span: Span::new(&self.bar_label, crate::axes::Scale::Linear, (low, high))?,
            map: self.colours,
            levels: Vec::new(),
            zero: shared.map_or_else(|| self.shows_zero(), |shared| shared.zero),
        };
        bar.levels = match &self.contours {
            Contours::Round => bar.round_levels(height),
            Contours::At(levels) => levels.clone(),
            Contours::Hidden => Vec::new(),
        };
        Ok(bar)
    }

    fn frame<'a>(&'a self, slot: &Slot, x: &'a Span, y: &'a Span) -> Frame<'a> {
        Frame {
            x,
            y,
            title: self.title.as_deref(),
            letter: slot.letter.clone(),
            left: slot.left,
        }
    }

    pub(crate) fn margins(
        &self,
        fonts: &Fonts,
        slot: &Slot,
        width: f64,
        height: f64,
    ) -> Result<Margins, PlotError> {
        let (x, y) = self.spans()?;
        let mut margins = self.frame(slot, &x, &y).margins(fonts, width, height)?;
        if slot.bar {
            let bar = self.bar(slot.colours.as_ref(), height)?;
            margins.right = margins.right.max(bar.width(fonts, height)?);
            margins.top = margins.top.max(crate::axes::LABEL_SIZE + 6.0);
        }
        Ok(margins)
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let (x, y) = self.spans()?;
        let bar = self.bar(slot.colours.as_ref(), inside.height)?;
        let place = |(px, py): (f64, f64)| inside.at(x.share(px), y.share(py));
        canvas.clipped(inside, |canvas| {
            self.draw_values(canvas, inside, &bar)?;
            for guide in &self.guides {
                let path: Vec<Point> = guide.points.iter().copied().map(place).collect();
                guide.draw(canvas, &path)?;
            }
            Ok::<(), PlotError>(())
        })?;
        self.frame(slot, &x, &y).draw(canvas, inside, Colour::INK)?;
        for mark in &self.marks {
            mark.draw(canvas, inside, place((mark.x, mark.y)))?;
        }
        if slot.bar {
            bar.draw(canvas, inside)?;
        }
        Ok(())
    }

    fn draw_values(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        bar: &ColourBar,
    ) -> Result<(), PlotError> {
        let continued = self
            .zero
            .map(|threshold| self.grid.continued_below(threshold));
        let grid = continued.as_ref().unwrap_or(&self.grid);
        let png = shading::picture(grid, self.colours, &bar.span, self.zero)?;
        canvas.image(inside, &png);
        for &level in &bar.levels {
            if self.zero.is_none_or(|threshold| level > threshold) {
                let colour = contrast(self.colours.at(bar.span.share(level)));
                draw_lines(
                    canvas,
                    inside,
                    grid,
                    level,
                    &Pen::new(colour, 0.55).faded(0.85),
                );
            }
        }
        if let Some(threshold) = self.zero {
            let border = Pen::new(Colour::INK, 0.6).dashed(&[2.4, 1.8]);
            draw_lines(canvas, inside, grid, threshold, &border);
        }
        Ok(())
    }
}

fn draw_lines(canvas: &mut Canvas, inside: Rect, grid: &Grid, level: f64, pen: &Pen) {
    for line in contour::lines(grid, level) {
        let path: Vec<Point> = line.iter().map(|&(u, v)| inside.at(u, v)).collect();
        canvas.polyline(&path, pen);
    }
}

/// What all maps of a figure with a common colour bar share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SharedColours {
    pub extent: (f64, f64),
    pub zero: bool,
}

impl SharedColours {
    pub(crate) fn of<'a>(maps: impl Iterator<Item = &'a HeatMap>) -> Option<Self> {
        maps.map(|map| Self {
            extent: map.extent(),
            zero: map.shows_zero(),
        })
        .reduce(|one, other| Self {
            extent: (
                one.extent.0.min(other.extent.0),
                one.extent.1.max(other.extent.1),
            ),
            zero: one.zero || other.zero,
        })
    }
}
