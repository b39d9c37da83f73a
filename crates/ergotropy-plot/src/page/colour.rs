//! Colours, the scale of the maps and the palette of the series.

use std::fmt;

/// An opaque colour.
///
/// ```
/// use ergotropy_plot::Colour;
/// assert_eq!(Colour::new(255, 0, 16).to_string(), "#ff0010");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0 to 255 in sRGB.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Nearly black: text, frames and marks.
    pub const INK: Self = Self::new(0x1a, 0x1a, 0x1a);
    /// White: paper and halos.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// The neutral grey of the region where a quantity is zero; no colour map passes through it.
    pub const ZERO: Self = Self::new(0xdc, 0xdc, 0xdc);
    /// Middle grey: reference lines.
    pub const GREY: Self = Self::new(0x80, 0x80, 0x80);

    /// A colour from its sRGB parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Perceived lightness from 0 (black) to 1 (white), the grey level in monochrome print.
    pub fn lightness(self) -> f64 {
        (0.299 * f64::from(self.red) + 0.587 * f64::from(self.green) + 0.114 * f64::from(self.blue))
            / 255.0
    }

    /// This colour mixed with white; `share` is the part of white, from 0 to 1.
    #[must_use]
    pub fn tinted(self, share: f64) -> Self {
        let mix = |part: u8| byte(f64::from(part) + (255.0 - f64::from(part)) * share);
        Self::new(mix(self.red), mix(self.green), mix(self.blue))
    }

    /// Ink or white, whichever contrasts more with this colour.
    pub(crate) fn contrast(self) -> Self {
        if self.lightness() > 0.55 {
            Self::INK
        } else {
            Self::WHITE
        }
    }

    /// The colour of a map (viridis) at a fraction of its scale. The scale is perceptually uniform, and
    /// its lightness rises, so that it is readable in grey print. Fractions outside 0..=1 get the
    /// colour of the nearer end.
    pub fn of_share(share: f64) -> Self {
        let share = if share.is_nan() { 0.0 } else { share };
        let colour = colorous::VIRIDIS.eval_continuous(share.clamp(0.0, 1.0));
        Self::new(colour.r, colour.g, colour.b)
    }

    /// The colour of series number `index`: one of eight colours that colour-blind readers can
    /// distinguish and that differ in lightness; they repeat after the eighth.
    pub fn of_series(index: usize) -> Self {
        const SERIES: [Colour; 8] = [
            Colour::new(0x00, 0x3f, 0x7f),
            Colour::new(0xd5, 0x5e, 0x00),
            Colour::new(0x00, 0x9e, 0x73),
            Colour::new(0x8f, 0x2f, 0x70),
            Colour::new(0x3a, 0x9b, 0xdc),
            Colour::new(0x1a, 0x1a, 0x1a),
            Colour::new(0xb8, 0x8a, 0x00),
            Colour::new(0x7a, 0x7a, 0x7a),
        ];
        SERIES[index % SERIES.len()]
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "#{:02x}{:02x}{:02x}",
            self.red, self.green, self.blue
        )
    }
}

/// The byte nearest to a number; 0 or 255 for numbers outside.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of a byte"
)]
pub(crate) fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_of_maps_grows_lighter() {
        let steps: Vec<f64> = (0..=20)
            .map(|step| Colour::of_share(f64::from(step) / 20.0).lightness())
            .collect();
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn neighbouring_series_differ_in_grey() {
        for index in 0..5 {
            let one = Colour::of_series(index).lightness();
            let next = Colour::of_series(index + 1).lightness();
            assert!((one - next).abs() > 0.05, "series {index}: {one} {next}");
        }
    }
}
