//! Counts over all sectors of some cells.

use ergotropy::schur::{Fate, Modes, Sector};
use ergotropy::{Bath, Ensemble, Error};
use serde::Serialize;
use serde_json::{Value, json};

use crate::claims::thermal::collective;
use crate::sectors::{least_sum, spin};

pub(super) const MOST_CELLS: u32 = 12;

pub(super) fn ensemble(cells: u32, occupation: f64) -> Result<Ensemble, Error> {
    collective(cells.into(), Bath::from_occupation(occupation)?)
}

/// A number and the sector it belongs to.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Place {
    pub(super) value: f64,
    cells: u32,
    sector: String,
}

impl Place {
    fn nowhere(value: f64) -> Self {
        Self {
            value,
            cells: 0,
            sector: String::new(),
        }
    }

    /// Moves to a sector whose value is below (or above) that of the present one.
    fn keep(
        &mut self,
        better: fn(&f64, &f64) -> bool,
        value: f64,
        (cells, sector): (u32, &Sector),
    ) {
        if better(&value, &self.value) {
            let (d, d_prime) = sector.ladders();
            let (j, j_prime, delta) = (spin(cells, d), spin(cells, d_prime), sector.delta());
            *self = Self {
                value,
                cells,
                sector: format!("j = {j}, j' = {j_prime}, Δ = {delta}"),
            };
        }
    }

    pub(super) fn text(&self) -> String {
        format!("N = {}, {}", self.cells, self.sector)
    }
}

/// All sectors of 1 to [`MOST_CELLS`] cells at one occupation.
#[derive(Clone, Debug)]
pub(super) struct Census {
    pub(super) occupation: f64,
    dephasing: f64,
    pub(super) sectors: usize,
    /// The number of sectors with j ≠ j' or Δ ≠ 0 that do not vanish.
    pub(super) survivors: usize,
    /// The number of survivors with a negative column sum, which Eq. 19 would call leaking.
    pub(super) survivors_with_leak: usize,
    /// The number of sectors with j = j' and Δ = 0 that vanish.
    lost: usize,
    /// The number of sectors with j ≠ j' or Δ ≠ 0 whose bound is zero.
    pub(super) empty_bounds: usize,
    /// The number of sectors whose gap is not positive, or is below the bound by more than roundings.
    violations: usize,
    pub(super) defective: usize,
    pub(super) defective_thermal: usize,
    slowest: Place,
    /// Least and greatest gap in units of the bound, where it is not zero.
    tightest: Place,
    pub(super) loosest: Place,
    /// The number of sectors of more than one element whose gap equals the bound.
    pub(super) attained: usize,
}

impl Census {
    pub(super) fn new(occupation: f64, dephasing: f64) -> Result<Self, Error> {
        let mut census = Self {
            occupation,
            dephasing,
            sectors: 0,
            survivors: 0,
            survivors_with_leak: 0,
            lost: 0,
            empty_bounds: 0,
            violations: 0,
            defective: 0,
            defective_thermal: 0,
            slowest: Place::nowhere(f64::INFINITY),
            tightest: Place::nowhere(f64::INFINITY),
            loosest: Place::nowhere(f64::NEG_INFINITY),
            attained: 0,
        };
        for cells in 1..=MOST_CELLS {
            let ensemble = ensemble(cells, occupation)?.collective_dephasing(dephasing)?;
            // Eigenvalues are right to a few roundings of the greatest rate.
            let greatest = (2.0 * occupation + 1.0) * f64::from(cells + 2).powi(2) / 4.0
                + dephasing * f64::from(cells).powi(2);
            let slack = 8.0 * f64::from(cells) * f64::EPSILON * greatest;
            for sector in Sector::all(&ensemble) {
                census.count(cells, &sector, slack);
            }
        }
        Ok(census)
    }

    fn count(&mut self, cells: u32, sector: &Sector, slack: f64) {
        self.sectors += 1;
        let survives = sector.fate() != Fate::Leaking;
        let defective = sector.modes() == Modes::Defective;
        self.defective += usize::from(defective);
        let (d, d_prime) = sector.ladders();
        if d == d_prime && sector.delta() == 0 {
            self.lost += usize::from(!survives);
            self.defective_thermal += usize::from(defective);
            self.violations += usize::from(sector.gap() <= slack);
            return;
        }
        let (bound, gap) = (sector.gershgorin(), sector.gap());
        self.survivors += usize::from(survives);
        self.survivors_with_leak += usize::from(survives && least_sum(sector) < 0.0);
        self.empty_bounds += usize::from(bound == 0.0);
        self.violations += usize::from(!(gap >= bound - slack && gap > 0.0));
        if survives {
            return;
        }
        let here = (cells, sector);
        self.slowest.keep(f64::lt, gap, here);
        // A bound near the size of the roundings gives no ratio.
        if bound > 1e6 * slack {
            self.tightest.keep(f64::lt, gap / bound, here);
            self.loosest.keep(f64::gt, gap / bound, here);
            self.attained += usize::from(sector.len() > 1 && gap / bound < 1.0 + 1e-9);
        }
    }

    /// Whether Eq. 20, 27 and 84 hold in all sectors.
    pub(super) fn is_clean(&self) -> bool {
        self.survivors + self.lost + self.empty_bounds + self.violations == 0
    }

    pub(super) fn row(&self) -> Value {
        json!({
            "n_c": self.occupation,
            "collective_dephasing": self.dephasing,
            "sectors": self.sectors,
            "surviving_beyond_eq_27": self.survivors,
            "of_these_with_a_negative_column_sum": self.survivors_with_leak,
            "bounds_that_are_zero": self.empty_bounds,
            "gaps_below_the_bound": self.violations,
            "defective": self.defective,
            "slowest_leak": self.slowest,
            "least_gap_over_bound": self.tightest,
            "bound_attained_beyond_single_elements": self.attained,
            "greatest_gap_over_bound": self.loosest,
        })
    }
}
