//! Legends, which name the series of the lines and markers.

use super::series::Look;
use crate::error::PlotError;
use crate::page::{
    Anchor, Canvas, Colour, Fonts, Pen, Point, Rect, Rise, TICK_SIZE, TextPlace, Typeset,
};

const SAMPLE: f64 = 20.0;
const SAMPLE_GAP: f64 = 4.0;
const ROW: f64 = 10.5;
const COLUMN_GAP: f64 = 12.0;
const PADDING: f64 = 3.0;

/// The place of the legend of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Legend {
    /// Inside the frame, where no data is. If there is no such place, a vertical axis without fixed
    /// range is extended; with a fixed range the legend is above the frame.
    #[default]
    Inside,
    /// Above the frame.
    Above,
    /// The legend is not drawn.
    Hidden,
}

/// A legend whose texts are typeset.
pub(crate) struct Key {
    entries: Vec<(Look, Typeset)>,
}

impl Key {
    pub(crate) fn new(fonts: &Fonts, looks: &[Look]) -> Result<Self, PlotError> {
        let entries = looks
            .iter()
            .filter(|look| !look.label.is_empty())
            .map(|look| Ok((look.clone(), fonts.set(&look.label, TICK_SIZE)?)))
            .collect::<Result<_, PlotError>>()?;
        Ok(Self { entries })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Width and height of the legend with one entry below the other.
    pub(crate) fn column_size(&self) -> (f64, f64) {
        let widths = self.entries.iter().map(|(_, text)| entry_width(text));
        (
            2.0 * PADDING + widths.fold(0.0, f64::max),
            2.0 * PADDING + ROW * self.entries.len() as f64,
        )
    }

    /// Draws one entry below the other, on a white background that hides the ticks of a frame.
    pub(crate) fn draw_column(&self, canvas: &mut Canvas, place: Rect) {
        let pen = Pen::new(Colour::WHITE, 0.0);
        canvas.rounded(place, 1.5, Colour::WHITE, &pen);
        let mut at = Point::new(place.x + PADDING, place.y + PADDING + ROW / 2.0);
        for (look, text) in &self.entries {
            draw_entry(canvas, look, text, at);
            at = at.shifted(0.0, ROW);
        }
    }

    /// The entries of each line if they are placed side by side within a width.
    fn rows(&self, width: f64) -> Vec<&[(Look, Typeset)]> {
        let mut rows = Vec::new();
        let mut rest = &self.entries[..];
        while !rest.is_empty() {
            let mut used = 0.0;
            let fitting = rest
                .iter()
                .take_while(|(_, text)| {
                    used += entry_width(text) + COLUMN_GAP;
                    used - COLUMN_GAP <= width
                })
                .count()
                .max(1);
            let (row, after) = rest.split_at(fitting);
            rows.push(row);
            rest = after;
        }
        rows
    }

    pub(crate) fn rows_height(&self, width: f64) -> f64 {
        ROW * self.rows(width).len() as f64
    }

    /// Draws centred lines of entries, from the top of the place down.
    pub(crate) fn draw_rows(&self, canvas: &mut Canvas, place: Rect) {
        let mut y = place.y + ROW / 2.0;
        for row in self.rows(place.width) {
            let width: f64 = row
                .iter()
                .map(|(_, text)| entry_width(text) + COLUMN_GAP)
                .sum::<f64>()
                - COLUMN_GAP;
            let mut x = place.x + (place.width - width) / 2.0;
            for (look, text) in row {
                draw_entry(canvas, look, text, Point::new(x, y));
                x += entry_width(text) + COLUMN_GAP;
            }
            y += ROW;
        }
    }
}

fn entry_width(text: &Typeset) -> f64 {
    SAMPLE + SAMPLE_GAP + text.width
}

fn draw_entry(canvas: &mut Canvas, look: &Look, text: &Typeset, at: Point) {
    if let Some(pen) = look.pen() {
        canvas.line(at, at.shifted(SAMPLE, 0.0), &pen);
    }
    if let Some(marker) = look.marker {
        marker.draw(canvas, at.shifted(SAMPLE / 2.0, 0.0), look.colour);
    }
    let place = at.shifted(SAMPLE + SAMPLE_GAP, 0.0);
    canvas.text(text, TextPlace::new(place, Anchor::Start, Rise::Middle));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::series::Series;

    #[test]
    fn entries_are_wrapped_into_lines() {
        let fonts = Fonts::load().unwrap();
        let looks: Vec<Look> = (0..4)
            .map(|index| Series::line("series", [(0.0, 0.0)]).look(index))
            .collect();
        let key = Key::new(&fonts, &looks).unwrap();
        assert_eq!(key.rows_height(1000.0), ROW);
        assert_eq!(key.rows_height(1.0), 4.0 * ROW);
    }
}
