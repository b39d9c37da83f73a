//! The rates between (d, k), for lattices of any size, in plain floats or in 106 bits.
//!
//! A jump of a single cell has the rate g × (factor of the ladder) × (product of two whole numbers, see
//! [`jumps`](crate::ladder::chain::jumps)). g is the rate of emission, absorption or dephasing of one
//! cell. With t = 2j = N - 2d the factor is
//!
//! ```text
//! to the ladder one brighter   d / ((t+1)(t+2))
//! within the ladder            (N+2) / (t(t+2))        emission and absorption
//! to the ladder one darker     (N-d+1) / (t(t+1))
//! ```
//!
//! J- and J+ add the collective rate to the product of g and the factor within the ladder (Eq. 99 of
//! the paper).

use crate::error::Error;
use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::span::Span;
use crate::model::ensemble::Ensemble;
use crate::model::noise::{Channel, Noise};
use crate::numerics::double::Double;
use crate::numerics::real::Real;
use crate::spin::lattice::Lattice;

/// Relative error of a rate in 106 bits, in units of u²: several products, two quotients and a sum.
pub(crate) const RATE_ERROR: f64 = 120.0;

/// A factor that makes up for the roundings of a few operations.
const ROUNDED_UP: f64 = 1.0 + 32.0 * f64::EPSILON;

/// Emission and absorption.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Exchange<R> {
    pub(crate) emission: R,
    pub(crate) absorption: R,
}

/// The generator of the populations, ladder by ladder.
///
/// A table of all rates would be as large as the lattice, so rates are computed when they are needed. Once
/// a ladder is fixed ([`Rates::ladder`]), a rate costs two products.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates<R = f64> {
    lattice: Lattice,
    /// Rates of collective noise, per squared matrix element of J- and J+.
    collective: Exchange<R>,
    /// Rates of noise on single cells, per cell.
    local: Exchange<R>,
    /// Rates of both kinds of noise together within the bright ladder, per squared matrix element. They are
    /// used in place of `collective` where that is negative.
    bright: Exchange<R>,
    dephasing: R,
}

/// The rates out of the states of one ladder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LadderRates<R = f64> {
    d: u32,
    twice_j: f64,
    /// The factor of each kind of jump, by which its two whole numbers are multiplied.
    factors: [R; Jump::ALL.len()],
}

impl<R: Real> Rates<R> {
    pub(crate) fn new(ensemble: &Ensemble) -> Self {
        Self::on(ensemble.lattice(), ensemble)
    }

