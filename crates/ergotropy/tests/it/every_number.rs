//! Every number of an answer against references of more than 75 digits, at random points.

use std::collections::BTreeMap;
use std::num::NonZero;

use ergotropy::{Bounded, Channel, Ensemble, Error, Observables, Start, State};
use ergotropy_oracle as oracle;
use oracle::points::{self, FreePoint, Point};
use oracle::{Couplings, Number, RBig, Rates, Reference};

use crate::mixture;

/// Beyond this the oracle takes long.
const CELLS: usize = 12;

/// Curves cost the oracle O(N⁶).
const CHARGED_CELLS: usize = 4;

/// Noise as the library and as the oracle have it.
struct Noise {
    label: String,
    ensemble: Result<Ensemble, Error>,
    rates: Rates,
}

impl Noise {
    fn of_baths(point: &Point) -> Self {
        let ensemble = || {
            mixture(
                point.cells as u64,
                (point.eta, point.gamma_r),
                (point.alpha_c, point.alpha_l),
            )?
            .dephasing(point.dephasing)?
            .collective_dephasing(point.collective_dephasing)
        };
        Self {
            label: format!("{point:?}"),
            ensemble: ensemble(),
            rates: point.parameters().rates(),
        }
    }

    fn of_any_rates(point: &FreePoint) -> Self {
        let ensemble = || {
            Ensemble::new(point.cells as u64)?
                .collective(Channel::rates(
                    point.collective_emission,
                    point.collective_absorption,
                )?)
                .local(Channel::rates(
                    point.local_emission,
                    point.local_absorption,
                )?)
                .dephasing(point.dephasing)?
                .collective_dephasing(point.collective_dephasing)
        };
        Self {
            label: format!("{point:?}"),
            ensemble: ensemble(),
            rates: point.rates(),
        }
    }
}

/// What an attack found.
#[derive(Debug, Default)]
struct Found {
    /// States that were compared.
    states: usize,
    /// Numbers that were compared.
    numbers: usize,
    /// Questions that the library refused, by the words of the refusal without its numbers.
    refused: BTreeMap<String, usize>,
    /// The greatest share of a stated error that was needed, by the name of the number.
    worst: BTreeMap<&'static str, f64>,
    /// Numbers whose error does not cover the truth.
    missed: Vec<String>,
}

impl Found {
    fn number(&mut self, label: &str, name: &'static str, stated: Bounded, truth: &Number) {
        self.numbers += 1;
        let distance = truth.distance(stated.value);
        if distance > 0.0 && distance < f64::INFINITY && stated.error > 0.0 {
            let worst = self.worst.entry(name).or_default();
            *worst = worst.max(distance / stated.error);
        }
        if truth.excludes(stated.value, stated.error) {
            self.missed.push(format!(
                "{name}: {:e} ± {:e} is off by {distance:e} at {label}",
                stated.value, stated.error
            ));
        }
    }

    fn state(&mut self, label: &str, ensemble: &Ensemble, state: &State, truth: &Reference) {
        self.states += 1;
        let mut see = |name, stated, truth: Number| self.number(label, name, stated, &truth);
        let work = state.work();
        see("ergotropy", work.ergotropy, truth.ergotropy());
        see("energy", work.energy, truth.energy());
        see("energy alone", state.energy(), truth.energy());
        see(
            "passive energy",
            work.passive_energy,
            truth.passive_energy(),
        );
        see("purity", state.purity(), truth.purity());
        see("entropy", state.entropy(), truth.entropy());
        see(
            "entropy bound",
            state.entropy_bound(),
            truth.entropy_bound(),
        );
        see("mean spin", state.mean_spin(), truth.mean_spin());
        see(
            "energy flow",
            state.energy_flow(ensemble),
            truth.energy_flow(),
        );
        let (stated, exact) = (state.leakage(ensemble), truth.leakage());
        see("outflow", stated.outflow, exact.outflow);
        see("inflow", stated.inflow, exact.inflow);
        see("net leakage", stated.net, exact.net);
        let cells = state.cells();
        for d in 0..=cells / 2 {
            let weight = truth.ladder_weight(d as usize);
            see("ladder weight", state.ladder_weight(d), weight);
            for k in d..=cells - d {
                let population = truth.population(d as usize, k as usize);
                see("population", state.population(d, k), population);
            }
        }
    }

    fn refusal(&mut self, error: &Error) {
        let words = error.to_string();
        let words = words.split_whitespace();
        let plain = words.filter(|word| !word.chars().any(|c| c.is_ascii_digit()));
        let plain = plain.collect::<Vec<_>>().join(" ");
        *self.refused.entry(plain).or_default() += 1;
    }

    fn join(mut self, other: Self) -> Self {
        self.states += other.states;
        self.numbers += other.numbers;
        for (words, count) in other.refused {
            *self.refused.entry(words).or_default() += count;
        }
        for (name, share) in other.worst {
            let worst = self.worst.entry(name).or_default();
            *worst = worst.max(share);
        }
        self.missed.extend(other.missed);
        self
    }

