//! Remainder: integers from their residues modulo many primes.

use dashu::{base::BitTest, integer::UBig};

use super::prime::PrimeField;

/// Residues of a list of integers modulo a growing list of primes.
pub(super) struct Remainders {
    fields: Vec<PrimeField>,
    residues: Vec<Vec<u64>>,
    bits: usize,
}

impl Remainders {
    /// An empty list of residues of `count` integers.
    pub(super) fn new(count: usize) -> Self {
        Self {
            fields: Vec::new(),
            residues: vec![Vec::new(); count],
            bits: 0,
        }
    }

    /// The number of bits up to which every integer is determined.
    pub(super) fn bits(&self) -> usize {
        self.bits
    }

    /// Adds the residues of all integers modulo one more prime.
    pub(super) fn push(&mut self, field: PrimeField, residues: Vec<u64>) {
        self.fields.push(field);
        // A prime is at least 2^61.
        self.bits += field.modulus().bit_len() - 1;
        for (known, residue) in self.residues.iter_mut().zip(residues) {
            known.push(residue);
        }
    }

    /// The integers `sum_i c_i M / p_i mod M`, with `c_i = r_i (M / p_i)^-1 mod p_i` and the product `M` of the
    /// primes, summed over a product tree. Cost: O(count) big multiplications.
    pub(super) fn integers(&self) -> Vec<UBig> {
        let tree = ProductTree::new(&self.fields);
        let cofactors: Vec<u64> = self
            .fields
            .iter()
            .map(|field| {
                let square = UBig::from(field.modulus()).sqr();
                let cofactor = tree.product() % square / field.modulus();
                field.power(field.embed(&cofactor), field.modulus() - 2)
            })
            .collect();
        let integer = |residues: &Vec<u64>| {
            let digits: Vec<u64> = self
                .fields
                .iter()
                .zip(residues.iter().zip(&cofactors))
                .map(|(field, (&residue, &cofactor))| field.product(residue, cofactor))
                .collect();
            tree.combine(&digits) % tree.product()
        };
        self.residues.iter().map(integer).collect()
    }
}

/// Products of the primes in halves of their list, in halves of these halves, and so on.
enum ProductTree {
    Leaf(UBig),
    Fork {
        product: UBig,
        left_leaves: usize,
        halves: Box<[ProductTree; 2]>,
    },
}

impl ProductTree {
    fn new(fields: &[PrimeField]) -> Self {
        match fields {
            [] => Self::Leaf(UBig::ONE),
            [field] => Self::Leaf(field.modulus().into()),
            _ => {
                let (left, right) = fields.split_at(fields.len() / 2);
                let halves = [Self::new(left), Self::new(right)];
                let product = halves[0].product() * halves[1].product();
                Self::Fork {
                    product,
                    left_leaves: left.len(),
                    halves: Box::new(halves),
                }
            }
        }
    }

    fn product(&self) -> &UBig {
        let (Self::Leaf(product) | Self::Fork { product, .. }) = self;
        product
    }

    /// `sum_i digit_i M / p_i` over the leaves.
    fn combine(&self, digits: &[u64]) -> UBig {
        match self {
            Self::Leaf(_) => digits.iter().copied().map(UBig::from).sum(),
            Self::Fork {
                left_leaves,
                halves,
                ..
            } => {
                let (left, right) = digits.split_at(*left_leaves);
                halves[0].combine(left) * halves[1].product()
                    + halves[1].combine(right) * halves[0].product()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::exact::prime;

    #[test]
    fn a_large_integer_comes_back() {
        let integer = UBig::from(7u8).pow(300);
        let mut remainders = Remainders::new(1);
        for field in prime::fields() {
            if remainders.bits() > integer.bit_len() {
                break;
            }
            remainders.push(field, vec![field.embed(&integer)]);
        }
        assert_eq!(remainders.integers(), [integer]);
    }
}
