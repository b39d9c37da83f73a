//! The mean excitation of a ladder with geometric weights.

use crate::closed_form::ratio::Ratio;

/// B_2i/(2i)!, i = 1 to 20, with the Bernoulli numbers B_2i.
const BERNOULLI: [f64; 20] = [
    0.083_333_333_333_333_33,
    -0.001_388_888_888_888_889,
    3.306_878_306_878_307e-05,
    -8.267_195_767_195_768e-07,
    2.087_675_698_786_81e-08,
    -5.284_190_138_687_493e-10,
    1.338_253_653_068_467_9e-11,
    -3.389_680_296_322_582_7e-13,
    8.586_062_056_277_845e-15,
    -2.174_868_698_558_062e-16,
    5.509_002_828_360_229_5e-18,
    -1.395_446_468_581_252_2e-19,
    3.534_707_039_629_467e-21,
    -8.953_517_427_037_546e-23,
    2.267_952_452_337_683e-24,
    -5.744_790_668_872_202e-26,
    1.455_172_475_614_865e-27,
    -3.685_994_940_665_310_3e-29,
    9.336_734_257_095_045e-31,
    -2.365_022_415_700_63e-32,
];

/// φ(y) = 1/(eʸ-1) - 1/y + 1/2 for 0 <= y <= 2, by its series.
fn bose_remainder(y: f64) -> f64 {
    let square = y * y;
    BERNOULLI
        .iter()
        .rev()
        .fold(0.0, |sum, coefficient| sum * square + coefficient)
        * y
}

/// The mean Σ k x^k / Σ x^k over k = 0 ..= n, for a whole number n.
pub(crate) fn geometric_mean_excitation(n: f64, x: Ratio) -> f64 {
    if x.value <= 0.5 {
        // After sixty factors x <= 1/2 a term is negligible compared with 1.
        let mut power = 1.0;
        let (mut norm, mut moment) = (1.0, 0.0);
        let mut k = 1.0;
        while k <= n.min(70.0) {
            power *= x.value;
            norm += power;
            moment += k * power;
            k += 1.0;
        }
        return moment / norm;
    }
    let step = -x.ln;
    let span = (n + 1.0) * step;
    if span > 2.0 {
        x.value / x.complement - (n + 1.0) / span.exp_m1()
    } else {
        n / 2.0 - ((n + 1.0) * bose_remainder(span) - bose_remainder(step))
    }
}