    /// Asserts that all stated errors cover the truth, and that answers were given: to `answered` of a hundred.
    fn check(self, answered: usize) {
        println!("{} states, {} numbers", self.states, self.numbers);
        for (name, share) in &self.worst {
            println!("{name}: at most {share:.3} of the stated error");
        }
        for (words, count) in &self.refused {
            println!("refused {count} times: {words}");
        }
        for missed in self.missed.iter().take(40) {
            println!("{missed}");
        }
        assert_eq!(self.missed.len(), 0, "errors do not cover the truth");
        let refused: usize = self.refused.values().sum();
        assert!(
            self.states * 100 >= answered * (self.states + refused),
            "{refused} questions were refused, {} answered",
            self.states
        );
    }
}

/// Judges points side by side; the outcome does not depend on the number of threads.
fn attack<P: Sync>(points: &[P], judge: impl Fn(&mut Found, &P) + Sync) -> Found {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let judge = &judge;
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || {
                    let mut found = Found::default();
                    for point in points.iter().skip(thread).step_by(threads) {
                        judge(&mut found, point);
                    }
                    found
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("a judge never panics"))
            .fold(Found::default(), Found::join)
    })
}

/// The steady state that noise alone decides, or else the one from the ground state.
fn steady(found: &mut Found, noise: &Noise) {
    let ensemble = match &noise.ensemble {
        Ok(ensemble) => ensemble,
        Err(error) => return found.refusal(error),
    };
    let cells = ensemble.cells() as usize;
    let couplings = Couplings::new(cells);
    let reference = Reference::steady_state(&couplings, &noise.rates);
    let (state, reference) = match (ensemble.steady_state(), reference) {
        (Ok(state), Ok(reference)) => (state, reference),
        (Err(Error::NonUniqueSteadyState { .. }), Err(_)) => {
            let start = oracle::Start::Ground.populations(cells);
            let reference = Reference::steady_state_from(&couplings, &noise.rates, &start);
            match ensemble.steady_state_from(&Start::ground()) {
                Ok(state) => (state, reference),
                Err(error) => return found.refusal(&error),
            }
        }
        (Err(Error::NonUniqueSteadyState { because }), Ok(_)) => {
            let missed = format!("refused as not unique: {because}, at {}", noise.label);
            return found.missed.push(missed);
        }
        (Ok(_), Err(several)) => {
            let missed = format!("answered, but {several}, at {}", noise.label);
            return found.missed.push(missed);
        }
        (Err(error), _) => return found.refusal(&error),
    };
    found.state(&noise.label, ensemble, &state, &reference);
}

/// A curve of three times from a Gibbs start, scaled to the rates.
fn charged(found: &mut Found, noise: &Noise) {
    let ensemble = match &noise.ensemble {
        Ok(ensemble) => ensemble,
        Err(error) => return found.refusal(error),
    };
    let cells = ensemble.cells() as usize;
    let couplings = Couplings::new(cells);
    let times = [0.0, 2f64.powi(-9), 0.75];
    let curve = match Start::gibbs(0.25).and_then(|start| ensemble.charge(&start, &times)) {
        Ok(curve) => curve,
        Err(error) => return found.refusal(&error),
    };
    let quarter = RBig::from_parts(1.into(), 4u8.into());
    let start = oracle::Start::Gibbs(quarter).populations(cells);
    for (point, time) in curve.points().iter().zip(times) {
        let reference = Reference::charged(&couplings, &noise.rates, &start, time);
        let label = format!("t = {time} of {}", noise.label);
        found.state(&label, ensemble, &point.state, &reference);
    }
}

fn baths(count: usize, cells: usize) -> Vec<Noise> {
    let points = points::wild(cells).take(count);
    points.map(|point| Noise::of_baths(&point)).collect()
}

fn any_rates(count: usize, cells: usize) -> Vec<Noise> {
    let points = points::free(cells).take(count);
    points.map(|point| Noise::of_any_rates(&point)).collect()
}

#[test]
fn steady_states_of_baths() {
    attack(&baths(2_000, CELLS), steady).check(90);
}

#[test]
fn steady_states_of_any_rates() {
    attack(&any_rates(2_000, CELLS), steady).check(90);
}

#[test]
fn curves() {
    attack(&baths(200, CHARGED_CELLS), charged).check(90);
    attack(&any_rates(200, CHARGED_CELLS), charged).check(90);
}

#[test]
#[ignore = "takes minutes: a hundred thousand points"]
fn at_a_hundred_thousand_points() {
    attack(&baths(45_000, CELLS), steady).check(90);
    attack(&any_rates(45_000, CELLS), steady).check(90);
    attack(&baths(5_000, CHARGED_CELLS), charged).check(90);
    attack(&any_rates(5_000, CHARGED_CELLS), charged).check(90);
}
