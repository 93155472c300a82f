//! Logical types: what a primitive or a fixed stands for.

use super::types::Primitive;

/// A logical type of the Avro 1.12 specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogicalType {
    /// A decimal number of `precision` digits, `scale` of them after the point (bytes or fixed).
    Decimal {
        /// Digits in all, at least 1.
        precision: u32,
        /// Digits after the point, at most `precision`.
        scale: u32,
    },
    /// A decimal number that carries its own scale (bytes).
    BigDecimal,
    /// A UUID as text (string) or as its 16 bytes (fixed).
    Uuid,
    /// Days since 1970-01-01 (int).
    Date,
    /// Milliseconds since midnight (int).
    TimeMillis,
    /// Microseconds since midnight (long).
    TimeMicros,
    /// Milliseconds since 1970-01-01T00:00Z (long).
    TimestampMillis,
    /// Microseconds since 1970-01-01T00:00Z (long).
    TimestampMicros,
    /// Nanoseconds since 1970-01-01T00:00Z (long).
    TimestampNanos,
    /// Milliseconds since 1970-01-01T00:00 in an unnamed time zone (long).
    LocalTimestampMillis,
    /// Microseconds since 1970-01-01T00:00 in an unnamed time zone (long).
    LocalTimestampMicros,
    /// Nanoseconds since 1970-01-01T00:00 in an unnamed time zone (long).
    LocalTimestampNanos,
    /// Months, days and milliseconds, each as an unsigned 32-bit little-endian integer (fixed 12).
    Duration,
}

impl LogicalType {
    /// The type with this value of `logicalType`, if the specification has one. A decimal comes
    /// without precision and scale.
    pub(super) fn named(name: &str) -> Option<LogicalType> {
        Some(match name {
            "decimal" => LogicalType::Decimal {
                precision: 0,
                scale: 0,
            },
            "big-decimal" => LogicalType::BigDecimal,
            "uuid" => LogicalType::Uuid,
            "date" => LogicalType::Date,
            "time-millis" => LogicalType::TimeMillis,
            "time-micros" => LogicalType::TimeMicros,
            "timestamp-millis" => LogicalType::TimestampMillis,
            "timestamp-micros" => LogicalType::TimestampMicros,
            "timestamp-nanos" => LogicalType::TimestampNanos,
            "local-timestamp-millis" => LogicalType::LocalTimestampMillis,
            "local-timestamp-micros" => LogicalType::LocalTimestampMicros,
            "local-timestamp-nanos" => LogicalType::LocalTimestampNanos,
            "duration" => LogicalType::Duration,
            _ => return None,
        })
    }

    /// The value of the attribute `logicalType`.
    pub fn name(self) -> &'static str {
        match self {
            LogicalType::Decimal { .. } => "decimal",
            LogicalType::BigDecimal => "big-decimal",
            LogicalType::Uuid => "uuid",
            LogicalType::Date => "date",
            LogicalType::TimeMillis => "time-millis",
            LogicalType::TimeMicros => "time-micros",
            LogicalType::TimestampMillis => "timestamp-millis",
            LogicalType::TimestampMicros => "timestamp-micros",
            LogicalType::TimestampNanos => "timestamp-nanos",
            LogicalType::LocalTimestampMillis => "local-timestamp-millis",
            LogicalType::LocalTimestampMicros => "local-timestamp-micros",
            LogicalType::LocalTimestampNanos => "local-timestamp-nanos",
            LogicalType::Duration => "duration",
        }
    }

    /// The primitive that carries it unless a fixed does; none for a duration.
    pub fn primitive(self) -> Option<Primitive> {
        match self {
            LogicalType::Decimal { .. } | LogicalType::BigDecimal => Some(Primitive::Bytes),
            LogicalType::Uuid => Some(Primitive::String),
            LogicalType::Date | LogicalType::TimeMillis => Some(Primitive::Int),
            LogicalType::Duration => None,
            _ => Some(Primitive::Long),
        }
    }

    /// What is counted, for a logical type that comes in several units: `time`, `timestamp` or
    /// `local-timestamp`.
    pub(super) fn without_unit(self) -> Option<&'static str> {
        let (what, unit) = self.name().rsplit_once('-')?;
        matches!(unit, "millis" | "micros" | "nanos").then_some(what)
    }

    /// Whether a fixed of `size` bytes can carry it, and if not, why not.
    pub(super) fn fits_fixed(self, size: u32) -> Result<(), String> {
        match self {
            LogicalType::Decimal { precision, .. } => {
                let digits = digits_in(size);
                if u64::from(precision) <= digits {
                    Ok(())
                } else {
                    Err(format!(
                        "{size} bytes hold {digits} decimal digits, not {precision}"
                    ))
                }
            }
            LogicalType::Uuid if size == 16 => Ok(()),
            LogicalType::Uuid => Err(format!("a uuid takes 16 bytes, not {size}")),
            LogicalType::Duration if size == 12 => Ok(()),
            LogicalType::Duration => Err(format!("a duration takes 12 bytes, not {size}")),
            _ => Err(format!("{} is not carried by a fixed", self.name())),
        }
    }
}

/// How many decimal digits a two's-complement number of `size` bytes always holds.
fn digits_in(size: u32) -> u64 {
    let bits = (f64::from(size) * 8.0 - 1.0).max(0.0);
    (bits * std::f64::consts::LOG10_2).floor() as u64
}
