//! Fig. 4 and 11 to 14: ergotropy over the Bose ratios of the collective and the local bath.

use ergotropy_plot::{Figure, HeatMap};
use ergotropy_sweep::{Progress, map};

use super::description::Facts;
use super::extent::extent;
use super::landscape::{Landscape, Plane, STEPS, TOP, table};
use super::plan::{Content, Plan, Trouble};
use super::words::{self, ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, parameter, percent, value};
use crate::item::Item;
use crate::point::Point;

pub(super) const PLANS: [Plan; 5] = [
    Plan {
        item: Item::Figure(4),
        title: "Two baths, seven cells",
        paper: "The paper draws the steady 𝒲 over both baths, and states that the maximum lies at a finite \
                <i>α</i><sub>c</sub>* &lt; 1 and a non-zero <i>α</i><sub>ℓ</sub>*.",
        steps: STEPS,
        draw: |progress| draw(&CELLS, &[Point::mixture(7, 0.9, 1.0)], fig04, progress),
    },
    Plan {
        item: Item::Figure(11),
        title: "Two baths, three sizes",
        paper: "The paper draws the map of Fig. 4 for 4, 5 and 7 cells, and states the same: a finite \
                <i>α</i><sub>c</sub>* &lt; 1 and a non-zero <i>α</i><sub>ℓ</sub>*.",
        steps: 3 * STEPS,
        draw: |progress| {
            let points = [4, 5, 7].map(|cells| Point::mixture(cells, 0.9, 1.0));
            draw(&CELLS, &points, fig11, progress)
        },
    },
    Plan {
        item: Item::Figure(12),
        title: "From mostly local to mostly collective noise",
        paper: "The paper draws three collective fractions, and states that a lower <i>η</i> shifts the maximum to a higher \
                <i>α</i><sub>c</sub> and lowers it, while the width along <i>α</i><sub>c</sub> stays about the same.",
        steps: 3 * STEPS,
        draw: |progress| {
            let points = [0.4, 0.6, 0.8].map(|eta| Point::mixture(7, eta, 1.0));
            draw(&FRACTION, &points, fig12, progress)
        },
    },
    Plan {
        item: Item::Figure(13),
        title: "Nearly all noise collective",
        paper: "The paper draws three collective fractions near 1, and states that as <i>η</i> falls the lobe narrows along \
                <i>α</i><sub>ℓ</sub> and its peak drops, while <i>α</i><sub>c</sub>* ≈ 0.6 moves only slightly.",
        steps: 3 * STEPS,
        draw: |progress| {
            let points = [0.8, 0.9, 0.95].map(|eta| Point::mixture(7, eta, 1.0));
            draw(&FRACTION, &points, fig13, progress)
        },
    },
    Plan {
        item: Item::Figure(14),
        title: "Slow and fast local noise",
        paper: "The paper draws three ratios <i>γ</i><sub>r</sub>, and states that they hardly move <i>α</i><sub>c</sub>* and that a \
                larger one quenches the lobe along <i>α</i><sub>ℓ</sub>.",
        steps: 3 * STEPS,
        draw: |progress| {
            let points = [0.01, 0.1, 1.0].map(|ratio| Point::mixture(7, 0.9, ratio));
            draw(&RATIO, &points, fig14, progress)
        },
    },
];

/// A parameter of a panel.
struct Parameter {
    /// The symbol in the markup of labels, and as HTML.
    symbols: (&'static str, &'static str),
    of: fn(&Point) -> String,
}

const CELLS: Parameter = Parameter {
    symbols: ("N", "<i>N</i>"),
    of: |point| point.cells.to_string(),
};
const FRACTION: Parameter = Parameter {
    symbols: ("η", ETA),
    of: |point| point.eta.to_string(),
};
const RATIO: Parameter = Parameter {
    symbols: ("γ_r", GAMMA_R),
    of: |point| point.gamma_ratio.to_string(),
};

impl Parameter {
    fn list<'a>(&self, points: impl IntoIterator<Item = &'a Point>) -> String {
        let values: Vec<String> = points.into_iter().map(self.of).collect();
        format!("{} = {}", self.symbols.1, values.join(", "))
    }
}

/// One panel: a map with its main lobe and a second one at α_c = 0.
struct Lobes {
    point: Point,
    map: Landscape,
    /// Widths of the main lobe along α_c and α_ℓ, and of the other along α_ℓ.
    width: f64,
    depth: f64,
    second_depth: f64,
}

impl Lobes {
    fn new(point: Point, progress: &Progress) -> Result<Self, ergotropy::Error> {
        let map = Landscape::new(Plane::Baths(point), progress)?;
        Ok(Self {
            point,
            width: map.width(map.best)?,
            depth: map.depth(map.best)?,
            second_depth: map.depth(map.second)?,
            map,
        })
    }

