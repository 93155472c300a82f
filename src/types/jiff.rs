//! Dates and times of the crate `jiff`. What is finer than a microsecond is cut off.

use factum_contract::shape::{TimeUnit, Type};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, tz::TimeZone};

use super::scalar;
use crate::avro::write;

const MICROS_PER_DAY: i64 = 86_400_000_000;

/// A civil time of microseconds since 1970-01-01T00:00.
fn civil(micros: i64) -> Option<DateTime> {
    let instant = Timestamp::from_microsecond(micros).ok()?;
    Some(TimeZone::UTC.to_datetime(instant))
}

/// Microseconds from 1970-01-01T00:00 to a civil time.
fn micros(value: DateTime) -> i64 {
    // A civil time is further from 1970 than any instant by a day at most, and then saturates.
    TimeZone::UTC
        .to_timestamp(value)
        .map_or(i64::MAX, |instant| instant.as_microsecond())
}

scalar!(Timestamp, Long, Type::Timestamp(TimeUnit::Micros),
write: |value, out| write::long(out, value.as_nanosecond().div_euclid(1_000) as i64),
read: |source| {
    let value = source.long()?;
    Timestamp::from_microsecond(value).map_err(|_| source.out_of_range("a jiff::Timestamp"))
});
scalar!(DateTime, Long, Type::LocalTimestamp(TimeUnit::Micros),
write: |value, out| write::long(out, micros(*value)),
read: |source| {
    let value = source.long()?;
    civil(value).ok_or_else(|| source.out_of_range("a jiff::civil::DateTime"))
});
scalar!(Date, Int, Type::Date,
write: |value, out| {
    let days = micros(value.at(0, 0, 0, 0)).div_euclid(MICROS_PER_DAY);
    write::long(out, days)
},
read: |source| {
    let days = source.int()?;
    civil(i64::from(days) * MICROS_PER_DAY)
        .map(DateTime::date)
        .ok_or_else(|| source.out_of_range("a jiff::civil::Date"))
});
scalar!(Time, Long, Type::Time(TimeUnit::Micros),
write: |value, out| write::long(out, micros(Date::constant(1970, 1, 1).to_datetime(*value))),
read: |source| {
    let value = source.long()?;
    civil(value)
        .filter(|civil| civil.date() == Date::constant(1970, 1, 1))
        .map(DateTime::time)
        .ok_or_else(|| source.out_of_range("a jiff::civil::Time"))
});
