//! The ensemble: cells and the noise that acts on them.

use crate::error::{Error, in_range};
use crate::model::bath::Bath;
use crate::model::tuning::Tuning;
use crate::numerics::double::Double;
use crate::spin::lattice::Lattice;

const RATE: &str = "at least 0 and at most 1e100";
const MOST_RATE: f64 = 1e100;

/// A bath and the rate at which cells couple to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Channel {
    pub(crate) bath: Bath,
    pub(crate) rate: Double,
}

impl Channel {
    fn silent() -> Self {
        Self {
            bath: Bath::cold(),
            rate: Double::ZERO,
        }
    }

    /// Rate of emission per unit of squared matrix element, g (n + 1).
    pub(crate) fn emission(self) -> Double {
        self.rate * self.bath.emission()
    }

    /// Rate of absorption per unit of squared matrix element, g n.
    pub(crate) fn absorption(self) -> Double {
        self.rate * self.bath.absorption()
    }

    /// Both channels at once, where they act on the same matrix elements.
    fn beside(self, other: Self) -> Self {
        match (self.acts(), other.acts()) {
            (_, false) => self,
            (false, true) => other,
            (true, true) => {
                let rate = self.rate + other.rate;
                let absorption = (self.absorption() + other.absorption()) / rate;
                Self {
                    bath: Bath::of_absorption(absorption),
                    rate,
                }
            }
        }
    }

    pub(crate) fn acts(self) -> bool {
        self.rate.is_positive()
    }
}

/// How the noise is divided between the collective and the local channel (Eq. 32, 113).
///
/// The collective rate is η and the local one (1-η) γ_r, in units of γ_c.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixture {
    /// Collective fraction η, 0 <= η <= 1.
    pub eta: f64,
    /// Ratio γ_r = γ_ℓ / γ_c, >= 0.
    pub gamma_ratio: f64,
}

/// N two-level cells under collective and local thermal noise and dephasing.
///
/// The generator is (Eq. 113 of the paper, with ħ = ω = 1 and dephasing added)
///
/// ```text
/// G_c [(n_c+1) D[J-] + n_c D[J+]] + G_l Σ_i [(n_l+1) D[σ-_i] + n_l D[σ+_i]]
///   + γ_φ Σ_i D[σz_i / 2] + Γ_φ D[J_z]
/// ```
///
/// with D\[L\]ρ = LρL† - (L†Lρ + ρL†L)/2. Times are in units of the inverse of the rates' unit,
/// 1/γ_c where the ensemble was made by [`Ensemble::mixture`].
///
/// ```
/// use ergotropy::{Bath, Ensemble};
///
/// let bath = Bath::from_bose_ratio(0.5)?;
/// let battery = Ensemble::new(10)?.collective(bath, 1.0)?.local(bath, 0.1)?;
/// assert_eq!(battery.steady_state()?.ergotropy().value, 0.0); // one temperature: passive
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ensemble {
    lattice: Lattice,
    collective: Channel,
    local: Channel,
    dephasing: f64,
    collective_dephasing: f64,
    tuning: Tuning,
}

impl Ensemble {
    /// Cells on which nothing acts yet.
    ///
    /// # Errors
    /// [`Error::Cells`] unless 1 <= `cells` <= 2^31.
    pub fn new(cells: u64) -> Result<Self, Error> {
        Ok(Self {
            lattice: Lattice::checked(cells)?,
            collective: Channel::silent(),
            local: Channel::silent(),
            dephasing: 0.0,
            collective_dephasing: 0.0,
            tuning: Tuning::default(),
        })
    }

    /// Cells under the mixture of collective and local noise of Eq. 32: collective rate η, local
    /// rate (1-η) γ_r, both baths at zero temperature until they are set.
    ///
    /// # Errors
    /// [`Error::Cells`], or [`Error::OutOfRange`] if η is outside [0, 1] or γ_r negative.
    pub fn mixture(cells: u64, mixture: Mixture) -> Result<Self, Error> {
        let Mixture { eta, gamma_ratio } = mixture;
        in_range(
            "the collective fraction eta",
            eta,
            (0.0..=1.0).contains(&eta),
            "from 0 to 1",
        )?;
        in_range(
            "the rate ratio gamma_r",
            gamma_ratio,
            (0.0..=MOST_RATE).contains(&gamma_ratio),
            RATE,
        )?;
        let mut ensemble = Self::new(cells)?;
        ensemble.collective.rate = Double::from(eta);
        ensemble.local.rate = Double::one_minus(eta) * Double::from(gamma_ratio);
        Ok(ensemble)
    }

