//! The answer of `charge`.

use ergotropy::Bounded;
use serde::Serialize;

use super::model::{Resolved, lines};
use crate::answer::scale::Scale;
use crate::answer::state::{CurveNumbers, PointNumbers};
use crate::flags::model::Model;
use crate::flags::times::Times;
use crate::flags::units::{prefix, shifted, significant};
use crate::print::number::{Number, shown};
use crate::print::table::{Align, Table};
use crate::print::{VERSION, json};

/// Decimals of the table for people; JSON and CSV have all digits.
const DECIMALS: usize = 10;

/// A charging curve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Charge<'a> {
    pub(crate) model: &'a Model,
    pub(crate) times: &'a Times,
    pub(crate) curve: &'a CurveNumbers,
}

/// Times in 1/γ_c, energies in ħω, powers in ħω γ_c; `seconds`, `joule` and `watt` beside them
/// where the flags give the units.
#[derive(Debug, Serialize)]
struct Json<'a> {
    times: &'a [f64],
    ergotropy: Vec<Number>,
    energy: Vec<Number>,
    passive_energy: Vec<Number>,
    ergotropy_coherent: Vec<Number>,
    ergotropy_incoherent: Vec<Number>,
    power: Vec<f64>,
    power_error: Vec<f64>,
    power_kind: Vec<&'static str>,
    bright_weight: Vec<Number>,
    peak: Option<Peak>,
    seconds: Option<&'a [f64]>,
    joule: Option<Energies>,
    h_ghz: Option<Energies>,
    watt: Option<Vec<Number>>,
    picture: String,
    method: &'a str,
    model: Resolved,
    version: &'a str,
}

#[derive(Debug, Serialize)]
struct Peak {
    time: f64,
    seconds: Option<f64>,
    ergotropy: Number,
}

#[derive(Debug, Serialize)]
struct Energies {
    ergotropy: Vec<Number>,
    energy: Vec<Number>,
    passive_energy: Vec<Number>,
}

impl FromIterator<ergotropy::Work> for Energies {
    fn from_iter<I: IntoIterator<Item = ergotropy::Work>>(works: I) -> Self {
        let works: Vec<_> = works.into_iter().collect();
        let each = |pick: fn(&ergotropy::Work) -> Bounded| {
            works.iter().map(|work| pick(work).into()).collect()
        };
        Self {
            ergotropy: each(|work| work.ergotropy),
            energy: each(|work| work.energy),
            passive_energy: each(|work| work.passive_energy),
        }
    }
}

