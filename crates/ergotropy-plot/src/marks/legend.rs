//! Legends: which line is which series.

use super::series::Look;
use crate::axes::TICK_SIZE;
use crate::error::PlotError;
use crate::page::{Anchor, Block, Canvas, Colour, Fonts, Pen, Point, Rect, Rise, Setting};

const SAMPLE: f64 = 20.0;
const SAMPLE_GAP: f64 = 4.0;
pub(crate) const ROW: f64 = 10.5;
const COLUMN_GAP: f64 = 12.0;
const PADDING: f64 = 3.0;

/// Where the legend of a panel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Legend {
    /// Inside the frame where no data is; a vertical axis without fixed range grows if there is
    /// no such place, and above the frame if the range is fixed.
    #[default]
    Inside,
    /// Above the frame.
    Above,
    /// At the right ends of the lines, each label in the colour of its line.
    Direct,
    /// Nowhere.
    Hidden,
}

/// A legend that has been set.
pub(crate) struct Key {
    entries: Vec<(Look, Block)>,
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

    fn widest(&self) -> f64 {
        self.entries
            .iter()
            .fold(0.0, |widest, (_, block)| block.width.max(widest))
    }

    /// Width and height with one entry below the other.
    pub(crate) fn column_size(&self) -> (f64, f64) {
        (
            2.0 * PADDING + SAMPLE + SAMPLE_GAP + self.widest(),
            2.0 * PADDING + ROW * self.entries.len() as f64,
        )
    }

    pub(crate) fn draw_column(&self, canvas: &mut Canvas, place: Rect) {
        let mut at = Point::new(place.x + PADDING, place.y + PADDING + ROW / 2.0);
        for (look, block) in &self.entries {
            draw_entry(canvas, look, block, at);
            at = at.shifted(0.0, ROW);
        }
    }

    /// Entries of each line when they stand side by side within a width.
    fn rows(&self, width: f64) -> Vec<&[(Look, Block)]> {
        let mut rows = Vec::new();
        let mut rest = &self.entries[..];
        while !rest.is_empty() {
            let mut used = 0.0;
            let fitting = rest
                .iter()
                .take_while(|(_, block)| {
                    used += entry_width(block) + COLUMN_GAP;
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

    /// Draws centred lines of entries from the top of the place.
    pub(crate) fn draw_rows(&self, canvas: &mut Canvas, place: Rect) {
        let mut y = place.y + ROW / 2.0;
        for row in self.rows(place.width) {
            let width: f64 = row
                .iter()
                .map(|(_, block)| entry_width(block) + COLUMN_GAP)
                .sum::<f64>()
                - COLUMN_GAP;
            let mut x = place.x + (place.width - width) / 2.0;
            for (look, block) in row {
                draw_entry(canvas, look, block, Point::new(x, y));
                x += entry_width(block) + COLUMN_GAP;
            }
            y += ROW;
        }
    }

    /// Room at the right of a frame for labels at the ends of the lines.
    pub(crate) fn direct_width(&self) -> f64 {
        self.widest() + 5.0
    }

    /// Draws the labels at the given ends (one for each entry), apart enough to be read.
    pub(crate) fn draw_direct(&self, canvas: &mut Canvas, inside: Rect, ends: &[f64]) {
        let mut order: Vec<usize> = (0..self.entries.len().min(ends.len())).collect();
        order.sort_by(|&one, &other| ends[one].total_cmp(&ends[other]));
        let mut heights: Vec<f64> = order.iter().map(|&index| ends[index]).collect();
        spread(&mut heights, ROW - 1.5, inside.y, inside.bottom());
        for (&index, y) in order.iter().zip(heights) {
            let (look, block) = &self.entries[index];
            let at = Point::new(inside.right() + 4.0, y);
            let mut setting = Setting::new(at, Anchor::Start, Rise::Middle);
            setting.colour = look.colour;
            canvas.text(block, &setting);
        }
    }
}

/// Moves ascending positions apart to at least `gap`, within limits as long as they fit, and close
/// to where they were: neighbours in conflict share the displacement.
fn spread(positions: &mut [f64], gap: f64, low: f64, high: f64) {
    // Groups of touching labels: their count and the mean of where they want to start.
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for &position in positions.iter() {
        groups.push((1.0, position));
        while let [.., (count, start), (next_count, next)] = groups[..] {
            if start + count * gap <= next {
                break;
            }
            let total = count + next_count;
            let merged = (count * start + next_count * (next - count * gap)) / total;
            groups.truncate(groups.len() - 2);
            groups.push((total, merged));
        }
    }
    let mut index = 0;
    for (count, start) in groups {
        let mut at = start.min(high - (count - 1.0) * gap).max(low);
        let mut left = count;
        while left > 0.0 && index < positions.len() {
            positions[index] = at;
            at += gap;
            left -= 1.0;
            index += 1;
        }
    }
}

fn entry_width(block: &Block) -> f64 {
    SAMPLE + SAMPLE_GAP + block.width
}

fn draw_entry(canvas: &mut Canvas, look: &Look, block: &Block, at: Point) {
    if let Some(pen) = look.pen() {
        canvas.line(at, at.shifted(SAMPLE, 0.0), &pen);
    }
    if let Some(marker) = look.marker {
        marker.draw(canvas, at.shifted(SAMPLE / 2.0, 0.0), look.colour);
    }
    let place = at.shifted(SAMPLE + SAMPLE_GAP, 0.0);
    canvas.text(block, &Setting::new(place, Anchor::Start, Rise::Middle));
}

/// Paper behind a legend that stands on the ticks of a frame.
pub(crate) fn backing(canvas: &mut Canvas, place: Rect) {
    let pen = Pen::new(Colour::WHITE, 0.0);
    canvas.rounded(place, 1.5, Some(Colour::WHITE), &pen);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_and_stay_in_order() {
        let mut positions = [10.0, 11.0, 12.0, 50.0];
        spread(&mut positions, 8.0, 0.0, 60.0);
        assert_eq!(positions, [3.0, 11.0, 19.0, 50.0]);
        let mut positions = [58.0, 59.0];
        spread(&mut positions, 8.0, 0.0, 60.0);
        assert_eq!(positions, [52.0, 60.0]);
    }

    #[test]
    fn entries_are_wrapped_into_lines() {
        let fonts = Fonts::load().unwrap();
        let looks: Vec<Look> = (0..4)
            .map(|index| crate::Series::line("series", [(0.0, 0.0)]).look(index))
            .collect();
        let key = Key::new(&fonts, &looks).unwrap();
        assert_eq!(key.rows_height(1000.0), ROW);
        assert_eq!(key.rows_height(1.0), 4.0 * ROW);
    }
}
