//! Ergotropy over a plane of two parameters: the map, its optimum and its lobes.

use ergotropy::{Bounded, Error, Start};
use ergotropy_plot::{Axis, Grid, Guide, HeatMap, Mark, PlotError};
use ergotropy_sweep::{Progress, linear, map, maximize, product};

use crate::figures::table::{Row, Table};
use crate::point::Point as Model;

/// Nodes along each axis of a map.
pub(crate) const NODES: usize = 101;
/// Upper end of each axis.
pub(crate) const TOP: f64 = 0.99;
/// Points that a map counts for in the progress.
pub(crate) const STEPS: u64 = (NODES * NODES) as u64;

/// Optima are refined to this share of an axis.
const REFINED: f64 = 1e-6;

/// What is varied, and what is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Plane {
    /// α_c to the right, α_ℓ upwards: the unique steady state of collective and local noise.
    Baths {
        cells: u64,
        eta: f64,
        gamma_ratio: f64,
    },
    /// q to the right, α_c upwards: the steady state of collective noise from a Gibbs start.
    Starts { cells: u64 },
}

impl Plane {
    fn model(self, x: f64, y: f64) -> Model {
        match self {
            Self::Baths {
                cells,
                eta,
                gamma_ratio,
            } => Model {
                cells,
                eta,
                gamma_ratio,
                alpha_c: x,
                alpha_l: y,
            },
            Self::Starts { cells } => Model::collective(cells, y),
        }
    }

    /// (1-η) γ_r / η, the one number in which the steady state feels how the noise is divided.
    pub(crate) fn local_share(self) -> f64 {
        let Model {
            eta, gamma_ratio, ..
        } = self.model(0.0, 0.0);
        (1.0 - eta) * gamma_ratio / eta
    }

    /// Steady-state ergotropy at a point.
    pub(crate) fn work(self, x: f64, y: f64) -> Result<Bounded, Error> {
        let ensemble = self.model(x, y).ensemble()?;
        let state = match self {
            Self::Baths { .. } => ensemble.steady_state()?,
            Self::Starts { .. } => ensemble.steady_state_from(&Start::gibbs(x)?)?,
        };
        Ok(state.ergotropy())
    }

    /// An empty table with the columns of this plane.
    pub(crate) fn table(self) -> Table {
        let work = ["ergotropy", "ergotropy_error", "ergotropy_kind"];
        match self {
            Self::Baths { .. } => Table::new(&work),
            Self::Starts { .. } => Table::new(&[&["q", "initial"], &work[..]].concat()),
        }
    }

    fn row(self, x: f64, y: f64, work: Bounded) -> Row {
        let row = Row::of(&self.model(x, y));
        match self {
            Self::Baths { .. } => row.bounded(work),
            Self::Starts { .. } => row.number(x).word(format!("gibbs:{x:?}")).bounded(work),
        }
    }

    fn axes(self) -> (Axis, Axis) {
        let (x, y) = match self {
            Self::Baths { .. } => ("$α_c$", "$α_ℓ$"),
            Self::Starts { .. } => ("$q$", "$α_c$"),
        };
        (
            Axis::linear(x).range(0.0, TOP),
            Axis::linear(y).range(0.0, TOP),
        )
    }

    /// The highest point of a part of the plane.
    fn highest(self, x: (f64, f64), y: (f64, f64)) -> Result<Peak, Error> {
        let found = maximize(&[x, y], REFINED, |at| {
            self.work(at[0], at[1]).map(|work| work.value)
        })?;
        let (x, y) = (found.at[0], found.at[1]);
        Ok(Peak {
            x,
            y,
            work: self.work(x, y)?,
        })
    }
}

/// A maximum of the ergotropy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Peak {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) work: Bounded,
}

/// A map with its highest points.
#[derive(Clone, Debug)]
pub(crate) struct Landscape {
    plane: Plane,
    values: Vec<Bounded>,
    /// The highest point of the whole map.
    pub(crate) best: Peak,
    /// The highest point where the horizontal parameter is zero.
    pub(crate) best_at_left: Peak,
    /// The highest point where the vertical parameter is zero.
    pub(crate) best_at_bottom: Peak,
}

/// Nothing larger than its error is known to be above zero.
fn is_zero(work: Bounded) -> bool {
    work.value <= work.error
}

fn nodes() -> Vec<(f64, f64)> {
    let axis = linear(0.0, TOP, NODES);
    product(&axis, &axis)
}

impl Landscape {
    pub(crate) fn new(plane: Plane, progress: &Progress) -> Result<Self, Error> {
        let values = map(&nodes(), progress, |&(x, y)| plane.work(x, y))?;
        let whole = (0.0, TOP);
        Ok(Self {
            plane,
            values,
            best: plane.highest(whole, whole)?,
            best_at_left: plane.highest((0.0, 0.0), whole)?,
            best_at_bottom: plane.highest(whole, (0.0, 0.0))?,
        })
    }

