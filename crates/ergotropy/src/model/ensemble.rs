//! The ensemble: cells and the noise that acts on them.

use std::sync::Arc;

use crate::emitters::couplings::Couplings;
use crate::error::{Error, in_range};
use crate::model::bath::Bath;
use crate::model::noise::{Channel, MOST_RATE, Noise, RATE, valid_rate, valid_time};
use crate::model::tuning::Tuning;
use crate::numerics::double::Double;
use crate::numerics::scaled::Scaled;
use crate::spin::lattice::Lattice;

/// Rates below this number times the number of states cannot be told from zero.
const LEAST_RATE: f64 = 1e-304;

/// The greatest rate of noise over bit strings must be above this, so that squares of rates are not zero.
const LEAST_GREATEST: f64 = 1e-100;

/// The division of the noise between the collective and the local channel (Eq. 32, 113).
///
/// The collective rate is η and the local one (1-η) γ_r, in units of γ_c.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixture {
    /// Collective fraction η, 0 <= η <= 1.
    pub eta: f64,
    /// Ratio γ_r = γ_ℓ / γ_c, >= 0.
    pub gamma_ratio: f64,
}

/// N two-level cells under collective and local noise and dephasing.
///
/// The generator is (Eq. 113 of the paper, with ħ = ω = 1, any rates, and dephasing added)
///
/// ```text
/// e_c D[J-] + a_c D[J+] + Σ_i (e_l D[σ-_i] + a_l D[σ+_i]) + γ_φ Σ_i D[σz_i / 2] + Γ_φ D[J_z]
/// ```
///
/// with D\[L\]ρ = LρL† - (L†Lρ + ρL†L)/2, where a thermal [`Channel`] of rate g has emission
/// e = g (n+1) and absorption a = g n. Times are in units of the inverse of the rates' unit,
/// 1/γ_c where the ensemble was made by [`Ensemble::mixture`].
///
/// ```
/// use ergotropy::{Bath, Channel, Ensemble, Observables};
///
/// let bath = Bath::from_bose_ratio(0.5)?;
/// let battery = Ensemble::new(10)?
///     .collective(Channel::thermal(bath, 1.0)?)
///     .local(Channel::thermal(bath, 0.1)?);
/// assert_eq!(battery.steady_state()?.ergotropy().value, 0.0); // one temperature: passive
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    lattice: Lattice,
    noise: Noise,
    /// How cells share the field, if they do not all do so alike.
    couplings: Option<Arc<Couplings>>,
    tuning: Tuning,
}