    /// The rates of an ensemble's noise on a lattice of any number of cells: noise is given per cell or
    /// per pair of cells.
    pub(crate) fn on(lattice: Lattice, ensemble: &Ensemble) -> Self {
        let Noise {
            collective,
            local,
            dephasing,
            ..
        } = ensemble.noise();
        let exchange = |channel: Channel| Exchange {
            emission: R::from_double(channel.emission),
            absorption: R::from_double(channel.absorption),
        };
        Self {
            lattice,
            collective: exchange(collective),
            local: exchange(local),
            bright: Exchange {
                emission: bright(lattice, collective.emission, local.emission),
                absorption: bright(lattice, collective.absorption, local.absorption),
            },
            dephasing: R::from_double(dephasing),
        }
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// Whether single cells dephase.
    pub(crate) fn dephases(&self) -> bool {
        self.dephasing > R::ZERO
    }

    /// The rates out of ladder d.
    #[inline(always)]
    pub(crate) fn ladder(&self, d: u32) -> LadderRates<R> {
        let n = f64::from(self.lattice.cells());
        let t = f64::from(self.lattice.twice_j(d));
        let level = f64::from(d);
        let brighter = R::quotient(level, [t + 1.0, t + 2.0]);
        // A ladder of one rung has no jump within it and none to a darker ladder.
        let (own, darker) = if t > 0.0 {
            (
                R::quotient(n + 2.0, [t, t + 2.0]),
                R::quotient(n - level + 1.0, [t, t + 1.0]),
            )
        } else {
            (R::ZERO, R::ZERO)
        };
        let Exchange {
            emission,
            absorption,
        } = self.local;
        LadderRates {
            d,
            twice_j: t,
            factors: [
                emission * brighter,
                self.within(d, own, |of| of.emission),
                emission * darker,
                absorption * brighter,
                self.within(d, own, |of| of.absorption),
                absorption * darker,
                self.dephasing * brighter,
                self.dephasing * darker,
            ],
        }
    }

    /// The rate of emission or absorption within ladder d per squared matrix element, given the factor `own`
    /// of the ladder.
    #[inline(always)]
    fn within(&self, d: u32, own: R, of: impl Fn(Exchange<R>) -> R) -> R {
        let (local, collective) = (of(self.local), of(self.collective));
        if collective >= R::ZERO {
            return local.mul_add(own, collective);
        }
        // A negative collective rate is not subtracted: (N+2)/(t(t+2)) - 1/N = 4d(N-d+1) / (N t(t+2)) is added
        // to `bright`.
        let (n, t) = (
            f64::from(self.lattice.cells()),
            f64::from(self.lattice.twice_j(d)),
        );
        if t > 0.0 {
            let level = f64::from(d);
            let more =
                R::quotient(4.0 * level, [t, t + 2.0]) * R::quotient(n - level + 1.0, [n, 1.0]);
            local.mul_add(more, of(self.bright))
        } else {
            R::ZERO
        }
    }

    /// Sum of all rates out of a state.
    pub(crate) fn exit(&self, d: u32, k: u32) -> R {
        self.ladder(d).exit(k)
    }
}

/// The rate within the bright ladder per squared matrix element: collective + local / N.
fn bright<R: Real>(lattice: Lattice, collective: Double, local: Double) -> R {
    let cells = f64::from(lattice.cells());
    R::from_double((collective.times(cells) + local) / Double::from(cells))
}

impl Rates {
    /// Rates of single cells.
    pub(crate) fn local(&self) -> Exchange<f64> {
        self.local
    }

    /// Rates of all cells together, per squared matrix element.
    pub(crate) fn collective(&self) -> Exchange<f64> {
        self.collective
    }

    /// The power of two just below the greatest rate of a channel; zero if nothing acts.
    pub(crate) fn unit(&self) -> f64 {
        let greatest = self.each().into_iter().fold(0.0, f64::max);
        // The exponent of a positive float, without its mantissa, is that power of two.
        f64::from_bits(greatest.to_bits() & (0x7ff << 52))
    }

    /// The rates of all channels.
    fn each(&self) -> [f64; 5] {
        let (collective, local) = (self.collective, self.local);
        [
            collective.emission.abs(),
            local.emission,
            self.dephasing,
            collective.absorption.abs(),
            local.absorption,
        ]
    }

    /// [`Rates::unit`], or an error if it is zero.
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
        self.each().into_iter().collect()
    }
}

impl Rates<Double> {
    /// The span of the rates of all jumps.
    pub(crate) fn span(&self) -> Span {
        let rates = self.lattice.iter().flat_map(|(d, k)| {
            let rates = self.ladder(d).rates(k);
            rates.map(|rate| rate.hi)
        });
        rates.collect()
    }

    /// Bounds on the rates at which any state of ladder d leaves for brighter and for darker ladders.
    ///
    /// The shares of these channels are at most 1, and a b/t² in the rate of dephasing is at most 1/4.
    pub(crate) fn most_leaving(&self, d: u32) -> [f64; 2] {
        let exchange = self.local.emission.to_f64() + self.local.absorption.to_f64();
        let each = (exchange + self.dephasing.to_f64()) * ROUNDED_UP;
        let (n, d) = (f64::from(self.lattice.cells()), f64::from(d));
        [each * d, each * (n - d + 1.0)]
    }

