//! Cells at places in free space: the work that they are charged with, and how long it lasts.

use std::f64::consts::TAU;

use ergotropy::{
    Bath, Bounded, Channel, Couplings, Dipole, Ensemble, Error, Geometry, Observables, Start,
};
use ergotropy_sweep::{Progress, logarithmic, map};

use crate::point::Point;

/// The Bose ratio of the bath.
pub(crate) const ALPHA: f64 = 0.6;

/// Number of times at which a plateau is looked at.
const LOOKS: usize = 80;

/// The end of a plateau is looked for until this time, in units of 1/x².
const LATEST: f64 = 3.0;

/// The longest time with dipole-dipole shifts, which turn phases fast.
pub(crate) const LATEST_SHIFTED: f64 = 3.0;

/// How cells are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// At equal distances along a line, dipoles normal to it.
    Chain,
    /// The corners of a polygon, dipoles normal to its plane.
    Ring,
    /// At random in a cube, as dense as a grid with the spacing, with dipoles along one axis.
    Random,
}

/// Cells at places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Places {
    pub(crate) shape: Shape,
    pub(crate) cells: u64,
    /// Distance of neighbours, in wavelengths.
    pub(crate) spacing: f64,
    /// Whether cells shift each other's frequency.
    pub(crate) shift: bool,
}

/// The seed of random places.
pub(crate) const SEED: u64 = 1;

impl Shape {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chain => "chain",
            Self::Ring => "ring",
            Self::Random => "random",
        }
    }
}

impl Places {
    /// The distance of neighbours in units of 1/k.
    pub(crate) fn x(&self) -> f64 {
        TAU * self.spacing
    }

    /// How the cells share the field.
    pub(crate) fn couplings(&self) -> Result<Couplings, Error> {
        let geometry = match self.shape {
            Shape::Chain => Geometry::chain(self.cells, self.spacing),
            Shape::Ring => Geometry::ring(self.cells, self.spacing),
            Shape::Random => {
                let side = self.spacing * (self.cells as f64).cbrt();
                Geometry::random(self.cells, side, SEED)
            }
        }?;
        let dipoles = [Dipole::linear([0.0, 0.0, 1.0])?];
        if self.shift {
            Couplings::free_space(&geometry, &dipoles)
        } else {
            Couplings::without_shift(&geometry, &dipoles)
        }
    }

    /// The battery in the field of one bath.
    pub(crate) fn battery(&self) -> Result<Ensemble, Error> {
        Ensemble::new(self.cells)?
            .collective(Channel::thermal(Bath::from_bose_ratio(ALPHA)?, 1.0)?)
            .couplings(self.couplings()?)
    }

    /// The ergotropy at these times from the ground state.
    pub(crate) fn curve(&self, times: &[f64]) -> Result<Vec<Bounded>, Error> {
        works(&self.battery()?, times)
    }

    /// The latest time at which the plateau is looked at.
    fn latest(&self) -> f64 {
        let latest = LATEST / self.x().powi(2);
        let latest = if self.shift {
            latest.min(LATEST_SHIFTED)
        } else {
            latest
        };
        latest.max(2.0)
    }

    /// The greatest work, and the end of the plateau.
    pub(crate) fn plateau(&self) -> Result<Plateau, Error> {
        let times = logarithmic(0.02, self.latest(), LOOKS);
        let works = self.curve(&times)?;
        let dicke = dicke(self.cells)?;
        let greatest =
            works.iter().fold(
                works[0],
                |best, &work| if work.value > best.value { work } else { best },
            );
        let half = dicke.value / 2.0;
        let last = works.iter().rposition(|work| work.value > half);
        let end = last.and_then(|last| {
            let (above, below) = (works[last], works.get(last + 1)?);
            let share = (above.value - half) / (above.value - below.value);
            Some(times[last] * (times[last + 1] / times[last]).powf(share))
        });
        Ok(Plateau {
            places: *self,
            greatest,
            dicke,
            end,
        })
    }
}

/// What the charging of cells at places comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plateau {
    pub(crate) places: Places,
    /// Greatest ergotropy of the times that were looked at.
    pub(crate) greatest: Bounded,
    /// Ergotropy that the same cells keep at one place.
    pub(crate) dicke: Bounded,
    /// The last time at which the ergotropy is half of that; `None` if it is never so great, or still is.
    pub(crate) end: Option<f64>,
}

impl Plateau {
    /// The greatest ergotropy over that of cells at one place.
    pub(crate) fn share(&self) -> f64 {
        self.greatest.value / self.dicke.value
    }

    /// The end in units of 1/x².
    pub(crate) fn scaled_end(&self) -> Option<f64> {
        Some(self.end? * self.places.x().powi(2))
    }
}

/// The plateaus of several arrays.
pub(crate) fn plateaus(arrays: &[Places], progress: &Progress) -> Result<Vec<Plateau>, Error> {
    map(arrays, progress, Places::plateau)
}

/// The ergotropy that cells at one place keep, from the ground state.
pub(crate) fn dicke(cells: u64) -> Result<Bounded, Error> {
    let ensemble = Point::collective(cells, ALPHA).ensemble()?;
    Ok(ensemble.steady_state_from(&Start::ground())?.ergotropy())
}

/// The ergotropy of a battery at these times from the ground state.
pub(crate) fn works(battery: &Ensemble, times: &[f64]) -> Result<Vec<Bounded>, Error> {
    let curve = battery.charge(&Start::ground(), times)?;
    Ok(curve
        .points()
        .iter()
        .map(|point| point.work().ergotropy)
        .collect())
}
