//! The moves that take a state to its passive state.

use num_bigint::BigUint;
use num_traits::Zero;

use crate::error::Error;
use crate::ladder::state::LadderState;
use crate::numerics::double::Double;
use crate::numerics::memory;
use crate::numerics::scaled::Scaled;
use crate::spin::multiplicity::binomial::lower_levels;
use crate::work::order::Order;

/// One step of the extraction: eigenvectors of one eigenvalue that are moved from one level to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The ladder d = N/2 - j of the eigenvectors.
    pub d: u32,
    /// Excitations of the level that the eigenvectors leave.
    pub from: u32,
    /// Excitations of the level to which they move; equal to `from` for those that stay.
    pub to: u32,
    /// Number of eigenvectors that are moved.
    pub copies: BigUint,
    /// Weight of these eigenvectors together.
    pub weight: f64,
}

impl LadderState {
    /// The moves that extract the ergotropy: which eigenvectors go from which level to which.
    ///
    /// The moves carry all the weight of the state, including the weight that stays in its level, so
    /// that Σ weight (from - to) = W. For the steady state from the ground state these are the steps of
    /// Fig. 8. Cost: O(S log S) for S populations, with integers of N bits.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the counts, exact integers of up to N bits for each move, would take more
    /// memory than an answer may.
    pub fn extraction(&self) -> Result<Vec<Move>, Error> {
        let cells = u128::from(self.lattice().cells());
        memory::check_alone(
            self.lattice().cells(),
            "the exact counts of an extraction",
            self.stored() * (cells / 8 + 64) + cells * cells / 4,
        )?;
        let levels = lower_levels(self.lattice().cells());
        let count = |k: u32| &levels[k.min(self.lattice().cells() - k) as usize];
        let mut moves: Vec<Move> = Vec::new();
        let mut level = 0;
        let mut free = count(0).clone();
        for group in Order::new(self).sorted() {
            let copies = match group.d {
                0 => count(0).clone(),
                d => count(d) - count(d - 1),
            };
            let mut left = copies.clone();
            while !left.is_zero() {
                if free.is_zero() {
                    level += 1;
                    free.clone_from(count(level));
                }
                let part = left.clone().min(free.clone());
                let share = if part == copies {
                    Double::ONE
                } else {
                    (Scaled::from(&part) / Scaled::from(&copies)).to_double()
                };
                free -= &part;
                left -= &part;
                moves.push(Move {
                    d: group.d,
                    from: group.k,
                    to: level,
                    copies: part,
                    weight: (Double::from(group.weight) * share).to_f64(),
                });
            }
        }
        moves.sort_by_key(|step| (step.from, step.d, step.to));
        Ok(moves)
    }
}
