//! Fig. 15: charging at the best collective temperature, for three sizes.

use ergotropy_plot::Figure;
use ergotropy_sweep::Progress;

use super::curve::{Charging, charge, content, hundredths, optimal_alpha_c, panel};
use crate::figures::extent::extent;
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, list, numbers};
use crate::item::Item;
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(15),
    title: "Charging at the best collective temperature, three sizes",
    paper: "The paper draws 𝒲 over time for 3, 6 and 10 cells, and states that three cells overshoot at <i>γ</i><sub>r</sub> = 1 \
            but rise to a larger value for <i>γ</i><sub>r</sub> ≤ 0.01, and that more cells are less sensitive.",
    steps: (SIZES.len() * RATIOS.len()) as u64,
    draw,
};

const SIZES: [u64; 3] = [3, 6, 10];

/// Rate ratios; the paper names 1, 0.1 and values of at most 0.01.
const RATIOS: [f64; 4] = [0.001, 0.01, 0.1, 1.0];

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let mut picture = Figure::new().share_legend();
    let mut curves: Vec<Charging> = Vec::new();
    let mut optima = Vec::new();
    for cells in SIZES {
        let point = Point::mixture(cells, 0.9, 1.0);
        let alpha_c = hundredths(optimal_alpha_c(point)?);
        let charged = charge(Point { alpha_c, ..point }, &RATIOS, (1e-3, 1e6), progress)?;
        picture = picture.panel(panel(&charged).title(format!("$N = {cells}$, $α_c = {alpha_c}$")));
        optima.push(alpha_c.to_string());
        curves.extend(charged);
    }
    let optima = list(&optima);
    let three = &curves[..RATIOS.len()];
    let ten = &curves[2 * RATIOS.len()..];
    let factor = |curves: &[Charging]| {
        let (least, most) = extent(curves.iter().map(|at| at.peak() / at.steady.value));
        format!("{least:.1} to {most:.1}")
    };
    let found = format!(
        "The {ALPHA_C} are the optima for {GAMMA_R} = 1 and each size, to two decimals. Every curve overshoots: the peak is above the steady \
         {WORK} by a factor of {} for three cells and {} for ten. Where the local noise is slow, \
         {WORK} rests on the height of collective noise alone for a time of \
         1/((1 &minus; {ETA}) {GAMMA_R}), which looks like a steady state on a short axis: three cells \
         at {GAMMA_R} = 0.01 show {WORK} = {:.4} at <i>γ</i><sub>c</sub><i>t</i> = 10 and end at \
         {:.4}.",
        factor(three),
        factor(ten),
        three[1].before(10.0),
        three[1].steady.value,
    );
    let parameters = format!(
        "<i>N</i> = 3, 6, 10, {ETA} = 0.9, {ALPHA_L} = 0, ground start; {ALPHA_C} = {optima}; \
         {GAMMA_R} = {}",
        numbers(&RATIOS)
    );
    Ok(content(picture, true, &curves, parameters, found))
}
