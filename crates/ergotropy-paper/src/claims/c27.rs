//! C27: signs and column sums of the sector generators.

use ergotropy::schur::Sector;
use ergotropy::{Bath, Error, Observables, Start};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::thermal::collective;
use crate::sectors::half;

pub(super) const CLAIM: Claim = Claim {
    id: "C27",
    heading: "Signs, positivity and leaks",
    statement: "Non-negative off-diagonals of L^k ensure that ρ stays positive; its column sums \
     are Eq. 17, zero only for j = j' and m = m', so that all other sectors leak.",
    source: "Results, after Eq. 16, Eq. 17-21",
    figures: &[],
    judge,
};

/// An ensemble with half-integer and one with whole spins; together they have all ladders up to j = 5.
const CELLS: [u64; 2] = [9, 10];
const MOST_SPIN: i64 = 10;
const OCCUPATIONS: [f64; 3] = [0.0, 0.5, 10.0];

/// Column i of the generator of a sector, that is of its element (j, m), (j', m'); γ = 1.
#[derive(Clone, Debug)]
struct Column {
    sector: Sector,
    index: usize,
    /// j and j', m and m' of its element, doubled so that they are whole.
    twice_j: [i64; 2],
    twice_m: [i64; 2],
    occupation: f64,
}

/// (j + m)(j - m + 1), the square of the element of J- from m.
fn square(twice_j: i64, twice_m: i64) -> f64 {
    ((twice_j + twice_m) * (twice_j - twice_m + 2)) as f64 / 4.0
}

impl Column {
    /// All columns of a sector.
    fn of(cells: u64, occupation: f64, sector: &Sector) -> impl Iterator<Item = Self> {
        let (d, d_prime) = sector.ladders();
        let twice_j = [d, d_prime].map(|d| cells.cast_signed() - 2 * i64::from(d));
        let twice_delta = 2 * sector.delta();
        // m' begins at -j', or where m = m' + Δ begins at -j.
        let lowest = (-twice_j[1]).max(-twice_j[0] - twice_delta);
        (0..sector.len())
            .zip((lowest..).step_by(2))
            .map(move |(index, twice_m)| Self {
                sector: sector.clone(),
                index,
                twice_j,
                twice_m: [twice_m + twice_delta, twice_m],
                occupation,
            })
    }

    /// The elements below, on and above the diagonal: the rates from m into m + 1, m and m - 1 (Eq.
    /// 14).
    fn entries(&self) -> [f64; 3] {
        let [j, k] = self.twice_j;
        let [m, l] = self.twice_m;
        let down = [square(j, m), square(k, l)];
        let up = [square(j, m + 2), square(k, l + 2)];
        let n = self.occupation;
        [
            n * (up[0] * up[1]).sqrt(),
            -(n * (up[0] + up[1]) + (n + 1.0) * (down[0] + down[1])) / 2.0,
            (n + 1.0) * (down[0] * down[1]).sqrt(),
        ]
    }

    /// Eq. 17, which is zero only where it is so in integers.
    fn eq_17(&self) -> f64 {
        self.sector.column_sum(self.index)
    }

    fn is_thermal(&self) -> bool {
        self.twice_j[0] == self.twice_j[1] && self.twice_m[0] == self.twice_m[1]
    }

    /// Whether this element feeds no other and does not decay, so that it is conserved.
    fn is_frozen(&self) -> bool {
        self.entries() == [0.0; 3]
    }
}

/// All columns of all sectors at an occupation; of two adjoint sectors only one is listed.
fn columns(occupation: f64) -> Result<Vec<Column>, Error> {
    let mut all = Vec::new();
    for cells in CELLS {
        let ensemble = collective(cells, Bath::from_occupation(occupation)?)?;
        for sector in Sector::all(&ensemble) {
            all.extend(Column::of(cells, occupation, &sector));
        }
    }
    Ok(all)
}

/// A generator of one cell with every sign that the text asks for, and coherence that never decays:
/// the least eigenvalue of ρ(t) from (|0> + |1>)/√2 under emission at rate 1.
fn least_eigenvalue_without_decoherence(time: f64) -> f64 {
    let excited = 0.5 * (-time).exp();
    let coherence = 0.5;
    0.5 - ((0.5 - excited).powi(2) + coherence * coherence).sqrt()
}

/// Properties that all columns of all sectors share, and counts of those that differ.
#[derive(Default)]
struct Census {
    columns: usize,
    worst: f64,
    negative: usize,
    positive_sums: usize,
    warm_exceptions: usize,
    cold_exceptions: usize,
    /// The number of columns with j = j' and m = m' whose sum is not zero.
    thermal_leaks: usize,
    frozen: Vec<Column>,
}

impl Census {
    fn new() -> Result<Self, Error> {
        let mut found = Self::default();
        for occupation in OCCUPATIONS {
            for column in columns(occupation)? {
                found.count(column);
            }
        }
        Ok(found)
    }