impl Ensemble {
    /// Cells without noise.
    ///
    /// # Errors
    /// [`Error::Cells`] unless 1 <= `cells` <= 2^31.
    pub fn new(cells: u64) -> Result<Self, Error> {
        Ok(Self {
            lattice: Lattice::checked(cells)?,
            noise: Noise {
                collective: Channel::silent(),
                local: Channel::silent(),
                dephasing: Double::ZERO,
                collective_dephasing: Double::ZERO,
            },
            couplings: None,
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
        let local = Scaled::from(Double::one_minus(eta)) * Scaled::from(gamma_ratio);
        ensemble.noise.collective = Channel::cold(Scaled::from(eta));
        ensemble.noise.local = Channel::cold(local);
        Ok(ensemble)
    }

    /// Sets the channel through which all cells emit and absorb together, J- and J+.
    #[must_use]
    pub fn collective(mut self, channel: Channel) -> Self {
        self.noise.collective = channel;
        self
    }

    /// Sets the channel through which each cell emits and absorbs by itself, σ- and σ+.
    #[must_use]
    pub fn local(mut self, channel: Channel) -> Self {
        self.noise.local = channel;
        self
    }

    /// Sets how the cells share the field of the collective channel: at positions, through unequal couplings, with detunings
    /// ([`Couplings`] gives the generator).
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Couplings, Dipole, Ensemble, Geometry, Observables, Picture, Start};
    ///
    /// let chain = Geometry::chain(4, 0.05)?;
    /// let couplings = Couplings::without_shift(&chain, &[Dipole::linear([0.0, 0.0, 1.0])?])?;
    /// let battery = Ensemble::new(4)?
    ///     .collective(Channel::thermal(Bath::from_bose_ratio(0.6)?, 1.0)?)
    ///     .couplings(couplings)?;
    /// let curve = battery.charge(&Start::ground(), &[1.0])?;
    /// assert_eq!(curve.picture(), Picture::Register);
    /// assert!(curve.points()[0].work().ergotropy.value > 0.2);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::CouplingsDiffer`] for couplings of another number of cells.
    pub fn couplings(mut self, couplings: Couplings) -> Result<Self, Error> {
        let (given, cells) = (couplings.cells(), self.cells());
        if given as u64 != u64::from(cells) {
            return Err(Error::CouplingsDiffer {
                couplings: given,
                cells,
            });
        }
        self.couplings = Some(Arc::new(couplings));
        Ok(self)
    }

    /// How the cells share the field; `None` if all do so alike.
    pub fn shared_field(&self) -> Option<&Couplings> {
        self.couplings.as_deref()
    }

    /// Refuses negative collective rates beside couplings.
    pub(crate) fn check_field(&self) -> Result<(), Error> {
        let Noise { collective, .. } = self.noise;
        let rates = [
            ("emission", collective.emission),
            ("absorption", collective.absorption),
        ];
        for (what, rate) in rates {
            if rate.hi < 0.0 && self.couplings.is_some() {
                return Err(Error::NegativeRate {
                    what,
                    collective: rate.to_f64(),
                    least: 0.0,
                });
            }
        }
        Ok(())
    }

    /// Refuses rates over bit strings whose squares are zero, and those that [`Ensemble::check_signs`] refuses.
    pub(crate) fn check_over_strings(&self) -> Result<(), Error> {
        self.check_field()?;
        let greatest = self
            .noise
            .collective
            .strength()
            .max(self.noise.local.strength());
        let greatest = greatest.max(self.dephasing_rate());
        if greatest > 0.0 && greatest < LEAST_GREATEST {
            return Err(Error::RateTooSmall {
                what: "the greatest rate",
                rate: greatest,
                least: LEAST_GREATEST,
            });
        }
        self.check_signs()
    }

    /// The same noise for cells that all share the field alike, if the couplings say so: g_ij = own δ_ij + shared.
    ///
    /// What each has of its own is noise of single cells.
    pub(crate) fn evened(&self) -> Option<Self> {
        let shares = match &self.couplings {
            None => return Some(self.clone()),
            Some(couplings) => couplings.even()?,
        };
        Some(Self {
            noise: self.noise.shared(shares),
            couplings: None,
            ..self.clone()
        })
    }

    /// Cells that do not share a field, if one temperature acts: they have the same steady state, whatever the couplings.
    pub(crate) fn at_one_temperature(&self) -> Option<Self> {
        let first = self.noise.channels().next()?;
        let all =
            |test: &dyn Fn(&Channel) -> bool| self.noise.channels().all(|channel| test(&channel));
        let same = all(&|channel| channel.has_ratio_of(&first))
            || all(&|channel| channel.absorption == Double::ZERO)
            || all(&|channel| channel.emission == Double::ZERO);
        same.then(|| Self {
            noise: Noise {
                collective: Channel::silent(),
                local: first,
                ..self.noise
            },
            couplings: None,
            ..self.clone()
        })
    }

    /// What each cell has of its own and what all share of the field, on average: all that matters to a state in which cells are
    /// alike.
    pub(crate) fn shares(&self) -> [Double; 2] {
        let couplings = self.couplings.as_ref();
        couplings.map_or([Double::ZERO, Double::ONE], |couplings| couplings.shares())
    }

    /// Sets the bath of the collective channel and keeps its rate. A channel that is not thermal gets the
    /// rate emission minus absorption if this is positive, and else zero.
    #[must_use]
    pub fn collective_bath(mut self, bath: Bath) -> Self {
        self.noise.collective = self.noise.collective.with_bath(bath);
        self
    }

    /// Sets the bath of the local channel, as [`Ensemble::collective_bath`] does for the collective
    /// one.
    #[must_use]
    pub fn local_bath(mut self, bath: Bath) -> Self {
        self.noise.local = self.noise.local.with_bath(bath);
        self
    }

    /// Sets the rate γ_φ of dephasing of each cell, by D\[σz/2\].
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn dephasing(mut self, rate: f64) -> Result<Self, Error> {
        self.noise.dephasing = Double::from(valid_rate("the dephasing rate", rate)?);
        Ok(self)
    }

    /// Sets the rate Γ_φ of dephasing of all cells together, by D\[J_z\]. It does not change states of
    /// the ladder picture, only coherences between different m.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn collective_dephasing(mut self, rate: f64) -> Result<Self, Error> {
        let rate = valid_rate("the collective dephasing rate", rate)?;
        self.noise.collective_dephasing = Double::from(rate);
        Ok(self)
    }

