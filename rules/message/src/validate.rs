//! Whether a written value is one of a type.

use std::cell::Cell;

use factum_contract::document::{Node, Scalar, Value};
use factum_contract::shape::{Body, Enum, Field, Resolved, Type, TypeDef, Types};
use factum_contract::span::Span;

use crate::rule::Notation;

/// How deeply a value is looked into.
const DEPTH: usize = 64;

/// How many parts of values one validator looks at; the rest is let pass.
const BUDGET: u32 = 100_000;

/// A part of a value that is not what its type asks for.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// The part.
    pub(crate) span: Span,
    /// What is wrong with it, without a full stop.
    pub(crate) message: String,
}

/// Tells whether values are of a type. What the types cannot say is let pass.
pub(crate) struct Validator<'a> {
    /// The types that are referred to.
    types: &'a Types,
    /// How the values are written.
    notation: Notation,
    /// How many parts may still be looked at; unions in unions could take for ever.
    budget: Cell<u32>,
}

impl<'a> Validator<'a> {
    /// A validator of values that are written in `notation`.
    pub(crate) fn new(types: &'a Types, notation: Notation) -> Validator<'a> {
        Validator {
            types,
            notation,
            budget: Cell::new(BUDGET),
        }
    }

    /// The first part of `value` that is not of type `ty`, if there is one.
    pub(crate) fn mismatch(&self, value: &Node, ty: &Type) -> Option<Mismatch> {
        self.check(value, ty, DEPTH)
    }

    /// The first part of `value` that does not fit a record of these fields.
    pub(crate) fn record_mismatch(&self, value: &Node, fields: &[Field]) -> Option<Mismatch> {
        self.record(value, fields, None, DEPTH)
    }

    fn check(&self, value: &Node, ty: &Type, depth: usize) -> Option<Mismatch> {
        let depth = depth.checked_sub(1)?;
        self.budget.set(self.budget.get().checked_sub(1)?);
        let ty = match self.types.resolve(ty) {
            Resolved::Type(ty) => ty,
            Resolved::Definition(_, definition) => {
                return self.definition(value, definition, depth);
            }
        };
        match ty {
            Type::Optional(_) if value.is_null() => None,
            Type::Optional(inner) => self.check(value, inner, depth),
            Type::List(item) => match value.as_list() {
                Some(items) => items
                    .iter()
                    .find_map(|value| self.check(value, item, depth)),
                None => Some(wrong(value, "a list")),
            },
            Type::Map(item) => match value.as_map() {
                Some(entries) => entries
                    .iter()
                    .find_map(|entry| self.check(&entry.value, item, depth)),
                None => Some(wrong(value, "a mapping")),
            },
            Type::Union(branches) => self.union(value, branches, depth),
            Type::Enum(symbols) => symbol(value, symbols),
            // What is wrong with a reference to nothing has been said where it stands.
            Type::Json | Type::Opaque(_) | Type::Named(_) => None,
            Type::Null => (!value.is_null()).then(|| wrong(value, "null")),
            scalar => match &value.value {
                Value::Scalar(_) if self.is_foreign() && has_own_notation(scalar) => None,
                Value::Scalar(written) if fits(written, scalar) => None,
                _ => Some(wrong(value, &wanted(scalar))),
            },
        }
    }

    fn is_foreign(&self) -> bool {
        !self.notation.is_native()
    }

    fn definition(&self, value: &Node, definition: &TypeDef, depth: usize) -> Option<Mismatch> {
        match &definition.body {
            Body::Record(fields) => self.record(value, fields, None, depth),
            Body::Enum(symbols) => symbol(value, symbols),
            Body::Alias(ty) => self.check(value, ty, depth),
            Body::Union {
                branches,
                discriminator: None,
            } => self.union(value, branches, depth),
            Body::Union {
                branches,
                discriminator: Some(discriminator),
            } => self.discriminated(value, branches, &discriminator.value, depth),
        }
    }

    fn union(&self, value: &Node, branches: &[Type], depth: usize) -> Option<Mismatch> {
        let fits = |branch: &Type| self.check(value, branch, depth).is_none();
        if branches.is_empty() || branches.iter().any(fits) {
            return None;
        }
        let names: Vec<String> = branches.iter().map(Type::to_string).collect();
        Some(wrong(value, &format!("one of `{}`", names.join("`, `"))))
    }

    /// A union of records that a property tells apart.
    fn discriminated(
        &self,
        value: &Node,
        branches: &[Type],
        discriminator: &str,
        depth: usize,
    ) -> Option<Mismatch> {
        let Some(named) = value.get(discriminator) else {
            return Some(wrong(value, &format!("a mapping with `{discriminator}`")));
        };
        let fits = |branch: &Type| match self.types.resolve(branch) {
            Resolved::Definition(_, definition) => match &definition.body {
                Body::Record(fields) => self
                    .record(value, fields, Some(discriminator), depth)
                    .is_none(),
                _ => false,
            },
            Resolved::Type(_) => true,
        };
        (!branches.iter().any(fits)).then(|| wrong(named, "the name of a branch that fits"))
    }

    /// `beside` is a property that the record need not know.
    fn record(
        &self,
        value: &Node,
        fields: &[Field],
        beside: Option<&str>,
        depth: usize,
    ) -> Option<Mismatch> {
        let depth = depth.checked_sub(1)?;
        let Some(entries) = value.as_map() else {
            return Some(wrong(value, "a mapping"));
        };
        for entry in entries {
            let field = fields.iter().find(|field| field.name.value == entry.key);
            match field {
                Some(field) => {
                    let found = self.check(&entry.value, &field.ty, depth);
                    if found.is_some() {
                        return found;
                    }
                }
                None if beside == Some(&*entry.key) || self.is_foreign() => {}
                None => {
                    return Some(Mismatch {
                        span: entry.key_span,
                        message: format!("there is no field `{}`", entry.key),
                    });
                }
            }
        }
        let missing = fields
            .iter()
            .find(|field| !field.is_optional() && value.entry(&field.name.value).is_none())?;
        Some(Mismatch {
            span: value.span,
            message: format!("`{}` is required and missing", missing.name.value),
        })
    }
}

/// Whether schema languages differ in what stands for a value of this type: Avro writes the
/// default of a timestamp as a number, and that of bytes as text.
fn has_own_notation(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bytes
            | Type::Fixed(_)
            | Type::Uuid
            | Type::Decimal { .. }
            | Type::Date
            | Type::Time(_)
            | Type::Timestamp(_)
            | Type::LocalTimestamp(_)
            | Type::Duration
    )
}

