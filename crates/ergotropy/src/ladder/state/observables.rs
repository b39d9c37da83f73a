//! Numbers read off a state of the ladder picture.

use crate::bounded::{Bounded, Kind};
use crate::ladder::chain::generator::{Generator, RATE_ERROR};
use crate::ladder::state::Accuracy;
use crate::ladder::state::LadderState;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::scaled::Scaled;

/// Rates at which weight leaves and enters the bright ladder j = N/2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leakage {
    /// Rate of leaving: what Eq. 120 of the paper gives.
    pub outflow: Bounded,
    /// Rate of coming back from the next ladder.
    pub inflow: Bounded,
    /// Outflow less inflow, -d p_sym/dt: what Eq. 115 of the paper defines.
    pub net: Bounded,
}

impl LadderState {
    /// A sum Σ c(d, k) p(d, k) of positive terms with exact c <= `most`.
    fn linear(&self, most: f64, term: impl Fn(u32, u32) -> Double) -> Bounded {
        let sum: Double = self
            .populations()
            .map(|(d, k, p)| term(d, k) * Double::from(p))
            .sum();
        let sum = sum.to_f64();
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        Bounded::new(
            sum,
            (relative + 1.01 * ROUNDOFF) * sum + absolute * most,
            kind,
        )
    }

    /// Energy E = Σ k p(d, k), in units of ħω.
    pub(crate) fn energy(&self) -> Bounded {
        if let Some(ladders) = self.geometric() {
            let energy = ladders.energy().to_f64();
            let cells = f64::from(self.lattice().cells());
            let Accuracy { absolute, kind, .. } = self.accuracy();
            // Powers and the sum are rounded once.
            let relative = ladders.relative() + 2.01 * ROUNDOFF;
            return Bounded::new(energy, relative * energy + absolute * cells, kind);
        }
        self.linear(f64::from(self.lattice().cells()), |_, k| {
            Double::from(f64::from(k))
        })
    }

    /// Weight of ladder d, Σ_k p(d, k).
    pub(crate) fn ladder_weight(&self, d: u32) -> Bounded {
        self.linear(1.0, |ladder, _| {
            if ladder == d {
                Double::ONE
            } else {
                Double::ZERO
            }
        })
    }

    /// Mean spin ⟨j⟩ = Σ (N/2 - d) p(d, k).
    pub(crate) fn mean_spin(&self) -> Bounded {
        let half = f64::from(self.lattice().cells()) / 2.0;
        self.linear(half, |d, _| Double::from(half - f64::from(d)))
    }

    /// First stored ladder, ν_d from there to the last, and their common relative error.
    fn copies(&self) -> (u32, Vec<Scaled>, f64) {
        let (first, last) = self.ladder_ends().unwrap_or((0, 0));
        let (copies, error) = self.multiplicities().ladders_scaled(first, last);
        (first, copies, error)
    }

    /// Purity Tr ρ² = Σ p² / ν.
    pub(crate) fn purity(&self) -> Bounded {
        let (first, copies, count_error) = self.copies();
        let sum: Double = self
            .populations()
            .map(|(d, _, p)| {
                let eigenvalue = Scaled::from(p) / copies[(d - first) as usize];
                eigenvalue.to_double() * Double::from(p)
            })
            .sum();
        let sum = sum.to_f64();
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        // |Σ (p² - p'²)/ν| <= Σ |p - p'| (p + p'), where p + p' <= 2.
        let error = (2.0 * relative + relative * relative + ROUNDOFF + 2.0 * count_error) * sum
            + 2.0 * absolute;
        let kind = if count_error > ROUNDOFF {
            Kind::Estimate
        } else {
            kind
        };
        Bounded::new(sum, error * 1.01, kind)
    }

    /// Von Neumann entropy S = -Σ p ln(p/ν), in nats.
    ///
    /// The error is an estimate: it trusts the logarithm of the platform to four units in the last place.
    pub(crate) fn entropy(&self) -> Bounded {
        let (first, copies, count_error) = self.copies();
        let mut sum = Double::ZERO;
        let mut spread = 0.0;
        for (d, _, p) in self.populations().filter(|&(_, _, p)| p > 0.0) {
            let logarithm = (Scaled::from(p) / copies[(d - first) as usize]).ln();
            sum += Double::from(-p) * Double::from(logarithm);
            spread += p * logarithm.abs();
        }
        let Accuracy {
            relative, absolute, ..
        } = self.accuracy();
        // Fannes-Audenaert for the absolute part, in 2^N dimensions.
        let t = (absolute / 2.0).min(0.5);
        let binary = if t > 0.0 {
            -t * t.ln() - (1.0 - t) * (-t).ln_1p()
        } else {
            0.0
        };
        let fannes = t * f64::from(self.lattice().cells()) * std::f64::consts::LN_2 + binary;
        let error = (relative + 8.0 * ROUNDOFF) * spread + relative + count_error + fannes;
        Bounded::new(sum.to_f64().max(0.0), error, Kind::Estimate)
    }

