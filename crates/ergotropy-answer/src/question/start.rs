//! The starting state.

use ergotropy::Complex64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::bath::Bath;
use crate::question::model::Model;

/// A starting state: `"ground"`, `{"gibbs": 0.5}`, `{"spin": [1.5, -0.5]}`, `{"pure": [[0.6, 0], [0, 0.8]]}`.
///
/// Amplitudes and elements are pairs of real and imaginary part over bit strings: index = bits, cell 1 is the most
/// significant, 1 is an excited cell. Nothing is ever rescaled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Start {
    /// All cells in their ground state.
    Ground,
    /// All cells excited.
    Excited,
    /// A product of Gibbs states of single cells, by q = exp(-β_q) from 0 to 1.
    Gibbs(f64),
    /// A product of Gibbs states of single cells, by the temperature in kelvin, beside the frequency of the cells.
    Temperature(f64),
    /// The Dicke state of so many excitations in the bright ladder.
    Dicke(u64),
    /// The Dicke state |j, m⟩, spread evenly over the copies of its ladder.
    Spin(f64, f64),
    /// Weights as [d, k, weight] with d = N/2 - j and k = N/2 + m.
    Populations(Vec<(u32, u32, f64)>),
    /// 2^N amplitudes.
    Pure(Vec<[f64; 2]>),
    /// Weights and amplitudes of a few pure states.
    Mixture(Vec<(f64, Vec<[f64; 2]>)>),
    /// 4^N elements of a density matrix, row by row.
    DensityMatrix(Vec<[f64; 2]>),
}

/// A start with its name in an answer.
#[derive(Clone, Debug)]
pub struct Initial {
    /// The name of the start.
    pub name: String,
    /// The start.
    pub start: ergotropy::Start,
}

fn complex(pairs: &[[f64; 2]]) -> Vec<Complex64> {
    let number = |&[re, im]: &[f64; 2]| Complex64::new(re, im);
    pairs.iter().map(number).collect()
}

/// The integers d = N/2 - j and k = N/2 + m of a state of `cells` cells.
///
/// # Errors
/// [`Error::NoSuchSpin`] if there is no such state.
pub fn rung(j: f64, m: f64, cells: u64) -> Result<(u32, u32), Error> {
    let most = cells as f64 / 2.0;
    let (d, k) = (most - j, most + m);
    let whole = |x: f64| x.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&x);
    if whole(d) && whole(k) && j >= 0.0 && m.abs() <= j {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "both are whole numbers of 32 bits"
        )]
        return Ok((d as u32, k as u32));
    }
    let least = most.fract();
    Err(Error::NoSuchSpin {
        j,
        m,
        cells,
        least,
        most,
    })
}

impl Start {
    /// The start for the cells of a model, checked, with its name: the name of its kind and, after a colon, its
    /// numbers.
    ///
    /// # Errors
    /// [`Error::NoSuchSpin`]; those of [`Bath::resolved`] and [`ergotropy::Start`].
    pub fn resolved(&self, model: &Model) -> Result<Initial, Error> {
        let name = match self {
            Self::Ground => "ground".to_owned(),
            Self::Excited => "excited".to_owned(),
            Self::Gibbs(q) => format!("gibbs:{q}"),
            Self::Temperature(kelvin) => format!("gibbs:{kelvin}K"),
            Self::Dicke(excitations) => format!("dicke:{excitations}"),
            Self::Spin(j, m) => format!("dicke:{j},{m}"),
            Self::Populations(_) => "populations".to_owned(),
            Self::Pure(_) => "pure".to_owned(),
            Self::Mixture(_) => "mixture".to_owned(),
            Self::DensityMatrix(_) => "density_matrix".to_owned(),
        };
        let start = match self {
            Self::Ground => ergotropy::Start::ground(),
            Self::Excited => ergotropy::Start::excited(),
            Self::Gibbs(q) => ergotropy::Start::gibbs(*q)?,
            Self::Temperature(kelvin) => {
                let bath = Bath::Temperature(*kelvin).resolved(model.frequency)?;
                ergotropy::Start::gibbs(bath.bose_ratio())?
            }
            Self::Dicke(excitations) => ergotropy::Start::dicke(*excitations),
            Self::Spin(j, m) => {
                let (d, k) = rung(*j, *m, model.cells)?;
                ergotropy::Start::populations([(d, k, 1.0)])
            }
            Self::Populations(weights) => ergotropy::Start::populations(weights.iter().copied()),
            Self::Pure(amplitudes) => ergotropy::Start::pure(complex(amplitudes))?,
            Self::Mixture(vectors) => {
                let vectors = vectors
                    .iter()
                    .map(|(weight, pairs)| (*weight, complex(pairs)));
                ergotropy::Start::mixture(vectors.collect())?
            }
            Self::DensityMatrix(elements) => ergotropy::Start::density_matrix(complex(elements))?,
        };
        Ok(Initial { name, start })
    }
}
