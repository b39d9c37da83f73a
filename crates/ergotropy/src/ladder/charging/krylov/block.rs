//! A block of the evolution: what its Krylov space says of the populations, and with what errors.

use crate::ladder::chain::support::Populations;
use crate::ladder::chain::window::Window;
use crate::ladder::charging::krylov::arnoldi::Krylov;
use crate::ladder::charging::krylov::pade::History;

/// Error in Σ|p| that one block may add at the border of its window.
pub(crate) const LEAK: f64 = 1e-14;

/// One block of time: its Krylov space, and how far it counts.
pub(crate) struct Block {
    pub(crate) window: Window,
    pub(crate) krylov: Krylov,
    pub(crate) history: History,
    /// The steady state on the window, where the block follows the distance from it.
    pub(crate) steady: Option<Vec<f64>>,
    /// Truncation, rounding and leak up to each node.
    pub(crate) errors: Vec<f64>,
    /// Node up to which the block counts.
    pub(crate) end: usize,
    pub(crate) leaks: [f64; 4],
}

impl Block {
    /// Sets how far the block counts, with `allowed` for the truncation, and with what errors.
    pub(crate) fn judged_by(mut self, borders: &[(usize, [f64; 4])], allowed: f64) -> Self {
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
            if truncation <= allowed.max(0.3 * rounding) && leak <= LEAK.max(rounding) {
                self.end = node;
            }
        }
        self
    }

    /// The populations at times from the beginning of the block.
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
