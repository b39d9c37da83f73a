//! What a charging curve comes to.

use crate::bounded::Bounded;

/// What a charging curve comes to: its peak, how soon it comes near it, and how fast it charges. Found by
/// [`Ensemble::charge_summary`](crate::Ensemble::charge_summary), which tells what the errors cover.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// The greatest ergotropy between the first and the last given time; `None` if no time was given.
    pub peak: Option<Peak>,
    /// The first time after the start at t = 0 at which W reaches W(0) + (W_peak - W(0))/2: half of what is
    /// gained. `None` if the peak is not surely above W(0).
    pub half_time: Option<Bounded>,
    /// The first time after the start at t = 0 at which W reaches W(0) + 0.9 (W_peak - W(0)). `None` if the
    /// peak is not surely above W(0).
    pub time_to_90: Option<Bounded>,
    /// The greatest mean power (W(t) - W(0))/t between the first and the last given time, as of
    /// [`Point::power`](crate::Point::power). `None` if no work is surely gained.
    pub greatest_power: Option<GreatestPower>,
}

/// The greatest ergotropy of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// The time of the peak; its error covers all times at which the peak can be, so that it is wide where the
    /// curve is level.
    pub time: Bounded,
    /// The ergotropy W_peak.
    pub ergotropy: Bounded,
    /// Whether the curve still rises at the last time: W is greatest there, and surely less before the last
    /// hundredth of the time.
    pub rising: bool,
}

/// The greatest mean power of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GreatestPower {
    /// The time t at which (W(t) - W(0))/t is greatest; where that is at the very beginning, 0 lies within the
    /// error.
    pub time: Bounded,
    /// The power, in ħω times the unit of rates.
    pub power: Bounded,
}
