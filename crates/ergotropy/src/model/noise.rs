//! Noise: the rates at which cells lose and gain excitations, and dephase.

use crate::error::{Error, in_range};
use crate::model::bath::Bath;
use crate::numerics::double::Double;
use crate::numerics::scaled::Scaled;

pub(crate) const RATE: &str = "at least 0 and at most 1e100";
pub(crate) const MOST_RATE: f64 = 1e100;

/// A channel through which cells lose and gain excitations: the rates of emission and absorption per unit
/// of squared matrix element, that is of D\[J-\] and D\[J+\], or of D\[σ-\] and D\[σ+\].
///
/// A bath of occupation n at rate g gives emission g (n + 1) and absorption g n. Any other two rates are
/// legal as well: absorption above emission inverts the cells, and emission 0 is a pump alone.
///
/// ```
/// use ergotropy::{Channel, Ensemble, Observables};
///
/// // Cells that are pumped twice as fast as they decay, each by itself: q = 2.
/// let battery = Ensemble::new(3)?.local(Channel::rates(1.0, 2.0)?);
/// let work = battery.steady_state()?.work();
/// assert!(work.energy.contains(2.0) && work.ergotropy.contains(1.0));
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Channel {
    pub(crate) emission: Double,
    pub(crate) absorption: Double,
    /// For a thermal channel: its bath, and the rate of absorption at occupation 1.
    thermal: Option<(Bath, Scaled)>,
}

impl Channel {
    /// A thermal channel: a bath to which cells are coupled at a rate.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the rate is negative, above 1e100 or not a number.
    pub fn thermal(bath: Bath, rate: f64) -> Result<Self, Error> {
        let rate = valid_rate("the rate of a bath", rate)?;
        Ok(Self::of_bath(bath, Scaled::from(rate)))
    }

    /// A thermal channel by the relaxation time T₁ of one cell: the rate g for which 1/T₁ = g (2n + 1), the sum of
    /// emission and absorption.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble};
    ///
    /// let bath = Bath::from_occupation(0.5)?;
    /// let battery = Ensemble::new(8)?.local(Channel::relaxing(bath, 4.0)?);
    /// assert!((battery.local_channel().rate() - 0.125).abs() < 1e-16);
    /// assert!(battery.t1().is_some_and(|t1| (t1 - 4.0).abs() < 1e-14));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the time is not positive, infinite, or so short that the rate is above 1e100.
    pub fn relaxing(bath: Bath, t1: f64) -> Result<Self, Error> {
        let t1 = valid_time("the relaxation time T1", t1)?;
        let emission_and_absorption = bath.emission() + bath.absorption();
        let rate = Double::ONE / (Double::from(t1) * emission_and_absorption);
        Self::thermal(bath, rate.to_f64())
    }

    /// A channel with the given rates of emission and absorption.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a rate is negative, above 1e100 or not a number.
    pub fn rates(emission: f64, absorption: f64) -> Result<Self, Error> {
        Ok(Self {
            emission: Double::from(valid_rate("the rate of emission", emission)?),
            absorption: Double::from(valid_rate("the rate of absorption", absorption)?),
            thermal: None,
        })
    }

    /// A collective channel with rates that may be negative.
    ///
    /// A kernel g_ij = g_1 δ_ij + g_2 (1 - δ_ij) is the collective rate g_2 together with the rate g_1 -
    /// g_2 of each cell. It is positive for g_1 >= g_2 and g_1 + (N-1) g_2 >= 0, so that g_2 may be
    /// negative. Whether the rates of single cells make up for it is checked when a state is computed
    /// ([`Error::NegativeRate`]).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a rate is not finite, or beyond 1e100 in absolute value.
    pub fn kernel(emission: f64, absorption: f64) -> Result<Self, Error> {
        let valid = |name, rate: f64| {
            let allowed = "from -1e100 to 1e100";
            in_range(name, rate, rate.abs() <= MOST_RATE, allowed)
        };
        Ok(Self {
            emission: Double::from(valid("the rate of emission", emission)?),
            absorption: Double::from(valid("the rate of absorption", absorption)?),
            thermal: None,
        })
    }

    /// A channel that does nothing.
    pub fn silent() -> Self {
        Self::cold(Scaled::ZERO)
    }

    /// A bath that only absorbs energy, at a rate that may be below the least float.
    pub(crate) fn cold(rate: Scaled) -> Self {
        Self {
            emission: rate.to_double(),
            absorption: Double::ZERO,
            thermal: Some((Bath::cold(), rate)),
        }
    }

    /// A bath at a rate that may be below the least float, if its products with n and n + 1 are not.
    pub(crate) fn of_bath(bath: Bath, rate: Scaled) -> Self {
        Self {
            emission: (rate * Scaled::from(bath.emission())).to_double(),
            absorption: (rate * Scaled::from(bath.absorption())).to_double(),
            thermal: Some((bath, rate)),
        }
    }

    /// The greater of the two rates.
    pub(crate) fn strength(&self) -> f64 {
        self.emission
            .to_f64()
            .abs()
            .max(self.absorption.to_f64().abs())
    }

    /// The same channel with another bath.
    pub(crate) fn with_bath(&self, bath: Bath) -> Self {
        let rate = match self.thermal {
            Some((_, rate)) => rate,
            None => Scaled::from(self.net()),
        };
        Self::of_bath(
            bath,
            if rate > Scaled::ZERO {
                rate
            } else {
                Scaled::ZERO
            },
        )
    }

    /// The same channel with emission and absorption exchanged, as excited and ground state are.
    pub(crate) fn mirrored(self) -> Self {
        Self {
            emission: self.absorption,
            absorption: self.emission,
            thermal: None,
        }
    }

