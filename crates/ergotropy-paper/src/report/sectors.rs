//! The section of the sectors, and their table as CSV.

use std::fmt::Write as _;

use ergotropy::schur::{Fate, Modes};

use super::tables::table;
use crate::sectors::{Row, rows, spin};

/// The name of the CSV file.
pub(crate) const FILE: &str = "extra-sectors.csv";

/// The number of cells of the table on the page.
const SHOWN: u32 = 4;
/// The greatest number of cells in the file.
const MOST_CELLS: u32 = 8;

/// The Bose ratios of the two columns: a bath that heats, and a cold one.
const RATIOS: [f64; 2] = [0.5, 0.0];

/// All sectors of up to eight cells at both ratios.
#[derive(Clone, Debug)]
pub(crate) struct Sectors {
    rows: Vec<Row>,
}

impl Sectors {
    pub(crate) fn new() -> Result<Self, ergotropy::Error> {
        let mut all = Vec::new();
        for cells in 1..=MOST_CELLS {
            for alpha_c in RATIOS {
                all.extend(rows(cells, alpha_c)?);
            }
        }
        Ok(Self { rows: all })
    }

    pub(crate) fn csv(&self) -> String {
        let mut text = String::from(
            "cells,alpha_c,d,d_prime,delta,pairs_of_copies,elements,fate,modes,\
             least_column_sum,greatest_column_sum,gershgorin,gap\n",
        );
        for row in &self.rows {
            let _ = writeln!(
                text,
                "{},{:?},{},{},{},{},{},{},{},{:?},{:?},{:?},{}",
                row.cells,
                row.alpha_c,
                row.ladders.0,
                row.ladders.1,
                row.delta,
                row.pairs,
                row.elements,
                row.fate.name(),
                modes(row.modes),
                row.least_sum,
                0.0 - row.gershgorin,
                row.gershgorin,
                // A sector in which everything is conserved has no finite gap.
                if row.gap.is_finite() {
                    format!("{:?}", row.gap)
                } else {
                    String::new()
                },
            );
        }
        text
    }

    /// The section of the page.
    pub(crate) fn section(&self) -> String {
        let of = |alpha_c: f64| {
            let shown = move |row: &&Row| row.cells == SHOWN && row.alpha_c == alpha_c;
            self.rows.iter().filter(shown)
        };
        let [warm, cold] = RATIOS.map(|alpha_c| of(alpha_c).collect::<Vec<&Row>>());
        let head = [
            "<i>j</i>, <i>j</i>′",
            "Δ",
            "pairs of copies",
            "elements",
            "<i>α</i><sub>c</sub>&nbsp;= 0.5",
            "column sums",
            "bound",
            "gap",
            "<i>α</i><sub>c</sub>&nbsp;= 0",
            "column sums",
            "bound",
            "gap",
        ];
        let pairs: Vec<Vec<String>> = warm
            .iter()
            .zip(&cold)
            .map(|(warm, cold)| {
                let (j, j_prime) = warm.spins();
                let mut cells = vec![
                    format!("{j}, {j_prime}"),
                    warm.delta.to_string().replace('-', "−"),
                    warm.pairs.to_string(),
                    warm.elements.to_string(),
                ];
                cells.extend(side(warm));
                cells.extend(side(cold));
                cells
            })
            .collect();
        let count = |rows: &[&Row], fate: Fate| rows.iter().filter(|row| row.fate == fate).count();
        let jordan = cold
            .iter()
            .filter(|row| row.modes == Modes::Defective)
            .count();
        let dark_between = cold
            .iter()
            .filter(|row| row.fate == Fate::Dark && row.ladders.0 != row.ladders.1)
            .count();
        format!(
            "<section id=\"sectors\">\n<h2>Sectors side by side</h2>\n<p>Under collective noise \
             the coherences ⟨<i>j</i>,&nbsp;<i>m</i>,&nbsp;<i>σ</i>|<i>ρ</i>|<i>j</i>′,&nbsp;\
             <i>m</i>′,&nbsp;<i>σ</i>′⟩ with one Δ&nbsp;= <i>m</i>&nbsp;&minus;&nbsp;<i>m</i>′ evolve \
             by themselves, for each pair of copies in the same way. These are all {all} sectors of \
             <i>N</i>&nbsp;= {SHOWN} cells (adjoints left out), with the range of their column sums \
             (Eq. 17), the bound of Eq. 84 and the slowest decay there is, in units of \
             <i>γ</i><sub>c</sub>. With a bath at <i>α</i><sub>c</sub>&nbsp;= {alpha}, {thermal} of \
             them thermalize and {leaking} leak. At <i>α</i><sub>c</sub>&nbsp;= 0 all that is left \
             gathers in the dark lowest rungs, and so do coherences between the ladders \
             <i>j</i>&nbsp;= {spins}, in {dark_between} sectors; {jordan} sectors have Jordan \
             blocks, marked with *. See <a href=\"#C7\">C7</a>; up to {MOST_CELLS} cells are in the \
             CSV.</p>\n\
             {table}<p class=\"links\"><a href=\"{FILE}\">CSV</a></p>\n</section>\n",
            all = warm.len(),
            alpha = RATIOS[0],
            thermal = count(&warm, Fate::Thermalizing),
            leaking = count(&warm, Fate::Leaking),
            spins = (0..=SHOWN / 2)
                .map(|d| spin(SHOWN, d))
                .collect::<Vec<_>>()
                .join(", "),
            table = table(&head.map(str::to_owned), &pairs),
        )
    }
}

/// Fate, column sums, bound and gap of a row.
fn side(row: &Row) -> [String; 4] {
    let mark = if row.modes == Modes::Defective {
        "*"
    } else {
        ""
    };
    let greatest = -row.gershgorin;
    let sums = if row.least_sum == greatest {
        number(greatest)
    } else {
        format!("{} … {}", number(row.least_sum), number(greatest))
    };
    let gap = if row.gap.is_finite() {
        number(row.gap)
    } else {
        "—".to_owned()
    };
    [
        format!("{}{mark}", row.fate.name()),
        sums,
        number(row.gershgorin),
        gap,
    ]
}

/// A number with at most three decimals and a typographic minus.
fn number(x: f64) -> String {
    let text = format!("{x:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.replace('-', "−")
    }
}

fn modes(modes: Modes) -> &'static str {
    match modes {
        Modes::Simple => "simple",
        Modes::Diagonal => "diagonal",
        Modes::Distinct => "distinct",
        Modes::Defective => "defective",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_all_sectors_of_four_cells() -> Result<(), ergotropy::Error> {
        let sectors = Sectors::new()?;
        let section = sectors.section();
        assert_eq!(section.matches("<tr>").count(), 24 + 1);
        assert_eq!(section.matches("thermalizing").count(), 3);
        // Three ladders themselves, and three pairs of them.
        assert_eq!(section.matches("<td>dark").count(), 6);
        let csv = sectors.csv();
        let columns = |line: &str| line.split(',').count();
        assert!(csv.lines().all(|line| columns(line) == 13));
        assert!(csv.contains("\n2,0.0,0,1,-1,1,1,dark,diagonal,0.0,0.0,0.0,\n"));
        Ok(())
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [number(-0.0), number(2.0), number(-1.25), number(1e-9)],
            ["0", "2", "−1.25", "0"]
        );
    }
}
