//! Fig. 2: ergotropy of 26 cells over the start and the collective bath.

use ergotropy_sweep::Progress;

use crate::figures::landscape::{Peak, STEPS, TOP};
use crate::figures::start_and_bath::Thermal;
use crate::figures::words::{ALPHA_C, ETA, WORK, parameter, value};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(2),
    title: "Collective noise alone, 26 cells",
    steps: STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let thermal = Thermal::new(&[26], progress)?;
    let map = &thermal.maps[0];
    let caption = format!(
        "Steady-state ergotropy from a thermal start, over the Gibbs ratio <i>q</i> of the start \
         and the Bose ratio {ALPHA_C} of the one bath. {} The greatest value on the map is {WORK} \
         = {} (star), {}. A bath at zero temperature, {ALPHA_C} = 0, gives up to {WORK} = {}, from \
         <i>q</i> = {} (circle): it brings each ladder down to its lowest rung, and the dark \
         ladders keep what they cannot radiate.",
        thermal.diagonal(),
        value(map.best.work),
        corner(map.best),
        value(map.best_at_bottom.work),
        parameter(map.best_at_bottom.x),
    );
    let parameters = format!("<i>N</i> = 26, {ETA} = 1, Gibbs start");
    thermal.content(parameters, caption)
}

fn corner(best: Peak) -> String {
    if best.x == 0.0 && best.y == TOP {
        format!("in the corner of the coldest start and the hottest bath, {ALPHA_C} = {TOP}")
    } else {
        format!(
            "at <i>q</i> = {} and {ALPHA_C} = {}",
            parameter(best.x),
            parameter(best.y)
        )
    }
}
