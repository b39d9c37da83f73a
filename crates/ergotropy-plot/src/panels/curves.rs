//! Panels of curves.

use super::free_place::{dense, free_place};
use crate::axes::{Axis, Frame, Plane, Slot};
use crate::error::{PlotError, check_finite};
use crate::marks::{Key, Legend, Look, Mark, Reference, Series};
use crate::page::{Canvas, Colour, Fonts, Margins, Pen, Point, Rect, TICK_SIZE};

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
    pub(super) aspect: f64,
}

/// The layout that follows from the data and the size of the panel.
struct Layout {
    plane: Plane,
    key: Key,
    legend: Legend,
    /// The place of a legend inside the frame.
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

    /// Height over width of the inside of the panel; 0.72 unless set, limited to 0.2..=3.
    pub fn aspect(mut self, aspect: f64) -> Self {
        self.aspect = if aspect.is_nan() {
            0.72
        } else {
            aspect.clamp(0.2, 3.0)
        };
        self
    }

    pub(super) fn looks(&self) -> Vec<Look> {
        let series = self.series.iter().enumerate();
        series.map(|(index, series)| series.look(index)).collect()
    }

    /// Both axes over an inside, before an axis is extended for a legend.
    pub(super) fn plane(&self, inside: Rect) -> Result<Plane, PlotError> {
        if self.series.is_empty() {
            return Err(PlotError::NoSeries);
        }
        for series in &self.series {
            series.check()?;
        }
        let references = self.references.iter();
        check_finite(
            "reference lines",
            references.clone().map(|reference| reference.value),
        )?;
        check_finite("marks", self.marks.iter().flat_map(|mark| [mark.x, mark.y]))?;
        let points = || self.series.iter().flat_map(|series| &series.points);
        let bands = self.series.iter().flat_map(|series| &series.band);
        let mut xs: Vec<f64> = points().map(|&(x, _)| x).collect();
        xs.extend(self.marks.iter().map(|mark| mark.x));
        let mut ys: Vec<f64> = points().map(|&(_, y)| y).collect();
        ys.extend(bands.flat_map(|&(low, high)| [low, high]));
        ys.extend(self.marks.iter().map(|mark| mark.y));
        let level = references.filter(|reference| !reference.upright);
        ys.extend(level.map(|reference| reference.value));
        Ok(Plane {
            x: self.x.fitting(&xs)?,
            y: self.y.fitting(&ys)?,
            inside,
        })
    }

    fn layout(&self, fonts: &Fonts, slot: &Slot, inside: Rect) -> Result<Layout, PlotError> {
        let key = Key::new(fonts, &self.looks())?;
        let mut layout = Layout {
            plane: self.plane(inside)?,
            legend: if slot.legend && !key.is_empty() {
                self.legend
            } else {
                Legend::Hidden
            },
            key,
            place: None,
        };
        if layout.legend != Legend::Inside {
            return Ok(layout);
        }
        let y = layout.plane.y.clone();
        let growth: &[f64] = if self.y.is_fixed() {
            &[0.0]
        } else {
            &[0.0, 0.12, 0.25, 0.4, 0.6]
        };
        for &growth in growth {
            layout.plane.y = y.grown_upwards(growth);
            let mut covered = self.covered(&layout.plane);
            covered.extend(self.references.iter().flat_map(|reference| {
                let (from, to) = reference.ends(&layout.plane);
                dense(&[from, to])
            }));
            layout.place = free_place(layout.key.column_size(), inside, &covered);
            if layout.place.is_some() {
                return Ok(layout);
            }
        }
        layout.plane.y = y;
        layout.legend = Legend::Above;
        Ok(layout)
    }

    /// Points so dense that a place without any of them is free of all series.
    fn covered(&self, plane: &Plane) -> Vec<Point> {
        let series = self.series.iter();
        series
            .flat_map(|series| dense(&plane.path(&series.points)))
            .collect()
    }

