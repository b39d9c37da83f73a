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
    #[error(
        "times in seconds need the unit of rates: give gamma_c, in hertz, or per_second for rates in 1/s"
    )]
    NoRate,
    /// Two units of rates were given.
    #[error("rates are in units of gamma_c or in 1/s: give gamma_c or per_second, not both")]
    TwoUnits,
    /// Two keys give the same rate.
    #[error("{one} and {other} are two ways to give one rate: give one of them")]
    TwoWays {
        /// One key.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
    /// A ladder or a rung that does not exist.
    #[error(
        "there is no state j = {j}, m = {m} of {cells} cells: j must be from {least} to {most} and m from -j to j, both in steps of 1"
    )]
    NoSuchSpin {
        /// The spin that was given.
        j: f64,
        /// Its projection.
        m: f64,
        /// Number of cells.
        cells: u64,
        /// Least spin.
        least: f64,
        /// Greatest spin.
        most: f64,
    },
    /// A frequency or a rate is not positive, or not finite.
    #[error("{key} is {value}, but must be greater than 0 and finite, in hertz")]
    Hertz {
        /// The key of the frequency or rate.
        key: &'static str,
        /// The value that was given.
        value: f64,
    },
    /// A parameter is varied that the noise of the model does not have.
    #[error("{parameter} is varied, but the noise of the model is given in another way")]
    Unfit {
        /// Name of the parameter.
        parameter: &'static str,
    },
    /// A range is not one.
    #[error("the range of {parameter} has {value}, which must be {allowed}")]
    Range {
        /// Name of the parameter.
        parameter: &'static str,
        /// The value.
        value: f64,
        /// The values that are allowed.
        allowed: &'static str,
    },
    /// Two parameters that set the same thing are varied.
    #[error("{one} and {other} both set {slot}: vary one of them")]
    SetTwice {
        /// Name of one parameter.
        one: &'static str,
        /// Name of the other.
        other: &'static str,
        /// What both set.
        slot: &'static str,
    },
    /// A range has too few or too many points.
    #[error("the range of {parameter} has {points} points, but must have from 2 to {most}")]
    Points {
        /// Name of the parameter.
        parameter: &'static str,
        /// Number of points.
        points: usize,
        /// The most that are allowed.
        most: usize,
    },
    /// A map has more points than its memory allows.
    #[error("the map has {points} points, but can have at most {most}: give fewer along an axis")]
    TooManyPoints {
        /// Number of points.
        points: u64,
        /// The most that are allowed.
        most: u64,
    },
    /// A number of a curve was asked for without the curve.
    #[error("{of} is a number of a charging curve: give its start and its last time")]
    NoCurve {
        /// The number.
        of: &'static str,
    },
    /// Too few or too many parameters are varied.
    #[error("{count} parameters are varied, but must be 1 to {most}")]
    Parameters {
        /// How many are varied.
        count: usize,
        /// The most that can be.
        most: usize,
    },
    /// The number is not defined at any point.
    #[error("{of} is not defined at any point of the range")]
    Undefined {
        /// The number.
        of: &'static str,
    },
}
