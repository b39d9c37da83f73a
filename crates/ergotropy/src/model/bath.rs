//! A thermal bath: Bose ratio, occupation and temperature.

use crate::error::{Error, in_range};
use crate::numerics::double::Double;

/// Planck's constant h in J s (exact in the SI; CODATA 2022).
pub const PLANCK: f64 = 6.626_070_15e-34;

/// Boltzmann's constant k in J/K (exact in the SI; CODATA 2022).
pub const BOLTZMANN: f64 = 1.380_649e-23;

/// Greatest occupation; above it, rates of large ensembles would leave the range of floats.
const MOST_OCCUPATION: f64 = 1e100;

/// Least occupation from a temperature; a smaller one counts as zero.
const LEAST_OCCUPATION: f64 = 1e-180;

/// A thermal bath as the cells see it at their frequency.
///
/// The bath is one number, kept in three forms that are each computed without cancellation: the mean
/// occupation n = 1/(exp(ħω/kT) - 1), the Bose ratio α = n/(n+1) = exp(-ħω/kT), and its complement 1 -
/// α. Emission is proportional to n + 1, absorption to n. Computations use the ratio or the occupation
/// that was given and treat it as exact; a temperature is first converted to an occupation, which is
/// rounded.
///
/// ```
/// use ergotropy::Bath;
///
/// let bath = Bath::from_occupation(3.0)?;
/// assert_eq!(bath.bose_ratio(), 0.75);
/// let hot = Bath::from_occupation(1e20)?; // 1 - alpha is far below the spacing of floats at 1
/// assert_eq!(hot.complement(), 1e-20);
/// let dilution_fridge = Bath::from_temperature(0.05, 5e9)?;
/// assert!((dilution_fridge.bose_ratio() - 0.008_235_9).abs() < 1e-6);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bath {
    bose_ratio: f64,
    complement: f64,
    occupation: f64,
    absorption: Double,
    emission: Double,
}

impl Bath {
    /// The bath of Bose ratio α, 0 <= α < 1.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if α is outside [0, 1) or not a number.
    pub fn from_bose_ratio(alpha: f64) -> Result<Self, Error> {
        in_range(
            "the Bose ratio alpha",
            alpha,
            (0.0..1.0).contains(&alpha),
            "at least 0 and less than 1 (alpha = 1 is infinite temperature)",
        )?;
        let complement = Double::one_minus(alpha);
        let emission = Double::ONE / complement;
        let absorption = Double::from(alpha) * emission;
        Ok(Self {
            bose_ratio: alpha,
            complement: complement.to_f64(),
            occupation: absorption.to_f64(),
            absorption,
            emission,
        })
    }

    /// The bath of mean occupation n, 0 <= n <= 1e100.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if n is outside its range or not a number.
    pub fn from_occupation(n: f64) -> Result<Self, Error> {
        in_range(
            "the occupation n",
            n,
            (0.0..=MOST_OCCUPATION).contains(&n),
            "from 0 to 1e100",
        )?;
        let absorption = Double::from(n);
        let emission = absorption + Double::ONE;
        Ok(Self {
            bose_ratio: (absorption / emission).to_f64(),
            complement: (Double::ONE / emission).to_f64(),
            occupation: n,
            absorption,
            emission,
        })
    }

    /// The bath of a temperature in kelvin for cells of a frequency in hertz: α = exp(-hf / kT) with
    /// the exact SI values of h and k. The occupation has a relative error of some (4 + 3x) 1e-16, x =
    /// hf / kT; computations treat the rounded occupation as exact. Below n = 1e-180, that is T < hf /
    /// 414 k, the bath counts as one of zero temperature.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if the temperature is negative, the frequency is not positive, one of
    /// them is not finite, or the occupation would exceed 1e100.
    pub fn from_temperature(kelvin: f64, hertz: f64) -> Result<Self, Error> {
        in_range(
            "the temperature",
            kelvin,
            (0.0..f64::INFINITY).contains(&kelvin),
            "at least 0 K and finite",
        )?;
        in_range(
            "the frequency",
            hertz,
            hertz > 0.0 && hertz < f64::INFINITY,
            "greater than 0 Hz and finite",
        )?;
        // In this order the quotient neither overflows nor underflows.
        let exponent = (hertz / kelvin) * (PLANCK / BOLTZMANN);
        let occupation = exponent.exp_m1().recip();
        if occupation < LEAST_OCCUPATION {
            return Ok(Self::cold());
        }
        let mut bath = Self::from_occupation(occupation)?;
        bath.bose_ratio = (-exponent).exp();
        bath.complement = -(-exponent).exp_m1();
        Ok(bath)
    }

