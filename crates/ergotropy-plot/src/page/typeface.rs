//! Typefaces: shaping labels into glyphs and drawing glyphs as paths.

use std::fmt::Write as _;

use rustybuzz::{Face, UnicodeBuffer, ttf_parser};

use super::decimal::decimal;
use super::markup::{Piece, Style, parse};
use crate::error::PlotError;

/// Size of labels, in points.
pub(crate) const LABEL_SIZE: f64 = 9.0;
/// Size of the numbers along axes, in points.
pub(crate) const TICK_SIZE: f64 = 7.5;

/// Height of digits and capitals, in units of the size of the type.
pub(crate) const CAP_HEIGHT: f64 = 0.65;
const DESCENT: f64 = 0.22;
const SCRIPT_SIZE: f64 = 0.72;
const SUB_SHIFT: f64 = -0.16;
const SUP_SHIFT: f64 = 0.36;

const DATA: [(&str, &[u8]); 4] = [
    (
        "Libertinus Serif",
        include_bytes!(concat!(env!("OUT_DIR"), "/upright.otf")),
    ),
    (
        "Libertinus Serif Italic",
        include_bytes!(concat!(env!("OUT_DIR"), "/italic.otf")),
    ),
    (
        "Libertinus Serif Semibold",
        include_bytes!(concat!(env!("OUT_DIR"), "/bold.otf")),
    ),
    (
        "New Computer Modern Math",
        include_bytes!(concat!(env!("OUT_DIR"), "/symbols.otf")),
    ),
];
const UPRIGHT: usize = 0;
const ITALIC: usize = 1;
const BOLD: usize = 2;
const SYMBOLS: usize = 3;

/// One glyph of a typeset label; `y` is upwards from the baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    pub face: usize,
    pub id: u16,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// A typeset label: glyphs relative to the start of its baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Typeset {
    pub glyphs: Vec<Glyph>,
    pub width: f64,
    pub ascent: f64,
    pub descent: f64,
    pub size: f64,
}

impl Typeset {
    pub(crate) fn height(&self) -> f64 {
        self.ascent + self.descent
    }
}

/// The typefaces of a figure.
pub(crate) struct Fonts {
    faces: Vec<Face<'static>>,
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, PlotError> {
        let faces = DATA
            .iter()
            .map(|&(face, data)| Face::from_slice(data, 0).ok_or(PlotError::Typeface { face }))
            .collect::<Result<_, _>>()?;
        Ok(Self { faces })
    }

    /// Typesets a label in the given size, in points.
    pub(crate) fn set(&self, label: &str, size: f64) -> Result<Typeset, PlotError> {
        self.set_in(label, size, Style::Upright)
    }

    /// Typesets a label whose text outside formulas is bold.
    pub(crate) fn set_bold(&self, label: &str, size: f64) -> Result<Typeset, PlotError> {
        self.set_in(label, size, Style::Bold)
    }

    fn set_in(&self, label: &str, size: f64, style: Style) -> Result<Typeset, PlotError> {
        let mut text = Typeset {
            glyphs: Vec::new(),
            width: 0.0,
            ascent: CAP_HEIGHT * size,
            descent: DESCENT * size,
            size,
        };
        let pieces = parse(label, style)?;
        text.width = self.place(label, &pieces, size, (0.0, 0.0), &mut text)?;
        Ok(text)
    }

    fn place(
        &self,
        label: &str,
        pieces: &[Piece],
        size: f64,
        (start, y): (f64, f64),
        typeset: &mut Typeset,
    ) -> Result<f64, PlotError> {
        typeset.ascent = typeset.ascent.max(y + CAP_HEIGHT * size);
        typeset.descent = typeset.descent.max(DESCENT * size - y);
        let mut x = start;
        for piece in pieces {
            match piece {
                Piece::Text(style, text) => {
                    for (face, run) in self.runs(label, *style, text)? {
                        x += self.shape(face, &run, size, (x, y), typeset);
                    }
                }
                Piece::Scripts { sub, sup } => {
                    let mut advance: f64 = 0.0;
                    for (script, shift) in [(sub, SUB_SHIFT), (sup, SUP_SHIFT)] {
                        if let Some(script) = script {
                            let at = (x + 0.02 * size, y + shift * size);
                            let width =
                                self.place(label, script, size * SCRIPT_SIZE, at, typeset)?;
                            advance = advance.max(width);
                        }
                    }
                    x += advance + 0.05 * size;
                }
            }
        }
        Ok(x - start)
    }

