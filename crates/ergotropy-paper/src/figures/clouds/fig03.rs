//! Fig. 3: the same as Fig. 10 for a very hot and a very cold bath, and over all temperatures of the
//! start, which the paper leaves out.

use ergotropy::Error;
use ergotropy::schur::Unitary;
use ergotropy_plot::{Axis, Colour, Curves, Figure, Legend, Reference, Series};
use ergotropy_sweep::{Progress, logarithmic, map, threshold};

use crate::figures::clouds::cloud::{
    BALANCE, BETA_C, BETA_Q, CELLS, Cloud, DRAWS, GAIN, Quantity, clouds, facts, panels, table,
};
use crate::figures::words::{ALPHA_C, ETA, numbers, parameter};
use crate::figures::{Content, Plan, TWO_COLUMNS, Trouble};
use crate::item::Item;
use crate::rotated::{SEED, Setting};

pub(crate) const PLAN: Plan = Plan {
    item: Item::Figure(3),
    title: "Random rotations of the start, very hot and very cold bath",
    steps: 2 * (HOT_TO_COLD.len() + NODES) as u64,
    draw,
};

const BATHS: [f64; 2] = [0.01, 10.0];
/// Those of Fig. 10 and two hotter ones.
const HOT_TO_COLD: [f64; 6] = [0.01, 0.1, 0.5, 1.0, 5.0, 10.0];

/// The scan over the start: its range, its nodes, and the unitaries at each.
const SCANNED: (f64, f64) = (1e-3, 10.0);
const NODES: usize = 49;
const SCAN_DRAWS: u64 = 300;

/// The band of values at one temperature of the start.
struct Spread {
    beta_q: f64,
    least: f64,
    median: f64,
    greatest: f64,
    gibbs: f64,
}

/// One bath, over the temperatures of the start.
struct Scan {
    beta_c: f64,
    spreads: Vec<Spread>,
    /// Below the first β_q all unitaries have ΔW > 0, above the second none; of the `SCAN_DRAWS`.
    border: Option<(f64, f64)>,
}

impl Scan {
    fn new(beta_c: f64, unitaries: &[Unitary], progress: &Progress) -> Result<Self, Error> {
        let axis = logarithmic(SCANNED.0, SCANNED.1, NODES);
        let spreads = map(&axis, progress, |&beta_q| {
            Spread::new(beta_q, beta_c, unitaries)
        })?;
        let at = |beta_q| Spread::new(beta_q, beta_c, unitaries);
        let border = if spreads[0].least > 0.0 {
            let crossing = |height: fn(&Spread) -> f64| {
                threshold(SCANNED.0, SCANNED.1, 1e-4, |x| Ok(height(&at(x)?) > 0.0))
            };
            Some((
                crossing(|spread| spread.least)?,
                crossing(|spread| spread.greatest)?,
            ))
        } else {
            None
        };
        Ok(Self {
            beta_c,
            spreads,
            border,
        })
    }

    fn panel(&self) -> Curves {
        let line = |label: &str, height: fn(&Spread) -> f64| {
            let points = self
                .spreads
                .iter()
                .map(move |spread| (spread.beta_q, height(spread)));
            Series::line(label, points.collect::<Vec<_>>())
        };
        let band = |label: &str, less: fn(&Spread) -> f64| {
            let points = self
                .spreads
                .iter()
                .map(|spread| (spread.beta_q, spread.median - less(spread)));
            let edges = self
                .spreads
                .iter()
                .map(|spread| (spread.least - less(spread), spread.greatest - less(spread)));
            Series::line(label, points.collect::<Vec<_>>()).band(edges.collect::<Vec<_>>())
        };
        let panel = Curves::new(
            Axis::logarithmic("$β_q$ of the start").range(SCANNED.0, SCANNED.1),
            Axis::linear("energy $/ω$").range(-0.3, 0.1),
        )
        .title(format!("$β_c = {}$: scan over the start", self.beta_c))
        .reference(Reference::horizontal(0.0))
        .series(band("$Δ𝒲$ of Eq. 112", |_| 0.0).colour(Colour::of_series(0)))
        .series(
            band("gain $Δ𝒲 - 𝒲_{\"SS\"}(1)$", |spread| spread.gibbs).colour(Colour::of_series(1)),
        )
        .series(line("$𝒲_{\"SS\"}(1)$", |spread| spread.gibbs).colour(Colour::of_series(2)))
        .legend(Legend::Inside)
        .aspect(0.62);
        match self.border {
            Some((_, none)) => panel
                .reference(Reference::vertical(none).label(format!("$β_q = {}$", parameter(none)))),
            None => panel,
        }
    }

