//! The answer of a bath.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::bath::{Bath, BathQuestion};

/// A bath in all its forms. Temperature in kelvin, frequency in hertz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// Version of the schema.
    pub schema: u32,
    /// Bose ratio.
    pub alpha: f64,
    /// Whether the ratio is 0 only because exp(-ħω/kT) is below 1e-180, at a temperature above 0.
    pub underflowed: bool,
    /// What it falls short of 1, with all digits.
    pub one_minus_alpha: f64,
    /// Occupation.
    pub n: f64,
    /// Temperature, where it was given, or the frequency is known.
    pub temperature: Option<f64>,
    /// ω/2π.
    pub frequency: Option<f64>,
    /// Version of the program.
    pub version: String,
}

impl Forms {
    /// The forms of a bath.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, BathQuestion, Forms};
    ///
    /// let bath = Bath::Temperature(0.05);
    /// let forms = Forms::new(&BathQuestion { bath, frequency: Some(5e9) })?;
    /// assert!((forms.alpha - 0.008_235_9).abs() < 1e-6 && forms.temperature == Some(0.05));
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Bath::resolved`].
    pub fn new(question: &BathQuestion) -> Result<Self, Error> {
        let BathQuestion { bath, frequency } = *question;
        let resolved = bath.resolved(frequency)?;
        let kelvin = Bath::kelvin(Some(bath), resolved, frequency);
        Ok(Self::of(resolved, kelvin, frequency))
    }

    /// The forms of a bath; `temperature` is in kelvin and `frequency` in hertz, if known.
    pub fn of(bath: ergotropy::Bath, temperature: Option<f64>, frequency: Option<f64>) -> Self {
        Self {
            schema: SCHEMA,
            alpha: bath.bose_ratio(),
            underflowed: bath.bose_ratio() == 0.0 && temperature.is_some_and(|kelvin| kelvin > 0.0),
            one_minus_alpha: bath.complement(),
            n: bath.occupation(),
            temperature,
            frequency,
            version: version(),
        }
    }
}
