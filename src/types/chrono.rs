//! Dates and times of the crate `chrono`. What is finer than a microsecond is cut off.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use factum_contract::shape::{TimeUnit, Type};

use super::scalar;
use crate::avro::write;

scalar!(DateTime<Utc>, Long, Type::Timestamp(TimeUnit::Micros),
write: |value, out| write::long(out, value.timestamp_micros()),
read: |source| {
    let value = source.long()?;
    DateTime::from_timestamp_micros(value)
        .ok_or_else(|| source.out_of_range("a chrono::DateTime"))
});
scalar!(NaiveDateTime, Long, Type::LocalTimestamp(TimeUnit::Micros),
write: |value, out| write::long(out, value.and_utc().timestamp_micros()),
read: |source| {
    let value = source.long()?;
    DateTime::from_timestamp_micros(value)
        .map(|instant| instant.naive_utc())
        .ok_or_else(|| source.out_of_range("a chrono::NaiveDateTime"))
});
scalar!(NaiveDate, Int, Type::Date,
write: |value, out| write::int(out, value.to_epoch_days()),
read: |source| {
    let days = source.int()?;
    NaiveDate::from_epoch_days(days).ok_or_else(|| source.out_of_range("a chrono::NaiveDate"))
});
scalar!(NaiveTime, Long, Type::Time(TimeUnit::Micros),
write: |value, out| {
    // A leap second counts as the last microsecond before it.
    let micros = (value.nanosecond() / 1_000).min(999_999);
    let seconds = i64::from(value.num_seconds_from_midnight());
    write::long(out, seconds * 1_000_000 + i64::from(micros))
},
read: |source| {
    let value = source.long()?;
    u32::try_from(value.div_euclid(1_000_000))
        .ok()
        .and_then(|seconds| {
            let nanos = u32::try_from(value.rem_euclid(1_000_000) * 1_000).ok()?;
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)
        })
        .ok_or_else(|| source.out_of_range("a chrono::NaiveTime"))
});
