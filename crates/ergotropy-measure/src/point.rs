//! Point: the parameters of one steady state or curve.

use std::fmt;

use ergotropy::{Bath, Ensemble, Error, Mixture};
use ergotropy_oracle::Parameters;
use serde::{Deserialize, Serialize};

/// Cells and noise, as in [`Mixture`]; the other programs read it by these names.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub cells: u32,
    pub eta: f64,
    pub alpha_c: f64,
    pub alpha_l: f64,
    pub gamma_r: f64,
    #[serde(default)]
    pub dephasing: f64,
}

impl Point {
    /// A point without dephasing, its noise in the order (η, α_c, α_ℓ, γ_r).
    pub fn new(cells: u32, (eta, alpha_c, alpha_l, gamma_r): (f64, f64, f64, f64)) -> Self {
        Self {
            cells,
            eta,
            alpha_c,
            alpha_l,
            gamma_r,
            dephasing: 0.0,
        }
    }

    pub fn ensemble(&self) -> Result<Ensemble, Error> {
        let mixture = Mixture {
            eta: self.eta,
            gamma_ratio: self.gamma_r,
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
            self.gamma_r,
            self.dephasing,
            0.0,
        )
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [eta, alpha_c, alpha_l, gamma_r] =
            [self.eta, self.alpha_c, self.alpha_l, self.gamma_r].map(short);
        write!(f, "({eta}, {alpha_c}, {alpha_l}, {gamma_r})")?;
        if self.dephasing > 0.0 {
            write!(f, " dephased at {}", short(self.dephasing))?;
        }
        Ok(())
    }
}

/// A parameter in few characters: powers of two by their exponent, others with three digits.
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
        let point = Point::new(7, (0.9, 0.6, 0.2, 1.0));
        assert_eq!(point.to_string(), "(0.9, 0.6, 0.2, 1)");
    }

    #[test]
    fn other_programs_read_the_names() -> anyhow::Result<()> {
        let point = Point::new(7, (0.9, 0.6, 0.2, 1.0));
        let text = serde_json::to_string(&point)?;
        assert!(text.starts_with(r#"{"cells":7,"eta":0.9,"alpha_c":0.6,"#));
        assert_eq!(serde_json::from_str::<Point>(&text)?, point);
        Ok(())
    }
}
