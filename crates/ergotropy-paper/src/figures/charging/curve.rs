//! One charging curve, and the parts of a figure made from several.

use ergotropy::{Bounded, Error, Observables, Start};
use ergotropy_plot::{Axis, Curves, Figure, Reference, Series};
use ergotropy_sweep::{Progress, logarithmic, map, maximize};

use crate::figures::description::Facts;
use crate::figures::plan::Content;
use crate::figures::table::{Row, Table};
use crate::figures::words::{ALPHA_C, GAMMA_R, WORK, value};
use crate::point::Point;

/// The number of points of a curve.
pub(super) const POINTS: usize = 400;

/// A charging curve from the ground state, over logarithmic time.
#[derive(Clone, Debug)]
pub(super) struct Charging {
    point: Point,
    /// Time, ergotropy and energy.
    moments: Vec<(f64, Bounded, Bounded)>,
    /// Ergotropy of the steady state.
    pub(super) steady: Bounded,
}

impl Charging {
    fn new(point: Point, times: &[f64]) -> Result<Self, Error> {
        let ensemble = point.ensemble()?;
        let curve = ensemble.charge(&Start::ground(), times)?;
        let moments = curve.points().iter();
        Ok(Self {
            point,
            moments: moments
                .map(|at| (at.time, at.work().ergotropy, at.work().energy))
                .collect(),
            steady: ensemble.steady_state()?.ergotropy(),
        })
    }

    /// Time and height of the highest point.
    fn highest(&self) -> (f64, f64) {
        self.moments
            .iter()
            .map(|&(time, work, _)| (time, work.value))
            .fold((0.0, 0.0), |best, at| if at.1 > best.1 { at } else { best })
    }

    /// Greatest ergotropy.
    pub(super) fn peak(&self) -> f64 {
        self.highest().1
    }

    /// Ergotropy at the last point before a time.
    pub(super) fn before(&self, time: f64) -> f64 {
        let earlier = self.moments.iter().take_while(|at| at.0 <= time);
        earlier.last().map_or(0.0, |at| at.1.value)
    }

    /// Parameters, peak and end of the curve, as cells of the table below a figure.
    fn facts(&self) -> [String; 6] {
        let (time, work) = self.highest();
        [
            self.point.cells.to_string(),
            self.point.alpha_c.to_string(),
            self.point.gamma_ratio.to_string(),
            format!("{work:.4}"),
            format!("{time:.3}"),
            value(self.steady),
        ]
    }
}

/// The curves at one point for several γ_r, between two times.
pub(super) fn charge(
    point: Point,
    ratios: &[f64],
    (first, last): (f64, f64),
    progress: &Progress,
) -> Result<Vec<Charging>, Error> {
    let times = logarithmic(first, last, POINTS);
    map(ratios, progress, |&gamma_ratio| {
        let point = Point {
            gamma_ratio,
            ..point
        };
        Charging::new(point, &times)
    })
}

/// A panel with a line for each curve.
pub(super) fn panel(curves: &[Charging]) -> Curves {
    let frame = Curves::new(Axis::logarithmic("$γ_c t$"), Axis::linear("$𝒲(t)$"));
    curves.iter().fold(frame, |panel, curve| {
        let line = curve.moments.iter().map(|at| (at.0, at.1.value));
        let label = format!("$γ_r = {}$", curve.point.gamma_ratio);
        panel.series(Series::line(label, line))
    })
}

/// A horizontal line at a level that the paper quotes.
pub(super) fn level(quoted: f64) -> Reference {
    Reference::horizontal(quoted).label(format!("quoted: ${quoted}$"))
}

/// The content of a figure: its curves, the table of their points, and their facts.
pub(super) fn content(
    picture: Figure,
    wide: bool,
    curves: &[Charging],
    parameters: String,
    found: String,
) -> Content {
    let mut table = Table::new(&["initial", "time", "ergotropy±", "energy±"]);
    for curve in curves {
        for &(time, work, energy) in &curve.moments {
            let row = Row::of(&curve.point).word("ground").number(time);
            table.push(&row.bounded(work).bounded(energy));
        }
    }
    let head = [
        "<i>N</i>",
        ALPHA_C,
        GAMMA_R,
        &format!("peak of {WORK}"),
        "at <i>γ</i><sub>c</sub><i>t</i>",
        &format!("steady {WORK}"),
    ];
    Content {
        picture,
        wide,
        table,
        parameters,
        alt: alt(curves),
        found,
        facts: Some(Facts::new(head, curves.iter().map(Charging::facts))),
    }
}

/// The picture in words.
fn alt(curves: &[Charging]) -> String {
    let told: Vec<String> = curves
        .iter()
        .map(|curve| {
            let (time, work) = curve.highest();
            format!(
                "<i>N</i> = {}, {ALPHA_C} = {}, {GAMMA_R} = {}: {work:.3} at {time:.2}, end {:.3}",
                curve.point.cells, curve.point.alpha_c, curve.point.gamma_ratio, curve.steady.value
            )
        })
        .collect();
    format!(
        "Curves of the ergotropy over time, on a logarithmic axis <i>γ</i><sub>c</sub><i>t</i>, for several {GAMMA_R}. All \
         rise from zero together, reach a peak or a plateau, and fall to a lower steady value, the later the smaller \
         {GAMMA_R} is. Peaks and ends: {}.",
        told.join("; ")
    )
}

/// The α_c of the greatest steady-state ergotropy, with the other parameters of `point`.
pub(super) fn optimal_alpha_c(point: Point) -> Result<f64, Error> {
    let found = maximize(&[(0.0, 0.99)], 1e-6, |at| {
        let alpha_c = at[0];
        Ok::<f64, Error>(Point { alpha_c, ..point }.steady_work()?.value)
    })?;
    Ok(found.at[0])
}

/// A number rounded to two decimals, as the paper gives its parameters.
pub(super) fn hundredths(x: f64) -> f64 {
    (100.0 * x).round() / 100.0
}
