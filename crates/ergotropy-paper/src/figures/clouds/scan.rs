//! The whole range of works over the temperature of the start.

use ergotropy::Error;
use ergotropy::schur::Unitary;
use ergotropy_plot::{Axis, Colour, Curves, Legend, Reference, Series};
use ergotropy_sweep::{Progress, logarithmic, map, threshold};

use super::cloud::CELLS;
use crate::figures::extent::extent;
use crate::figures::rotations::BALANCE;
use crate::figures::words::{BETA_C, BETA_Q, parameter};
use crate::rotated::Setting;

/// The range of β_q.
const RANGE: (f64, f64) = (1e-3, 10.0);
/// The number of nodes of β_q.
pub(super) const NODES: usize = 49;

/// The range of values at one temperature of the start.
struct Spread {
    beta_q: f64,
    least: f64,
    median: f64,
    greatest: f64,
    gibbs: f64,
}

/// The ranges for one bath, over the temperatures of the start.
pub(super) struct Scan {
    beta_c: f64,
    spreads: Vec<Spread>,
    /// All unitaries have ΔW > 0 below the first β_q; none has above the second.
    border: Option<(f64, f64)>,
}

impl Scan {
    pub(super) fn new(
        beta_c: f64,
        unitaries: &[Unitary],
        progress: &Progress,
    ) -> Result<Self, Error> {
        let axis = logarithmic(RANGE.0, RANGE.1, NODES);
        let spreads = map(&axis, progress, |&beta_q| {
            Spread::new(beta_q, beta_c, unitaries)
        })?;
        let at = |beta_q| Spread::new(beta_q, beta_c, unitaries);
        let border = if spreads[0].least > 0.0 {
            let crossing = |height: fn(&Spread) -> f64| {
                threshold(RANGE.0, RANGE.1, 1e-4, |x| Ok(height(&at(x)?) > 0.0))
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

    pub(super) fn panel(&self) -> Curves {
        let line = |label: &str, height: fn(&Spread) -> f64| {
            let spreads = self.spreads.iter();
            Series::line(label, spreads.map(|spread| (spread.beta_q, height(spread))))
        };
        let band = |label: &str, height: fn(&Spread) -> f64, less: fn(&Spread) -> f64| {
            let spreads = self.spreads.iter();
            let edges = spreads.map(|at| (at.least - less(at), at.greatest - less(at)));
            line(label, height).band(edges)
        };
        let balance = band("$Δ𝒲$ of Eq. 112", |at| at.median, |_| 0.0);
        let gain = band(
            "gain $Δ𝒲 - 𝒲_{\"SS\"}(1)$",
            |at| at.median - at.gibbs,
            |at| at.gibbs,
        );
        let panel = Curves::new(
            Axis::logarithmic("$β_q$ of the start").range(RANGE.0, RANGE.1),
            Axis::linear("energy $/ω$").range(-0.3, 0.1),
        )
        .title(format!("$β_c = {}$: scan over the start", self.beta_c))
        .reference(Reference::horizontal(0.0).label("zero"))
        .series(balance.colour(Colour::of_series(0)))
        .series(gain.colour(Colour::of_series(1)))
        .series(line("$𝒲_{\"SS\"}(1)$", |at| at.gibbs).colour(Colour::of_series(2)))
        .legend(Legend::Inside)
        .aspect(0.62);
        match self.border {
            Some((_, none)) => panel
                .reference(Reference::vertical(none).label(format!("$β_q = {}$", parameter(none)))),
            None => panel,
        }
    }

    pub(super) fn words(&self) -> String {
        let all = format!("{BETA_C} = {}", self.beta_c);
        if let Some((every, none)) = self.border {
            return format!(
                "At {all} {BALANCE} is positive for every unitary below {BETA_Q} = {}, and \
                 negative for every one above {BETA_Q} = {}.",
                parameter(every),
                parameter(none)
            );
        }
        let (_, greatest) = extent(self.spreads.iter().map(|spread| spread.greatest));
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