    /// The bath of zero temperature.
    pub fn cold() -> Self {
        Self {
            bose_ratio: 0.0,
            complement: 1.0,
            occupation: 0.0,
            absorption: Double::ZERO,
            emission: Double::ONE,
        }
    }

    /// Bose ratio α = n/(n+1), rounded; the result is 1 if 1 - α is below 1e-16.
    pub fn bose_ratio(self) -> f64 {
        self.bose_ratio
    }

    /// 1 - α = 1/(n+1), with full relative precision.
    pub fn complement(self) -> f64 {
        self.complement
    }

    /// Mean occupation n = α/(1-α).
    pub fn occupation(self) -> f64 {
        self.occupation
    }

    /// The temperature in kelvin at a frequency in hertz, T = hf / (k ln(1 + 1/n)); 0 for n = 0.
    pub fn temperature(self, hertz: f64) -> f64 {
        if self.occupation == 0.0 {
            return 0.0;
        }
        hertz * (PLANCK / BOLTZMANN) / self.occupation.recip().ln_1p()
    }

    /// The Bose ratio if it is exact: if the bath was given by its ratio, or is cold.
    pub(crate) fn exact_ratio(self) -> Option<f64> {
        let exact = Double::from(self.bose_ratio) * self.emission == self.absorption;
        exact.then_some(self.bose_ratio)
    }

    /// n + 1, to which emission is proportional.
    pub(crate) fn emission(self) -> Double {
        self.emission
    }

    /// n, to which absorption is proportional.
    pub(crate) fn absorption(self) -> Double {
        self.absorption
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_agree() -> Result<(), Error> {
        for kelvin in [1e-3, 0.02, 0.3, 4.2, 300.0, 1e9] {
            let bath = Bath::from_temperature(kelvin, 5e9)?;
            assert!((bath.temperature(5e9) / kelvin - 1.0).abs() < 1e-13);
            let again = Bath::from_occupation(bath.occupation())?;
            assert!((again.complement() / bath.complement() - 1.0).abs() < 1e-15);
            assert!((again.bose_ratio() / bath.bose_ratio() - 1.0).abs() < 1e-13);
        }
        let cold = Bath::from_temperature(0.0, 5e9)?;
        assert_eq!((cold.bose_ratio(), cold.temperature(5e9)), (0.0, 0.0));
        Ok(())
    }

    #[test]
    fn nothing_is_lost_next_to_infinite_temperature() -> Result<(), Error> {
        let gap = 2f64.powi(-40);
        let bath = Bath::from_bose_ratio(1.0 - gap)?;
        assert_eq!(bath.complement(), gap);
        assert_eq!(bath.occupation(), gap.recip() - 1.0);
        Ok(())
    }

    #[test]
    fn refuses_what_is_no_bath() {
        for alpha in [-1e-9, 1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(
                Bath::from_bose_ratio(alpha),
                Err(Error::OutOfRange { .. })
            ));
        }
        assert!(Bath::from_occupation(-1.0).is_err() && Bath::from_occupation(f64::NAN).is_err());
        assert!(Bath::from_temperature(-1.0, 5e9).is_err());
        assert!(Bath::from_temperature(1.0, 0.0).is_err());
        assert!(Bath::from_temperature(f64::NAN, 5e9).is_err());
    }
}
