//! Charging curves: ergotropy over time for several ratios of local to collective noise.

use ergotropy::{Bounded, Error, Start};
use ergotropy_plot::{Axis, Curves, Reference, Series};
use ergotropy_sweep::{Progress, logarithmic, map, maximize};

use crate::figures::table::{Row, Table};
use crate::figures::words::{ALPHA_C, GAMMA_R, WORK, value};
use crate::model::Model;

/// Points of a curve.
pub(crate) const POINTS: usize = 400;

/// One curve: from the ground state, over logarithmic time.
#[derive(Clone, Debug)]
pub(crate) struct Charging {
    pub(crate) model: Model,
    /// Time, ergotropy and energy.
    points: Vec<(f64, Bounded, Bounded)>,
    /// Ergotropy of the steady state.
    pub(crate) steady: Bounded,
}

impl Charging {
    fn new(model: Model, times: &[f64]) -> Result<Self, Error> {
        let ensemble = model.ensemble()?;
        let curve = ensemble.charge(&Start::ground(), times)?;
        Ok(Self {
            model,
            points: curve
                .points()
                .iter()
                .map(|point| (point.time, point.work().ergotropy, point.work().energy))
                .collect(),
            steady: ensemble.steady_state()?.ergotropy(),
        })
    }

    /// Time and height of the highest point.
    pub(crate) fn peak(&self) -> (f64, f64) {
        self.points
            .iter()
            .map(|&(time, work, _)| (time, work.value))
            .fold((0.0, 0.0), |best, at| if at.1 > best.1 { at } else { best })
    }

    /// Heads of the columns of [`Self::facts`].
    pub(crate) fn heads() -> Vec<String> {
        vec![
            "<i>N</i>".to_owned(),
            ALPHA_C.to_owned(),
            GAMMA_R.to_owned(),
            format!("peak of {WORK}"),
            "at <i>γ</i><sub>c</sub><i>t</i>".to_owned(),
            format!("steady {WORK}"),
        ]
    }

    /// Model, peak and end, for the table below a figure.
    pub(crate) fn facts(&self) -> Vec<String> {
        let (time, work) = self.peak();
        vec![
            self.model.cells.to_string(),
            self.model.alpha_c.to_string(),
            self.model.gamma_ratio.to_string(),
            format!("{work:.4}"),
            format!("{time:.3}"),
            value(self.steady),
        ]
    }

    /// Ergotropy at the last point before a time.
    pub(crate) fn before(&self, time: f64) -> f64 {
        let earlier = self.points.iter().take_while(|point| point.0 <= time);
        earlier.last().map_or(0.0, |point| point.1.value)
    }
}

/// The curves of some models between two times, in the models' order.
pub(crate) fn charge(
    models: &[Model],
    (first, last): (f64, f64),
    progress: &Progress,
) -> Result<Vec<Charging>, Error> {
    let times = logarithmic(first, last, POINTS);
    map(models, progress, |&model| Charging::new(model, &times))
}

/// One panel, with a line for each curve.
pub(crate) fn panel(curves: &[Charging]) -> Curves {
    let axes = (Axis::logarithmic("$γ_c t$"), Axis::linear("$𝒲(t)$"));
    curves
        .iter()
        .fold(Curves::new(axes.0, axes.1), |panel, curve| {
            let line = curve
                .points
                .iter()
                .map(|&(time, work, _)| (time, work.value));
            panel.series(Series::line(
                format!("$γ_r = {}$", curve.model.gamma_ratio),
                line,
            ))
        })
}

/// A level to compare with.
pub(crate) fn level(value: f64, label: impl Into<String>) -> Reference {
    Reference::horizontal(value).label(label)
}

/// All points of all curves.
pub(crate) fn table<'a>(curves: impl IntoIterator<Item = &'a Charging>) -> Table {
    let mut table = Table::new(&[
        "initial",
        "time",
        "ergotropy",
        "ergotropy_error",
        "ergotropy_kind",
        "energy",
        "energy_error",
        "energy_kind",
    ]);
    for curve in curves {
        for &(time, work, energy) in &curve.points {
            table.push(
                &Row::of(&curve.model)
                    .word("ground")
                    .number(time)
                    .bounded(work)
                    .bounded(energy),
            );
        }
    }
    table
}

/// The collective Bose ratio of the greatest steady-state ergotropy, other parameters as given.
pub(crate) fn optimal_alpha_c(model: &Model) -> Result<f64, Error> {
    let found = maximize(&[(0.0, 0.99)], 1e-6, |at| {
        let model = Model {
            alpha_c: at[0],
            ..*model
        };
        let work = model.ensemble()?.steady_state()?.ergotropy();
        Ok::<f64, Error>(work.value)
    })?;
    Ok(found.at[0])
}
