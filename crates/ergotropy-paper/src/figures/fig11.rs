//! Fig. 11: ergotropy over both baths for three sizes.

use ergotropy_sweep::Progress;

use crate::figures::landscape::{Plane, STEPS};
use crate::figures::two_baths::{Lobes, course, panels};
use crate::figures::words::{self, ALPHA_C, ETA, GAMMA_R, WORK};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

const SIZES: [u64; 3] = [4, 5, 7];

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(11),
    title: "Two baths, three sizes",
    steps: 3 * STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let plane = |cells| Plane::Baths {
        cells,
        eta: 0.9,
        gamma_ratio: 1.0,
    };
    let lobes = Lobes::new(panels(("N", "<i>N</i>"), &SIZES, plane), progress)?;
    let per_cell = |index: usize| lobes.maps[index].best.work.value / SIZES[index] as f64;
    let caption = format!(
        "The landscape of Fig. 4 for <i>N</i> = 4, 5 and 7 cells, on one scale of colours. With \
         <i>N</i>, the greatest {WORK} {}, which is {} per cell; the best {ALPHA_C} {}, and the top \
         of the second lobe {}. {}",
        course(&lobes.maps, |map| map.best.work.value),
        words::course(per_cell(0), per_cell(2)).replace("rises ", ""),
        course(&lobes.maps, |map| map.best.x),
        course(&lobes.maps, |map| map.best_at_left.work.value),
        lobes.whereabouts(),
    );
    let parameters = format!("<i>N</i> = 4, 5, 7; {ETA} = 0.9, {GAMMA_R} = 1");
    lobes.content(parameters, &caption)
}
