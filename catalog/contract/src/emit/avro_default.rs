//! Values written in the catalog as the JSON of Avro defaults, where a decimal is the bytes of a
//! number and an instant a count.

use super::avro_name::identifier;
use super::instant;
use super::literal::{json_literal, record_literal};
use super::text::to_json;
use super::tree::{Object, list};
use super::union::Branches;
use crate::document::Node;
use crate::shape::{Body, Field, Resolved, TimeUnit, Type, Types};

/// The Avro default for a literal of this type. `None` if the literal is no value of the type, or
/// if Avro cannot say it: a default of a union has to be of the first branch.
pub(super) fn avro_default(literal: &Node, ty: &Type, types: &Types) -> Option<Node> {
    let branches = Branches::of(ty, types);
    if branches.nullable {
        return literal.is_null().then(|| literal.clone());
    }
    of_branch(literal, branches.others.first()?.ty, types)
}

/// The same for a type that is neither an option nor a union.
pub(super) fn of_branch(literal: &Node, ty: &Type, types: &Types) -> Option<Node> {
    let number = |value: Option<i128>| {
        let value = i64::try_from(value?).ok()?;
        Some(Node::plain(value.to_string(), literal.span))
    };
    let characters = |bytes: Option<Vec<u8>>| {
        let text: String = bytes?.into_iter().map(char::from).collect();
        Some(Node::string(text, literal.span))
    };
    match ty {
        Type::Decimal { precision, scale } => {
            characters(decimal(literal.text()?, *precision, *scale))
        }
        Type::Bytes => characters(base64(literal.text()?)),
        Type::Fixed(size) => {
            let bytes = base64(literal.text()?)?;
            characters((bytes.len() == *size as usize).then_some(bytes))
        }
        Type::Date => number(instant::days(literal.text()?).map(i128::from)),
        Type::Time(unit) => {
            // Avro counts times of day in microseconds at best.
            let unit = if *unit == TimeUnit::Millis {
                1_000_000
            } else {
                1_000
            };
            let nanos = i128::from(instant::nanos_of_day(literal.text()?)?);
            number(Some(nanos / unit))
        }
        Type::Timestamp(unit) | Type::LocalTimestamp(unit) => {
            let local = matches!(ty, Type::LocalTimestamp(_));
            let nanos = instant::nanos(literal.text()?, local)?;
            number(Some(nanos.div_euclid(nanos_in(*unit))))
        }
        Type::Json | Type::Opaque(_) => Some(Node::string(to_json(literal), literal.span)),
        Type::List(inner) => {
            let items = literal.as_list()?.iter();
            let items = items.map(|item| avro_default(item, inner, types));
            Some(list(items.collect::<Option<_>>()?, literal.span))
        }
        Type::Map(inner) => {
            let mut object = Object::new(literal.span);
            for entry in literal.as_map()? {
                let value = avro_default(&entry.value, inner, types)?;
                object.set_at(&entry.key, entry.key_span, value);
            }
            Some(object.node())
        }
        Type::Named(_) => match types.resolve(ty) {
            Resolved::Definition(_, definition) => match &definition.body {
                Body::Record(fields) => record(literal, fields, types),
                _ => json_literal(literal, ty, types),
            },
            Resolved::Type(_) => None,
        },
        _ => json_literal(literal, ty, types),
    }
}

fn nanos_in(unit: TimeUnit) -> i128 {
    match unit {
        TimeUnit::Millis => 1_000_000,
        TimeUnit::Micros => 1_000,
        TimeUnit::Nanos => 1,
    }
}

fn record(literal: &Node, fields: &[Field], types: &Types) -> Option<Node> {
    // The literal has the right fields if it is one of JSON.
    record_literal(literal, fields, types)?;
    let mut object = Object::new(literal.span);
    for field in fields {
        // What the literal leaves out has a default of its own.
        if let Some(entry) = literal.entry(&field.name.value) {
            let value = avro_default(&entry.value, &field.ty, types)?;
            object.set_at(&identifier(&field.name.value), entry.key_span, value);
        }
    }
    Some(object.node())
}

/// More digits than any decimal needs; the conversion takes time in the square of them.
const MOST_DIGITS: usize = 1_000;

/// The unscaled value of a decimal number in two's complement, big-endian, in as few bytes as it
/// takes.
fn decimal(text: &str, precision: u32, scale: u32) -> Option<Vec<u8>> {
    let (is_negative, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let whole = whole.trim_start_matches('0');
    let (precision, scale) = (
        usize::try_from(precision).ok()?,
        usize::try_from(scale).ok()?,
    );
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > scale || whole.len() + scale > precision.min(MOST_DIGITS) {
        return None;
    }
    let digits = format!("{whole}{fraction:0<scale$}");
    let mut bytes: Vec<u8> = vec![0];
    for digit in digits.bytes() {
        let mut carry = char::from(digit).to_digit(10)?;
        for byte in bytes.iter_mut().rev() {
            let sum = u32::from(*byte) * 10 + carry;
            *byte = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
        if carry > 0 {
            bytes.insert(0, carry.to_le_bytes()[0]);
        }
    }
    if bytes.first().is_some_and(|byte| *byte >= 0x80) {
        bytes.insert(0, 0);
    }
    if is_negative {
        let mut carry = true;
        for byte in bytes.iter_mut().rev() {
            let (negated, overflow) = (!*byte).overflowing_add(u8::from(carry));
            *byte = negated;
            carry = overflow;
        }
    }
    while bytes.len() > 1 && matches!((bytes[0], bytes[1]), (0, 0..0x80) | (0xff, 0x80..=0xff)) {
        bytes.remove(0);
    }
    Some(bytes)
}

/// The bytes that base64 text (RFC 4648, section 4, with padding) stands for.
fn base64(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let unpadded = text.trim_end_matches('=');
    if text.len() - unpadded.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut count = 0;
    for byte in unpadded.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_a_big_endian_number() {
        for (text, scale, bytes) in [
            ("0", 2, &[0][..]),
            ("1.27", 2, &[0x7f]),
            ("1.28", 2, &[0x00, 0x80]),
            ("-1.28", 2, &[0x80]),
            ("-1.29", 2, &[0xff, 0x7f]),
            ("-0.01", 2, &[0xff]),
            ("655.3600", 2, &[0x01, 0x00, 0x00]),
        ] {
            assert_eq!(decimal(text, 9, scale).as_deref(), Some(bytes), "{text}");
        }
        let number = i128::MIN.to_string();
        assert_eq!(
            decimal(&number, 39, 0),
            Some(i128::MIN.to_be_bytes().to_vec())
        );
        assert_eq!(decimal("1.234", 9, 2), None);
        assert_eq!(decimal("1e3", 9, 0), None);
    }

    #[test]
    fn base64_is_read_with_its_padding() {
        assert_eq!(base64("Zm9vYg==").as_deref(), Some(&b"foob"[..]));
        assert_eq!(base64("/+8=").as_deref(), Some(&[0xff, 0xef][..]));
        assert_eq!(base64(""), Some(Vec::new()));
        for wrong in ["Zm9", "Zm9v====", "Zm-v"] {
            assert_eq!(base64(wrong), None, "{wrong}");
        }
    }
}