    /// Sets the rate of dephasing of each cell by the coherence time T₂ of a cell by itself, beside the local
    /// channel that is already set.
    ///
    /// D\[σz/2\] at the rate G makes the coherence of a cell decay at G/2, so that 1/T₂ = 1/(2 T₁) + G/2 and
    /// G = 2 (1/T₂ - 1/(2 T₁)): twice the rate 1/T_φ of pure dephasing. Collective noise is not counted.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble};
    ///
    /// let cold = Channel::relaxing(Bath::cold(), 50.0)?;
    /// let battery = Ensemble::new(8)?.local(cold).coherence_time(30.0)?;
    /// assert!((battery.dephasing_rate() - 2.0 * (1.0 / 30.0 - 1.0 / 100.0)).abs() < 1e-16);
    /// assert!(battery.t2().is_some_and(|t2| (t2 - 30.0).abs() < 1e-13));
    /// // A cell that only relaxes has T2 = 2 T1.
    /// assert_eq!(battery.clone().coherence_time(100.0)?.dephasing_rate(), 0.0);
    /// assert!(battery.coherence_time(101.0).is_err());
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the time is not positive, infinite, or so short that the rate is above 1e100;
    /// [`Error::CoherenceTime`] if it is longer than 2 T₁.
    pub fn coherence_time(self, t2: f64) -> Result<Self, Error> {
        let t2 = valid_time("the coherence time T2", t2)?;
        let relaxing = t2 * self.relaxation_rate();
        let rest = 2.0 - relaxing;
        // A time that was computed as 2 T1 may differ from it by roundings.
        let rest = if rest.abs() < 16.0 * f64::EPSILON {
            0.0
        } else {
            rest
        };
        if rest < 0.0 {
            return Err(Error::CoherenceTime {
                t2,
                t1: self.relaxation_rate().recip(),
            });
        }
        self.dephasing(rest / t2)
    }

    /// The relaxation time T₁ of a cell by itself, 1/(emission + absorption) of the local channel; `None` if that
    /// channel does not act.
    pub fn t1(&self) -> Option<f64> {
        let rate = self.relaxation_rate();
        (rate > 0.0).then(|| rate.recip())
    }

    /// The coherence time T₂ of a cell by itself, 1/T₂ = 1/(2 T₁) + G/2 with the rate G of local dephasing;
    /// `None` if nothing acts on single cells.
    pub fn t2(&self) -> Option<f64> {
        let rate = f64::midpoint(self.relaxation_rate(), self.dephasing_rate());
        (rate > 0.0).then(|| rate.recip())
    }

    /// The rate 1/T₁ at which a cell by itself relaxes.
    fn relaxation_rate(&self) -> f64 {
        self.noise.local.emission() + self.noise.local.absorption()
    }

    /// Sets the options of how answers are computed: proofs, memory, threads.
    #[must_use]
    pub fn with(mut self, tuning: Tuning) -> Self {
        self.tuning = tuning;
        self
    }

    /// The options of how answers are computed.
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

    /// The collective channel.
    pub fn collective_channel(&self) -> Channel {
        self.noise.collective
    }

