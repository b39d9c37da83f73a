//! Fig. 14: ergotropy over both baths for slow and fast local noise.

use ergotropy_sweep::Progress;

use crate::figures::landscape::{Plane, STEPS};
use crate::figures::two_baths::{Lobes, panels};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(14),
    title: "Slow and fast local noise",
    steps: 3 * STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let plane = |gamma_ratio| Plane::Baths {
        cells: 7,
        eta: 0.9,
        gamma_ratio,
    };
    let ratios = [0.01, 0.1, 1.0];
    let lobes = Lobes::new(panels(("γ_r", GAMMA_R), &ratios, plane), progress)?;
    let courses = lobes.courses()?;
    let caption = format!(
        "What the speed of the local noise changes. From {GAMMA_R} = 0.01 to 1 the best {ALPHA_C} \
         {}, the greatest {WORK} {}, and the width of its lobe along {ALPHA_L} {}. The lobe at \
         {ALPHA_C} = 0 is the one that suffers: its top {}, its width {}. Only the ratio \
         (1 &minus; {ETA}) {GAMMA_R} / {ETA} enters the steady state, so that Figs. 12, 13 and 14 \
         are cuts through one family, at the values in the table. {}",
        courses.best_alpha_c,
        courses.best_work,
        courses.best_depth,
        courses.left_work,
        courses.left_depth,
        lobes.whereabouts(),
    );
    let parameters = format!("<i>N</i> = 7, {ETA} = 0.9; {GAMMA_R} = 0.01, 0.1, 1");
    lobes.content(parameters, &caption)
}
