
    /// Thousandths of a second.
    pub struct Millis;
    /// Billionths of a second. What 64 bits cannot hold is the nearest that they can.
    pub struct Nanos;

    use factum::derived::TimeUnit;
    use time::{OffsetDateTime, PrimitiveDateTime, Time};

    const NANOS_PER_MILLI: i128 = 1_000_000;

    fn whole(number: i128) -> i64 {
        number.clamp(i64::MIN.into(), i64::MAX.into()) as i64
    }

    fn instant(nanos: i128) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()
    }

    fn local(nanos: i128) -> Option<PrimitiveDateTime> {
        let instant = instant(nanos)?;
        Some(PrimitiveDateTime::new(instant.date(), instant.time()))
    }

    form!(
        Millis: OffsetDateTime, Long, Type::Timestamp(TimeUnit::Millis),
        |value, out| {
            let nanos = value.unix_timestamp_nanos();
            write::long(out, whole(nanos.div_euclid(NANOS_PER_MILLI)))
        },
        |source| {
            let nanos = i128::from(source.long()?) * NANOS_PER_MILLI;
            instant(nanos).ok_or_else(|| source.out_of_range("a time of the years to 9999"))
        }
    );
    form!(
        Nanos: OffsetDateTime, Long, Type::Timestamp(TimeUnit::Nanos),
        |value, out| write::long(out, whole(value.unix_timestamp_nanos())),
        |source| {
            let nanos = i128::from(source.long()?);
            instant(nanos).ok_or_else(|| source.out_of_range("a time of the years to 9999"))
        }
    );
    form!(
        Millis: PrimitiveDateTime, Long, Type::LocalTimestamp(TimeUnit::Millis),
        |value, out| {
            let nanos = value.assume_utc().unix_timestamp_nanos();
            write::long(out, whole(nanos.div_euclid(NANOS_PER_MILLI)))
        },
        |source| {
            let nanos = i128::from(source.long()?) * NANOS_PER_MILLI;
            local(nanos).ok_or_else(|| source.out_of_range("a time of the years to 9999"))
        }
    );
    form!(
        Nanos: PrimitiveDateTime, Long, Type::LocalTimestamp(TimeUnit::Nanos),
        |value, out| write::long(out, whole(value.assume_utc().unix_timestamp_nanos())),
        |source| {
            let nanos = i128::from(source.long()?);
            local(nanos).ok_or_else(|| source.out_of_range("a time of the years to 9999"))
        }
    );
    form!(
        Millis: Time, Int, Type::Time(TimeUnit::Millis),
        |value, out| {
            let since_midnight = *value - Time::MIDNIGHT;
            // A day has 86,400,000 thousandths of a second.
            write::int(out, since_midnight.whole_milliseconds() as i32)
        },
        |source| {
            let millis = source.int()?;
            let seconds = millis.div_euclid(1000);
            let hour = u8::try_from(seconds.div_euclid(3600));
            let time = hour.ok().and_then(|hour| {
                let rest = seconds.rem_euclid(3600);
                let (minute, second) = ((rest / 60) as u8, (rest % 60) as u8);
                Time::from_hms_milli(hour, minute, second, millis.rem_euclid(1000) as u16).ok()
            });
            time.ok_or_else(|| source.out_of_range("a time of day"))
        }
    );
