//! The work of a state of the ladder picture.

use crate::bounded::Bounded;
use crate::ladder::state::geometric;
use crate::ladder::state::{Accuracy, LadderState};
use crate::numerics::double::{Double, ROUNDOFF};
use crate::work::Work;
use crate::work::even_levels::EvenLevels;
use crate::work::parts::{Basis, Parts};
use crate::work::spectrum::Spectrum;

/// Greatest number of populations of geometric ladders that are sorted.
const FEW: u128 = 1 << 19;

impl LadderState {
    /// Energy, passive energy and ergotropy together.
    ///
    /// Cost: O(S log S) for S populations, on two threads where they are many. States of geometric ladders
    /// (Gibbs starts and steady states of collective noise beyond 512 cells) with more than 2^19
    /// populations are valued boundary by boundary in O(boundaries × rungs), without a list; the errors are
    /// then estimates. Otherwise they are bounds by the theorem of [`work`](crate::work).
    pub(crate) fn work(&self) -> Work {
        // Few populations are sorted, since then the error is proved.
        if let Some(work) = self
            .geometric()
            .filter(|_| self.stored() > FEW)
            .and_then(|ladders| geometric::work::work(self, ladders))
        {
            return work;
        }
        Work::of(self, self.accuracy())
    }

    /// The given ergotropy with and without coherence in a basis. Between levels there is no coherence. Without
    /// coherence between bit strings, the weight of each level is spread evenly over its strings. Cost: O(S)
    /// for S populations, and O(L log L) for the L levels that they span.
    pub(crate) fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Parts {
        match basis {
            Basis::Levels => Parts::incoherent(ergotropy),
            Basis::Strings => {
                let (first, weights) = self.level_weights();
                let accuracy = Accuracy {
                    relative: self.accuracy().relative + 1.01 * ROUNDOFF,
                    ..self.accuracy()
                };
                let levels = EvenLevels::new(self.multiplicities(), first, weights);
                Parts::new(ergotropy, Work::of(&levels, accuracy).ergotropy)
            }
        }
    }

    /// The first level with weight, and the weights of all levels from there to the last one.
    fn level_weights(&self) -> (u32, Vec<f64>) {
        let runs = (0..self.runs()).map(|index| self.extent_of_run(index).1);
        let ends = runs.reduce(|all, run| all.start.min(run.start)..all.end.max(run.end));
        let levels = ends.unwrap_or(0..0);
        let mut sums = vec![Double::ZERO; levels.len()];
        let mut scratch = Vec::new();
        for index in 0..self.runs() {
            let (_, first, weights) = self.run(index, &mut scratch);
            let own = &mut sums[(first - levels.start) as usize..];
            for (sum, &p) in own.iter_mut().zip(weights) {
                *sum += Double::from(p);
            }
        }
        (levels.start, sums.into_iter().map(Double::to_f64).collect())
    }

    /// Ergotropy W = E - E_passive (Eq. 5), in units of ħω.
    pub(crate) fn ergotropy(&self) -> Bounded {
        self.work().ergotropy
    }
}

#[cfg(test)]
mod tests;
