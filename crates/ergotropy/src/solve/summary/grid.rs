//! The times at which a stretch is sampled first.

/// Ratio of a step to the time before it.
const STEP: f64 = 0.12;

/// Factor of all steps where a state costs much.
const COSTLY: f64 = 3.0;

/// Greatest number of times of a stretch.
const MOST: f64 = 400.0;

/// Number of steps of the first stretch.
pub(crate) const FIRST: f64 = 8.0;

/// Times after `begin` up to `end`, with steps of `finest` at first and in proportion to the time later: sums of
/// decaying modes change on the scale of the time itself. Steps are longer where a state costs much.
pub(crate) fn grid(begin: f64, end: f64, finest: f64, is_costly: bool) -> Vec<f64> {
    let longer = if is_costly { COSTLY } else { 1.0 };
    let finest = longer * finest;
    let range = (end / begin.max(finest)).ln();
    let ratio = (longer * STEP).max((range / MOST).exp_m1());
    let mut times = Vec::new();
    let mut time = begin;
    loop {
        let step = finest.max(ratio * time);
        let next = time + step;
        // The shortest times have no float between them.
        if next >= end - 0.3 * step || next <= time {
            break;
        }
        time = next;
        times.push(time);
    }
    times.push(end);
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_grow_with_the_time() {
        let times = grid(0.0, 1e6, 1e-3, false);
        assert!(times.is_sorted() && times.len() < 250, "{}", times.len());
        assert_eq!((times[0], times[times.len() - 1]), (1e-3, 1e6));
        let close = |pair: &[f64]| pair[1] - pair[0] <= 1e-3 + 0.16 * pair[0];
        assert!(times.windows(2).all(close));
    }

    #[test]
    fn there_are_never_too_many_times() {
        for (begin, end, finest) in [
            (0.0, 1e200, 1e-9),
            (1e3, 1e3f64.next_up(), 1.0),
            (1.0, 1e200, f64::INFINITY),
            (0.0, 1e-300, 1e-310),
            (0.0, 5e-324, 0.0),
            (0.0, 1.0, 0.0),
        ] {
            let times = grid(begin, end, finest, false);
            assert!(times.len() <= 450 && times.is_sorted(), "{}", times.len());
            assert_eq!(times.last(), Some(&end));
        }
    }
}
