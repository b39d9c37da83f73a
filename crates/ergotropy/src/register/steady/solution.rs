//! The steady state of noise at several temperatures.

use crate::bounded::Kind;
use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::ROUNDOFF;
use crate::numerics::memory;
use crate::register::generator::Generator;
use crate::register::levels::elements;
use crate::register::rates::Rates;
use crate::register::state::body::Body;
use crate::register::state::density::RegisterState;
use crate::register::steady::balance::balanced;
use crate::register::steady::iteration::iterated;
use crate::register::symmetry::{Exchanges, Symmetry};
use crate::work::accuracy::Accuracy;

/// Bytes for each element of a state: eigenvectors, some directions, and the tables of the generator.
const ELEMENT: u128 = 400;

/// The method, in errors about memory.
const NAME: &str = "steady states over bit strings";

/// The unique steady state of cells that differ, for starts whose trace is 1 ± `excess`.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Unconverged`].
pub(crate) fn steady(ensemble: &Ensemble, excess: f64) -> Result<RegisterState, Error> {
    memory::check(ensemble.cells(), NAME, |cells| ELEMENT * elements(cells))?;
    let rates = Rates::of(ensemble);
    let exchanges = Exchanges::of(&rates, None);
    let symmetry = Symmetry::new(ensemble.cells(), false, exchanges);
    let generator = Generator::new(&symmetry, &rates, false);
    let packing = generator.packing();
    let guess = independent(&rates, &generator);
    let balanced = (!generator.is_coherent()).then(|| balanced(&generator, guess.clone()));
    let (state, off) = match balanced.flatten() {
        Some(found) => found,
        None => iterated(&generator, guess)?,
    };
    let accuracy = Accuracy {
        relative: 0.0,
        absolute: excess + off + 16.0 * ROUNDOFF * packing.trace_norm(&state),
        kind: Kind::Estimate,
    };
    let body = Body::packed(packing, state);
    Ok(RegisterState::new(body, accuracy, Method::ArraySteady))
}

/// The packed steady state that cells would have without each other, all at their mean rates.
fn independent(rates: &Rates, generator: &Generator) -> Vec<f64> {
    let levels = generator.packing().levels();
    let own = |table: &[f64]| table.iter().step_by(rates.cells + 1).sum::<f64>();
    let (emission, absorption) = (own(&rates.emission), own(&rates.absorption));
    let excited = absorption / (emission + absorption);
    let mut elements = vec![0.0; levels.elements()];
    let mut weight = (1.0 - excited).powi(rates.cells.try_into().unwrap_or(i32::MAX));
    for level in levels.iter() {
        for place in 0..level.len() {
            elements[level.offset + place * (level.len() + 1)] = weight;
        }
        weight *= excited / (1.0 - excited);
    }
    generator.packing().pack(&elements)
}
