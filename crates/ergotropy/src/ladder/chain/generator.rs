//! The rates between (d, k): a continuous-time Markov chain on the lattice.

use crate::ladder::chain::span::Span;
use crate::model::ensemble::{Channel, Ensemble};
use crate::numerics::double::Double;
use crate::spin::lattice::Lattice;

/// Rates from a state to the ladders one brighter (d - 1), its own (d) and one darker (d + 1).
pub(crate) type Fan = [Double; 3];

/// Relative error of a rate, in units of u²: a handful of products, two quotients and a sum.
pub(crate) const RATE_ERROR: f64 = 120.0;

/// Covers the roundings of a few operations.
const ROUNDED_UP: f64 = 1.0 + 32.0 * f64::EPSILON;

/// The generator of the populations.
///
/// Rates are those of `sigma-`, `sigma+` and `σz/2` of single cells between |j, m> summed over
/// cells and copies (Chase and Geremia, *Phys. Rev. A* 78, 052101 (2008); Shammah et al., *Phys.
/// Rev. A* 98, 063815 (2018)), and of J-, J+ within a ladder (Eq. 99 of the paper).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Generator {
    lattice: Lattice,
    collective: Channel,
    local: Channel,
    dephasing: Double,
}

impl Generator {
    pub(crate) fn new(ensemble: &Ensemble) -> Self {
        Self::on(ensemble.lattice(), ensemble)
    }