    fn words(&self) -> String {
        let all = format!("{BETA_C} = {}", self.beta_c);
        if let Some((every, none)) = self.border {
            return format!(
                "At {all} {BALANCE} is positive for every unitary below {BETA_Q} = {}, and \
                 negative for every one above {BETA_Q} = {}.",
                parameter(every),
                parameter(none)
            );
        }
        let greatest = self
            .spreads
            .iter()
            .map(|spread| spread.greatest)
            .fold(f64::NEG_INFINITY, f64::max);
        if greatest < 0.0 {
            format!(
                "At {all} {BALANCE} is negative for every unitary that was drawn, at all {BETA_Q}."
            )
        } else {
            format!("At {all} {BALANCE} reaches {greatest:.4}.")
        }
    }
}

impl Spread {
    fn new(beta_q: f64, beta_c: f64, unitaries: &[Unitary]) -> Result<Self, Error> {
        let setting = Setting::new(CELLS, beta_q, beta_c)?;
        let mut balances = map(unitaries, &Progress::hidden(), |unitary| {
            setting.worth(unitary).map(|work| work.balance.value)
        })?;
        balances.sort_by(f64::total_cmp);
        let last = balances.len() - 1;
        Ok(Self {
            beta_q,
            least: balances[0],
            median: f64::midpoint(balances[last / 2], balances[last.div_ceil(2)]),
            greatest: balances[last],
            gibbs: setting.gibbs().value,
        })
    }
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let pairs: Vec<(f64, f64)> = BATHS
        .into_iter()
        .flat_map(|beta_c| HOT_TO_COLD.map(|beta_q| (beta_q, beta_c)))
        .collect();
    let clouds = clouds(&pairs, progress)?;
    let baths: Vec<&[Cloud]> = clouds.chunks(HOT_TO_COLD.len()).collect();
    let indices: Vec<u64> = (0..SCAN_DRAWS).collect();
    let unitaries = map(&indices, &Progress::hidden(), |&index| {
        Unitary::haar(CELLS, SEED, index)
    })?;
    let scans = BATHS
        .into_iter()
        .map(|beta_c| Scan::new(beta_c, &unitaries, progress))
        .collect::<Result<Vec<_>, _>>()?;
    let frame = Figure::new().columns(BATHS.len()).share_vertical();
    let picture = panels(&baths)
        .into_iter()
        .enumerate()
        .map(|(place, panel)| {
            // The same starts in the same colours below.
            panel.legend(if place < BATHS.len() {
                Legend::Above
            } else {
                Legend::Hidden
            })
        })
        .fold(frame, Figure::panel);
    let picture = scans
        .iter()
        .fold(picture, |picture, scan| picture.panel(scan.panel()));
    let words: Vec<String> = scans.iter().map(Scan::words).collect();
    let greatest = clouds
        .iter()
        .map(|cloud| cloud.extent(Quantity::Gain).1)
        .fold(f64::NEG_INFINITY, f64::max);
    let caption = format!(
        "As Fig. 10, for a very hot bath (left) and a very cold one (right): {BALANCE} of Eq. 112 \
         (a, b) and the gain over the unrotated start, {GAIN} (c, d). The paper leaves out \
         {BETA_Q}; drawn are those of Fig. 10 and two hotter ones. Below (e, f), the whole range of \
         both balances over {BETA_Q}, from the least to the greatest of {SCAN_DRAWS} unitaries, \
         with the median as a line. {} So the sign of {BALANCE} depends on {BETA_Q} \
         where the bath is cold: a nearly mixed start costs next to nothing to rotate, whichever \
         way, and a cold bath activates it. The gain is negative everywhere; the greatest that was \
         drawn is {greatest:.4}.",
        words.join(" "),
    );
    Ok(Content {
        picture,
        pixels: TWO_COLUMNS,
        table: table(&clouds),
        parameters: format!(
            "<i>N</i> = {CELLS}, {ETA} = 1, <i>q</i> = exp(&minus;{BETA_Q}), {ALPHA_C} = exp(&minus;{BETA_C}); {BETA_C} = {}; {BETA_Q} = {}; {DRAWS} unitaries, seed \
             {SEED}. Energies in units of <i>ħω</i>",
            numbers(&BATHS),
            numbers(&HOT_TO_COLD)
        ),
        caption,
        facts: Some(facts(&clouds)),
    })
}
