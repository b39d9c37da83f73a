//! Bitmaps: PNG encoding of indexed pictures, and rasterising of composed figures.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::colour::Colour;
use crate::error::PlotError;

/// Widest bitmap that is drawn: four times a printed double column at 600 dots per inch.
pub(crate) const MAX_WIDTH: u32 = 16_384;

/// Encodes a picture whose pixels are indices into a palette (row by row from the top).
pub(crate) fn indexed_png(
    width: u32,
    height: u32,
    palette: &[Colour],
    pixels: &[u8],
) -> Result<Vec<u8>, PlotError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_palette(
        palette
            .iter()
            .flat_map(|colour| [colour.red, colour.green, colour.blue])
            .collect::<Vec<u8>>(),
    );
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Draws an SVG document as a PNG of the given width.
pub(crate) fn rasterise(svg: &str, width: u32) -> Result<Vec<u8>, PlotError> {
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
    opaque_png(&pixmap)
}

/// The paper is opaque, so the alpha channel would be dead weight.
fn opaque_png(pixmap: &Pixmap) -> Result<Vec<u8>, PlotError> {
    let pixels: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
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
