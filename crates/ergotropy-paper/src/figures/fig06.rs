//! Fig. 6: a transient far above the steady state.

use ergotropy::{Error, Start};
use ergotropy_plot::Figure;
use ergotropy_sweep::{Progress, logarithmic};

use crate::figures::charging::{self, charge, level, panel, table};
use crate::figures::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, numbers};
use crate::figures::{Content, Facts, ONE_COLUMN, Plan, Trouble};
use crate::item::Item;
use crate::model::Model;

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(6),
    title: "A transient that does not last",
    steps: RATIOS.len() as u64,
    draw,
};

/// The paper does not list its ratios.
const RATIOS: [f64; 5] = [0.01, 0.03, 0.1, 0.3, 1.0];

/// The peak that the paper quotes.
const QUOTED: f64 = 2.5;

const TIMES: (f64, f64) = (1e-3, 1e4);

const MODEL: Model = Model {
    cells: 10,
    eta: 0.6,
    gamma_ratio: 1.0,
    alpha_c: 0.9,
    alpha_l: 0.5,
};

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let models = RATIOS.map(|gamma_ratio| Model {
        gamma_ratio,
        ..MODEL
    });
    let curves = charge(&models, TIMES, progress)?;
    let picture =
        Figure::new().panel(panel(&curves).reference(level(QUOTED, format!("${QUOTED}$"))));
    let thermal = models[0].ensemble()?.charge(
        &Start::gibbs(0.5)?,
        &logarithmic(1e-2, 1e2, charging::POINTS),
    )?;
    let ends = |pick: fn(f64, f64) -> f64, start: f64, of: fn(&charging::Charging) -> f64| {
        curves.iter().map(of).fold(start, pick)
    };
    let steady = |curve: &charging::Charging| curve.steady.value;
    let caption = format!(
        "Ergotropy over time from the ground state, at a collective bath that is too hot for a \
         good steady state. The peak is between {:.2} (fast local noise) and {:.2} (slow), and the \
         quoted {QUOTED} belongs to {GAMMA_R} = {:.2}. The start is not said; the excited state would have \
         its peak at the beginning, with all {} quanta, and a thermal start with <i>q</i> = 0.5 \
         has it at {:.2} for {GAMMA_R} = {}. What remains is small but not nothing: the steady \
         state gives {WORK} = {:.4} to {:.4}, far above the proved error of {:.0e}.",
        ends(f64::min, f64::INFINITY, |curve| curve.peak().1),
        ends(f64::max, 0.0, |curve| curve.peak().1),
        quoted_ratio()?,
        MODEL.cells,
        thermal
            .peak()
            .map_or(0.0, |point| point.work().ergotropy.value),
        RATIOS[0],
        ends(f64::min, f64::INFINITY, steady),
        ends(f64::max, 0.0, steady),
        ends(f64::max, 0.0, |curve| curve.steady.error),
    );
    let facts = Facts {
        head: charging::Charging::heads(),
        rows: curves.iter().map(charging::Charging::facts).collect(),
    };
    Ok(Content {
        picture,
        pixels: ONE_COLUMN,
        table: table(&curves),
        parameters: format!(
            "<i>N</i> = 10, {ETA} = 0.6, {ALPHA_C} = 0.9, {ALPHA_L} = 0.5, ground start; \
             {GAMMA_R} = {}",
            numbers(&RATIOS)
        ),
        caption,
        facts: Some(facts),
    })
}

/// The ratio at which the peak is as high as quoted; peaks fall with the ratio.
fn quoted_ratio() -> Result<f64, Error> {
    let (mut low, mut high) = (RATIOS[0], RATIOS[RATIOS.len() - 1]);
    while high - low > 1e-3 {
        let middle = f64::midpoint(low, high);
        let model = Model {
            gamma_ratio: middle,
            ..MODEL
        };
        let curve = charge(&[model], (1e-2, 1e1), &Progress::hidden())?;
        if curve[0].peak().1 > QUOTED {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(low)
}
