//! Ergotropy over a plane of two parameters: the map, its optimum and its lobes.

use ergotropy::{Bounded, Error};
use ergotropy_plot::{Axis, Grid, Guide, HeatMap, Mark, PlotError, round_levels};
use ergotropy_sweep::{Progress, first_change, linear, map, maximize};

use super::table::{Row, Table};
use crate::point::Point;
pub(super) use crate::start_map::TOP;
use crate::start_map::{self, NODES, is_zero, nodes, share_without_work};

/// The number of points by which a map advances the progress.
pub(super) const STEPS: u64 = (NODES * NODES) as u64;

/// Tolerance of an optimum, as a fraction of an axis.
const REFINED: f64 = 1e-6;

/// The two parameters that vary over the map, and the fixed ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plane {
    /// α_c to the right and α_ℓ upwards, with the unique steady state of collective and local noise.
    Baths(Point),
    /// q to the right and α_c upwards, with the steady state of collective noise from a Gibbs start.
    Starts { cells: u64 },
}

impl Plane {
    fn point(self, x: f64, y: f64) -> Point {
        match self {
            Self::Baths(point) => Point {
                alpha_c: x,
                alpha_l: y,
                ..point
            },
            Self::Starts { cells } => Point::collective(cells, y),
        }
    }

    /// Steady-state ergotropy at a point.
    fn work(self, x: f64, y: f64) -> Result<Bounded, Error> {
        match self {
            Self::Baths(_) => self.point(x, y).steady_work(),
            Self::Starts { cells } => start_map::work(cells, (x, y)),
        }
    }

    fn row(self, x: f64, y: f64, work: Bounded) -> Row {
        let row = Row::of(&self.point(x, y));
        match self {
            Self::Baths(_) => row.bounded(work),
            Self::Starts { .. } => row.number(x).word(format!("gibbs:{x:?}")).bounded(work),
        }
    }

    fn axes(self) -> (Axis, Axis) {
        let (x, y) = match self {
            Self::Baths(_) => ("$α_c$", "$α_ℓ$"),
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
pub(super) struct Peak {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) work: Bounded,
}

/// A map with its highest points.
#[derive(Clone, Debug)]
pub(super) struct Landscape {
    plane: Plane,
    values: Vec<Bounded>,
    /// The highest point of the whole map.
    pub(super) best: Peak,
    /// The highest point on the edge of the second lobe, at zero temperature of the collective bath.
    pub(super) second: Peak,
}

impl Landscape {
    pub(super) fn new(plane: Plane, progress: &Progress) -> Result<Self, Error> {
        let values = map(&nodes(), progress, |&(x, y)| plane.work(x, y))?;
        let whole = (0.0, TOP);
        Ok(Self {
            plane,
            values,
            best: plane.highest(whole, whole)?,
            second: match plane {
                Plane::Baths(_) => plane.highest((0.0, 0.0), whole)?,
                Plane::Starts { .. } => plane.highest(whole, (0.0, 0.0))?,
            },
        })
    }

    /// Share of the nodes off the diagonal, on which nothing can happen, at which the ergotropy is zero.
    pub(super) fn zero_share(&self) -> f64 {
        share_without_work(&self.values)
    }

    /// Full width of a peak along the horizontal axis, at half of its height.
    pub(super) fn width(&self, peak: Peak) -> Result<f64, Error> {
        half_width(peak.x, peak.work.value, |x| self.plane.work(x, peak.y))
    }

    /// Full width of a peak along the vertical axis, at half of its height.
    pub(super) fn depth(&self, peak: Peak) -> Result<f64, Error> {
        half_width(peak.y, peak.work.value, |y| self.plane.work(peak.x, y))
    }

    /// The map, with a star at its highest point and a circle at the lobe without the star. Colours and
    /// contours are made for values up to `most`.
    pub(super) fn heat_map(&self, title: String, most: f64) -> Result<HeatMap, PlotError> {
        let height = |&work: &Bounded| if is_zero(work) { 0.0 } else { work.value };
        let heights = self.values.iter().map(height).collect();
        let (x, y) = self.plane.axes();
        let labelled = |mark: fn(f64, f64) -> Mark, peak: Peak| {
            mark(peak.x, peak.y).label(format!("${}$", short(peak.work.value)))
        };
        let map = HeatMap::new(x, y, Grid::new(NODES, NODES, heights)?)
            .title(title)
            .bar_label("$𝒲$")
            .contours(round_levels(most))
            .label_contours()
            .emphasise_small()
            .zero_below(0.0)
            .mark(labelled(Mark::circle, self.second))
            .mark(labelled(Mark::star, self.best));
        Ok(match self.plane {
            Plane::Baths(_) => map,
            Plane::Starts { .. } => {
                map.guide(Guide::new([(0.0, 0.0), (TOP, TOP)]).label("$α_c = q$"))
            }
        })
    }
}

/// The nodes of several maps, as the rows of one table.
pub(super) fn table<'a>(columns: &[&str], maps: impl IntoIterator<Item = &'a Landscape>) -> Table {
    let mut table = Table::new(columns);
    for map in maps {
        for (&(x, y), &work) in nodes().iter().zip(&map.values) {
            table.push(&map.plane.row(x, y, work));
        }
    }
    table
}

/// A number with three significant digits, for a label.
fn short(x: f64) -> String {
    if x >= 10.0 {
        format!("{x:.1}")
    } else if x >= 1.0 {
        format!("{x:.2}")
    } else {
        format!("{x:.3}")
    }
}

/// The distance between the two points, on both sides of a peak, at which `f` falls to half of
/// `height`; a border of the map replaces a point that is not reached.
fn half_width(
    peak: f64,
    height: f64,
    f: impl Fn(f64) -> Result<Bounded, Error>,
) -> Result<f64, Error> {
    Ok(half_height(peak, height, TOP, &f)? - half_height(peak, height, 0.0, &f)?)
}

/// The first point from `peak` to `border` at which `f` falls to half of `height`; the border if there
/// is none.
fn half_height(
    peak: f64,
    height: f64,
    border: f64,
    f: &impl Fn(f64) -> Result<Bounded, Error>,
) -> Result<f64, Error> {
    let axis = linear(peak, border, 100);
    let fall = first_change(&axis, 1e-7, |x| Ok(f(x)?.value >= height / 2.0))?;
    Ok(fall.unwrap_or(border))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_heights_are_found_beside_the_peak_and_at_the_border() -> Result<(), Error> {
        let tent = |x: f64| {
            Ok(Bounded {
                value: 1.0 - 4.0 * (x - 0.2).abs(),
                error: 0.0,
                kind: ergotropy::Kind::Bound,
            })
        };
        assert!((half_height(0.2, 1.0, 1.0, &tent)? - 0.325).abs() < 1e-6);
        assert!((half_height(0.2, 1.0, 0.0, &tent)? - 0.075).abs() < 1e-6);
        assert_eq!(half_height(0.2, 1.0, 0.1, &tent)?, 0.1);
        Ok(())
    }
}
