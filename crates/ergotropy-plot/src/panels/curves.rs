//! Panels of curves.

use super::panel::Slot;
use crate::axes::{Axis, Frame, Span, TICK_SIZE};
use crate::error::{PlotError, check_finite};
use crate::marks::{Key, Legend, Look, Mark, Reference, Series, backing};
use crate::page::{Canvas, Colour, Fonts, Margins, Pen, Point, Rect};

/// Series over a common pair of axes.
///
/// ```
/// use ergotropy_plot::{Axis, Curves, Figure, Series};
/// let decay = (0..50).map(|i| f64::from(i) * 0.1).map(|t| (t, (-t).exp()));
/// let panel = Curves::new(Axis::linear("$γ_c t$"), Axis::linear("$𝒲$"))
///     .series(Series::line("$γ_r = 1$", decay));
/// let png = Figure::new().panel(panel).to_png(600)?;
/// assert_eq!(&png[1..4], b"PNG");
/// # Ok::<(), ergotropy_plot::PlotError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Curves {
    x: Axis,
    y: Axis,
    title: Option<String>,
    series: Vec<Series>,
    references: Vec<Reference>,
    marks: Vec<Mark>,
    legend: Legend,
    aspect: f64,
}

/// What follows from the data and the size of the panel.
struct Layout {
    x: Span,
    y: Span,
    key: Key,
    legend: Legend,
    /// Place of a legend inside, relative to the inside of the panel.
    place: Option<Rect>,
}

impl Curves {
    /// A panel without series yet.
    pub fn new(x: Axis, y: Axis) -> Self {
        Self {
            x,
            y,
            title: None,
            series: Vec::new(),
            references: Vec::new(),
            marks: Vec::new(),
            legend: Legend::default(),
            aspect: 0.72,
        }
    }

    /// Text above the panel.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Adds a series; later ones are drawn over earlier ones.
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a reference line.
    pub fn reference(mut self, reference: Reference) -> Self {
        self.references.push(reference);
        self
    }

    /// Adds a marked point.
    pub fn mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// Place of the legend.
    pub fn legend(mut self, legend: Legend) -> Self {
        self.legend = legend;
        self
    }

    /// Height over width of the inside of the panel; 0.72 unless set, kept within 0.2..=3.
    pub fn aspect(mut self, aspect: f64) -> Self {
        self.aspect = if aspect.is_nan() {
            0.72
        } else {
            aspect.clamp(0.2, 3.0)
        };
        self
    }

    pub(crate) fn height_over_width(&self) -> f64 {
        self.aspect
    }

    pub(crate) fn looks(&self) -> Vec<Look> {
        self.series
            .iter()
            .enumerate()
            .map(|(index, series)| series.look(index))
            .collect()
    }

    /// Both axes as they are before a legend asks for room.
    pub(crate) fn spans(&self) -> Result<(Span, Span), PlotError> {
        if self.series.is_empty() {
            return Err(PlotError::NoSeries);
        }
        for series in &self.series {
            series.check()?;
        }
        check_finite(
            "reference lines",
            self.references.iter().map(|reference| reference.value),
        )?;
        check_finite("marks", self.marks.iter().flat_map(|mark| [mark.x, mark.y]))?;
        let points = || self.series.iter().flat_map(|series| &series.points);
        let bands = self.series.iter().flat_map(|series| &series.band);
        let mut xs: Vec<f64> = points().map(|&(x, _)| x).collect();
        xs.extend(self.marks.iter().map(|mark| mark.x));
        let mut ys: Vec<f64> = points().map(|&(_, y)| y).collect();
        ys.extend(bands.flat_map(|&(low, high)| [low, high]));
        ys.extend(self.marks.iter().map(|mark| mark.y));
        ys.extend(
            self.references
                .iter()
                .filter(|reference| !reference.upright)
                .map(|reference| reference.value),
        );
        let x = self.x.fitting(&xs)?;
        Ok((x, self.y.fitting(&ys)?))
    }

