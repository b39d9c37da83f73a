//! The numbers read off a density matrix over bit strings.

use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::ladder::state::observables::Leakage;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::effort::Statistics;
use crate::register::generator::Generator;
use crate::register::rates::{Rates, kernel};
use crate::register::state::density::RegisterState;
use crate::register::symmetry::Symmetry;
use crate::solve::picture::Picture;
use crate::solve::state::bath_flow::{BathFlow, BathFlows};
use crate::solve::state::observables::Observables;
use crate::work::Work;
use crate::work::accuracy::Accuracy;
use crate::work::entropy::entropy;
use crate::work::entropy_bound::entropy_bound;
use crate::work::parts::{Basis, Parts};

impl Observables for RegisterState {
    fn cells(&self) -> u32 {
        self.cells()
    }

    fn picture(&self) -> Picture {
        Picture::Register
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
        self.ladders().iter()
    }

    fn work(&self) -> Work {
        self.work()
    }

    fn energy(&self) -> Bounded {
        self.energy()
    }

    fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Result<Parts, Error> {
        Ok(self.parts_at(ergotropy, basis))
    }

    fn ladder_weight(&self, d: u32) -> Bounded {
        self.expectation(1.0, |ladder, _| f64::from(u8::from(ladder == d)))
    }

    fn mean_spin(&self) -> Bounded {
        let half = f64::from(self.cells()) / 2.0;
        self.expectation(half, |d, _| half - f64::from(d))
    }

    fn purity(&self) -> Bounded {
        // Tr ρ² is the sum of squares, as X and Y are orthogonal.
        let elements = self.body().elements();
        let squares = elements.iter().map(|&z| Double::from(z).times(z));
        let value = squares.sum::<Double>().to_f64();
        let off = self.accuracy().total();
        let error = off * (2.0 * value.sqrt() + off) + 4.0 * ROUNDOFF * value;
        Bounded::new(value, error, Kind::Estimate)
    }

    fn entropy(&self) -> Bounded {
        let spectrum = self.spectrum();
        let values = spectrum.values.iter().map(|&(value, _)| value);
        entropy(
            self.cells(),
            values,
            self.accuracy().total() + spectrum.error,
        )
    }

    fn entropy_bound_at(&self, energy: Bounded, entropy: Bounded) -> Bounded {
        entropy_bound(self.cells(), energy, entropy, |_| None)
    }

    fn leakage(&self, ensemble: &Ensemble) -> Leakage {
        let state = self.by_levels();
        let rates = Rates::on(self.cells(), ensemble);
        let levels = state.levels();
        let generator = Generator::new(&Symmetry::none(levels).into(), &rates, state.is_complex());
        let derivative = |elements: &[f64]| state.with(generator.derivative(elements));
        // P ρ P on the bright ladder has one number for each level, shared by all elements.
        let elements = state.body().elements();
        let blocks = state.blocks();
        let mut bright = Vec::with_capacity(elements.len());
        for (k, level) in levels.iter().enumerate() {
            let count = level.len() as f64;
            let share = blocks.of(k).iter().sum::<f64>() / (count * count);
            bright.resize(bright.len() + level.len() * level.len(), share);
        }
        let loss = |state: &RegisterState| -> f64 {
            let (levels, blocks) = (state.levels().iter().enumerate(), state.blocks());
            -levels
                .map(|(k, level)| blocks.of(k).iter().sum::<f64>() / level.len() as f64)
                .sum::<f64>()
        };
        let (all, own) = (loss(&derivative(&elements)), loss(&derivative(&bright)));
        let error = 2.0 * generator.most() * (self.accuracy().total() + 64.0 * ROUNDOFF);
        let number = |value: f64| Bounded::new(value, error, Kind::Estimate);
        Leakage {
            outflow: number(own),
            inflow: number(own - all),
            net: number(all),
        }
    }

    fn energy_flow(&self, ensemble: &Ensemble) -> Bounded {
        let BathFlows { collective, local } = self.bath_flows(ensemble);
        let nothing = Bounded::from(0.0);
        nothing - collective.heat - local.heat
    }

    fn expectation(&self, _: f64, value: impl Fn(u32, u32) -> f64) -> Bounded {
        let (mut sum, mut error, mut size) = (Double::ZERO, 0.0, 0.0f64);
        for (d, k, weight) in self.ladders().iter() {
            let factor = value(d, k);
            sum += Double::from(weight.value).times(factor);
            // The error of the state is counted once for all weights.
            error += (weight.error - self.accuracy().total()).max(0.0) * factor.abs();
            size = size.max(factor.abs());
        }
        let sum = sum.to_f64();
        let error = error + size * self.accuracy().total() + 4.0 * ROUNDOFF * sum.abs();
        Bounded::new(sum, error, Kind::Estimate)
    }

    fn work_of_cells(&self) -> Option<Bounded> {
        let (correlations, tips) = (self.correlations(), self.tips());
        let of_cell = |cell: usize| {
            // With s = p - 1/2 and c = |⟨σ-⟩| the work is s + √(s² + c²).
            let tilt = correlations.of(cell, cell).value - 0.5;
            let length = tilt.hypot(tips[cell]);
            if tilt > 0.0 {
                tilt + length
            } else if tips[cell] > 0.0 {
                tips[cell] * (tips[cell] / (length - tilt))
            } else {
                0.0
            }
        };
        let cells = self.cells() as usize;
        let sum: f64 = (0..cells).map(of_cell).sum();
        let error = 2.0 * cells as f64 * (self.accuracy().total() + 4.0 * ROUNDOFF);
        Some(Bounded::new(sum, error, Kind::Estimate))
    }

    fn bath_flows_at(&self, ensemble: &Ensemble, _: Bounded) -> BathFlows {
        let correlations = self.correlations();
        let cells = self.cells() as usize;
        let kernel = |i: usize, j: usize| kernel(cells, ensemble, i, j);
        let own = |i: usize, j: usize| f64::from(u8::from(i == j));
        let flow = |channel: crate::model::noise::Channel, rates: &dyn Fn(usize, usize) -> f64| {
            BathFlow::new(
                [channel.emission(), channel.absorption()],
                [
                    correlations.flow(rates, false),
                    correlations.flow(rates, true),
                ],
            )
        };
        BathFlows {
            collective: flow(ensemble.collective_channel(), &kernel),
            local: flow(ensemble.local_channel(), &own),
        }
    }

    fn left_out(&self, _: &Ensemble) -> Option<Bounded> {
        Some(Bounded::from(0.0))
    }
}
