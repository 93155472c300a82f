//! Dates and times of the crate `time`. What is finer than a microsecond is cut off.

use factum_contract::shape::{TimeUnit, Type};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime};

use super::scalar;
use crate::avro::write;

/// The Julian day of 1970-01-01.
const EPOCH: i32 = 2_440_588;
const MICROS_PER_SECOND: i64 = 1_000_000;

/// An instant of microseconds since 1970.
fn instant(micros: i64) -> Result<UtcDateTime, time::error::ComponentRange> {
    let whole = UtcDateTime::from_unix_timestamp(micros.div_euclid(MICROS_PER_SECOND))?;
    // In range: a remainder of a million.
    let micro = u32::try_from(micros.rem_euclid(MICROS_PER_SECOND)).unwrap_or_default();
    whole.replace_microsecond(micro)
}

fn micros(seconds: i64, microsecond: u32) -> i64 {
    seconds * MICROS_PER_SECOND + i64::from(microsecond)
}

scalar!(OffsetDateTime, Long, Type::Timestamp(TimeUnit::Micros),
write: |value, out| write::long(out, micros(value.unix_timestamp(), value.microsecond())),
read: |source| {
    let value = source.long()?;
    instant(value)
        .map(OffsetDateTime::from)
        .map_err(|_| source.out_of_range("a time::OffsetDateTime"))
});
scalar!(UtcDateTime, Long, Type::Timestamp(TimeUnit::Micros),
write: |value, out| write::long(out, micros(value.unix_timestamp(), value.microsecond())),
read: |source| {
    let value = source.long()?;
    instant(value).map_err(|_| source.out_of_range("a time::UtcDateTime"))
});
scalar!(PrimitiveDateTime, Long, Type::LocalTimestamp(TimeUnit::Micros),
write: |value, out| {
    let value = value.as_utc();
    write::long(out, micros(value.unix_timestamp(), value.microsecond()))
},
read: |source| {
    let value = source.long()?;
    instant(value)
        .map(|instant| PrimitiveDateTime::new(instant.date(), instant.time()))
        .map_err(|_| source.out_of_range("a time::PrimitiveDateTime"))
});
scalar!(Date, Int, Type::Date,
write: |value, out| write::int(out, value.to_julian_day() - EPOCH),
read: |source| {
    let days = source.int()?;
    days.checked_add(EPOCH)
        .and_then(|days| Date::from_julian_day(days).ok())
        .ok_or_else(|| source.out_of_range("a time::Date"))
});
scalar!(Time, Long, Type::Time(TimeUnit::Micros),
write: |value, out| {
    let (hour, minute, second, micro) = value.as_hms_micro();
    let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
    write::long(out, micros(seconds, micro))
},
read: |source| {
    let value = source.long()?;
    instant(value)
        .ok()
        .filter(|instant| instant.date().to_julian_day() == EPOCH)
        .map(UtcDateTime::time)
        .ok_or_else(|| source.out_of_range("a time::Time"))
});