    /// The same channel with its rates times a number; a bath keeps its temperature.
    pub(crate) fn times(&self, factor: Double) -> Self {
        if factor == Double::ONE {
            return *self;
        }
        Self {
            emission: self.emission * factor,
            absorption: self.absorption * factor,
            thermal: self
                .thermal
                .filter(|_| factor.hi >= 0.0)
                .map(|(bath, rate)| (bath, rate * Scaled::from(factor))),
        }
    }

    /// The sum of two channels that act on the same matrix elements.
    pub(crate) fn beside(&self, other: &Self) -> Self {
        match (self.acts(), other.acts()) {
            (_, false) => *self,
            (false, true) => *other,
            (true, true) => Self {
                emission: self.emission + other.emission,
                absorption: self.absorption + other.absorption,
                thermal: None,
            },
        }
    }

    /// Rate of emission; g (n + 1) for a bath.
    pub fn emission(&self) -> f64 {
        self.emission.to_f64()
    }

    /// Rate of absorption; g n for a bath.
    pub fn absorption(&self) -> f64 {
        self.absorption.to_f64()
    }

    /// The bath of a thermal channel; `None` for a channel with rates of its own.
    pub fn bath(&self) -> Option<Bath> {
        self.thermal.map(|(bath, _)| bath)
    }

    /// Emission minus absorption: the rate g of a thermal channel.
    pub fn rate(&self) -> f64 {
        self.net().to_f64()
    }

    pub(crate) fn net(&self) -> Double {
        match self.thermal {
            Some((_, rate)) => rate.to_double(),
            None => self.emission - self.absorption,
        }
    }

    /// Whether one of the two rates is not zero.
    pub fn acts(&self) -> bool {
        self.emission != Double::ZERO || self.absorption != Double::ZERO
    }

    /// Emission and absorption up to a common factor; n + 1 and n for a thermal channel.
    pub(crate) fn proportions(&self) -> (Double, Double) {
        match self.thermal {
            Some((bath, _)) => (bath.emission(), bath.absorption()),
            None => (self.emission, self.absorption),
        }
    }

    /// The ratio of absorption to emission, and 1 minus this ratio; `None` if the ratio is above 1.
    pub(crate) fn ratio(&self) -> Option<(Double, Double)> {
        // The given ratio has no roundings of rates.
        if let Some(given) = self.thermal.and_then(|(bath, _)| bath.exact_ratio()) {
            return Some((Double::from(given), Double::one_minus(given)));
        }
        let (emission, absorption) = self.proportions();
        let legal = emission.is_positive() && absorption <= emission;
        legal.then(|| (absorption / emission, (emission - absorption) / emission))
    }

    /// Whether another channel has exactly the same ratio of absorption to emission.
    pub(crate) fn has_ratio_of(&self, other: &Self) -> bool {
        let given = |channel: &Self| channel.thermal.and_then(|(bath, _)| bath.exact_ratio());
        if self.bath().is_some() && self.bath() == other.bath() {
            return true;
        }
        match (given(self), given(other)) {
            (Some(one), Some(other)) => one == other,
            (None, None) if self.is_plain() && other.is_plain() => {
                exact_product(self.absorption, other.emission)
                    == exact_product(other.absorption, self.emission)
            }
            _ => false,
        }
    }

    fn is_plain(&self) -> bool {
        self.emission.lo == 0.0 && self.absorption.lo == 0.0
    }
}

/// The product of two floats without any rounding or underflow: whether it is negative, and its size.
fn exact_product(one: Double, other: Double) -> (bool, Scaled) {
    let size = Scaled::from(one.abs()) * Scaled::from(other.abs());
    let negative = !size.is_zero() && (one.hi < 0.0) != (other.hi < 0.0);
    (negative, size)
}

/// All noise that acts on an ensemble.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Noise {
    pub(crate) collective: Channel,
    pub(crate) local: Channel,
    pub(crate) dephasing: Double,
    pub(crate) collective_dephasing: Double,
}

impl Noise {
    /// The noise of cells of which each has a part of the field of its own, and all share another.
    pub(crate) fn shared(self, [own, shared]: [Double; 2]) -> Self {
        Self {
            collective: self.collective.times(shared),
            local: self.local.beside(&self.collective.times(own)),
            ..self
        }
    }

    /// The channels that exchange energy.
    pub(crate) fn channels(&self) -> impl Iterator<Item = Channel> {
        let all = [self.collective, self.local].into_iter();
        all.filter(Channel::acts)
    }
}

pub(crate) fn valid_rate(name: &'static str, rate: f64) -> Result<f64, Error> {
    in_range(name, rate, (0.0..=MOST_RATE).contains(&rate), RATE)
}

pub(crate) fn valid_time(name: &'static str, time: f64) -> Result<f64, Error> {
    let inside = time > 0.0 && time.is_finite();
    in_range(name, time, inside, "greater than 0 and finite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_compared_without_underflow() -> Result<(), Error> {
        for (one, other, same) in [
            ((0.0, 1.6e-208), (8.6e-302, 0.0), false),
            ((5.1e-178, 3.3e-305), (0.0, 4.0e-182), false),
            ((2.0e-200, 1.0e-200), (4.0e-300, 2.0e-300), true),
            ((1.0, 0.3), (2.0, 0.6), true),
            ((-1.0, -0.5), (4.0, 2.0), true),
            ((-1.0, 0.5), (4.0, 2.0), false),
            ((1.0, 0.0), (1e-300, 0.0), true),
        ] {
            let channel = |(emission, absorption)| Channel::kernel(emission, absorption);
            let (one, other) = (channel(one)?, channel(other)?);
            assert_eq!(one.has_ratio_of(&other), same, "{one:?} {other:?}");
            assert_eq!(other.has_ratio_of(&one), same, "{one:?} {other:?}");
        }
        Ok(())
    }
}