fn symbol(value: &Node, symbols: &Enum) -> Option<Mismatch> {
    let known = |text: &str| {
        symbols
            .symbols
            .iter()
            .any(|symbol| &*symbol.name.value == text)
    };
    if value.text().is_some_and(known) {
        return None;
    }
    let names: Vec<&str> = symbols
        .symbols
        .iter()
        .map(|symbol| &*symbol.name.value)
        .collect();
    Some(wrong(value, &format!("one of `{}`", names.join("`, `"))))
}

fn wrong(value: &Node, wanted: &str) -> Mismatch {
    let quoted = |text: &str| matches!(text, "true" | "false") || text.parse::<f64>().is_ok();
    let written = match value.text() {
        Some(text) if value.as_str().is_some() && quoted(text) => format!("the text `\"{text}\"`"),
        Some(text) if !value.is_null() => format!("`{text}`"),
        _ => value.kind().to_owned(),
    };
    Mismatch {
        span: value.span,
        message: format!("{written} is not {wanted}"),
    }
}

fn wanted(ty: &Type) -> String {
    match ty {
        Type::Bool => "`true` or `false`".to_owned(),
        Type::Int => "a 32-bit integer".to_owned(),
        Type::Long => "a 64-bit integer".to_owned(),
        Type::Float | Type::Double => "a number".to_owned(),
        Type::Decimal { precision, scale } => {
            format!("a decimal of {precision} digits, {scale} after the point")
        }
        Type::String => "a string".to_owned(),
        Type::Bytes => "base64".to_owned(),
        Type::Fixed(size) => format!("base64 of {size} bytes"),
        Type::Uuid => "a UUID".to_owned(),
        Type::Date => "a date such as 2026-09-01".to_owned(),
        Type::Time(_) => "a time such as 12:30:00".to_owned(),
        Type::Timestamp(_) => "a timestamp such as 2026-09-01T12:30:00Z".to_owned(),
        Type::LocalTimestamp(_) => "a local timestamp such as 2026-09-01T12:30:00".to_owned(),
        Type::Duration => "an ISO 8601 duration such as PT15M".to_owned(),
        other => format!("`{other}`"),
    }
}

/// Whether a scalar is of a scalar type. Numbers stand without quotes, and a decimal with or
/// without; what JSON has no literal for is told by its text.
fn fits(written: &Scalar, ty: &Type) -> bool {
    let text = &*written.text;
    match ty {
        Type::Bool => written.as_bool().is_some(),
        Type::Int => is_integer::<i32>(written),
        Type::Long => is_integer::<i64>(written),
        Type::Float | Type::Double => written.as_number().is_some(),
        Type::Decimal { precision, scale } => is_decimal(text, *precision, *scale),
        Type::String => written.is_string(),
        Type::Bytes => base64_length(text).is_some(),
        Type::Fixed(size) => base64_length(text) == Some(*size as usize),
        Type::Uuid => is_uuid(text),
        Type::Date => is_date(text),
        Type::Time(_) => is_time(text),
        Type::Timestamp(_) => is_timestamp(text),
        Type::LocalTimestamp(_) => {
            split_moment(text).is_some_and(|(date, time)| is_date(date) && is_time(time))
        }
        Type::Duration => is_duration(text),
        _ => true,
    }
}

