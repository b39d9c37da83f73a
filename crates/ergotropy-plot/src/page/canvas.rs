//! The SVG document of a figure.
//!
//! Text becomes paths, so the picture is the same wherever it is shown; each glyph is stored once
//! and used by reference.

use std::{collections::BTreeMap, fmt::Write as _};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::colour::Colour;
use super::decimal::decimal;
use super::geometry::{Point, Rect};
use super::note::{escaped, note_element};
use super::path;
use super::pen::Pen;
use super::text_place::{Anchor, Rise, TextPlace};
use super::typeface::{CAP_HEIGHT, Fonts, Typeset};

const HALO_WIDTH: f64 = 2.0;

/// A picture to which elements are added.
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
        self.path(&path::lines(points, false), pen);
    }

    /// A Bézier curve from the first point to the last.
    pub(crate) fn curve(&mut self, [from, to @ ..]: [Point; 4], pen: &Pen) {
        let mut data = format!("M{} {}C", decimal(from.x), decimal(from.y));
        for point in to {
            let _ = write!(data, " {} {}", decimal(point.x), decimal(point.y));
        }
        self.path(&data, pen);
    }

    fn path(&mut self, data: &str, pen: &Pen) {
        self.add(&format!(r#"<path d="{data}" {}/>"#, pen.stroke()));
    }

    /// Draws many lines of one look, all in one path.
    pub(crate) fn lines(&mut self, ends: &[(Point, Point)], pen: &Pen) {
        if !ends.is_empty() {
            let data = ends
                .iter()
                .map(|&(from, to)| path::lines(&[from, to], false));
            self.path(&data.collect::<String>(), pen);
        }
    }

    /// Draws round dots, all in one path.
    pub(crate) fn dots(&mut self, centres: &[Point], width: f64, colour: Colour) {
        let data = path::dots(centres);
        self.add(&format!(
            r#"<path d="{data}" {} stroke-linecap="round"/>"#,
            Pen::new(colour, width).stroke()
        ));
    }

    pub(crate) fn polygon(&mut self, points: &[Point], fill: Colour, opacity: f64) {
        self.add(&format!(
            r#"<path d="{}" fill="{fill}" fill-opacity="{}"/>"#,
            path::lines(points, true),
            decimal(opacity)
        ));
    }

    /// Draws a filled shape with an outline, for markers and halos.
    pub(crate) fn shape(&mut self, points: &[Point], fill: Colour, pen: &Pen) {
        self.add(&format!(
            r#"<path d="{}" {}/>"#,
            path::lines(points, true),
            painted(Some(fill), pen)
        ));
    }

    pub(crate) fn circle(&mut self, centre: Point, radius: f64, fill: Option<Colour>, pen: &Pen) {
        self.add(&format!(
            r#"<ellipse cx="{x}" cy="{y}" rx="{radius}" ry="{radius}" {}/>"#,
            painted(fill, pen),
            x = decimal(centre.x),
            y = decimal(centre.y),
            radius = decimal(radius),
        ));
    }

    pub(crate) fn rounded(&mut self, rect: Rect, radius: f64, fill: Colour, pen: &Pen) {
        self.add(&format!(
            r#"<rect {} rx="{}" {}/>"#,
            extent(&rect),
            decimal(radius),
            painted(Some(fill), pen)
        ));
    }

    pub(crate) fn fill(&mut self, rect: Rect, fill: Colour) {
        self.add(&format!(r#"<rect {} fill="{fill}"/>"#, extent(&rect)));
    }

    pub(crate) fn frame(&mut self, rect: Rect, pen: &Pen) {
        self.add(&format!("<rect {} {}/>", extent(&rect), pen.stroke()));
    }

    /// Puts a PNG over the rectangle.
    pub(crate) fn image(&mut self, rect: Rect, png: &[u8]) {
        self.add(&format!(
            r#"<image {} preserveAspectRatio="none" href="data:image/png;base64,{}"/>"#,
            extent(&rect),
            STANDARD.encode(png)
        ));
    }

    /// Draws elements that are cut off at the rectangle.
    pub(crate) fn clipped<E>(
        &mut self,
        rect: Rect,
        draw: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        // A nested viewport clips like a clip path but needs no name, so that several figures can be in
        // one page without conflicts.
        self.add(&format!(
            r#"<svg {} viewBox="{} {} {} {}" preserveAspectRatio="none">"#,
            extent(&rect),
            decimal(rect.x),
            decimal(rect.y),
            decimal(rect.width),
            decimal(rect.height)
        ));
        draw(self)?;
        self.add("</svg>");
        Ok(())
    }

    pub(crate) fn text(&mut self, text: &Typeset, place: TextPlace) {
        let dx = match place.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -text.width / 2.0,
            Anchor::End => -text.width,
        };
        let dy = match place.rise {
            Rise::Baseline => 0.0,
            Rise::Middle => CAP_HEIGHT * text.size / 2.0,
        };
        let (x, y) = (decimal(place.at.x), decimal(place.at.y));
        let mut transform = format!("translate({x} {y})");
        if place.angle != 0.0 {
            let _ = write!(transform, " rotate({})", decimal(place.angle));
        }
        // All halos are drawn first, since the halo of a letter must not cover its neighbour.
        if place.halo {
            let white = Colour::WHITE;
            let look = format!(r#"fill="{white}" stroke="{white}""#);
            let letters = self.letters(text, dx, dy, Some(HALO_WIDTH));
            self.add(&format!(
                r#"<g {look} transform="{transform}">{letters}</g>"#
            ));
        }
        let letters = self.letters(text, dx, dy, None);
        self.add(&format!(
            r#"<g fill="{}" transform="{transform}">{letters}</g>"#,
            place.colour
        ));
    }

    fn letters(&mut self, text: &Typeset, dx: f64, dy: f64, stroke: Option<f64>) -> String {
        let mut letters = String::new();
        // Letters of one size stand in one group, in the units of their typeface.
        let mut group = String::new();
        for glyph in &text.glyphs {
            let outline = self
                .glyphs
                .entry((glyph.face, glyph.id))
                .or_insert_with(|| self.fonts.outline(glyph.face, glyph.id));
            if outline.is_empty() {
                continue;
            }
            let scale = glyph.size / self.fonts.units(glyph.face);
            let stroke = stroke.map_or_else(String::new, |width| {
                format!(r#" stroke-width="{}""#, decimal(width / scale))
            });
            let own = format!(r#"<g transform="scale({scale:.6} -{scale:.6})"{stroke}>"#);
            if own != group {
                letters.push_str(if group.is_empty() { "" } else { "</g>" });
                letters.push_str(&own);
                group = own;
            }
            let _ = write!(
                letters,
                r##"<use href="#g{}-{}" x="{:.0}" y="{:.0}"/>"##,
                glyph.face,
                glyph.id,
                (dx + glyph.x) / scale,
                (glyph.y - dy) / scale
            );
        }
        if !group.is_empty() {
            letters.push_str("</g>");
        }
        letters
    }

    /// The whole document; title and description are for readers who cannot see the picture, the note for
    /// programs.
    pub(crate) fn finish(self, title: &str, description: &str, note: &str) -> String {
        let (width, height) = (decimal(self.width), decimal(self.height));
        let mut document = format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{0}pt" height="{1}pt" "#,
                r#"viewBox="0 0 {0} {1}" role="img">"#,
                "\n<title>{2}</title>\n<desc>{3}</desc>\n"
            ),
            width,
            height,
            escaped(title),
            escaped(description)
        );
        document.push_str(&note_element(note));
        document.push_str("<defs>\n");
        for ((face, id), outline) in &self.glyphs {
            if !outline.is_empty() {
                let _ = writeln!(document, r#"<path id="g{face}-{id}" d="{outline}"/>"#);
            }
        }
        let _ = write!(
            document,
            "</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n\
             <g fill=\"none\" stroke-linejoin=\"round\">\n{}</g>\n</svg>\n",
            self.body
        );
        document
    }
}

/// Fill and outline of a shape, as attributes.
fn painted(fill: Option<Colour>, pen: &Pen) -> String {
    let fill = fill.map_or_else(|| "none".to_owned(), |fill| fill.to_string());
    format!(r#"fill="{fill}"  {}"#, pen.stroke())
}

fn extent(rect: &Rect) -> String {
    format!(
        r#"x="{}" y="{}" width="{}" height="{}""#,
        decimal(rect.x),
        decimal(rect.y),
        decimal(rect.width),
        decimal(rect.height)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_cannot_break_the_document() {
        let fonts = Fonts::load().unwrap();
        let document = Canvas::new(&fonts, 10.0, 10.0).finish("a < b & \u{1}", "</desc>", "");
        assert!(document.contains("a &lt; b &amp;  </title>"));
        assert!(document.contains("&lt;/desc&gt;"));
    }
}