    /// The noise of an ensemble on a lattice of its own: rates are per cell or per pair of cells, so
    /// that any number of cells can feel them.
    pub(crate) fn on(lattice: Lattice, ensemble: &Ensemble) -> Self {
        let (collective, local, dephasing) = ensemble.noise();
        Self {
            lattice,
            collective,
            local,
            dephasing,
        }
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// Rates of emission and absorption of the collective and of the local noise, per squared matrix
    /// element, and of dephasing.
    pub(crate) fn noise(&self) -> ([Double; 2], [Double; 2], Double) {
        let both = |channel: Channel| [channel.emission(), channel.absorption()];
        (both(self.collective), both(self.local), self.dephasing)
    }

    /// Rates of losing one excitation.
    #[inline(always)]
    pub(crate) fn down(&self, d: u32, k: u32) -> Fan {
        let (a, b) = self.rungs_around(d, k);
        self.fan(d, a, b, self.collective.emission(), self.local.emission())
    }

    /// Rates of gaining one excitation: those of losing one, with m and -m exchanged.
    #[inline(always)]
    pub(crate) fn up(&self, d: u32, k: u32) -> Fan {
        let (a, b) = self.rungs_around(d, k);
        self.fan(
            d,
            b,
            a,
            self.collective.absorption(),
            self.local.absorption(),
        )
    }

    /// Rates of changing the ladder alone, by dephasing; the middle one is zero.
    #[inline(always)]
    pub(crate) fn across(&self, d: u32, k: u32) -> Fan {
        if !self.dephasing.is_positive() {
            return [Double::ZERO; 3];
        }
        let (a, b) = self.rungs_around(d, k);
        let (n, d) = (f64::from(self.lattice.cells()), f64::from(d));
        let t = a + b;
        let brighter = ratio([d, a + 1.0, b + 1.0], [t + 1.0, t + 2.0]);
        let darker = ratio([n - d + 1.0, a, b], [t, t + 1.0]);
        [
            self.dephasing * brighter,
            Double::ZERO,
            self.dephasing * darker,
        ]
    }

    /// Sum of all rates out of a state.
    pub(crate) fn exit(&self, d: u32, k: u32) -> Double {
        [self.down(d, k), self.up(d, k), self.across(d, k)]
            .into_iter()
            .flatten()
            .sum()
    }

    /// The span of the rates of all jumps.
    pub(crate) fn span(&self) -> Span {
        let rates = self.lattice.iter().flat_map(|(d, k)| {
            let fans = [self.down(d, k), self.up(d, k), self.across(d, k)];
            fans.into_iter().flatten().map(|rate| rate.hi)
        });
        rates.collect()
    }

    /// A bound on the rates of leaving any state of ladder d towards brighter and towards darker ones.
    ///
    /// The shares of these channels are at most 1, a b/t² of dephasing at most 1/4.
    pub(crate) fn most_leaving(&self, d: u32) -> [f64; 2] {
        let emission = self.local.emission().to_f64() + self.local.absorption().to_f64();
        let each = (emission + self.dephasing.to_f64()) * ROUNDED_UP;
        let (n, d) = (f64::from(self.lattice.cells()), f64::from(d));
        [each * d, each * (n - d + 1.0)]
    }

    /// A bound on the rate at which any state gains or loses excitations: (j+m)(j-m+1) <= (N/2 + 1)²,
    /// and N times the rate of a cell.
    pub(crate) fn most_exchange(&self) -> f64 {
        let n = f64::from(self.lattice.cells());
        let rates = |channel: Channel| channel.emission().to_f64() + channel.absorption().to_f64();
        (rates(self.collective) * (n / 2.0 + 1.0).powi(2) + rates(self.local) * n) * ROUNDED_UP
    }

    /// Rate of leaving the ladder towards a darker one.
    pub(crate) fn darkening(&self, d: u32, k: u32) -> Double {
        self.down(d, k)[2] + self.up(d, k)[2] + self.across(d, k)[2]
    }

    /// Rate of leaving the ladder towards a brighter one.
    pub(crate) fn brightening(&self, d: u32, k: u32) -> Double {
        self.down(d, k)[0] + self.up(d, k)[0] + self.across(d, k)[0]
    }

    /// (j + m, j - m), the rungs below and above.
    #[inline(always)]
    fn rungs_around(&self, d: u32, k: u32) -> (f64, f64) {
        (f64::from(k - d), f64::from(self.lattice.cells() - d - k))
    }

    /// The fan of a jump with `a` rungs ahead and `b` behind; 2j = a + b.
    #[inline(always)]
    fn fan(&self, d: u32, a: f64, b: f64, collective: Double, local: Double) -> Fan {
        let own = Double::from(a) * Double::from(b + 1.0);
        let mut fan = [Double::ZERO, collective * own, Double::ZERO];
        if local.is_positive() {
            let (n, d) = (f64::from(self.lattice.cells()), f64::from(d));
            let t = a + b;
            fan[0] = local * ratio([d, b + 1.0, b + 2.0], [t + 1.0, t + 2.0]);
            fan[1] += local * ratio([n + 2.0, a, b + 1.0], [t, t + 2.0]);
            fan[2] = local * ratio([n - d + 1.0, a, a - 1.0], [t, t + 1.0]);
        }
        fan
    }
}

/// Product of whole numbers over a product of whole numbers; zero where the numerator is.
#[inline(always)]
fn ratio(numerator: [f64; 3], denominator: [f64; 2]) -> Double {
    if numerator.contains(&0.0) {
        return Double::ZERO;
    }
    let product = |factors: &[f64]| {
        factors
            .iter()
            .fold(Double::ONE, |product, &x| product * Double::from(x))
    };
    product(&numerator) / product(&denominator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Error};

    #[test]
    fn single_cells_lose_and_gain_one_excitation_each() -> Result<(), Error> {
        // Summed over where it leads, σ- of any cell acts at rate k.
        let cold = Bath::from_bose_ratio(0.0)?;
        for cells in 1..9u32 {
            let generator = Generator::new(&Ensemble::new(cells.into())?.local(cold, 1.0)?);
            for (d, k) in generator.lattice().iter() {
                let down: Double = generator.down(d, k).into_iter().sum();
                assert!((down.to_f64() - f64::from(k)).abs() < 1e-14);
                assert_eq!(generator.up(d, k), [Double::ZERO; 3]);
            }
        }
        Ok(())
    }

    #[test]
    fn no_jump_leads_off_the_lattice() -> Result<(), Error> {
        let bath = Bath::from_bose_ratio(0.5)?;
        for cells in 1..9u32 {
            let ensemble = Ensemble::new(cells.into())?
                .collective(bath, 1.0)?
                .local(bath, 1.0)?
                .dephasing(1.0)?;
            let generator = Generator::new(&ensemble);
            let lattice = generator.lattice();
            for (d, k) in lattice.iter() {
                let fans = [
                    (generator.down(d, k), i64::from(k) - 1),
                    (generator.across(d, k), i64::from(k)),
                    (generator.up(d, k), i64::from(k) + 1),
                ];
                for (fan, k) in fans {
                    for (rate, d) in fan.into_iter().zip(i64::from(d) - 1..) {
                        let inside = u64::try_from(d)
                            .and_then(|d| Ok(lattice.contains(d, u64::try_from(k)?)))
                            .unwrap_or(false);
                        assert!(inside || rate == Double::ZERO);
                    }
                }
            }
        }
        Ok(())
    }
}
