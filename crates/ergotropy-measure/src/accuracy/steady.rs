//! Steady states against exact rationals, and against sixty digits where these are out of reach.

use std::fmt::Write;

use anyhow::{Context, Result};
use ergotropy_oracle::{Chain, Populations, RBig};
use ergotropy_sweep::{Progress, map};

use crate::accuracy::comparison::{Group, Judged, table};
use crate::accuracy::corners;
use crate::point::Point;
use crate::sample::Stream;

/// A point with its exact W and E.
pub struct Exact {
    pub point: Point,
    pub work: RBig,
    pub energy: RBig,
}

/// Numbers of cells that one row is about.
const RANGES: [(u32, u32); 4] = [(2, 5), (6, 10), (11, 20), (21, 40)];

/// Tables of our own errors, and what is exact, for others to be judged by.
pub fn section() -> Result<(String, Vec<Exact>)> {
    let mut text = String::new();
    let corners = exact(&corners::all(), Chain::steady_state)?;
    let mut groups = Vec::new();
    for (first, last) in RANGES {
        let inside = |e: &&Exact| (first..=last).contains(&e.point.cells);
        groups.extend(judge(
            &format!("N = {first} to {last}"),
            corners.iter().filter(inside),
        ));
    }
    writeln!(
        text,
        "{} corners: every combination of α_c and α_ℓ from 0, 2^-20, 3/8, 1 - 2^-20, η from 2^-10, 5/8, 1 - 2^-10, \
         γ_r from 2^-40, 1, 2^20, with and without dephasing, for up to 40 cells, against exact rationals.\n\n{}",
        corners.len(),
        table(&groups)
    )?;
    let inside = exact(&inside(), Chain::steady_state)?;
    writeln!(
        text,
        "{} points inside, of 2 to 32 cells, with η and α multiples of 1/256 and γ_r a power of two from 2^-10 to 2^10:\n\n{}",
        inside.len(),
        table(&judge("inside", inside.iter()))
    )?;
    let middle = exact(&middle(), Chain::steady_state_to_sixty_digits)?;
    let mut groups = Vec::new();
    for one in &middle {
        groups.extend(judge(
            &format!("N = {} {}", one.point.cells, one.point),
            [one],
        ));
    }
    writeln!(
        text,
        "More cells, against elimination in 256 bits, right to sixty digits:\n\n{}",
        table(&groups)
    )?;
    let all = corners.into_iter().chain(inside).collect();
    Ok((text, all))
}

fn inside() -> Vec<Point> {
    let mut stream = Stream::new(5);
    let mut share = |last: f64| stream.between(1.0, last).floor();
    [2, 3, 4, 6, 8, 12, 17, 24, 32]
        .into_iter()
        .cycle()
        .take(120)
        .map(|cells| {
            let [alpha_c, alpha_l, eta] = [(); 3].map(|()| share(256.0) / 256.0);
            let gamma_r = (share(22.0) - 11.0).exp2();
            Point::new(cells, (eta, alpha_c, alpha_l, gamma_r))
        })
        .collect()
}

fn middle() -> Vec<Point> {
    let tiny = 1.0 / 1_048_576.0;
    vec![
        Point::new(50, (0.875, 0.875, 0.25, 1.0)),
        Point::new(50, (0.875, 1.0 - tiny, 0.0, tiny)),
        Point::new(60, (0.125, 0.25, 0.9375, 1024.0)),
        Point::new(60, (0.875, tiny, 0.0, 1.0)),
        Point::new(70, (0.5, 0.25, 0.5, 1.0)),
    ]
}

fn exact(
    points: &[Point],
    solve: impl Fn(&Chain) -> Option<Populations> + Sync,
) -> Result<Vec<Exact>> {
    map(
        points,
        &Progress::on_terminal(points.len() as u64),
        |&point| {
            let state = solve(&Chain::new(&point.exact())).context("the steady state is unique")?;
            Ok(Exact {
                point,
                work: state.ergotropy(),
                energy: state.energy(),
            })
        },
    )
}

/// Groups for W and for E.
fn judge<'a>(name: &str, points: impl IntoIterator<Item = &'a Exact>) -> [Group; 2] {
    let mut groups = ["W", "E"].map(|number| Group::new(format!("{name}, {number}")));
    for exact in points {
        let state = exact
            .point
            .ensemble()
            .and_then(|battery| battery.steady_state());
        let [works, energies] = &mut groups;
        match state {
            Ok(state) => {
                let work = state.work();
                works.judged.push(Judged::new(work.ergotropy, &exact.work));
                energies
                    .judged
                    .push(Judged::new(work.energy, &exact.energy));
            }
            Err(_) => groups.iter_mut().for_each(|group| group.refused += 1),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_corners_hold_what_they_state() -> Result<()> {
        let points: Vec<Point> = corners::all().into_iter().filter(|p| p.cells < 6).collect();
        let groups = judge("small", &exact(&points, Chain::steady_state)?);
        for group in groups {
            assert_eq!((group.violations(), group.refused), (0, 0));
            assert_eq!(group.judged.len(), points.len());
        }
        Ok(())
    }

    #[test]
    fn points_inside_are_short_dyadic_numbers() {
        for point in inside() {
            assert_eq!((point.eta * 256.0).fract(), 0.0);
            assert!(point.alpha_c > 0.0 && point.alpha_c < 1.0);
            assert_eq!(point.gamma_r.log2().fract(), 0.0);
        }
    }
}
