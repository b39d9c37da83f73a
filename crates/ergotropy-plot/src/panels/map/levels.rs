//! Values for contours.

/// The least distance of contours, as a share of the scale of colours.
const SPACING: f64 = 0.11;

/// Round values up to `most`, from the greatest one down, about evenly spaced on the colour scale of
/// [`HeatMap::emphasise_small`](super::heat_map::HeatMap::emphasise_small).
///
/// ```
/// assert_eq!(ergotropy_plot::round_levels(11.4), [10.0, 5.0, 3.0, 1.0, 0.3, 0.05]);
/// ```
pub fn round_levels(most: f64) -> Vec<f64> {
    let share = |level: f64| (level / most).cbrt();
    let top = most.log10().ceil();
    // Negative powers of ten are no floats, so that a digit is divided by a positive one.
    let scaled = |digit: f64, power: f64| {
        if power < 0.0 {
            digit / 10f64.powf(-power)
        } else {
            digit * 10f64.powf(power)
        }
    };
    let decades = (0..5u8).map(|down| top - f64::from(down));
    let round = decades.flat_map(|decade| [5.0, 3.0, 2.0, 1.0].map(|digit| scaled(digit, decade)));
    let mut levels: Vec<f64> = Vec::new();
    for level in round {
        let highest = levels.last().map_or(0.985, |&last| share(last) - SPACING);
        if share(level) <= highest && share(level) >= SPACING / 2.0 {
            levels.push(level);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contours_are_round_and_reach_far_down() {
        for (most, round) in [
            (11.4, &[10.0, 5.0, 3.0, 1.0, 0.3, 0.05][..]),
            (0.373, &[0.3, 0.2, 0.1, 0.05, 0.02, 0.005, 0.0005]),
        ] {
            let found = round_levels(most);
            assert_eq!(found.len(), round.len(), "{found:?}");
            let mut both = found.iter().zip(round);
            assert!(
                both.all(|(level, round)| (level / round - 1.0).abs() < 1e-12),
                "{found:?}"
            );
        }
        assert!(round_levels(0.0).is_empty() && round_levels(f64::NAN).is_empty());
    }
}