fn is_integer<T: std::str::FromStr>(written: &Scalar) -> bool {
    written
        .as_number()
        .is_some_and(|number| number.parse::<T>().is_ok())
}

fn is_decimal(text: &str, precision: u32, scale: u32) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (precision, scale) = (precision as usize, scale as usize);
    !whole.is_empty()
        && is_digits(whole)
        && is_digits(fraction)
        && fraction.trim_end_matches('0').len() <= scale
        && whole.trim_start_matches('0').len() <= precision.saturating_sub(scale)
}

/// How many bytes a base64 text (RFC 4648, padded or not) holds, if it is one.
fn base64_length(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    let right = digits.bytes().all(is_digit)
        && digits.len() % 4 != 1
        && (padding == 0 || (padding <= 2 && text.len().is_multiple_of(4)));
    right.then_some(digits.len() * 3 / 4)
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// `2026-09-01`, with a day that the month has.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// `12:30:00` or `12:30:00.25`; a leap second is let pass.
fn is_time(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let [hours, minutes, seconds] = parts[..] else {
        return false;
    };
    digits(hours, 2).is_some_and(|hours| hours < 24)
        && digits(minutes, 2).is_some_and(|minutes| minutes < 60)
        && digits(seconds, 2).is_some_and(|seconds| seconds <= 60)
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// RFC 3339: a date, a time and an offset.
fn is_timestamp(text: &str) -> bool {
    let Some((date, time)) = split_moment(text) else {
        return false;
    };
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return is_date(date) && is_time(time);
    }
    let Some((time, offset)) = time.rsplit_once(['+', '-']) else {
        return false;
    };
    let offset_is_right = offset.split_once(':').is_some_and(|(hours, minutes)| {
        digits(hours, 2).is_some_and(|hours| hours < 24)
            && digits(minutes, 2).is_some_and(|minutes| minutes < 60)
    });
    is_date(date) && is_time(time) && offset_is_right
}

fn split_moment(text: &str) -> Option<(&str, &str)> {
    text.split_once(['T', 't', ' '])
}

/// The number that exactly `count` digits say.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// ISO 8601: `P1DT12H`, `PT15M`, `P2W`.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else {
        return false;
    };
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    !(date.is_empty() && time.is_none())
        && has_units(date, "YMWD")
        && time.is_none_or(|time| !time.is_empty() && has_units(time, "HMS"))
}

/// Whether `text` is numbers, each followed by one of `units`, in their order.
fn has_units(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut left = units;
    while !rest.is_empty() {
        let Some(end) = rest.find(|c: char| !c.is_ascii_digit() && c != '.') else {
            return false;
        };
        let Some(unit) = rest[end..].chars().next() else {
            return false;
        };
        let Some(place) = left.find(unit).filter(|_| end > 0) else {
            return false;
        };
        left = &left[place + unit.len_utf8()..];
        rest = &rest[end + unit.len_utf8()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use factum_contract::shape::TimeUnit;

    #[test]
    fn a_scalar_fits_its_type_by_its_text() {
        let timestamp = Type::Timestamp(TimeUnit::Micros);
        let decimal = Type::Decimal {
            precision: 5,
            scale: 2,
        };
        let cases: &[(&Type, &[&str], &[&str])] = &[
            (
                &Type::Int,
                &["0", "-2147483648"],
                &["2147483648", "1.0", "x"],
            ),
            (&Type::Bool, &["true"], &["yes", "1"]),
            (
                &decimal,
                &["1", "-123.45", "007.50"],
                &["1234.5", "1.234", "", ".", "1e2"],
            ),
            (
                &Type::Uuid,
                &["0190163d-8694-739b-aea5-966c26f8ad90"],
                &[
                    "0190163d8694739baea5966c26f8ad90",
                    "0190163d-8694-739b-aea5-966c26f8ad9g",
                ],
            ),
            (
                &Type::Date,
                &["2024-02-29"],
                &["2023-02-29", "2026-13-01", "2026-9-1", "-"],
            ),
            (
                &timestamp,
                &["2026-09-01T12:30:00Z", "2026-09-01T12:30:00.5+02:00"],
                &["2026-09-01", "2026-09-01T12:30:00", "2026-09-01T25:00:00Z"],
            ),
            (
                &Type::Duration,
                &["PT15M", "P1DT2H", "P2W", "PT0.5S"],
                &["P", "PT", "15M", "P1H"],
            ),
            (&Type::Bytes, &["aGk=", "aGk", ""], &["a", "a b=", "===="]),
            (&Type::Fixed(2), &["aGk="], &["aGkh"]),
        ];
        for (ty, right, wrong) in cases {
            let fits = |text: &str| {
                let written = Scalar {
                    text: text.into(),
                    plain: true,
                };
                fits(&written, ty)
            };
            for text in *right {
                assert!(fits(text), "{text} is {ty}");
            }
            for text in *wrong {
                assert!(!fits(text), "{text} is not {ty}");
            }
        }
    }
}