    /// Couples all cells to one bath through J- and J+ at a rate.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn collective(mut self, bath: Bath, rate: f64) -> Result<Self, Error> {
        self.collective = channel("the collective rate", bath, rate)?;
        Ok(self)
    }

    /// Couples each cell to a bath of its own through σ- and σ+ at a rate.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn local(mut self, bath: Bath, rate: f64) -> Result<Self, Error> {
        self.local = channel("the local rate", bath, rate)?;
        Ok(self)
    }

    /// Sets the bath of the collective channel, and leaves its rate.
    #[must_use]
    pub fn collective_bath(mut self, bath: Bath) -> Self {
        self.collective.bath = bath;
        self
    }

    /// Sets the bath of the local channel, and leaves its rate.
    #[must_use]
    pub fn local_bath(mut self, bath: Bath) -> Self {
        self.local.bath = bath;
        self
    }

    /// Dephases each cell at rate γ_φ, by D\[σz/2\].
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn dephasing(mut self, rate: f64) -> Result<Self, Error> {
        self.dephasing = valid_rate("the dephasing rate", rate)?;
        Ok(self)
    }

    /// Dephases the cells together at rate Γ_φ, by D\[J_z\]. It leaves every state of the ladder
    /// picture as it is; only coherences between different m feel it.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn collective_dephasing(mut self, rate: f64) -> Result<Self, Error> {
        self.collective_dephasing = valid_rate("the collective dephasing rate", rate)?;
        Ok(self)
    }

    /// Sets how answers are computed: proofs, memory, threads.
    #[must_use]
    pub fn with(mut self, tuning: Tuning) -> Self {
        self.tuning = tuning;
        self
    }

    /// How answers are computed.
    pub fn tuning(&self) -> Tuning {
        self.tuning
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.lattice.cells()
    }

    /// The (d, k) lattice of the ensemble.
    pub fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// The collective bath and its rate.
    pub fn collective_channel(&self) -> (Bath, f64) {
        (self.collective.bath, self.collective.rate.to_f64())
    }

    /// The local bath and its rate.
    pub fn local_channel(&self) -> (Bath, f64) {
        (self.local.bath, self.local.rate.to_f64())
    }

    /// The rate γ_φ of local dephasing.
    pub fn dephasing_rate(&self) -> f64 {
        self.dephasing
    }

    /// The rate Γ_φ of collective dephasing.
    pub fn collective_dephasing_rate(&self) -> f64 {
        self.collective_dephasing
    }

    /// The Bose ratio of all noise that exchanges energy, if it is one and the same float for all of it.
    pub(crate) fn one_temperature(&self) -> Option<f64> {
        let baths = [self.collective, self.local].into_iter();
        let mut ratios = baths
            .filter(|channel| channel.acts())
            .map(|channel| channel.bath.exact_ratio());
        let first = ratios.next()??;
        ratios.all(|ratio| ratio == Some(first)).then_some(first)
    }

    /// The noise of one cell as collective noise, which it is: J- = σ- and J_z = σz/2.
    pub(crate) fn as_one_cell(&self) -> Self {
        Self {
            collective: self.collective.beside(self.local),
            local: Channel::silent(),
            dephasing: 0.0,
            collective_dephasing: self.dephasing + self.collective_dephasing,
            ..*self
        }
    }

    pub(crate) fn noise(&self) -> (Channel, Channel, Double) {
        (self.collective, self.local, Double::from(self.dephasing))
    }
}

fn valid_rate(name: &'static str, rate: f64) -> Result<f64, Error> {
    in_range(name, rate, (0.0..=MOST_RATE).contains(&rate), RATE)
}

fn channel(name: &'static str, bath: Bath, rate: f64) -> Result<Channel, Error> {
    Ok(Channel {
        bath,
        rate: Double::from(valid_rate(name, rate)?),
    })
}
