//! Paths in the document: few points, and short numbers.

use std::fmt::Write as _;

use super::geometry::Point;

/// The greatest distance in points that a line may move if points are left out: finer than print.
const TOLERANCE: f64 = 0.02;

/// A coordinate in hundredths of a point.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to numbers that fit"
)]
fn hundredths(value: f64) -> i64 {
    (100.0 * value.clamp(-1e6, 1e6)).round() as i64
}

/// A whole number of hundredths without zeros that are not needed: `-.5`, `12`.
fn decimal(hundredths: i64) -> String {
    let (sign, size) = (
        if hundredths < 0 { "-" } else { "" },
        hundredths.unsigned_abs(),
    );
    let (whole, part) = (size / 100, size % 100);
    let whole = if whole == 0 && part != 0 {
        String::new()
    } else {
        whole.to_string()
    };
    match part {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        part => format!("{sign}{whole}.{part:02}"),
    }
}

/// Two numbers with as little between them as can be read.
fn pair(x: i64, y: i64) -> String {
    let (x, y) = (decimal(x), decimal(y));
    let between = if y.starts_with('-') { "" } else { " " };
    format!("{x}{between}{y}")
}

/// Straight lines through the points, as path data.
pub(super) fn lines(points: &[Point], closed: bool) -> String {
    let mut data = String::new();
    let mut last = None;
    for point in simplified(points) {
        let here = (hundredths(point.x), hundredths(point.y));
        match last {
            None => {
                let _ = write!(data, "M{}", pair(here.0, here.1));
            }
            Some(last) if last == here => continue,
            Some((x, y)) => {
                let _ = write!(data, "l{}", pair(here.0 - x, here.1 - y));
            }
        }
        last = Some(here);
    }
    // A line of length zero can be a dot of a dashed line, but needs a second point.
    if points.len() > 1 && !data.contains('l') {
        data.push_str("l0 0");
    }
    if closed {
        data.push('Z');
    }
    data
}

/// Points as strokes that are too short to be seen but for their round ends. Clouds have thousands of them,
/// so each is rounded to a tenth of a point.
pub(super) fn dots(centres: &[Point]) -> String {
    let tenths = |value: f64| (hundredths(value) + 5).div_euclid(10) * 10;
    let mut data = String::new();
    let mut last = (0, 0);
    for (index, centre) in centres.iter().enumerate() {
        let here = (tenths(centre.x), tenths(centre.y));
        let command = if index == 0 { 'M' } else { 'm' };
        let step = pair(here.0 - last.0, here.1 - last.1);
        // Some renderers omit strokes of length zero.
        let _ = write!(data, "{command}{step}h.1");
        last = (here.0 + 10, here.1);
    }
    data
}

/// The points without those that lie on the line through their neighbours, by Douglas and Peucker.
fn simplified(points: &[Point]) -> Vec<Point> {
    let mut kept = vec![false; points.len()];
    if let Some(last) = points.len().checked_sub(1) {
        kept[0] = true;
        kept[last] = true;
        let mut spans = vec![(0, last)];
        while let Some((from, to)) = spans.pop() {
            let farthest = (from + 1..to)
                .map(|at| (at, distance(points[at], points[from], points[to])))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((at, _)) = farthest.filter(|&(_, away)| away > TOLERANCE) {
                kept[at] = true;
                spans.extend([(from, at), (at, to)]);
            }
        }
    }
    let all = points.iter().zip(kept);
    all.filter(|(_, kept)| *kept)
        .map(|(&point, _)| point)
        .collect()
}

/// Distance of a point from the stretch between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let square = dx * dx + dy * dy;
    let along = (point.x - from.x) * dx + (point.y - from.y) * dy;
    let share = if square > 0.0 {
        (along / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    point.distance(from.shifted(share * dx, share * dy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(all: &[(f64, f64)]) -> Vec<Point> {
        all.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn data_are_short_and_end_where_they_should() {
        for (given, data) in [
            (&[(1.0, 2.0), (1.5, 1.75)][..], "M1 2l.5-.25"),
            (&[(0.0, 0.0), (1.0, 1.005), (2.0, 2.0)], "M0 0l2 2"),
            (&[(0.0, 0.0), (1.0, 2.0), (2.0, 0.0)], "M0 0l1 2l1-2"),
            (&[(3.0, 3.0), (3.0, 3.0)], "M3 3l0 0"),
            (&[(3.0, 3.0)], "M3 3"),
            (&[], ""),
        ] {
            assert_eq!(lines(&points(given), false), data);
        }
        assert_eq!(dots(&points(&[(1.0, 1.0), (2.0, 0.5)])), "M1 1h.1m.9-.5h.1");
    }

    #[test]
    fn roundings_do_not_add_up() {
        let walk: Vec<Point> = (0..3000_u32)
            .map(|step| Point::new(0.0033 * f64::from(step), f64::from(step % 2)))
            .collect();
        let data = lines(&walk, false);
        let steps = data.split(['M', 'l']).skip(1);
        let x = steps.map(|step| {
            let end = step[1..].find([' ', '-']).map_or(step.len(), |at| at + 1);
            step[..end].parse::<f64>().unwrap_or(f64::NAN)
        });
        assert!((x.sum::<f64>() - 0.0033 * 2999.0).abs() < 0.006);
    }
}
