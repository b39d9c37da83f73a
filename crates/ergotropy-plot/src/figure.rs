//! Figures: panels in rows, composed once and written as SVG or PNG.

use crate::axes::{SharedColours, Slot};
use crate::error::PlotError;
use crate::marks::{Key, Look};
use crate::page::{Canvas, Fonts, Margins, Rect, rasterise};
use crate::panels::Panel;

const PADDING: f64 = 3.0;
const COLUMN_GAP: f64 = 9.0;
const ROW_GAP: f64 = 8.0;
const NARROWEST: f64 = 24.0;
/// Width of one column of a printed page, in points.
const SINGLE: f64 = 246.0;
/// Width of two columns of a printed page, in points.
const DOUBLE: f64 = 510.0;

/// A figure: panels in rows, with letters (a), (b), … if there are several.
///
/// The same description gives the same bytes on every run: typefaces are compiled in, and nothing
/// depends on the machine's fonts, clock or locale.
///
/// ```
/// use ergotropy_plot::{Axis, Curves, Figure, Series};
/// let panel = |slope: f64| {
///     Curves::new(Axis::linear("$N$"), Axis::linear("$E_{\"SS\"}$"))
///         .series(Series::line("", (1..9).map(|n| (f64::from(n), slope * f64::from(n)))))
/// };
/// let figure = Figure::new()
///     .panel(panel(1.0))
///     .panel(panel(0.5))
///     .described("Energy against size", "Two straight lines.");
/// assert_eq!(figure.to_svg()?, figure.to_svg()?);
/// # Ok::<(), ergotropy_plot::PlotError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[must_use]
pub struct Figure {
    panels: Vec<Panel>,
    columns: Option<usize>,
    width: Option<f64>,
    shared_colours: bool,
    shared_vertical: bool,
    shared_legend: bool,
    title: String,
    description: String,
    note: String,
}

impl Figure {
    /// A figure without panels yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a panel to the right, or below when the row is full.
    pub fn panel(mut self, panel: impl Into<Panel>) -> Self {
        self.panels.push(panel.into());
        self
    }

    /// Number of panels in a row; at most three unless set.
    pub fn columns(mut self, columns: usize) -> Self {
        self.columns = Some(columns);
        self
    }

    /// Width in points. Unless set, it is that of a printed column (246) for one panel in a row, and
    /// that of a page (510) for more. Type has the same size at any width.
    pub fn width(mut self, points: f64) -> Self {
        self.width = Some(points);
        self
    }

    /// Gives all maps one colour scale over their common extent, with one bar at the end of each
    /// row.
    pub fn share_colours(mut self) -> Self {
        self.shared_colours = true;
        self
    }

    /// Writes the vertical axis only once in a row if all its panels have the same axis.
    pub fn share_vertical(mut self) -> Self {
        self.shared_vertical = true;
        self
    }

    /// Puts one legend for all curves above the panels. Series with the same label look the same only
    /// if they have the same position in their panels.
    pub fn share_legend(mut self) -> Self {
        self.shared_legend = true;
        self
    }

    /// Title and description for readers who cannot see the picture; they are not drawn.
    pub fn described(mut self, title: impl Into<String>, description: impl Into<String>) -> Self {
        self.title = title.into();
        self.description = description.into();
        self
    }

