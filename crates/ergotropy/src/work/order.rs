//! The eigenvalues of a state, greatest first.

use crate::numerics::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::numerics::parallel::both;
use crate::numerics::scaled::Scaled;
use crate::work::filling::{self, Sums, Tally};
use crate::work::group::Group;
use crate::work::places::{Count, Places};
use crate::work::spectrum::Spectrum;

/// The numbers that decide when and how populations are sorted in buckets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sorting {
    /// Number of populations above which buckets and two threads are faster.
    many: usize,
    /// Greatest number of populations that are sorted at once; each takes 24 bytes.
    chunk: usize,
    /// Number of leading bits of a key that choose its bucket.
    bucket_bits: u32,
}

impl Default for Sorting {
    fn default() -> Self {
        Self {
            many: 1 << 16,
            chunk: 1 << 23,
            bucket_bits: 14,
        }
    }
}

/// Greatest difference of the keys of one eigenvalue, in units of their last bit.
const KEY_ERROR: u64 = 8;

/// A state, with tables to sort its eigenvalues by integer keys.
pub(crate) struct Order<'a, S> {
    state: &'a S,
    places: Places,
    /// 1/ν_d = m 2^e with m in [1/2, 1].
    inverse: Vec<(f64, i64)>,
    /// Exponent of the greatest possible eigenvalue.
    top: i64,
    /// Number of bits of the mantissa in a key.
    mantissa: u32,
    sorting: Sorting,
    /// Number of bits of a key below those that choose its bucket.
    bucket_shift: u32,
    /// Number of positive populations.
    positive: usize,
    /// The lowest level with weight.
    lowest: u32,
    /// The highest level with weight.
    highest: u32,
}

impl<'a, S: Spectrum + Sync> Order<'a, S> {
    pub(crate) fn new(state: &'a S) -> Self {
        Self::with(Sorting::default(), state)
    }

    fn with(sorting: Sorting, state: &'a S) -> Self {
        let mut positive = Vec::with_capacity(state.runs());
        let (mut lowest, mut highest) = (u32::MAX, 0);
        let mut scratch = Vec::new();
        for run in 0..state.runs() {
            let (d, first, weights) = state.run(run, &mut scratch);
            if let Some(zeros) = weights.iter().position(|&p| p > 0.0) {
                let k = (first..).nth(zeros).unwrap_or(first);
                lowest = lowest.min(k);
                let last = weights.iter().rposition(|&p| p > 0.0).unwrap_or(zeros);
                highest = highest.max((first..).nth(last).unwrap_or(first));
                positive.push((d, weights.iter().filter(|&&p| p > 0.0).count()));
            }
        }
        let ends = match (positive.first(), positive.last()) {
            (Some(&(first, _)), Some(&(last, _))) => (first, last),
            _ => (0, 0),
        };
        let places = state.places(ends, |d| {
            positive
                .binary_search_by_key(&d, |&(ladder, _)| ladder)
                .map_or(0.0, |found| positive[found].1 as f64)
        });
        let inverse: Vec<(f64, i64)> = places
            .copies
            .iter()
            .map(|copies| {
                let (value, exponent) = Scaled::from(copies.value).parts();
                (value.to_f64().recip(), -(exponent + copies.exponent))
            })
            .collect();
        let exponents = || inverse.iter().map(|&(_, exponent)| exponent);
        let top = exponents().max().unwrap_or(0) + 2;
        let range = top - (exponents().min().unwrap_or(0) - 1080);
        let exponent_bits = 64 - range.unsigned_abs().leading_zeros();
        let mantissa = 52.min(64 - exponent_bits);
        Self {
            state,
            places,
            inverse,
            top,
            mantissa,
            sorting,
            bucket_shift: (exponent_bits + mantissa).saturating_sub(sorting.bucket_bits),
            positive: positive.iter().map(|&(_, count)| count).sum(),
            lowest: lowest.min(highest),
            highest,
        }
    }

