//! From a spectrum with multiplicities to the passive state, ergotropy and how to extract it.
//!
//! The passive state of a spectrum puts the greatest eigenvalues on the lowest levels (Pusz and
//! Woronowicz 1978; Allahverdyan, Balian and Nieuwenhuizen, *Europhys. Lett.* 67, 565 (2004)):
//! the passive energy is Σ λ↓ ε↑, and the ergotropy is what is above it. Here the eigenvalues come
//! in groups of equal ones and level k has C(N, k) places. Places are counted in exact integers.
//!
//! **Error.** The passive energy is a minimum over arrangements of sums with positive terms, so
//! that weights known to δ relative give it to δ relative, whatever ties there are in the order;
//! W = E - E_p then errs by at most δ (E + E_p). Weights that are off by a in the sum of absolute
//! values change E, E_p and W by at most N a each, since all level energies lie in 0 ..= N.

use num_bigint::BigUint;
use num_traits::Zero;

use crate::bounded::{Bounded, Kind};
use crate::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::ladder::{Accuracy, LadderState};
use crate::scaled::Scaled;

/// Relative error, in units of u², from sorting by rounded eigenvalues and from sharing groups out.
const ORDER_ERROR: f64 = 100.0;

/// The same from each addition.
const SUM_ERROR: f64 = 4.0;

/// Energy, passive energy and ergotropy of a state, in units of ħω.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// Energy E = Tr ρH.
    pub energy: Bounded,
    /// Energy of the passive state of the same spectrum.
    pub passive_energy: Bounded,
    /// Ergotropy W = E - E_passive, the most work that a unitary can extract (Eq. 5).
    pub ergotropy: Bounded,
}

impl Work {
    /// W/E, the share of the energy that can be extracted; `None` where the energy can be zero.
    pub fn extractable_share(&self) -> Option<Bounded> {
        let (work, energy) = (self.ergotropy, self.energy);
        let least = energy.lower();
        if least <= 0.0 {
            return None;
        }
        let value = work.value / energy.value;
        // |W'/E' - W/E| <= (dW + (W/E) dE) / E' with E' >= E - dE, and a few roundings.
        let error = (work.error + value * energy.error) / least + 4.0 * f64::EPSILON * value;
        Some(Bounded::new(value, error, work.kind.max(energy.kind)))
    }
}

/// One step of the extraction: copies of one eigenvalue that go from a level to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The ladder d = N/2 - j that the eigenvalue belongs to.
    pub d: u32,
    /// Excitations of the level that they leave.
    pub from: u32,
    /// Excitations of the level that they go to; equal to `from` for what stays.
    pub to: u32,
    /// How many eigenvectors move.
    pub copies: BigUint,
    /// Their weight together.
    pub weight: f64,
}

/// A set of ν equal eigenvalues in level k.
struct Group {
    d: u32,
    k: u32,
    weight: f64,
    eigenvalue: Scaled,
}

/// The groups of positive weight, greatest eigenvalue first.
fn descending(state: &LadderState) -> Vec<Group> {
    let table = state.multiplicities();
    let mut groups: Vec<Group> = state
        .populations()
        .filter(|&(_, _, weight)| weight > 0.0)
        .map(|(d, k, weight)| Group {
            d,
            k,
            weight,
            eigenvalue: table.eigenvalue(d, Double::from(weight)),
        })
        .collect();
    // Equal eigenvalues keep the order of their levels, so that a passive state is left alone.
    groups.sort_by(|a, b| {
        b.eigenvalue
            .partial_cmp(&a.eigenvalue)
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(a.k.cmp(&b.k))
            .then(a.d.cmp(&b.d))
    });
    groups
}

/// Fills the levels from below, and tells of each piece of a group its level, number and share.
fn fill(state: &LadderState, mut place: impl FnMut(&Group, u32, &BigUint, Double)) {
    let table = state.multiplicities();
    let mut level = 0;
    let mut free = table.level(0).clone();
    for group in descending(state) {
        let copies = table.ladder(group.d);
        let mut left = copies.clone();
        loop {
            if free.is_zero() {
                level += 1;
                free.clone_from(table.level(level));
            }
            if left <= free {
                free -= &left;
                let share = if left == *copies {
                    Double::ONE
                } else {
                    share_of(&left, copies)
                };
                place(&group, level, &left, share);
                break;
            }
            place(&group, level, &free, share_of(&free, copies));
            left -= &free;
            free.set_zero();
        }
    }
}

fn share_of(part: &BigUint, whole: &BigUint) -> Double {
    (Scaled::from(part) / Scaled::from(whole)).to_double()
}

