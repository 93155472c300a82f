//! How long a channel keeps what it carries.

use std::fmt;

use factum_contract::shape::Text;

/// How long a log keeps a message: a span of time such as `7d`, `12h`, `90 days` or ISO 8601's
/// `P7D`, or `forever`. Keeps what was written beside what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    written: Text,
    milliseconds: Option<u64>,
}

impl Retention {
    /// Reads a retention; nothing if the text is none. A month counts 30 days, a year 365.
    #[must_use]
    pub fn parse(text: &str) -> Option<Retention> {
        let text = text.trim();
        let endless = ["forever", "infinite", "unlimited", "-1"];
        let milliseconds = if endless.iter().any(|word| text.eq_ignore_ascii_case(word)) {
            None
        } else {
            Some(milliseconds(text)?)
        };
        Some(Retention {
            written: text.into(),
            milliseconds,
        })
    }

    /// What it comes to; nothing for `forever`.
    #[must_use]
    pub fn milliseconds(&self) -> Option<u64> {
        self.milliseconds
    }

    /// Whether less is kept than the other keeps.
    #[must_use]
    pub fn is_shorter_than(&self, other: &Retention) -> bool {
        self.milliseconds.unwrap_or(u64::MAX) < other.milliseconds.unwrap_or(u64::MAX)
    }
}

impl fmt::Display for Retention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written.fmt(f)
    }
}

/// The sum of amounts with their units, such as `1d12h`, `1 day 12 hours` or `P1DT12H`.
fn milliseconds(span: &str) -> Option<u64> {
    let iso = span.strip_prefix(['P', 'p']);
    let mut rest = iso.unwrap_or(span);
    let mut is_time = iso.is_none();
    let mut sum = 0.0;
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']).filter(|_| !is_time) {
            (rest, is_time) = (time, true);
        }
        let (amount, behind) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '.')?);
        let behind = behind.trim_start();
        let ends = |c: char| !c.is_ascii_alphabetic() || iso.is_some() && matches!(c, 'T' | 't');
        let (unit, behind) = behind.split_at(behind.find(ends).unwrap_or(behind.len()));
        // A lone `M` may be meant for a month or a minute.
        if iso.is_none() && unit == "M" {
            return None;
        }
        sum += amount.parse::<f64>().ok()? * milliseconds_in(&unit.to_ascii_lowercase(), is_time)?;
        rest = behind.trim_start();
    }
    let longest = 1e15;
    (sum >= 1.0 && sum < longest).then_some(sum.round() as u64)
}

/// How many milliseconds a unit has. ISO 8601's `M` is a month before its `T` and a minute behind it.
fn milliseconds_in(unit: &str, is_time: bool) -> Option<f64> {
    Some(match unit {
        "ms" | "milli" | "millis" | "millisecond" | "milliseconds" => 1.0,
        "s" | "sec" | "second" | "seconds" => 1e3,
        "m" if is_time => 60e3,
        "min" | "minute" | "minutes" => 60e3,
        "h" | "hour" | "hours" => 3_600e3,
        "d" | "day" | "days" => 86_400e3,
        "w" | "week" | "weeks" => 604_800e3,
        "m" | "month" | "months" => 2_592_000e3,
        "y" | "year" | "years" => 31_536_000e3,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Retention;

    #[test]
    fn spans_are_counted() {
        const DAY: u64 = 86_400_000;
        for (text, milliseconds) in [
            ("7d", Some(7 * DAY)),
            ("90 days", Some(90 * DAY)),
            ("500ms", Some(500)),
            ("1d12h", Some(DAY + DAY / 2)),
            ("1 day 12 hours", Some(DAY + DAY / 2)),
            ("P7D", Some(7 * DAY)),
            ("P1M", Some(30 * DAY)),
            ("PT30M", Some(1_800_000)),
            ("P1DT12H", Some(DAY + DAY / 2)),
            ("30m", Some(1_800_000)),
            ("1.5d", Some(DAY + DAY / 2)),
            ("P0.5D", Some(DAY / 2)),
            ("forever", None),
            ("-1", None),
        ] {
            let retention = Retention::parse(text).unwrap();
            assert_eq!(retention.milliseconds(), milliseconds, "{text}");
            assert_eq!(retention.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in [
            "",
            "foreve",
            "7",
            "7 d d",
            "d7",
            "P",
            "PT",
            "7q",
            "-7d",
            "١d",
            "99999999999999999999d",
            "999999999999999999y",
            "7d😀",
            "P7DT",
            "T",
            ".",
            "1..5d",
            "0d",
            "1M",
        ] {
            assert_eq!(Retention::parse(text), None, "{text}");
        }
    }

    #[test]
    fn forever_is_the_longest() {
        let read = |text| Retention::parse(text).unwrap();
        assert!(read("7d").is_shorter_than(&read("forever")));
        assert!(read("7d").is_shorter_than(&read("192h")));
        assert!(!read("7d").is_shorter_than(&read("168h")));
        assert!(!read("forever").is_shorter_than(&read("forever")));
    }
}