    fn layout(&self, fonts: &Fonts, slot: &Slot, inside: Rect) -> Result<Layout, PlotError> {
        let (x, y) = self.spans()?;
        let mut layout = Layout {
            x,
            y,
            key: Key::new(fonts, &self.looks())?,
            legend: if slot.legend {
                self.legend
            } else {
                Legend::Hidden
            },
            place: None,
        };
        if layout.key.is_empty() {
            layout.legend = Legend::Hidden;
        }
        if layout.legend != Legend::Inside {
            return Ok(layout);
        }
        let y = layout.y.clone();
        let growth: &[f64] = if self.y.is_fixed() {
            &[0.0]
        } else {
            &[0.0, 0.12, 0.25, 0.4, 0.6]
        };
        for &growth in growth {
            layout.y = y.grown_upwards(growth);
            layout.place = self.free_place(&layout, inside);
            if layout.place.is_some() {
                return Ok(layout);
            }
        }
        layout.y = y;
        layout.legend = Legend::Above;
        Ok(layout)
    }

    /// The first place for a legend, corners before edges before the middle, that no data touches.
    fn free_place(&self, layout: &Layout, inside: Rect) -> Option<Rect> {
        let (width, height) = layout.key.column_size();
        let room = inside.grown(-4.0);
        if width > room.width || height > room.height {
            return None;
        }
        let mut covered = self.covered(layout, inside);
        covered.extend(self.references.iter().flat_map(|reference| {
            let (from, to) = ends(reference, layout, inside);
            dense(&[from, to])
        }));
        let across = [1.0, 0.0, 0.5, 0.75, 0.25];
        let down = [0.0, 1.0, 0.5, 0.25, 0.75];
        down.iter()
            .flat_map(|&v| across.iter().map(move |&u| (u, v)))
            .map(|(u, v)| {
                Rect::new(
                    room.x + u * (room.width - width),
                    room.y + v * (room.height - height),
                    width,
                    height,
                )
            })
            .find(|place| {
                let guarded = place.grown(1.5);
                !covered.iter().any(|&point| guarded.contains(point))
            })
    }

    /// Points that stand for everything the series cover.
    fn covered(&self, layout: &Layout, inside: Rect) -> Vec<Point> {
        self.series
            .iter()
            .flat_map(|series| dense(&path(&series.points, layout, inside)))
            .collect()
    }

