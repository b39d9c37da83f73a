//! Ticks: round numbers along an axis and how they are written.

use crate::error::PlotError;
use crate::page::{Fonts, TICK_SIZE};

/// A place on an axis with a short line and possibly a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub value: f64,
    /// Markup of the number; `None` for a minor tick.
    pub label: Option<String>,
}

/// The ticks of an axis, and the power of ten by which all their numbers are multiplied.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Ticks {
    pub ticks: Vec<Tick>,
    pub exponent: Option<i32>,
}

impl Ticks {
    pub(crate) fn labelled(&self) -> impl Iterator<Item = (f64, &str)> {
        self.ticks
            .iter()
            .filter_map(|tick| Some((tick.value, tick.label.as_deref()?)))
    }

    /// Width of the widest number.
    pub(super) fn width(&self, fonts: &Fonts) -> Result<f64, PlotError> {
        self.labelled().try_fold(0.0, |widest: f64, (_, label)| {
            Ok(widest.max(fonts.set(label, TICK_SIZE)?.width))
        })
    }
}

/// Ticks at the given values, each with its number; an axis of a root has no even step.
pub(crate) fn values(values: &[f64]) -> Ticks {
    let ticks = values.iter().map(|&value| Tick {
        value,
        label: Some(short(value)),
    });
    Ticks {
        ticks: ticks.collect(),
        exponent: None,
    }
}

/// A round number in full, or with a power of ten if it is far from one.
pub(crate) fn short(value: f64) -> String {
    if value == 0.0 || (1e-4..1e5).contains(&value.abs()) {
        // Ten digits hide the roundings of multiples.
        let text = format!("{value:.10}");
        return format!("${}$", text.trim_end_matches('0').trim_end_matches('.'));
    }
    let text = format!("{value:.9e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    match digits {
        "1" => format!("$10^{{{exponent}}}$"),
        _ => format!("${digits}·10^{{{exponent}}}$"),
    }
}

/// Ticks with names.
pub(crate) fn named(names: &[(f64, String)]) -> Ticks {
    let ticks = names.iter().map(|(value, name)| Tick {
        value: *value,
        label: Some(name.clone()),
    });
    Ticks {
        ticks: ticks.collect(),
        exponent: None,
    }
}

/// The step 1, 2 or 5 times a power of ten nearest above `span / count`: mantissa and exponent.
fn nice_step(span: f64, count: f64) -> (f64, i32) {
    let raw = span / count.max(1.0);
    let exponent = floor(raw.log10());
    let fraction = raw / power(exponent);
    // A small tolerance makes a span of exactly four steps have four steps.
    let limit = fraction * (1.0 - 1e-9);
    match limit {
        limit if limit <= 1.0 => (1.0, exponent),
        limit if limit <= 2.0 => (2.0, exponent),
        limit if limit <= 5.0 => (5.0, exponent),
        _ => (1.0, exponent + 1),
    }
}

/// Ticks at multiples of a nice step, with at most about `count` intervals. If this step leaves fewer
/// than three numbers, the next smaller step is taken.
pub(crate) fn linear(min: f64, max: f64, count: f64) -> Ticks {
    let (mantissa, exponent) = nice_step(max - min, count);
    let ticks = multiples(min, max, (mantissa, exponent));
    if ticks.labelled().count() >= 3 {
        return ticks;
    }
    let smaller = match mantissa {
        5.0 => (2.0, exponent),
        2.0 => (1.0, exponent),
        _ => (5.0, exponent - 1),
    };
    multiples(min, max, smaller)
}

fn multiples(min: f64, max: f64, (mantissa, exponent): (f64, i32)) -> Ticks {
    let step = mantissa * power(exponent);
    let parts = if mantissa == 2.0 { 4.0 } else { 5.0 };
    let first = (min / step * parts - 1e-6).ceil();
    let last = (max / step * parts + 1e-6).floor();
    let largest = min.abs().max(max.abs());
    let scale = floor(largest.log10());
    let shared = (!(-2..5).contains(&scale)).then_some(scale);
    let decimals = decimals(exponent - shared.unwrap_or(0));
    let mut ticks = Vec::new();
    let mut index = first;
    // The limit is for spans below the resolution of their ends.
    while index <= last && ticks.len() < 500 {
        let major = index % parts == 0.0;
        let value = index / parts * step;
        let label = major.then(|| {
            let shown = value / power(shared.unwrap_or(0));
            let text = format!("{shown:.decimals$}");
            let zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
            if zero {
                "$0$".to_owned()
            } else {
                format!("${text}$")
            }
        });
        ticks.push(Tick { value, label });
        let next = index + 1.0;
        if next == index {
            break;
        }
        index = next;
    }
    Ticks {
        ticks,
        exponent: shared,
    }
}

