//! Linearise and sort: an ascent that follows from convexity.
//!
//! Let the steady eigenvalues of an assignment be in passive order, x_c τ(r) at level L(c, r). The
//! balance is at least the linear function with M_c = Σ_r τ(r) (d + r - L(c, r)) and
//! G(c, r) = M_c - d - r, everywhere on the orbit, and equals this function at the assignment. Sorting the eigenvalues by
//! G therefore never lowers the balance, and only finitely many steps can raise it.

use crate::best_start::orbit::{GibbsOrbit, Scratch};
use crate::best_start::reassignment::{LadderCopy, Reassignment};
use crate::spin::lattice::Lattice;

/// The fixed point that is reached from an assignment, and the number of assignments valued.
pub(crate) fn ascended(orbit: &GibbsOrbit, start: Reassignment) -> (Reassignment, u64) {
    let mut scratch = Scratch::default();
    let mut best = start;
    let mut score = orbit.score(best.copies(), &mut scratch);
    let mut valued = 1;
    loop {
        let next = sorted(
            orbit,
            best.cells(),
            &potentials(orbit, &shares(orbit, &best)),
        );
        let value = orbit.score(next.copies(), &mut scratch);
        valued += 1;
        // A step up within the roundings is not taken, since such steps could go in circles.
        if value <= score + orbit.score_error() {
            return (best, valued);
        }
        (best, score) = (next, value);
    }
}

/// The fixed point that is reached from any start, given the ladder and the steady weight of each copy.
pub(crate) fn ascended_from(orbit: &GibbsOrbit, shares: &[(u32, f64)]) -> (Reassignment, u64) {
    let first = sorted(orbit, orbit.cells(), &potentials(orbit, shares));
    ascended(orbit, first)
}

/// (d, M_c - d) for each copy, from its ladder and its steady weight.
///
/// Equal steady eigenvalues take their levels in the order of the copies.
fn potentials(orbit: &GibbsOrbit, shares: &[(u32, f64)]) -> Vec<(u32, f64)> {
    let mut entries: Vec<(f64, usize, usize)> = Vec::with_capacity(orbit.levels.len());
    for (number, &(d, share)) in shares.iter().enumerate() {
        let tau = orbit.thermal[d as usize].iter().enumerate();
        entries.extend(tau.map(|(rung, p)| (share * p, number, rung)));
    }
    entries.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut potentials: Vec<(u32, f64)> = shares
        .iter()
        .map(|&(d, _)| (d, orbit.energies[d as usize] - f64::from(d)))
        .collect();
    for ((_, number, rung), level) in entries.into_iter().zip(&orbit.levels) {
        let ladder = shares[number].0 as usize;
        potentials[number].1 -= orbit.thermal[ladder][rung] * level;
    }
    potentials
}

/// The ladder and the steady weight of each copy.
fn shares(orbit: &GibbsOrbit, reassignment: &Reassignment) -> Vec<(u32, f64)> {
    let copies = reassignment.copies().iter();
    copies
        .map(|copy| (copy.ladder, orbit.share(copy)))
        .collect()
}

/// The assignment that is sorted by μ_c - r, the greatest eigenvalue first, from (d, μ_c) for each
/// copy.
pub(crate) fn sorted(orbit: &GibbsOrbit, cells: u32, potentials: &[(u32, f64)]) -> Reassignment {
    let lattice = Lattice::new(cells);
    let mut places: Vec<(f64, usize)> = potentials
        .iter()
        .enumerate()
        .flat_map(|(number, &(d, mu))| {
            (0..=lattice.twice_j(d)).map(move |rung| (mu - f64::from(rung), number))
        })
        .collect();
    places.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut copies: Vec<LadderCopy> = potentials
        .iter()
        .map(|&(ladder, _)| LadderCopy {
            ladder,
            classes: Vec::new(),
        })
        .collect();
    for ((_, number), &class) in places.into_iter().zip(&orbit.classes) {
        copies[number].classes.push(class);
    }
    Reassignment::ordered(cells, copies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Error};

    #[test]
    fn sorting_never_lowers_the_balance() -> Result<(), Error> {
        let mut scratch = Scratch::default();
        let mut raised = 0;
        for cells in 2..=7 {
            for (q, alpha) in [(0.5, 0.9), (0.3, 0.02), (0.9, 0.95)] {
                let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
                let gibbs = orbit.gibbs();
                let start = gibbs.exchanged((0, 2), (1, 1)).unwrap_or(gibbs);
                let before = orbit.score(start.copies(), &mut scratch);
                let step = sorted(&orbit, cells, &potentials(&orbit, &shares(&orbit, &start)));
                let after = orbit.score(step.copies(), &mut scratch);
                assert!(after >= before - orbit.score_error());
                raised += u32::from(after > before + 1e-6);
                let (end, _) = ascended(&orbit, start);
                assert!(orbit.score(end.copies(), &mut scratch) >= after - orbit.score_error());
            }
        }
        assert!(raised > 6, "{raised}");
        Ok(())
    }

    #[test]
    fn equal_potentials_less_d_give_the_gibbs_product() -> Result<(), Error> {
        let orbit = GibbsOrbit::new(5, 0.5, Bath::from_bose_ratio(0.9)?)?;
        let copies = orbit.gibbs().copies().to_vec();
        let minus_d = |c: &LadderCopy| (c.ladder, -f64::from(c.ladder));
        let potentials: Vec<(u32, f64)> = copies.iter().map(minus_d).collect();
        assert!(sorted(&orbit, 5, &potentials).is_gibbs());
        Ok(())
    }
}
