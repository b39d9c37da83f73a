//! The rates between (d, k) in plain floats, for lattices of any size.

use crate::error::Error;
use crate::ladder::chain::span::Span;
use crate::model::ensemble::Ensemble;
use crate::spin::lattice::Lattice;

/// The rates of [`Generator`](crate::ladder::chain::generator::Generator), each right to a few roundings.
///
/// A table of them would be as large as the lattice; they are computed where they are asked for, which
/// costs products only once the ladder is fixed ([`Rates::ladder`]).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates {
    lattice: Lattice,
    /// Emission and absorption per squared matrix element.
    collective: [f64; 2],
    local: [f64; 2],
    dephasing: f64,
}

/// The rates out of the states of one ladder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LadderRates {
    d: u32,
    twice_j: f64,
    /// Emission and absorption, to the ladder one brighter, within the ladder, to the one darker.
    brighter: [f64; 2],
    own: [f64; 2],
    darker: [f64; 2],
    /// Dephasing, to the ladder one brighter and to the one darker.
    across: [f64; 2],
}

impl Rates {
    pub(crate) fn new(ensemble: &Ensemble) -> Self {
        let (collective, local, dephasing) = ensemble.noise();
        Self {
            lattice: ensemble.lattice(),
            collective: [
                collective.emission().to_f64(),
                collective.absorption().to_f64(),
            ],
            local: [local.emission().to_f64(), local.absorption().to_f64()],
            dephasing: dephasing.to_f64(),
        }
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// The rates out of ladder d.
    #[inline(always)]
    pub(crate) fn ladder(&self, d: u32) -> LadderRates {
        let n = f64::from(self.lattice.cells());
        let t = f64::from(self.lattice.twice_j(d));
        let brighter = f64::from(d) / ((t + 1.0) * (t + 2.0));
        // A ladder of one rung has no jump within it and none to a darker ladder.
        let (own, darker) = if t > 0.0 {
            (
                (n + 2.0) / (t * (t + 2.0)),
                (n - f64::from(d) + 1.0) / (t * (t + 1.0)),
            )
        } else {
            (0.0, 0.0)
        };
        let [emission, absorption] = self.local;
        LadderRates {
            d,
            twice_j: t,
            brighter: [emission * brighter, absorption * brighter],
            own: [
                emission.mul_add(own, self.collective[0]),
                absorption.mul_add(own, self.collective[1]),
            ],
            darker: [emission * darker, absorption * darker],
            across: [self.dephasing * brighter, self.dephasing * darker],
        }
    }

    /// Emission and absorption of single cells, per cell.
    pub(crate) fn local(&self) -> [f64; 2] {
        self.local
    }

    /// Emission and absorption of all cells together, per squared matrix element.
    pub(crate) fn collective(&self) -> [f64; 2] {
        self.collective
    }

    /// Sum of all rates out of a state.
    pub(crate) fn exit(&self, d: u32, k: u32) -> f64 {
        self.ladder(d).exit(k)
    }

    /// A power of two near the greatest rate of a channel; zero if nothing acts.
    pub(crate) fn unit(&self) -> f64 {
        let rates = self.collective.into_iter().chain(self.local);
        let greatest = rates.fold(self.dephasing, f64::max);
        // The exponent alone of a positive float.
        f64::from_bits(greatest.to_bits() & (0x7ff << 52))
    }

    /// [`Rates::unit`] where there is one.
    ///
    /// # Errors
    /// [`Error::RateSpan`] if all rates are below the least normal float, [`Error::NothingEvolves`] if all are zero.
    pub(crate) fn positive_unit(&self) -> Result<f64, Error> {
        let unit = self.unit();
        if unit > 0.0 {
            Ok(unit)
        } else {
            Err(self.span().blamed_or(Error::NothingEvolves))
        }
    }

    /// The span of the rates of all channels.
    pub(crate) fn span(&self) -> Span {
        let rates = self.collective.into_iter().chain(self.local);
        rates.chain([self.dephasing]).collect()
    }
}

impl LadderRates {
    /// (j + m, j - m), the rungs below and above.
    #[inline(always)]
    fn rungs_around(&self, k: u32) -> (f64, f64) {
        let below = f64::from(k.saturating_sub(self.d));
        (below, self.twice_j - below)
    }

    #[inline(always)]
    fn fan(&self, a: f64, b: f64, way: usize) -> [f64; 3] {
        [
            self.brighter[way] * ((b + 1.0) * (b + 2.0)),
            self.own[way] * (a * (b + 1.0)),
            self.darker[way] * (a * (a - 1.0).max(0.0)),
        ]
    }

    /// [`LadderRates::down`], [`LadderRates::up`] and [`LadderRates::across`] from a rung with `a` rungs
    /// below and `b` above; none of these rates falls if a or b grows.
    pub(crate) fn at(&self, a: f64, b: f64) -> [[f64; 3]; 3] {
        let across = [
            self.across[0] * ((a + 1.0) * (b + 1.0)),
            0.0,
            self.across[1] * (a * b),
        ];
        [self.fan(a, b, 0), self.fan(b, a, 1), across]
    }

    /// Rates within the ladder per squared matrix element, downwards and upwards.
    pub(crate) fn own(&self) -> [f64; 2] {
        self.own
    }

    /// All jumps from a state that the lattice has, with their rates.
    pub(crate) fn jumps(&self, k: u32) -> impl Iterator<Item = ((u32, u32), f64)> + use<> {
        let d = self.d;
        let fans = [(self.down(k), -1), (self.across(k), 0), (self.up(k), 1)];
        fans.into_iter().flat_map(move |(fan, rise)| {
            fan.into_iter().zip(-1..).filter_map(move |(rate, shift)| {
                let to = d
                    .checked_add_signed(shift)
                    .zip(k.checked_add_signed(rise))?;
                Some((to, rate))
            })
        })
    }