    /// The lowest level with weight.
    pub(crate) fn lowest(&self) -> u32 {
        self.lowest
    }

    /// The highest level with weight.
    pub(crate) fn highest(&self) -> u32 {
        self.highest
    }

    /// Error of the passive energy, relative to it, if the order of the keys is trusted.
    ///
    /// Keys with an error of δ are the keys of eigenvalues with an error of δ, in their best arrangement.
    /// The error is zero if near ties are decided in double-doubles.
    pub(crate) fn misorder(&self) -> f64 {
        if self.refines() {
            0.0
        } else {
            2.0 * (4.0 * ROUNDOFF + 0.5f64.powi(self.mantissa.try_into().unwrap_or(0)))
        }
    }

    /// Error of the gain from errors of counts, relative to the number of cells: the weight that they
    /// move by one level, summed over levels.
    pub(crate) fn count_error(&self) -> f64 {
        let sums = 4.0 * (self.positive + self.places.below.len()) as f64 * ROUNDOFF_SQUARED;
        2.0 * (self.places.error + sums) * self.places.below.len() as f64
    }

    fn refines(&self) -> bool {
        self.state.multiplicities().table().is_some()
    }

    fn key(&self, d: u32, weight: f64) -> u64 {
        const FRACTION: u64 = (1 << 52) - 1;
        const ONE: u64 = 1023 << 52;
        // A subnormal float has no exponent field to read.
        let (weight, lifted) = if weight < f64::MIN_POSITIVE {
            (weight * 2f64.powi(64), 64)
        } else {
            (weight, 0)
        };
        let (inverse, exponent) = self.inverse[(d - self.places.ladder) as usize];
        let bits = weight.to_bits();
        let product = (f64::from_bits(bits & FRACTION | ONE) * inverse).to_bits();
        // Each of the two fields has a bias of 1023, and all are below 2^63.
        let fields = ((bits >> 52) + (product >> 52)).cast_signed();
        let down = self.top + 2046 - (fields - lifted + exponent);
        (down.unsigned_abs() << self.mantissa)
            | ((FRACTION - (product & FRACTION)) >> (52 - self.mantissa))
    }

    /// Calls `found` with each group of positive weight, run by run.
    fn scan(&self, runs: std::ops::Range<usize>, mut found: impl FnMut(Group)) {
        let mut scratch = Vec::new();
        for run in runs {
            let (d, first, weights) = self.state.run(run, &mut scratch);
            for (k, &weight) in (first..).zip(weights) {
                if weight > 0.0 {
                    let key = self.key(d, weight);
                    found(Group { key, weight, d, k });
                }
            }
        }
    }

    /// All groups in order.
    pub(crate) fn sorted(&self) -> Vec<Group> {
        let mut groups = Vec::with_capacity(self.positive);
        self.scan(0..self.state.runs(), |group| groups.push(group));
        groups.sort_unstable_by_key(Group::rank);
        if self.refines() {
            self.refine(&mut groups);
        }
        groups
    }

    /// Sorts groups whose keys are too near to be trusted, by their eigenvalues in double-doubles.
    fn refine(&self, groups: &mut [Group]) {
        // With exponents of their own, so that no digit falls below the least float.
        let eigenvalue = |group: &Group| {
            Scaled::from(group.weight) / Scaled::from(self.places.copies(group.d).value)
        };
        for near in groups.chunk_by_mut(|a, b| b.key - a.key <= KEY_ERROR) {
            if near.len() > 1 {
                near.sort_by(|a, b| {
                    let (one, other) = (eigenvalue(a), eigenvalue(b));
                    other
                        .partial_cmp(&one)
                        .unwrap_or(std::cmp::Ordering::Equal)
                        .then(a.k.cmp(&b.k))
                        .then(a.d.cmp(&b.d))
                });
            }
        }
    }

