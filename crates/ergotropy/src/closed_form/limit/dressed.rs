//! Effective baths of finitely many cells.

use crate::error::Error;
use crate::model::bath::Bath;
use crate::model::ensemble::Ensemble;
use crate::model::noise::Channel;

/// The collective and the local bath at which [`mixture`](crate::closed_form::limit::mixture) is W of N cells
/// up to terms of order 1/N², for 0 < η < 1 and large N.
///
/// Consider the bottom of the ladders around d*, where 2j/N = x = 1/(2n_ℓ+1). There local noise of rate g and
/// dephasing of rate γ_φ act on the rungs like one bath of occupation n_ℓ with the rates (g/x + γ_φ)(n_ℓ+1) u
/// down and (g/x + γ_φ) n_ℓ (u+1) up, beside the collective bath, which is stronger by a factor N. A jump of
/// dephasing to a darker ladder needs an excited rung, so that these jumps do not balance as those of local
/// noise do:
///
/// ```text
/// n = (n_c + R n_ℓ)/(1 + R),  R = (g/x + γ_φ)/(G N x),   G the collective rate,
/// q = α_ℓ + γ_φ (n - n_ℓ) / (g N x (n_ℓ+1)²).
/// ```
///
/// The first equation also gives the limit where η → 0 or γ_r → ∞ with N such that R stays fixed: it is that of
/// the occupation n, and W → 0 where R → ∞. This is a derivation by leading orders, not a proof. At most points
/// tried up to N = 600 the remaining difference falls as 1/N² (as ln N/N² at α_ℓ = 0). Where two thresholds are
/// nearly equally good, as at α_c = 0.2, α_ℓ = 0.5, the difference is still larger than the shift itself at
/// N = 400.
///
/// ```
/// use ergotropy::{Bath, Ensemble, Mixture, Observables, closed_form::limit};
///
/// let hot = Bath::from_bose_ratio(0.6)?;
/// let battery = Ensemble::mixture(100, Mixture { eta: 0.5, gamma_ratio: 1.0 })?
///     .collective_bath(hot)
///     .local_bath(Bath::from_bose_ratio(0.2)?);
/// let (collective, local) = limit::dressed(&battery)?;
/// let w = limit::mixture(collective, local).value;
/// assert!((battery.steady_state()?.ergotropy().value - w).abs() < 0.006);
/// assert!((limit::mixture(hot, local).value - w).abs() > 0.01);
/// # Ok::<(), ergotropy::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`] unless both the collective and the local rate are positive, or if N is so small that q
/// would exceed 1; [`Error::NotThermal`] for channels with rates of their own, for which there is no closed
/// form here.
pub fn dressed(ensemble: &Ensemble) -> Result<(Bath, Bath), Error> {
    let bath = |name, channel: Channel| {
        let bath = channel.bath().ok_or(Error::NotThermal { name })?;
        Ok::<_, Error>((bath, channel.rate()))
    };
    let (collective, collective_rate) =
        bath("the collective channel", ensemble.collective_channel())?;
    let (local, local_rate) = bath("the local channel", ensemble.local_channel())?;
    for (name, value) in [
        ("the collective rate", collective_rate),
        ("the local rate", local_rate),
    ] {
        crate::error::in_range(name, value, value > 0.0, "greater than 0 for this limit")?;
    }
    let dephasing = ensemble.dephasing_rate();
    let cells = f64::from(ensemble.cells());
    let (hot, cold) = (collective.occupation(), local.occupation());
    let polarization = (2.0 * cold + 1.0).recip();
    let share = (local_rate / polarization + dephasing) / (collective_rate * cells * polarization);
    // The portion R/(1+R) is finite also where R is infinite.
    let portion = (1.0 + share.recip()).recip();
    let occupation = hot + (cold - hot) * portion;
    if dephasing == 0.0 {
        return Ok((Bath::from_occupation(occupation)?, local));
    }
    let per_ladder = dephasing * (occupation - cold) / (local_rate * cells * polarization);
    let q = local.bose_ratio() + per_ladder * local.complement() * local.complement();
    Ok((
        Bath::from_occupation(occupation)?,
        Bath::from_bose_ratio(q.max(0.0))?,
    ))
}
