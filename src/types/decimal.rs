//! Exact decimal numbers.

use std::fmt;
use std::str::FromStr;

use factum_contract::shape::Type;

use crate::avro::{DecodeError, Source, Writer, Written, write};
use crate::payload::{Decode, Kind, Payload};
use crate::shapes::Shapes;

/// An exact decimal number of at most `PRECISION` digits, `SCALE` of them after the point: Avro's
/// `decimal`, and text in JSON. At most 38 digits.
///
/// ```
/// use factum::Decimal;
///
/// let price: Decimal<12, 2> = "19.9".parse()?;
/// assert_eq!(price.to_string(), "19.90");
/// assert_eq!(price.unscaled(), 1990);
/// assert!("19.999".parse::<Decimal<12, 2>>().is_err());
/// # Ok::<(), factum::DecimalError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal<const PRECISION: u32, const SCALE: u32>(i128);

/// Why something is no decimal number of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// It is no decimal number.
    #[error("this is no decimal number")]
    NotANumber,
    /// It has more digits after the point than the type.
    #[error("the number has more than {0} digits after the point")]
    TooPrecise(u32),
    /// It has more digits than the type.
    #[error("the number has more than {0} digits")]
    TooLarge(u32),
}

impl<const PRECISION: u32, const SCALE: u32> Decimal<PRECISION, SCALE> {
    const BOUND: u128 = {
        assert!(
            0 < PRECISION && PRECISION <= 38 && SCALE <= PRECISION,
            "a decimal has 1 to 38 digits, and not more after the point than in all"
        );
        10_u128.pow(PRECISION)
    };

    /// The number of this many units of the last digit: `1990` is 19.90 at a scale of 2.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] if it has more digits than the type.
    pub const fn from_unscaled(unscaled: i128) -> Result<Self, DecimalError> {
        if unscaled.unsigned_abs() < Self::BOUND {
            Ok(Decimal(unscaled))
        } else {
            Err(DecimalError::TooLarge(PRECISION))
        }
    }

    /// The number in units of the last digit.
    pub const fn unscaled(self) -> i128 {
        self.0
    }
}

impl<const PRECISION: u32, const SCALE: u32> FromStr for Decimal<PRECISION, SCALE> {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(DecimalError::NotANumber);
        }
        let mut unscaled: i128 = 0;
        let mut places = 0;
        for (index, byte) in whole.bytes().chain(fraction.bytes()).enumerate() {
            let digit = char::from(byte)
                .to_digit(10)
                .ok_or(DecimalError::NotANumber)?;
            if index >= whole.len() {
                if places == SCALE {
                    if digit == 0 {
                        continue;
                    }
                    return Err(DecimalError::TooPrecise(SCALE));
                }
                places += 1;
            }
            unscaled = shifted(unscaled, 1)
                .and_then(|shifted| shifted.checked_add(i128::from(digit)))
                .ok_or(DecimalError::TooLarge(PRECISION))?;
        }
        let unscaled =
            shifted(unscaled, SCALE - places).ok_or(DecimalError::TooLarge(PRECISION))?;
        Self::from_unscaled(if is_negative { -unscaled } else { unscaled })
    }
}

/// The number with this many zeros appended.
fn shifted(number: i128, places: u32) -> Option<i128> {
    number.checked_mul(10_i128.checked_pow(places)?)
}

impl<const PRECISION: u32, const SCALE: u32> fmt::Display for Decimal<PRECISION, SCALE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let unit = 10_u128.pow(SCALE);
        let (whole, fraction) = (self.0.unsigned_abs() / unit, self.0.unsigned_abs() % unit);
        if SCALE == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(
                f,
                "{sign}{whole}.{fraction:0width$}",
                width = SCALE as usize
            )
        }
    }
}

impl<const PRECISION: u32, const SCALE: u32> fmt::Debug for Decimal<PRECISION, SCALE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const PRECISION: u32, const SCALE: u32> Payload for Decimal<PRECISION, SCALE> {
    const KIND: Kind = Kind::Bytes;

    fn shape(_: &mut Shapes) -> Type {
        Type::Decimal {
            precision: PRECISION,
            scale: SCALE,
        }
    }

    /// Two's complement, big-endian, in as few bytes as the number takes.
    #[inline]
    fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
        let value = self.0;
        // The sign takes a bit as well.
        let bits = 129 - (value ^ (value >> 127)).leading_zeros();
        let length = bits.div_ceil(8);
        let out = write::position(out, length)?;
        if length <= 8 {
            let value = (value as i64) << (64 - 8 * length);
            return out.put_part(value.to_be_bytes(), length as usize);
        }
        let value = value << (128 - 8 * length);
        out.put_part(value.to_be_bytes(), length as usize)
    }
}

impl<'de, const PRECISION: u32, const SCALE: u32> Decode<'de> for Decimal<PRECISION, SCALE> {
    #[inline]
    fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
        let bytes = source.bytes()?;
        let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
        let filling = if is_negative { 0xff } else { 0 };
        let excess = bytes.len().saturating_sub(16);
        let (above, digits) = bytes.split_at(excess);
        let mut value = [filling; 16];
        value[16 - digits.len()..].copy_from_slice(digits);
        let value = i128::from_be_bytes(value);
        if above.iter().all(|byte| *byte == filling)
            && (value < 0) == is_negative
            && let Ok(decimal) = Self::from_unscaled(value)
        {
            return Ok(decimal);
        }
        Err(source.out_of_range("a decimal of this precision"))
    }
}

#[cfg(feature = "rust_decimal")]
impl<const PRECISION: u32, const SCALE: u32> TryFrom<rust_decimal::Decimal>
    for Decimal<PRECISION, SCALE>
{
    type Error = DecimalError;

    fn try_from(value: rust_decimal::Decimal) -> Result<Self, DecimalError> {
        let value = value.normalize();
        let missing = SCALE
            .checked_sub(value.scale())
            .ok_or(DecimalError::TooPrecise(SCALE))?;
        let unscaled =
            shifted(value.mantissa(), missing).ok_or(DecimalError::TooLarge(PRECISION))?;
        Self::from_unscaled(unscaled)
    }
}

#[cfg(feature = "rust_decimal")]
impl<const PRECISION: u32, const SCALE: u32> TryFrom<Decimal<PRECISION, SCALE>>
    for rust_decimal::Decimal
{
    type Error = rust_decimal::Error;

    fn try_from(value: Decimal<PRECISION, SCALE>) -> Result<Self, rust_decimal::Error> {
        rust_decimal::Decimal::try_from_i128_with_scale(value.0, SCALE)
    }
}

#[cfg(feature = "serde")]
impl<const PRECISION: u32, const SCALE: u32> serde::Serialize for Decimal<PRECISION, SCALE> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de, const PRECISION: u32, const SCALE: u32> serde::Deserialize<'de>
    for Decimal<PRECISION, SCALE>
{
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
