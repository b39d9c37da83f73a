//! Flows between all states of a lattice, in twice the precision, ladder by ladder.
//!
//! The rate of one kind of jump on a ladder is a factor of the ladder times a product of whole numbers,
//! and these jumps lead from one run of states to another. So flows are computed as vectors, with a few
//! operations each.
//!
//! **Error.** Rates have [`RATE_ERROR`](crate::ladder::chain::rates::RATE_ERROR), like all rates in 106 bits.
//! Flows and their sum at a state are split into floats and into the rests that their roundings leave
//! (two-sums, and products by fused multiply-adds); the rests are summed in plain floats (Ogita, Rump and
//! Oishi, *SIAM J. Sci. Comput.* 26, 1955 (2005), Algorithm 5.3). Let f be the sum of |flow| over the n <= 9
//! flows at a state. Each partial sum is at most f, so the rests add up to at most (n + 3) u f, and their 4n
//! additions and products cost 4n (n + 3) u² f. The products of two low parts, which are left out, cost u² f,
//! and the roundings of p itself up to 4 u² f. The error is therefore below (4n (n + 3) + 8) u² f = 440 u² f.

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::rates::{RATE_ERROR, Rates};
use crate::numerics::double::{Double, Doubles, ROUNDOFF, two_product, two_sum};
use crate::numerics::simd::vectorised;
use crate::spin::lattice::Lattice;

/// Error of the sum of all flows at a state, in units of u² times the sum of their absolute values.
pub(crate) const FLOW_ERROR: f64 = RATE_ERROR + 440.0;

/// Error of a sum of flows in plain floats, in units of u times the sum of their absolute values: rates
/// and products round once each, and nine flows are summed.
pub(crate) const PLAIN_ERROR: f64 = 24.0;

/// Error of QV in plain floats for a Lyapunov function V, in units of u times the sum of its terms:
/// rates round once, and at most nine products are summed.
const CONDITION_ERROR: f64 = 24.0;

/// Flows of a generator on its whole lattice, whose states are numbered ladder by ladder.
#[derive(Debug)]
pub(crate) struct Flows {
    lattice: Lattice,
    /// For each kind of jump, in the order of [`Jump::ALL`], the rates out of all states; without the
    /// kinds of dephasing where no cell dephases.
    rates: Vec<Doubles>,
    /// The sum of all rates out of each state.
    exits: Doubles,
}

/// The defect pQ, computed in twice the precision.
pub(crate) struct Defect {
    pub(crate) missing: Vec<f64>,
    pub(crate) flows: Vec<f64>,
}

impl Flows {
    pub(crate) fn new(generator: &Rates<Double>) -> Self {
        vectorised(
            #[inline(always)]
            || Self::filled(generator),
        )
    }

    #[inline(always)]
    fn filled(generator: &Rates<Double>) -> Self {
        let lattice = generator.lattice();
        let jumps = if generator.dephases() {
            Jump::ALL.len()
        } else {
            Jump::EXCHANGES
        };
        // The whole lattice of up to 160 cells is far below 2^32 states.
        let states = start(lattice, lattice.ladders());
        let mut flows = Self {
            lattice,
            rates: vec![Doubles::zeros(states); jumps],
            exits: Doubles::zeros(states),
        };
        for d in 0..lattice.ladders() {
            let t = f64::from(lattice.twice_j(d));
            let run = run(lattice, d);
            let ladder = generator.ladder(d);
            let jumps = Jump::ALL.into_iter().zip(ladder.factors());
            for (rates, (jump, factor)) in flows.rates.iter_mut().zip(jumps) {
                let exits = flows.exits.hi[run.clone()]
                    .iter_mut()
                    .zip(&mut flows.exits.lo[run.clone()]);
                let rates = rates.hi[run.clone()]
                    .iter_mut()
                    .zip(&mut rates.lo[run.clone()]);
                let [one, other] = jump.along(t);
                for (((hi, lo), (exit_hi, exit_lo)), u) in rates.zip(exits).zip(0i32..) {
                    let u = f64::from(u);
                    // Products of two numbers of rungs are far below 2^53.
                    let rate = factor.times(one.at(u) * other.at(u));
                    let exit = Double {
                        hi: *exit_hi,
                        lo: *exit_lo,
                    } + rate;
                    (*hi, *lo) = (rate.hi, rate.lo);
                    (*exit_hi, *exit_lo) = (exit.hi, exit.lo);
                }
            }
        }
        flows
    }

