//! Quantities with units: `5GHz`, `50mK`, `10us`.

use std::fmt;
use std::str::FromStr;

use super::value::Reason;

/// Decimal prefixes; `\u{b5}` and `\u{3bc}` are the two ways to type µ.
const PREFIXES: [(&str, i32); 13] = [
    ("f", -15),
    ("p", -12),
    ("n", -9),
    ("u", -6),
    ("\u{b5}", -6),
    ("\u{3bc}", -6),
    ("m", -3),
    ("", 0),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("P", 15),
];

/// Prefixes that are typing errors for a unit, as in `50MK` or `5mHz`.
fn unlikely(unit: &str) -> &'static [&'static str] {
    match unit {
        "K" => &["M", "G", "T", "P", "E", "Z", "Y", "R", "Q"],
        "Hz" => &[
            "m", "u", "\u{b5}", "\u{3bc}", "n", "p", "f", "a", "z", "y", "r", "q",
        ],
        _ => &[],
    }
}

/// The error for a quantity with an unlikely prefix.
pub(super) fn typing_error(
    text: &str,
    unit: &str,
    quantity: &'static str,
    example: &'static str,
) -> Option<Reason> {
    let rest = text.trim().strip_suffix(unit)?;
    unlikely(unit).iter().find_map(|&prefix| {
        let digits = rest.strip_suffix(prefix)?;
        digits.trim_end().parse::<f64>().ok()?;
        let meant = match prefix {
            "M" => format!("did you mean {digits}m{unit}?"),
            "m" => format!("did you mean {digits}M{unit}?"),
            _ => format!("give it as in {example}"),
        };
        Some(Reason::Prefix {
            quantity,
            prefix,
            meant,
        })
    })
}

/// Reads a number with any prefix of the given unit; the result is in that unit: `50mK` for
/// `K` is 0.05.
///
/// The prefix moves the decimal exponent before the text becomes a float, so that `50mK` and
/// `0.05K` are the same float. Zero may stand without a unit.
pub(super) fn read(text: &str, unit: &str) -> Option<f64> {
    let text = text.trim();
    if text.parse() == Ok(0.0) {
        return Some(0.0);
    }
    let rest = text.strip_suffix(unit)?;
    PREFIXES.iter().find_map(|&(prefix, power)| {
        let digits = rest.strip_suffix(prefix)?.trim_end();
        decimal(digits, power)
    })
}

/// Reads a number per unit: `0.2/us` for `s` is 2e5.
pub(super) fn read_per(text: &str, unit: &str) -> Option<f64> {
    let (digits, below) = text.trim().split_once('/')?;
    let prefix = below.trim().strip_suffix(unit)?;
    let (_, power) = PREFIXES.into_iter().find(|&(name, _)| name == prefix)?;
    decimal(digits.trim_end(), -power)
}

/// The number of these digits times a power of ten.
fn decimal(digits: &str, power: i32) -> Option<f64> {
    if !digits.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.parse::<i32>().ok()?.checked_add(power)?;
    format!("{mantissa}e{exponent}").parse().ok()
}

/// Writes a quantity in the form in which it is read, with the prefix for which the number is from
/// 1 to 1000.
fn write(f: &mut fmt::Formatter<'_>, value: f64, unit: &str) -> fmt::Result {
    let (prefix, power) = prefix(value, unit);
    write!(f, "{}{prefix}{unit}", significant(shifted(value, power)))
}

/// The prefix for which the number is from 1 to 1000, if the unit allows it, and its power of ten.
pub(crate) fn prefix(value: f64, unit: &str) -> (&'static str, i32) {
    PREFIXES
        .into_iter()
        .filter(|(prefix, _)| prefix.is_ascii() && !unlikely(unit).contains(prefix))
        .rfind(|&(_, power)| value.abs() >= 10f64.powi(power) * (1.0 - 1e-12))
        .unwrap_or(("", 0))
}

/// The value in units of a power of ten.
pub(crate) fn shifted(value: f64, power: i32) -> f64 {
    // Powers of ten up to 22 are exact floats, but their inverses are not.
    if power < 0 {
        value * 10f64.powi(-power)
    } else {
        value / 10f64.powi(power)
    }
}

/// A number for people: twelve digits, without trailing zeros.
pub(crate) fn significant(value: f64) -> String {
    full(format!("{value:.11e}").parse().unwrap_or(value))
}

/// All digits of a number, with an exponent if there would be many zeros.
pub(crate) fn full(value: f64) -> String {
    if value == 0.0 || (1e-4..1e7).contains(&value.abs()) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

/// A frequency in hertz, positive and finite.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hertz(pub(crate) f64);

impl FromStr for Hertz {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        if let Some(reason) = typing_error(text, "Hz", "frequency", "5GHz") {
            return Err(reason);
        }
        read(text, "Hz")
            .filter(|&hertz| hertz > 0.0 && hertz.is_finite())
            .map(Self)
            .ok_or(Reason::Quantity {
                quantity: "frequency",
                allowed: "greater than 0 and finite,",
                example: "5GHz",
            })
    }
}

impl fmt::Display for Hertz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.0, "Hz")
    }
}

/// A temperature in kelvin, at least 0 and finite.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kelvin(pub(crate) f64);

impl FromStr for Kelvin {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        if let Some(reason) = typing_error(text, "K", "temperature", "50mK") {
            return Err(reason);
        }
        read(text, "K")
            .filter(|kelvin| (0.0..f64::INFINITY).contains(kelvin))
            .map(Self)
            .ok_or(Reason::Quantity {
                quantity: "temperature",
                allowed: "at least 0 and finite,",
                example: "50mK",
            })
    }
}

impl fmt::Display for Kelvin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.0, "K")
    }
}

/// A time in seconds, for people: six digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seconds(pub(crate) f64);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = format!("{:.5e}", self.0).parse().unwrap_or(self.0);
        write(f, seconds, "s")
    }
}

/// A rate in 1/s for people: over 2π in hertz, in six digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PerSecond(pub(crate) f64);

impl fmt::Display for PerSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hertz = self.0 / std::f64::consts::TAU;
        let hertz = format!("{hertz:.5e}").parse().unwrap_or(hertz);
        write(f, hertz, "Hz")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_cost_no_digits() {
        for (text, value) in [
            ("50mK", 0.05),
            ("0.05K", 0.05),
            ("5e1 mK", 0.05),
            ("0.3mK", 0.0003),
            ("20 \u{b5}K", 2e-5),
            ("20uK", 2e-5),
            ("1.5kK", 1500.0),
            ("0", 0.0),
        ] {
            assert_eq!(read(text, "K"), Some(value), "{text}");
        }
        for text in [
            "", "K", "mK", "50", "50mHz", "50xK", "infK", "nanK", "5 0K", "--1K",
        ] {
            assert_eq!(read(text, "K"), None, "{text}");
        }
    }

    #[test]
    fn quantities_are_written_as_they_are_read() {
        for text in ["50mK", "1.5kK", "0K", "999.9uK", "24000kK"] {
            assert_eq!(
                text.parse::<Kelvin>().map(|t| t.to_string()).ok(),
                Some(text.to_owned())
            );
        }
        for text in ["5GHz", "1MHz", "0.25Hz", "5.1234THz"] {
            assert_eq!(
                text.parse::<Hertz>().map(|f| f.to_string()).ok(),
                Some(text.to_owned())
            );
        }
    }
}