    /// Share of the nodes at which the ergotropy is zero.
    pub(crate) fn zero_share(&self) -> f64 {
        let zeros = self.values.iter().filter(|&&work| is_zero(work)).count();
        zeros as f64 / self.values.len() as f64
    }

    /// Number of nodes at which the ergotropy is zero although the parameters differ.
    pub(crate) fn zeros_off_diagonal(&self) -> usize {
        nodes()
            .iter()
            .zip(&self.values)
            .filter(|&(&(x, y), &work)| x != y && is_zero(work))
            .count()
    }

    /// Full width at half the height of the best point, along the horizontal axis.
    pub(crate) fn width(&self) -> Result<f64, Error> {
        let Peak { x, y, work } = self.best;
        let along = |x: f64| self.plane.work(x, y);
        half_height(x, work.value, TOP, along)
            .and_then(|right| Ok(right - half_height(x, work.value, 0.0, along)?))
    }

    /// Full width at half the height of a point, along the vertical axis.
    pub(crate) fn depth(&self, peak: Peak) -> Result<f64, Error> {
        let Peak { x, y, work } = peak;
        let along = |y: f64| self.plane.work(x, y);
        half_height(y, work.value, TOP, along)
            .and_then(|top| Ok(top - half_height(y, work.value, 0.0, along)?))
    }

    pub(crate) fn extend(&self, table: &mut Table) {
        for (&(x, y), &work) in nodes().iter().zip(&self.values) {
            table.push(&self.plane.row(x, y, work));
        }
    }

    /// The map with a star at its highest point and a circle at the lobe that is not the star's;
    /// colours and contours suit values up to `most`.
    pub(crate) fn heat_map(
        &self,
        title: impl Into<String>,
        most: f64,
    ) -> Result<HeatMap, PlotError> {
        let heights = self
            .values
            .iter()
            .map(|&work| if is_zero(work) { 0.0 } else { work.value })
            .collect();
        let (x, y) = self.plane.axes();
        let best = Mark::star(self.best.x, self.best.y)
            .label(format!("${}$", decimals(self.best.work.value)));
        let other = match self.plane {
            Plane::Baths { .. } => self.best_at_left,
            Plane::Starts { .. } => self.best_at_bottom,
        };
        let second =
            Mark::circle(other.x, other.y).label(format!("${}$", decimals(other.work.value)));
        let heat_map = HeatMap::new(x, y, Grid::new(NODES, NODES, heights)?)
            .title(title)
            .bar_label("$𝒲$")
            .contours(levels(most))
            .zero_below(0.0)
            .mark(second)
            .mark(best);
        Ok(match self.plane {
            Plane::Baths { .. } => heat_map,
            Plane::Starts { .. } => {
                heat_map.guide(Guide::new([(0.0, 0.0), (TOP, TOP)]).label("$α_c = q$"))
            }
        })
    }
}

/// Up to eight round values up to `most`, and one far below them that shows how far the lobes reach.
fn levels(most: f64) -> Vec<f64> {
    let rough = most / 8.0;
    let decade = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * decade)
        .find(|&step| step >= rough)
        .unwrap_or(rough);
    let round = (1..=8u8).map(|count| f64::from(count) * step);
    std::iter::once(step / 5.0)
        .chain(round.take_while(|&level| level < most))
        .collect()
}

/// Three significant digits, for a label.
fn decimals(x: f64) -> String {
    if x >= 10.0 {
        format!("{x:.1}")
    } else if x >= 1.0 {
        format!("{x:.2}")
    } else {
        format!("{x:.3}")
    }
}

/// Where `f` first falls to half of `height` on the way from `peak` to `border`, or the border.
fn half_height(
    peak: f64,
    height: f64,
    border: f64,
    f: impl Fn(f64) -> Result<Bounded, Error>,
) -> Result<f64, Error> {
    const STRIDES: usize = 100;
    let mut above = peak;
    for x in linear(peak, border, STRIDES).into_iter().skip(1) {
        if f(x)?.value >= height / 2.0 {
            above = x;
            continue;
        }
        let mut below = x;
        while (below - above).abs() > 1e-7 {
            let middle = f64::midpoint(above, below);
            if f(middle)?.value >= height / 2.0 {
                above = middle;
            } else {
                below = middle;
            }
        }
        return Ok(above);
    }
    Ok(border)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contours_are_round_and_one_lies_low() {
        assert_eq!(levels(11.4), [0.4, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(levels(0.9), [0.04, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8]);
    }

    #[test]
    fn half_heights_are_found_beside_the_peak_and_at_the_border() -> Result<(), Error> {
        let tent = |x: f64| {
            Ok(Bounded {
                value: 1.0 - 4.0 * (x - 0.2).abs(),
                error: 0.0,
                kind: ergotropy::Kind::Bound,
            })
        };
        assert!((half_height(0.2, 1.0, 1.0, tent)? - 0.325).abs() < 1e-6);
        assert!((half_height(0.2, 1.0, 0.0, tent)? - 0.075).abs() < 1e-6);
        assert_eq!(half_height(0.2, 1.0, 0.1, tent)?, 0.1);
        Ok(())
    }
}
