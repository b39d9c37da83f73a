//! The SVG document that a figure is composed in.
//!
//! Text becomes paths, so the picture is the same wherever it is shown; each glyph is stored once
//! and used by reference.

use std::{collections::BTreeMap, fmt::Write as _};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::colour::Colour;
use super::geometry::{Point, Rect};
use super::typeface::{Block, CAP_HEIGHT, Fonts};

const HALO_WIDTH: f64 = 2.0;

/// Writes with two decimals, without trailing zeros: a hundredth of a point cannot be seen.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{:.2}", value.clamp(-1e6, 1e6));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// How a line is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pen {
    pub colour: Colour,
    pub width: f64,
    pub dashes: Vec<f64>,
    pub opacity: f64,
}

impl Pen {
    pub(crate) fn new(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dashes: Vec::new(),
            opacity: 1.0,
        }
    }

    pub(crate) fn dashed(mut self, dashes: &[f64]) -> Self {
        self.dashes = dashes.to_vec();
        self
    }

    pub(crate) fn faded(mut self, opacity: f64) -> Self {
        self.opacity = opacity;
        self
    }

    fn attributes(&self) -> String {
        let mut text = format!(
            r#"fill="none" stroke="{}" stroke-width="{}""#,
            self.colour,
            number(self.width)
        );
        if !self.dashes.is_empty() {
            let dashes: Vec<String> = self.dashes.iter().map(|&dash| number(dash)).collect();
            let _ = write!(text, r#" stroke-dasharray="{}""#, dashes.join(" "));
        }
        if self.opacity < 1.0 {
            let _ = write!(text, r#" stroke-opacity="{}""#, number(self.opacity));
        }
        text
    }
}

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Where the point of a text is relative to its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rise {
    /// On the baseline.
    Baseline,
    /// At half the height of the capitals.
    Middle,
}

/// Place and look of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Setting {
    pub at: Point,
    pub anchor: Anchor,
    pub rise: Rise,
    pub colour: Colour,
    pub halo: Option<Colour>,
    /// Degrees, clockwise.
    pub angle: f64,
}

impl Setting {
    pub(crate) fn new(at: Point, anchor: Anchor, rise: Rise) -> Self {
        Self {
            at,
            anchor,
            rise,
            colour: Colour::INK,
            halo: None,
            angle: 0.0,
        }
    }
}

