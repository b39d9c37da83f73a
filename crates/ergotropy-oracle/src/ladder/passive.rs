//! Passive state: the eigenvalues of a state in falling order on the levels in rising order.

use dashu::{base::Gcd, integer::UBig, rational::RBig};

use super::{
    lattice::{binomial, multiplicity},
    populations::Populations,
};

impl Populations {
    /// The energy of the passive state: the eigenvalues `p(d, k) / nu_d` in falling order fill levels of size
    /// `C(N, k)` (Allahverdyan, Balian and Nieuwenhuizen 2004). Cost: O(N^2 log N) comparisons of big
    /// integers.
    pub fn passive_energy(&self) -> RBig {
        energy(self)
    }

    /// The ergotropy `W = E - E_passive`.
    pub fn ergotropy(&self) -> RBig {
        self.energy() - self.passive_energy()
    }
}

fn energy(populations: &Populations) -> RBig {
    let lattice = populations.lattice();
    let cells = lattice.cells();
    let copies: Vec<UBig> = lattice.ladders().map(|d| multiplicity(cells, d)).collect();
    let common = copies
        .iter()
        .fold(UBig::ONE, |common, nu| &common / (&common).gcd(nu) * nu);

    // The eigenvalues are multiplied by the total and by the common multiple of all copies, so they are
    // whole numbers.
    let mut spectrum: Vec<(UBig, UBig)> = lattice
        .states()
        .zip(populations.weights())
        .map(|((d, _), weight)| (weight * (&common / &copies[d]), copies[d].clone()))
        .collect();
    spectrum.sort_by(|(one, _), (other, _)| other.cmp(one));

    let mut level = 0;
    let mut room = UBig::ONE;
    let mut energy = UBig::ZERO;
    for (eigenvalue, mut left) in spectrum {
        loop {
            let taken = (&left).min(&room).clone();
            energy += &eigenvalue * &taken * level;
            left -= &taken;
            room -= taken;
            if left.is_zero() {
                break;
            }
            level += 1;
            room = binomial(cells, level);
        }
    }
    RBig::from_parts(energy.into(), common * populations.total())
}
