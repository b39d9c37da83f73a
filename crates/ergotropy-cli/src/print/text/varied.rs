//! Answers of `map`, `optimum` and `threshold`.

use ergotropy_answer::{
    Map, Measure, Model, Objective, Optimum, Parameter, Places, Range, Resolved, Side, Threshold,
};

use super::model::lines;
use crate::flags::units::{Kelvin, PerSecond, Seconds, significant};
use crate::print::number::shown;
use crate::print::table::{Align, Table};

/// Number of decimals of numbers.
const DECIMALS: usize = 12;

/// What the signs of numbers mean.
const LEGEND: &str = "(n) is the error of the last digit; a bound is proved, an estimate is not\n";

/// The greatest number of a map, where it is, and where nothing is stored.
pub(crate) fn map(map: &Map) -> String {
    let name = name(map.of);
    let mut lines = vec![head(&map.model, &[map.x, map.y], map.initial.as_deref())];
    if let Some((x, y, number)) = map.greatest() {
        let place = [(map.x.parameter, x), (map.y.parameter, y)];
        let told = place.map(|(parameter, value)| {
            let value = told(parameter, value, map.rate_unit);
            format!("{} = {value}", flag(parameter))
        });
        lines.push(format!(
            "greatest {name} of the points: {} at {}",
            shown(number.0, DECIMALS),
            told.join(", ")
        ));
        lines.extend(there(&map.model, &place));
    }
    let numbers = map.values.iter().flatten().flatten();
    let zeros = numbers.filter(|number| number.0.lower() <= 0.0).count();
    lines.push(format!(
        "{name} is zero within its error at {zeros} of {} points",
        map.x_values.len() * map.y_values.len()
    ));
    let blank = map
        .values
        .iter()
        .flatten()
        .filter(|number| number.is_none());
    let blank = blank.count();
    if blank > 0 {
        lines.push(format!(
            "{blank} of them have no number: there it depends on a start, T2 is above 2 T1, or it is not defined"
        ));
    }
    lines.push("-o map.csv, map.svg or map.png writes all of them\n".to_owned());
    lines.join("\n")
}

/// The greatest number and its place.
pub(crate) fn optimum(optimum: &Optimum) -> String {
    let ranges = &optimum.over;
    let mut lines = vec![head(&optimum.model, ranges, optimum.initial.as_deref())];
    let mut table = Table::new([
        ("", Align::Left),
        ("", Align::Point),
        ("error", Align::Left),
    ]);
    table.row([
        format!("greatest {}", name(optimum.of)),
        shown(optimum.greatest.0, DECIMALS),
        optimum.greatest.0.kind.name().to_owned(),
    ]);
    for range in ranges {
        table.row([
            format!("at {}", flag(range.parameter)),
            place(&optimum.at, range.parameter, optimum.rate_unit),
            "estimate".to_owned(),
        ]);
    }
    lines.push(table.text().trim_end().to_owned());
    let values = ranges.iter().filter_map(|range| {
        let number = optimum.at.0.get(range.parameter.name())?;
        Some((range.parameter, number.0.value))
    });
    lines.extend(there(&optimum.model, &values.collect::<Vec<_>>()));
    for parameter in &optimum.at_an_end {
        lines.push(format!(
            "{} is at an end of its range: beyond it there may be more",
            flag(*parameter)
        ));
    }
    lines.push(format!(
        "{} points: {}; a lobe narrower than a step of the grid can be missed\n{LEGEND}",
        optimum.points, optimum.method
    ));
    lines.join("\n")
}

