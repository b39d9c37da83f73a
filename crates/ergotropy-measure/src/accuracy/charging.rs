//! Charging curves against transients in 256 bits.

use std::fmt::Write;

use anyhow::Result;
use ergotropy::Start;
use ergotropy_oracle as oracle;
use ergotropy_oracle::{Chain, from_f64};
use ergotropy_sweep::{Progress, map};

use crate::accuracy::comparison::{Group, Judged, table};
use crate::point::Point;

const TIMES: [f64; 6] = [1e-6, 3e-3, 0.1, 0.7, 20.0, 1e4];

pub fn section() -> Result<String> {
    let tiny = 1.0 / 1_048_576.0;
    let noises = [
        ("inside", (0.875, 0.75, 0.25, 1.0)),
        ("strong local noise", (0.125, 0.25, 0.75, 1024.0)),
        ("weak local noise", (0.875, 0.75, 0.0, tiny * tiny)),
        ("hot collective bath", (0.75, 1.0 - tiny, 0.25, 1.0)),
        ("hot local bath", (0.75, 0.25, 1.0 - tiny, 1.0)),
        ("cold baths", (0.5, 0.0, 0.0, 1.0)),
    ];
    let mut jobs = Vec::new();
    for (name, noise) in noises {
        for cells in [2, 5, 8] {
            jobs.push((name, Point::new(cells, noise)));
        }
    }
    let judged = map(
        &jobs,
        &Progress::on_terminal(jobs.len() as u64),
        |&(_, point)| judge(point),
    )?;
    let mut groups = Vec::new();
    for (name, noise) in noises {
        let mut group = Group::new(format!("{name}, {}", Point::new(2, noise)));
        let same = judged.iter().zip(&jobs).filter(|(_, job)| job.0 == name);
        for (found, _) in same {
            match found {
                Some(list) => group.judged.extend(list),
                None => group.refused += 1,
            }
        }
        groups.push(group);
    }
    let mut text = String::new();
    writeln!(
        text,
        "W and E of 2, 5 and 8 cells at times from 1e-6 to 1e4, from the excited state and from a Gibbs state with q = 5/8, \
         against exp(Qt) in 256 bits.\n\n{}",
        table(&groups)
    )?;
    Ok(text)
}

/// W and E at all times from all starts, or nothing where the curve was refused.
fn judge(point: Point) -> Result<Option<Vec<Judged>>> {
    let starts = [
        (Start::excited(), oracle::Start::Excited),
        (Start::gibbs(0.625)?, oracle::Start::Gibbs(from_f64(0.625))),
    ];
    let chain = Chain::new(&point.exact());
    let propagators = TIMES.map(|time| chain.propagator(time));
    let battery = point.ensemble()?;
    let mut judged = Vec::new();
    for (start, exact) in starts {
        let Ok(curve) = battery.charge(&start, &TIMES) else {
            return Ok(None);
        };
        let exact = exact.populations(point.cells as usize);
        for (reached, propagator) in curve.points().iter().zip(&propagators) {
            let exact = propagator.apply(&exact);
            judged.push(Judged::new(reached.work.ergotropy, &exact.ergotropy()));
            judged.push(Judged::new(reached.work.energy, &exact.energy()));
        }
    }
    Ok(Some(judged))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cells_charge_as_stated() -> Result<()> {
        let found = judge(Point::new(2, (0.875, 0.75, 0.25, 1.0)))?;
        let judged = found.unwrap_or_default();
        assert_eq!(judged.len(), 24);
        assert!(judged.iter().all(|one| one.share() <= 1.0));
        Ok(())
    }
}
