//! The frame of a panel: box, ticks, numbers, axis labels and title.

use super::axis::Span;
use super::ticks::Ticks;
use crate::error::PlotError;
use crate::page::{Anchor, Canvas, Colour, Fonts, Margins, Pen, Point, Rect, Rise, Setting};

/// Sizes of type and of the parts of a frame, in points.
pub(crate) const LABEL_SIZE: f64 = 9.0;
pub(crate) const TICK_SIZE: f64 = 7.5;
pub(crate) const FRAME_WIDTH: f64 = 0.6;
pub(crate) const TICK_LENGTH: f64 = 3.0;
const MINOR_LENGTH: f64 = 1.6;
const TICK_WIDTH: f64 = 0.5;
const NUMBER_GAP: f64 = 2.5;
const LABEL_GAP: f64 = 4.0;
const X_LABEL_GAP: f64 = 2.0;
const X_SPACING: f64 = 20.0;
const Y_SPACING: f64 = 19.0;

/// Which parts of the left edge are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeftEdge {
    Written,
    /// The neighbour on the left shows the same axis.
    Bare,
}

/// Frame of a panel before its place is known.
pub(crate) struct Frame<'a> {
    pub x: &'a Span,
    pub y: &'a Span,
    pub title: Option<&'a str>,
    pub letter: Option<String>,
    pub left: LeftEdge,
}