/// Ticks at powers of ten, and at 2 and 5 times them on an axis of less than two decades.
pub(crate) fn logarithmic(min: f64, max: f64, count: f64) -> Ticks {
    let (low, high) = (min.log10(), max.log10());
    let decades = high - low;
    if decades < 0.5 {
        return linear(min, max, count);
    }
    let stride = ceil((decades / count.max(1.0)).max(1.0));
    // All numbers of the axis are written in the same way.
    let plain = low > -2.5 && high < 3.5;
    let mut ticks = Vec::new();
    for exponent in floor(low)..=ceil(high) {
        let labelled = exponent.rem_euclid(stride) == 0;
        for digit in 1..=9_u8 {
            let value = f64::from(digit) * power(exponent);
            if value < min * (1.0 - 1e-9) || value > max * (1.0 + 1e-9) {
                continue;
            }
            let label = match digit {
                1 if labelled => Some(written(digit, exponent, plain)),
                2 | 5 if decades < 2.0 => Some(written(digit, exponent, plain)),
                _ => None,
            };
            if digit == 1 || stride == 1 {
                ticks.push(Tick { value, label });
            }
        }
    }
    Ticks {
        ticks,
        exponent: None,
    }
}

/// A digit times a power of ten, written in full or with an exponent.
fn written(digit: u8, exponent: i32, plain: bool) -> String {
    match (plain, digit) {
        (true, _) => {
            let decimals = decimals(exponent);
            format!("${:.decimals$}$", f64::from(digit) * power(exponent))
        }
        (false, 1) => format!("$10^{{{exponent}}}$"),
        (false, _) => format!("${digit}·10^{{{exponent}}}$"),
    }
}

/// Digits after the point that a step of this exponent needs.
fn decimals(exponent: i32) -> usize {
    usize::try_from(-exponent).unwrap_or(0).min(15)
}

/// A power of ten; exact if it is a float.
fn power(exponent: i32) -> f64 {
    10_f64.powi(exponent)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "logarithms of doubles lie within ±400; a float cast saturates"
)]
fn floor(value: f64) -> i32 {
    value.floor() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "logarithms of doubles lie within ±400; a float cast saturates"
)]
fn ceil(value: f64) -> i32 {
    value.ceil() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &Ticks) -> Vec<&str> {
        ticks.labelled().map(|(_, label)| label).collect()
    }

    #[test]
    fn unit_interval() {
        let ticks = linear(0.0, 1.0, 5.0);
        assert_eq!(
            labels(&ticks),
            ["$0$", "$0.2$", "$0.4$", "$0.6$", "$0.8$", "$1.0$"]
        );
        assert_eq!(ticks.exponent, None);
    }

    #[test]
    fn small_numbers_share_a_power_of_ten() {
        let ticks = linear(0.0, 0.0061, 4.0);
        assert_eq!(ticks.exponent, Some(-3));
        assert_eq!(labels(&ticks), ["$0$", "$2$", "$4$", "$6$"]);
    }

    #[test]
    fn ticks_are_round_and_cover_the_range() {
        for (min, max) in [(-3.7, 12.9), (0.013, 0.0291), (1e5, 3e7), (-1e-9, 1e-9)] {
            for count in [3.0, 4.0, 6.0] {
                let ticks = linear(min, max, count);
                let major: Vec<f64> = ticks.labelled().map(|(value, _)| value).collect();
                let step = major[1] - major[0];
                let digits = step / power(floor(step.log10() + 1e-9));
                assert!(
                    [1.0, 2.0, 5.0]
                        .iter()
                        .any(|nice| (digits - nice).abs() < 1e-6)
                );
                assert!(
                    major[0] - min < step * 1.001 && max - major[major.len() - 1] < step * 1.001
                );
                assert!(
                    ticks
                        .ticks
                        .iter()
                        .all(|tick| tick.value >= min - step * 1e-6
                            && tick.value <= max + step * 1e-6)
                );
            }
        }
    }

    #[test]
    fn round_numbers_are_short() {
        for (value, text) in [
            (0.0, "$0$"),
            (3.0 * 0.2, "$0.6$"),
            (20.0, "$20$"),
            (1e-5, "$10^{-5}$"),
            (2e-5, "$2·10^{-5}$"),
        ] {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn decades() {
        let ticks = logarithmic(1e-3, 1e3, 7.0);
        assert_eq!(
            labels(&ticks),
            [
                "$10^{-3}$",
                "$10^{-2}$",
                "$10^{-1}$",
                "$10^{0}$",
                "$10^{1}$",
                "$10^{2}$",
                "$10^{3}$"
            ]
        );
        assert_eq!(ticks.ticks.len(), 6 * 9 + 1);
    }

    #[test]
    fn a_short_logarithmic_axis_shows_two_and_five() {
        let ticks = logarithmic(0.5, 20.0, 5.0);
        assert_eq!(
            labels(&ticks),
            ["$0.5$", "$1$", "$2$", "$5$", "$10$", "$20$"]
        );
    }

    #[test]
    fn many_decades_are_thinned() {
        let ticks = logarithmic(1e-30, 1e30, 6.0);
        assert!((4..=7).contains(&labels(&ticks).len()));
    }
}
