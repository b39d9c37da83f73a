//! Fig. 13: ergotropy over both baths where the noise is nearly all collective.

use ergotropy_sweep::Progress;

use crate::figures::landscape::{Plane, STEPS};
use crate::figures::two_baths::{Lobes, panels};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK};
use crate::figures::{Content, Plan, Trouble};
use crate::item::Item;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(13),
    title: "Nearly all noise collective",
    steps: 3 * STEPS,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let plane = |eta| Plane::Baths {
        cells: 7,
        eta,
        gamma_ratio: 1.0,
    };
    let lobes = Lobes::new(panels(("η", ETA), &[0.8, 0.9, 0.95], plane), progress)?;
    let courses = lobes.courses()?;
    let caption = format!(
        "Close to perfect collectivity little happens to the main lobe: from {ETA} = 0.8 to 0.95 \
         the best {ALPHA_C} {}, the greatest {WORK} {}, and the width along {ALPHA_L} {}. The \
         second lobe goes on growing: its top {}, its width along {ALPHA_L} {}. {}",
        courses.best_alpha_c,
        courses.best_work,
        courses.best_depth,
        courses.left_work,
        courses.left_depth,
        lobes.whereabouts(),
    );
    let parameters = format!("<i>N</i> = 7, {GAMMA_R} = 1; {ETA} = 0.8, 0.9, 0.95");
    lobes.content(parameters, &caption)
}
