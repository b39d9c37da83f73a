//! Fig. 6: a transient far above the steady state.

use ergotropy::{Error, Start};
use ergotropy_plot::Figure;
use ergotropy_sweep::{Progress, logarithmic, threshold};

use super::curve::{Charging, POINTS, charge, content, level, panel};
use crate::figures::extent::extent;
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, numbers};
use crate::item::Item;
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Figure(6),
    title: "A transient that does not last",
    paper: "The paper draws 𝒲 over time at a bath that is too hot, and quotes a peak of about 2.5 and an end at 𝒲 = 0.",
    steps: RATIOS.len() as u64,
    draw,
};

/// Rate ratios; the paper does not list its own.
const RATIOS: [f64; 5] = [SLOW, 0.03, 0.1, 0.3, FAST];
const SLOW: f64 = 0.01;
const FAST: f64 = 1.0;

/// The peak that the paper quotes.
const QUOTED: f64 = 2.5;

const POINT: Point = Point {
    alpha_c: 0.9,
    alpha_l: 0.5,
    ..Point::mixture(10, 0.6, SLOW)
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let curves = charge(POINT, &RATIOS, (1e-3, 1e4), progress)?;
    let thermal = POINT
        .ensemble()?
        .charge(&Start::gibbs(0.5)?, &logarithmic(1e-2, 1e2, POINTS))?;
    let (lowest, highest) = extent(curves.iter().map(Charging::peak));
    let (least, greatest) = extent(curves.iter().map(|curve| curve.steady.value));
    let found = format!(
        "The peak is between {lowest:.2} (fast local noise) and {highest:.2} (slow), and the \
         quoted {QUOTED} belongs to {GAMMA_R} = {:.2}. The start is not said; the excited state would have \
         its peak at the beginning, with all {} quanta, and a thermal start with <i>q</i> = 0.5 \
         has it at {:.2} for {GAMMA_R} = {SLOW}. What remains is small but not nothing: the steady \
         state gives {WORK} = {least:.4} to {greatest:.4}, far above the proved error of {:.0e}.",
        quoted_ratio()?,
        POINT.cells,
        thermal
            .peak()
            .map_or(0.0, |point| point.work().ergotropy.value),
        extent(curves.iter().map(|curve| curve.steady.error)).1,
    );
    let parameters = format!(
        "<i>N</i> = 10, {ETA} = 0.6, {ALPHA_C} = 0.9, {ALPHA_L} = 0.5, ground start; \
         {GAMMA_R} = {}",
        numbers(&RATIOS)
    );
    let picture = Figure::new().panel(panel(&curves).reference(level(QUOTED)));
    Ok(content(picture, false, &curves, parameters, found))
}

/// The rate ratio at which the peak has the quoted height; the peak falls as the ratio grows.
fn quoted_ratio() -> Result<f64, Error> {
    threshold(SLOW, FAST, 1e-3, |ratio| {
        let curves = charge(POINT, &[ratio], (1e-2, 1e1), &Progress::hidden())?;
        Ok(curves[0].peak() > QUOTED)
    })
}
