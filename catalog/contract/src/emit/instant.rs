//! Dates and times as numbers: what a literal of the catalog counts.

/// Days from 1970-01-01 to `yyyy-mm-dd` (RFC 3339 full-date, proleptic Gregorian calendar).
pub fn days(date: &str) -> Option<i64> {
    let (year, rest) = date.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [
        31,
        28 + i64::from(is_leap),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let index = usize::try_from(month).ok()?.checked_sub(1)?;
    if day < 1 || day > *lengths.get(index)? {
        return None;
    }
    let leap_days = |before: i64| before / 4 - before / 100 + before / 400;
    let before_year = year * 365 + leap_days(year - 1) + i64::from(year > 0);
    let before_month: i64 = lengths[..index].iter().sum();
    const EPOCH: i64 = 719_528;
    Some(before_year + before_month + day - 1 - EPOCH)
}

/// Nanoseconds from midnight to `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`.
pub fn nanos_of_day(time: &str) -> Option<i64> {
    let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = whole.split(':');
    let hours = digits(parts.next()?, 2)?;
    let minutes = digits(parts.next()?, 2)?;
    let seconds = parts.next().map_or(Some(0), |part| digits(part, 2))?;
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let nanos = digits(&format!("{fraction:0<9}"), 9)?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000_000_000 + nanos)
}

/// Nanoseconds from 1970-01-01T00:00Z to an RFC 3339 date-time; without an offset, if it is
/// `local`, to that time of that day.
pub fn nanos(date_time: &str, local: bool) -> Option<i128> {
    let (date, rest) = date_time.split_once(['T', 't', ' '])?;
    let (time, offset_minutes) = if local {
        (rest, 0)
    } else if let Some(time) = rest.strip_suffix(['Z', 'z']) {
        (time, 0)
    } else {
        let at = rest.rfind(['+', '-'])?;
        let (hours, minutes) = rest[at + 1..].split_once(':')?;
        let offset = digits(hours, 2)? * 60 + digits(minutes, 2)?;
        let sign = if rest[at..].starts_with('-') { -1 } else { 1 };
        (&rest[..at], sign * offset)
    };
    let seconds = i128::from(days(date)?) * 86_400 - i128::from(offset_minutes) * 60;
    Some(seconds * 1_000_000_000 + i128::from(nanos_of_day(time)?))
}

fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        for (date, expected) in [
            ("1970-01-01", Some(0)),
            ("1969-12-31", Some(-1)),
            ("2000-02-29", Some(11_016)),
            ("2026-11-21", Some(20_778)),
            ("0000-01-01", Some(-719_528)),
            ("0001-01-01", Some(-719_162)),
            ("2100-02-29", None),
            ("2026-13-01", None),
        ] {
            assert_eq!(days(date), expected, "{date}");
        }
    }

    #[test]
    fn an_instant_counts_from_midnight_in_greenwich() {
        assert_eq!(
            nanos("1970-01-01T01:00:00.5+01:00", false),
            Some(500_000_000)
        );
        assert_eq!(nanos("1970-01-01T00:00:01Z", false), Some(1_000_000_000));
        assert_eq!(nanos("1970-01-01T00:00:01", true), Some(1_000_000_000));
        assert_eq!(nanos("1970-01-01T00:00:01", false), None);
        assert_eq!(nanos_of_day("24:00:00"), None);
    }
}
