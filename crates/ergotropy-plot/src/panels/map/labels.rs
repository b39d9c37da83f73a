//! Places for the values of contours, on the lines themselves.

use crate::page::{Point, Rect};

/// Room on both sides of a value, in points.
const AIR: f64 = 1.6;
/// Distance between the places that are tried along a line.
const STEP: f64 = 2.0;
/// The least cosine of the turn of a line under its value.
const STRAIGHT: f64 = 0.94;
/// Room around values, within which another one would be taken for it.
const APART: f64 = 3.0;
/// Room between a value and other lines.
const NEAR: f64 = 0.8;
/// A line has to be this many times as long as its value.
const LONGER: f64 = 2.2;

/// A value on its line: where it is, and the parts of the line before and after it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    pub centre: Point,
    /// Angle in degrees, clockwise, with which the value reads from left to right.
    pub angle: f64,
    pub parts: [Vec<Point>; 2],
}

/// Obstacles that values keep away from.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    boxes: Vec<Rect>,
    /// Points of other lines.
    points: Vec<Point>,
}

impl Taken {
    pub(super) fn add(&mut self, place: Rect) {
        self.boxes.push(place);
    }

    /// Sets the points of the lines that a value must not cross.
    pub(super) fn cross(&mut self, points: impl Iterator<Item = Point>) {
        self.points = points.collect();
    }

    /// Whether another line runs through a turned box or close by.
    fn is_crossed(&self, centre: Point, (width, height): (f64, f64), angle: f64) -> bool {
        let (sin, cos) = angle.sin_cos();
        self.points.iter().any(|point| {
            let (dx, dy) = (point.x - centre.x, point.y - centre.y);
            let (along, across) = (cos * dx + sin * dy, cos * dy - sin * dx);
            along.abs() <= width / 2.0 + NEAR && across.abs() <= height / 2.0 + NEAR
        })
    }

    /// The least distance from a rectangle to an obstacle; zero if they overlap.
    fn distance(&self, place: Rect) -> f64 {
        let gap = |a: (f64, f64), b: (f64, f64)| (b.0 - a.1).max(a.0 - b.1).max(0.0);
        let all = self.boxes.iter().map(|other| {
            let across = gap((place.x, place.right()), (other.x, other.right()));
            let down = gap((place.y, place.bottom()), (other.y, other.bottom()));
            across.hypot(down)
        });
        all.fold(f64::INFINITY, f64::min)
    }
}

/// A line in points, with the length up to each of its points.
struct Measured {
    path: Vec<Point>,
    lengths: Vec<f64>,
}

impl Measured {
    fn new(path: &[Point]) -> Self {
        let mut lengths = vec![0.0];
        for pair in path.windows(2) {
            lengths.push(lengths[lengths.len() - 1] + pair[0].distance(pair[1]));
        }
        Self {
            path: path.to_vec(),
            lengths,
        }
    }

    fn length(&self) -> f64 {
        self.lengths[self.lengths.len() - 1]
    }