/// A picture under composition.
pub(crate) struct Canvas<'a> {
    fonts: &'a Fonts,
    width: f64,
    height: f64,
    glyphs: BTreeMap<(usize, u16), String>,
    body: String,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(fonts: &'a Fonts, width: f64, height: f64) -> Self {
        Self {
            fonts,
            width,
            height,
            glyphs: BTreeMap::new(),
            body: String::new(),
        }
    }

    pub(crate) fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    fn add(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, pen: &Pen) {
        self.polyline(&[from, to], pen);
    }

    pub(crate) fn polyline(&mut self, points: &[Point], pen: &Pen) {
        self.path(&path_data(points, false), pen);
    }

    pub(crate) fn path(&mut self, data: &str, pen: &Pen) {
        self.add(&format!(
            r#"<path d="{data}" {} stroke-linejoin="round"/>"#,
            pen.attributes()
        ));
    }

    /// Round dots, all in one path.
    pub(crate) fn dots(&mut self, centres: &[Point], width: f64, colour: Colour) {
        let mut data = String::new();
        for centre in centres {
            // Some renderers leave out strokes of no length at all.
            let _ = write!(data, "M{} {}h.01", number(centre.x), number(centre.y));
        }
        self.add(&format!(
            r#"<path d="{data}" {} stroke-linecap="round"/>"#,
            Pen::new(colour, width).attributes()
        ));
    }

    pub(crate) fn polygon(&mut self, points: &[Point], fill: Colour, opacity: f64) {
        self.add(&format!(
            r#"<path d="{}" fill="{fill}" fill-opacity="{}"/>"#,
            path_data(points, true),
            number(opacity)
        ));
    }

    /// A filled shape with an outline, as markers and halos need it.
    pub(crate) fn shape(&mut self, points: &[Point], fill: Colour, pen: &Pen) {
        let outline = pen.attributes().replacen(r#"fill="none""#, "", 1);
        self.add(&format!(
            r#"<path d="{}" fill="{fill}" {outline} stroke-linejoin="round"/>"#,
            path_data(points, true)
        ));
    }

    pub(crate) fn circle(&mut self, centre: Point, radius: f64, fill: Option<Colour>, pen: &Pen) {
        self.ellipse(centre, radius, radius, fill, pen);
    }

    pub(crate) fn ellipse(
        &mut self,
        centre: Point,
        rx: f64,
        ry: f64,
        fill: Option<Colour>,
        pen: &Pen,
    ) {
        let outline = pen.attributes().replacen(r#"fill="none""#, "", 1);
        let fill = fill.map_or_else(|| "none".to_owned(), |fill| fill.to_string());
        self.add(&format!(
            r#"<ellipse cx="{}" cy="{}" rx="{}" ry="{}" fill="{fill}" {outline}/>"#,
            number(centre.x),
            number(centre.y),
            number(rx),
            number(ry)
        ));
    }

    pub(crate) fn rounded(&mut self, rect: Rect, radius: f64, fill: Option<Colour>, pen: &Pen) {
        let outline = pen.attributes().replacen(r#"fill="none""#, "", 1);
        let fill = fill.map_or_else(|| "none".to_owned(), |fill| fill.to_string());
        self.add(&format!(
            r#"<rect {} rx="{}" fill="{fill}" {outline}/>"#,
            extent(&rect),
            number(radius)
        ));
    }

    pub(crate) fn fill(&mut self, rect: Rect, fill: Colour) {
        self.add(&format!(r#"<rect {} fill="{fill}"/>"#, extent(&rect)));
    }

    pub(crate) fn frame(&mut self, rect: Rect, pen: &Pen) {
        self.add(&format!("<rect {} {}/>", extent(&rect), pen.attributes()));
    }

    /// Puts a PNG over the rectangle.
    pub(crate) fn image(&mut self, rect: Rect, png: &[u8]) {
        self.add(&format!(
            r#"<image {} preserveAspectRatio="none" href="data:image/png;base64,{}"/>"#,
            extent(&rect),
            STANDARD.encode(png)
        ));
    }

    /// Draws something that must not leave the rectangle.
    pub(crate) fn clipped<E>(
        &mut self,
        rect: Rect,
        draw: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        // A nested viewport clips like a clip path and needs no name, so that several figures can
        // stand in one page without clashes.
        self.add(&format!(
            r#"<svg {} viewBox="{} {} {} {}" preserveAspectRatio="none">"#,
            extent(&rect),
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height)
        ));
        draw(self)?;
        self.add("</svg>");
        Ok(())
    }

    pub(crate) fn text(&mut self, block: &Block, setting: &Setting) {
        let dx = match setting.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -block.width / 2.0,
            Anchor::End => -block.width,
        };
        let dy = match setting.rise {
            Rise::Baseline => 0.0,
            Rise::Middle => CAP_HEIGHT * block.size / 2.0,
        };
        let mut place = format!(
            "translate({} {})",
            number(setting.at.x),
            number(setting.at.y)
        );
        if setting.angle != 0.0 {
            let _ = write!(place, " rotate({})", number(setting.angle));
        }
        // The halo of a letter must not cover its neighbour: all halos come first.
        if let Some(halo) = setting.halo {
            let look = format!(r#"fill="{halo}" stroke="{halo}" stroke-linejoin="round""#);
            let letters = self.letters(block, dx, dy, Some(HALO_WIDTH));
            self.add(&format!(r#"<g {look} transform="{place}">{letters}</g>"#));
        }
        let letters = self.letters(block, dx, dy, None);
        let colour = setting.colour;
        self.add(&format!(
            r#"<g fill="{colour}" transform="{place}">{letters}</g>"#
        ));
    }

    fn letters(&mut self, block: &Block, dx: f64, dy: f64, stroke: Option<f64>) -> String {
        let mut letters = String::new();
        for glyph in &block.glyphs {
            let outline = self
                .glyphs
                .entry((glyph.face, glyph.id))
                .or_insert_with(|| self.fonts.outline(glyph.face, glyph.id));
            if outline.is_empty() {
                continue;
            }
            let scale = glyph.size / self.fonts.units(glyph.face);
            let stroke = stroke.map_or_else(String::new, |width| {
                format!(r#" stroke-width="{}""#, number(width / scale))
            });
            let _ = write!(
                letters,
                r##"<use href="#g{}-{}" transform="translate({} {}) scale({scale:.6} -{scale:.6})"{stroke}/>"##,
                glyph.face,
                glyph.id,
                number(dx + glyph.x),
                number(dy - glyph.y)
            );
        }
        letters
    }

    /// The whole document; title and description are for readers who cannot see the picture.
    pub(crate) fn finish(self, title: &str, description: &str) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let mut document = format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{0}pt" height="{1}pt" "#,
                r#"viewBox="0 0 {0} {1}" role="img">"#,
                "\n<title>{2}</title>\n<desc>{3}</desc>\n<defs>\n"
            ),
            width,
            height,
            escaped(title),
            escaped(description)
        );
        for ((face, id), outline) in &self.glyphs {
            if !outline.is_empty() {
                let _ = writeln!(document, r#"<path id="g{face}-{id}" d="{outline}"/>"#);
            }
        }
        let _ = write!(
            document,
            "</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n{}</svg>\n",
            self.body
        );
        document
    }
}

fn extent(rect: &Rect) -> String {
    format!(
        r#"x="{}" y="{}" width="{}" height="{}""#,
        number(rect.x),
        number(rect.y),
        number(rect.width),
        number(rect.height)
    )
}

/// Straight lines through the points as path data.
pub(crate) fn path_data(points: &[Point], closed: bool) -> String {
    let mut data = String::new();
    for (index, point) in points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(data, "{command}{} {}", number(point.x), number(point.y));
    }
    if closed {
        data.push('Z');
    }
    data
}

/// Characters that XML 1.0 reserves or forbids.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (1.0, "1"),
            (-0.001, "0"),
            (2.345_6, "2.35"),
            (100.0, "100"),
            (1e300, "1000000"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn titles_cannot_break_the_document() {
        let fonts = Fonts::load().unwrap();
        let document = Canvas::new(&fonts, 10.0, 10.0).finish("a < b & \u{1}", "</desc>");
        assert!(document.contains("a &lt; b &amp;  </title>"));
        assert!(document.contains("&lt;/desc&gt;"));
    }
}
