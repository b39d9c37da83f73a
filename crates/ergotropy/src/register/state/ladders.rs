//! The weights of ladders and their rungs, Tr P(d, k) ρ, of any state.
//!
//! J-^a takes rung k of ladder d to rung k - a, and to nothing if a > k - d. So the traces Tr J-^a ρ_k J+^a, which are sums over the blocks
//! of a state, determine the weights from the bright ladder on, one after the other.

use crate::bounded::Bounded;
use crate::numerics::double::ROUNDOFF;
use crate::register::levels::Levels;
use crate::register::state::body::Body;

/// The weights of all (d, k), in the order of k and then d.
#[derive(Debug)]
pub(crate) struct Ladders {
    weights: Vec<(u32, u32, Bounded)>,
}

impl Ladders {
    /// The weights of a state that is known up to a trace norm `off`. Cost: O(N² C(2N, N)).
    pub(crate) fn of(body: &Body, off: f64) -> Self {
        let levels = body.levels();
        let n = levels.cells();
        let mut weights = Vec::new();
        let blocks = body.blocks();
        for k in 0..=n {
            // Above the middle raising takes fewer steps.
            let up = k > n / 2;
            let (steps, most) = (if up { n - k } else { k }, k.min(n - k));
            let mut block = blocks.of(k as usize).to_vec();
            let mut traces = vec![trace(&block, levels.level(k as usize).len())];
            for step in 0..steps {
                let at = if up { k + step } else { k - step };
                block = moved(levels, at as usize, up, &block);
                let next = if up { at + 1 } else { at - 1 };
                traces.push(trace(&block, levels.level(next as usize).len()));
            }
            // |J-^a|d, k⟩|² = Π (k' - d)(N - d - k' + 1) over the rungs k' that are left; upwards with N - k in place of k.
            let rung = if up { n - k } else { k };
            let factor = |d: u32, a: u32| -> f64 {
                (0..a)
                    .map(|b| f64::from(rung - b - d) * f64::from(n - d + 1 + b - rung))
                    .product()
            };
            let mut found: Vec<(f64, f64)> = Vec::new();
            for d in 0..=most {
                let a = rung - d;
                let own = factor(d, a);
                let others = || (0..).zip(&found).map(|(e, found)| (factor(e, a), found));
                let taken: f64 = others().map(|(factor, found)| factor * found.0).sum();
                let value = (traces[a as usize] - taken) / own;
                let rounding: f64 = others()
                    .map(|(factor, found)| factor * (found.1 + 4.0 * ROUNDOFF * found.0.abs()))
                    .sum();
                let scale = traces[a as usize].abs() / own;
                found.push((
                    value,
                    4.0 * ROUNDOFF * f64::from(n) * scale + rounding / own,
                ));
            }
            for (d, (value, rounding)) in (0..).zip(found) {
                let kind = crate::bounded::Kind::Estimate;
                let weight = Bounded::new(value.max(0.0), rounding + off, kind);
                weights.push((d, k, weight));
            }
        }
        Self { weights }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32, Bounded)> + '_ {
        self.weights.iter().copied()
    }
}

/// J- ρ_k J+, or J+ ρ_k J-.
fn moved(levels: &Levels, k: usize, up: bool, block: &[f64]) -> Vec<f64> {
    let level = levels.level(k);
    let next = levels.level(if up { k + 1 } else { k - 1 });
    // From each string of the next level, the strings that lead to it.
    let origins = |place: usize| {
        let (above, below) = next.steps(place);
        if up { below } else { above }
    };
    let (size, from) = (next.len(), level.len());
    let mut rows = vec![0.0; size * from];
    for (place, row) in rows.chunks_exact_mut(from).enumerate() {
        for step in origins(place) {
            let source = &block[step.place as usize * from..][..from];
            for (x, &source) in row.iter_mut().zip(source) {
                *x += source;
            }
        }
    }
    let mut out = Vec::with_capacity(size * size);
    for row in rows.chunks_exact(from) {
        out.extend((0..size).map(|place| {
            let steps = origins(place).iter();
            steps.map(|step| row[step.place as usize]).sum::<f64>()
        }));
    }
    out
}

fn trace(block: &[f64], size: usize) -> f64 {
    (0..size).map(|i| block[i * (size + 1)]).sum()
}
