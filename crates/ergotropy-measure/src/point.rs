//! Point: cells and noise.

use std::fmt;

use ergotropy::{Bath, Ensemble, Error, Mixture};
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

    pub fn ensemble(&self) -> Result<Ensemble, Error> {
        let mixture = Mixture {
            eta: self.eta,
            gamma_ratio: self.gamma_ratio,
        };
        Ensemble::mixture(self.cells.into(), mixture)?
            .collective_bath(Bath::from_bose_ratio(self.alpha_c)?)
            .local_bath(Bath::from_bose_ratio(self.alpha_l)?)
            .dephasing(self.dephasing)
    }

    /// The same floats as exact fractions.
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

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [eta, alpha_c, alpha_l, gamma_ratio] =
            [self.eta, self.alpha_c, self.alpha_l, self.gamma_ratio].map(short);
        write!(f, "({eta}, {alpha_c}, {alpha_l}, {gamma_ratio})")?;
        if self.dephasing > 0.0 {
            write!(f, " dephased at {}", short(self.dephasing))?;
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
        assert!(text.starts_with(names));
        Ok(())
    }
}
