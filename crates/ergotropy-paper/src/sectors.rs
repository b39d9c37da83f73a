//! Bohr sectors in a table: fate, column sums, bound and gap of each.

use ergotropy::schur::{Fate, Modes, SchurBasis, Sector};
use ergotropy::{Bath, Channel, Ensemble, Error};

/// The properties of the sector (j, j', Δ) of an ensemble, with γ = 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) cells: u32,
    pub(crate) alpha_c: f64,
    pub(crate) ladders: (u32, u32),
    pub(crate) delta: i64,
    /// Number of pairs of copies (σ, σ') with this sector.
    pub(crate) pairs: usize,
    pub(crate) elements: usize,
    pub(crate) fate: Fate,
    pub(crate) modes: Modes,
    /// The most negative column sum (Eq. 17).
    pub(crate) least_sum: f64,
    /// The bound of Eq. 84: the least leak of an element, which is minus the greatest column sum.
    pub(crate) gershgorin: f64,
    /// The slowest decay rate of the decaying part; infinite if nothing decays.
    pub(crate) gap: f64,
}

impl Row {
    fn new(basis: &SchurBasis, alpha_c: f64, sector: &Sector) -> Self {
        let ladders = sector.ladders();
        Self {
            cells: basis.cells(),
            alpha_c,
            ladders,
            delta: sector.delta(),
            pairs: basis.copies(ladders.0) * basis.copies(ladders.1),
            elements: sector.len(),
            fate: sector.fate(),
            modes: sector.modes(),
            least_sum: least_sum(sector),
            gershgorin: sector.gershgorin(),
            gap: sector.gap(),
        }
    }

    /// j and j' as text.
    pub(crate) fn spins(&self) -> (String, String) {
        (
            spin(self.cells, self.ladders.0),
            spin(self.cells, self.ladders.1),
        )
    }
}

/// The most negative column sum of a sector.
pub(crate) fn least_sum(sector: &Sector) -> f64 {
    (0..sector.len())
        .map(|i| sector.column_sum(i))
        .fold(0.0, f64::min)
}

/// All sectors of cells under collective noise; of two adjoint sectors only one is listed.
pub(crate) fn rows(cells: u32, alpha_c: f64) -> Result<Vec<Row>, Error> {
    let ensemble = Ensemble::new(cells.into())?
        .collective(Channel::thermal(Bath::from_bose_ratio(alpha_c)?, 1.0)?);
    let basis = SchurBasis::new(cells)?;
    Ok(Sector::all(&ensemble)
        .iter()
        .map(|sector| Row::new(&basis, alpha_c, sector))
        .collect())
}

/// j = N/2 - d.
pub(crate) fn spin(cells: u32, d: u32) -> String {
    half(i64::from(cells) - 2 * i64::from(d))
}

/// Half of a whole number: `2`, `-3/2`.
pub(crate) fn half(twice: i64) -> String {
    if twice % 2 == 0 {
        (twice / 2).to_string()
    } else {
        format!("{twice}/2")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cells_have_seven_sectors() -> Result<(), Error> {
        let cold = rows(2, 0.0)?;
        assert_eq!(cold.len(), 7);
        let dark = cold
            .iter()
            .find(|row| row.ladders == (0, 1) && row.delta == -1);
        assert!(dark.is_some_and(|row| row.fate == Fate::Dark && row.gershgorin == 0.0));
        assert_eq!((half(3), half(-4)), ("3/2".to_owned(), "-2".to_owned()));
        Ok(())
    }
}