    /// A bound on the rate at which any state gains or loses excitations: collective rates times (N/2 +
    /// 1)², which is at least (j+m)(j-m+1), and N times the rates of a cell.
    pub(crate) fn most_exchange(&self) -> f64 {
        let n = f64::from(self.lattice.cells());
        let rates =
            |of: Exchange<Double>| of.emission.to_f64().abs() + of.absorption.to_f64().abs();
        (rates(self.collective) * (n / 2.0 + 1.0).powi(2) + rates(self.local) * n) * ROUNDED_UP
    }
}

impl<R: Real> LadderRates<R> {
    /// The factors by which the two whole numbers of each jump are multiplied, in the order of
    /// [`Jump::ALL`].
    #[inline(always)]
    pub(crate) fn factors(&self) -> &[R; Jump::ALL.len()] {
        &self.factors
    }

    /// Rates of all jumps from a rung with `a` rungs below and `b` above, in the order of [`Jump::ALL`]. Each
    /// rate is a non-decreasing function of a and of b.
    #[inline(always)]
    pub(crate) fn at(&self, a: f64, b: f64) -> [R; Jump::ALL.len()] {
        let mut rates = self.factors;
        for (rate, jump) in rates.iter_mut().zip(Jump::ALL) {
            *rate = *rate * R::product(jump.goes_as(a, b));
        }
        rates
    }

    /// Rates of all jumps from a state, in the order of [`Jump::ALL`].
    #[inline(always)]
    pub(crate) fn rates(&self, k: u32) -> [R; Jump::ALL.len()] {
        let below = f64::from(k.saturating_sub(self.d));
        self.at(below, self.twice_j - below)
    }

    /// The rate of one jump from a state.
    #[inline(always)]
    pub(crate) fn rate(&self, jump: Jump, k: u32) -> R {
        let below = f64::from(k.saturating_sub(self.d));
        self.factors[jump.number()] * R::product(jump.goes_as(below, self.twice_j - below))
    }

    /// All jumps from a state and their rates; some targets with rate zero are not in the lattice.
    pub(crate) fn jumps(&self, k: u32) -> impl Iterator<Item = ((u32, u32), R)> + use<R> {
        let d = self.d;
        let rates = Jump::ALL.into_iter().zip(self.rates(k));
        rates.filter_map(move |(jump, rate)| Some((jump.target(d, k)?, rate)))
    }

    /// Sum of the rates of the jumps that change d by `ladder`.
    pub(crate) fn shifting(&self, k: u32, ladder: i32) -> R {
        let rates = Jump::ALL.into_iter().zip(self.rates(k));
        rates
            .filter(|(jump, _)| jump.ladder() == ladder)
            .map(|(_, rate)| rate)
            .sum()
    }

    /// Sum of the rates of the jumps that change k by `excitations`.
    pub(crate) fn exchanging(&self, k: u32, excitations: i32) -> R {
        let rates = Jump::ALL.into_iter().zip(self.rates(k));
        rates
            .filter(|(jump, _)| jump.excitations() == excitations)
            .map(|(_, rate)| rate)
            .sum()
    }

    /// Sum of all rates out of a state.
    pub(crate) fn exit(&self, k: u32) -> R {
        self.rates(k).into_iter().sum()
    }
}

impl LadderRates {
    /// Rates within the ladder per squared matrix element.
    pub(crate) fn own(&self) -> Exchange<f64> {
        Exchange {
            emission: self.factor(Jump::Emission),
            absorption: self.factor(Jump::Absorption),
        }
    }

    fn factor(&self, jump: Jump) -> f64 {
        self.factors[jump.number()]
    }

    /// The ratio of absorption to emission within the ladder. Jumps within a ladder are in detailed
    /// balance with weights that change by this ratio from rung to rung.
    pub(crate) fn ratio(&self) -> f64 {
        let Exchange {
            emission,
            absorption,
        } = self.own();
        absorption / emission
    }