impl Frame<'_> {
    /// Room for numbers, labels and title around an inside of about this size.
    pub(crate) fn margins(
        &self,
        fonts: &Fonts,
        width: f64,
        height: f64,
    ) -> Result<Margins, PlotError> {
        let x_label = fonts.set(&self.x.label, LABEL_SIZE)?;
        let bottom = NUMBER_GAP + TICK_SIZE + X_LABEL_GAP + x_label.height();
        let left = match self.left {
            LeftEdge::Bare => NUMBER_GAP + 3.0,
            LeftEdge::Written => {
                let numbers = self.number_width(fonts, height)?;
                let label = fonts.set(&self.y.label, LABEL_SIZE)?;
                numbers + NUMBER_GAP + LABEL_GAP + label.height() + 1.0
            }
        };
        let x_ticks = self.x.ticks(width, X_SPACING);
        let mut right: f64 = 4.0;
        if let Some((value, label)) = x_ticks.labelled().last() {
            let beyond =
                fonts.set(label, TICK_SIZE)?.width / 2.0 - (1.0 - self.x.share(value)) * width;
            right = right.max(beyond + 1.0);
        }
        let titled = self.title.is_some() || self.letter.is_some();
        let y_exponent = self.y.ticks(height, Y_SPACING).exponent.is_some();
        let top = if titled || y_exponent {
            LABEL_SIZE + 6.0
        } else {
            5.0
        };
        Ok(Margins {
            left,
            right,
            top,
            bottom,
        })
    }

    fn number_width(&self, fonts: &Fonts, height: f64) -> Result<f64, PlotError> {
        let mut width: f64 = 0.0;
        for (_, label) in self.y.ticks(height, Y_SPACING).labelled() {
            width = width.max(fonts.set(label, TICK_SIZE)?.width);
        }
        Ok(width)
    }

    /// Draws the frame around the inside of the panel.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        ticks: Colour,
    ) -> Result<(), PlotError> {
        let x_ticks = self.x.ticks(inside.width, X_SPACING);
        let y_ticks = self.y.ticks(inside.height, Y_SPACING);
        self.draw_ticks(canvas, inside, ticks, &x_ticks, &y_ticks);
        canvas.frame(inside, &Pen::new(Colour::INK, FRAME_WIDTH));
        self.draw_x_numbers(canvas, inside, &x_ticks)?;
        if self.left == LeftEdge::Written {
            self.draw_y_numbers(canvas, inside, &y_ticks)?;
        }
        self.draw_head(canvas, inside, &y_ticks)
    }

    fn draw_ticks(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        colour: Colour,
        x_ticks: &Ticks,
        y_ticks: &Ticks,
    ) {
        let pen = Pen::new(colour, TICK_WIDTH);
        let length = |major: bool| if major { TICK_LENGTH } else { MINOR_LENGTH };
        for tick in &x_ticks.ticks {
            let share = self.x.share(tick.value);
            let long = length(tick.label.is_some());
            if (0.004..=0.996).contains(&share) {
                let (low, high) = (inside.at(share, 0.0), inside.at(share, 1.0));
                canvas.line(low, low.shifted(0.0, -long), &pen);
                canvas.line(high, high.shifted(0.0, long), &pen);
            }
        }
        for tick in &y_ticks.ticks {
            let share = self.y.share(tick.value);
            let long = length(tick.label.is_some());
            if (0.004..=0.996).contains(&share) {
                let (left, right) = (inside.at(0.0, share), inside.at(1.0, share));
                canvas.line(left, left.shifted(long, 0.0), &pen);
                canvas.line(right, right.shifted(-long, 0.0), &pen);
            }
        }
    }

    fn draw_x_numbers(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        ticks: &Ticks,
    ) -> Result<(), PlotError> {
        let mut free_from = f64::NEG_INFINITY;
        for (value, label) in ticks.labelled() {
            let block = canvas.fonts().set(label, TICK_SIZE)?;
            let at = inside
                .at(self.x.share(value), 0.0)
                .shifted(0.0, NUMBER_GAP + 0.72 * TICK_SIZE);
            if at.x - block.width / 2.0 >= free_from {
                free_from = at.x + block.width / 2.0 + 2.0;
                canvas.text(&block, &Setting::new(at, Anchor::Middle, Rise::Baseline));
            }
        }
        let label = with_exponent(&self.x.label, ticks);
        let block = canvas.fonts().set(&label, LABEL_SIZE)?;
        let at = inside
            .at(0.5, 0.0)
            .shifted(0.0, NUMBER_GAP + TICK_SIZE + X_LABEL_GAP + block.ascent);
        canvas.text(&block, &Setting::new(at, Anchor::Middle, Rise::Baseline));
        Ok(())
    }

    fn draw_y_numbers(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        ticks: &Ticks,
    ) -> Result<(), PlotError> {
        let mut widest: f64 = 0.0;
        for (value, label) in ticks.labelled() {
            let block = canvas.fonts().set(label, TICK_SIZE)?;
            widest = widest.max(block.width);
            let at = inside
                .at(0.0, self.y.share(value))
                .shifted(-NUMBER_GAP, 0.0);
            canvas.text(&block, &Setting::new(at, Anchor::End, Rise::Middle));
        }
        let block = canvas.fonts().set(&self.y.label, LABEL_SIZE)?;
        let at = inside
            .at(0.0, 0.5)
            .shifted(-NUMBER_GAP - widest - LABEL_GAP - block.descent, 0.0);
        let mut setting = Setting::new(at, Anchor::Middle, Rise::Baseline);
        setting.angle = -90.0;
        canvas.text(&block, &setting);
        Ok(())
    }

    /// Panel letter and title above the frame, and the power of ten of the numbers at the left.
    fn draw_head(
        &self,
        canvas: &mut Canvas,
        inside: Rect,
        y_ticks: &Ticks,
    ) -> Result<(), PlotError> {
        let base = Point::new(inside.x, inside.y - 4.5);
        let mut free_from = inside.x;
        if let (Some(exponent), LeftEdge::Written) = (y_ticks.exponent, self.left) {
            let block = canvas
                .fonts()
                .set(&format!("$×10^{{{exponent}}}$"), TICK_SIZE)?;
            canvas.text(&block, &Setting::new(base, Anchor::Start, Rise::Baseline));
            free_from += block.width + 5.0;
        }
        if let Some(letter) = &self.letter {
            let block = canvas.fonts().set_bold(letter, LABEL_SIZE)?;
            // A mark on the corner of the frame reaches a little beyond it.
            free_from += 7.0;
            let at = Point::new(free_from, base.y);
            canvas.text(&block, &Setting::new(at, Anchor::Start, Rise::Baseline));
            free_from += block.width + 5.0;
        }
        if let Some(title) = self.title {
            let block = canvas.fonts().set(title, LABEL_SIZE)?;
            let centre = inside.at(0.5, 1.0).x.max(free_from + block.width / 2.0);
            let at = Point::new(centre, base.y);
            canvas.text(&block, &Setting::new(at, Anchor::Middle, Rise::Baseline));
        }
        Ok(())
    }
}

fn with_exponent(label: &str, ticks: &Ticks) -> String {
    match ticks.exponent {
        Some(exponent) => format!("{label}  ($×10^{{{exponent}}}$)"),
        None => label.to_owned(),
    }
}
