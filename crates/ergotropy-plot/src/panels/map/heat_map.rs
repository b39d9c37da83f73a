//! Heat maps: a quantity over two parameters.

use super::contour;
use super::grid::Grid;
use super::labels::{self, Taken};
use super::shading;
use crate::axes::{
    Axis, ColourBar, Frame, HEAD, Plane, Scale, SharedColours, Slot, Span, short_number,
};
use crate::error::{PlotError, check_finite};
use crate::marks::{Guide, Mark};
use crate::page::{
    Anchor, CAP_HEIGHT, Canvas, Colour, Fonts, Margins, Pen, Point, Rect, Rise, TextPlace,
};

/// Size of the values of contours.
const CONTOUR_SIZE: f64 = 6.0;
/// The greatest number of lines of a contour that have its value.
const LABELS: usize = 2;

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
/// .contours([0.05, 0.1, 0.2])
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
    range: Option<(f64, f64)>,
    bar_label: String,
    contours: Vec<f64>,
    labelled: bool,
    scale: Scale,
    zero: Option<f64>,
    marks: Vec<Mark>,
    guides: Vec<Guide>,
}

impl HeatMap {
    /// A map of a grid; the outer nodes are at the ends of the axes. On a logarithmic axis the nodes
    /// are evenly spaced in the logarithm.
    pub fn new(x: Axis, y: Axis, grid: Grid) -> Self {
        Self {
            x,
            y,
            grid,
            title: None,
            range: None,
            bar_label: String::new(),
            contours: Vec::new(),
            labelled: false,
            scale: Scale::Linear,
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

    /// Draws lines at these values, in the map and in the colour bar.
    pub fn contours(mut self, levels: impl IntoIterator<Item = f64>) -> Self {
        self.contours = levels.into_iter().collect();
        self
    }

    /// Writes their values on the contours.
    pub fn label_contours(mut self) -> Self {
        self.labelled = true;
        self
    }

    /// Lets the cube root of a value decide on its colour, so that small values can be told apart: a tenth of
    /// the greatest value is nearly half-way up the scale. The bar then has the values of the contours.
    pub fn emphasise_small(mut self) -> Self {
        self.scale = Scale::CubeRoot;
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

    /// The colour scale that this map needs, for a scale shared with other maps.
    pub(crate) fn colours(&self) -> SharedColours {
        let extent = self.grid.extent();
        SharedColours {
            extent: self.range.unwrap_or(extent),
            zero: self.zero.is_some_and(|threshold| extent.0 <= threshold),
        }
    }

    /// Both axes over an inside.
    pub(crate) fn plane(&self, inside: Rect) -> Result<Plane, PlotError> {
        let last = |nodes: usize| (0.0, (nodes - 1) as f64);
        Ok(Plane {
            x: self.x.spanning(last(self.grid.columns()))?,
            y: self.y.spanning(last(self.grid.rows()))?,
            inside,
        })
    }

    fn check(&self) -> Result<(), PlotError> {
        check_finite("contours", self.contours.iter().copied())?;
        check_finite("threshold of zero", self.zero)?;
        check_finite("marks", self.marks.iter().flat_map(|mark| [mark.x, mark.y]))?;
        let guides = self.guides.iter().flat_map(|guide| &guide.points);
        check_finite("guides", guides.flat_map(|&(x, y)| [x, y]))
    }

    /// The colour bar, over the common extent of all maps if there is one.
    fn bar(&self, slot: &Slot) -> Result<ColourBar<'_>, PlotError> {
        self.check()?;
        let colours = slot.colours.unwrap_or_else(|| self.colours());
        let (low, mut high) = colours.extent;
        // A map with a single value needs a scale with two different ends.
        if low == high {
            high = low + low.abs().max(1.0);
        }
        Ok(ColourBar {
            span: Span::new(&self.bar_label, self.scale, (low, high))?,
            levels: &self.contours,
            zero: colours.zero,
        })
    }

    pub(crate) fn margins(
        &self,
        fonts: &Fonts,
        slot: &Slot,
        inside: Rect,
    ) -> Result<Margins, PlotError> {
        let plane = self.plane(inside)?;
        let mut margins = Frame::new(&plane, self.title.as_deref(), slot).margins(fonts)?;
        if slot.bar {
            let width = self.bar(slot)?.width(fonts, inside.height)?;
            margins.right = margins.right.max(width);
            margins.top = margins.top.max(HEAD);
        }
        Ok(margins)
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let plane = self.plane(inside)?;
        let bar = self.bar(slot)?;
        canvas.clipped(inside, |canvas| {
            self.draw_values(canvas, &plane, &bar)?;
            for guide in &self.guides {
                guide.draw(canvas, &plane.path(&guide.points))?;
            }
            Ok::<(), PlotError>(())
        })?;
        Frame::new(&plane, self.title.as_deref(), slot).draw(canvas)?;
        for mark in &self.marks {
            mark.draw(canvas, inside, plane.at((mark.x, mark.y)))?;
        }
        if slot.bar {
            bar.draw(canvas, inside)?;
        }
        Ok(())
    }

    fn draw_values(
        &self,
        canvas: &mut Canvas,
        plane: &Plane,
        bar: &ColourBar,
    ) -> Result<(), PlotError> {
        let inside = plane.inside;
        let continued = self
            .zero
            .map(|threshold| self.grid.continued_below(threshold));
        let grid = continued.as_ref().unwrap_or(&self.grid);
        canvas.image(inside, &shading::picture(grid, &bar.span, self.zero)?);
        let paths = |level: f64| -> Vec<Vec<Point>> {
            let mut lines = contour::lines(grid, level);
            lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
            let on_page = |&(u, v): &(f64, f64)| inside.at(u, v);
            lines
                .iter()
                .map(|line| line.iter().map(on_page).collect())
                .collect()
        };
        let mut levels: Vec<f64> = bar.levels.to_vec();
        levels.retain(|&level| self.zero.is_none_or(|threshold| level > threshold));
        let border: Vec<Vec<Point>> = self.zero.map_or_else(Vec::new, paths);
        let contours: Vec<Vec<Vec<Point>>> = levels.iter().map(|&level| paths(level)).collect();
        for path in &border {
            let pen = Pen::new(Colour::INK, 0.6).dashed(&[2.4, 1.8]);
            canvas.polyline(path, &pen);
        }
        let mut taken = self.taken(canvas.fonts(), plane)?;
        for (at, (&level, lines)) in levels.iter().zip(&contours).enumerate() {
            let colour = Colour::of_share(bar.span.share(level)).contrast();
            let pen = Pen::new(colour, 0.55).faded(0.85);
            let text = canvas.fonts().set(&short_number(level), CONTOUR_SIZE)?;
            let size = (text.width, CAP_HEIGHT * CONTOUR_SIZE);
            let others = contours
                .iter()
                .enumerate()
                .filter(|&(other, _)| other != at);
            let others = others.flat_map(|(_, lines)| lines).chain(&border).flatten();
            taken.cross(others.copied());
            for (rank, line) in lines.iter().enumerate() {
                let wanted = self.labelled && rank < LABELS;
                let place = wanted.then(|| labels::place(line, size, inside, &mut taken));
                match place.flatten() {
                    None => canvas.polyline(line, &pen),
                    Some(label) => {
                        for part in &label.parts {
                            canvas.polyline(part, &pen);
                        }
                        let place = TextPlace::new(label.centre, Anchor::Middle, Rise::Middle);
                        canvas.text(&text, place.turned(label.angle).coloured(colour));
                    }
                }
            }
        }
        Ok(())
    }

    /// The places of marks and labels, which the values of contours leave free.
    fn taken(&self, fonts: &Fonts, plane: &Plane) -> Result<Taken, PlotError> {
        let mut taken = Taken::default();
        for mark in &self.marks {
            let at = plane.at((mark.x, mark.y));
            for room in mark.room(fonts, plane.inside, at)? {
                taken.add(room);
            }
        }
        for guide in &self.guides {
            if let Some(room) = guide.label_room(fonts, &plane.path(&guide.points))? {
                taken.add(room);
            }
        }
        Ok(taken)
    }
}
