//! A block of time: the populations that its Krylov space gives, and their errors.
//!
//! A block from t to t + s has one elimination of (1 - γQ), with γ a fixed fraction of s, and one Krylov
//! space ([`Krylov`]). The block counts up to the time at which its errors become too large: a truncation
//! that does not converge, or weight that leaves the window, shortens the block, which need not be computed
//! again.
//!
//! **Window.** Jumps out of the window kill. The true populations obey p' = pQ, while p̂ on the window
//! lacks the flow that leaves the window. The error in Σ|p| is therefore at most ∫ Σ_i |p̂_i| (rates
//! leaving the window from i) ds, because exp(Qt) does not increase Σ|p|. The same holds for p - π. The
//! integral is an upper sum over the nodes of the block.

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::support::{Populations, borders};
use crate::ladder::chain::window::Window;
use crate::ladder::charging::krylov::arnoldi::Krylov;
use crate::ladder::charging::krylov::pade::History;
use crate::ladder::charging::krylov::tuning::{Convergence, Tuning};
use crate::ladder::elimination::dissection::{Dissection, Edge};
use crate::ladder::elimination::purpose::Purpose;

/// The beginning of a block.
pub(crate) struct Beginning {
    pub(crate) window: Window,
    /// The populations on the window, minus the steady state where `steady` is given.
    pub(crate) populations: Vec<f64>,
    /// The steady state, if the window covers all of it.
    pub(crate) steady: Option<Vec<f64>>,
    /// The state of greatest population.
    pub(crate) heaviest: (u32, u32),
}

/// One block of time, with its Krylov space and the node up to which it counts.
pub(crate) struct Block {
    window: Window,
    krylov: Krylov,
    history: History,
    steady: Option<Vec<f64>>,
    /// Truncation, rounding and leak together, up to each node.
    errors: Vec<f64>,
    /// The node up to which the block counts.
    end: usize,
    /// The weight that left the window through each side, in the order of
    /// [`SIDES`](crate::ladder::chain::support::SIDES).
    pub(crate) leaks: [f64; 4],
}

/// The evolution over a block with the present number of directions.
struct Look {
    history: History,
    truncation: f64,
    /// Whether the truncation at the end of the block is small enough.
    settled: bool,
}

impl Look {
    fn new(krylov: &Krylov, gamma: f64, length: f64, tuning: &Tuning) -> Self {
        let history = krylov.evolve(gamma, length, tuning.nodes);
        let last = history.times.len() - 1;
        let truncation = krylov.truncation(&history, last);
        let floor = 0.3 * krylov.rounding(&history, last);
        Self {
            settled: truncation <= tuning.convergence.truncation.max(floor),
            truncation,
            history,
        }
    }
}

impl Block {
    /// A block of the given length, which counts as far as it converges. `step` is called after the
    /// elimination and after each direction.
    ///
    /// # Errors
    /// Those of [`Dissection::new`].
    pub(crate) fn new(
        rates: &Rates,
        beginning: Beginning,
        length: f64,
        tuning: &Tuning,
        step: &mut dyn FnMut(),
    ) -> Result<Self, Error> {
        let Beginning {
            window,
            populations,
            steady,
            heaviest,
        } = beginning;
        let gamma = length / tuning.pace.block;
        let solver = Dissection::new(
            rates,
            &window,
            heaviest,
            gamma.recip(),
            Purpose::Resolvent,
            Edge::Leaking,
        )?;
        step();
        let Convergence {
            checks,
            truncation: allowed,
            ..
        } = tuning.convergence;
        let mut krylov = Krylov::new(populations, tuning.convergence);
        let mut grow = |krylov: &mut Krylov, order: usize| {
            while krylov.order() < order {
                let Some(last) = krylov.last() else { break };
                let mut image = solver.resolve(last);
                for x in &mut image {
                    *x /= gamma;
                }
                krylov.extend(image);
                step();
            }
            Look::new(krylov, gamma, length, tuning)
        };
        let mut best = grow(&mut krylov, checks[0]);
        let mut stalled = 0;
        let mut done = best.settled;
        for &check in &checks[1..] {
            if done || krylov.last().is_none() {
                break;
            }
            let next = grow(&mut krylov, check);
            let least = best.truncation;
            stalled = if next.truncation < 0.5 * least {
                0
            } else {
                stalled + 1
            };
            let floored =
                stalled >= tuning.convergence.stalled && least <= tuning.convergence.floor;
            done = next.settled || floored;
            if next.truncation <= least {
                best = next;
            }
            done |=
                stalled > 0 && krylov.reach(&best.history, allowed) >= tuning.convergence.enough;
        }
        let borders = borders(rates, &window);
        let Look {
            history,
            truncation,
            ..
        } = best;
        let mut block = Self {
            window,
            krylov,
            history,
            steady,
            errors: Vec::new(),
            end: 1,
            leaks: [0.0; 4],
        };
        let tolerated = truncation <= tuning.convergence.tolerated;
        block.judge(
            &borders,
            if tolerated {
                truncation.max(allowed)
            } else {
                allowed
            },
            tuning,
        );
        if block.length() / length < tuning.pace.shortest && truncation <= tuning.convergence.floor
        {
            // The remaining truncation is rounding, which a shorter block would have too.
            block.judge(&borders, truncation, tuning);
        }
        Ok(block)
    }

