//! Names, colours and rows of rotated starts, for all figures of them.

use ergotropy_plot::Colour;

use super::table::Row;
use super::words::{ALPHA_C, BETA_C, BETA_Q, ETA, numbers};
use crate::point::Point;
use crate::rotated::Setting;

/// The two balances by the names that all pages use.
pub(super) const BALANCE: &str = "Δ<i>W</i>";
pub(super) const GAIN: &str = "Δ<i>W</i> &minus; 𝒲<sub>SS</sub>(𝟙)";

pub(super) fn label(beta_q: f64) -> String {
    format!("$β_q = {beta_q}$")
}

/// A colour from red for hot starts to blue for cold ones; a start has the same colour in all figures.
pub(super) fn colour(beta_q: f64) -> Colour {
    match beta_q {
        hot if hot < 0.05 => Colour::new(0x9a, 0x1d, 0x3a),
        hot if hot < 0.3 => Colour::new(0xd9, 0x60, 0x2b),
        warm if warm < 0.8 => Colour::new(0xd9, 0xa4, 0x1c),
        warm if warm < 3.0 => Colour::new(0x1f, 0xa0, 0x86),
        cold if cold < 8.0 => Colour::new(0x2f, 0x86, 0xc8),
        _ => Colour::new(0x1f, 0x2f, 0x7a),
    }
}

/// A row with the model and the temperatures.
pub(super) fn row(setting: &Setting) -> Row {
    Row::of(&Point::collective(setting.cells.into(), setting.alpha_c()))
        .number(setting.q())
        .number(setting.beta_q)
        .number(setting.beta_c)
}

/// The temperatures of all baths and starts.
pub(super) fn parameters(beta_c: &[f64], beta_q: &[f64]) -> String {
    format!(
        "{ETA} = 1, <i>q</i> = exp(&minus;{BETA_Q}), {ALPHA_C} = exp(&minus;{BETA_C}); \
         {BETA_C} = {}; {BETA_Q} = {}",
        numbers(beta_c),
        numbers(beta_q)
    )
}
