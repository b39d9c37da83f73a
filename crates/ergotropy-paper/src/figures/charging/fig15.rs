//! Fig. 15: charging at the best collective temperature, for three sizes.

use ergotropy_plot::Figure;
use ergotropy_sweep::Progress;

use crate::figures::charging::curve::{self as charging, Charging, charge, panel, table};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, list, numbers};
use crate::figures::{Content, Facts, Plan, TWO_COLUMNS, Trouble};
use crate::item::Item;
use crate::point::Point as Model;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(15),
    title: "Charging at the best collective temperature, three sizes",
    steps: (SIZES.len() * RATIOS.len()) as u64,
    draw,
};

const SIZES: [u64; 3] = [3, 6, 10];

/// The paper names 1, 0.1 and 0.01 and less.
const RATIOS: [f64; 4] = [0.001, 0.01, 0.1, 1.0];

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let mut picture = Figure::new().share_legend();
    let mut curves: Vec<Charging> = Vec::new();
    let mut ratios = Vec::new();
    for cells in SIZES {
        let model = Model {
            cells,
            eta: 0.9,
            gamma_ratio: 1.0,
            alpha_c: 0.0,
            alpha_l: 0.0,
        };
        let alpha_c = (100.0 * charging::optimal_alpha_c(&model)?).round() / 100.0;
        let models = RATIOS.map(|gamma_ratio| Model {
            gamma_ratio,
            alpha_c,
            ..model
        });
        let charged = charge(&models, (1e-3, 1e6), progress)?;
        picture = picture.panel(panel(&charged).title(format!("$N = {cells}$, $α_c = {alpha_c}$")));
        ratios.push(alpha_c.to_string());
        curves.extend(charged);
    }
    let overshoot = |curve: &Charging| curve.peak().1 / curve.steady.value;
    let three = &curves[..RATIOS.len()];
    let ten = &curves[2 * RATIOS.len()..];
    let factor = |curves: &[Charging]| {
        let all = || curves.iter().map(overshoot);
        format!(
            "{:.1} to {:.1}",
            all().fold(f64::INFINITY, f64::min),
            all().fold(0.0, f64::max)
        )
    };
    let caption = format!(
        "Ergotropy over time from the ground state at {ALPHA_C} = {}, the optimum for {GAMMA_R} = 1 \
         and each size, to two decimals. Every curve overshoots: the peak is above the steady \
         {WORK} by a factor of {} for three cells and {} for ten. Where the local noise is slow, \
         {WORK} rests on the height of collective noise alone for a time of \
         1/((1 &minus; {ETA}) {GAMMA_R}), which looks like a steady state on a short axis: three cells \
         at {GAMMA_R} = 0.01 show {WORK} = {:.4} at <i>γ</i><sub>c</sub><i>t</i> = 10 and end at \
         {:.4}.",
        list(&ratios),
        factor(three),
        factor(ten),
        three[1].before(10.0),
        three[1].steady.value,
    );
    Ok(Content {
        picture,
        pixels: TWO_COLUMNS,
        table: table(&curves),
        parameters: format!(
            "<i>N</i> = 3, 6, 10, {ETA} = 0.9, {ALPHA_L} = 0, ground start; {ALPHA_C} = {}; \
             {GAMMA_R} = {}",
            list(&ratios),
            numbers(&RATIOS)
        ),
        caption,
        facts: Some(Facts {
            head: Charging::heads(),
            rows: curves.iter().map(Charging::facts).collect(),
        }),
    })
}