    /// Rates of losing one excitation, to the ladders d - 1, d and d + 1.
    #[inline(always)]
    pub(crate) fn down(&self, k: u32) -> [f64; 3] {
        let (a, b) = self.rungs_around(k);
        self.fan(a, b, 0)
    }

    /// Rates of gaining one excitation, to the ladders d - 1, d and d + 1.
    #[inline(always)]
    pub(crate) fn up(&self, k: u32) -> [f64; 3] {
        let (a, b) = self.rungs_around(k);
        self.fan(b, a, 1)
    }

    /// Rates of changing the ladder alone, by dephasing; the middle one is zero.
    #[inline(always)]
    pub(crate) fn across(&self, k: u32) -> [f64; 3] {
        let (a, b) = self.rungs_around(k);
        self.at(a, b)[2]
    }

    /// Sum of all rates out of a state.
    pub(crate) fn exit(&self, k: u32) -> f64 {
        let fans = [self.down(k), self.up(k), self.across(k)];
        fans.into_iter().flatten().sum()
    }

    /// α of the ladder as long as none is left: the jumps within a ladder are in detailed balance with
    /// weights that fall by this ratio from rung to rung.
    pub(crate) fn ratio(&self) -> f64 {
        self.own[1] / self.own[0]
    }

    /// Mean rates of leaving for the brighter and for the darker ladder, where the rungs below have the
    /// mean `first` = E\[a\] and `second` = E\[a(a - 1)\].
    pub(crate) fn leaving(&self, first: f64, second: f64) -> [f64; 2] {
        let t = self.twice_j;
        // With b = t - a: E[b(b-1)], E[(a+1)(a+2)], E[(b+1)(b+2)], E[ab], E[(a+1)(b+1)], and none
        // below zero by rounding.
        let above = (t * (t - 1.0) - 2.0 * (t - 1.0) * first + second).max(0.0);
        let rungs = second + 4.0 * first + 2.0;
        let gaps = above + 4.0 * (t - first) + 2.0;
        let both = ((t - 1.0) * first - second).max(0.0);
        let brighter =
            self.brighter[0] * gaps + self.brighter[1] * rungs + self.across[0] * (both + t + 1.0);
        let darker = self.darker[0] * second + self.darker[1] * above + self.across[1] * both;
        [brighter, darker]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Bath;
    use crate::ladder::chain::generator::Generator;
    use crate::numerics::double::Double;

    fn ensemble(cells: u64) -> Result<Ensemble, Error> {
        Ensemble::new(cells)?
            .collective(Bath::from_bose_ratio(0.7)?, 0.3)?
            .local(Bath::from_bose_ratio(0.2)?, 1.7)?
            .dephasing(0.45)
    }

    fn close(rates: [f64; 3], exact: [f64; 3], scale: f64) -> bool {
        rates
            .into_iter()
            .zip(exact)
            .all(|(rate, exact)| (rate - exact).abs() <= 4.0 * scale * f64::EPSILON * exact)
    }

    fn assert_agree(rates: &Rates, generator: &Generator, d: u32, k: u32) {
        let ladder = rates.ladder(d);
        for (rates, exact) in [
            (ladder.down(k), generator.down(d, k)),
            (ladder.up(k), generator.up(d, k)),
            (ladder.across(k), generator.across(d, k)),
        ] {
            assert!(close(rates, exact.map(Double::to_f64), 1.0), "{d} {k}");
        }
    }

    #[test]
    fn agree_with_the_rates_in_106_bits() -> Result<(), Error> {
        for cells in [1u32, 2, 3, 4, 7, 20, 33] {
            let ensemble = ensemble(cells.into())?;
            let (rates, generator) = (Rates::new(&ensemble), Generator::new(&ensemble));
            for (d, k) in rates.lattice().iter() {
                assert_agree(&rates, &generator, d, k);
                let exit = generator.exit(d, k).to_f64();
                assert!((rates.exit(d, k) - exit).abs() <= 8.0 * f64::EPSILON * exit);
            }
        }
        Ok(())
    }

    #[test]
    fn agree_on_the_largest_lattice() -> Result<(), Error> {
        let ensemble = ensemble(1 << 31)?;
        let (rates, generator) = (Rates::new(&ensemble), Generator::new(&ensemble));
        for (d, k) in [
            (0, 0),
            (5, 2_000_000_000),
            (1 << 30, 1 << 30),
            (1 << 29, 1 << 30),
        ] {
            assert_agree(&rates, &generator, d, k);
        }
        Ok(())
    }

    #[test]
    fn mean_rates_of_leaving_are_sums_over_the_rungs() -> Result<(), Error> {
        let rates = Rates::new(&ensemble(12)?);
        for d in 0..=6 {
            let ladder = rates.ladder(d);
            let rungs = rates.lattice().rungs(d);
            let count = rungs.clone().count() as f64;
            let (mut first, mut second, mut expected) = (0.0, 0.0, [0.0; 2]);
            for k in rungs {
                let a = f64::from(k - d);
                first += a / count;
                second += a * (a - 1.0) / count;
                for fan in [ladder.down(k), ladder.up(k), ladder.across(k)] {
                    expected[0] += fan[0] / count;
                    expected[1] += fan[2] / count;
                }
            }
            for (mean, expected) in ladder.leaving(first, second).into_iter().zip(expected) {
                assert!((mean - expected).abs() <= 1e-13 * expected);
            }
        }
        Ok(())
    }
}
