//! Versions and ranges of them, as npm's semver reads them loosely.

use std::cmp::Ordering;

/// Major, minor and patch.
type Numbers = [u64; 3];

/// The numbers in a version: `v1.2` is 1.2.0; none in `draft`. What follows them does not count.
fn numbers(version: &str) -> Option<Numbers> {
    let start = version.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = Numbers::default();
    for (slot, part) in numbers.iter_mut().zip(version[start..].split('.')) {
        let end = part
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(part.len());
        match part[..end].parse() {
            Ok(number) => *slot = number,
            Err(_) => break,
        }
        if end < part.len() {
            break;
        }
    }
    Some(numbers)
}

/// The order of versions, the newest last.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    numbers(a).cmp(&numbers(b)).then_with(|| a.cmp(b))
}

/// Whether `wanted`, a version or a range (`^1.0.0`, `>1 <3`, `1.x || 2.0.0`), admits `version`.
pub(super) fn admits(wanted: &str, version: &str) -> bool {
    if wanted == version {
        return true;
    }
    let Some(numbers) = numbers(version) else {
        return false;
    };
    wanted
        .split("||")
        .any(|set| comparators(set).is_some_and(|set| set.iter().all(|it| it.admits(numbers))))
}

/// From one version (inclusive) to another (exclusive).
#[derive(Clone, Copy)]
struct Interval {
    from: Numbers,
    to: Option<Numbers>,
}

impl Interval {
    fn admits(&self, version: Numbers) -> bool {
        self.from <= version && self.to.is_none_or(|to| version < to)
    }
}

/// The comparators of a set, all of which have to hold; `None` if it is no range.
fn comparators(set: &str) -> Option<Vec<Interval>> {
    if let Some((low, high)) = set.split_once(" - ") {
        let (from, to) = (partial(low)?.from, partial(high)?.to);
        return Some(vec![Interval { from, to }]);
    }
    let mut intervals = Vec::new();
    let mut operator = "";
    for word in set.split_whitespace() {
        let start = word
            .find(|c: char| !"<>=^~".contains(c))
            .unwrap_or(word.len());
        let (own, rest) = word.split_at(start);
        let own = if own.is_empty() { operator } else { own };
        if rest.is_empty() {
            operator = own;
            continue;
        }
        intervals.push(comparator(own, rest)?);
        operator = "";
    }
    if intervals.is_empty() {
        intervals.push(partial("*")?);
    }
    Some(intervals)
}

fn comparator(operator: &str, version: &str) -> Option<Interval> {
    let zero = Numbers::default();
    let written = partial(version)?;
    let Interval { from, to } = written;
    Some(match operator {
        "" | "=" => written,
        ">" => Interval {
            from: to.unwrap_or([u64::MAX; 3]),
            to: None,
        },
        ">=" => Interval { from, to: None },
        "<" => Interval {
            from: zero,
            to: Some(from),
        },
        "<=" => Interval { from: zero, to },
        "~" | "~>" => {
            let is_major_only = !version.contains('.');
            Interval {
                from,
                to: to.map(|to| if is_major_only { to } else { next(from, 1) }),
            }
        }
        "^" => {
            // The first number that is not 0 stays; of zeros, the last that is written.
            let stays = from.iter().position(|number| *number != 0);
            let written = version.split('.').take(3).count().max(1) - 1;
            Interval {
                from,
                to: to.map(|_| next(from, stays.unwrap_or(written))),
            }
        }
        _ => return None,
    })
}

/// What a version admits of which the end may be left out or an `x`.
fn partial(text: &str) -> Option<Interval> {
    let text = text.trim().trim_start_matches(['v', 'V']);
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let mut from = Numbers::default();
    for (index, part) in text[..end].split('.').enumerate() {
        if index >= from.len() {
            return None;
        }
        if matches!(part, "x" | "X" | "*") {
            let to = index.checked_sub(1).map(|last| next(from, last));
            return Some(Interval { from, to });
        }
        from[index] = part.parse().ok()?;
    }
    let last = text[..end].split('.').count() - 1;
    Some(Interval {
        from,
        to: Some(next(from, last)),
    })
}

/// The first version in which the number at `index` is higher.
fn next(mut version: Numbers, index: usize) -> Numbers {
    for (position, number) in version.iter_mut().enumerate() {
        match position.cmp(&index) {
            Ordering::Less => {}
            Ordering::Equal => *number = number.saturating_add(1),
            Ordering::Greater => *number = 0,
        }
    }
    version
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ranges_admit_what_npm_admits() {
        for (wanted, yes, no) in [
            ("1.0.0", "1.0.0", "1.0.1"),
            ("1.0.0", "v1.0", "1.1"),
            ("v1", "1.4.0", "2.0.0"),
            ("^1.2.0", "1.9.0", "2.0.0"),
            ("^0.2.3", "0.2.9", "0.3.0"),
            ("^0.0.3", "0.0.3", "0.0.4"),
            ("^0", "0.9.9", "1.0.0"),
            ("~1.2.3", "1.2.9", "1.3.0"),
            ("~1", "1.9.0", "2.0.0"),
            (">1.0.0", "1.0.1", "1.0.0"),
            (">1", "2.0.0", "1.9.9"),
            (">= 1.0.0 <2", "1.5.0", "2.0.0"),
            ("<=1.2", "1.2.9", "1.3.0"),
            ("1.x", "1.3.0", "2.0.0"),
            ("0.0.x", "0.0.7", "0.1.0"),
            ("1.0.0 - 1.2.0", "1.2.0", "1.2.1"),
            ("1.0.0 || ^3.0.0", "3.1.0", "2.0.0"),
            ("draft", "draft", "1.0.0"),
        ] {
            assert!(admits(wanted, yes), "{wanted} {yes}");
            assert!(!admits(wanted, no), "{wanted} {no}");
        }
        assert!(admits("x", "0.1.0") && admits("*", "9.0.0"));
    }

    #[test]
    fn newer_versions_come_later() {
        let mut versions = vec!["1.10.0", "v1.2", "draft", "0.9", "1.9.0"];
        versions.sort_by(|a, b| compare(a, b));
        assert_eq!(versions, ["draft", "0.9", "v1.2", "1.9.0", "1.10.0"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_peace(wanted in "[<>=^~|x*v0-9. -]{0,24}", version in "\\PC{0,12}") {
            admits(&wanted, &version);
            compare(&wanted, &version);
        }
    }
}
