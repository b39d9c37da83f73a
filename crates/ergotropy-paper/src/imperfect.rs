//! Batteries that are not ideal: baths at two temperatures for cells at places, and cells that differ.

use ergotropy::{Bath, Bounded, Channel, Couplings, Ensemble, Error, Geometry, Observables};
use ergotropy_sweep::{Progress, logarithmic, map};

use crate::places::{ALPHA, Places, works};

/// A bath of all cells, and baths of single ones at another temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TwoBaths {
    pub(crate) alpha_c: f64,
    pub(crate) alpha_l: f64,
    /// Rate of the local baths; that of the collective one is 1.
    pub(crate) local: f64,
}

impl TwoBaths {
    /// The ergotropy that stays for ever; of cells at one place without any.
    pub(crate) fn steady(&self, cells: u64, places: Option<&Places>) -> Result<Bounded, Error> {
        let thermal = |alpha, rate| Channel::thermal(Bath::from_bose_ratio(alpha)?, rate);
        let ensemble = Ensemble::new(cells)?
            .collective(thermal(self.alpha_c, 1.0)?)
            .local(thermal(self.alpha_l, self.local)?);
        let ensemble = match places {
            None => ensemble,
            Some(places) => ensemble.couplings(places.couplings()?)?,
        };
        Ok(ensemble.steady_state()?.ergotropy())
    }
}

/// What differs from cell to cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disorder {
    /// Couplings g_i to one mode, around 1.
    Couplings,
    /// Frequencies δ_i, in units of γ₀, of cells at one place.
    Frequencies,
}

/// Number of samples of disorder, one for each seed from 1 on.
pub(crate) const SAMPLES: u64 = 12;

/// Cells of a sample, and the time up to which its greatest ergotropy is taken.
pub(crate) const DISORDERED: u64 = 5;
pub(crate) const UNTIL: f64 = 6.0;

/// Number of times that are looked at.
const LOOKS: usize = 40;

/// A mean over samples with its standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sampled {
    /// Standard deviation of what differs.
    pub(crate) spread: f64,
    pub(crate) mean: f64,
    pub(crate) error: f64,
}

impl Disorder {
    /// The greatest ergotropy, on average over samples, for each spread.
    pub(crate) fn means(self, spreads: &[f64], progress: &Progress) -> Result<Vec<Sampled>, Error> {
        let samples: Vec<(f64, u64)> = spreads
            .iter()
            .flat_map(|&spread| (1..=SAMPLES).map(move |seed| (spread, seed)))
            .collect();
        let works = map(&samples, progress, |&(spread, seed)| {
            self.greatest(spread, seed)
        })?;
        let count = SAMPLES as f64;
        let means = works.chunks_exact(works.len() / spreads.len()).zip(spreads);
        Ok(means
            .map(|(works, &spread)| {
                let mean = works.iter().sum::<f64>() / count;
                let squares: f64 = works.iter().map(|work| (work - mean).powi(2)).sum();
                Sampled {
                    spread,
                    mean,
                    error: (squares / (count - 1.0) / count).sqrt(),
                }
            })
            .collect())
    }

    /// The greatest ergotropy of a sample.
    fn greatest(self, spread: f64, seed: u64) -> Result<f64, Error> {
        let random = Geometry::random(DISORDERED, 1.0, seed)?;
        // Evenly distributed, with mean 0 and variance 1.
        let deviation = |position: &[f64; 3]| 12.0f64.sqrt() * (position[0] - 0.5);
        let deviations: Vec<f64> = random.positions().iter().map(deviation).collect();
        let scaled = |offset: f64| deviations.iter().map(|x| offset + spread * x).collect();
        let couplings = match self {
            Self::Couplings => Couplings::of_modes(&[scaled(1.0)])?,
            Self::Frequencies => {
                let mode = vec![1.0; deviations.len()];
                Couplings::of_modes(&[mode])?.detuned(scaled(0.0))?
            }
        };
        let battery = Ensemble::new(DISORDERED)?
            .collective(Channel::thermal(Bath::from_bose_ratio(ALPHA)?, 1.0)?)
            .couplings(couplings)?;
        let works = works(&battery, &logarithmic(0.05, UNTIL, LOOKS))?;
        Ok(works.iter().map(|work| work.value).fold(0.0, f64::max))
    }
}
