//! Rates: the rate of each channel.

use dashu::rational::RBig;

/// The rates of all channels, exact and independent. They need not be those of baths, and absorption
/// may exceed emission.
///
/// A permutation-invariant kernel, `sum_ij g_ij D(s_i, s_j)` with `g_ij = g_1` for `i = j` and `g_2` otherwise, has the
/// single-cell rate `g_1 - g_2` and the collective rate `g_2`, which may be negative.
///
/// ```
/// use ergotropy_oracle::{Couplings, Rates, Reference};
///
/// // Three cells, each pumped twice as fast as it decays.
/// let rates = Rates {
///     local_emission: 1u8.into(),
///     local_absorption: 2u8.into(),
///     ..Rates::default()
/// };
/// let steady = Reference::steady_state(&Couplings::new(3), &rates)?;
/// assert!(steady.energy().distance(2.0) < 1e-90);
/// assert!(steady.ergotropy().distance(1.0) < 1e-90);
/// # Ok::<(), ergotropy_oracle::NotUnique>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Rate of `D[J-]`.
    pub collective_emission: RBig,
    /// Rate of `D[J+]`.
    pub collective_absorption: RBig,
    /// Rate of every `D[s-_i]`.
    pub local_emission: RBig,
    /// Rate of every `D[s+_i]`.
    pub local_absorption: RBig,
    /// Rate of every `D[sz_i / 2]`.
    pub dephasing: RBig,
    /// Rate of `D[J_z]`.
    pub collective_dephasing: RBig,
}

/// A kernel, given by its eigenvalues, which are not negative for physical noise.
#[derive(Clone, Debug)]
pub(crate) struct Kernel<T> {
    /// Eigenvalue of the mode in which all cells act alike: the single-cell rate plus `N` times the
    /// collective rate.
    pub symmetric: T,
    /// Eigenvalue of all other modes: the single-cell rate.
    pub single: T,
}

impl Rates {
    /// The kernels of emission, absorption and dephasing of `cells` cells.
    ///
    /// # Panics
    ///
    /// When a kernel has a negative eigenvalue.
    pub(crate) fn kernels(&self, cells: usize) -> [Kernel<RBig>; 3] {
        [
            (&self.local_emission, &self.collective_emission),
            (&self.local_absorption, &self.collective_absorption),
            (&self.dephasing, &self.collective_dephasing),
        ]
        .map(|(single, collective)| {
            let symmetric = single + collective * RBig::from(cells);
            assert!(
                *single >= RBig::ZERO && symmetric >= RBig::ZERO,
                "single-cell rate {single} with collective rate {collective} is no noise of {cells} cells"
            );
            Kernel {
                symmetric,
                single: single.clone(),
            }
        })
    }
}
