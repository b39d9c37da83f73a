//! The numbers read off populations.

use num_complex::Complex64;

use crate::bounded::Bounded;
use crate::error::Error;
use crate::ladder::state::LadderState;
use crate::ladder::state::observables::Leakage;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::RegisterStart;
use crate::numerics::effort::{self, Limits, Statistics};
use crate::numerics::memory::{self, matrix_bytes};
use crate::schur::Transform;
use crate::solve::picture::Picture;
use crate::solve::state::observables::Observables;
use crate::work::Work;
use crate::work::accuracy::Accuracy;
use crate::work::parts::{Basis, Parts};

/// Runs `work` with as many threads as the state itself was allowed.
fn on_its_threads<T>(state: &LadderState, work: impl FnOnce() -> T) -> T {
    let limits = Limits {
        threads: state.threads(),
        ..effort::limits()
    };
    effort::within(limits, work)
}

impl LadderState {
    /// The density matrix over bit strings, in which the copies of a ladder share its weights evenly.
    pub(super) fn density_matrix(&self) -> Result<RegisterStart, Error> {
        let transform = Transform::new(self.lattice().cells())?;
        let basis = transform.basis();
        let cost = |cells| 2 * matrix_bytes(cells);
        memory::check(basis.cells(), "a density matrix over bit strings", cost)?;
        let size = basis.dimension();
        let mut elements = vec![Complex64::ZERO; size * size];
        for (d, k, weight) in self.populations() {
            let copies = basis.copies(d);
            for copy in 0..copies {
                let share = Complex64::from(weight / copies as f64);
                elements[basis.index(d, k, copy) * (size + 1)] = share;
            }
        }
        transform.matrix_to_strings(&mut elements);
        Ok(RegisterStart::computed(basis.cells(), elements))
    }

    fn bounded(&self, weight: f64) -> Bounded {
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        Bounded::new(weight, relative * weight + absolute, kind)
    }
}

impl Observables for LadderState {
    fn cells(&self) -> u32 {
        self.lattice().cells()
    }

    fn picture(&self) -> Picture {
        Picture::Ladder
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
        self.populations()
            .map(|(d, k, weight)| (d, k, self.bounded(weight)))
    }

    fn population(&self, d: u32, k: u32) -> Bounded {
        self.bounded(self.population(d, k))
    }

    fn work(&self) -> Work {
        on_its_threads(self, || self.work())
    }

    fn energy(&self) -> Bounded {
        self.energy()
    }

    fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Result<Parts, Error> {
        Ok(on_its_threads(self, || self.parts_at(ergotropy, basis)))
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
        self.entropy_bound_at(energy, entropy)
    }

    fn leakage(&self, ensemble: &Ensemble) -> Leakage {
        self.leakage(ensemble)
    }

    fn energy_flow(&self, ensemble: &Ensemble) -> Bounded {
        self.energy_flow(ensemble)
    }

    fn expectation(&self, most: f64, value: impl Fn(u32, u32) -> f64) -> Bounded {
        self.expectation(most, value)
    }

    fn left_out(&self, ensemble: &Ensemble) -> Option<Bounded> {
        let most = ensemble.left_out(self)?;
        if most == 0.0 {
            return Some(Bounded::from(0.0));
        }
        // The weight is between zero and the bound.
        Some(Bounded::new(most / 2.0, most / 2.0, self.accuracy().kind))
    }
}
