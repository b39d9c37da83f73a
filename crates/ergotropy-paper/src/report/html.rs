//! Text as HTML.

use std::fmt::Write as _;

/// Text with the characters that HTML reserves written as references.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Plain text as HTML, with its formulas set: `α_c <= x^-2` gets an index, a sign and an exponent.
pub(crate) fn typeset(text: &str) -> String {
    let text = text
        .replace("<=", "≤")
        .replace(">=", "≥")
        .replace(" - ", " − ")
        .replace(" = ", "\u{a0}=\u{a0}");
    let mut html = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut after_script = false;
    while let Some(at) = rest.find(['_', '^']) {
        let (before, script) = rest.split_at(at);
        html.push_str(&escaped(before));
        let attached = before.ends_with(char::is_alphanumeric)
            || before.ends_with([')', '\''])
            || (before.is_empty() && after_script);
        let length = if attached {
            script_length(&script[1..])
        } else {
            0
        };
        after_script = length > 0;
        if after_script {
            let inside = script[1..=length]
                .trim_matches(['{', '}', '(', ')'])
                .replace('-', "−");
            let tag = if script.starts_with('_') {
                "sub"
            } else {
                "sup"
            };
            let _ = write!(html, "<{tag}>{}</{tag}>", escaped(&inside));
        } else {
            html.push_str(&script[..1]);
        }
        rest = &script[1 + length..];
    }
    html + &escaped(rest)
}

/// Bytes of an index or exponent at the beginning of a text: `{...}`, `(...)`, or a sign with
/// letters and digits.
fn script_length(text: &str) -> usize {
    for (open, close) in [('{', '}'), ('(', ')')] {
        if text.starts_with(open) {
            return text.find(close).map_or(0, |end| end + close.len_utf8());
        }
    }
    let sign = match text.chars().next() {
        Some(sign @ ('-' | '±')) => sign.len_utf8(),
        _ => 0,
    };
    let mut characters = text[sign..].char_indices().peekable();
    let mut end = 0;
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let is_point = character == '.' && next.is_some_and(|next| next.is_ascii_digit());
        let is_raised = "²³¹⁰⁴⁵⁶⁷⁸⁹".contains(character);
        if !(is_point && at > 0 || character.is_alphanumeric() && !is_raised) {
            break;
        }
        end = at + character.len_utf8();
    }
    if end == 0 { 0 } else { sign + end }
}

/// A run time as people say it.
pub(crate) fn seconds_in_words(seconds: f64) -> String {
    if seconds < 90.0 {
        format!("{seconds:.1} seconds")
    } else {
        format!("{:.1} minutes", seconds / 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_cannot_come_from_text() {
        assert_eq!(escaped("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
    }

    #[test]
    fn formulas_are_set() {
        for (text, html) in [
            ("α_c <= 0.5 - x", "α<sub>c</sub> ≤ 0.5 − x"),
            (
                "2^-20, x^m, e^{-x}!",
                "2<sup>−20</sup>, x<sup>m</sup>, e<sup>−x</sup>!",
            ),
            ("_ alone, a_ and x^", "_ alone, a_ and x^"),
            (
                "α_c^N, α_c², x^(N+1)",
                "α<sub>c</sub><sup>N</sup>, α<sub>c</sub>², x<sup>N+1</sup>",
            ),
            ("t^3.0. A'_{m+1}", "t<sup>3.0</sup>. A'<sub>m+1</sub>"),
            ("α_c^±1", "α<sub>c</sub><sup>±1</sup>"),
            ("a < b_1", "a &lt; b<sub>1</sub>"),
            ("N = 4", "N\u{a0}=\u{a0}4"),
        ] {
            assert_eq!(typeset(text), html);
        }
    }

    #[test]
    fn long_times_are_minutes() {
        assert_eq!(seconds_in_words(12.34), "12.3 seconds");
        assert_eq!(seconds_in_words(150.0), "2.5 minutes");
    }
}