    /// Text for programs that read the document again, in its `metadata` element; see
    /// [`annotation`](crate::annotation).
    pub fn annotated(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// The figure as an SVG document. Text is drawn as paths and looks the same everywhere.
    ///
    /// # Errors
    ///
    /// [`PlotError`], for any error in the description.
    pub fn to_svg(&self) -> Result<String, PlotError> {
        let fonts = Fonts::load()?;
        let columns = self.column_count()?;
        let slots = self.slots(columns)?;
        let key = self.key(&fonts)?;
        let sheet = self.sheet(&fonts, columns, &slots, &key)?;
        let mut canvas = Canvas::new(&fonts, sheet.width, sheet.height);
        if !key.is_empty() {
            let width = sheet.width - 2.0 * PADDING;
            key.draw_rows(&mut canvas, Rect::new(PADDING, PADDING, width, 0.0));
        }
        for ((panel, slot), inside) in self.panels.iter().zip(&slots).zip(&sheet.insides) {
            panel.draw(&mut canvas, slot, *inside)?;
        }
        Ok(canvas.finish(&self.title, &self.description, &self.note))
    }

    /// The figure as a PNG of this width in pixels, drawn from [`Figure::to_svg`].
    ///
    /// # Errors
    ///
    /// Those of [`Figure::to_svg`], and [`PlotError::BitmapWidth`] outside 1..=16384 pixels.
    pub fn to_png(&self, width: u32) -> Result<Vec<u8>, PlotError> {
        rasterise(&self.to_svg()?, width)
    }

    fn column_count(&self) -> Result<usize, PlotError> {
        match (self.panels.len(), self.columns) {
            (0, _) => Err(PlotError::NoPanels),
            (_, Some(0)) => Err(PlotError::NoColumns),
            (panels, columns) => Ok(columns.unwrap_or(3).min(panels)),
        }
    }

    fn slots(&self, columns: usize) -> Result<Vec<Slot>, PlotError> {
        let all = self.panels.iter().filter_map(Panel::colours);
        let colours = all
            .reduce(SharedColours::with)
            .filter(|_| self.shared_colours);
        let mut slots = Vec::new();
        for row in self.panels.chunks(columns) {
            let last_map = row.iter().rposition(|panel| panel.colours().is_some());
            let first = row[0].vertical()?;
            for (column, panel) in row.iter().enumerate() {
                let same = column > 0 && first.is_some() && panel.vertical()? == first;
                slots.push(Slot {
                    letter: (self.panels.len() > 1).then(|| letter(slots.len())),
                    vertical: !(self.shared_vertical && same),
                    bar: colours.is_none() || last_map == Some(column),
                    legend: !self.shared_legend,
                    colours,
                });
            }
        }
        Ok(slots)
    }

    /// The legend above all panels, empty unless it is shared.
    fn key(&self, fonts: &Fonts) -> Result<Key, PlotError> {
        let mut looks: Vec<Look> = Vec::new();
        let panels = self.panels.iter().filter(|_| self.shared_legend);
        for look in panels.flat_map(Panel::looks) {
            if looks.iter().all(|known| known.label != look.label) {
                looks.push(look);
            }
        }
        Key::new(fonts, &looks)
    }

    fn sheet(
        &self,
        fonts: &Fonts,
        columns: usize,
        slots: &[Slot],
        key: &Key,
    ) -> Result<Sheet, PlotError> {
        let width = self
            .width
            .unwrap_or(if columns == 1 { SINGLE } else { DOUBLE });
        if !(1.0..=1e5).contains(&width) {
            return Err(PlotError::TooNarrow { width, left: 0.0 });
        }
        let mut inner = (width / columns as f64 * 0.7).max(NARROWEST);
        let mut margins = Vec::new();
        // Margins depend on the numbers along the axes, these on the size of the inside, and the size
        // on the margins. The widths of numbers differ so little that three rounds suffice.
        for _ in 0..3 {
            margins = self.margins(fonts, columns, slots, inner)?;
            let taken: f64 = edge_columns(&margins, columns)
                .iter()
                .map(|edges| edges.left + edges.right)
                .sum();
            let gaps = COLUMN_GAP * (columns - 1) as f64 + 2.0 * PADDING;
            inner = (width - taken - gaps) / columns as f64;
            if inner < NARROWEST {
                return Err(PlotError::TooNarrow { width, left: inner });
            }
        }
        let edges = edge_columns(&margins, columns);
        let legend = match key.rows_height(width - 2.0 * PADDING) {
            height if height > 0.0 => height + 4.0,
            _ => 0.0,
        };
        let mut insides = Vec::new();
        let mut y = PADDING + legend;
        for (row, margins) in self.panels.chunks(columns).zip(margins.chunks(columns)) {
            let edge = margins
                .iter()
                .copied()
                .fold(Margins::default(), Margins::max);
            let height = row_height(row, inner);
            let mut x = PADDING;
            for (_, sides) in row.iter().zip(&edges) {
                insides.push(Rect::new(x + sides.left, y + edge.top, inner, height));
                x += sides.left + inner + sides.right + COLUMN_GAP;
            }
            y += edge.top + height + edge.bottom + ROW_GAP;
        }
        Ok(Sheet {
            width,
            height: y - ROW_GAP + PADDING,
            insides,
        })
    }

    fn margins(
        &self,
        fonts: &Fonts,
        columns: usize,
        slots: &[Slot],
        inner: f64,
    ) -> Result<Vec<Margins>, PlotError> {
        let rows = self.panels.chunks(columns).zip(slots.chunks(columns));
        rows.flat_map(|(panels, slots)| {
            let inside = Rect::new(0.0, 0.0, inner, row_height(panels, inner));
            let pairs = panels.iter().zip(slots);
            pairs.map(move |(panel, slot)| panel.margins(fonts, slot, inside))
        })
        .collect()
    }
}

/// The size of the figure, and the insides of all panels.
struct Sheet {
    width: f64,
    height: f64,
    insides: Vec<Rect>,
}

fn row_height(row: &[Panel], inner: f64) -> f64 {
    inner * row.iter().map(Panel::aspect).fold(0.0, f64::max)
}

/// The widest margins of each column, with which the panels of a column are aligned.
fn edge_columns(margins: &[Margins], columns: usize) -> Vec<Margins> {
    let mut edges = vec![Margins::default(); columns];
    for row in margins.chunks(columns) {
        for (edge, &margin) in edges.iter_mut().zip(row) {
            *edge = edge.max(margin);
        }
    }
    edges
}

/// (a) to (z), then numbers.
fn letter(index: usize) -> String {
    let letter = u8::try_from(index).ok().filter(|&index| index < 26);
    match letter {
        Some(index) => format!("({})", char::from(b'a' + index)),
        None => format!("({})", index + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axes::Axis;
    use crate::page::Colour;
    use crate::panels::{Grid, HeatMap};

    fn decoded(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        (info.width, info.height, pixels)
    }

    #[test]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a small bitmap"
    )]
    fn the_bitmap_shows_the_colours_of_the_map_where_the_layout_says() {
        let grid = Grid::tabulate(11, 11, |x, y| 0.3 * x + 0.7 * y).unwrap();
        let map = HeatMap::new(Axis::linear("x"), Axis::linear("y"), grid);
        let figure = Figure::new().panel(map);
        let fonts = Fonts::load().unwrap();
        let slots = figure.slots(1).unwrap();
        let key = figure.key(&fonts).unwrap();
        let sheet = figure.sheet(&fonts, 1, &slots, &key).unwrap();

        let (width, height, pixels) = decoded(&figure.to_png(1000).unwrap());
        let scale = 1000.0 / sheet.width;
        assert_eq!(width, 1000);
        assert!((f64::from(height) - sheet.height * scale).abs() <= 0.5);
        for (u, v) in [(0.25, 0.25), (0.5, 0.75), (0.9, 0.2)] {
            let at = sheet.insides[0].at(u, v);
            let (column, row) = ((at.x * scale) as usize, (at.y * scale) as usize);
            let first = 3 * (row * 1000 + column);
            let seen = &pixels[first..first + 3];
            let colour = Colour::of_share(0.3 * u + 0.7 * v);
            for (one, other) in seen.iter().zip([colour.red, colour.green, colour.blue]) {
                assert!(one.abs_diff(other) < 6, "{seen:?} {colour} at {u} {v}");
            }
        }
    }

    #[test]
    fn letters_go_on_after_the_alphabet() {
        assert_eq!(letter(0), "(a)");
        assert_eq!(letter(25), "(z)");
        assert_eq!(letter(26), "(27)");
    }
}