    fn best_alpha_c(&self) -> f64 {
        self.map.best.x
    }

    fn best_work(&self) -> f64 {
        self.map.best.work.value
    }

    fn second_work(&self) -> f64 {
        self.map.second.work.value
    }

    fn facts(&self, varied: &Parameter) -> [String; 11] {
        let Self { point, map, .. } = self;
        [
            (varied.of)(point),
            parameter((1.0 - point.eta) * point.gamma_ratio / point.eta),
            value(map.best.work),
            parameter(map.best.x),
            parameter(map.best.y),
            parameter(self.width),
            parameter(self.depth),
            value(map.second.work),
            parameter(map.second.y),
            parameter(self.second_depth),
            percent(map.zero_share()),
        ]
    }
}

/// Draws panels that differ in one parameter.
fn draw(
    varied: &Parameter,
    points: &[Point],
    found: fn(&[Lobes]) -> String,
    progress: &Progress,
) -> Result<Content, Trouble> {
    let panels = map(points, &Progress::hidden(), |&point| {
        Lobes::new(point, progress)
    })?;
    let (_, most) = extent(panels.iter().map(Lobes::best_work));
    let symbol = varied.symbols.0;
    let maps: Vec<HeatMap> = panels
        .iter()
        .map(|lobes| {
            let title = format!("${symbol} = {}$", (varied.of)(&lobes.point));
            lobes.map.heat_map(title, most)
        })
        .collect::<Result<_, _>>()?;
    let frame = Figure::new().share_colours().share_vertical();
    Ok(Content {
        wide: maps.len() > 1,
        picture: maps.into_iter().fold(frame, Figure::panel),
        table: table(&["ergotropy±"], panels.iter().map(|lobes| &lobes.map)),
        parameters: parameters(varied, points),
        alt: alt(varied, &panels),
        found: format!(
            "{} Star and circle mark the tops of the two lobes.{}",
            found(&panels),
            grey(&panels)
        ),
        facts: Some(Facts::new(
            [
                varied.symbols.1,
                &format!("(1 &minus; {ETA}) {GAMMA_R} / {ETA}"),
                &format!("greatest {WORK}"),
                &format!("at {ALPHA_C}"),
                &format!("at {ALPHA_L}"),
                &format!("width along {ALPHA_C}"),
                &format!("width along {ALPHA_L}"),
                &format!("greatest {WORK} at {ALPHA_C} = 0"),
                &format!("at {ALPHA_L}"),
                &format!("width along {ALPHA_L}"),
                &format!("off the diagonal, {WORK} = 0 on"),
            ],
            panels.iter().map(|lobes| lobes.facts(varied)),
        )),
    })
}

/// The picture in words.
fn alt(varied: &Parameter, panels: &[Lobes]) -> String {
    let lobes: Vec<String> = panels
        .iter()
        .map(|lobes| {
            format!(
                "{} = {}: {:.3} at {ALPHA_C} = {:.2}, {:.3} on the left border, grey on {} off the diagonal",
                varied.symbols.1,
                (varied.of)(&lobes.point),
                lobes.best_work(),
                lobes.best_alpha_c(),
                lobes.second_work(),
                percent(lobes.map.zero_share()),
            )
        })
        .collect();
    format!(
        "{} of the steady ergotropy: {ALPHA_C} of the common bath to the right, {ALPHA_L} of the local baths upwards, \
         both from 0 to {TOP}. A broad lobe stands on the lower border, with its top there (star); a second one hangs \
         on the left border (circle); a grey wedge with {WORK} = 0 opens between them along the diagonal and \
         upwards. Tops: {}.",
        if panels.len() > 1 { "Maps" } else { "Map" },
        lobes.join("; "),
    )
}

/// The parameters that all panels share, and the one that varies.
fn parameters(varied: &Parameter, points: &[Point]) -> String {
    let fixed: Vec<String> = [CELLS, FRACTION, RATIO]
        .iter()
        .filter(|other| other.symbols != varied.symbols)
        .map(|other| other.list(points.iter().take(1)))
        .collect();
    let (fixed, list) = (fixed.join(", "), varied.list(points));
    match (varied.symbols == CELLS.symbols, points.len()) {
        (true, 1) => format!("{list}, {fixed}"),
        (true, _) => format!("{list}; {fixed}"),
        (false, _) => format!("{fixed}; {list}"),
    }
}

fn grey(panels: &[Lobes]) -> String {
    if panels.iter().all(|lobes| lobes.map.zero_share() == 0.0) {
        return String::new();
    }
    format!(
        " In the grey region, behind the dashed border, {WORK} is zero within its proved error."
    )
}

