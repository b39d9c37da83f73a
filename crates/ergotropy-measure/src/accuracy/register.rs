//! Any start under collective noise, against brute force over bit strings.

use std::fmt::Write;

use anyhow::Result;
use ergotropy::schur::{Complex64, RegisterStart};
use ergotropy_oracle::from_f64;
use ergotropy_oracle::register::{LongRun, State};

use crate::accuracy::comparison::{Group, Judged, table};
use crate::point::Point;
use crate::sample::Stream;

pub fn section() -> Result<String> {
    let mut groups = Vec::new();
    for cells in [2, 3, 4] {
        groups.push(judge(cells)?);
    }
    let mut text = String::new();
    writeln!(
        text,
        "W of the steady state and at times 1e-3, 1/2, 10 from random pure starts without symmetry, α_c from 0, 3/8, 9/10, \
         against exponentials of the whole generator, which are themselves right to a rounding or so: \
         errors near 1e-15 may be those of the reference.\n\n{}",
        table(&groups)
    )?;
    Ok(text)
}

fn judge(cells: u32) -> Result<Group> {
    let mut group = Group::new(format!("N = {cells}, W"));
    let times = [1e-3, 0.5, 10.0];
    for alpha in [0.0, 0.375, 0.9] {
        let point = Point::new(cells, (1.0, alpha, 0.0, 1.0));
        let run = LongRun::new(&point.exact());
        let battery = point.ensemble()?;
        for seed in 0..3 {
            let amplitudes = random(cells, seed);
            let exact = State::pure_msb(&amplitudes);
            let start = RegisterStart::pure(amplitudes)?;
            let steady = battery.steady_state_of(&start)?.ergotropy();
            let truth = run.steady_state_from(&exact).ergotropy();
            group.judged.push(Judged::new(steady, &from_f64(truth)));
            for (state, &time) in battery.states_of(&start, &times)?.zip(&times) {
                let truth = run.state_at(&exact, time).ergotropy();
                group
                    .judged
                    .push(Judged::new(state.ergotropy(), &from_f64(truth)));
            }
        }
    }
    Ok(group)
}

/// Normalised amplitudes.
fn random(cells: u32, seed: u64) -> Vec<Complex64> {
    let mut stream = Stream::new(100 + seed);
    let mut next = || stream.between(-1.0, 1.0);
    let raw: Vec<Complex64> = (0..1u32 << cells)
        .map(|_| Complex64::new(next(), next()))
        .collect();
    let norm = raw.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
    raw.into_iter().map(|z| z / norm).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cells_from_any_start() -> Result<()> {
        let group = judge(2)?;
        assert_eq!(group.judged.len(), 36);
        assert!(group.judged.iter().all(|one| one.error < 1e-14));
        Ok(())
    }
}