    /// Leakage from the bright ladder under an ensemble's noise (Eq. 115, 120); its number of cells
    /// does not matter.
    pub(crate) fn leakage(&self, ensemble: &Ensemble) -> Leakage {
        let generator = Generator::on(self.lattice(), ensemble);
        let flow = |from: u32, most: f64, rate: &dyn Fn(u32, u32) -> Double| {
            let flow = self.linear(
                most,
                |d, k| {
                    if d == from { rate(d, k) } else { Double::ZERO }
                },
            );
            let rounding = RATE_ERROR * ROUNDOFF * ROUNDOFF * flow.value;
            Bounded::new(flow.value, flow.error + rounding, flow.kind)
        };
        let outflow = flow(0, generator.most_leaving(0)[1], &|d, k| {
            generator.darkening(d, k)
        });
        let inflow = flow(1, generator.most_leaving(1)[0], &|d, k| {
            generator.brightening(d, k)
        });
        Leakage {
            outflow,
            inflow,
            net: outflow - inflow,
        }
    }

    /// Net flow of energy dE/dt under an ensemble's noise, in ħω times the unit of rates; the
    /// ensemble's number of cells does not matter.
    pub(crate) fn energy_flow(&self, ensemble: &Ensemble) -> Bounded {
        let generator = Generator::on(self.lattice(), ensemble);
        let total = |fan: [Double; 3]| fan.into_iter().sum::<Double>();
        let fastest = generator.most_exchange();
        let gain = self.linear(fastest, |d, k| total(generator.up(d, k)));
        let loss = self.linear(fastest, |d, k| total(generator.down(d, k)));
        gain - loss
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::start::LadderStart;
    use crate::work::entropy_bound::entropy_bound;
    use crate::{Bath, Error, Mixture};

    #[test]
    fn gibbs_states_have_their_textbook_numbers() -> Result<(), Error> {
        let (q, cells) = (0.25, 9u32);
        let state = LadderStart::Gibbs { q }.state(cells.into())?;
        let e = q / (1.0 + q);
        let n = f64::from(cells);
        assert!((state.energy().value - n * e).abs() < 1e-14);
        assert!(
            (state.entropy().value + n * (e * e.ln() + (1.0 - e) * (1.0 - e).ln())).abs() < 1e-13
        );
        let purity = (e * e + (1.0 - e) * (1.0 - e)).powi(9);
        assert!((state.purity().value - purity).abs() < 1e-15);
        let bound = entropy_bound(cells, state.energy(), state.entropy());
        assert!(bound.value.abs() < 1e-12);
        Ok(())
    }

    #[test]
    fn bright_leakage_is_the_papers() -> Result<(), Error> {
        // Eq. 120 for a Dicke state: (1-eta) gamma [(n+1) k(k-1) + n h(h-1)] / N with h = N - k.
        let (cells, k) = (8u32, 5u32);
        let bath = Bath::from_occupation(0.5)?;
        let ensemble = Ensemble::mixture(
            cells.into(),
            Mixture {
                eta: 0.75,
                gamma_ratio: 2.0,
            },
        )?
        .collective_bath(bath)
        .local_bath(bath);
        let start = LadderStart::Dicke {
            excitations: k.into(),
        };
        let leakage = start.state(cells.into())?.leakage(&ensemble);
        let (n, k) = (f64::from(cells), f64::from(k));
        let h = n - k;
        let by_hand = 0.5 * (1.5 * k * (k - 1.0) + 0.5 * h * (h - 1.0)) / n;
        assert!((leakage.outflow.value - by_hand).abs() < 1e-14);
        assert_eq!(leakage.inflow.value, 0.0);
        Ok(())
    }

    #[test]
    fn no_energy_flows_into_a_steady_state() -> Result<(), Error> {
        let ensemble = Ensemble::mixture(
            6,
            Mixture {
                eta: 0.6,
                gamma_ratio: 0.5,
            },
        )?
        .collective_bath(Bath::from_bose_ratio(0.8)?)
        .local_bath(Bath::from_bose_ratio(0.1)?);
        let flow = ensemble.unique_steady_state()?.energy_flow(&ensemble);
        assert!(flow.contains(0.0) && flow.error < 1e-13);
        let leakage = ensemble.unique_steady_state()?.leakage(&ensemble);
        assert!(leakage.net.contains(0.0) && leakage.outflow.value > 0.01);
        Ok(())
    }
}
