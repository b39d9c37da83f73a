//! What a charging curve comes to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::laboratory::Laboratory;
use crate::answer::number::Number;

/// What a charging curve comes to, found between the first and the last time by [`ergotropy::Summary`]: no
/// number is that of a given time only. Times are in 1/γ_c, energies in ħω, powers in ħω γ_c; other units stand
/// beside them where the model gives these.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The greatest ergotropy; null where no time was asked for.
    pub peak: Option<Peak>,
    /// The first time after the start at which half of the gain is reached, W(0) + (W_peak - W(0))/2; null where
    /// nothing is surely gained.
    pub half_time: Option<Number>,
    /// The same in seconds.
    pub half_time_seconds: Option<Number>,
    /// The first time after the start at which W(0) + 0.9 (W_peak - W(0)) is reached; null where nothing is
    /// surely gained.
    pub time_to_90: Option<Number>,
    /// The same in seconds.
    pub time_to_90_seconds: Option<Number>,
    /// The greatest mean power (W(t) - W(0)) / t; null where nothing is surely gained.
    pub greatest_power: Option<GreatestPower>,
}

/// The greatest ergotropy of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Peak {
    /// Its time; the error covers all times at which the peak can be.
    pub time: Number,
    /// The ergotropy.
    pub ergotropy: Number,
    /// Whether the curve still rises at the last time.
    pub rising: bool,
    /// The time in seconds.
    pub seconds: Option<Number>,
    /// The ergotropy in joule.
    pub joule: Option<Number>,
    /// The ergotropy in h GHz.
    pub h_ghz: Option<Number>,
}

/// The greatest mean power of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GreatestPower {
    /// Its time.
    pub time: Number,
    /// The power.
    pub power: Number,
    /// The time in seconds.
    pub seconds: Option<Number>,
    /// The power in watt.
    pub watt: Option<Number>,
}

impl Summary {
    pub(crate) fn of(found: ergotropy::Summary, laboratory: Laboratory) -> Self {
        let seconds = |time: Number| laboratory.seconds(time);
        let half_time = found.half_time.map(Number);
        let time_to_90 = found.time_to_90.map(Number);
        Self {
            peak: found.peak.map(|peak| {
                let (time, ergotropy) = (Number(peak.time), Number(peak.ergotropy));
                Peak {
                    time,
                    ergotropy,
                    rising: peak.rising,
                    seconds: seconds(time),
                    joule: laboratory.joule(&ergotropy),
                    h_ghz: laboratory.h_ghz(&ergotropy),
                }
            }),
            half_time,
            half_time_seconds: half_time.and_then(seconds),
            time_to_90,
            time_to_90_seconds: time_to_90.and_then(seconds),
            greatest_power: found.greatest_power.map(|greatest| {
                let (time, power) = (Number(greatest.time), Number(greatest.power));
                GreatestPower {
                    time,
                    power,
                    seconds: seconds(time),
                    watt: laboratory.watt(&power),
                }
            }),
        }
    }
}
