//! States of other forms, over bit strings.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::method::Method;
use crate::model::start::register::RegisterStart;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::register::levels::Levels;
use crate::register::state::body::{Body, element};
use crate::register::state::density::RegisterState;
use crate::work::accuracy::Accuracy;

impl RegisterState {
    /// A permutation-invariant state that is diagonal in energy, from its populations p(d, k).
    ///
    /// An element depends on the number x of excitations by which its strings differ: on level k it is Σ_d p/ν_d times the element
    /// of the projector to ladder d, which is ν_d/C(N,k) times the Hahn polynomial ₃F₂(-d, d-N-1, -x; -k, k-N; 1).
    pub(crate) fn even(
        levels: &Arc<Levels>,
        populations: &[(u32, u32, f64)],
        accuracy: Accuracy,
    ) -> Self {
        let n = levels.cells();
        let mut elements = vec![0.0; levels.elements()];
        for (k, level) in (0u32..).zip(levels.iter()) {
            let here: Vec<_> = populations
                .iter()
                .filter(|&&(_, rung, p)| rung == k && p != 0.0)
                .collect();
            if here.is_empty() {
                continue;
            }
            let most = k.min(n - k);
            let by_distance: Vec<f64> = (0..=most)
                .map(|x| {
                    let terms = here.iter().map(|&&(d, _, p)| hahn([n, k, d, x]).times(p));
                    let sum: Double = terms.sum();
                    (sum / Double::from(level.len() as f64)).to_f64()
                })
                .collect();
            let size = level.len();
            let block = &mut elements[level.range()];
            for (row, &r) in block.chunks_exact_mut(size).zip(&level.strings) {
                for (element, &c) in row.iter_mut().zip(&level.strings) {
                    *element = by_distance[((r ^ c).count_ones() / 2) as usize];
                }
            }
        }
        let rounding = f64::from(n + 1) * 8.0 * ROUNDOFF;
        let accuracy = Accuracy {
            absolute: accuracy.absolute + rounding,
            ..accuracy
        };
        Self::new(Body::new(levels, elements, false), accuracy, Method::Given)
    }

    /// A state over bit strings; what coherence between levels it has is kept if levels are joined. Its trace is 1 within 1e-10; the rest
    /// is an error.
    pub(crate) fn of_strings(levels: &Arc<Levels>, start: &RegisterStart) -> Self {
        let mut elements = Vec::with_capacity(levels.elements());
        let mut complex = false;
        for level in levels.iter() {
            for &r in &level.strings {
                for &c in &level.strings {
                    let z = start.element(r as usize, c as usize);
                    complex |= z.im != 0.0;
                    elements.push(z.re + z.im);
                }
            }
        }
        let accuracy = Accuracy {
            relative: 0.0,
            absolute: start.excess(),
            kind: Kind::Bound,
        };
        Self::new(
            Body::new(levels, elements, complex),
            accuracy,
            Method::Given,
        )
    }

    /// Whether a start has coherence between levels of energy.
    pub(crate) fn has_coherence_between_levels(start: &RegisterStart) -> bool {
        if !start.spans_levels() {
            return false;
        }
        let size = 1usize << start.cells();
        let differ = |r: usize, c: usize| r.count_ones() != c.count_ones();
        (0..size).any(|r| (0..r).any(|c| differ(r, c) && start.element(r, c).norm_sqr() > 0.0))
    }

    /// The density matrix over bit strings. Cost: O(4^N).
    ///
    /// # Errors
    /// [`Error::TooLarge`] if 4^N elements would take more memory than an answer may.
    pub fn density_matrix(&self) -> Result<RegisterStart, Error> {
        crate::numerics::memory::check(
            self.cells(),
            "a density matrix",
            crate::numerics::memory::matrix_bytes,
        )?;
        let size = 1usize << self.cells();
        let mut all = vec![num_complex::Complex64::ZERO; size * size];
        let blocks = self.blocks();
        for (k, level) in self.levels().iter().enumerate() {
            let block = blocks.of(k);
            for (i, &r) in level.strings.iter().enumerate() {
                for (j, &c) in level.strings.iter().enumerate() {
                    let (held, turned) = (block[i * level.len() + j], block[j * level.len() + i]);
                    all[r as usize * size + c as usize] = element(held, turned);
                }
            }
        }
        Ok(RegisterStart::computed(self.cells(), all))
    }
}

/// ₃F₂(-d, d-N-1, -x; -k, k-N; 1), with up to 14 terms of changing sign in 106 bits.
fn hahn([n, k, d, x]: [u32; 4]) -> Double {
    let [n, k, d, x] = [n, k, d, x].map(f64::from);
    let (mut sum, mut term) = (Double::ONE, Double::ONE);
    let mut i = 0.0;
    while i < d.min(x) {
        let above = Double::from((i - d) * (d - n - 1.0 + i)).times(i - x);
        let below = Double::from((i - k) * (k - n + i)).times(i + 1.0);
        term = term * above / below;
        sum += term;
        i += 1.0;
    }
    sum
}
