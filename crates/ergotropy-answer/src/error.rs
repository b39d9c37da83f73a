//! Why a question has no answer.

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What the library refuses.
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    /// A channel that acts, and has no bath.
    #[error("the {channel} channel acts at the rate {rate}, but has no bath: give {key}")]
    NoBath {
        /// The channel.
        channel: &'static str,
        /// Its rate.
        rate: f64,
        /// The key of the model that gives the bath.
        key: &'static str,
    },
    /// A temperature, and no frequency that makes an occupation of it.
    #[error("a bath of {kelvin} K needs the frequency of the cells: give frequency, in hertz")]
    NoFrequency {
        /// The temperature.
        kelvin: f64,
    },
    /// Times in seconds, and no rate that makes numbers of them.
    #[error("times in seconds need the rate gamma_c: give gamma_c, in hertz")]
    NoRate,
    /// A frequency or a rate that is none.
    #[error("{key} is {value}, but must be greater than 0 and finite, in hertz")]
    Hertz {
        /// The key.
        key: &'static str,
        /// The value that was given.
        value: f64,
    },
}