    pub(super) fn margins(
        &self,
        fonts: &Fonts,
        slot: &Slot,
        inside: Rect,
    ) -> Result<Margins, PlotError> {
        let layout = self.layout(fonts, slot, inside)?;
        let mut margins = Frame::new(&layout.plane, self.title.as_deref(), slot).margins(fonts)?;
        if layout.legend == Legend::Above {
            margins.top += layout.key.rows_height(inside.width) + 2.0;
        }
        Ok(margins)
    }

    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        let layout = self.layout(canvas.fonts(), slot, inside)?;
        let plane = &layout.plane;
        canvas.clipped(inside, |canvas| {
            self.draw_bands(canvas, plane);
            for reference in &self.references {
                let (from, to) = reference.ends(plane);
                canvas.line(from, to, &Pen::new(Colour::GREY, 0.7).dashed(&[2.4, 1.8]));
            }
            for (series, look) in self.series.iter().zip(self.looks()) {
                look.draw_line(canvas, &plane.path(&series.points));
            }
            Ok::<(), PlotError>(())
        })?;
        Frame::new(&layout.plane, self.title.as_deref(), slot).draw(canvas)?;
        // Markers are drawn after the clipped lines, so that those on the frame are shown whole.
        for (index, (series, look)) in self.series.iter().zip(self.looks()).enumerate() {
            let path = plane.path(&series.points);
            look.draw_markers(canvas, &path, inside, index as f64 * 0.37);
        }
        for mark in &self.marks {
            let at = plane.at((mark.x, mark.y));
            if inside.grown(0.1).contains(at) {
                mark.draw(canvas, inside, at)?;
            }
        }
        self.draw_references(canvas, &layout)?;
        self.draw_key(canvas, slot, &layout)
    }

    fn draw_bands(&self, canvas: &mut Canvas, plane: &Plane) {
        for (series, look) in self.series.iter().zip(self.looks()) {
            if series.band.is_empty() {
                continue;
            }
            let ends = series.points.iter().zip(&series.band);
            let low = ends.clone().map(|(&(x, _), band)| plane.at((x, band.0)));
            let high = ends.map(|(&(x, _), band)| plane.at((x, band.1)));
            let outline: Vec<Point> = low.chain(high.rev()).collect();
            canvas.polygon(&outline, look.colour.tinted(0.25), 0.22);
        }
    }

    /// Draws the labels of reference lines, each at an end and on a side without data.
    fn draw_references(&self, canvas: &mut Canvas, layout: &Layout) -> Result<(), PlotError> {
        let inside = layout.plane.inside;
        let mut covered = self.covered(&layout.plane);
        if let Some(place) = layout.place {
            let (left, right) = (place.x, place.right());
            let edges = [place.y, place.at(0.5, 0.5).y, place.bottom()];
            let rows = edges.map(|y| [Point::new(left, y), Point::new(right, y)]);
            covered.extend(rows.iter().flat_map(|row| dense(row)));
        }
        for reference in &self.references {
            let Some(label) = &reference.label else {
                continue;
            };
            let text = canvas.fonts().set(label, TICK_SIZE)?;
            let (from, to) = reference.ends(&layout.plane);
            // The ends are on the frame, up to rounding.
            let room = inside.grown(0.01);
            if room.contains(from) && room.contains(to) {
                let place = reference.label_place(&text, from, to, inside, &covered);
                canvas.text(&text, place);
            }
        }
        Ok(())
    }

    fn draw_key(&self, canvas: &mut Canvas, slot: &Slot, layout: &Layout) -> Result<(), PlotError> {
        if let Some(place) = layout.place {
            layout.key.draw_column(canvas, place);
        } else if layout.legend == Legend::Above {
            let inside = layout.plane.inside;
            let height = layout.key.rows_height(inside.width);
            // Letter, title and power of ten are between the frame and the legend.
            let head =
                Frame::new(&layout.plane, self.title.as_deref(), slot).margins(canvas.fonts())?;
            let top = inside.y - head.top - height;
            let place = Rect::new(inside.x, top, inside.width, height);
            layout.key.draw_rows(canvas, place);
        }
        Ok(())
    }
}
