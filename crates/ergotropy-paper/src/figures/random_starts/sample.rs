//! The gains of random rotations, and their histograms.

use ergotropy::Error;
use ergotropy::best_start::Best;
use ergotropy::schur::Unitary;
use ergotropy_plot::{Colour, Dash, Series};
use ergotropy_sweep::{Progress, map};

use crate::figures::extent::extent;
use crate::rotated::{SEED, Setting};

const BINS: usize = 40;
/// Height of the highest bin, as a fraction of the distance between rows.
const HEIGHT: f64 = 0.8;

/// The gains of random rotations at one setting.
pub(super) struct Sample {
    pub(super) setting: Setting,
    pub(super) gains: Vec<f64>,
    pub(super) least: f64,
    pub(super) greatest: f64,
    pub(super) mean: f64,
    pub(super) deviation: f64,
    pub(super) best: Best,
}

impl Sample {
    fn new(setting: Setting, gains: Vec<f64>) -> Result<Self, Error> {
        let count = gains.len() as f64;
        let mean = gains.iter().sum::<f64>() / count;
        let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / count;
        let (least, greatest) = extent(gains.iter().copied());
        Ok(Self {
            least,
            greatest,
            mean,
            deviation: variance.sqrt(),
            best: setting.best()?,
            gains,
            setting,
        })
    }

    /// Lower end, upper end and count of each bin.
    pub(super) fn bins(&self) -> Vec<(f64, f64, usize)> {
        let count = bin_count(self.gains.len());
        let width = (self.greatest - self.least) / count as f64;
        let edge = |bin: usize| self.least + bin as f64 * width;
        let mut bins: Vec<(f64, f64, usize)> = (0..count)
            .map(|bin| (edge(bin), edge(bin + 1), 0))
            .collect();
        for gain in &self.gains {
            let bin = bins.partition_point(|bin| bin.1 <= *gain).min(count - 1);
            bins[bin].2 += 1;
        }
        bins
    }

    /// The histogram on a row, scaled so that its highest bin has the same height as in every row.
    pub(super) fn ridge(&self, row: f64, colour: Colour) -> Series {
        let bins = self.bins();
        let most = bins.iter().map(|bin| bin.2).max().unwrap_or(1) as f64;
        let mut outline = vec![(self.least, row)];
        for &(from, to, count) in &bins {
            let top = row + HEIGHT * count as f64 / most;
            outline.extend([(from, top), (to, top)]);
        }
        outline.push((self.greatest, row));
        let band: Vec<(f64, f64)> = outline.iter().map(|&(_, top)| (row, top)).collect();
        Series::line("", outline)
            .dash(Dash::Solid)
            .colour(colour)
            .band(band)
    }
}

/// Fewer bins for fewer numbers, so that their scatter does not hide the shape (Rice's rule).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and BINS"
)]
fn bin_count(numbers: usize) -> usize {
    (2.0 * (numbers as f64).cbrt()).clamp(1.0, BINS as f64) as usize
}

/// Samples of one number of cells for several pairs of temperatures, from the same unitaries.
pub(super) fn samples(
    cells: u32,
    draws: u64,
    pairs: &[(f64, f64)],
    progress: &Progress,
) -> Result<Vec<Sample>, Error> {
    let settings = pairs
        .iter()
        .map(|&(beta_q, beta_c)| Setting::new(cells, beta_q, beta_c))
        .collect::<Result<Vec<_>, _>>()?;
    let indices: Vec<u64> = (0..draws).collect();
    let gains = map(&indices, progress, |&index| {
        let unitary = Unitary::haar(cells, SEED, index)?;
        settings
            .iter()
            .map(|setting| setting.worth(&unitary).map(|work| work.gain.value))
            .collect::<Result<Vec<f64>, Error>>()
    })?;
    settings
        .into_iter()
        .enumerate()
        .map(|(place, setting)| {
            Sample::new(setting, gains.iter().map(|gains| gains[place]).collect())
        })
        .collect()
}
