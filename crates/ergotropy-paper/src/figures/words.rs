//! Symbols and numbers as HTML, for captions.

use ergotropy::Bounded;

/// Symbols of the paper.
pub(super) const ALPHA_C: &str = "<i>α</i><sub>c</sub>";
pub(super) const ALPHA_L: &str = "<i>α</i><sub>ℓ</sub>";
pub(super) const GAMMA_R: &str = "<i>γ</i><sub>r</sub>";
pub(super) const ETA: &str = "<i>η</i>";
pub(super) const WORK: &str = "𝒲";

/// Inverse temperatures of a start and of the collective bath.
pub(super) const BETA_Q: &str = "<i>β</i><sub>q</sub>";
pub(super) const BETA_C: &str = "<i>β</i><sub>c</sub>";

/// A number with six decimals, or with fewer if its error is larger.
pub(super) fn value(x: Bounded) -> String {
    format!("{x:.6}")
        .split_once('(')
        .map_or_else(|| x.to_string(), |(digits, _)| digits.to_owned())
}

/// A number that can be far below one: with six decimals, or with two digits and a power of ten.
pub(super) fn small(x: Bounded) -> String {
    if x.lower() <= 0.0 && x.upper() >= 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{:.1e}", x.value);
    match scientific.split_once('e') {
        Some((digits, exponent)) if x.value.abs() < 1e-3 => {
            format!(
                "{digits} × 10<sup>{}</sup>",
                exponent.replace('-', "&minus;")
            )
        }
        _ => value(x),
    }
}

/// A parameter to four decimals.
pub(super) fn parameter(x: f64) -> String {
    format!("{x:.4}")
}

/// The change of a number as a phrase: `rises from 0.1 to 0.2`.
pub(super) fn course(from: f64, to: f64) -> String {
    let (first, last) = (parameter(from), parameter(to));
    if first == last {
        format!("stays at {first}")
    } else if from < to {
        format!("rises from {first} to {last}")
    } else {
        format!("falls from {first} to {last}")
    }
}

/// A share in per cent.
pub(super) fn percent(share: f64) -> String {
    let hundredfold = 100.0 * share;
    if share == 0.0 {
        "0 %".to_owned()
    } else {
        format!("{hundredfold:.1} %")
    }
}

/// A list of items as a phrase: `0.001, 0.01 and 1`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// Numbers in a row.
pub(super) fn numbers(items: &[f64]) -> String {
    list(&items.iter().map(f64::to_string).collect::<Vec<_>>())
}

/// HTML without its tags, for readers who cannot see the picture.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    text.replace("&nbsp;", " ").replace("&minus;", "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_plain_text() {
        assert_eq!(numbers(&[0.001, 0.1, 1.0]), "0.001, 0.1 and 1");
        assert_eq!(numbers(&[2.0]), "2");
        assert_eq!(plain("<i>α</i><sub>c</sub>&nbsp;= 1"), "αc = 1");
        assert_eq!(percent(0.0123), "1.2 %");
        assert_eq!(percent(0.0), "0 %");
        let bound = |x| Bounded::new(x, 1e-15, ergotropy::Kind::Bound);
        assert_eq!(small(bound(4.59e-5)), "4.6 × 10<sup>&minus;5</sup>");
        assert_eq!(small(bound(0.125)), "0.125000");
        assert_eq!(small(bound(1e-16)), "0");
        assert_eq!(course(0.25, 0.5), "rises from 0.2500 to 0.5000");
        assert_eq!(course(0.5, 0.500_01), "stays at 0.5000");
    }
}