impl LadderState {
    /// Energy, passive energy and ergotropy in one go.
    ///
    /// Cost O(S log S) for S populations, with integers of N bits. Bounds as in the module's theorem.
    pub fn work(&self) -> Work {
        let mut energy = Double::ZERO;
        let mut passive = Double::ZERO;
        let mut gain = Double::ZERO;
        let mut pieces = 0.0;
        fill(self, |group, level, _, share| {
            let weight = Double::from(group.weight) * share;
            energy += weight * Double::from(f64::from(group.k));
            passive += weight * Double::from(f64::from(level));
            gain += weight * Double::from(f64::from(group.k) - f64::from(level));
            pieces += 1.0;
        });
        let (energy, passive) = (energy.to_f64(), passive.to_f64());
        let gain = gain.to_f64().max(0.0);
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        let cells = f64::from(self.lattice().cells());
        let relative = relative + (ORDER_ERROR + SUM_ERROR * pieces) * ROUNDOFF_SQUARED;
        let error = |scale: f64, value: f64| relative * scale + absolute * cells + ROUNDOFF * value;
        Work {
            energy: Bounded::new(energy, error(energy, energy), kind),
            passive_energy: Bounded::new(passive, error(passive, passive), kind),
            ergotropy: Bounded::new(gain, error(energy + passive, gain), kind),
        }
    }

    /// Ergotropy W = E - E_passive (Eq. 5), in units of ħω.
    pub fn ergotropy(&self) -> Bounded {
        self.work().ergotropy
    }

    /// Energy of the passive state of the same spectrum, in units of ħω.
    pub fn passive_energy(&self) -> Bounded {
        self.work().passive_energy
    }

    /// How to extract the ergotropy: which eigenvectors go from which level to which.
    ///
    /// The moves carry all the weight of the state, what stays in its level included, so that
    /// Σ weight (from - to) = W. Moves with one origin and one aim are joined. For the steady state
    /// from the ground state these are the steps of Fig. 8. Cost as of [`LadderState::work`].
    pub fn extraction(&self) -> Vec<Move> {
        let mut moves: Vec<Move> = Vec::new();
        fill(self, |group, to, copies, share| {
            moves.push(Move {
                d: group.d,
                from: group.k,
                to,
                copies: copies.clone(),
                weight: (Double::from(group.weight) * share).to_f64(),
            });
        });
        moves.sort_by_key(|step| (step.from, step.d, step.to));
        moves
    }
}

/// The most work that a state of this energy and this entropy can give: E less the energy of the
/// product of Gibbs states with that entropy. An estimate.
pub(crate) fn entropy_bound(cells: u32, energy: Bounded, entropy: Bounded) -> Bounded {
    let cells = f64::from(cells);
    let gibbs = |entropy: f64| cells * gibbs_excitation(entropy / cells);
    let value = (energy.value - gibbs(entropy.value)).max(0.0);
    let reach = (gibbs(entropy.upper()) - gibbs(entropy.value))
        .max(gibbs(entropy.value) - gibbs(entropy.lower()));
    let error = energy.error + reach + 16.0 * ROUNDOFF * energy.value;
    Bounded::new(value, error, Kind::Estimate)
}

/// Mean excitation e in [0, 1/2] of a cell whose entropy is s: -e ln e - (1-e) ln(1-e) = s.
fn gibbs_excitation(s: f64) -> f64 {
    if s <= 0.0 {
        return 0.0;
    }
    let entropy = |e: f64| -e * e.ln() - (1.0 - e) * (-e).ln_1p();
    let (mut low, mut high) = (0.0f64, 0.5f64);
    // Bisection ends when no float lies between; the entropy is increasing on the interval.
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if entropy(middle) < s {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Error, Start};

    #[test]
    fn moves_account_for_all_weight_and_for_the_work() -> Result<(), Error> {
        let state = Start::populations([(0, 5, 0.5), (1, 3, 0.25), (2, 2, 0.125), (0, 0, 0.125)])
            .state(5)?;
        let moves = state.extraction();
        let weight: f64 = moves.iter().map(|step| step.weight).sum();
        let work: f64 = moves
            .iter()
            .map(|step| step.weight * (f64::from(step.from) - f64::from(step.to)))
            .sum();
        assert!((weight - 1.0).abs() < 1e-15);
        assert!((work - state.ergotropy().value).abs() < 1e-14);
        // One eigenvalue 1/2; then 1/8 once, 4 of 1/16, 5 of 1/40; levels hold 1, 5, 10.
        let by_hand = 0.125 + 4.0 * 0.0625 + 5.0 * 0.025 * 2.0;
        assert!((state.passive_energy().value - by_hand).abs() < 1e-15);
        let share = state.work().extractable_share();
        assert!(share.is_some_and(|share| share.contains(1.0 - by_hand / state.energy().value)));
        assert_eq!(Start::ground().state(5)?.work().extractable_share(), None);
        Ok(())
    }
}
