//! The frame of a panel: box, ticks, numbers, axis labels and title.

use super::plane::Plane;
use super::slot::Slot;
use super::ticks::Ticks;
use crate::error::PlotError;
use crate::page::{
    Anchor, Canvas, Colour, Fonts, LABEL_SIZE, Margins, Pen, Point, Rise, TICK_SIZE, TextPlace,
};

pub(super) const FRAME_WIDTH: f64 = 0.6;
const TICK_LENGTH: f64 = 3.0;
const MINOR_LENGTH: f64 = 1.6;
const TICK_WIDTH: f64 = 0.5;
const NUMBER_GAP: f64 = 2.5;
const LABEL_GAP: f64 = 4.0;
const X_LABEL_GAP: f64 = 2.0;
const X_SPACING: f64 = 20.0;
const Y_SPACING: f64 = 19.0;
/// Height of the line above a frame with letter, title and power of ten.
pub(crate) const HEAD: f64 = LABEL_SIZE + 6.0;

/// The frame around the inside of a panel.
pub(crate) struct Frame<'a> {
    plane: &'a Plane,
    title: Option<&'a str>,
    slot: &'a Slot,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(plane: &'a Plane, title: Option<&'a str>, slot: &'a Slot) -> Self {
        Self { plane, title, slot }
    }

    fn x_ticks(&self) -> Ticks {
        self.plane.x.ticks(self.plane.inside.width, X_SPACING)
    }

    fn y_ticks(&self) -> Ticks {
        self.plane.y.ticks(self.plane.inside.height, Y_SPACING)
    }

    /// Room for numbers, labels and title around an inside of this size.
    pub(crate) fn margins(&self, fonts: &Fonts) -> Result<Margins, PlotError> {
        let Plane { x, y, inside } = self.plane;
        let (x_ticks, y_ticks) = (self.x_ticks(), self.y_ticks());
        let x_label = fonts.set(&x.label, LABEL_SIZE)?;
        let left = if self.slot.vertical {
            let label = fonts.set(&y.label, LABEL_SIZE)?;
            y_ticks.width(fonts)? + NUMBER_GAP + LABEL_GAP + label.height() + 1.0
        } else {
            NUMBER_GAP + 3.0
        };
        let mut right: f64 = 4.0;
        if let Some((value, label)) = x_ticks.labelled().last() {
            let half = fonts.set(label, TICK_SIZE)?.width / 2.0;
            right = right.max(half - (1.0 - x.share(value)) * inside.width + 1.0);
        }
        let headed =
            self.title.is_some() || self.slot.letter.is_some() || y_ticks.exponent.is_some();
        Ok(Margins {
            left,
            right,
            top: if headed { HEAD } else { 5.0 },
            bottom: NUMBER_GAP + TICK_SIZE + X_LABEL_GAP + x_label.height(),
        })
    }

    /// Draws the frame around the inside of the panel.
    pub(crate) fn draw(&self, canvas: &mut Canvas) -> Result<(), PlotError> {
        let (x_ticks, y_ticks) = (self.x_ticks(), self.y_ticks());
        self.draw_ticks(canvas, &x_ticks, &y_ticks);
        canvas.frame(self.plane.inside, &Pen::new(Colour::INK, FRAME_WIDTH));
        self.draw_x_numbers(canvas, &x_ticks)?;
        if self.slot.vertical {
            self.draw_y_numbers(canvas, &y_ticks)?;
        }
        self.draw_head(canvas, &y_ticks)
    }

    /// Draws ticks inwards from opposite edges, but not in the corners.
    fn draw_ticks(&self, canvas: &mut Canvas, x_ticks: &Ticks, y_ticks: &Ticks) {
        let Plane { x, y, inside } = self.plane;
        let mut lines = Vec::new();
        for (axis, ticks, upright) in [(x, x_ticks, true), (y, y_ticks, false)] {
            for tick in &ticks.ticks {
                let share = axis.share(tick.value);
                if !(0.004..=0.996).contains(&share) {
                    continue;
                }
                let length = if tick.label.is_some() {
                    TICK_LENGTH
                } else {
                    MINOR_LENGTH
                };
                for (edge, inwards) in [(0.0, length), (1.0, -length)] {
                    let (from, (dx, dy)) = if upright {
                        (inside.at(share, edge), (0.0, -inwards))
                    } else {
                        (inside.at(edge, share), (inwards, 0.0))
                    };
                    lines.push((from, from.shifted(dx, dy)));
                }
            }
        }
        canvas.lines(&lines, &Pen::new(Colour::INK, TICK_WIDTH));
    }

    fn draw_x_numbers(&self, canvas: &mut Canvas, ticks: &Ticks) -> Result<(), PlotError> {
        let Plane { x, inside, .. } = self.plane;
        let mut free_from = f64::NEG_INFINITY;
        for (value, label) in ticks.labelled() {
            let text = canvas.fonts().set(label, TICK_SIZE)?;
            let edge = inside.at(x.share(value), 0.0);
            let at = edge.shifted(0.0, NUMBER_GAP + 0.72 * TICK_SIZE);
            if at.x - text.width / 2.0 >= free_from {
                free_from = at.x + text.width / 2.0 + 2.0;
                canvas.text(&text, TextPlace::new(at, Anchor::Middle, Rise::Baseline));
            }
        }
        let label = match ticks.exponent {
            Some(exponent) => format!("{}  ($×10^{{{exponent}}}$)", x.label),
            None => x.label.clone(),
        };
        let text = canvas.fonts().set(&label, LABEL_SIZE)?;
        let below = NUMBER_GAP + TICK_SIZE + X_LABEL_GAP + text.ascent;
        let at = inside.at(0.5, 0.0).shifted(0.0, below);
        canvas.text(&text, TextPlace::new(at, Anchor::Middle, Rise::Baseline));
        Ok(())
    }

    fn draw_y_numbers(&self, canvas: &mut Canvas, ticks: &Ticks) -> Result<(), PlotError> {
        let Plane { y, inside, .. } = self.plane;
        for (value, label) in ticks.labelled() {
            let text = canvas.fonts().set(label, TICK_SIZE)?;
            let at = inside.at(0.0, y.share(value)).shifted(-NUMBER_GAP, 0.0);
            canvas.text(&text, TextPlace::new(at, Anchor::End, Rise::Middle));
        }
        let text = canvas.fonts().set(&y.label, LABEL_SIZE)?;
        let away = -NUMBER_GAP - ticks.width(canvas.fonts())? - LABEL_GAP - text.descent;
        let at = inside.at(0.0, 0.5).shifted(away, 0.0);
        let place = TextPlace::new(at, Anchor::Middle, Rise::Baseline);
        canvas.text(&text, place.turned(-90.0));
        Ok(())
    }

    /// Draws panel letter and title above the frame, and the power of ten of the numbers at the left.
    fn draw_head(&self, canvas: &mut Canvas, y_ticks: &Ticks) -> Result<(), PlotError> {
        let inside = self.plane.inside;
        let mut at = Point::new(inside.x, inside.y - 4.5);
        if let (Some(exponent), true) = (y_ticks.exponent, self.slot.vertical) {
            let power = format!("$×10^{{{exponent}}}$");
            let text = canvas.fonts().set(&power, TICK_SIZE)?;
            canvas.text(&text, TextPlace::new(at, Anchor::Start, Rise::Baseline));
            at.x += text.width + 5.0;
        }
        if let Some(letter) = &self.slot.letter {
            let text = canvas.fonts().set_bold(letter, LABEL_SIZE)?;
            // A mark on the corner of the frame extends slightly beyond it.
            at.x += 7.0;
            canvas.text(&text, TextPlace::new(at, Anchor::Start, Rise::Baseline));
            at.x += text.width + 5.0;
        }
        if let Some(title) = self.title {
            let text = canvas.fonts().set(title, LABEL_SIZE)?;
            at.x = inside.at(0.5, 1.0).x.max(at.x + text.width / 2.0);
            canvas.text(&text, TextPlace::new(at, Anchor::Middle, Rise::Baseline));
        }
        Ok(())
    }
}
