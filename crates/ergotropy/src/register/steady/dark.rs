//! The state that a start ends in where noise only emits, or only absorbs, through fewer modes than there are cells.
//!
//! From the top down each level gets what it has at the start and what jumps bring in all time. Of that its dark states, those that no
//! jump touches, keep their part with all coherence among them; the rest decays, and is handed on by jumps.

use crate::bounded::Kind;
use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::ROUNDOFF;
use crate::register::generator::Generator;
use crate::register::rates::Rates;
use crate::register::state::body::Body;
use crate::register::state::density::RegisterState;
use crate::register::steady::waiting::Waiting;
use crate::work::accuracy::Accuracy;

/// Greatest error of an end that is given.
const WORST: f64 = 1e-6;

/// The end of a start.
///
/// # Errors
/// [`Error::Unconverged`] if rates are so far apart that slow modes cannot be told from dark ones.
pub(crate) fn dark_end(ensemble: &Ensemble, start: &RegisterState) -> Result<RegisterState, Error> {
    // Absorption is emission upside down: all cells of all strings turn over.
    let upwards = ensemble.collective_channel().emission() == 0.0;
    let (rates, start) = if upwards {
        (Rates::of(&ensemble.mirrored()), start.turned_over())
    } else {
        (Rates::of(ensemble), start.clone())
    };
    let generator = Generator::of_start(&rates, &start);
    let failed = |defect: f64| Error::Unconverged { defect };
    let waiting = Waiting::new(&generator).ok_or(failed(f64::INFINITY))?;
    let packing = generator.packing();
    let end = waiting.end(&generator, &start.body().packed_by(packing));
    let rounding = 64.0 * ROUNDOFF * waiting.spread() * packing.strings().log2();
    if rounding > WORST {
        return Err(failed(rounding));
    }
    let accuracy = Accuracy {
        relative: 0.0,
        absolute: start.accuracy().absolute + rounding,
        kind: Kind::Estimate,
    };
    let end = RegisterState::new(Body::packed(packing, end), accuracy, Method::ArraySteady);
    Ok(if upwards { end.turned_over() } else { end })
}