    /// Fills the levels from the lowest up, with the greatest eigenvalues first.
    pub(crate) fn fill(&self) -> Sums {
        let nothing = Count {
            value: Double::ZERO,
            exponent: self.places.copies[0].exponent,
        };
        if self.positive < self.sorting.many {
            return filling::fill(&self.places, &self.sorted(), self.lowest, nothing);
        }
        let cuts = self.cuts();
        let mut sums = Sums::default();
        let mut before = Tally::from(nothing);
        // Chunks are handled two at a time, whatever the number of threads, so that memory stays small.
        for pair in cuts.chunks(2) {
            let chunks = both(pair, |(buckets, count)| self.chunk(buckets, *count));
            let counted = both(&chunks, |chunk| filling::count(&self.places, chunk));
            let mut starts = Vec::with_capacity(2);
            for (chunk, tally) in chunks.iter().zip(counted) {
                starts.push((chunk, before.count()));
                before.add(tally.count());
            }
            for part in both(&starts, |(chunk, start)| {
                filling::fill(&self.places, chunk, self.lowest, *start)
            }) {
                sums.add(&part);
            }
        }
        sums
    }

    fn bucket(&self, key: u64) -> usize {
        usize::try_from(key >> self.bucket_shift).unwrap_or(usize::MAX)
    }

    /// Ranges of buckets with about equally many groups; the number of ranges is even.
    fn cuts(&self) -> Vec<((usize, Vec<usize>), usize)> {
        let runs = self.state.runs();
        let halves = [0..runs / 2, runs / 2..runs];
        let buckets = 1 << self.sorting.bucket_bits;
        let counted = both(&halves, |half| {
            let mut counts = vec![0usize; buckets];
            self.scan(half.clone(), |group| counts[self.bucket(group.key)] += 1);
            counts
        });
        let mut counts = vec![0usize; buckets];
        for half in counted {
            for (sum, count) in counts.iter_mut().zip(half) {
                *sum += count;
            }
        }
        let parts = 2 * self.positive.div_ceil(2 * self.sorting.chunk);
        let share = self.positive.div_ceil(parts);
        let mut cuts: Vec<((usize, Vec<usize>), usize)> = Vec::new();
        let (mut first, mut sizes, mut sum) = (0, Vec::new(), 0);
        for (bucket, &count) in counts.iter().enumerate() {
            sizes.push(count);
            sum += count;
            if sum >= share || bucket + 1 == counts.len() {
                cuts.push(((first, std::mem::take(&mut sizes)), sum));
                (first, sum) = (bucket + 1, 0);
            }
        }
        cuts
    }

