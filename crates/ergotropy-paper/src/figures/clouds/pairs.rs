//! Fig. 10: the work of random rotations of a Gibbs product, for two baths.

use ergotropy_plot::Figure;
use ergotropy_sweep::Progress;

use super::cloud::{Cloud, DRAWS, Quantity, clouds, content, greatest, panels};
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::rotations::{BALANCE, GAIN};
use crate::figures::words::{BETA_C, BETA_Q, value};
use crate::item::Item;
use crate::rotated::{PAPER_BETA_C, PAPER_BETA_Q, paper_pairs};

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(10),
    title: "Random rotations of the start, two baths",
    paper: "The paper draws Δ<i>W</i> of random unitaries at these temperatures, and states that it is negative.",
    steps: 8,
    draw,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let clouds = clouds(&paper_pairs(), progress)?;
    let baths: Vec<&[Cloud]> = clouds.chunks(PAPER_BETA_Q.len()).collect();
    let frame = Figure::new()
        .columns(baths.len())
        .share_legend()
        .share_vertical();
    let picture = panels(&baths).into_iter().fold(frame, Figure::panel);
    let gaining: Vec<&Cloud> = clouds
        .iter()
        .filter(|cloud| cloud.best.work.gain.lower() > 0.0)
        .collect();
    let most = gaining
        .iter()
        .max_by(|a, b| a.best.work.gain.value.total_cmp(&b.best.work.gain.value));
    let sense = match most {
        None => "No unitary at all has a positive gain at these temperatures.".to_owned(),
        Some(most) => format!(
            "Yet for {} of the {} pairs some unitary does gain: the greatest, {} at {BETA_Q} = {} \
             and {BETA_C} = {}, is an exchange of eigenvalues between ladders that random draws \
             do not come near.",
            gaining.len(),
            clouds.len(),
            value(most.best.work.gain),
            most.setting.beta_q,
            most.setting.beta_c
        ),
    };
    let found = format!(
        "Each point is a product of Gibbs states turned by a Haar-random unitary of all four cells \
         and left to the collective noise. Above, {BALANCE} of Eq. 112: the steady work less the \
         cost of the unitary. Below, {GAIN}: less also the work that the unrotated start would have \
         given for nothing, as the text has it. The same {DRAWS} unitaries are used everywhere; \
         the two coldest starts are both nearly pure, and their points nearly coincide. \
         The greatest {BALANCE} that was drawn is {:.4}, the greatest gain {:.4}. {sense}",
        greatest(&clouds, Quantity::Balance),
        greatest(&clouds, Quantity::Gain),
    );
    let temperatures = (&PAPER_BETA_C[..], &PAPER_BETA_Q[..]);
    let alt = format!(
        "Four panels of {DRAWS} points for each of four starts, against the number of the unitary. Each start is a level \
         band of points below zero; colder starts lie lower. Above {BALANCE}, below the gain; left the hotter bath, right \
         the colder one."
    );
    Ok(content(picture, &clouds, temperatures, "", alt, found))
}