    fn count(&mut self, column: Column) {
        let [below, on, above] = column.entries();
        let sum = column.eq_17();
        let deviation = (below + on + above - sum).abs() / (1.0 + on.abs());
        self.columns += 1;
        self.worst = self.worst.max(deviation);
        self.negative += usize::from(below < 0.0 || above < 0.0);
        self.positive_sums += usize::from(sum > 0.0);
        if column.is_thermal() {
            self.thermal_leaks += usize::from(sum != 0.0);
            return;
        }
        if sum == 0.0 && column.occupation > 0.0 {
            self.warm_exceptions += 1;
        } else if sum == 0.0 {
            self.cold_exceptions += 1;
        }
        if column.is_frozen() {
            self.frozen.push(column);
        }
    }
}

/// Whether the populations of a charging curve stay at least zero, with sum 1.
fn populations_stay_positive() -> Result<bool, Error> {
    let curve = collective(10, Bath::from_bose_ratio(0.6)?)?
        .charge(&Start::dicke(4), &[1e-3, 1e-2, 0.1, 1.0, 10.0])?;
    Ok(curve.points().iter().all(|point| {
        let sum: f64 = point.state.populations().map(|(_, _, p)| p.value).sum();
        point.state.populations().all(|(_, _, p)| p.value >= 0.0) && (sum - 1.0).abs() < 1e-13
    }))
}

fn judge() -> Result<Finding, Error> {
    let Census {
        columns: count,
        worst,
        negative,
        positive_sums,
        warm_exceptions,
        cold_exceptions,
        thermal_leaks,
        frozen,
    } = Census::new()?;
    let least = least_eigenvalue_without_decoherence(1.0);
    let only_cold = frozen.iter().all(|column| column.occupation == 0.0);
    let example = frozen.iter().find(|column| column.twice_j == [2, 0]);
    let [m, m_prime] = example.map_or([0, 0], |column| column.twice_m);

    let parts = vec![
        Part::holds(
            "column sums are Eq. 17, never positive",
            worst < 1e-14 && positive_sums == 0,
            format!("in all {count} columns."),
        ),
        Part::holds_if(
            "they are zero only for j = j' and m = m', so that all other sectors leak",
            warm_exceptions + thermal_leaks == 0 && only_cold && cold_exceptions > 0,
            format!(
                "if n_c > 0: at n_c = 0 {cold_exceptions} more columns vanish, and {} coherences stay for ever.",
                frozen.len()
            ),
        ),
        Part::fails(
            "non-negative off-diagonals of L^k ensure that ρ stays positive",
            negative == 0 && least < 0.0,
            format!(
                "populations do stay so, but signs do not bound coherence (least eigenvalue {least:.4})."
            ),
        ),
    ];
    let in_short = "The column sums are those of Eq. 17 and all other sectors leak at n_c > 0; but signs alone keep populations \
         positive, not ρ."
        .to_owned();
    let sentences = [
        format!(
            "Columns of all sectors with j, j' <= {}, adjoints left out, at n_c = 0, 0.5 and 10, built from Eq. 14 with \
             b_m = γ n √(A_{{m+1}} A'_{{m'+1}}); the printed b_m mixes the indices.",
            half(MOST_SPIN),
        ),
        format!(
            "At n_c = 0 {cold_exceptions} columns with j ≠ j' or m ≠ m' vanish, and {} of them are matrix elements \
             that neither decay nor feed others, between the bottoms of different ladders, for instance \
             |1, {}><0, {}| of two cells (Eq. 62: n γ ρ_14 = 0). A cold collective bath leaves such coherence for \
             ever, against Eq. 20.",
            frozen.len(),
            half(m),
            half(m_prime)
        ),
        "Non-negative off-diagonals do ensure positivity of populations (with zero column sums L^k \
         generates a Markov chain), but not that of ρ: coherence must also be bounded by populations."
            .to_owned(),
        format!(
            "Counterexample: one cell that emits at rate 1 and keeps its coherence has no \
             negative off-diagonal and no positive column sum, and from (|0> + |1>)/√2 its least \
             eigenvalue is {least:.4} at t = 1. What ensures positivity is the Lindblad form \
             (Eq. 4)."
        ),
    ];
    let grounds = [
        ("populations stay positive", populations_stay_positive()?),
        ("two cells have a frozen coherence", example.is_some()),
    ];
    let numbers = json!({
        "columns": count,
        "worst_deviation_from_eq_17": worst,
        "negative_off_diagonals": negative,
        "positive_column_sums": positive_sums,
        "conserved_columns_beyond_thermal_n_positive": warm_exceptions,
        "conserved_columns_beyond_thermal_n_zero": cold_exceptions,
        "frozen_coherences_n_zero": frozen.len(),
        "least_eigenvalue_of_counterexample": least,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds, HoldsIf};
    use super::*;

    #[test]
    fn cold_baths_and_coherence_are_the_exceptions() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(
            found.verdicts(),
            [Holds, HoldsIf, DoesNotHold],
            "{found:#?}"
        );
        let exceptions = found.number("/conserved_columns_beyond_thermal_n_positive");
        assert_eq!(exceptions, 0.0);
        assert!(found.number("/frozen_coherences_n_zero") > 0.0);
        found.assert_pinned(&[("/least_eigenvalue_of_counterexample", -0.0916, 1e-3)]);
        Ok(())
    }
}
