//! The multiplicities of levels and ladders.

use std::borrow::Cow;
use std::sync::Arc;

use num_bigint::BigUint;

use crate::numerics::scaled::Scaled;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::binomial;
use crate::spin::multiplicity::relative::RelativeCounts;
use crate::spin::multiplicity::table::Table;

/// Exact multiplicities of N cells.
///
/// Level k holds C(N, k) states; ladder d = N/2 - j occurs ν_d = C(N, d) - C(N, d-1) times
/// (Supplementary Note II B of the paper). All are exact integers of any length. Up to 512 cells they
/// come from a table that all states of N cells share. Beyond, each is computed when it is asked for,
/// from its prime factors; the result has O(N) bits and takes a time that grows slightly faster than N.
///
/// ```
/// let table = ergotropy::Multiplicities::new(4);
/// assert_eq!(*table.level(2), 6u32.into());
/// assert_eq!(*table.ladder(1), 3u32.into());
/// ```
#[derive(Clone, Debug)]
pub struct Multiplicities {
    lattice: Lattice,
    table: Option<Arc<Table>>,
}

impl Multiplicities {
    /// The multiplicities of `cells` cells.
    pub fn new(cells: u32) -> Self {
        Self {
            lattice: Lattice::new(cells),
            table: Table::shared(cells),
        }
    }

    /// The lattice of these cells.
    pub fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// C(N, k), the number of states of energy k; zero for k > N.
    pub fn level(&self, k: u32) -> Cow<'_, BigUint> {
        let cells = self.lattice.cells();
        match (cells.checked_sub(k), &self.table) {
            (None, _) => Cow::Owned(BigUint::ZERO),
            (Some(others), Some(table)) => Cow::Borrowed(&table.levels[k.min(others) as usize]),
            (Some(_), None) => Cow::Owned(binomial::exact(cells, k)),
        }
    }

    /// ν_d, the number of copies of ladder d; zero for d > N/2.
    pub fn ladder(&self, d: u32) -> Cow<'_, BigUint> {
        let cells = self.lattice.cells();
        match &self.table {
            _ if d >= self.lattice.ladders() => Cow::Owned(BigUint::ZERO),
            Some(table) => Cow::Borrowed(&table.ladders[d as usize]),
            // This is C(N, d) (N-2d+1) / (N-d+1), a division without remainder.
            None => Cow::Owned(
                binomial::exact(cells, d) * (u64::from(cells) - 2 * u64::from(d) + 1)
                    / (u64::from(cells) - u64::from(d) + 1),
            ),
        }
    }

    /// The shared exact table, up to 512 cells.
    pub(crate) fn table(&self) -> Option<&Table> {
        self.table.as_deref()
    }

    /// ν_d of ladders first ..= last, and a bound of their relative errors.
    pub(crate) fn ladders_scaled(&self, first: u32, last: u32) -> (Vec<Scaled>, f64) {
        if let Some(table) = self.table() {
            let last = last.min(self.lattice.ladders() - 1);
            return (table.copies[first as usize..=last as usize].to_vec(), 0.0);
        }
        let cells = self.lattice.cells();
        let (unit, error) = binomial::rounded(cells, first);
        let mut counts = RelativeCounts::new(cells, first);
        let copies = (first..=last).map(|d| counts.copies(d) * unit).collect();
        (copies, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_listed_up_to_the_last_ladder() {
        let (copies, error) = Multiplicities::new(5).ladders_scaled(1, 99);
        let copies: Vec<f64> = copies.into_iter().map(Scaled::to_f64).collect();
        assert_eq!((copies, error), (vec![4.0, 5.0], 0.0));
        // With a table, and without.
        for cells in [5, 600] {
            assert_eq!(
                *Multiplicities::new(cells).ladder(cells / 2 + 1),
                BigUint::ZERO
            );
        }
    }

    #[test]
    fn copies_fill_the_levels() {
        for cells in (1..40u32).chain([513]) {
            let table = Multiplicities::new(cells);
            let mut all = BigUint::from(0u32);
            for k in 0..=cells {
                if cells < 40 {
                    let copies: BigUint = (0..=k.min(cells - k))
                        .map(|d| table.ladder(d).into_owned())
                        .sum();
                    assert_eq!(copies, *table.level(k));
                }
                all += &*table.level(k);
            }
            assert_eq!(all, BigUint::from(1u32) << cells);
        }
    }

    #[test]
    fn counts_beyond_floats_keep_their_digits() {
        for (cells, d) in [
            (700u32, 0u32),
            (700, 40),
            (3000, 900),
            (3000, 1499),
            (4001, 2000),
        ] {
            let table = Multiplicities::new(cells);
            let last = (d + 5).min(cells / 2);
            let (copies, error) = table.ladders_scaled(d, last);
            for (d, copies) in (d..).zip(copies) {
                let exact = Scaled::from(&*table.ladder(d));
                let miss =
                    ((copies / exact).to_double() - crate::numerics::double::Double::ONE).abs();
                assert!(miss.to_f64() <= error + 1e-28, "{cells} {d}: {miss:?}");
            }
        }
    }

    #[test]
    fn logarithms_meet_products() {
        // The step C(N, k) = C(N, k-1) (N-k+1)/k passes the greatest k whose coefficient is a product
        // of factors.
        let cells = 1 << 24;
        let first = binomial::PRODUCTS - 3;
        let (unit, error) = binomial::rounded(cells, first);
        let mut counts = RelativeCounts::new(cells, first);
        let (far, far_error) = binomial::rounded(cells, first + 10);
        assert!(error < 1e-20 && (1e-14..1e-6).contains(&far_error));
        let miss = ((counts.get(first + 10) * unit) / far).to_f64() - 1.0;
        assert!(miss.abs() <= far_error, "{miss:e} {far_error:e}");
    }
}