    /// Mean rates of leaving for brighter and for darker ladders, given the mean `first` = E\[a\] and
    /// `second` = E\[a(a - 1)\] of the number a of rungs below.
    pub(crate) fn leaving(&self, first: f64, second: f64) -> [f64; 2] {
        let t = self.twice_j;
        // In this order: E[b(b-1)], E[(a+1)(a+2)], E[(b+1)(b+2)], E[ab] with b = t - a. Rounding must
        // not make any of them negative.
        let above = (t * (t - 1.0) - 2.0 * (t - 1.0) * first + second).max(0.0);
        let rungs = second + 4.0 * first + 2.0;
        let gaps = above + 4.0 * (t - first) + 2.0;
        let both = ((t - 1.0) * first - second).max(0.0);
        let brighter = self.factor(Jump::EmissionBrighter) * gaps
            + self.factor(Jump::AbsorptionBrighter) * rungs
            + self.factor(Jump::DephasingBrighter) * (both + t + 1.0);
        let darker = self.factor(Jump::EmissionDarker) * second
            + self.factor(Jump::AbsorptionDarker) * above
            + self.factor(Jump::DephasingDarker) * both;
        [brighter, darker]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Bath;

    fn ensemble(cells: u64) -> Result<Ensemble, Error> {
        Ensemble::new(cells)?
            .collective(Channel::thermal(Bath::from_bose_ratio(0.7)?, 0.3)?)
            .local(Channel::thermal(Bath::from_bose_ratio(0.2)?, 1.7)?)
            .dephasing(0.45)
    }

    fn assert_agree(rates: &Rates, exact: &Rates<Double>, d: u32, k: u32) {
        let found = rates.ladder(d).rates(k).into_iter();
        for (rate, exact) in found.zip(exact.ladder(d).rates(k).map(Double::to_f64)) {
            let allowed = 4.0 * f64::EPSILON * exact;
            assert!(
                (rate - exact).abs() <= allowed,
                "{d} {k}: {rate:e} {exact:e}"
            );
        }
    }

    #[test]
    fn floats_agree_with_106_bits() -> Result<(), Error> {
        for cells in [1u32, 2, 3, 4, 7, 20, 33] {
            let ensemble = ensemble(cells.into())?;
            let (rates, exact) = (Rates::new(&ensemble), Rates::<Double>::new(&ensemble));
            for (d, k) in rates.lattice().iter() {
                assert_agree(&rates, &exact, d, k);
                let exit = exact.exit(d, k).to_f64();
                assert!((rates.exit(d, k) - exit).abs() <= 8.0 * f64::EPSILON * exit);
            }
        }
        Ok(())
    }

    #[test]
    fn floats_agree_on_the_largest_lattice() -> Result<(), Error> {
        let ensemble = ensemble(1 << 31)?;
        let (rates, exact) = (Rates::new(&ensemble), Rates::<Double>::new(&ensemble));
        for (d, k) in [
            (0, 0),
            (5, 2_000_000_000),
            (1 << 30, 1 << 30),
            (1 << 29, 1 << 30),
        ] {
            assert_agree(&rates, &exact, d, k);
        }
        Ok(())
    }

    #[test]
    fn bounds_of_rates_are_rounded_up() -> Result<(), Error> {
        // Each of one cell or four leaves at 1 + 0.5 + 1; (N/2 + 1)² is 9.
        let ensemble = Ensemble::new(4)?
            .collective(Channel::rates(1.0, 0.5)?)
            .local(Channel::rates(1.0, 0.5)?)
            .dephasing(1.0)?;
        let rates = Rates::<Double>::new(&ensemble);
        let [brighter, darker] = rates.most_leaving(1);
        for (bound, exact) in [
            (brighter, 2.5),
            (darker, 10.0),
            (rates.most_exchange(), 1.5 * 9.0 + 1.5 * 4.0),
        ] {
            assert!(bound > exact && bound < exact * (1.0 + 1e-12), "{bound}");
        }
        Ok(())
    }

    #[test]
    fn bounds_of_rates_hold_for_all_states() -> Result<(), Error> {
        for (collective, local, dephasing) in [
            (1.0, 0.0, 0.0),
            (0.0, 100.0, 0.0),
            (0.0, 0.01, 0.0),
            (0.3, 0.7, 5.0),
        ] {
            for cells in [1, 3, 8] {
                let ensemble = Ensemble::new(cells)?
                    .collective(Channel::rates(collective, collective / 3.0)?)
                    .local(Channel::rates(local, local / 5.0)?)
                    .dephasing(dephasing)?;
                let rates = Rates::<Double>::new(&ensemble);
                let exchange = rates.most_exchange();
                for (d, k) in rates.lattice().iter() {
                    let [brighter, darker] = rates.most_leaving(d);
                    let mut sums = [0.0; 4];
                    for ((to, other), rate) in rates.ladder(d).jumps(k) {
                        let leaving = match to.cmp(&d) {
                            std::cmp::Ordering::Less => Some(0),
                            std::cmp::Ordering::Greater => Some(1),
                            std::cmp::Ordering::Equal => None,
                        };
                        let exchanging = match other.cmp(&k) {
                            std::cmp::Ordering::Less => Some(2),
                            std::cmp::Ordering::Greater => Some(3),
                            std::cmp::Ordering::Equal => None,
                        };
                        for sum in [leaving, exchanging].into_iter().flatten() {
                            sums[sum] += rate.to_f64();
                        }
                    }
                    let bounds = [brighter, darker, exchange, exchange];
                    for (sum, bound) in sums.into_iter().zip(bounds) {
                        assert!(sum <= bound, "{cells} {d} {k}: {sum} {bound}");
                    }
                }
            }
        }
        Ok(())
    }

    #[test]
    fn single_cells_lose_and_gain_one_excitation_each() -> Result<(), Error> {
        // Summed over the states it leads to, σ- of all cells acts at rate k, and σ+ at rate N - k.
        for cells in 1..9u32 {
            let ensemble = Ensemble::new(cells.into())?.local(Channel::rates(1.0, 3.0)?);
            let rates = Rates::<Double>::new(&ensemble);
            for (d, k) in rates.lattice().iter() {
                let ladder = rates.ladder(d);
                let (down, up) = (ladder.exchanging(k, -1), ladder.exchanging(k, 1));
                assert!((down.to_f64() - f64::from(k)).abs() < 1e-14);
                assert!((up.to_f64() - 3.0 * f64::from(cells - k)).abs() < 1e-14);
            }
        }
        Ok(())
    }

    #[test]
    fn rates_of_a_kernel_are_those_of_its_parts() -> Result<(), Error> {
        // Collective noise of rate g_2 < 0 and local noise of rate g_1 - g_2 add up to a kernel with
        // g_1 and g_2.
        for (cells, first, second) in [(3u32, 1.0, -0.3), (5, 1.0, -0.25), (9, 2.0, -0.1)] {
            let ensemble = Ensemble::new(cells.into())?
                .collective(Channel::kernel(second, 0.0)?)
                .local(Channel::rates(first - second, 0.0)?);
            let (rates, exact) = (Rates::new(&ensemble), Rates::<Double>::new(&ensemble));
            for d in 0..=cells / 2 {
                let t = f64::from(cells - 2 * d);
                if t > 0.0 {
                    let own = (first - second) * (f64::from(cells) + 2.0) / (t * (t + 2.0));
                    let expected = own + second;
                    let found = rates.ladder(d).own().emission;
                    assert!(
                        (found - expected).abs() < 1e-14,
                        "{cells} {d}: {found} {expected}"
                    );
                    let exact = exact.ladder(d).factors()[Jump::Emission.number()].to_f64();
                    assert!((found - exact).abs() <= 4.0 * f64::EPSILON * exact);
                }
            }
        }
        Ok(())
    }

    #[test]
    fn mean_rates_of_leaving_are_sums_over_the_rungs() -> Result<(), Error> {
        let rates = Rates::<f64>::new(&ensemble(12)?);
        for d in 0..=6 {
            let ladder = rates.ladder(d);
            let rungs = rates.lattice().rungs(d);
            let count = rungs.clone().count() as f64;
            let (mut first, mut second, mut expected) = (0.0, 0.0, [0.0; 2]);
            for k in rungs {
                let a = f64::from(k - d);
                first += a / count;
                second += a * (a - 1.0) / count;
                expected[0] += ladder.shifting(k, -1) / count;
                expected[1] += ladder.shifting(k, 1) / count;
            }
            for (mean, expected) in ladder.leaving(first, second).into_iter().zip(expected) {
                assert!((mean - expected).abs() <= 1e-13 * expected);
            }
        }
        Ok(())
    }

    #[test]
    fn bounds_on_rates_hold_and_are_near() -> Result<(), Error> {
        for cells in [1u32, 2, 7, 30] {
            let rates = Rates::<Double>::new(&ensemble(cells.into())?);
            let (mut exchange, most_exchange) = (0.0f64, rates.most_exchange());
            for d in 0..rates.lattice().ladders() {
                let ladder = rates.ladder(d);
                let mut leaving = [0.0f64; 2];
                for k in rates.lattice().rungs(d) {
                    for (most, step) in leaving.iter_mut().zip([-1, 1]) {
                        *most = most.max(ladder.shifting(k, step).to_f64());
                    }
                    for step in [-1, 1] {
                        exchange = exchange.max(ladder.exchanging(k, step).to_f64());
                    }
                }
                let [brighter, darker] = rates.most_leaving(d);
                assert!(
                    leaving[0] <= brighter && leaving[1] <= darker,
                    "{cells} {d}"
                );
                // All cells at most leave for darker ladders, and d of them for brighter ones.
                let each = 1.7 / 0.8 * 1.2 + 0.45;
                assert!((brighter / (each * f64::from(d)) - 1.0).abs() < 1e-9 || d == 0);
                assert!((darker / (each * f64::from(cells - d + 1)) - 1.0).abs() < 1e-9);
            }
            assert!(
                exchange <= most_exchange && most_exchange < 9.0 * exchange,
                "{cells}"
            );
        }
        Ok(())
    }

    #[test]
    fn spans_hold_the_least_and_the_greatest_rate() -> Result<(), Error> {
        // Two cells: J- from the top of the triplet has rate 2, from its middle 2; σ- adds at most 2e-5.
        let ensemble = Ensemble::new(2)?
            .collective(Channel::rates(1.0, 0.0)?)
            .local(Channel::rates(1e-5, 0.0)?);
        let Span { least, greatest } = Rates::<Double>::new(&ensemble).span();
        assert!((greatest - 2.0).abs() < 3e-5, "{greatest}");
        assert!(least > 0.0 && least < 1e-5 * 1.01, "{least}");
        let Span { least, greatest } = Rates::<f64>::new(&ensemble).span();
        assert_eq!((least, greatest), (1e-5, 1.0));
        Ok(())
    }

    #[test]
    fn units_are_powers_of_two_below_the_greatest_rate() -> Result<(), Error> {
        let of = |emission, absorption, local, dephasing| -> Result<Rates, Error> {
            let ensemble = Ensemble::new(5)?
                .collective(Channel::rates(emission, absorption)?)
                .local(Channel::rates(local, 0.0)?)
                .dephasing(dephasing)?;
            Ok(Rates::new(&ensemble))
        };
        for (rates, unit) in [
            (of(3.0, 0.0, 0.1, 0.0)?, 2.0),
            (of(0.0, 0.7, 0.1, 0.0)?, 0.5),
            (of(0.0, 0.7, 9.0, 0.0)?, 8.0),
            (of(0.0, 0.0, 1e-3, 70.0)?, 64.0),
            (of(1e-300, 0.0, 0.0, 0.0)?, 2f64.powi(-997)),
        ] {
            assert_eq!(rates.unit(), unit);
            assert_eq!(rates.positive_unit(), Ok(unit));
            assert_eq!(rates.dephases(), unit == 64.0);
        }
        assert_eq!(
            of(0.0, 0.0, 0.0, 0.0)?.positive_unit(),
            Err(Error::NothingEvolves)
        );
        Ok(())
    }
}
