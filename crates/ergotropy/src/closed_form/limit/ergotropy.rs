//! lim W for N → ∞, for Gibbs starts and for mixtures.

use crate::bounded::{Bounded, Kind};
use crate::closed_form::estimate::estimate;
use crate::closed_form::limit::boundary::Boundary;
use crate::closed_form::limit::bracket::bracket;
use crate::closed_form::ratio::Ratio;
use crate::error::{Error, in_range};
use crate::model::bath::Bath;

/// lim W for N → ∞ under collective noise alone (η = 1), from a product of Gibbs states with ratio
/// q = exp(-β_q), in units of ħω: equation (1) of the [module](crate::closed_form::limit).
///
/// The error is an estimate, since it trusts the exponentials of the platform; it is some 1e-14 of W,
/// and absolute near the line α_c = q. Cost: some 40 / max(1-α_c, 1-q) terms, evaluated ten to thirty
/// times. If both ratios are within 2^-10 of 1, the result is the bracket (2), which is at most
/// ln(1/q)/8 wide.
///
/// ```
/// use ergotropy::{Bath, closed_form::limit};
///
/// let w = limit::gibbs_start(Bath::from_bose_ratio(0.5)?, 0.25)?;
/// assert!((w.value - 1.0 / 9.0).abs() < 1e-14);
/// # Ok::<(), ergotropy::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`] if q is outside [0, 1], [`Error::Diverges`] if q = 1.
pub fn gibbs_start(collective: Bath, q: f64) -> Result<Bounded, Error> {
    in_range(
        "the Gibbs ratio q",
        q,
        (0.0..=1.0).contains(&q),
        "at least 0 and less than 1",
    )?;
    if q == 1.0 {
        return Err(Error::Diverges);
    }
    Ok(work(Ratio::of_bath(collective), Ratio::of_start(q)))
}

/// lim W for N → ∞ of the steady state under collective and local noise, for any fixed 0 < η < 1 and γ_r > 0,
/// in units of ħω. The limit depends on neither of them, nor on dephasing at a fixed rate.
///
/// Error and cost are those of [`gibbs_start`] with q = α_ℓ. The [module](crate::closed_form::limit) says what
/// is proved.
///
/// ```
/// use ergotropy::{Bath, Ensemble, Mixture, Observables, closed_form::limit};
///
/// let (hot, warm) = (Bath::from_bose_ratio(0.6)?, Bath::from_bose_ratio(0.2)?);
/// let w = limit::mixture(hot, warm);
/// let battery = Ensemble::mixture(100, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
///     .collective_bath(hot)
///     .local_bath(warm);
/// assert!((battery.steady_state()?.ergotropy().value - w.value).abs() < 0.006);
/// # Ok::<(), ergotropy::Error>(())
/// ```
pub fn mixture(collective: Bath, local: Bath) -> Bounded {
    work(Ratio::of_bath(collective), Ratio::of_bath(local))
}

/// If both complements are below this, the bracket is taken, since the sum would be too long.
const DENSE: f64 = 1.0 / 1024.0;

/// W(α, q).
pub(crate) fn work(alpha: Ratio, q: Ratio) -> Bounded {
    if alpha == q {
        return Bounded::new(0.0, 0.0, Kind::Estimate);
    }
    if q.value == 0.0 {
        return estimate(alpha.value * (alpha.value / alpha.complement));
    }
    if alpha.complement.max(q.complement) < DENSE {
        return bracket(alpha, q);
    }
    Boundary::new(alpha, q).least()
}