    /// The local channel.
    pub fn local_channel(&self) -> Channel {
        self.noise.local
    }

    /// The rate γ_φ of local dephasing.
    pub fn dephasing_rate(&self) -> f64 {
        self.noise.dephasing.to_f64()
    }

    /// The rate Γ_φ of collective dephasing.
    pub fn collective_dephasing_rate(&self) -> f64 {
        self.noise.collective_dephasing.to_f64()
    }

    /// The noise as a state in which all cells are alike feels it.
    pub(crate) fn noise(&self) -> Noise {
        match &self.couplings {
            None => self.noise,
            Some(couplings) => self.noise.shared(couplings.shares()),
        }
    }

    /// The same noise with excited and ground state of all cells exchanged; populations of (d, k) become
    /// populations of (d, N - k).
    pub(crate) fn mirrored(&self) -> Self {
        let Noise {
            collective, local, ..
        } = self.noise;
        Self {
            noise: Noise {
                collective: collective.mirrored(),
                local: local.mirrored(),
                ..self.noise
            },
            ..self.clone()
        }
    }

    /// The noise of one cell, written as collective noise: J- = σ- and J_z = σz/2.
    pub(crate) fn as_one_cell(&self) -> Self {
        let Noise {
            collective,
            local,
            dephasing,
            collective_dephasing,
        } = self.noise;
        Self {
            noise: Noise {
                collective: collective.beside(&local),
                local: Channel::silent(),
                dephasing: Double::ZERO,
                collective_dephasing: dephasing + collective_dephasing,
            },
            ..self.clone()
        }
    }

    /// Whether single cells absorb faster than they emit or, if these rates are equal, all cells
    /// together do.
    pub(crate) fn is_inverted(&self) -> bool {
        let (local, collective) = (self.noise.local.net(), self.noise.collective.net());
        local.hi < 0.0 || local == Double::ZERO && collective.hi < 0.0
    }

    /// The ratio of absorption to emission, and 1 minus this ratio, if the ratio is at most 1 and exactly the
    /// same for all noise that exchanges energy.
    pub(crate) fn one_ratio(&self) -> Option<(Double, Double)> {
        let first = self.noise.channels().next()?;
        let mut channels = self.noise.channels();
        let same = channels.all(|channel| channel.has_ratio_of(&first));
        let mut ratios = self.noise.channels().filter_map(|channel| channel.ratio());
        if same { ratios.next() } else { None }
    }

    /// Refuses rates that floats cannot tell from zero, and those that [`Ensemble::check_signs`] refuses.
    ///
    /// A rate g has a relative error of 2^-1074/g, and populations of S states one of 2S times that: less
    /// than 1e-19 for g >= 1e-304 S.
    pub(crate) fn check_rates(&self) -> Result<(), Error> {
        let Noise {
            collective,
            local,
            dephasing,
            ..
        } = self.noise;
        let least = LEAST_RATE * self.lattice.states() as f64;
        for (what, rate) in [
            ("the collective rate", collective.strength()),
            ("the local rate", local.strength()),
            ("the dephasing rate", dephasing.to_f64()),
        ] {
            if rate > 0.0 && rate < least {
                return Err(Error::RateTooSmall { what, rate, least });
            }
        }
        self.check_signs()
    }

    /// Refuses negative collective rates if the rates of single cells do not make up for them.
    ///
    /// The rate of the bright ladder of N cells is e_c + e_l/N; all other ladders have a greater rate.
    pub(crate) fn check_signs(&self) -> Result<(), Error> {
        let Noise {
            collective, local, ..
        } = self.noise;
        let cells = f64::from(self.cells());
        for (what, of_all, of_each) in [
            ("emission", collective.emission, local.emission),
            ("absorption", collective.absorption, local.absorption),
        ] {
            if of_all.hi < 0.0 && (of_all.times(cells) + of_each).hi < 0.0 {
                return Err(Error::NegativeRate {
                    what,
                    collective: of_all.to_f64(),
                    least: -of_each.to_f64() / cells,
                });
            }
        }
        Ok(())
    }
}
