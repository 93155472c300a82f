//! What someone who knows Avro would write for this one event.

use factum::Decimal;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::events::{Customer, OrderLine, OrderPlaced, SalesChannel};

pub fn encode(event: &OrderPlaced) -> Vec<u8> {
    let mut out = Vec::new();
    encode_into(event, &mut out);
    out
}

pub fn encode_into(event: &OrderPlaced, out: &mut Vec<u8>) {
    let mut text = [0; 36];
    event.order_id.as_hyphenated().encode_lower(&mut text);
    bytes(out, &text);
    instant(out, event.placed_at);
    instant(out, event.accepted_at);
    long(out, event.channel as i64);
    let customer = &event.customer;
    long(out, customer.customer_id);
    bytes(out, customer.name.as_bytes());
    bytes(out, customer.email.as_bytes());
    out.push(u8::from(customer.is_known));
    if !event.lines.is_empty() {
        long(out, event.lines.len() as i64);
        for line in &event.lines {
            bytes(out, line.sku.as_bytes());
            bytes(out, line.title.as_bytes());
            long(out, i64::from(line.quantity));
            out.extend_from_slice(&line.unit_price.to_le_bytes());
        }
    }
    out.push(0);
    optional(out, event.coupon.as_deref());
    optional(out, event.note.as_deref());
    let unscaled = event.total.unscaled().to_be_bytes();
    let mut start = 0;
    while start < 15
        && (unscaled[start] == 0 && unscaled[start + 1] < 0x80
            || unscaled[start] == 0xff && unscaled[start + 1] >= 0x80)
    {
        start += 1;
    }
    bytes(out, &unscaled[start..]);
}

fn long(out: &mut Vec<u8>, value: i64) {
    let mut left = ((value << 1) ^ (value >> 63)) as u64;
    while left >= 0x80 {
        out.push(left as u8 | 0x80);
        left >>= 7;
    }
    out.push(left as u8);
}

fn bytes(out: &mut Vec<u8>, value: &[u8]) {
    long(out, value.len() as i64);
    out.extend_from_slice(value);
}

fn instant(out: &mut Vec<u8>, value: OffsetDateTime) {
    let micros = value.unix_timestamp() * 1_000_000 + i64::from(value.microsecond());
    long(out, micros);
}

fn optional(out: &mut Vec<u8>, value: Option<&str>) {
    match value {
        None => out.push(0),
        Some(value) => {
            out.push(2);
            bytes(out, value.as_bytes());
        }
    }
}

pub fn decode(mut input: &[u8]) -> Option<OrderPlaced> {
    let input = &mut input;
    Some(OrderPlaced {
        order_id: Uuid::try_parse_ascii(read_bytes(input)?).ok()?,
        placed_at: read_instant(input)?,
        accepted_at: read_instant(input)?,
        channel: match read_long(input)? {
            0 => SalesChannel::Web,
            1 => SalesChannel::Store,
            2 => SalesChannel::Phone,
            _ => return None,
        },
        customer: Customer {
            customer_id: read_long(input)?,
            name: read_text(input)?,
            email: read_text(input)?,
            is_known: read_byte(input)? == 1,
        },
        lines: read_lines(input)?,
        coupon: read_optional(input)?,
        note: read_optional(input)?,
        total: {
            let bytes = read_bytes(input)?;
            let mut unscaled = 0_i128;
            if bytes.first()? & 0x80 != 0 {
                unscaled = -1;
            }
            for byte in bytes {
                unscaled = unscaled << 8 | i128::from(*byte);
            }
            Decimal::from_unscaled(unscaled).ok()?
        },
    })
}

fn read_lines(input: &mut &[u8]) -> Option<Vec<OrderLine>> {
    let mut lines = Vec::new();
    loop {
        let count = usize::try_from(read_long(input)?).ok()?;
        if count == 0 {
            return Some(lines);
        }
        if count > input.len() {
            return None;
        }
        lines.reserve(count);
        for _ in 0..count {
            lines.push(OrderLine {
                sku: read_text(input)?,
                title: read_text(input)?,
                quantity: i32::try_from(read_long(input)?).ok()?,
                unit_price: {
                    let (bytes, rest) = input.split_first_chunk()?;
                    *input = rest;
                    f64::from_le_bytes(*bytes)
                },
            });
        }
    }
}

fn read_byte(input: &mut &[u8]) -> Option<u8> {
    let (byte, rest) = input.split_first()?;
    *input = rest;
    Some(*byte)
}

fn read_long(input: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = read_byte(input)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((number >> 1) as i64 ^ -((number & 1) as i64));
        }
    }
    None
}

fn read_bytes<'a>(input: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(read_long(input)?).ok()?;
    let (bytes, rest) = input.split_at_checked(length)?;
    *input = rest;
    Some(bytes)
}

fn read_text(input: &mut &[u8]) -> Option<String> {
    Some(std::str::from_utf8(read_bytes(input)?).ok()?.to_owned())
}

fn read_instant(input: &mut &[u8]) -> Option<OffsetDateTime> {
    let micros = read_long(input)?;
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000).ok()
}

fn read_optional(input: &mut &[u8]) -> Option<Option<String>> {
    match read_long(input)? {
        0 => Some(None),
        1 => read_text(input).map(Some),
        _ => None,
    }
}