    /// Sets how far the block counts if a truncation of `allowed` is accepted, and its errors up to
    /// each node.
    fn judge(&mut self, borders: &[(usize, [f64; 4])], allowed: f64, tuning: &Tuning) {
        let (krylov, history) = (&self.krylov, &self.history);
        let flows: Vec<[f64; 4]> = history
            .coefficients
            .iter()
            .zip(&history.sources)
            .map(|(y, x)| {
                let weights = krylov.weights(y, x);
                let mut flow = [0.0; 4];
                for (state, rates) in borders {
                    let p = krylov.at_state(&weights, *state).abs();
                    for (flow, rate) in flow.iter_mut().zip(rates) {
                        *flow += p * rate;
                    }
                }
                flow
            })
            .collect();
        self.leaks = [0.0; 4];
        self.errors = vec![0.0];
        self.end = 1;
        for node in 1..history.times.len() {
            let delta = history.times[node] - history.times[node - 1];
            for (side, leak) in self.leaks.iter_mut().enumerate() {
                *leak += delta * flows[node - 1][side].max(flows[node][side]);
            }
            let leak: f64 = self.leaks.iter().sum();
            let truncation = krylov.truncation(history, node);
            let rounding = krylov.rounding(history, node);
            self.errors.push(truncation + rounding + leak);
            if truncation <= allowed.max(0.3 * rounding)
                && leak <= tuning.margins.leak.max(rounding)
            {
                self.end = node;
            }
        }
    }

    /// The time for which the block counts.
    pub(crate) fn length(&self) -> f64 {
        self.history.times[self.end]
    }

    /// Memory in bytes of the directions.
    pub(crate) fn bytes(&self) -> u128 {
        8 * (self.window.states() * (self.order() + 2)) as u128
    }

    /// The number of directions.
    pub(crate) fn order(&self) -> usize {
        self.history.order()
    }

    /// The error of the populations in Σ|p|, `elapsed` after the beginning of the block.
    pub(crate) fn error(&self, elapsed: f64) -> f64 {
        let node = self.history.times.partition_point(|&s| s < elapsed);
        self.errors[node.min(self.end)]
    }

    /// The populations at times counted from the beginning of the block.
    pub(crate) fn states(&self, elapsed: &[f64]) -> Vec<Populations> {
        let lists: Vec<Vec<f64>> = elapsed
            .iter()
            .map(|&s| {
                let (y, x) = self.history.at(s);
                self.krylov.weights(&y, &x)
            })
            .collect();
        self.krylov
            .combine(&lists)
            .into_iter()
            .map(|mut weights| {
                if let Some(steady) = &self.steady {
                    for (p, steady) in weights.iter_mut().zip(steady) {
                        *p += steady;
                    }
                }
                Populations {
                    window: self.window.clone(),
                    weights,
                }
            })
            .collect()
    }
}