    fn frame<'a>(&'a self, slot: &Slot, layout: &'a Layout) -> Frame<'a> {
        Frame {
            x: &layout.x,
            y: &layout.y,
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
        let layout = self.layout(fonts, slot, Rect::new(0.0, 0.0, width, height))?;
        let mut margins = self.frame(slot, &layout).margins(fonts, width, height)?;
        match layout.legend {
            Legend::Above => margins.top += layout.key.rows_height(width) + 2.0,
            Legend::Direct => margins.right = margins.right.max(layout.key.direct_width()),
            Legend::Inside | Legend::Hidden => {}
        }
        Ok(margins)
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let layout = self.layout(canvas.fonts(), slot, inside)?;
        canvas.clipped(inside, |canvas| {
            self.draw_bands(canvas, &layout, inside);
            for reference in &self.references {
                let (from, to) = ends(reference, &layout, inside);
                canvas.line(from, to, &Pen::new(Colour::GREY, 0.7).dashed(&[2.4, 1.8]));
            }
            for (index, series) in self.series.iter().enumerate() {
                let path = path(&series.points, &layout, inside);
                series.look(index).draw_line(canvas, &path);
            }
            Ok::<(), PlotError>(())
        })?;
        self.frame(slot, &layout)
            .draw(canvas, inside, Colour::INK)?;
        // Markers on the frame are shown whole.
        for (index, series) in self.series.iter().enumerate() {
            let path = path(&series.points, &layout, inside);
            let look = series.look(index);
            look.draw_markers(canvas, &path, inside, index as f64 * 0.37);
        }
        for mark in &self.marks {
            let at = inside.at(layout.x.share(mark.x), layout.y.share(mark.y));
            if inside.grown(0.1).contains(at) {
                mark.draw(canvas, inside, at)?;
            }
        }
        self.draw_references(canvas, &layout, inside)?;
        self.draw_key(canvas, slot, &layout, inside)
    }

    fn draw_bands(&self, canvas: &mut Canvas, layout: &Layout, inside: Rect) {
        for (index, series) in self.series.iter().enumerate() {
            let edge = |end: fn(&(f64, f64)) -> f64| -> Vec<(f64, f64)> {
                let intervals = series.points.iter().zip(&series.band);
                intervals.map(|(&(x, _), band)| (x, end(band))).collect()
            };
            if series.band.is_empty() {
                continue;
            }
            let mut outline = path(&edge(|band| band.0), layout, inside);
            outline.extend(path(&edge(|band| band.1), layout, inside).into_iter().rev());
            let colour = series.look(index).colour;
            canvas.polygon(&outline, colour.tinted(0.25), 0.22);
        }
    }

    /// Labels of the reference lines, at the end and on the side where no data is.
    fn draw_references(
        &self,
        canvas: &mut Canvas,
        layout: &Layout,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let mut covered = self.covered(layout, inside);
        if let Some(place) = layout.place {
            let (left, right) = (place.x, place.right());
            let edges = [place.y, place.at(0.5, 0.5).y, place.bottom()];
            let rows = edges.map(|y| [Point::new(left, y), Point::new(right, y)]);
            covered.extend(rows.iter().flat_map(|row| dense(row)));
        }
        for reference in &self.references {
            if let Some(label) = &reference.label {
                let block = canvas.fonts().set(label, TICK_SIZE)?;
                let (from, to) = ends(reference, layout, inside);
                // The ends lie on the frame, within rounding.
                let room = inside.grown(0.01);
                if room.contains(from) && room.contains(to) {
                    let setting = reference.label_place(&block, from, to, inside, &covered);
                    canvas.text(&block, &setting);
                }
            }
        }
        Ok(())
    }

    fn draw_key(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        layout: &Layout,
        inside: Rect,
    ) -> Result<(), PlotError> {
        match (layout.legend, layout.place) {
            (Legend::Inside, Some(place)) => {
                backing(canvas, place);
                layout.key.draw_column(canvas, place);
            }
            (Legend::Above, _) => {
                let height = layout.key.rows_height(inside.width);
                // Letter, title and power of ten stand between the frame and the legend.
                let frame = self.frame(slot, layout);
                let head = frame.margins(canvas.fonts(), inside.width, inside.height)?;
                let top = inside.y - head.top - height;
                let place = Rect::new(inside.x, top, inside.width, height);
                layout.key.draw_rows(canvas, place);
            }
            (Legend::Direct, _) => {
                let ends: Vec<f64> = self
                    .series
                    .iter()
                    .filter(|series| !series.label.is_empty())
                    .map(|series| {
                        let path = path(&series.points, layout, inside);
                        let shown = path.iter().rev().find(|&&point| inside.contains(point));
                        shown.map_or(inside.y, |point| point.y)
                    })
                    .collect();
                layout.key.draw_direct(canvas, inside, &ends);
            }
            _ => {}
        }
        Ok(())
    }
}

fn path(points: &[(f64, f64)], layout: &Layout, inside: Rect) -> Vec<Point> {
    points
        .iter()
        .map(|&(x, y)| {
            // Far beyond the frame a line leaves in the same direction wherever it goes.
            let far = |share: f64| share.clamp(-50.0, 50.0);
            inside.at(far(layout.x.share(x)), far(layout.y.share(y)))
        })
        .collect()
}

/// Points along a path, close enough that no legend fits between two of them.
fn dense(path: &[Point]) -> Vec<Point> {
    const STEPS: u8 = 24;
    let mut points = path.to_vec();
    for pair in path.windows(2) {
        let steps = if pair[0].distance(pair[1]) > 3.0 {
            STEPS
        } else {
            1
        };
        points.extend((1..steps).map(|step| {
            let share = f64::from(step) / f64::from(steps);
            pair[0].shifted(
                share * (pair[1].x - pair[0].x),
                share * (pair[1].y - pair[0].y),
            )
        }));
    }
    points
}

fn ends(reference: &Reference, layout: &Layout, inside: Rect) -> (Point, Point) {
    if reference.upright {
        let share = layout.x.share(reference.value);
        (inside.at(share, 0.0), inside.at(share, 1.0))
    } else {
        let share = layout.y.share(reference.value);
        (inside.at(0.0, share), inside.at(1.0, share))
    }
}
