//! The answer of `bath`.

use serde::Serialize;

use crate::flags::units::{Hertz, Kelvin, full};
use crate::print::table::{Align, Table};
use crate::print::{VERSION, json};

/// A bath in all its forms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bath {
    pub(crate) resolved: ergotropy::Bath,
    /// The temperature, where it was typed.
    pub(crate) typed: Option<Kelvin>,
    pub(crate) frequency: Option<Hertz>,
}

/// Temperature in kelvin, frequency in hertz.
#[derive(Debug, Serialize)]
struct Json {
    alpha: f64,
    one_minus_alpha: f64,
    n: f64,
    temperature: Option<f64>,
    frequency: Option<f64>,
    version: &'static str,
}

impl Bath {
    fn kelvin(self) -> Option<f64> {
        let typed = self.typed.map(|kelvin| kelvin.0);
        typed.or_else(|| {
            self.frequency
                .map(|hertz| self.resolved.temperature(hertz.0))
        })
    }

    pub(crate) fn json(self) -> String {
        json(&Json {
            alpha: self.resolved.bose_ratio(),
            one_minus_alpha: self.resolved.complement(),
            n: self.resolved.occupation(),
            temperature: self.kelvin(),
            frequency: self.frequency.map(|hertz| hertz.0),
            version: VERSION,
        })
    }

    pub(crate) fn text(self) -> String {
        let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
        let mut row = |name: &str, value: String| table.row([name.to_owned(), value]);
        let complement = full(self.resolved.complement());
        let alpha = match self.resolved.bose_ratio() {
            // A float next to 1 hides what keeps it from 1.
            1.0 => format!("1 - {complement}"),
            alpha => full(alpha),
        };
        row("Bose ratio alpha", alpha);
        row("1 - alpha", complement);
        row("occupation n", full(self.resolved.occupation()));
        if let (Some(kelvin), Some(hertz)) = (self.kelvin(), self.frequency) {
            row(
                "temperature T",
                format!("{} at omega/2pi = {hertz}", Kelvin(kelvin)),
            );
        }
        table.text().trim_start().to_owned()
    }
}
