//! `retention-shortened`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "retention-shortened",
        category: Category::Breaking,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A channel keeps its messages for a shorter time",
        why: "A consumer that was down, or that replays, finds the older messages gone.",
        bad: "\
channels:
  orders: { kind: log, retention: 30d }
---
channels:
  orders: { kind: log, retention: 7d }
",
        good: "\
channels:
  orders: { kind: log, retention: 7d }
---
channels:
  orders: { kind: log, retention: 720h }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for (now, then) in comparison.channels() {
        let (Some(kept), Some(before)) = (&now.retention, &then.retention) else {
            continue;
        };
        let (Some(seconds), Some(seconds_before)) = (seconds(&kept.value), seconds(&before.value))
        else {
            continue;
        };
        if seconds >= seconds_before {
            continue;
        }
        let message = format!(
            "the channel `{}` keeps messages for {} and kept them for {}",
            now.name.value, kept.value, before.value
        );
        out.report(kept.span, &now.name.value, message)
            .related(before.span, "the retention before")
            .help("tell the consumers that replay, or keep the old retention");
    }
}

/// How many seconds a duration such as `7d`, `12h`, `90 days`, `P7D` or `forever` has.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim().to_ascii_lowercase();
    if matches!(&*text, "forever" | "infinite" | "unlimited" | "-1") {
        return Some(f64::INFINITY);
    }
    let iso = text.strip_prefix('p').map(|rest| rest.replace('t', ""));
    let plain = iso.as_deref().unwrap_or(&text);
    let digits = plain.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = plain[..digits].parse().ok()?;
    let unit = match plain[digits..].trim() {
        "ms" | "millis" | "milliseconds" => 0.001,
        "s" | "sec" | "second" | "seconds" => 1.0,
        "min" | "minute" | "minutes" => 60.0,
        // Months are rarely meant by a lone m, and ISO 8601 has its minutes behind a T.
        "m" if iso.is_none() || text.contains('t') => 60.0,
        "h" | "hour" | "hours" => 3_600.0,
        "d" | "day" | "days" => 86_400.0,
        "w" | "week" | "weeks" => 604_800.0,
        "month" | "months" | "m" => 2_592_000.0,
        "y" | "year" | "years" => 31_536_000.0,
        _ => return None,
    };
    Some(number * unit)
}
