//! A place for a legend that no data touches.

use crate::page::{Point, Rect};

/// The first place of a size without any covered point; corners come before edges, and edges before the
/// middle.
pub(super) fn free_place(
    (width, height): (f64, f64),
    inside: Rect,
    covered: &[Point],
) -> Option<Rect> {
    let room = inside.grown(-4.0);
    if width > room.width || height > room.height {
        return None;
    }
    let across = [1.0, 0.0, 0.5, 0.75, 0.25];
    let down = [0.0, 1.0, 0.5, 0.25, 0.75];
    down.iter()
        .flat_map(|&v| across.iter().map(move |&u| (u, v)))
        .map(|(u, v)| {
            Rect::new(
                room.x + u * (room.width - width),
                room.y + v * (room.height - height),
                width,
                height,
            )
        })
        .find(|place| {
            let guarded = place.grown(1.5);
            !covered.iter().any(|&point| guarded.contains(point))
        })
}

/// Points along a path, so close that no legend fits between two of them.
pub(super) fn dense(path: &[Point]) -> Vec<Point> {
    const STEPS: u8 = 24;
    let mut points = path.to_vec();
    for pair in path.windows(2) {
        let steps = if pair[0].distance(pair[1]) > 3.0 {
            STEPS
        } else {
            1
        };
        points.extend((1..steps).map(|step| {
            let share = f64::from(step) / f64::from(steps);
            pair[0].shifted(
                share * (pair[1].x - pair[0].x),
                share * (pair[1].y - pair[0].y),
            )
        }));
    }
    points
}
