//! Random rotations of a Gibbs product, one point for each: what Fig. 3 and 10 share.

use ergotropy::schur::{Best, Unitary, WorkBalance};
use ergotropy::{Bounded, Error};
use ergotropy_plot::{Axis, Colour, Curves, Marker, Reference, Series};
use ergotropy_sweep::{Progress, map};

use crate::figures::table::{Row, Table};
use crate::figures::words::{parameter, small};
use crate::figures::{Facts, words};
use crate::point::Point as Model;
use crate::rotated::{SEED, Setting};

/// Cells of both figures.
pub(crate) const CELLS: u32 = 4;
/// Unitaries of each panel, the same for all temperatures.
pub(crate) const DRAWS: u64 = 1000;

/// The two balances by the names that all pages use.
pub(crate) const BALANCE: &str = "Δ<i>W</i>";
pub(crate) const GAIN: &str = "Δ<i>W</i> &minus; 𝒲<sub>SS</sub>(𝟙)";
pub(crate) const BETA_Q: &str = "<i>β</i><sub>q</sub>";
pub(crate) const BETA_C: &str = "<i>β</i><sub>c</sub>";

/// One pair of temperatures and what its rotated starts are worth.
pub(crate) struct Cloud {
    pub(crate) setting: Setting,
    pub(crate) works: Vec<WorkBalance>,
    pub(crate) gibbs: Bounded,
    pub(crate) best: Best,
}

/// Which of the two balances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// W_SS - cost, as Eq. 112 is printed.
    Balance,
    /// The balance less W_SS without the rotation, as the text has it.
    Gain,
}

impl Quantity {
    pub(crate) fn of(self, work: &WorkBalance) -> f64 {
        match self {
            Self::Balance => work.balance.value,
            Self::Gain => work.gain.value,
        }
    }

    pub(crate) fn axis(self) -> Axis {
        Axis::linear(match self {
            Self::Balance => "$Δ𝒲 = 𝒲_{\"SS\"}(U) - \"cost\"$",
            Self::Gain => "$Δ𝒲 - 𝒲_{\"SS\"}(1)$",
        })
    }

    fn title(self) -> &'static str {
        match self {
            Self::Balance => "as in Eq. 112",
            Self::Gain => "gain over no rotation",
        }
    }
}

/// All pairs (β_q, β_c), each with the same unitaries.
pub(crate) fn clouds(pairs: &[(f64, f64)], progress: &Progress) -> Result<Vec<Cloud>, Error> {
    let indices: Vec<u64> = (0..DRAWS).collect();
    let unitaries = map(&indices, &Progress::hidden(), |&index| {
        Unitary::haar(CELLS, SEED, index)
    })?;
    map(pairs, progress, |&(beta_q, beta_c)| {
        let setting = Setting::new(CELLS, beta_q, beta_c)?;
        Ok(Cloud {
            works: map(&unitaries, &Progress::hidden(), |unitary| {
                setting.worth(unitary)
            })?,
            gibbs: setting.gibbs(),
            best: setting.best()?,
            setting,
        })
    })
}

impl Cloud {
    /// Least and greatest of the drawn values.
    pub(crate) fn extent(&self, quantity: Quantity) -> (f64, f64) {
        let values = self.works.iter().map(|work| quantity.of(work));
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(x), high.max(x))
        })
    }

    fn series(&self, quantity: Quantity) -> Series {
        let points = (0u32..)
            .zip(&self.works)
            .map(|(index, work)| (f64::from(index), quantity.of(work)));
        Series::scatter(label(self.setting.beta_q), points)
            .marker(Marker::Dot)
            .colour(colour(self.setting.beta_q))
    }
}

pub(crate) fn label(beta_q: f64) -> String {
    format!("$β_q = {beta_q}$")
}