    /// The states of ladder d from which a kind of jump leads, and the states to which it leads.
    #[inline(always)]
    fn sources(&self, d: u32, jump: Jump) -> Option<(Range<usize>, Range<usize>)> {
        let target = d.checked_add_signed(jump.ladder())?;
        if target >= self.lattice.ladders() {
            return None;
        }
        let all = run(self.lattice, d);
        let [below, above] = jump.idle();
        let count = all.len().checked_sub(below + above)?;
        let first = below.checked_add_signed(jump.rung() as isize)?;
        let to = start(self.lattice, target) + first;
        let from = all.start + below;
        Some((from..from + count, to..to + count))
    }

    /// For each kind of jump that leads to ladder d: its rates, its sources, and its targets counted
    /// along ladder d.
    #[inline(always)]
    fn into(&self, d: u32) -> impl Iterator<Item = (&Doubles, Range<usize>, Range<usize>)> {
        let begin = start(self.lattice, d);
        self.rates
            .iter()
            .zip(Jump::ALL)
            .filter_map(move |(rates, jump)| {
                let source = d.checked_add_signed(-jump.ladder())?;
                if source >= self.lattice.ladders() {
                    return None;
                }
                let (from, to) = self.sources(source, jump)?;
                Some((rates, from, to.start - begin..to.end - begin))
            })
    }

    /// The defect pQ of populations p.
    pub(crate) fn defect(&self, p: &Doubles) -> Defect {
        vectorised(
            #[inline(always)]
            || self.summed(p),
        )
    }

    #[inline(always)]
    fn summed(&self, p: &Doubles) -> Defect {
        let mut defect = Defect {
            missing: vec![0.0; p.len()],
            flows: vec![0.0; p.len()],
        };
        let longest = run(self.lattice, 0).len();
        let mut rests = vec![0.0; longest];
        for d in 0..self.lattice.ladders() {
            let run = run(self.lattice, d);
            let sums = &mut defect.missing[run.clone()];
            let flows = &mut defect.flows[run.clone()];
            let rests = &mut rests[..run.len()];
            rests.fill(0.0);
            for (rates, from, to) in self.into(d) {
                let sums = (
                    &mut sums[to.clone()],
                    &mut rests[to.clone()],
                    &mut flows[to],
                );
                add_flows(sums, (p, from.clone()), (rates, from), 1.0);
            }
            let all = (&mut *sums, &mut *rests, flows);
            add_flows(all, (p, run.clone()), (&self.exits, run), -1.0);
            for (sum, rest) in sums.iter_mut().zip(rests) {
                *sum += *rest;
            }
        }
        defect
    }

    /// Bound on Σ_s |r(s) + (xQ)(s)| V(s) for plain floats x, where r is the exact value of a `defect`
    /// that was computed and rounded.
    pub(crate) fn rest(&self, x: &[f64], defect: &Defect, values: &[f64]) -> f64 {
        vectorised(
            #[inline(always)]
            || self.weighed(x, defect, values),
        )
    }

