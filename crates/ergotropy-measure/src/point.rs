//! Point: cells and noise.

use std::fmt;

use ergotropy::{Bath, Couplings, Dipole, Ensemble, Error, Geometry, Mixture};
use ergotropy_oracle::Parameters;
use serde::Serialize;

/// Cells and noise, as in [`Mixture`]; the other programs read the fields by these names.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    pub cells: u32,
    pub eta: f64,
    pub gamma_ratio: f64,
    pub alpha_c: f64,
    pub alpha_l: f64,
    pub dephasing: f64,
    /// Where the cells are; `None` if all share one field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<Chain>,
}

/// Cells on a line, with dipoles normal to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chain {
    /// The distance of neighbours in wavelengths.
    pub spacing: f64,
    /// Whether cells shift each other's frequency.
    pub shifts: bool,
}

impl Point {
    /// One cell with cold baths, for a collective fraction η and a ratio of local to collective rate.
    pub const fn mixture(eta: f64, gamma_ratio: f64) -> Self {
        Self {
            cells: 1,
            eta,
            gamma_ratio,
            alpha_c: 0.0,
            alpha_l: 0.0,
            dephasing: 0.0,
            chain: None,
        }
    }

    /// A collective bath alone.
    pub const fn collective(alpha_c: f64) -> Self {
        Self::mixture(1.0, 1.0).baths(alpha_c, 0.0)
    }

    /// The same point with the Bose ratios of the collective bath and of the local ones.
    pub const fn baths(mut self, alpha_c: f64, alpha_l: f64) -> Self {
        (self.alpha_c, self.alpha_l) = (alpha_c, alpha_l);
        self
    }

    pub const fn cells(mut self, cells: u32) -> Self {
        self.cells = cells;
        self
    }

    /// The same point with its cells in a chain.
    pub const fn chain(mut self, spacing: f64, shifts: bool) -> Self {
        self.chain = Some(Chain { spacing, shifts });
        self
    }

    pub fn ensemble(&self) -> Result<Ensemble, Error> {
        let mixture = Mixture {
            eta: self.eta,
            gamma_ratio: self.gamma_ratio,
        };
        let ensemble = Ensemble::mixture(self.cells.into(), mixture)?
            .collective_bath(Bath::from_bose_ratio(self.alpha_c)?)
            .local_bath(Bath::from_bose_ratio(self.alpha_l)?)
            .dephasing(self.dephasing)?;
        match self.chain {
            Some(chain) => ensemble.couplings(chain.couplings(self.cells)?),
            None => Ok(ensemble),
        }
    }

    /// The same floats as exact fractions, of cells that share one field.
    pub fn exact(&self) -> Parameters {
        Parameters::from_f64(
            self.cells as usize,
            self.alpha_c,
            self.alpha_l,
            self.eta,
            self.gamma_ratio,
            self.dephasing,
            0.0,
        )
    }
}

impl Chain {
    fn couplings(self, cells: u32) -> Result<Couplings, Error> {
        let places = Geometry::chain(cells.into(), self.spacing)?;
        let dipoles = [Dipole::linear([0.0, 0.0, 1.0])?];
        if self.shifts {
            Couplings::free_space(&places, &dipoles)
        } else {
            Couplings::without_shift(&places, &dipoles)
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [eta, alpha_c, alpha_l, gamma_ratio] =
            [self.eta, self.alpha_c, self.alpha_l, self.gamma_ratio].map(short);
        write!(f, "({eta}, {alpha_c}, {alpha_l}, {gamma_ratio})")?;
        if self.dephasing > 0.0 {
            write!(f, " dephased at {}", short(self.dephasing))?;
        }
        if let Some(chain) = self.chain {
            let shifts = if chain.shifts { " with shifts" } else { "" };
            write!(f, " in a chain of spacing {}{shifts}", short(chain.spacing))?;
        }
        Ok(())
    }
}

/// A parameter in few characters: powers of two by their exponent, other numbers with three digits.
fn short(value: f64) -> String {
    let far = |x: f64| x > 0.0 && !(0.01..=100.0).contains(&x);
    let power = |x: f64| (x.log2().fract() == 0.0).then(|| format!("2^{}", x.log2()));
    if far(value) {
        return power(value).unwrap_or_else(|| format!("{value:.2e}"));
    }
    if value < 1.0 && far(1.0 - value) {
        return power(1.0 - value)
            .map_or_else(|| format!("{value:.4}"), |rest| format!("1 - {rest}"));
    }
    let three = format!("{value:.3}");
    three.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_short_and_true() {
        assert_eq!(short(2f64.powi(-40)), "2^-40");
        assert_eq!(short(1.0 - 2f64.powi(-20)), "1 - 2^-20");
        assert_eq!(short(2f64.powi(20)), "2^20");
        assert_eq!(short(0.0), "0");
        assert_eq!(short(0.9), "0.9");
        assert_eq!(short(1.0), "1");
        assert_eq!(short(1e-3), "1.00e-3");
        let point = Point::mixture(0.9, 1.0).baths(0.6, 0.2).cells(7);
        assert_eq!(point.to_string(), "(0.9, 0.6, 0.2, 1)");
    }

    #[test]
    fn other_programs_read_the_names() -> anyhow::Result<()> {
        let text = serde_json::to_string(&Point::mixture(0.9, 1.0).baths(0.6, 0.2).cells(7))?;
        let names = r#"{"cells":7,"eta":0.9,"gamma_ratio":1.0,"alpha_c":0.6,"alpha_l":0.2,"#;
        assert!(text.starts_with(names) && !text.contains("chain"));
        let text = serde_json::to_string(&Point::collective(0.6).cells(4).chain(0.05, false))?;
        assert!(text.ends_with(r#""chain":{"spacing":0.05,"shifts":false}}"#));
        Ok(())
    }

    #[test]
    fn cells_of_a_chain_share_less_of_their_field() -> anyhow::Result<()> {
        let together = Point::collective(0.6).cells(3);
        let alone = together.chain(0.05, true);
        assert_eq!(
            alone.to_string(),
            "(1, 0.6, 0, 1) in a chain of spacing 0.05 with shifts"
        );
        assert!(together.ensemble()?.shared_field().is_none());
        let ensemble = alone.ensemble()?;
        let shared = ensemble.shared_field();
        assert!(shared.is_some_and(|g| g.decay(0, 2) < g.decay(0, 1) && g.shift(0, 1) != 0.0));
        let unshifted = together.chain(0.05, false).ensemble()?;
        let shared = unshifted.shared_field();
        assert!(shared.is_some_and(|g| g.shift(0, 1) == 0.0));
        Ok(())
    }
}