/// A column of numbers: its name and what it shows of a point.
type Column = (&'static str, fn(&PointNumbers) -> Bounded);

const COLUMNS: [Column; 7] = [
    ("ergotropy", |point| point.work.ergotropy),
    ("energy", |point| point.work.energy),
    ("passive_energy", |point| point.work.passive_energy),
    ("power", |point| point.power),
    ("bright_weight", |point| point.bright_weight),
    ("ergotropy_coherent", |point| point.parts.coherent),
    ("ergotropy_incoherent", |point| point.parts.incoherent),
];

impl Charge<'_> {
    fn numbers(&self, pick: impl Fn(&PointNumbers) -> Bounded) -> Vec<Number> {
        let points = self.curve.points.iter();
        points.map(|point| pick(point).into()).collect()
    }

    pub(crate) fn json(&self) -> String {
        let points = &self.curve.points;
        let scale = Scale::new(self.model);
        let works = || points.iter().map(|point| point.work);
        json(&Json {
            times: &self.times.natural,
            ergotropy: self.numbers(|point| point.work.ergotropy),
            energy: self.numbers(|point| point.work.energy),
            passive_energy: self.numbers(|point| point.work.passive_energy),
            ergotropy_coherent: self.numbers(|point| point.parts.coherent),
            ergotropy_incoherent: self.numbers(|point| point.parts.incoherent),
            power: points.iter().map(|point| point.power.value).collect(),
            power_error: points.iter().map(|point| point.power.error).collect(),
            power_kind: points.iter().map(|point| point.power.kind.name()).collect(),
            bright_weight: self.numbers(|point| point.bright_weight),
            peak: self.curve.peak().map(|(index, point)| Peak {
                time: point.time,
                seconds: self.times.seconds.as_ref().map(|seconds| seconds[index]),
                ergotropy: point.work.ergotropy.into(),
            }),
            seconds: self.times.seconds.as_deref(),
            joule: works().map(|work| scale.joule(work)).collect(),
            h_ghz: works().map(|work| scale.h_ghz(work)).collect(),
            watt: points
                .iter()
                .map(|point| scale.watt(point.power).map(Number::from))
                .collect(),
            picture: self.curve.picture.to_string(),
            method: &self.curve.method,
            model: Resolved::new(self.model),
            version: VERSION,
        })
    }

    /// One row for each time; the columns in natural units are always the same.
    pub(crate) fn csv(&self) -> String {
        let scale = Scale::new(self.model);
        let mut head = vec!["time".to_owned()];
        for (name, _) in COLUMNS {
            head.extend(["", "_error", "_kind"].map(|end| format!("{name}{end}")));
        }
        if self.times.seconds.is_some() {
            head.push("time_seconds".to_owned());
        }
        let units = |name: &str| ["", "_error", "_kind"].map(|end| format!("{name}{end}"));
        if self.model.frequency.is_some() {
            for unit in ["joule", "h_ghz"] {
                for name in ["ergotropy", "energy", "passive_energy"] {
                    head.extend(units(&format!("{name}_{unit}")));
                }
            }
        }
        if self.has_watts() {
            head.extend(units("power_watt"));
        }
        let mut text = head.join(",") + "\n";
        for (index, point) in self.curve.points.iter().enumerate() {
            let mut row = vec![exact(point.time)];
            for (_, pick) in COLUMNS {
                let Bounded { value, error, kind } = pick(point);
                row.extend([exact(value), exact(error), kind.name().to_owned()]);
            }
            row.extend(
                self.times
                    .seconds
                    .as_ref()
                    .map(|seconds| exact(seconds[index])),
            );
            let works = [scale.joule(point.work), scale.h_ghz(point.work)];
            let energies = works.into_iter().flatten();
            let energies =
                energies.flat_map(|work| [work.ergotropy, work.energy, work.passive_energy]);
            for Bounded { value, error, kind } in energies.chain(scale.watt(point.power)) {
                row.extend([exact(value), exact(error), kind.name().to_owned()]);
            }
            text += &(row.join(",") + "\n");
        }
        text
    }

    pub(crate) fn text(&self) -> String {
        let scale = Scale::new(self.model);
        let (unit, times) = self.times_shown();
        let mut headings = vec![
            ("time", Align::Point),
            ("ergotropy W", Align::Point),
            ("energy E", Align::Point),
            ("passive energy", Align::Point),
            ("power", Align::Point),
        ];
        let coherent = self.curve.has_coherent_work();
        if coherent {
            headings.push(("W of coherence", Align::Point));
        }
        if self.model.frequency.is_some() {
            headings.push(("W in joule", Align::Point));
        }
        if self.has_watts() {
            headings.push(("power in watt", Align::Point));
        }
        let mut table = Table::new(headings);
        for (point, time) in self.curve.points.iter().zip(&times) {
            let work = point.work;
            let mut row = vec![time.clone()];
            for number in [
                work.ergotropy,
                work.energy,
                work.passive_energy,
                point.power,
            ] {
                row.push(shown(number, DECIMALS));
            }
            row.extend(coherent.then(|| shown(point.parts.coherent, DECIMALS)));
            row.extend(
                scale
                    .joule(work)
                    .map(|work| shown(work.ergotropy, DECIMALS)),
            );
            row.extend(scale.watt(point.power).map(|power| shown(power, DECIMALS)));
            table.row(row);
        }
        let from = self
            .model
            .initial
            .as_ref()
            .map_or("", |initial| initial.name.as_str());
        format!(
            "{}from {from}; time in {unit}, energies in hbar omega, power (W(t) - W(0)) / t in hbar omega gamma_c\n\n\
             {}\n{}{} picture, {}\n(n) is the error of the last digit, {}\n",
            lines(self.model),
            table.text(),
            self.peak_line(&unit, &times),
            self.curve.picture,
            self.curve.method,
            self.kind_note(),
        )
    }

    /// Whether the flags give the unit of power.
    fn has_watts(&self) -> bool {
        self.model.frequency.is_some() && self.model.gamma_c.is_some()
    }

    /// The unit of times, and the times in it.
    fn times_shown(&self) -> (String, Vec<String>) {
        match &self.times.seconds {
            None => (
                "1/gamma_c".to_owned(),
                self.times.natural.iter().map(|&t| significant(t)).collect(),
            ),
            Some(seconds) => {
                let (prefix, power) = prefix(seconds.iter().copied().fold(0.0, f64::max), "s");
                (
                    format!("{prefix}s"),
                    seconds
                        .iter()
                        .map(|&t| significant(shifted(t, power)))
                        .collect(),
                )
            }
        }
    }

    fn peak_line(&self, unit: &str, times: &[String]) -> String {
        let Some((index, peak)) = self.curve.peak() else {
            return String::new();
        };
        let time = &times[index];
        let most = shown(peak.work.ergotropy, DECIMALS);
        let unit = match self.times.seconds {
            None => format!("(in {unit})"),
            Some(_) => unit.to_owned(),
        };
        format!("greatest W of these times: {most} at t = {time} {unit}\n")
    }

    /// One word on all errors, where it is the same for all.
    fn kind_note(&self) -> &'static str {
        let worst = self
            .curve
            .points
            .iter()
            .map(|point| point.work.ergotropy.kind)
            .max();
        match worst {
            Some(ergotropy::Kind::Estimate) => "an estimate, not proved",
            _ => "a proved bound",
        }
    }
}

/// The shortest text that reads back as the same float.
fn exact(value: f64) -> String {
    format!("{value:?}")
}
