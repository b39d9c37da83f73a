//! The names of numbers in `claims.json` as symbols of the paper, with units.

/// Parts of names, and the symbols for them as HTML. Longer ones come first.
const SYMBOLS: [(&str, &str); 18] = [
    ("one_minus_alpha_c", "1 − <i>α</i><sub>c</sub>"),
    ("gamma_ratios", "<i>γ</i><sub>r</sub>"),
    ("gamma_ratio", "<i>γ</i><sub>r</sub>"),
    ("alpha_c", "<i>α</i><sub>c</sub>"),
    ("alpha_l", "<i>α</i><sub>ℓ</sub>"),
    ("beta_q", "<i>β</i><sub>q</sub>"),
    ("beta_c", "<i>β</i><sub>c</sub>"),
    ("n_c", "<i>n</i><sub>c</sub>"),
    ("collective_dephasing", "<i>Γ</i><sub>φ</sub>"),
    ("dephasing", "<i>γ</i><sub>φ</sub>"),
    ("eta", "<i>η</i>"),
    ("gamma", "<i>γ</i><sub>c</sub>"),
    ("ergotropy", "𝒲"),
    ("work", "𝒲"),
    ("q", "<i>q</i>"),
    ("g", "<i>g</i>"),
    ("k", "<i>k</i>"),
    ("eq", "Eq."),
];

/// Parts of the names of fractional numbers, and their units; the first that occurs counts.
const UNITS: [(&str, &str); 26] = [
    ("share", ""),
    ("work_over_q", "ħω"),
    ("over", ""),
    ("times_", ""),
    ("change", ""),
    ("spread", ""),
    ("relative", ""),
    ("difference", ""),
    ("exponent", ""),
    ("lost", ""),
    ("microseconds", "μs"),
    ("time", "1/γ_c"),
    ("half", ""),
    ("below_which", ""),
    ("ergotropy", "ħω"),
    ("work", "ħω"),
    ("energy", "ħω"),
    ("residual", "ħω"),
    ("gain", "ħω"),
    ("cost", "ħω"),
    ("balance", "ħω"),
    ("peak", "ħω"),
    ("least_limit_", ""),
    ("least_limit", "ħω"),
    ("outflow", "γ_c"),
    ("gap", "γ_c"),
];

/// A name as HTML: `second_lobe_alpha_l` becomes "second lobe α_ℓ".
pub(super) fn name(key: &str) -> String {
    if key == "cells" {
        return "<i>N</i>".to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = key;
    let mut after_number = false;
    while !rest.is_empty() {
        let symbol = SYMBOLS.iter().find_map(|&(part, symbol)| {
            let after = rest.strip_prefix(part)?;
            (after.is_empty() || after.starts_with('_')).then_some((symbol, after))
        });
        let end = rest.find('_').unwrap_or(rest.len());
        let (word, after) = symbol.unwrap_or_else(|| rest.split_at(end));
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        match words.last_mut() {
            // A point would divide the pointer of a number, so names have _ instead: 0_55 is 0.55.
            Some(last) if is_number && after_number => {
                last.push('.');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        after_number = is_number && !after_number;
        rest = after.strip_prefix('_').unwrap_or(after);
    }
    words.join(" ")
}

/// The unit of a fractional number, as HTML; empty for numbers without one.
pub(super) fn unit(key: &str) -> &'static str {
    let known = UNITS.iter().find(|(part, _)| key.contains(part));
    match known.map_or("", |&(_, unit)| unit) {
        "1/γ_c" => "1/<i>γ</i><sub>c</sub>",
        "γ_c" => "<i>γ</i><sub>c</sub>",
        "ħω" => "<i>ħω</i>",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_symbols() {
        for (key, html) in [
            ("second_lobe_alpha_l", "second lobe <i>α</i><sub>ℓ</sub>"),
            ("ergotropy", "𝒲"),
            ("alpha_c_about_0_55", "<i>α</i><sub>c</sub> about 0.55"),
            ("eq_62_lines", "Eq. 62 lines"),
            ("quick_question", "quick question"),
            ("cells", "<i>N</i>"),
            ("gain_of_four_cells", "gain of four cells"),
        ] {
            assert_eq!(name(key), html);
        }
    }

    #[test]
    fn units_follow_from_names() {
        assert_eq!(unit("ergotropy_at_hottest"), "<i>ħω</i>");
        assert_eq!(unit("share_of_energy"), "");
        assert_eq!(unit("early_times"), "1/<i>γ</i><sub>c</sub>");
        assert_eq!(unit("half_time_times_gamma_cells"), "");
        assert_eq!(unit("eta"), "");
    }
}