    /// The sorted groups of the buckets from `first` on, whose sizes are given.
    fn chunk(&self, (first, sizes): &(usize, Vec<usize>), count: usize) -> Vec<Group> {
        // Memory of zeros comes from the system without being written to.
        let mut groups = bytemuck::zeroed_vec::<Group>(count);
        let mut next: Vec<usize> = sizes
            .iter()
            .scan(0, |sum, &size| {
                let start = *sum;
                *sum += size;
                Some(start)
            })
            .collect();
        self.scan(0..self.state.runs(), |group| {
            if let Some(place) = self
                .bucket(group.key)
                .checked_sub(*first)
                .and_then(|bucket| next.get_mut(bucket))
            {
                groups[*place] = group;
                *place += 1;
            }
        });
        let mut rest = groups.as_mut_slice();
        for &size in sizes {
            let (bucket, others) = rest.split_at_mut(size);
            bucket.sort_unstable_by_key(Group::rank);
            rest = others;
        }
        if self.refines() {
            self.refine(&mut groups);
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};
    use rand_distr::{Distribution, StandardUniform};

    use super::*;
    use crate::spin::lattice::Lattice;
    use crate::spin::multiplicity::Multiplicities;

    /// Populations of whole ladders: the weights of d = 0, 1, ... in turn.
    struct Ladders {
        multiplicities: Multiplicities,
        weights: Vec<Vec<f64>>,
    }

    impl Ladders {
        fn random(cells: u32, seed: u64) -> Self {
            let multiplicities = Multiplicities::new(cells);
            let lattice = multiplicities.lattice();
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let mut weight = || {
                let [size, zero]: [f64; 2] =
                    std::array::from_fn(|_| StandardUniform.sample(&mut random));
                if zero < 0.1 {
                    0.0
                } else {
                    (-40.0 * size).exp()
                }
            };
            let weights = (0..lattice.ladders())
                .map(|d| lattice.rungs(d).map(|_| weight()).collect())
                .collect();
            Self {
                multiplicities,
                weights,
            }
        }
    }

    impl Spectrum for Ladders {
        fn multiplicities(&self) -> &Multiplicities {
            &self.multiplicities
        }

        fn runs(&self) -> usize {
            self.weights.len()
        }

        fn run<'a>(&'a self, index: usize, _: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]) {
            let d = u32::try_from(index).unwrap_or(u32::MAX);
            (d, d, &self.weights[index])
        }
    }

    #[test]
    fn chunks_fill_the_levels_as_one_list_does() {
        // Few cells have exact counts; many have counts relative to a level.
        for cells in [1, 7, 40, 520] {
            let state = Ladders::random(cells, cells.into());
            let whole = Order::new(&state).fill();
            let states = Lattice::new(cells).states();
            for (parts, bucket_bits) in [(1, 10), (4, 14), (20, 5)] {
                let sorting = Sorting {
                    many: 0,
                    chunk: usize::try_from(states.div_ceil(parts)).unwrap_or(usize::MAX),
                    bucket_bits,
                };
                let parts = Order::with(sorting, &state).fill();
                let label = format!("{cells} cells, {sorting:?}");
                assert_eq!(parts.pieces, whole.pieces, "{label}");
                for (one, other) in [(parts.energy, whole.energy), (parts.gain, whole.gain)] {
                    let miss = (one - other).abs().to_f64();
                    assert!(miss <= 1e-24 * whole.energy.to_f64(), "{label}: {miss:e}");
                }
            }
        }
    }

    /// The weight of ladder a times the copies of ladder b, as an integer times a power of two that is the same for
    /// all weights.
    fn times_copies(state: &Ladders, weight: f64, d: u32) -> num_bigint::BigUint {
        let bits = weight.to_bits();
        let (field, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
        let (mantissa, shift) = if field == 0 {
            (fraction, 0)
        } else {
            (fraction | 1 << 52, field - 1)
        };
        (num_bigint::BigUint::from(mantissa) << shift) * state.multiplicities.ladder(d).as_ref()
    }

    #[test]
    fn near_ties_are_decided_by_exact_eigenvalues() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let mut near = 0;
        for _ in 0..300 {
            let mut state = Ladders::random(40, 1);
            for ladder in &mut state.weights {
                ladder.fill(0.0);
            }
            let d: [u32; 2] = std::array::from_fn(|_| random.next_u32() % 20);
            let mut share = || -> f64 { StandardUniform.sample(&mut random) };
            // Some of the weights are below the normal floats.
            let first = 2f64.powf(-1060.0 * share() - 5.0) * (0.5 + share());
            let copies = d.map(|d| {
                let copies = state.multiplicities.ladder(d);
                num_traits::ToPrimitive::to_f64(copies.as_ref()).unwrap_or(0.0)
            });
            let second = first / copies[0] * copies[1];
            state.weights[d[0] as usize][0] = first;
            state.weights[d[1] as usize][2] = second;
            state.weights[20][0] = first * share();
            let order = Order::new(&state);
            let groups = order.sorted();
            assert_eq!(order.misorder(), 0.0);
            for pair in groups.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                let one = times_copies(&state, a.weight, b.d);
                let other = times_copies(&state, b.weight, a.d);
                assert!(one >= other, "{a:?} {b:?}");
                if one == other {
                    assert!((a.k, a.d) < (b.k, b.d));
                }
                near += usize::from(b.key.abs_diff(a.key) <= KEY_ERROR && one != other);
            }
        }
        assert!(near > 100, "{near}");
    }

    #[test]
    fn keys_order_eigenvalues_of_any_size() {
        let mut state = Ladders::random(520, 5);
        let mut random = ChaCha8Rng::seed_from_u64(4);
        for ladder in &mut state.weights {
            for weight in ladder {
                let size: f64 = StandardUniform.sample(&mut random);
                *weight = 2f64.powf(-1074.0 * size);
            }
        }
        let order = Order::new(&state);
        let groups = order.sorted();
        assert_eq!(groups.len(), order.positive);
        // Sixteen roundings, in units of 2^-60.
        assert!(order.misorder() > 0.0 && order.misorder() < 1e-14);
        assert!(order.count_error() > 0.0 && order.count_error() < 1e-20);
        for pair in groups.windows(2).step_by(7) {
            let one = times_copies(&state, pair[0].weight, pair[1].d);
            let other = times_copies(&state, pair[1].weight, pair[0].d);
            let slack = &other >> 50;
            assert!(one + slack >= other, "{pair:?}");
        }
        assert_eq!((order.lowest(), order.highest()), (0, 520));
    }

    #[test]
    fn keys_lose_bits_where_exponents_need_them() {
        // Copies of 16000 cells and weights span more than 2^13 powers of two.
        let lattice = Lattice::new(16_000);
        let mut random = ChaCha8Rng::seed_from_u64(9);
        let mut state = Ladders {
            multiplicities: Multiplicities::new(16_000),
            weights: vec![Vec::new(); lattice.ladders() as usize],
        };
        for (ladder, share) in [(0, 1.0), (1500, 0.7), (3000, 0.4)] {
            for _ in 0..60 {
                let size: f64 = StandardUniform.sample(&mut random);
                state.weights[ladder].push(share * 2f64.powf(-3.0 * size));
            }
        }
        state.weights[3000].truncate(1);
        let order = Order::new(&state);
        assert_eq!(order.mantissa, 50);
        // Eigenvalues of one ladder have the order of its weights.
        for d in [0, 1500] {
            let mut weights = state.weights[d as usize].clone();
            weights.sort_by(|a, b| b.total_cmp(a));
            for pair in weights.windows(2) {
                let [more, less] = [pair[0], pair[1]].map(|weight| order.key(d, weight));
                let near = pair[0] - pair[1] < 1e-14 * pair[0];
                assert!(more < less || near, "{d} {pair:?} {more} {less}");
            }
        }
        // The more copies, the less is each eigenvalue.
        assert!(order.key(0, 1e-300) < order.key(1500, 1.0));
        assert!(order.key(1500, 1e-300) < order.key(3000, 1.0));
        assert!(order.key(3000, 5e-324) > order.key(3000, 1.0));
    }

    #[test]
    fn cuts_share_out_the_groups() {
        let state = Ladders::random(300, 8);
        let sorting = Sorting {
            many: 0,
            chunk: 1000,
            bucket_bits: 12,
        };
        let order = Order::with(sorting, &state);
        let cuts = order.cuts();
        let counts: Vec<usize> = cuts.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts.iter().sum::<usize>(), order.positive);
        let largest = cuts.iter().flat_map(|((_, sizes), _)| sizes).max();
        let share = order.positive.div_ceil(2 * order.positive.div_ceil(2000));
        for ((_, sizes), count) in &cuts {
            assert_eq!(sizes.iter().sum::<usize>(), *count);
            assert!(*count <= share + largest.copied().unwrap_or(0));
        }
        assert!(counts.len() > order.positive / 2000);
        let ends: Vec<usize> = cuts
            .iter()
            .map(|((first, sizes), _)| first + sizes.len())
            .collect();
        for (end, ((next, _), _)) in ends.iter().zip(&cuts[1..]) {
            assert_eq!(end, next);
        }
    }
}
