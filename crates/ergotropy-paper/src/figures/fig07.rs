//! Fig. 7: ergotropy over the start and the collective bath, for three sizes.

use ergotropy_sweep::Progress;

use crate::figures::landscape::STEPS;
use crate::figures::start_and_bath::Thermal;
use crate::figures::words::{ALPHA_C, ETA, WORK, list, percent, value};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

const SIZES: [u64; 3] = [4, 10, 26];

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(7),
    title: "Collective noise alone, three sizes",
    steps: 3 * STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let thermal = Thermal::new(&SIZES, progress)?;
    let heights: Vec<String> = thermal
        .maps
        .iter()
        .map(|map| value(map.best.work))
        .collect();
    let cold = thermal
        .maps
        .iter()
        .map(|map| value(map.best_at_bottom.work));
    let cold: Vec<String> = cold.collect();
    let caption = format!(
        "The map of Fig. 2 for <i>N</i> = 4, 10 and 26 cells, each with its own scale of colours. \
         {} The greatest values (stars) are {WORK} = {}. The two sides of the line are different \
         machines: above it the bath heats the ladders, below it the bath cools them, and the dark \
         ladders stay excited (circles: {WORK} = {} at {ALPHA_C} = 0). The grey region shrinks as \
         <i>N</i> grows, from {} of the map to {}.",
        thermal.diagonal(),
        list(&heights),
        list(&cold),
        percent(thermal.maps[0].zero_share()),
        percent(thermal.maps[2].zero_share()),
    );
    let parameters =
        format!("<i>N</i> = 4, 10, 26, {ETA} = 1, Gibbs start; 0 ≤ <i>q</i>, {ALPHA_C} ≤ 0.99");
    thermal.content(parameters, caption)
}