    /// The point at a length, and the number of the first point after it.
    fn at(&self, length: f64) -> (Point, usize) {
        let after = self.lengths.partition_point(|&known| known <= length);
        let after = after.clamp(1, self.path.len() - 1);
        let (from, to) = (self.path[after - 1], self.path[after]);
        let step = self.lengths[after] - self.lengths[after - 1];
        let share = if step > 0.0 {
            ((length - self.lengths[after - 1]) / step).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let point = from.shifted(share * (to.x - from.x), share * (to.y - from.y));
        (point, after)
    }

    /// The line without the part between two lengths.
    fn without(&self, from: f64, to: f64) -> [Vec<Point>; 2] {
        let ((start, first), (end, second)) = (self.at(from), self.at(to));
        let mut before = self.path[..first].to_vec();
        before.push(start);
        let mut after = vec![end];
        after.extend(&self.path[second..]);
        [before, after]
    }
}

/// The bounds of a box of a size that is turned by an angle in radians.
fn bounds(centre: Point, (width, height): (f64, f64), angle: f64) -> Rect {
    let (sin, cos) = (angle.sin().abs(), angle.cos().abs());
    let (w, h) = (width * cos + height * sin, width * sin + height * cos);
    Rect::new(centre.x - w / 2.0, centre.y - h / 2.0, w, h)
}

/// The place on a line for a value of this size, as far as possible from all that is taken; `None` if there
/// is no room. The place found is taken from then on.
pub(super) fn place(
    line: &[Point],
    size: (f64, f64),
    inside: Rect,
    taken: &mut Taken,
) -> Option<Labelled> {
    if line.len() < 2 {
        return None;
    }
    let measured = Measured::new(line);
    let half = size.0 / 2.0 + AIR;
    if measured.length() < LONGER * 2.0 * half {
        return None;
    }
    let room = inside.grown(-2.0);
    let mut best: Option<(f64, f64, Point, f64, Rect)> = None;
    let mut along = half;
    while along <= measured.length() - half {
        let [(from, _), (middle, _), (to, _)] =
            [along - half, along, along + half].map(|length| measured.at(length));
        let cosine = from.distance(to) / (2.0 * half);
        let angle = (to.y - from.y).atan2(to.x - from.x);
        let place = bounds(middle, size, angle);
        let clearance = taken.distance(place);
        if cosine >= STRAIGHT
            && clearance >= APART
            && room.encloses(&place)
            && !taken.is_crossed(middle, size, angle)
        {
            // Far from others counts up to a point; then the straighter place is better.
            let score = clearance.min(24.0) + 40.0 * (cosine - 1.0);
            if best.as_ref().is_none_or(|known| score > known.0) {
                best = Some((score, along, middle, angle, place));
            }
        }
        along += STEP;
    }
    let (_, along, centre, angle, rect) = best?;
    taken.add(rect);
    let degrees = angle.to_degrees();
    Some(Labelled {
        centre,
        angle: if degrees > 90.0 {
            degrees - 180.0
        } else if degrees <= -90.0 {
            degrees + 180.0
        } else {
            degrees
        },
        parts: measured.without(along - half, along + half),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_apart_and_read_from_left_to_right() {
        let inside = Rect::new(0.0, 0.0, 100.0, 100.0);
        let line = [Point::new(100.0, 50.0), Point::new(0.0, 50.0)];
        let mut taken = Taken::default();
        taken.add(Rect::new(0.0, 40.0, 50.0, 20.0));
        let size = (12.0, 6.0);
        let first = place(&line, size, inside, &mut taken).unwrap();
        assert_eq!(first.angle, 0.0);
        assert!(first.centre.x > 56.0 + APART && first.centre.y == 50.0);
        assert_eq!(first.parts[0][0], Point::new(100.0, 50.0));
        assert_eq!(first.parts[1][1], Point::new(0.0, 50.0));
        let gap = first.parts[0][1].distance(first.parts[1][0]);
        assert!((gap - 12.0 - 2.0 * AIR).abs() < 1e-9);
        let mut others = 0;
        while place(&line, size, inside, &mut taken).is_some() {
            others += 1;
            assert!(others < 5, "values overlap");
        }
    }

    #[test]
    fn short_and_bent_lines_have_none() {
        let inside = Rect::new(0.0, 0.0, 100.0, 100.0);
        let mut taken = Taken::default();
        let short = [Point::new(40.0, 50.0), Point::new(60.0, 50.0)];
        assert_eq!(place(&short, (12.0, 6.0), inside, &mut taken), None);
        let saw: Vec<Point> = (0..40_u32)
            .map(|at| Point::new(2.5 * f64::from(at), if at % 2 == 0 { 50.0 } else { 60.0 }))
            .collect();
        assert_eq!(place(&saw, (12.0, 6.0), inside, &mut taken), None);
        let crossed = [Point::new(0.0, 50.0), Point::new(100.0, 50.0)];
        taken.cross((0..30_u32).map(|at| Point::new(4.0 * f64::from(at), 52.0)));
        assert_eq!(place(&crossed, (12.0, 6.0), inside, &mut taken), None);
    }
}
