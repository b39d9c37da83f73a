//! Fig. 9: energy and ergotropy against the number of cells.

use ergotropy::{Start, Work};
use ergotropy_plot::{Axis, Curves, Figure, Reference, Series};
use ergotropy_sweep::{Progress, map};

use crate::figures::table::{Row, Table};
use crate::figures::words::{ALPHA_C, ETA, WORK, numbers};
use crate::figures::{Content, Plan, TWO_COLUMNS, Trouble};
use crate::item::Item;
use crate::point::Point as Model;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(9),
    title: "Energy and ergotropy against size",
    steps: RATIOS.len() as u64 * MOST,
    draw,
};

const RATIOS: [f64; 5] = [0.3, 0.6, 0.9, 0.99, 0.999];
const MOST: u64 = 60;

/// What is drawn against size: the quantity, and its axis.
type Quantity = (&'static str, fn(&Work) -> f64);

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let models: Vec<Model> = RATIOS
        .iter()
        .flat_map(|&alpha_c| (1..=MOST).map(move |cells| Model::collective(cells, alpha_c)))
        .collect();
    let works: Vec<Work> = map(&models, progress, |model| {
        let state = model.ensemble()?.steady_state_from(&Start::ground())?;
        Ok::<Work, ergotropy::Error>(state.work())
    })?;
    let mut table = Table::new(&[
        "initial",
        "ergotropy",
        "ergotropy_error",
        "ergotropy_kind",
        "energy",
        "energy_error",
        "energy_kind",
        "passive_energy",
        "passive_energy_error",
        "passive_energy_kind",
    ]);
    for (model, work) in models.iter().zip(&works) {
        table.push(
            &Row::of(model)
                .word("ground")
                .bounded(work.ergotropy)
                .bounded(work.energy)
                .bounded(work.passive_energy),
        );
    }
    let panel = |(label, quantity): Quantity| {
        models
            .chunk_by(|a, b| a.alpha_c == b.alpha_c)
            .zip(works.chunks(usize::try_from(MOST).unwrap_or(usize::MAX)))
            .fold(
                Curves::new(Axis::linear("$N$"), Axis::linear(label)).aspect(0.95),
                |panel, (models, works)| {
                    let points = models
                        .iter()
                        .zip(works)
                        .map(|(model, work)| (model.cells as f64, quantity(work)));
                    panel.series(Series::line(
                        format!("$α_c = {}$", models[0].alpha_c),
                        points,
                    ))
                },
            )
    };
    let rest: fn(&Work) -> f64 = |work| work.passive_energy.value;
    let most_rest = works.iter().map(rest).fold(0.0, f64::max);
    let picture = Figure::new()
        .panel(panel(("$E_{\"SS\"}/ω$", |work| work.energy.value)))
        .panel(panel(("$𝒲/ω$", |work| work.ergotropy.value)))
        .panel(panel(("$(E_{\"SS\"} - 𝒲)/ω$", rest)).reference(Reference::horizontal(1.0)))
        .share_legend();
    let caption = format!(
        "Steady-state energy (a), ergotropy (b) and what cannot be extracted (c), from the ground \
         state. As {ALPHA_C} → 1 both grow like <i>N</i>/2; at any fixed {ALPHA_C} the energy \
         follows that line only up to <i>N</i> of the order of 1/(1 &minus; {ALPHA_C}) and then saturates \
         at {ALPHA_C}/(1 &minus; {ALPHA_C}). What is left in the passive state approaches one quantum \
         from below and never reaches it: on these curves it is at most {most_rest:.6}. It equals \
         1 less the greatest population.",
    );
    Ok(Content {
        picture,
        pixels: TWO_COLUMNS,
        table,
        parameters: format!(
            "{ETA} = 1, ground start, <i>N</i> = 1 to {MOST}; {ALPHA_C} = {}. {WORK} and \
             <i>E</i> in units of <i>ħω</i>",
            numbers(&RATIOS)
        ),
        caption,
        facts: None,
    })
}
