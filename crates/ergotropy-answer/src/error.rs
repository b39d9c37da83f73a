//! The errors of a question.

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An error of the library.
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    /// A channel acts, but has no bath.
    #[error("the {channel} channel acts at the rate {rate}, but has no bath: give {key}")]
    NoBath {
        /// Name of the channel.
        channel: &'static str,
        /// Rate of the channel, in units of γ_c.
        rate: f64,
        /// The key of the model that gives the bath.
        key: &'static str,
    },
    /// A temperature was given without the frequency that turns it into an occupation.
    #[error("a bath of {kelvin} K needs the frequency of the cells: give frequency, in hertz")]
    NoFrequency {
        /// The temperature in kelvin.
        kelvin: f64,
    },
    /// Times in seconds were given without the rate γ_c that turns them into numbers.
    #[error("times in seconds need the rate gamma_c: give gamma_c, in hertz")]
    NoRate,
    /// A frequency or a rate is not positive, or not finite.
    #[error("{key} is {value}, but must be greater than 0 and finite, in hertz")]
    Hertz {
        /// The key of the frequency or rate.
        key: &'static str,
        /// The value that was given.
        value: f64,
    },
}