    /// Divides a text into runs of one face each: the wanted face for characters that it has.
    fn runs(
        &self,
        label: &str,
        style: Style,
        text: &str,
    ) -> Result<Vec<(usize, String)>, PlotError> {
        let wanted = match style {
            Style::Upright => UPRIGHT,
            Style::Italic => ITALIC,
            Style::Bold => BOLD,
        };
        let mut runs: Vec<(usize, String)> = Vec::new();
        for character in text.chars() {
            let face = [wanted, UPRIGHT, SYMBOLS]
                .into_iter()
                .find(|&face| self.faces[face].glyph_index(character).is_some())
                .ok_or_else(|| PlotError::MissingGlyph {
                    label: label.to_owned(),
                    character,
                })?;
            match runs.last_mut() {
                Some((last, run)) if *last == face => run.push(character),
                _ => runs.push((face, character.to_string())),
            }
        }
        Ok(runs)
    }

    fn shape(
        &self,
        face: usize,
        run: &str,
        size: f64,
        (start, y): (f64, f64),
        typeset: &mut Typeset,
    ) -> f64 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&self.faces[face], &[], buffer);
        let scale = size / self.units(face);
        let mut x = start;
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            if let Ok(id) = u16::try_from(info.glyph_id) {
                typeset.glyphs.push(Glyph {
                    face,
                    id,
                    x: x + f64::from(position.x_offset) * scale,
                    y: y + f64::from(position.y_offset) * scale,
                    size,
                });
            }
            x += f64::from(position.x_advance) * scale;
        }
        x - start
    }

    /// Units of the face for one size of the type (units per em).
    pub(crate) fn units(&self, face: usize) -> f64 {
        f64::from(self.faces[face].units_per_em())
    }

    /// Outline of a glyph as SVG path data in units of its face; empty for a space.
    pub(crate) fn outline(&self, face: usize, id: u16) -> String {
        let mut pen = Pen(String::new());
        self.faces[face].outline_glyph(ttf_parser::GlyphId(id), &mut pen);
        pen.0
    }
}

struct Pen(String);

impl Pen {
    fn stroke(&mut self, command: char, coordinates: &[f32]) {
        self.0.push(command);
        for (index, &coordinate) in coordinates.iter().enumerate() {
            let separator = if index == 0 { "" } else { " " };
            // Writing to a String cannot fail.
            let _ = write!(self.0, "{separator}{}", decimal(f64::from(coordinate)));
        }
    }
}

impl ttf_parser::OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.stroke('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.stroke('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.stroke('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.stroke('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbols_of_the_figures_are_there() {
        let fonts = Fonts::load().unwrap();
        for label in [
            "$α_c$",
            "$α_ℓ^*$",
            "$γ_r$",
            "$η$",
            "$𝒲_{\"SS\"}$",
            "$β_q$",
            "$γ_c t$",
            "$|00…0⟩$",
            "$Δ𝒲 ≤ 0$",
            "$10^{-3}$",
            "$N → ∞$",
            "$ħω ∈ ⟨W⟩ ≪ ∝ × · ± ≈ ≳$",
        ] {
            let typeset = fonts.set(label, 9.0).unwrap();
            assert!(typeset.width > 0.0 && typeset.glyphs.iter().all(|glyph| glyph.id != 0));
        }
    }

    #[test]
    fn a_character_without_glyph_is_named() {
        let fonts = Fonts::load().unwrap();
        match fonts.set("a\u{1F600}", 9.0) {
            Err(PlotError::MissingGlyph { character, .. }) => assert_eq!(character, '\u{1F600}'),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn scripts_are_smaller_and_shifted() {
        let fonts = Fonts::load().unwrap();
        let typeset = fonts.set("$a_b^c$", 10.0).unwrap();
        let [base, sub, sup] = &typeset.glyphs[..] else {
            panic!("three glyphs expected")
        };
        assert!(sub.size < base.size && sub.y < 0.0 && sup.y > 0.0);
        assert_eq!(sub.x, sup.x);
    }
}
