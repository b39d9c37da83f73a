//! The works of rotated starts at one pair of temperatures, and the parts of a figure made from several
//! pairs.

use ergotropy::best_start::{Best, WorkBalance};

use ergotropy::schur::Unitary;
use ergotropy::{Bounded, Error};
use ergotropy_plot::{Axis, Curves, Figure, Marker, Reference, Series};
use ergotropy_sweep::{Progress, map};

use crate::figures::description::Facts;
use crate::figures::extent::extent;
use crate::figures::plan::Content;
use crate::figures::rotations::{self, BALANCE, GAIN, colour, label, row};
use crate::figures::table::Table;
use crate::figures::words::{BETA_C, BETA_Q, parameter, percent, small};
use crate::rotated::{SEED, Setting};

/// The number of cells in both figures.
pub(super) const CELLS: u32 = 4;
/// The number of unitaries in each panel; they are the same at all temperatures.
pub(super) const DRAWS: u64 = 1000;

/// One pair of temperatures, and the works of its rotated starts.
pub(super) struct Cloud {
    pub(super) setting: Setting,
    pub(super) works: Vec<WorkBalance>,
    pub(super) gibbs: Bounded,
    pub(super) best: Best,
}

/// One of the two balances of work and cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// W_SS - cost, as Eq. 112 is printed.
    Balance,
    /// The balance less W_SS without the rotation, as in the text of the paper.
    Gain,
}

impl Quantity {
    fn of(self, work: &WorkBalance) -> f64 {
        match self {
            Self::Balance => work.balance.value,
            Self::Gain => work.gain.value,
        }
    }

    fn axis(self) -> Axis {
        Axis::linear(match self {
            Self::Balance => "$Δ𝒲 = 𝒲_{\"SS\"}(U) - \"cost\"$",
            Self::Gain => "$Δ𝒲 - 𝒲_{\"SS\"}(1)$",
        })
    }

    /// The name of the line at zero.
    fn zero(self) -> &'static str {
        match self {
            Self::Balance => "$Δ𝒲 = 0$",
            Self::Gain => "no gain",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Balance => "as in Eq. 112",
            Self::Gain => "gain over no rotation",
        }
    }
}

/// The first `draws` unitaries of one fixed sequence.
pub(super) fn unitaries(draws: u64) -> Result<Vec<Unitary>, Error> {
    let indices: Vec<u64> = (0..draws).collect();
    map(&indices, &Progress::hidden(), |&index| {
        Unitary::haar(CELLS, SEED, index)
    })
}

/// Clouds at all pairs (β_q, β_c), with the same unitaries at each.
pub(super) fn clouds(pairs: &[(f64, f64)], progress: &Progress) -> Result<Vec<Cloud>, Error> {
    let unitaries = unitaries(DRAWS)?;
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
    fn extent(&self, quantity: Quantity) -> (f64, f64) {
        extent(self.works.iter().map(|work| quantity.of(work)))
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

/// The greatest drawn value over all clouds.
pub(super) fn greatest(clouds: &[Cloud], quantity: Quantity) -> f64 {
    extent(clouds.iter().map(|cloud| cloud.extent(quantity).1)).1
}

/// Panels of both balances, with a column for each bath and one common vertical scale.
pub(super) fn panels(baths: &[&[Cloud]]) -> Vec<Curves> {
    let quantities = [Quantity::Balance, Quantity::Gain];
    let all = || baths.iter().flat_map(|bath| bath.iter());
    let lows = quantities.map(|quantity| extent(all().map(|cloud| cloud.extent(quantity).0)).0);
    let low = lows.into_iter().fold(0.0, f64::min);
    let columns = |quantity| baths.iter().map(move |bath| panel(bath, quantity, low));
    quantities.into_iter().flat_map(columns).collect()
}

fn panel(clouds: &[Cloud], quantity: Quantity, low: f64) -> Curves {
    let beta_c = clouds[0].setting.beta_c;
    let axis = Axis::linear("number of the unitary, $I_U$").range(0.0, DRAWS as f64);
    let height = quantity.axis().range(1.04 * low, -0.1 * low);
    clouds.iter().fold(
        Curves::new(axis, height)
            .title(format!("$β_c = {beta_c}$: {}", quantity.title()))
            .reference(Reference::horizontal(0.0).label(quantity.zero()))
            .aspect(0.62),
        |panel, cloud| panel.series(cloud.series(quantity)),
    )
}

/// The content of a figure: its clouds, the table of their points, and their facts.
pub(super) fn content(
    picture: Figure,
    clouds: &[Cloud],
    (beta_c, beta_q): (&[f64], &[f64]),
    draws: &str,
    alt: String,
    found: String,
) -> Content {
    Content {
        picture,
        wide: true,
        table: table(clouds),
        parameters: format!(
            "<i>N</i> = {CELLS}, {}; {draws}seed {SEED}. Energies in units of <i>ħω</i>",
            rotations::parameters(beta_c, beta_q)
        ),
        alt,
        found,
        facts: Some(facts(clouds)),
    }
}

fn table(clouds: &[Cloud]) -> Table {
    let mut table = Table::new(&[
        "q",
        "beta_q",
        "beta_c",
        "seed",
        "index",
        "ergotropy±",
        "cost±",
        "balance±",
        "gain±",
    ]);
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

fn facts(clouds: &[Cloud]) -> Facts {
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
    let rows = clouds.iter().map(|cloud| {
        let positive = cloud.works.iter().filter(|work| work.balance.lower() > 0.0);
        let (low, high) = cloud.extent(Quantity::Gain);
        [
            cloud.setting.beta_c.to_string(),
            cloud.setting.beta_q.to_string(),
            small(cloud.gibbs),
            parameter(cloud.extent(Quantity::Balance).1),
            percent(positive.count() as f64 / DRAWS as f64),
            parameter(low),
            parameter(high),
            small(cloud.best.work.gain),
        ]
    });
    Facts::new(head, rows)
}
