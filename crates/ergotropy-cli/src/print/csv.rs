//! A charging curve as CSV, with one row for each time.

use ergotropy::Bounded;
use ergotropy_answer::{Charge, Energies, Number};

use crate::flags::times::TimeUnit;
use crate::flags::units::shifted;

/// A column of numbers, or an empty one; each number fills three fields: value, error and kind.
type Column<'a> = (String, Option<&'a [Number]>);

/// A charging curve; the columns in natural units are always the same. Times that were given in a unit come first,
/// in this unit.
pub(crate) fn csv(answer: &Charge, unit: Option<&TimeUnit>) -> String {
    let curve = &answer.curve;
    let mut natural = energies("", &curve.energies);
    for (name, numbers) in [
        ("power", &curve.power),
        ("bright_weight", &curve.bright_weight),
        ("ergotropy_coherent", &curve.ergotropy_coherent),
        ("ergotropy_incoherent", &curve.ergotropy_incoherent),
    ] {
        natural.push((name.to_owned(), Some(numbers)));
    }
    for (name, numbers) in curve.observed.named() {
        natural.push((name.to_owned(), numbers.map(Vec::as_slice)));
    }
    let mut scaled = Vec::new();
    for (unit, column) in [("_joule", &answer.joule), ("_h_ghz", &answer.h_ghz)] {
        scaled.extend(column.iter().flat_map(|column| energies(unit, column)));
    }
    if let Some(watt) = &answer.watt {
        scaled.push(("power_watt".to_owned(), Some(watt)));
    }

    let asked = unit.zip(answer.seconds.as_deref());
    let mut head: Vec<String> = asked
        .iter()
        .map(|(unit, _)| format!("time_{}", unit.name()))
        .collect();
    head.push("time".to_owned());
    head.extend(natural.iter().flat_map(names));
    head.extend(answer.seconds.iter().map(|_| "time_seconds".to_owned()));
    head.extend(scaled.iter().flat_map(names));
    let mut text = head.join(",") + "\n";
    for (index, &time) in answer.times.iter().enumerate() {
        let fields = |(_, numbers): &Column| match numbers {
            Some(numbers) => fields(numbers[index].0),
            None => [const { String::new() }; 3],
        };
        let in_unit =
            |(unit, seconds): &(&TimeUnit, &[f64])| exact(shifted(seconds[index], unit.power()));
        let mut row: Vec<String> = asked.iter().map(in_unit).collect();
        row.push(exact(time));
        row.extend(natural.iter().flat_map(fields));
        row.extend(answer.seconds.iter().map(|seconds| exact(seconds[index])));
        row.extend(scaled.iter().flat_map(fields));
        text += &(row.join(",") + "\n");
    }
    text
}

fn energies<'a>(unit: &str, columns: &'a Energies<Vec<Number>>) -> Vec<Column<'a>> {
    let named = columns.named().into_iter();
    named
        .map(|(key, _, numbers)| (format!("{key}{unit}"), Some(numbers.as_slice())))
        .collect()
}

fn names((name, _): &Column) -> [String; 3] {
    ["", "_error", "_kind"].map(|end| format!("{name}{end}"))
}

fn fields(Bounded { value, error, kind }: Bounded) -> [String; 3] {
    [exact(value), exact(error), kind.name().to_owned()]
}

/// The shortest text that reads back as the same float.
fn exact(value: f64) -> String {
    format!("{value:?}")
}
