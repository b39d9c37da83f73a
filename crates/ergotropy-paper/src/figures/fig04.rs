//! Fig. 4: ergotropy over both baths for seven cells, nine tenths of the noise collective.

use ergotropy_sweep::Progress;

use crate::figures::landscape::{Plane, STEPS};
use crate::figures::two_baths::{Lobes, panels};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, parameter, value};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(4),
    title: "Two baths, seven cells",
    steps: STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let plane = |cells| Plane::Baths {
        cells,
        eta: 0.9,
        gamma_ratio: 1.0,
    };
    let lobes = Lobes::new(panels(("N", "<i>N</i>"), &[7], plane), progress)?;
    let map = &lobes.maps[0];
    let caption = format!(
        "Steady-state ergotropy over the Bose ratios of the collective and the local bath. It is \
         greatest, {WORK} = {}, at {ALPHA_C} = {}. {} A second, lower lobe stands on the axis \
         {ALPHA_C} = 0, where the local bath supplies the heat and the collective channel only \
         radiates: it reaches {WORK} = {} at {ALPHA_L} = {}. Between the lobes, along \
         {ALPHA_C} = {ALPHA_L}, the state is a Gibbs state and gives nothing.",
        value(map.best.work),
        parameter(map.best.x),
        lobes.whereabouts(),
        value(map.best_at_left.work),
        parameter(map.best_at_left.y),
    );
    let parameters = format!("<i>N</i> = 7, {ETA} = 0.9, {GAMMA_R} = 1");
    lobes.content(parameters, &caption)
}
