//! The stages that each of two threads solves.

use std::ops::Range;

use crate::ladder::elimination::dissection::order::tree::Tree;

/// Below this number of factors one thread has read them before a second one could start.
pub(crate) const MANY: usize = 1 << 19;

/// A piece with more than this fraction, 1/`PARTS`, of all factors is cut further, if it can be.
const PARTS: usize = 10;

/// The stages that each of two hands (threads) solves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hands {
    /// The pieces of each hand: their stages, and the places that these stages eliminate.
    pub(crate) pieces: [Vec<(Range<usize>, Range<usize>)>; 2],
    /// Stages of the lines between the pieces.
    pub(crate) lines: Vec<usize>,
}

impl Hands {
    /// Deals out the stages of a tree, the factors of which begin at `starts`.
    pub(crate) fn new(tree: &Tree, starts: &[usize], factors: usize) -> Self {
        let mut hands = Self::default();
        let end = |stage: usize| starts.get(stage + 1).copied().unwrap_or(factors);
        let most = factors / PARTS;
        let Some(last) = tree.stages.len().checked_sub(1) else {
            return hands;
        };
        let mut pieces = Vec::new();
        let mut open = vec![last];
        while let Some(root) = open.pop() {
            let first = first_stage(tree, root);
            if factors < MANY || end(root) - starts[first] <= most || tree.stages[root].pieces == 0
            {
                pieces.push((end(root) - starts[first], first..root + 1));
                continue;
            }
            hands.lines.push(root);
            let mut child = root;
            for _ in 0..tree.stages[root].pieces {
                child -= 1;
                open.push(child);
                child = first_stage(tree, child);
            }
        }
        pieces.sort_by_key(|(size, stages)| (std::cmp::Reverse(*size), stages.start));
        hands.lines.sort_unstable();
        let mut held = [0, 0];
        for (size, stages) in pieces {
            let hand = usize::from(held[1] < held[0]);
            held[hand] += size;
            let end = tree.stages[stages.end - 1].own.end;
            let count: usize = tree.stages[stages.clone()]
                .iter()
                .map(|s| s.own.len())
                .sum();
            hands.pieces[hand].push((stages, end - count..end));
        }
        hands
    }
}

/// The first stage of the piece whose last stage is `stage`.
fn first_stage(tree: &Tree, stage: usize) -> usize {
    (0..tree.stages[stage].pieces).fold(stage, |first, _| first_stage(tree, first - 1))
}
