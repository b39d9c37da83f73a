//! C27: signs and column sums of the sector generators.

use ergotropy::{Bath, Error, Start};
use serde_json::json;

use super::scan::{collective, finding};
use super::words::choose;
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C27",
    statement: "Non-negative off-diagonals of L^k ensure that ρ stays positive; its column sums \
     are Eq. 17, zero only for j = j' and m = m', so that all other sectors leak.",
    source: "Results, after Eq. 16, Eq. 17-21",
    figures: &[],
    judge,
};

const MOST_CELLS: i32 = 10;
const OCCUPATIONS: [f64; 3] = [0.0, 0.5, 10.0];

/// A column of a sector generator, (j, m) and (j', m') doubled so that they are whole, γ = 1.
#[derive(Clone, Copy)]
struct Column {
    twice_j: [i32; 2],
    twice_m: [i32; 2],
    occupation: f64,
}

/// (j + m)(j - m + 1), the square of the element of J- from m.
fn square(twice_j: i32, twice_m: i32) -> f64 {
    f64::from((twice_j + twice_m) * (twice_j - twice_m + 2)) / 4.0
}

impl Column {
    /// A_m and A'_m', then A_{m+1} and A'_{m'+1} (Eq. 16).
    fn squares(self) -> ([f64; 2], [f64; 2]) {
        let [j, k] = self.twice_j;
        let [m, l] = self.twice_m;
        (
            [square(j, m), square(k, l)],
            [square(j, m + 2), square(k, l + 2)],
        )
    }

    /// Below, on and above the diagonal: what m feeds into m + 1, itself and m - 1 (Eq. 14).
    fn entries(self) -> [f64; 3] {
        let (down, up) = self.squares();
        let n = self.occupation;
        [
            n * (up[0] * up[1]).sqrt(),
            -(n * (up[0] + up[1]) + (n + 1.0) * (down[0] + down[1])) / 2.0,
            (n + 1.0) * (down[0] * down[1]).sqrt(),
        ]
    }

    /// Eq. 17, with the arithmetic less the geometric mean as half a squared difference of roots.
    fn eq_17(self) -> f64 {
        let (down, up) = self.squares();
        let gap = |pair: [f64; 2]| (pair[0].sqrt() - pair[1].sqrt()).powi(2) / 2.0;
        -(self.occupation + 1.0) * gap(down) - self.occupation * gap(up)
    }

    /// Whether Eq. 18 holds, exactly; at n = 0 the second half of it does not count.
    fn is_conserved(self) -> bool {
        let (down, up) = self.squares();
        down[0] == down[1] && (self.occupation == 0.0 || up[0] == up[1])
    }

    fn is_thermal(self) -> bool {
        self.twice_j[0] == self.twice_j[1] && self.twice_m[0] == self.twice_m[1]
    }

    /// Whether this element feeds no other and does not decay: it stays for ever.
    fn is_frozen(self) -> bool {
        self.entries() == [0.0; 3]
    }
}

/// All columns of all sectors of up to ten cells at an occupation.
fn columns(occupation: f64) -> Vec<Column> {
    let rungs = |twice_j: i32| (-twice_j..=twice_j).step_by(2);
    let mut all = Vec::new();
    for j in 0..=MOST_CELLS {
        // Ladders of one ensemble have j of one kind, whole or half.
        for k in (j % 2..=MOST_CELLS).step_by(2) {
            for m in rungs(j) {
                all.extend(rungs(k).map(|l| Column {
                    twice_j: [j, k],
                    twice_m: [m, l],
                    occupation,
                }));
            }
        }
    }
    all
}

/// A generator of one cell with every sign that the text asks for, and coherence that never decays:
/// the least eigenvalue of ρ(t) from (|0> + |1>)/√2 under emission at rate 1.
fn least_eigenvalue_without_decoherence(time: f64) -> f64 {
    let excited = 0.5 * (-time).exp();
    let coherence = 0.5;
    0.5 - ((0.5 - excited).powi(2) + coherence * coherence).sqrt()
}

/// What all columns of all sectors have in common, and where they differ.
#[derive(Default)]
struct Census {
    columns: usize,
    worst: f64,
    negative: usize,
    positive_sums: usize,
    warm_exceptions: usize,
    cold_exceptions: usize,
    frozen: Vec<Column>,
}

fn census() -> Census {
    let mut found = Census::default();
    for column in OCCUPATIONS.into_iter().flat_map(columns) {
        let [below, on, above] = column.entries();
        let deviation = (below + on + above - column.eq_17()).abs() / (1.0 + on.abs());
        found.columns += 1;
        found.worst = found.worst.max(deviation);
        found.negative += usize::from(below < 0.0 || above < 0.0);
        found.positive_sums += usize::from(column.eq_17() > 0.0);
        if column.is_conserved() && !column.is_thermal() {
            if column.occupation > 0.0 {
                found.warm_exceptions += 1;
            } else {
                found.cold_exceptions += 1;
            }
        }
        if column.is_frozen() && !column.is_thermal() {
            found.frozen.push(column);
        }
    }
    found
}

/// Whether the populations of a charging curve stay at least zero, with sum 1.
fn populations_stay_positive() -> Result<bool, Error> {
    let curve = collective(10, Bath::from_bose_ratio(0.6)?)?
        .charge(&Start::dicke(4), &[1e-3, 1e-2, 0.1, 1.0, 10.0])?;
    Ok(curve.points().iter().all(|point| {
        let sum: f64 = point.state.populations().map(|(_, _, p)| p).sum();
        point.state.populations().all(|(_, _, p)| p >= 0.0) && (sum - 1.0).abs() < 1e-13
    }))
}