/// Hot starts red, cold ones blue; the same start has the same colour everywhere.
pub(crate) fn colour(beta_q: f64) -> Colour {
    match beta_q {
        hot if hot < 0.05 => Colour::new(0x9a, 0x1d, 0x3a),
        hot if hot < 0.3 => Colour::new(0xd9, 0x60, 0x2b),
        warm if warm < 0.8 => Colour::new(0xd9, 0xa4, 0x1c),
        warm if warm < 3.0 => Colour::new(0x1f, 0xa0, 0x86),
        cold if cold < 8.0 => Colour::new(0x2f, 0x86, 0xc8),
        _ => Colour::new(0x1f, 0x2f, 0x7a),
    }
}

/// Both balances of all baths, a column for each, on one vertical scale.
pub(crate) fn panels(baths: &[&[Cloud]]) -> Vec<Curves> {
    let quantities = [Quantity::Balance, Quantity::Gain];
    let all = || baths.iter().flat_map(|bath| bath.iter());
    let low = quantities
        .into_iter()
        .flat_map(|quantity| all().map(move |cloud| cloud.extent(quantity).0))
        .fold(0.0, f64::min);
    quantities
        .into_iter()
        .flat_map(|quantity| baths.iter().map(move |bath| panel(bath, quantity, low)))
        .collect()
}

fn panel(clouds: &[Cloud], quantity: Quantity, low: f64) -> Curves {
    let beta_c = clouds[0].setting.beta_c;
    let axis = Axis::linear("number of the unitary, $I_U$").range(0.0, DRAWS as f64);
    let height = quantity.axis().range(1.04 * low, -0.1 * low);
    clouds.iter().fold(
        Curves::new(axis, height)
            .title(format!("$β_c = {beta_c}$: {}", quantity.title()))
            .reference(Reference::horizontal(0.0))
            .aspect(0.62),
        |panel, cloud| panel.series(cloud.series(quantity)),
    )
}

/// The columns that tell a rotated start, and its worth.
pub(crate) const COLUMNS: [&str; 15] = [
    "q",
    "beta_q",
    "beta_c",
    "seed",
    "index",
    "ergotropy",
    "ergotropy_error",
    "ergotropy_kind",
    "cost",
    "cost_error",
    "cost_kind",
    "balance",
    "balance_error",
    "balance_kind",
    "gain",
];

pub(crate) fn table(clouds: &[Cloud]) -> Table {
    let mut table = Table::new(&[&COLUMNS[..], &["gain_error", "gain_kind"]].concat());
    for cloud in clouds {
        for (index, work) in cloud.works.iter().enumerate() {
            table.push(
                &row(&cloud.setting)
                    .word(SEED.to_string())
                    .word(index.to_string())
                    .bounded(work.steady_work)
                    .bounded(work.cost)
                    .bounded(work.balance)
                    .bounded(work.gain),
            );
        }
    }
    table
}

/// A row with the model and the temperatures.
pub(crate) fn row(setting: &Setting) -> Row {
    Row::of(&Model::collective(setting.cells.into(), setting.alpha_c()))
        .number(setting.q())
        .number(setting.beta_q)
        .number(setting.beta_c)
}

pub(crate) fn facts(clouds: &[Cloud]) -> Facts {
    let head = [
        BETA_C,
        BETA_Q,
        "𝒲<sub>SS</sub>(𝟙)",
        &format!("greatest {BALANCE}"),
        "unitaries with Δ<i>W</i> &gt; 0",
        &format!("least {GAIN}"),
        &format!("greatest {GAIN}"),
        "best start of all: gain",
    ];
    Facts {
        head: head.map(str::to_owned).to_vec(),
        rows: clouds
            .iter()
            .map(|cloud| {
                let positive = cloud.works.iter().filter(|work| work.balance.lower() > 0.0);
                let (low, high) = cloud.extent(Quantity::Gain);
                vec![
                    cloud.setting.beta_c.to_string(),
                    cloud.setting.beta_q.to_string(),
                    small(cloud.gibbs),
                    parameter(cloud.extent(Quantity::Balance).1),
                    words::percent(positive.count() as f64 / DRAWS as f64),
                    parameter(low),
                    parameter(high),
                    small(cloud.best.work.gain),
                ]
            })
            .collect(),
    }
}
