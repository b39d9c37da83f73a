//! Fig. 9: energy and ergotropy against the number of cells.

use ergotropy::{Bounded, Observables, Start, Work};
use ergotropy_plot::{Axis, Curves, Figure, Reference, Series};
use ergotropy_sweep::{Progress, map};

use super::extent::extent;
use super::plan::{Content, Plan, Trouble};
use super::table::{Row, Table};
use super::words::{ALPHA_C, ETA, WORK, numbers};
use crate::item::Item;
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(9),
    title: "Energy and ergotropy against size",
    paper: "The paper draws both against <i>N</i>, and states that they grow linearly as <i>α</i><sub>c</sub> → 1, and that what \
            is left, <i>E</i> &minus; 𝒲, is never less than one quantum.",
    steps: RATIOS.len() as u64 * MOST,
    draw,
};

const RATIOS: [f64; 5] = [0.3, 0.6, 0.9, 0.99, 0.999];
const MOST: u64 = 60;

/// Sizes and works at one α_c.
type Curve = (f64, Vec<(u64, Work)>);

fn curve(alpha_c: f64, progress: &Progress) -> Result<Curve, ergotropy::Error> {
    let sizes: Vec<u64> = (1..=MOST).collect();
    let works = map(&sizes, progress, |&cells| {
        let ensemble = Point::collective(cells, alpha_c).ensemble()?;
        Ok::<_, ergotropy::Error>((cells, ensemble.steady_state_from(&Start::ground())?.work()))
    })?;
    Ok((alpha_c, works))
}

/// One quantity against size.
fn panel(curves: &[Curve], axis: Axis, quantity: fn(&Work) -> Bounded) -> Curves {
    let frame = Curves::new(Axis::linear("$N$"), axis).aspect(0.95);
    curves.iter().fold(frame, |panel, (alpha_c, works)| {
        let points = works
            .iter()
            .map(|(cells, work)| (*cells as f64, quantity(work).value));
        panel.series(Series::line(format!("$α_c = {alpha_c}$"), points))
    })
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let curves = map(&RATIOS, &Progress::hidden(), |&alpha_c| {
        curve(alpha_c, progress)
    })?;
    let mut table = Table::new(&["initial", "ergotropy±", "energy±", "passive_energy±"]);
    for (alpha_c, works) in &curves {
        for (cells, work) in works {
            table.push(
                &Row::of(&Point::collective(*cells, *alpha_c))
                    .word("ground")
                    .bounded(work.ergotropy)
                    .bounded(work.energy)
                    .bounded(work.passive_energy),
            );
        }
    }
    let all = curves.iter().flat_map(|(_, works)| works);
    let (_, most_rest) = extent(all.map(|(_, work)| work.passive_energy.value));
    // The name of the line stands above it, clear of the curves.
    let rest = Axis::linear("$(E_{\"SS\"} - 𝒲)/ω$").range(0.0, 1.15);
    let picture = Figure::new()
        .panel(panel(&curves, Axis::linear("$E_{\"SS\"}/ω$"), |work| {
            work.energy
        }))
        .panel(panel(&curves, Axis::linear("$𝒲/ω$"), |work| {
            work.ergotropy
        }))
        .panel(
            panel(&curves, rest, |work| work.passive_energy)
                .reference(Reference::horizontal(1.0).label("one quantum")),
        )
        .share_legend();
    let found = format!(
        "As {ALPHA_C} → 1 energy (a) and ergotropy (b) both grow like <i>N</i>/2; at any fixed {ALPHA_C} the energy \
         follows that line only up to <i>N</i> of the order of 1/(1 &minus; {ALPHA_C}) and then saturates \
         at {ALPHA_C}/(1 &minus; {ALPHA_C}). What is left in the passive state approaches one quantum \
         from below and never reaches it: on these curves it is at most {most_rest:.6}. It equals \
         1 less the greatest population.",
    );
    Ok(Content {
        picture,
        wide: true,
        table,
        parameters: format!(
            "{ETA} = 1, ground start, <i>N</i> = 1 to {MOST}; {ALPHA_C} = {}. {WORK} and \
             <i>E</i> in units of <i>ħω</i>",
            numbers(&RATIOS)
        ),
        alt: format!(
            "Three panels of curves against <i>N</i> up to {MOST}, one curve for each {ALPHA_C}. Energy (a) and ergotropy \
             (b) rise almost straight for the hottest bath and level off early for the coldest. What cannot be extracted \
             (c) rises towards the dashed line at one quantum and stays below it."
        ),
        found,
        facts: None,
    })
}
