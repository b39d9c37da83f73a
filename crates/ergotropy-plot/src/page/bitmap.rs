//! Bitmaps: PNG encoding of indexed pictures, and rasterising of composed figures.

use resvg::{
    tiny_skia::{Pixmap, PremultipliedColorU8, Transform},
    usvg::{Options, Tree},
};

use super::colour::Colour;
use crate::error::PlotError;

/// Widest bitmap that is drawn: four times a printed double column at 600 dots per inch.
const MAX_WIDTH: u32 = 16_384;

/// Encodes a picture whose pixels are indices into a palette (row by row from the top).
pub(crate) fn indexed_png(
    size: (u32, u32),
    palette: &[Colour],
    pixels: &[u8],
) -> Result<Vec<u8>, PlotError> {
    let parts = |colour: &Colour| [colour.red, colour.green, colour.blue];
    let palette = palette.iter().flat_map(parts).collect();
    encoded(size, png::ColorType::Indexed, Some(palette), pixels)
}

fn encoded(
    (width, height): (u32, u32),
    kind: png::ColorType,
    palette: Option<Vec<u8>>,
    pixels: &[u8],
) -> Result<Vec<u8>, PlotError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(kind);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Draws the document of [`Figure::to_svg`](crate::Figure::to_svg) as a PNG of a width in pixels.
///
/// # Errors
///
/// [`PlotError::BitmapWidth`] outside 1..=16384 pixels, and errors of a document that is not an SVG.
pub fn rasterise(svg: &str, width: u32) -> Result<Vec<u8>, PlotError> {
    if !(1..=MAX_WIDTH).contains(&width) {
        return Err(PlotError::BitmapWidth {
            width,
            max: MAX_WIDTH,
        });
    }
    let tree = Tree::from_str(svg, &Options::default())?;
    let size = tree.size();
    let scale = f64::from(width) / f64::from(size.width());
    let height = rows(f64::from(size.height()) * scale);
    let mut pixmap = Pixmap::new(width, height).ok_or(PlotError::BitmapSize { width, height })?;
    let scale_y = f64::from(height) / f64::from(size.height());
    resvg::render(
        &tree,
        Transform::from_scale(single(scale), single(scale_y)),
        &mut pixmap.as_mut(),
    );
    // The paper is opaque, so an alpha channel is not needed.
    let parts = |pixel: &PremultipliedColorU8| [pixel.red(), pixel.green(), pixel.blue()];
    let pixels: Vec<u8> = pixmap.pixels().iter().flat_map(parts).collect();
    encoded((width, height), png::ColorType::Rgb, None, &pixels)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to positive numbers that fit"
)]
fn rows(height: f64) -> u32 {
    height.round().clamp(1.0, 1e6) as u32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a scale between 0.001 and 1e5 keeps seven digits"
)]
fn single(value: f64) -> f32 {
    value as f32
}
