//! How cells share the field, as it was resolved.

use ergotropy::EmissionMode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::couplings::{Couplings, Geometry};
use crate::question::model::Model;

/// How cells share the field; no key is there where all cells do so alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Emitters {
    /// Where the cells are, by name; `positions` for places of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geometry: Option<String>,
    /// Where the cells are, in wavelengths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positions: Option<Vec<[f64; 3]>>,
    /// Whether cells shift each other's frequency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<bool>,
    /// The kernel g_ij, row by row, in units of the rate of the collective channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kernel: Option<Vec<Vec<f64>>>,
    /// The dipole-dipole shifts Ω_ij, row by row, in the same unit; not there where no cell shifts another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shifts: Option<Vec<Vec<f64>>>,
    /// The detunings δ_i, in the unit of rates; not there where all cells have one frequency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detunings: Option<Vec<f64>>,
    /// The modes in which cells emit together, fastest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emission_modes: Option<Vec<Mode>>,
}

/// A mode of emission.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mode {
    /// Its rate, in units of that of one cell.
    pub rate: f64,
    /// The weight of Σ σ-_i/√N in it.
    pub bright_weight: f64,
}

impl Emitters {
    /// How the cells of a model share the field of an ensemble.
    ///
    /// # Errors
    /// Those of [`ergotropy::Geometry`].
    pub(crate) fn of(model: &Model, field: Option<&ergotropy::Couplings>) -> Result<Self, Error> {
        let Some(field) = field else {
            return Ok(Self::default());
        };
        let (geometry, shift) = match &model.couplings {
            Some(Couplings::FreeSpace {
                geometry, shift, ..
            }) => (Some(geometry), Some(*shift)),
            _ => (None, None),
        };
        let positions = geometry.map(Geometry::resolved).transpose()?;
        let rows = |element: fn(&ergotropy::Couplings, usize, usize) -> f64| -> Vec<Vec<f64>> {
            let cells = 0..field.cells();
            let row = |i| cells.clone().map(|j| element(field, i, j)).collect();
            cells.clone().map(row).collect()
        };
        let shifts = rows(ergotropy::Couplings::shift);
        let shifted = shifts.iter().flatten().any(|&shift| shift != 0.0);
        let mode = |mode: EmissionMode| Mode {
            rate: mode.rate,
            bright_weight: mode.bright_weight,
        };
        Ok(Self {
            geometry: geometry.map(Geometry::name),
            positions: positions.map(|geometry| geometry.positions().to_vec()),
            shift,
            kernel: Some(rows(ergotropy::Couplings::decay)),
            shifts: shifted.then_some(shifts),
            detunings: model.detunings.clone(),
            emission_modes: Some(field.modes().into_iter().map(mode).collect()),
        })
    }
}
