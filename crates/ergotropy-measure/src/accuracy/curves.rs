//! Charging curves of more cells than are proved by default, against those with a proof.

use std::fmt::Write;

use anyhow::Result;
use ergotropy::Start;
use ergotropy_sweep::{Progress, map};

use crate::accuracy::comparison::{Group, Judged, table};
use crate::point::Point;
use crate::quantiles::worst;
use crate::table::size_or_none;

/// η, α_c, α_ℓ and γ_r, in the middle and in corners.
const NOISES: [(f64, f64, f64, f64); 10] = [
    (0.9, 0.9, 0.3, 1.0),
    (0.1, 0.9, 0.9, 10.0),
    (0.99, 0.99, 0.3, 1e3),
    (0.99, 0.0, 0.0, 1e3),
    (0.01, 0.99, 0.99, 1e-3),
    (0.5, 0.3, 0.5, 1.0),
    (0.01, 0.0, 0.99, 1e-3),
    (0.01, 0.0, 0.99, 1e3),
    (0.99, 0.99, 0.0, 1e-3),
    (0.99, 0.99, 0.0, 1e3),
];

/// Numbers of cells, and how many of the noises they stand.
const CELLS: [(u32, usize); 3] = [(49, 10), (64, 10), (100, 5)];

/// Times, evenly on a logarithmic scale.
const TIMES: i32 = 21;

/// W and E at all times of one curve, and the bounds of the reference.
#[derive(Default)]
struct Found {
    judged: Vec<Judged>,
    bounds: Vec<f64>,
}

/// Ground state, excited state, Gibbs state.
fn starts() -> Result<[Start; 3]> {
    Ok([Start::ground(), Start::excited(), Start::gibbs(0.5)?])
}

pub fn section() -> Result<String> {
    let mut jobs = Vec::new();
    // The longest first, so that no thread waits for one at the end.
    for (cells, noises) in CELLS.into_iter().rev() {
        for (number, noise) in NOISES.into_iter().enumerate().take(noises) {
            for start in starts()? {
                jobs.push((number, Point::new(cells, noise), start));
            }
        }
    }
    let found = map(
        &jobs,
        &Progress::on_terminal(jobs.len() as u64),
        |(_, point, start)| judge(*point, start),
    )?;
    let mut groups: Vec<Group> = NOISES
        .into_iter()
        .map(|noise| Group::new(Point::new(2, noise).to_string()))
        .collect();
    let mut sizes = CELLS.map(|(cells, _)| Group::new(format!("N = {cells}")));
    let mut bounds = Vec::new();
    for ((number, point, _), found) in jobs.iter().zip(found) {
        let size = CELLS.iter().position(|&(cells, _)| cells == point.cells);
        let both = [groups.get_mut(*number), size.and_then(|i| sizes.get_mut(i))];
        for group in both.into_iter().flatten() {
            match &found {
                Some(found) => group.judged.extend(&found.judged),
                None => group.refused += 1,
            }
        }
        bounds.extend(found.into_iter().flat_map(|found| found.bounds));
    }
    groups.extend(sizes);
    let mut text = String::new();
    writeln!(
        text,
        "Curves of more than 48 cells, which are estimates, against `charge_with_proof`, the method of up to 48 cells: W and \
         E of 49 and 64 cells (the first five noises: of 100, too) at {TIMES} times from 1e-6 to 1e4, from the ground \
         state, the excited state and the Gibbs state with q = 1/2. Both belong to this library, but share only the formulas of the rates and, late, the steady state. The reference is off by {} at most, a bound, which is added to what is stated.\n\n{}",
        size_or_none(worst(&bounds)),
        table(&groups)
    )?;
    Ok(text)
}

/// One curve, or nothing where it was refused.
fn judge(point: Point, start: &Start) -> Result<Option<Found>> {
    let times: Vec<f64> = (0..TIMES)
        .map(|i| 10f64.powf(-6.0 + 10.0 * f64::from(i) / f64::from(TIMES - 1)))
        .collect();
    let battery = point.ensemble()?;
    let Ok(curve) = battery.charge(start, &times) else {
        return Ok(None);
    };
    let proved = battery.charge_with_proof(start, &times)?;
    let mut found = Found::default();
    for (reached, proved) in curve.points().iter().zip(proved.points()) {
        let (ours, exact) = (reached.work, proved.work);
        for (ours, exact) in [
            (ours.ergotropy, exact.ergotropy),
            (ours.energy, exact.energy),
        ] {
            found.judged.push(Judged {
                error: (ours.value - exact.value).abs(),
                stated: ours.error + exact.error,
                kind: ours.kind,
            });
            found.bounds.push(exact.error);
        }
    }
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ergotropy::Kind;

    #[test]
    fn fifty_cells_charge_as_stated() -> Result<()> {
        for start in starts()? {
            let found = judge(Point::new(50, NOISES[0]), &start)?.unwrap_or_default();
            assert_eq!(found.judged.len(), 42);
            assert!(found.judged.iter().all(|one| one.share() <= 1.0));
            assert!(found.judged.iter().all(|one| one.kind == Kind::Estimate));
        }
        Ok(())
    }
}