/// Where a number is at least the bound.
pub(crate) fn threshold(answer: &Threshold) -> String {
    let parameter = answer.over.parameter;
    let mut lines = vec![head(
        &answer.model,
        &[answer.over],
        answer.initial.as_deref(),
    )];
    let bound = format!("{} >= {}", symbol(answer.of), significant(answer.at_least));
    match (answer.crossings.as_slice(), answer.holds_at_ends[0]) {
        ([], true) => lines.push(format!("{bound} in the whole range\n")),
        ([], false) => lines.push(format!(
            "{bound} at none of the points of the range, of which the greatest has {}\n",
            shown(answer.greatest.0, DECIMALS)
        )),
        (crossings, _) => {
            for crossing in crossings {
                let side = match crossing.holds {
                    Side::Above => "from",
                    Side::Below => "up to",
                };
                let number = crossing.at.0.get(parameter.name());
                let kind = number.map_or("", |number| number.0.kind.name());
                let value = place(&crossing.at, parameter, answer.rate_unit);
                lines.push(format!(
                    "{bound} {side} {} = {value} ({kind})",
                    flag(parameter)
                ));
                let value = number.map(|number| (parameter, number.0.value));
                lines.extend(there(&answer.model, value.as_slice()));
            }
        }
    }
    let method = &answer.method;
    lines.push(format!(
        "{method}; two crossings between neighbours are not seen\n{LEGEND}"
    ));
    lines.join("\n")
}

/// What the rates came to at a place, and an empty line.
fn there(model: &Model, place: &[(Parameter, f64)]) -> Option<String> {
    let mut model = model.clone();
    for &(parameter, value) in place {
        parameter.set(&mut model, value).ok()?;
    }
    let ensemble = model.ensemble().ok()?;
    let resolved = Resolved::new(&model, &ensemble, None).ok()?;
    Some(format!("\n{}", lines(&resolved)))
}

/// Cells, noise that stays as it is, and ranges.
fn head(model: &Model, ranges: &[Range], initial: Option<&str>) -> String {
    let unit = model.unit();
    let cells = if ranges
        .iter()
        .any(|range| range.parameter == Parameter::Cells)
    {
        String::new()
    } else {
        format!("{} cells, ", model.cells)
    };
    let ranges = ranges.iter().map(|range| {
        let [from, to] = [range.from, range.to].map(|end| told(range.parameter, end, unit));
        format!("{} from {from} to {to}", flag(range.parameter))
    });
    let ranges: Vec<String> = ranges.collect();
    let start = initial.map(|start| format!(", from {start}"));
    format!(
        "{cells}{}{}\n",
        ranges.join(", "),
        start.unwrap_or_default()
    )
}

/// The value of a parameter among places, with its error, in units where it has some.
fn place(places: &Places, parameter: Parameter, unit: Option<f64>) -> String {
    let Some(number) = places.0.get(parameter.name()) else {
        return String::new();
    };
    let natural = shown(number.0, DECIMALS);
    let value = number.0.value;
    match (parameter.measure(), unit) {
        (Measure::Count, _) => significant(value),
        (Measure::Kelvin, _) | (Measure::Rate | Measure::Time, Some(_)) => {
            let within = if value == 0.0 {
                told(parameter, number.0.error, unit)
            } else {
                format!("{:.0e} of it", number.0.error / value.abs())
            };
            format!("{} (within {within})", told(parameter, value, unit))
        }
        _ => natural,
    }
}

/// A value of a parameter, with its unit where it has one.
fn told(parameter: Parameter, value: f64, unit: Option<f64>) -> String {
    match (parameter.measure(), unit) {
        (Measure::Kelvin, _) => Kelvin(value).to_string(),
        (Measure::Time, Some(unit)) => Seconds(value / unit).to_string(),
        (Measure::Rate, Some(unit)) => PerSecond(value * unit).to_string(),
        _ => significant(value),
    }
}

fn flag(parameter: Parameter) -> String {
    parameter.name().replace('_', "-")
}

fn name(of: Objective) -> &'static str {
    match of {
        Objective::Ergotropy => "ergotropy W",
        Objective::Peak => "peak of W",
        Objective::Power => "mean power",
        Objective::Ratio => "W/E",
        _ => of.name(),
    }
}

fn symbol(of: Objective) -> &'static str {
    match of {
        Objective::Ergotropy => "W",
        _ => name(of),
    }
}
