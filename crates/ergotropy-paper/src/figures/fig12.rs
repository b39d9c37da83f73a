//! Fig. 12: ergotropy over both baths as the noise gets more collective.

use ergotropy_sweep::Progress;

use crate::figures::landscape::{Plane, STEPS};
use crate::figures::two_baths::{Lobes, course, panels};
use crate::figures::words::{self, ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(12),
    title: "From mostly local to mostly collective noise",
    steps: 3 * STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let plane = |eta| Plane::Baths {
        cells: 7,
        eta,
        gamma_ratio: 1.0,
    };
    let lobes = Lobes::new(panels(("η", ETA), &[0.4, 0.6, 0.8], plane), progress)?;
    let depths: Vec<f64> = lobes
        .maps
        .iter()
        .map(|map| map.depth(map.best))
        .collect::<Result<_, _>>()?;
    let caption = format!(
        "What the collective fraction changes. As {ETA} grows from 0.4 to 0.8, the best {ALPHA_C} \
         {} and the greatest {WORK} {}: collective noise moves this lobe, but does not raise it. \
         Its full width at half the height {} along {ALPHA_C} and {} along {ALPHA_L}. What needs \
         collective noise is the second lobe, at {ALPHA_C} = 0, whose top {}. {}",
        course(&lobes.maps, |map| map.best.x),
        course(&lobes.maps, |map| map.best.work.value),
        words::course(lobes.maps[0].width()?, lobes.maps[2].width()?),
        words::course(depths[0], depths[2]),
        course(&lobes.maps, |map| map.best_at_left.work.value),
        lobes.whereabouts(),
    );
    let parameters = format!("<i>N</i> = 7, {GAMMA_R} = 1; {ETA} = 0.4, 0.6, 0.8");
    lobes.content(parameters, &caption)
}
