//! Fig. 5: charging ten cells at a collective temperature near the best one.

use ergotropy::Error;
use ergotropy_plot::{Figure, Legend};
use ergotropy_sweep::Progress;

use crate::figures::charging::curve::{self as charging, charge, level, panel, table};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, numbers, parameter, value};
use crate::figures::{Content, Facts, Plan, TWO_COLUMNS, Trouble};
use crate::item::Item;
use crate::point::Point as Model;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(5),
    title: "Charging near the best collective temperature",
    steps: 2 * RATIOS.len() as u64,
    draw,
};

/// The paper does not list its ratios; it speaks of 1 and of 0.01 and less.
const RATIOS: [f64; 4] = [0.001, 0.01, 0.1, 1.0];

/// The plateau that the paper quotes.
const QUOTED: f64 = 0.55;

const MODEL: Model = Model {
    cells: 10,
    eta: 0.9,
    gamma_ratio: RATIOS[0],
    alpha_c: 0.0,
    alpha_l: 0.0,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let best = charging::optimal_alpha_c(&MODEL)?;
    let quoted = quoted_alpha_c(best)?;
    let optimum = (100.0 * best).round() / 100.0;
    let curves = |alpha_c: f64| {
        let models = RATIOS.map(|gamma_ratio| Model {
            gamma_ratio,
            alpha_c,
            ..MODEL
        });
        charge(&models, (1e-3, 1e6), progress)
    };
    let top = Model {
        alpha_c: best,
        ..MODEL
    }
    .ensemble()?
    .steady_state()?
    .ergotropy();
    let (near, at) = (curves(quoted)?, curves(optimum)?);
    let picture = Figure::new()
        .panel(
            panel(&near)
                .title(format!("$α_c = {quoted}$"))
                .reference(level(QUOTED, format!("${QUOTED}$"))),
        )
        .panel(
            panel(&at)
                .title(format!("$α_c = {optimum}$"))
                .legend(Legend::Hidden),
        )
        .share_vertical();
    let heights = |curves: &[charging::Charging]| {
        let plateau = |curve: Option<&charging::Charging>| {
            curve.map_or_else(String::new, |curve| value(curve.steady))
        };
        (plateau(curves.first()), plateau(curves.last()))
    };
    let caption = format!(
        "Ergotropy over time from the ground state. The paper leaves out {ALPHA_C} and quotes a \
         steady {WORK} ≈ {QUOTED}. Of the two-decimal values on the cold side of the optimum, \
         {ALPHA_C} = {quoted} comes nearest (a): {WORK} = {} at {GAMMA_R} = {} and {} at {GAMMA_R} = \
         {}. The optimum itself lies at {ALPHA_C} = {} and gives more, {WORK} = {} at {GAMMA_R} = {}; \
         drawn beside it is {ALPHA_C} = {optimum} (b), with {}. At early times the \
         curves are one; then {WORK} rests on the height that collective noise alone would give, \
         until the local noise brings it down to the steady state, after a time of the order of \
         1/((1 &minus; {ETA}) {GAMMA_R}). The slower the local noise, the later that comes, but it \
         comes to nearly the same height. On a short axis, the first plateau looks like the last.",
        heights(&near).0,
        RATIOS[0],
        heights(&near).1,
        RATIOS[RATIOS.len() - 1],
        parameter(best),
        value(top),
        RATIOS[0],
        heights(&at).0,
    );
    let facts = Facts {
        head: charging::Charging::heads(),
        rows: near
            .iter()
            .chain(&at)
            .map(charging::Charging::facts)
            .collect(),
    };
    Ok(Content {
        picture,
        pixels: TWO_COLUMNS,
        table: table(near.iter().chain(&at)),
        parameters: format!(
            "<i>N</i> = 10, {ETA} = 0.9, {ALPHA_L} = 0, ground start; {ALPHA_C} = {quoted}, \
             {optimum}; {GAMMA_R} = {}",
            numbers(&RATIOS)
        ),
        caption,
        facts: Some(facts),
    })
}

/// The two-decimal Bose ratio below the best one whose steady ergotropy is nearest to the quoted.
fn quoted_alpha_c(best: f64) -> Result<f64, Error> {
    let mut nearest = (f64::INFINITY, 0.0);
    for hundredths in 1..100_u8 {
        let alpha_c = f64::from(hundredths) / 100.0;
        if alpha_c > best {
            break;
        }
        let work = Model { alpha_c, ..MODEL }
            .ensemble()?
            .steady_state()?
            .ergotropy();
        let off = (work.value - QUOTED).abs();
        if off < nearest.0 {
            nearest = (off, alpha_c);
        }
    }
    Ok(nearest.1)
}
