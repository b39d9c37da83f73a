//! The limit N → ∞ of the ergotropy under collective noise from a Gibbs start.
//!
//! Around the typical ladder d = N q/(1+q) nothing but scales changes from ladder to ladder: copies
//! grow by 1/q and eigenvalues fall by q. Count ladders by s from one of them. Rung i of ladder s is
//! q^-s eigenvectors of eigenvalue q^s α^i = q^(s+ir), r = ln α / ln q, in level s + i. Below a level
//! boundary lie the (s, i) with s + i <= 0, and in the passive state those with s + ir < t, where t
//! makes the two numbers of eigenvectors equal. What has to cross the boundary is the same for all
//! boundaries, and it is the ergotropy:
//!
//! ```text
//! W = (1-α) Σ |α^i - q^(t-s)|   over the (s, i) on the wrong side of it.
//! ```
//!
//! No terms cancel, so that W keeps its digits next to the line α = q, where it is tiny.

/// Bisections of t, to the spacing of floats.
const HALVINGS: u32 = 54;

/// lim W for N → ∞ at η = 1 from a Gibbs start, 0 <= `alpha` < 1, 0 <= `q` < 1.
pub(super) fn work_of_many_cells(alpha: f64, q: f64) -> f64 {
    if alpha == q {
        return 0.0;
    }
    if q == 0.0 {
        // One ladder: rung i >= 2 falls to level 1.
        return alpha * alpha / (1.0 - alpha);
    }
    // All rungs together hold about q^-t / (1-α) eigenvectors, levels 1 / (1-q).
    let middle = ((1.0 - q) / (1.0 - alpha)).ln() / q.ln();
    let (mut low, mut high) = (middle - 2.0, middle + 2.0);
    for _ in 0..HALVINGS {
        let t = f64::midpoint(low, high);
        if crossing(alpha, q, t).0 <= 0.0 {
            low = t;
        } else {
            high = t;
        }
    }
    crossing(alpha, q, low).1
}

/// Surplus of eigenvectors below a boundary, and the weight that crosses it, with all of
/// eigenvalue above q^t below it.
fn crossing(alpha: f64, q: f64, t: f64) -> (f64, f64) {
    let ratio = alpha.ln() / q.ln();
    let threshold = q.powf(t);
    let (mut surplus, mut gain) = (0.0, 0.0);
    let (mut rung, mut ours, mut theirs) = (0.0, 1.0, 1.0);
    loop {
        let reach = if rung == 0.0 { t } else { t - rung * ratio };
        let last = reach.ceil() - 1.0;
        if last != -rung {
            let extra = (q.powf(-last) - theirs) / (1.0 - q);
            surplus += extra;
            gain -= threshold * extra;
            if ours > 0.0 {
                gain += ours * (last + rung);
            }
        }
        rung += 1.0;
        ours *= alpha;
        theirs *= q;
        let rest = ours.max(theirs) * (rung + 1.0);
        if rest < 1e-300 || rest < 1e-18 * gain * (1.0 - q) * (1.0 - alpha) {
            return (surplus, (1.0 - alpha) * gain);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::gibbs_work;
    use super::*;

    #[test]
    fn known_limits() {
        // alpha = 0, q <= 1/2: the bottom of a ladder goes one level down as far as there is room.
        assert!((work_of_many_cells(0.0, 0.3) - 0.09 / 0.49).abs() < 1e-14);
        assert!((work_of_many_cells(0.6, 1e-12) - 0.9).abs() < 1e-9);
        assert!((work_of_many_cells(0.5, 0.25) - 1.0 / 9.0).abs() < 1e-14);
    }

    #[test]
    fn many_cells_come_close() -> Result<(), ergotropy::Error> {
        for (alpha, q) in [(0.6, 0.3), (0.2, 0.6), (0.45, 0.5), (0.5, 0.45), (0.0, 0.3)] {
            let limit = work_of_many_cells(alpha, q);
            let work = gibbs_work(1000, alpha, q)?;
            assert!(
                (work.value / limit - 1.0).abs() < 1e-2,
                "{alpha} {q}: {limit}"
            );
        }
        Ok(())
    }
}
