//! The numbers read off a density matrix in the Schur basis.

use crate::bounded::Bounded;
use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::state::observables::Leakage;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::noise::Noise;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::effort::Statistics;
use crate::schur::SchurState;
use crate::solve::picture::Picture;
use crate::solve::state::observables::Observables;
use crate::spin::lattice::Lattice;
use crate::work::Work;
use crate::work::accuracy::Accuracy;
use crate::work::entropy_bound::entropy_bound;
use crate::work::parts::{Basis, Parts};

impl SchurState {
    /// Σ c(d, k) p(d, k) for rates c that are not negative and known to 106 bits.
    fn flow(&self, rate: impl Fn(u32, u32) -> Double) -> Bounded {
        let flow = self.linear(|d, k| rate(d, k).to_f64());
        Bounded::new(
            flow.value,
            flow.error + 2.0 * ROUNDOFF * flow.upper().abs(),
            flow.kind,
        )
    }

    fn rates(&self, ensemble: &Ensemble) -> Rates<Double> {
        Rates::on(Lattice::new(self.cells()), ensemble)
    }
}

impl Observables for SchurState {
    fn cells(&self) -> u32 {
        self.cells()
    }

    fn picture(&self) -> Picture {
        Picture::Schur
    }

    fn method(&self) -> Method {
        self.method()
    }

    fn accuracy(&self) -> Accuracy {
        self.accuracy()
    }

    fn statistics(&self) -> Statistics {
        self.statistics()
    }

    fn populations(&self) -> impl Iterator<Item = (u32, u32, Bounded)> {
        self.populations().into_iter()
    }

    fn work(&self) -> Work {
        self.work()
    }

    fn energy(&self) -> Bounded {
        self.energy()
    }

    fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Result<Parts, Error> {
        self.parts_at(ergotropy, basis)
    }

    fn ladder_weight(&self, d: u32) -> Bounded {
        self.ladder_weight(d)
    }

    fn mean_spin(&self) -> Bounded {
        self.mean_spin()
    }

    fn purity(&self) -> Bounded {
        self.purity()
    }

    fn entropy(&self) -> Bounded {
        self.entropy()
    }

    fn entropy_bound_at(&self, energy: Bounded, entropy: Bounded) -> Bounded {
        entropy_bound(self.cells(), energy, entropy, |_| None)
    }

    fn leakage(&self, ensemble: &Ensemble) -> Leakage {
        let Noise {
            local, dephasing, ..
        } = ensemble.noise();
        if !local.acts() && !dephasing.is_positive() {
            let nothing = Bounded::from(0.0);
            return Leakage {
                outflow: nothing,
                inflow: nothing,
                net: nothing,
            };
        }
        let rates = self.rates(ensemble);
        let flow = |ladder, step| {
            self.flow(|d, k| {
                if d == ladder {
                    rates.ladder(d).shifting(k, step)
                } else {
                    Double::ZERO
                }
            })
        };
        let (outflow, inflow) = (flow(0, 1), flow(1, -1));
        Leakage {
            outflow,
            inflow,
            net: outflow - inflow,
        }
    }

    fn energy_flow(&self, ensemble: &Ensemble) -> Bounded {
        let rates = self.rates(ensemble);
        let flow = |step| self.flow(|d, k| rates.ladder(d).exchanging(k, step));
        flow(1) - flow(-1)
    }

    fn expectation(&self, _: f64, value: impl Fn(u32, u32) -> f64) -> Bounded {
        self.linear(value)
    }

    fn left_out(&self, _: &Ensemble) -> Option<Bounded> {
        Some(Bounded::from(0.0))
    }
}