    #[inline(always)]
    fn weighed(&self, x: &[f64], defect: &Defect, values: &[f64]) -> f64 {
        const U: f64 = ROUNDOFF;
        let longest = run(self.lattice, 0).len();
        let (mut sums, mut sizes) = (vec![0.0; longest], vec![0.0; longest]);
        let mut all = 0.0;
        for d in 0..self.lattice.ladders() {
            let run = run(self.lattice, d);
            let (sums, sizes) = (&mut sums[..run.len()], &mut sizes[..run.len()]);
            sums.fill(0.0);
            sizes.fill(0.0);
            for (rates, from, to) in self.into(d) {
                let (sums, sizes) = (&mut sums[to.clone()], &mut sizes[to]);
                let sources = x[from.clone()].iter().zip(&rates.hi[from]);
                for ((sum, size), (x, &rate)) in sums.iter_mut().zip(sizes).zip(sources) {
                    *sum = rate.mul_add(*x, *sum);
                    *size = rate.mul_add(x.abs(), *size);
                }
            }
            let own = x[run.clone()].iter().zip(&self.exits.hi[run.clone()]);
            for ((sum, size), (x, &exit)) in sums.iter_mut().zip(&mut *sizes).zip(own) {
                *sum = (-exit).mul_add(*x, *sum);
                *size = exit.mul_add(x.abs(), *size);
            }
            let missing = defect.missing[run.clone()].iter();
            let known = missing.zip(&defect.flows[run.clone()]).zip(&values[run]);
            for ((sum, size), ((missing, flows), value)) in sums.iter_mut().zip(sizes).zip(known) {
                let plain = U * (PLAIN_ERROR * *size + missing.abs());
                *sum = ((missing + *sum).abs() + plain + FLOW_ERROR * U * U * flows) * value;
            }
            all += sums.iter().sum::<f64>();
        }
        all
    }

    /// Whether V >= 0, and QV <= -1 at all states but one, in exact arithmetic.
    pub(crate) fn falls(&self, values: &[f64], mode: usize) -> bool {
        vectorised(
            #[inline(always)]
            || self.fall(values, mode),
        )
    }

    #[inline(always)]
    fn fall(&self, values: &[f64], mode: usize) -> bool {
        let longest = run(self.lattice, 0).len();
        let mut led = vec![0.0; longest];
        let mut falling = 0;
        for d in 0..self.lattice.ladders() {
            let run = run(self.lattice, d);
            let led = &mut led[..run.len()];
            led.fill(0.0);
            for (rates, jump) in self.rates.iter().zip(Jump::ALL) {
                if let Some((from, to)) = self.sources(d, jump) {
                    let here = from.start - run.start..from.end - run.start;
                    let targets = rates.hi[from].iter().zip(&values[to]);
                    for (led, (rate, &value)) in led[here].iter_mut().zip(targets) {
                        *led = rate.mul_add(value, *led);
                    }
                }
            }
            let own = self.exits.hi[run.clone()].iter().zip(&values[run.clone()]);
            for ((led, (exit, value)), at) in led.iter().zip(own).zip(run) {
                let leaving = exit * value;
                let room = CONDITION_ERROR * ROUNDOFF * (leaving + led);
                let falls = leaving - led - room >= 1.0 || at == mode;
                falling += usize::from(falls && *value >= 0.0);
            }
        }
        falling == values.len()
    }
}

/// The number of the first state of ladder d: Σ (N - 2e + 1) over the ladders e before d.
fn start(lattice: Lattice, d: u32) -> usize {
    d as usize * (lattice.cells() as usize + 2 - d as usize)
}

/// The numbers of the states of ladder d.
#[inline(always)]
fn run(lattice: Lattice, d: u32) -> Range<usize> {
    let start = start(lattice, d);
    start..start + lattice.twice_j(d) as usize + 1
}

/// Adds the flows `sign` p rate to sums of floats, the rests of their roundings to `rests`, and their
/// absolute values to `flows`.
#[inline(always)]
fn add_flows(
    (sums, rests, flows): (&mut [f64], &mut [f64], &mut [f64]),
    (p, from): (&Doubles, Range<usize>),
    (rates, by): (&Doubles, Range<usize>),
    sign: f64,
) {
    let p = p.hi[from.clone()].iter().zip(&p.lo[from]);
    let rates = rates.hi[by.clone()].iter().zip(&rates.lo[by]);
    let totals = sums.iter_mut().zip(rests).zip(flows);
    for (((sum, rest), total), ((p_hi, p_lo), (rate_hi, rate_lo))) in totals.zip(p.zip(rates)) {
        let rate_hi = sign * rate_hi;
        let Double { hi: flow, lo: left } = two_product(*p_hi, rate_hi);
        let left = p_hi.mul_add(sign * rate_lo, p_lo.mul_add(rate_hi, left));
        let added = two_sum(*sum, flow);
        *sum = added.hi;
        *rest += added.lo + left;
        *total += flow.abs();
    }
}
