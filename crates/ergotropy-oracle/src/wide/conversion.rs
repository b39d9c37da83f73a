//! Conversion from integers, floats and fractions, and back.

use dashu::{
    base::{BitTest, UnsignedAbs},
    integer::UBig,
    rational::RBig,
};

use super::float::{BITS, WORDS, Wide};
use crate::word::signed;

impl From<u64> for Wide {
    fn from(number: u64) -> Self {
        let mut mantissa = [0; WORDS];
        mantissa[0] = number;
        Self::normalised(mantissa, 64)
    }
}

impl From<f64> for Wide {
    /// Converts a finite float that is not negative, exactly.
    fn from(float: f64) -> Self {
        // IEEE 754: eleven bits of exponent and 52 of a mantissa, whose first bit is implicit except for
        // subnormal numbers.
        let bits = float.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        let exponent = i64::from(u16::try_from(bits >> 52).unwrap_or(0));
        match exponent {
            0 => Self::from(fraction).scaled(-1074),
            _ => Self::from(fraction | 1 << 52).scaled(exponent - 1075),
        }
    }
}

impl From<&UBig> for Wide {
    /// Converts an integer, truncated to 320 bits.
    fn from(number: &UBig) -> Self {
        let length = number.bit_len();
        let bits = BITS as usize;
        let aligned = if length > bits {
            number >> (length - bits)
        } else {
            number << (bits - length)
        };
        let bytes = aligned.to_le_bytes();
        let mut mantissa = [0; WORDS];
        for (word, chunk) in mantissa.iter_mut().rev().zip(bytes.chunks(8)) {
            *word = chunk
                .iter()
                .rfold(0, |word, &byte| word << 8 | u64::from(byte));
        }
        Self::normalised(mantissa, signed(length))
    }
}

impl From<&RBig> for Wide {
    /// Converts a fraction that is not negative, truncated to 320 bits.
    fn from(fraction: &RBig) -> Self {
        let numerator = fraction.numerator().unsigned_abs();
        let denominator = fraction.denominator();
        // The quotient has at least 320 bits.
        let wanted = denominator.bit_len() + BITS as usize + 1;
        let shift = wanted.saturating_sub(numerator.bit_len());
        Self::from(&((numerator << shift) / denominator)).scaled(-signed(shift))
    }
}

impl Wide {
    /// The exact value as a fraction.
    pub(crate) fn to_fraction(self) -> RBig {
        if self.is_zero() {
            return RBig::ZERO;
        }
        let bytes: Vec<u8> = self
            .mantissa
            .iter()
            .flat_map(|word| word.to_be_bytes())
            .collect();
        let mantissa = UBig::from_be_bytes(&bytes);
        let power = self.exponent - i64::from(BITS);
        let shift = UBig::ONE << usize::try_from(power.unsigned_abs()).unwrap_or(usize::MAX);
        if power < 0 {
            RBig::from_parts(mantissa.into(), shift)
        } else {
            RBig::from(mantissa * shift)
        }
    }

    /// The least float that is not less than this number.
    pub(crate) fn to_f64_upwards(self) -> f64 {
        if self.is_zero() {
            return 0.0;
        }
        // The last place of the float; for subnormal floats it is that of the least float.
        let place = (self.exponent - 53).max(-1074);
        let dropped = 64 - (self.exponent - place);
        let whole = if dropped < 64 {
            self.mantissa[0] >> dropped
        } else {
            0
        };
        let rest = dropped >= 64
            || self.mantissa[0] << (64 - dropped) != 0
            || self.mantissa[1..] != [0; WORDS - 1];
        let rounded = (whole + u64::from(rest)) as f64;
        match i32::try_from(place) {
            // Two factors are used, as the least power of two is below the normal floats.
            Ok(place) if place <= 971 => {
                rounded * 2f64.powi(place / 2) * 2f64.powi(place - place / 2)
            }
            _ => f64::INFINITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fraction::from_f64;

    const FLOATS: [f64; 12] = [
        0.0,
        1.0,
        0.1,
        3.75,
        1e300,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        1.5e-320,
        1e-308,
        2.3e-308,
        7e-17,
    ];

    #[test]
    fn floats_are_taken_exactly_and_come_back() {
        for float in FLOATS {
            assert_eq!(Wide::from(float).to_fraction(), from_f64(float));
            assert_eq!(Wide::from(&from_f64(float)), Wide::from(float));
            assert_eq!(Wide::from(float).to_f64_upwards(), float);
        }
    }

    #[test]
    fn a_little_more_than_a_float_goes_to_the_next() {
        for float in &FLOATS[1..] {
            let more = Wide::from(*float) * (Wide::ONE + Wide::power_of_two(-200));
            assert_eq!(more.to_f64_upwards(), float.next_up());
        }
        assert_eq!(Wide::power_of_two(1024).to_f64_upwards(), f64::INFINITY);
        assert_eq!(Wide::power_of_two(90_000).to_f64_upwards(), f64::INFINITY);
        assert_eq!(Wide::power_of_two(-90_000).to_f64_upwards(), 5e-324);
    }
}
