//! How sharply the work of a state can bend over time, and how far it can still move.
//!
//! W(p) = max_U f_U(p) with f_U(p) = Tr ρ(H - U†HU), linear in p. The operators H - U†HU have eigenvalues from
//! -N to N, and p'' = pQ² has the sum zero, so that f_U'' >= -N Σ|pQ²|. exp(Qt) does not increase Σ|pQ²|: what
//! holds at one time holds at all later ones. A maximum of functions lies below their common bounds, so that W
//! between two times is at most its chord plus N Σ|pQ²| (t-a)(b-t)/2. Where the order of eigenvalues changes, W
//! has a kink that only bends upwards, which is allowed.
//!
//! In the same way |W(p) - W(π)| <= N Σ|p - π| for the steady state π, at all later times too.

use crate::bounded::Kind;
use crate::ladder::chain::rates::Rates;
use crate::ladder::state::LadderState;
use crate::numerics::double::ROUNDOFF;

/// Factor that makes up for the roundings of sums over a lattice.
const ROUNDED_UP: f64 = 1.0 + 1e-9;

/// Error of pQ² in plain floats, in units of u times (2 × greatest rate of leaving)²: rates round a few times,
/// and up to nine flows are summed, twice.
const FLOW_ERROR: f64 = 128.0;

/// What is proved about the work W after the time of a state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outlook {
    /// From this time on W lies below each of its chords plus this times (t-a)(b-t)/2.
    pub(crate) bend: f64,
    /// From this time on W is at most this.
    pub(crate) most: f64,
}

impl Outlook {
    /// Nothing is proved.
    pub(crate) const UNKNOWN: Self = Self {
        bend: f64::INFINITY,
        most: f64::INFINITY,
    };

    /// What is proved of a state on its way to a steady state, if that is known. Cost: a few sums over the lattice.
    pub(crate) fn of(rates: &Rates, state: &LadderState, steady: Option<&LadderState>) -> Self {
        let cells = f64::from(state.lattice().cells());
        let off = state.accuracy().total();
        let proved = steady.filter(|steady| steady.accuracy().kind == Kind::Bound);
        let most = proved.map_or(f64::INFINITY, |steady| {
            let distance: f64 = state
                .lattice()
                .iter()
                .map(|(d, k)| (state.population(d, k) - steady.population(d, k)).abs())
                .sum();
            let distance = (distance + off + steady.accuracy().total()) * ROUNDED_UP;
            steady.ergotropy().upper() + cells * distance
        });
        Self {
            bend: cells * second_derivative(rates, state, off) * ROUNDED_UP,
            most,
        }
    }
}

/// An upper bound on Σ|pQ²| for populations p with the error `off` in Σ|p|.
fn second_derivative(rates: &Rates, state: &LadderState, off: f64) -> f64 {
    let lattice = state.lattice();
    let place = |d: u32, k: u32| lattice.offset(k) + d as usize;
    let mut fastest = 0.0f64;
    let mut change = |p: &[f64]| {
        let mut flow = vec![0.0; p.len()];
        for d in 0..lattice.ladders() {
            let ladder = rates.ladder(d);
            for k in lattice.rungs(d) {
                let from = place(d, k);
                let mut exit = 0.0;
                for ((e, l), rate) in ladder.jumps(k) {
                    if rate > 0.0 {
                        flow[place(e, l)] += rate * p[from];
                        exit += rate;
                    }
                }
                flow[from] -= exit * p[from];
                fastest = fastest.max(exit);
            }
        }
        flow
    };
    let mut populations = vec![0.0; lattice.iter().count()];
    for (d, k, p) in state.populations() {
        populations[place(d, k)] = p;
    }
    let first = change(&populations);
    let second = change(&first);
    let sum: f64 = second.iter().map(|p| p.abs()).sum();
    let most = (2.0 * fastest).powi(2);
    sum + most * (off + FLOW_ERROR * ROUNDOFF)
}
