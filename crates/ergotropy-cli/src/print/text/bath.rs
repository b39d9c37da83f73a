//! The answer of `bath`.

use ergotropy_answer::Forms;

use crate::flags::units::{Hertz, Kelvin, full};
use crate::print::table::{Align, Table};

/// A bath in all its forms.
pub(crate) fn bath(answer: &Forms) -> String {
    let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
    let mut row = |name: &str, value: String| table.row([name.to_owned(), value]);
    let complement = full(answer.one_minus_alpha);
    let alpha = match answer.alpha {
        // A ratio that rounds to 1 is shown by its distance from 1.
        1.0 => format!("1 - {complement}"),
        _ if answer.underflowed => "0, since exp(-hbar omega/kT) is below 1e-180".to_owned(),
        alpha => full(alpha),
    };
    row("Bose ratio alpha", alpha);
    row("1 - alpha", complement);
    row("occupation n", full(answer.n));
    if let (Some(kelvin), Some(hertz)) = (answer.temperature, answer.frequency) {
        let temperature = format!("{} at omega/2pi = {}", Kelvin(kelvin), Hertz(hertz));
        row("temperature T", temperature);
    }
    table.text().trim_start().to_owned()
}