/// A sentence on the places of the highest points relative to the borders of the maps.
fn whereabouts(panels: &[Lobes]) -> String {
    let mut best = panels.iter().map(|lobes| lobes.map.best);
    if let Some(inside) = best.clone().find(|best| best.y != 0.0) {
        return format!(
            "A highest point lies off the borders, at {ALPHA_C} = {} and {ALPHA_L} = {}.",
            parameter(inside.x),
            parameter(inside.y)
        );
    }
    format!(
        "{} on the border {ALPHA_L} = 0: a local bath at zero temperature is the best one{}.",
        if panels.len() > 1 {
            "The highest points all lie"
        } else {
            "The highest point lies"
        },
        if best.all(|best| best.x < TOP) {
            format!(", while {ALPHA_C} has an optimum below 1")
        } else {
            String::new()
        },
    )
}

/// The change of a number from the first panel to the last, as a phrase: `falls from 0.65 to 0.63`.
fn course(panels: &[Lobes], number: impl Fn(&Lobes) -> f64) -> String {
    let end = |lobes: Option<&Lobes>| lobes.map_or(f64::NAN, &number);
    words::course(end(panels.first()), end(panels.last()))
}

fn fig04(panels: &[Lobes]) -> String {
    let map = &panels[0].map;
    format!(
        "{WORK} is greatest, {}, at {ALPHA_C} = {}. {} A second, lower lobe stands on the axis \
         {ALPHA_C} = 0, where the local bath supplies the heat and the collective channel only \
         radiates: it reaches {WORK} = {} at {ALPHA_L} = {}. Between the lobes, along \
         {ALPHA_C} = {ALPHA_L}, the state is a Gibbs state and gives nothing.",
        value(map.best.work),
        parameter(map.best.x),
        whereabouts(panels),
        value(map.second.work),
        parameter(map.second.y),
    )
}

fn fig11(panels: &[Lobes]) -> String {
    let per_cell = |lobes: &Lobes| lobes.best_work() / lobes.point.cells as f64;
    format!(
        "With <i>N</i>, the greatest {WORK} {}, which is {} per cell; the best {ALPHA_C} {}, and the top \
         of the second lobe {}. {}",
        course(panels, Lobes::best_work),
        course(panels, per_cell).replace("rises ", ""),
        course(panels, Lobes::best_alpha_c),
        course(panels, Lobes::second_work),
        whereabouts(panels),
    )
}

fn fig12(panels: &[Lobes]) -> String {
    format!(
        "As {ETA} grows from 0.4 to 0.8, the best {ALPHA_C} \
         {} and the greatest {WORK} {}: collective noise moves this lobe, but does not raise it. \
         Its full width at half the height {} along {ALPHA_C} and {} along {ALPHA_L}. What needs \
         collective noise is the second lobe, at {ALPHA_C} = 0, whose top {}. {}",
        course(panels, Lobes::best_alpha_c),
        course(panels, Lobes::best_work),
        course(panels, |lobes| lobes.width),
        course(panels, |lobes| lobes.depth),
        course(panels, Lobes::second_work),
        whereabouts(panels),
    )
}

fn fig13(panels: &[Lobes]) -> String {
    format!(
        "Close to perfect collectivity little happens to the main lobe: from {ETA} = 0.8 to 0.95 \
         the best {ALPHA_C} {}, the greatest {WORK} {}, and the width along {ALPHA_L} {}. The \
         second lobe goes on growing: its top {}, its width along {ALPHA_L} {}. {}",
        course(panels, Lobes::best_alpha_c),
        course(panels, Lobes::best_work),
        course(panels, |lobes| lobes.depth),
        course(panels, Lobes::second_work),
        course(panels, |lobes| lobes.second_depth),
        whereabouts(panels),
    )
}

fn fig14(panels: &[Lobes]) -> String {
    format!(
        "From {GAMMA_R} = 0.01 to 1 the best {ALPHA_C} \
         {}, the greatest {WORK} {}, and the width of its lobe along {ALPHA_L} {}. The lobe at \
         {ALPHA_C} = 0 is the one that suffers: its top {}, its width {}. Only the ratio \
         (1 &minus; {ETA}) {GAMMA_R} / {ETA} enters the steady state, so that Figs. 12, 13 and 14 \
         are cuts through one family, at the values in the table. {}",
        course(panels, Lobes::best_alpha_c),
        course(panels, Lobes::best_work),
        course(panels, |lobes| lobes.depth),
        course(panels, Lobes::second_work),
        course(panels, |lobes| lobes.second_depth),
        whereabouts(panels),
    )
}
