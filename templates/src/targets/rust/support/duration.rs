/// An ISO 8601 duration. Years are kept as 12 months and weeks as 7 days; months, days and seconds
/// are not converted into each other, as none has a fixed length in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IsoDuration {
    /// Months.
    pub months: u64,
    /// Days.
    pub days: u64,
    /// Hours, minutes and seconds.
    pub time: std::time::Duration,
}

impl std::fmt::Display for IsoDuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (seconds, nanos) = (self.time.as_secs(), self.time.subsec_nanos());
        f.write_str("P")?;
        if self.months > 0 {
            write!(f, "{}M", self.months)?;
        }
        if self.days > 0 {
            write!(f, "{}D", self.days)?;
        }
        if nanos > 0 {
            let fraction = format!("{nanos:09}");
            write!(f, "T{seconds}.{}S", fraction.trim_end_matches('0'))
        } else if seconds > 0 || (self.months == 0 && self.days == 0) {
            write!(f, "T{seconds}S")
        } else {
            Ok(())
        }
    }
}

impl std::str::FromStr for IsoDuration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        parse_duration(text).ok_or_else(|| format!("`{text}` is not an ISO 8601 duration"))
    }
}

fn parse_duration(text: &str) -> Option<IsoDuration> {
    let mut duration = IsoDuration::default();
    let mut rest = text.strip_prefix('P')?;
    let mut is_time = false;
    let mut has_parts = false;
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T').filter(|_| !is_time) {
            (rest, is_time, has_parts) = (time, true, false);
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, tail) = rest.split_at(end);
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
        let whole: u64 = whole.parse().ok()?;
        let unit = tail.chars().next()?;
        if !fraction.is_empty() && (unit, is_time) != ('S', true) {
            return None;
        }
        let seconds = |seconds: u64| {
            let nanos: u32 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
            let part = std::time::Duration::new(whole.checked_mul(seconds)?, nanos);
            duration.time.checked_add(part)
        };
        match (unit, is_time) {
            ('Y', false) => {
                duration.months = duration.months.checked_add(whole.checked_mul(12)?)?;
            }
            ('M', false) => duration.months = duration.months.checked_add(whole)?,
            ('W', false) => duration.days = duration.days.checked_add(whole.checked_mul(7)?)?,
            ('D', false) => duration.days = duration.days.checked_add(whole)?,
            ('H', true) => duration.time = seconds(3600)?,
            ('M', true) => duration.time = seconds(60)?,
            ('S', true) => duration.time = seconds(1)?,
            _ => return None,
        }
        rest = &tail[1..];
        has_parts = true;
    }
    has_parts.then_some(duration)
}

impl serde::Serialize for IsoDuration {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for IsoDuration {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
