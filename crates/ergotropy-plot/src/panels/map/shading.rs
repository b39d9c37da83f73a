//! The picture of a grid of values, as one small indexed bitmap.

use super::grid::Grid;
use crate::axes::Span;
use crate::error::PlotError;
use crate::page::{Colour, byte, indexed_png};

/// Pixels along one edge of a map: as fine as print shows on a panel of two inches.
const PIXELS: u32 = 360;
const ZERO_INDEX: u8 = 128;
/// Steps of the scale, each too small to be seen; twice as many would make the bitmap a quarter larger.
const SHADES: f64 = 127.0;

/// Index of a value in the palette.
fn shade(value: f64, colours: &Span, zero: Option<f64>) -> u8 {
    if zero.is_some_and(|threshold| value <= threshold) {
        ZERO_INDEX
    } else {
        byte((colours.share(value) * SHADES).clamp(0.0, SHADES))
    }
}

/// Colours the bilinear interpolation of the grid. Values not above `zero` become grey.
///
/// The nodes are samples of a smooth function on the edges and inside of the panel, so values are
/// interpolated before they are coloured. Squares of constant colour would shift the picture by half a
/// step and show steps that the function does not have.
pub(super) fn picture(
    grid: &Grid,
    colours: &Span,
    zero: Option<f64>,
) -> Result<Vec<u8>, PlotError> {
    let mut palette: Vec<Colour> = (0..ZERO_INDEX)
        .map(|index| Colour::of_share(f64::from(index) / SHADES))
        .collect();
    palette.push(Colour::ZERO);
    let place = |pixel: u32| (f64::from(pixel) + 0.5) / f64::from(PIXELS);
    let pixels: Vec<u8> = (0..PIXELS)
        .rev()
        .flat_map(|row| (0..PIXELS).map(move |column| (column, row)))
        .map(|(column, row)| shade(grid.between(place(column), place(row)), colours, zero))
        .collect();
    indexed_png((PIXELS, PIXELS), &palette, &pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axes::Scale;

    /// Width, palette and indices of an indexed PNG.
    fn decoded(bytes: &[u8]) -> (usize, Vec<u8>, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (PIXELS, PIXELS));
        let palette = reader.info().palette.as_ref().unwrap().to_vec();
        (info.width as usize, palette, pixels)
    }

    #[test]
    fn nodes_have_the_colour_of_their_value_and_zero_is_grey() {
        let grid = Grid::tabulate(3, 3, |x, y| x * (0.5 + 0.5 * y)).unwrap();
        let span = Span::new("W", Scale::Linear, (0.0, 1.0)).unwrap();
        let bytes = picture(&grid, &span, Some(0.01)).unwrap();
        let (width, palette, pixels) = decoded(&bytes);
        let colour = |column: usize, row: usize| {
            let index = usize::from(pixels[row * width + column]);
            Colour::new(
                palette[3 * index],
                palette[3 * index + 1],
                palette[3 * index + 2],
            )
        };
        let last = width - 1;
        let near = |one: Colour, other: Colour| {
            one.red.abs_diff(other.red) < 4
                && one.green.abs_diff(other.green) < 4
                && one.blue.abs_diff(other.blue) < 4
        };
        assert!(near(colour(last, 0), Colour::of_share(1.0)));
        assert!(near(colour(last, last), Colour::of_share(0.5)));
        assert!(near(colour(width / 2, 0), Colour::of_share(0.5)));
        assert_eq!(colour(0, 0), Colour::ZERO);
    }
}
