//! Parameters: thermal baths and a mixture of them, as exact fractions.

use dashu::rational::RBig;

use super::rates::Rates;
use crate::fraction::from_f64;

/// One parameter point of Eq. (113) with dephasing added; every number exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// Number of cells `N`, at least 1.
    pub cells: usize,
    /// Bose ratio `alpha_c = exp(-omega / T_c)` of the collective bath, in `[0, 1)`.
    pub alpha_c: RBig,
    /// Bose ratio `alpha_l` of the local baths, in `[0, 1)`.
    pub alpha_l: RBig,
    /// Collective share `eta` of the dissipation, in `[0, 1]`.
    pub eta: RBig,
    /// Local over collective rate `gamma_l / gamma_c`, not negative.
    pub gamma_r: RBig,
    /// Local dephasing rate `gamma_phi` of `sum_i D[sz_i / 2]`, in units of `gamma_c`, not negative.
    pub dephasing: RBig,
    /// Collective dephasing rate `Gamma_phi` of `D[J_z]`, in units of `gamma_c`, not negative.
    pub collective_dephasing: RBig,
}

impl Parameters {
    /// The point with exactly these floats.
    ///
    /// # Panics
    ///
    /// When a value is outside the range its field documents.
    pub fn from_f64(
        cells: usize,
        alpha_c: f64,
        alpha_l: f64,
        eta: f64,
        gamma_r: f64,
        dephasing: f64,
        collective_dephasing: f64,
    ) -> Self {
        assert!(cells >= 1, "a register has at least one cell");
        for alpha in [alpha_c, alpha_l] {
            assert!(
                (0.0..1.0).contains(&alpha),
                "Bose ratio {alpha} is outside [0, 1)"
            );
        }
        assert!(
            (0.0..=1.0).contains(&eta),
            "collective share {eta} is outside [0, 1]"
        );
        for rate in [gamma_r, dephasing, collective_dephasing] {
            assert!(
                rate >= 0.0 && rate.is_finite(),
                "rate {rate} is outside [0, inf)"
            );
        }
        Self {
            cells,
            alpha_c: from_f64(alpha_c),
            alpha_l: from_f64(alpha_l),
            eta: from_f64(eta),
            gamma_r: from_f64(gamma_r),
            dephasing: from_f64(dephasing),
            collective_dephasing: from_f64(collective_dephasing),
        }
    }

    /// The rates of the channels at this point: emission `n + 1` times and absorption `n` times the rate of a
    /// bath.
    pub fn rates(&self) -> Rates {
        let local = (RBig::ONE - &self.eta) * &self.gamma_r;
        let collective_emission = &self.eta / (RBig::ONE - &self.alpha_c);
        let local_emission = local / (RBig::ONE - &self.alpha_l);
        Rates {
            collective_absorption: &collective_emission * &self.alpha_c,
            collective_emission,
            local_absorption: &local_emission * &self.alpha_l,
            local_emission,
            dephasing: self.dephasing.clone(),
            collective_dephasing: self.collective_dephasing.clone(),
        }
    }
}
