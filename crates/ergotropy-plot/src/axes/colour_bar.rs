//! The colour bar beside a map, which shows the value of each colour.

use super::frame::FRAME_WIDTH;
use super::span::{Scale, Span};
use super::ticks::{self, Ticks};
use crate::error::PlotError;
use crate::page::{
    Anchor, Canvas, Colour, Fonts, LABEL_SIZE, Pen, Point, Rect, Rise, TICK_SIZE, TextPlace,
    indexed_png,
};

const GAP: f64 = 6.0;
const WIDTH: f64 = 7.0;
const NUMBER_GAP: f64 = 2.5;
const PATCH: f64 = 7.0;
const PATCH_GAP: f64 = 3.0;
const SPACING: f64 = 17.0;

/// A colour bar, drawn along the right edge of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColourBar<'a> {
    pub span: Span,
    /// Levels that are drawn as lines in the map.
    pub levels: &'a [f64],
    /// Whether the grey of zero occurs, which has a patch of its own.
    pub zero: bool,
}

impl ColourBar<'_> {
    fn bar(&self, inside: Rect) -> Rect {
        let below = if self.zero { PATCH + PATCH_GAP } else { 0.0 };
        Rect::new(inside.right() + GAP, inside.y, WIDTH, inside.height - below)
    }

    /// Numbers of the bar; zero is left out if the grey patch shows it.
    fn ticks(&self, height: f64) -> Ticks {
        let mut ticks = match self.span.scale {
            Scale::CubeRoot => ticks::values(&self.spaced_levels(height)),
            _ => self.span.ticks(height, SPACING),
        };
        if self.zero {
            ticks.ticks.retain(|tick| tick.value > 0.0);
        }
        ticks
    }

    /// The levels, from the greatest one down, that leave room for each other's numbers.
    fn spaced_levels(&self, height: f64) -> Vec<f64> {
        let mut levels = self.levels.to_vec();
        levels.sort_by(|a, b| b.total_cmp(a));
        let mut free_below = 1.0 + SPACING / height;
        levels.retain(|&level| {
            let share = self.span.share(level);
            let is_free =
                (0.0..=1.0).contains(&share) && share <= free_below - 0.6 * SPACING / height;
            if is_free {
                free_below = share;
            }
            is_free
        });
        levels
    }

    fn label(&self, ticks: &Ticks) -> String {
        match ticks.exponent {
            Some(exponent) => format!("{} $/ 10^{{{exponent}}}$", self.span.label),
            None => self.span.label.clone(),
        }
    }

    /// Room that the bar needs at the right of a panel of this height.
    pub(crate) fn width(&self, fonts: &Fonts, height: f64) -> Result<f64, PlotError> {
        let ticks = self.ticks(height);
        let label = fonts.set(&self.label(&ticks), LABEL_SIZE)?.width;
        let bar = WIDTH + NUMBER_GAP + ticks.width(fonts)?;
        Ok(GAP + bar.max(label) + 2.0)
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas, inside: Rect) -> Result<(), PlotError> {
        let bar = self.bar(inside);
        let pen = Pen::new(Colour::INK, FRAME_WIDTH);
        canvas.image(bar, &column()?);
        for &level in self.levels {
            let share = self.span.share(level);
            if (0.0..=1.0).contains(&share) {
                let pen = Pen::new(Colour::of_share(share).contrast(), 0.6);
                canvas.line(bar.at(0.0, share), bar.at(1.0, share), &pen);
            }
        }
        canvas.frame(bar, &pen);
        let ticks = self.ticks(inside.height);
        for (value, label) in ticks.labelled() {
            let at = bar.at(1.0, self.span.share(value));
            canvas.line(at, at.shifted(1.6, 0.0), &Pen::new(Colour::INK, 0.5));
            draw_number(canvas, label, at)?;
        }
        if self.zero {
            let patch = Rect::new(bar.x, inside.bottom() - PATCH, WIDTH, PATCH);
            canvas.fill(patch, Colour::ZERO);
            canvas.frame(patch, &pen);
            draw_number(canvas, "$0$", patch.at(1.0, 0.5))?;
        }
        let text = canvas.fonts().set(&self.label(&ticks), LABEL_SIZE)?;
        let at = Point::new(bar.x, inside.y - 4.5);
        canvas.text(&text, TextPlace::new(at, Anchor::Start, Rise::Baseline));
        Ok(())
    }
}

fn draw_number(canvas: &mut Canvas, label: &str, at: Point) -> Result<(), PlotError> {
    let text = canvas.fonts().set(label, TICK_SIZE)?;
    let at = at.shifted(NUMBER_GAP, 0.0);
    canvas.text(&text, TextPlace::new(at, Anchor::Start, Rise::Middle));
    Ok(())
}

/// The colours from the bottom to the top, as one column of pixels.
fn column() -> Result<Vec<u8>, PlotError> {
    const SHADES: u8 = 128;
    let shade = |at: u8| Colour::of_share((f64::from(at) + 0.5) / f64::from(SHADES));
    let palette: Vec<Colour> = (0..SHADES).map(shade).collect();
    let pixels: Vec<u8> = (0..SHADES).rev().collect();
    indexed_png((1, SHADES.into()), &palette, &pixels)
}
