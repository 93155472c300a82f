//! Exact decimal numbers, kept as their digits: `0.5` equals `0.50`, and `1e2` equals `100`.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number of any size: `digits × 10^exponent`, without leading or trailing zeros.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Decimal {
    negative: bool,
    /// Most significant first, each 0 to 9; empty for zero.
    digits: Vec<u8>,
    /// Saturates far outside anything a schema can mean.
    exponent: i64,
}

/// Divisors of more significant digits than this are only compared for equality.
const MAX_DIVISOR_DIGITS: usize = 36;

impl Decimal {
    /// Reads a number in the grammar of [`crate::document::Scalar::as_number`].
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let negative = text.starts_with('-');
        let unsigned = text.trim_start_matches(['-', '+']);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = Vec::with_capacity(whole.len() + fraction.len());
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            digits.push(byte - b'0');
        }
        let mut exponent =
            exponent.saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX));
        while digits.last() == Some(&0) {
            digits.pop();
            exponent = exponent.saturating_add(1);
        }
        let leading_zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..leading_zeros);
        let zero = digits.is_empty();
        Some(Decimal {
            negative: negative && !zero,
            digits,
            exponent: if zero { 0 } else { exponent },
        })
    }

    pub(super) fn one() -> Decimal {
        Decimal {
            negative: false,
            digits: vec![1],
            exponent: 0,
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether `self / divisor` is an integer. Exact for divisors of up to 36 significant digits.
    pub(super) fn is_multiple_of(&self, divisor: &Decimal) -> bool {
        if self.is_zero() || self.digits == divisor.digits {
            return self.is_zero() || self.exponent >= divisor.exponent;
        }
        if divisor.is_zero() || divisor.digits.len() > MAX_DIVISOR_DIGITS {
            return false;
        }
        // The digits of `self` do not end in zero, so no power of ten divides them.
        let Some(power) = self.exponent.checked_sub(divisor.exponent) else {
            return false;
        };
        if power < 0 {
            return false;
        }
        let modulus =
            (divisor.digits.iter()).fold(0u128, |sum, digit| sum * 10 + u128::from(*digit));
        let mut remainder = (self.digits.iter()).fold(0u128, |rest, digit| {
            (rest * 10 + u128::from(*digit)) % modulus
        });
        // Ten has the prime factors 2 and 5, of which the modulus holds fewer than 4 a digit.
        let useful_powers = 4 * i64::try_from(divisor.digits.len()).unwrap_or(i64::MAX);
        for _ in 0..power.min(useful_powers) {
            remainder = remainder * 10 % modulus;
        }
        remainder == 0
    }

    /// The power of ten just above the first digit.
    fn magnitude(&self) -> i64 {
        let digits = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        self.exponent.saturating_add(digits)
    }

    fn cmp_absolute(&self, other: &Decimal) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => {
                let magnitude = self.magnitude().cmp(&other.magnitude());
                magnitude.then_with(|| self.digits.cmp(&other.digits))
            }
        }
    }
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Half the range, so that adding the number of digits cannot overflow.
    let size = digits.parse::<i64>().unwrap_or(i64::MAX).min(i64::MAX / 2);
    Some(if text.starts_with('-') { -size } else { size })
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_absolute(other),
            (true, true) => other.cmp_absolute(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    /// One spelling for each value: `-125e-2` for `-1.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0");
        }
        if self.negative {
            f.write_str("-")?;
        }
        for digit in &self.digits {
            write!(f, "{digit}")?;
        }
        if self.exponent == 0 {
            return Ok(());
        }
        write!(f, "e{}", self.exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn equal_values_have_one_form() {
        for (a, b) in [
            ("0.5", "0.50"),
            ("1e2", "100"),
            ("-0", "0.0e9"),
            ("+1.", "1"),
            (".5", "5E-1"),
        ] {
            assert_eq!(decimal(a), decimal(b), "{a} {b}");
        }
        assert!(decimal("-2") < decimal("-1.999"));
        assert!(decimal("9e99999999999999999999") > decimal("1"));
        assert!(decimal("12345678901234567890.1") < decimal("12345678901234567890.2"));
    }

    #[test]
    fn multiples_are_exact() {
        for (number, divisor, multiple) in [
            ("10", "0.5", true),
            ("0.3", "0.1", true),
            ("0.3", "0.2", false),
            ("7", "2", false),
            ("1e300", "3", false),
            ("1e300", "8", true),
            ("2.5e-10", "5e-11", true),
            ("0.5", "5", false),
            ("-9", "3", true),
            ("0", "7", true),
        ] {
            let answer = decimal(number).is_multiple_of(&decimal(divisor));
            assert_eq!(answer, multiple, "{number} / {divisor}");
        }
    }
}
