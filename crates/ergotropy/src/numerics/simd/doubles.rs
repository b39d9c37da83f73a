//! Sums over slices of double-doubles, with high and low parts in separate slices.

use crate::numerics::double::Double;
use crate::numerics::simd::floats::LANES;

/// `target += factor * source`, element by element.
#[inline(always)]
pub(crate) fn add_multiple(
    target: (&mut [f64], &mut [f64]),
    factor: Double,
    source: (&[f64], &[f64]),
) {
    let (target_hi, target_lo) = target;
    let (source_hi, source_lo) = source;
    for (((t_hi, t_lo), &hi), &lo) in target_hi
        .iter_mut()
        .zip(target_lo.iter_mut())
        .zip(source_hi)
        .zip(source_lo)
    {
        let sum = Double {
            hi: *t_hi,
            lo: *t_lo,
        } + factor * Double { hi, lo };
        *t_hi = sum.hi;
        *t_lo = sum.lo;
    }
}

/// Σ a b of two equally long vectors.
#[inline(always)]
pub(crate) fn dot(a: (&[f64], &[f64]), b: (&[f64], &[f64])) -> Double {
    let mut sums = [Double::ZERO; LANES];
    let n = a.0.len();
    let whole = n - n % LANES;
    for start in (0..whole).step_by(LANES) {
        for (lane, sum) in sums.iter_mut().enumerate() {
            let i = start + lane;
            *sum += Double {
                hi: a.0[i],
                lo: a.1[i],
            } * Double {
                hi: b.0[i],
                lo: b.1[i],
            };
        }
    }
    for i in whole..n {
        sums[i - whole] += Double {
            hi: a.0[i],
            lo: a.1[i],
        } * Double {
            hi: b.0[i],
            lo: b.1[i],
        };
    }
    sums.into_iter().sum()
}

/// Σ term(i, x_i) over a slice, in an order that vectorises and does not depend on the machine.
#[inline(always)]
pub(crate) fn sum_of(x: &[f64], term: impl Fn(usize, f64) -> Double) -> Double {
    let mut sums = [Double::ZERO; LANES];
    let (groups, rest) = x.as_chunks::<LANES>();
    for (group, x) in groups.iter().enumerate() {
        for (lane, (sum, &x)) in sums.iter_mut().zip(x).enumerate() {
            *sum += term(group * LANES + lane, x);
        }
    }
    let done = x.len() - rest.len();
    for (lane, (sum, &x)) in sums.iter_mut().zip(rest).enumerate() {
        *sum += term(done + lane, x);
    }
    sums.into_iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::double::Doubles;

    #[test]
    fn sums_are_those_of_all_terms() {
        for count in [0, 1, 7, 8, 9, 31] {
            let x: Vec<f64> = (0..count).map(f64::from).collect();
            let sum = sum_of(&x, |i, x| Double::from(x) * Double::from(i as f64));
            let squares: i32 = (0..count).map(|i| i * i).sum();
            assert_eq!(sum, Double::from(f64::from(squares)));
        }
    }

    #[test]
    fn dot_and_add_multiple_agree_with_the_loop() {
        let a: Doubles = (1..20)
            .map(|i| Double::ONE / Double::from(f64::from(i)))
            .collect();
        let b: Doubles = (1..20).map(|i| Double::from(f64::from(i))).collect();
        let product = dot((&a.hi, &a.lo), (&b.hi, &b.lo)) - Double::from(19.0);
        assert!(product.to_f64().abs() < 1e-29);
        let mut c = b.clone();
        add_multiple((&mut c.hi, &mut c.lo), Double::from(2.0), (&b.hi, &b.lo));
        assert!(
            c.iter()
                .zip(b.iter())
                .all(|(c, b)| c == Double::from(3.0) * b)
        );
    }
}
