//! Fig. 5: charging ten cells at a collective temperature near the best one.

use ergotropy::Error;
use ergotropy_plot::{Figure, Legend};
use ergotropy_sweep::Progress;

use super::curve::{charge, content, hundredths, level, optimal_alpha_c, panel};
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, numbers, parameter, value};
use crate::item::Item;
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(5),
    title: "Charging near the best collective temperature",
    paper: "The paper draws 𝒲 over time for ten cells near the best <i>α</i><sub>c</sub>, which it does not give, and quotes a \
            steady 𝒲 of about 0.55, with early curves that collapse for all <i>γ</i><sub>r</sub>.",
    steps: 2 * RATIOS.len() as u64,
    draw,
};

/// Rate ratios; the paper does not list its own, but mentions 1 and values of at most 0.01.
const RATIOS: [f64; 4] = [SLOW, 0.01, 0.1, FAST];
const SLOW: f64 = 0.001;
const FAST: f64 = 1.0;

/// The plateau that the paper quotes.
const QUOTED: f64 = 0.55;

const POINT: Point = Point::mixture(10, 0.9, SLOW);

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let best = optimal_alpha_c(POINT)?;
    let fast = Point {
        gamma_ratio: FAST,
        ..POINT
    };
    let fast = Point {
        alpha_c: optimal_alpha_c(fast)?,
        ..fast
    };
    let (quoted, optimum) = (quoted_alpha_c(best)?, hundredths(best));
    let at = |alpha_c: f64| Point { alpha_c, ..POINT };
    let curves = |alpha_c| charge(at(alpha_c), &RATIOS, (1e-3, 1e6), progress);
    let (mut curves, beside) = (curves(quoted)?, curves(optimum)?);
    let picture = Figure::new()
        .panel(
            panel(&curves)
                .title(format!("$α_c = {quoted}$"))
                .reference(level(QUOTED)),
        )
        .panel(
            panel(&beside)
                .title(format!("$α_c = {optimum}$"))
                .legend(Legend::Hidden),
        )
        .share_vertical();
    let found = format!(
        "Of the two-decimal values of {ALPHA_C} on the cold side of the optimum, {quoted} comes nearest to the quoted \
         {QUOTED} (a): {WORK} = {} at {GAMMA_R} = {SLOW} and {} at {GAMMA_R} = {FAST}. The optimum itself, \
         {ALPHA_C}* = {} at {GAMMA_R} = {SLOW} and {} at {GAMMA_R} = {FAST} (the one that claim C16 gives), has more, \
         {WORK} = {} and {}; drawn beside it is {ALPHA_C} = {optimum} (b), with {}. At early times the \
         the \
         curves are one; then {WORK} rests on the height that collective noise alone would give, \
         until the local noise brings it down to the steady state, after a time of the order of \
         1/((1 &minus; {ETA}) {GAMMA_R}). The slower the local noise, the later that comes, but it \
         comes to nearly the same height. On a short axis, the first plateau looks like the last.",
        value(curves[0].steady),
        value(curves[RATIOS.len() - 1].steady),
        parameter(best),
        parameter(fast.alpha_c),
        value(at(best).steady_work()?),
        value(fast.steady_work()?),
        value(beside[0].steady),
    );
    let parameters = format!(
        "<i>N</i> = 10, {ETA} = 0.9, {ALPHA_L} = 0, ground start; {ALPHA_C} = {quoted}, \
         {optimum}; {GAMMA_R} = {}",
        numbers(&RATIOS)
    );
    curves.extend(beside);
    Ok(content(picture, true, &curves, parameters, found))
}

/// The Bose ratio with two decimals, below the best one, whose steady ergotropy is nearest to the
/// quoted one.
fn quoted_alpha_c(best: f64) -> Result<f64, Error> {
    let mut nearest = (f64::INFINITY, 0.0);
    for alpha_c in (1..100_u8).map(|hundredths| f64::from(hundredths) / 100.0) {
        if alpha_c > best {
            break;
        }
        let work = Point { alpha_c, ..POINT }.steady_work()?;
        let off = (work.value - QUOTED).abs();
        if off < nearest.0 {
            nearest = (off, alpha_c);
        }
    }
    Ok(nearest.1)
}
