//! Collective noise alone: ladders that keep their weight, against exact rationals and closed forms.

use std::fmt::Write;

use anyhow::Result;
use ergotropy::{Bath, Start, closed_form::GroundStart};
use ergotropy_oracle as oracle;
use ergotropy_oracle::from_f64;

use crate::accuracy::comparison::{Group, Judged, table};
use crate::point::Point;
use crate::table::{Table, size};

const TINY: f64 = 1.0 / 1_048_576.0;

pub fn section() -> Result<String> {
    let mut text = String::new();
    let mut groups = Vec::new();
    for cells in [2, 7, 20, 40, 100, 200] {
        groups.extend(judge(cells)?);
    }
    writeln!(
        text,
        "η = 1: the weights of ladders are conserved, so the start decides. Starts ground and Gibbs with q from 3/8, 1; α_c from \
         0, 2^-20, 3/4, 1 - 2^-20; against exact rationals.\n\n{}",
        table(&groups)
    )?;
    writeln!(
        text,
        "From the ground state W has a closed form (Eq. 107), itself an estimate here:\n\n{}",
        closed_forms()?
    )?;
    Ok(text)
}

fn judge(cells: u32) -> Result<[Group; 2]> {
    let mut groups = ["W", "E"].map(|number| Group::new(format!("N = {cells}, {number}")));
    let starts = [
        (Start::ground(), oracle::Start::Ground),
        (Start::gibbs(0.375)?, oracle::Start::Gibbs(from_f64(0.375))),
        (Start::gibbs(1.0)?, oracle::Start::Gibbs(from_f64(1.0))),
    ];
    for alpha in [0.0, TINY, 0.75, 1.0 - TINY] {
        for (start, exact) in &starts {
            // Powers of 1 - 2^-20 are long fractions.
            if cells > 40 && alpha > 0.75 {
                continue;
            }
            let exact = exact
                .populations(cells as usize)
                .thermalised_collectively(&from_f64(alpha));
            let battery = Point::new(cells, (1.0, alpha, 0.0, 1.0)).ensemble()?;
            let [works, energies] = &mut groups;
            if let Ok(state) = battery.steady_state_from(start) {
                let work = state.work();
                works
                    .judged
                    .push(Judged::new(work.ergotropy, &exact.ergotropy()));
                energies
                    .judged
                    .push(Judged::new(work.energy, &exact.energy()));
            } else {
                for group in &mut groups {
                    group.refused += 1;
                }
            }
        }
    }
    Ok(groups)
}

fn closed_forms() -> Result<Table> {
    let mut table = Table::new(&["N", "α_c", "W", "difference", "stated by both", "kinds"]);
    for cells in [1000, 100_000, 10_000_000] {
        for alpha in [0.5, 0.999] {
            let closed = GroundStart::new(cells.into(), Bath::from_bose_ratio(alpha)?)?.ergotropy();
            let battery = Point::new(cells, (1.0, alpha, 0.0, 1.0)).ensemble()?;
            let found = battery.steady_state_from(&Start::ground());
            let [value, apart, stated, kinds] = match found {
                Ok(state) => {
                    let work = state.ergotropy();
                    [
                        format!("{:.12}", work.value),
                        size((work.value - closed.value).abs()),
                        size(work.error + closed.error),
                        format!("{}, {}", work.kind.name(), closed.kind.name()),
                    ]
                }
                Err(error) => [
                    format!("refused: {error}"),
                    String::new(),
                    String::new(),
                    String::new(),
                ],
            };
            table.row([
                cells.to_string(),
                alpha.to_string(),
                value,
                apart,
                stated,
                kinds,
            ]);
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cells_hold_what_they_state() -> Result<()> {
        for group in judge(7)? {
            assert_eq!((group.judged.len(), group.violations()), (12, 0));
        }
        Ok(())
    }
}