fn half(twice: i32) -> String {
    if twice % 2 == 0 {
        (twice / 2).to_string()
    } else {
        format!("{twice}/2")
    }
}

fn judge() -> Result<Finding, Error> {
    let Census {
        columns: count,
        worst,
        negative,
        positive_sums,
        warm_exceptions,
        cold_exceptions,
        frozen,
    } = census();
    let formula = worst < 1e-14 && positive_sums == 0;
    let signs = negative == 0;
    let least = least_eigenvalue_without_decoherence(1.0);
    let signs_suffice = least >= 0.0;
    let only_thermal_warm =
        warm_exceptions == 0 && frozen.iter().all(|column| column.occupation == 0.0);
    let only_thermal_cold = cold_exceptions == 0;
    // For populations signs and zero sums are enough: L^k is then the generator of a Markov chain.
    let stochastic = OCCUPATIONS.iter().all(|&occupation| {
        columns(occupation)
            .into_iter()
            .filter(|column| column.is_thermal())
            .all(|column| column.eq_17() == 0.0)
    }) && populations_stay_positive()?;
    let verdict = match (
        formula && signs && stochastic && only_thermal_warm,
        signs_suffice && only_thermal_cold,
    ) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };

    let example = frozen
        .iter()
        .find(|column| column.twice_j == [2, 0])
        .map_or_else(String::new, |column| {
            format!(
                ", for instance |1, {}><0, {}| of two cells (Eq. 62: n γ ρ_14 = 0)",
                half(column.twice_m[0]),
                half(column.twice_m[1])
            )
        });
    let sentences = [
        format!(
            "Column sums {} Eq. 17 and {} in all {count} columns of all sectors with j, j' <= {} \
             at n_c = 0, 0.5 and 10 (built from Eq. 14 with b_m = γ n √(A_{{m+1}} A'_{{m'+1}}); \
             the printed b_m mixes the indices).",
            choose(worst < 1e-14, "are", "are not"),
            choose(positive_sums == 0, "never positive", "sometimes positive"),
            half(MOST_CELLS),
        ),
        format!(
            "For n_c > 0 they vanish {}.",
            choose(
                only_thermal_warm,
                "if and only if j = j' and m = m', so that all other sectors leak",
                "elsewhere too, not only for j = j' and m = m'"
            ),
        ),
        if only_thermal_cold {
            "The same is true at n_c = 0.".to_owned()
        } else {
            format!(
                "At n_c = 0 that is wrong: {cold_exceptions} columns with j ≠ j' or m ≠ m' \
                 vanish, and {} of them are matrix elements that neither decay nor feed others, \
                 between the bottoms of different ladders{example}. A cold collective bath \
                 leaves such coherence for ever, against Eq. 20.",
                frozen.len()
            )
        },
        format!(
            "Non-negative off-diagonals {} positivity of populations (with zero column sums L^k \
             generates a Markov chain), {} that of ρ: coherence must also be bounded by \
             populations.",
            choose(signs && stochastic, "do ensure", "do not ensure"),
            choose(signs_suffice, "and may ensure", "but not"),
        ),
        format!(
            "Counterexample: one cell that emits at rate 1 and keeps its coherence has no \
             negative off-diagonal and no positive column sum, and from (|0> + |1>)/√2 its least \
             eigenvalue is {least:.4} at t = 1. What ensures positivity is the Lindblad form \
             (Eq. 4)."
        ),
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
    let line = in_short(
        verdict,
        [frozen.len(), cold_exceptions, warm_exceptions],
        [formula, signs_suffice],
        least,
    );
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(
    verdict: Verdict,
    [frozen, cold_exceptions, warm_exceptions]: [usize; 3],
    [formula, signs_suffice]: [bool; 2],
    least: f64,
) -> String {
    let cold = format!("at n_c = 0, {frozen} coherences stay for ever");
    match verdict {
        Verdict::Holds => {
            "Column sums are Eq. 17, zero for j = j', m = m' alone at all n_c, and signs suffice."
                .to_owned()
        }
        Verdict::HoldsIf if signs_suffice => format!("If n_c > 0: {cold}."),
        Verdict::HoldsIf if cold_exceptions == 0 => format!(
            "If populations alone are meant: signs do not bound coherence (least eigenvalue {least:.4})."
        ),
        Verdict::HoldsIf => format!(
            "If n_c > 0, and for populations: {cold}, and signs do not bound coherence (least eigenvalue {least:.4})."
        ),
        _ if formula => format!(
            "{warm_exceptions} column sums vanish beyond j = j', m = m' at n_c > 0, or a sign or a population is negative."
        ),
        _ => "Column sums are not Eq. 17, or are positive somewhere.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cold_baths_and_coherence_are_the_exceptions() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let number = |name: &str| found.numbers[name].as_f64().unwrap_or(f64::NAN);
        assert_eq!(number("conserved_columns_beyond_thermal_n_positive"), 0.0);
        assert!(number("frozen_coherences_n_zero") > 0.0);
        assert!((number("least_eigenvalue_of_counterexample") + 0.0916).abs() < 1e-3);
        Ok(())
    }
}
