//! Charging: populations over time.
//!
//! - [`proved`]: charging in 106 bits, with a theorem
//! - [`krylov`]: charging in plain floats, for many cells

pub(crate) mod krylov;
pub(crate) mod proved;

use std::cell::OnceCell;

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::charging::proved::bend::Outlook;
use crate::ladder::state::LadderState;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::LadderStart;
use crate::time::progress::{Progress, Report};
use crate::time::stretch::Stretch;

/// A start, with the ensemble and the method by which it is followed over time.
pub(crate) struct Charging {
    ensemble: Ensemble,
    start: LadderState,
    method: Method,
    /// The steady state that the start leads to, once it is computed; of curves with a proof.
    steady: OnceCell<LadderState>,
}

impl Charging {
    /// The start of a curve; an error if there are too many cells to follow it.
    pub(crate) fn new(ensemble: Ensemble, start: &LadderStart) -> Result<Self, Error> {
        ensemble.check_rates()?;
        let method = if ensemble.tuning().proves_charging(ensemble.cells()) {
            proved::check(ensemble.lattice())?;
            Method::Laguerre
        } else {
            krylov::check_first(&ensemble)?;
            Method::Krylov
        };
        Ok(Self {
            start: start.state(ensemble.cells().into())?,
            ensemble,
            method,
            steady: OnceCell::new(),
        })
    }

    pub(crate) fn start(&self) -> &LadderState {
        &self.start
    }

    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// Least number of bytes of the populations of one time.
    pub(crate) fn bytes(&self) -> u128 {
        if self.method == Method::Laguerre {
            8 * u128::from(self.ensemble.lattice().states())
        } else {
            krylov::least_kept(&self.ensemble, &self.start)
        }
    }

    /// Calls `look` with stretch after stretch of time, from 0 to `last`; the first is the time 0 alone.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for times that cannot be told apart at these rates; [`Error::TooLarge`];
    /// [`Error::RateSpan`], [`Error::Pivot`], [`Error::WeightRange`] or [`Error::Stalled`] if rates are too far
    /// apart for floats; those of the callback.
    pub(crate) fn follow(
        &self,
        last: f64,
        report: &mut Report,
        mut look: impl FnMut(Stretch<'static, LadderState>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (ensemble, start) = (&self.ensemble, &self.start);
        look(Stretch::still((0.0, 0.0), start.clone()))?;
        if last == 0.0 {
            return Ok(());
        }
        if self.method == Method::Krylov {
            return krylov::follow(ensemble, start, last, report, look);
        }
        report(Progress::SteadyState);
        let steady = ensemble.steady_state_reached_from(start)?;
        let steady = self.steady.get_or_init(|| steady);
        proved::follow(ensemble, (start, steady), last, report, look)
    }

    /// What is proved about the work after the time of a state; nothing is for curves in plain floats.
    pub(crate) fn outlook(&self, state: &LadderState) -> Outlook {
        if self.method == Method::Krylov {
            return Outlook::UNKNOWN;
        }
        Outlook::of(&Rates::new(&self.ensemble), state, self.steady.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Mixture, Proof, Tuning};

    /// Compares a curve in plain floats with the proved one, in Σ|p| and in W.
    fn judge(ensemble: &Ensemble, start: &LadderStart) -> Result<(), Error> {
        let times: Vec<f64> = (0..21)
            .map(|i| 10f64.powf(-6.0 + 0.5 * f64::from(i)))
            .collect();
        let curve = |proof| {
            let ensemble = ensemble.clone().with(Tuning {
                proof,
                ..Tuning::default()
            });
            let mut states = Vec::new();
            let last = times[times.len() - 1];
            Charging::new(ensemble.clone(), start)?.follow(last, &mut |_| (), |stretch| {
                let to = times.partition_point(|&time| time <= stretch.end);
                states.extend(stretch.at(&times[states.len()..to]));
                Ok(())
            })?;
            Ok::<_, Error>(states)
        };
        let states = curve(Proof::Always)?.into_iter().zip(curve(Proof::Never)?);
        for ((a, b), time) in states.zip(&times) {
            let label = format!("{ensemble:?} {start:?} {time:e}");
            let off: f64 = ensemble
                .lattice()
                .iter()
                .map(|(d, k)| (a.population(d, k) - b.population(d, k)).abs())
                .sum();
            let stated = a.accuracy().total() + b.accuracy().total();
            assert!(off <= stated, "{label}: {off:e} {stated:e}");
            assert!(stated < 2e-11, "{label}: {stated:e}");
            assert!((a.ergotropy() - b.ergotropy()).contains(0.0), "{label}");
        }
        Ok(())
    }

    #[test]
    fn stated_errors_cover_the_distance_to_the_proved_curve() -> Result<(), Error> {
        let points = [
            (0.5, 0.3, 0.5, 1.0, 0.0),
            (0.9, 0.9, 0.3, 1.0, 0.0),
            (0.1, 0.9, 0.9, 1e3, 0.0),
            (0.99, 0.99, 0.3, 1e3, 0.0),
            (0.9, 0.0, 0.5, 1e-3, 0.0),
            (0.5, 0.9, 0.0, 1.0, 1.0),
            (1.0, 0.8, 0.0, 1.0, 0.0),
            (1.0, 0.8, 0.0, 1.0, 10.0),
            (0.01, 0.01, 0.99, 1e3, 0.1),
        ];
        for (index, (eta, alpha_c, alpha_l, gamma_ratio, dephasing)) in
            points.into_iter().enumerate()
        {
            for (cells, start) in [
                (12, LadderStart::Gibbs { q: 0.0 }),
                (25, LadderStart::Excited),
                (
                    if index < 2 { 40 } else { 18 },
                    LadderStart::Gibbs { q: 0.5 },
                ),
            ] {
                let ensemble = Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
                    .collective_bath(Bath::from_bose_ratio(alpha_c)?)
                    .local_bath(Bath::from_bose_ratio(alpha_l)?)
                    .dephasing(dephasing)?;
                judge(&ensemble, &start)?;
            }
        }
        Ok(())
    }
}
