//! The bar beside a map that tells which colour is which value.

use super::axis::Span;
use super::frame::{FRAME_WIDTH, LABEL_SIZE, TICK_SIZE};
use super::ticks::Ticks;
use crate::error::PlotError;
use crate::page::{Anchor, Canvas, Colour, ColourMap, Fonts, Pen, Point, Rect, Rise, Setting};

const GAP: f64 = 6.0;
const WIDTH: f64 = 7.0;
const NUMBER_GAP: f64 = 2.5;
const PATCH: f64 = 7.0;
const PATCH_GAP: f64 = 3.0;
const SPACING: f64 = 17.0;

/// A colour bar, drawn along the right edge of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColourBar {
    pub span: Span,
    pub map: ColourMap,
    /// Levels that are drawn as lines in the map.
    pub levels: Vec<f64>,
    /// Whether the grey of "zero" occurs and needs a patch of its own.
    pub zero: bool,
}

impl ColourBar {
    fn bar(&self, inside: Rect) -> Rect {
        let below = if self.zero { PATCH + PATCH_GAP } else { 0.0 };
        Rect::new(inside.right() + GAP, inside.y, WIDTH, inside.height - below)
    }

    /// Numbers of the bar; where the grey patch says zero, the bar does not say it again.
    fn ticks(&self, height: f64) -> Ticks {
        let mut ticks = self.span.ticks(height, SPACING);
        if self.zero {
            ticks.ticks.retain(|tick| tick.value > 0.0);
        }
        ticks
    }

    /// Round levels inside the range of the colours: those of the numbers beside the bar.
    pub(crate) fn round_levels(&self, height: f64) -> Vec<f64> {
        self.ticks(height)
            .labelled()
            .map(|(value, _)| value)
            .filter(|&value| value > self.span.min && value < self.span.max)
            .collect()
    }

    fn label(&self, ticks: &Ticks) -> String {
        match ticks.exponent {
            Some(exponent) => format!("{} $/ 10^{{{exponent}}}$", self.span.label),
            None => self.span.label.clone(),
        }
    }

    /// Room that the bar takes at the right of a panel of this height.
    pub(crate) fn width(&self, fonts: &Fonts, height: f64) -> Result<f64, PlotError> {
        let ticks = self.ticks(height);
        let mut numbers: f64 = 0.0;
        for (_, label) in ticks.labelled() {
            numbers = numbers.max(fonts.set(label, TICK_SIZE)?.width);
        }
        let label = fonts.set(&self.label(&ticks), LABEL_SIZE)?.width;
        let bar = WIDTH + NUMBER_GAP + numbers;
        Ok(GAP + bar.max(label) + 2.0)
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas, inside: Rect) -> Result<(), PlotError> {
        let bar = self.bar(inside);
        let pen = Pen::new(Colour::INK, FRAME_WIDTH);
        self.draw_bands(canvas, bar);
        for &level in &self.levels {
            let share = self.span.share(level);
            if (0.0..=1.0).contains(&share) {
                let colour = contrast(self.map.at(share));
                canvas.line(
                    bar.at(0.0, share),
                    bar.at(1.0, share),
                    &Pen::new(colour, 0.6),
                );
            }
        }
        canvas.frame(bar, &pen);
        let ticks = self.ticks(inside.height);
        for (value, label) in ticks.labelled() {
            let at = bar.at(1.0, self.span.share(value));
            canvas.line(at, at.shifted(1.6, 0.0), &Pen::new(Colour::INK, 0.5));
            let block = canvas.fonts().set(label, TICK_SIZE)?;
            let place = at.shifted(NUMBER_GAP, 0.0);
            canvas.text(&block, &Setting::new(place, Anchor::Start, Rise::Middle));
        }
        if self.zero {
            let patch = Rect::new(bar.x, inside.bottom() - PATCH, WIDTH, PATCH);
            canvas.fill(patch, Colour::ZERO);
            canvas.frame(patch, &pen);
            let block = canvas.fonts().set("$0$", TICK_SIZE)?;
            let place = patch.at(1.0, 0.5).shifted(NUMBER_GAP, 0.0);
            canvas.text(&block, &Setting::new(place, Anchor::Start, Rise::Middle));
        }
        let block = canvas.fonts().set(&self.label(&ticks), LABEL_SIZE)?;
        let at = Point::new(bar.x, inside.y - 4.5);
        canvas.text(&block, &Setting::new(at, Anchor::Start, Rise::Baseline));
        Ok(())
    }

    /// Bands overlap downwards, so that no seam between them lets the paper through.
    fn draw_bands(&self, canvas: &mut Canvas, bar: Rect) {
        const BANDS: u8 = 128;
        for band in (0..BANDS).rev() {
            let top = (f64::from(band) + 1.0) / f64::from(BANDS);
            let colour = self.map.at((f64::from(band) + 0.5) / f64::from(BANDS));
            let corner = bar.at(0.0, top);
            let rest = Rect::new(corner.x, corner.y, bar.width, bar.bottom() - corner.y);
            canvas.fill(rest, colour);
        }
    }
}

/// Black or white, whichever is seen better on the colour.
pub(crate) fn contrast(colour: Colour) -> Colour {
    if colour.lightness() > 0.55 {
        Colour::INK
    } else {
        Colour::WHITE
    }
}
