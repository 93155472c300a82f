//! The event, and the shapes in which the others can take it.

use factum::{Decimal, Event, Payload};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// A customer submitted a basket and the shop accepted it.
#[derive(Clone, Debug, PartialEq, Event)]
#[event(namespace = "com.acme.orders", key = order_id)]
pub struct OrderPlaced {
    pub order_id: Uuid,
    pub placed_at: OffsetDateTime,
    pub accepted_at: OffsetDateTime,
    pub channel: SalesChannel,
    pub customer: Customer,
    pub lines: Vec<OrderLine>,
    #[event(default)]
    pub coupon: Option<String>,
    #[event(default)]
    pub note: Option<String>,
    pub total: Decimal<12, 2>,
}

#[derive(Clone, Copy, Debug, PartialEq, Payload, Serialize, Deserialize)]
pub enum SalesChannel {
    Web,
    Store,
    Phone,
}

#[derive(Clone, Debug, PartialEq, Payload, Serialize, Deserialize)]
pub struct Customer {
    pub customer_id: i64,
    pub name: String,
    pub email: String,
    pub is_known: bool,
}

#[derive(Clone, Debug, PartialEq, Payload, Serialize, Deserialize)]
pub struct OrderLine {
    pub sku: String,
    pub title: String,
    pub quantity: i32,
    #[event(allow(money-in-float, reason = "the other libraries take no decimals from serde"))]
    pub unit_price: f64,
}

/// The same, borrowed.
#[derive(Clone, Debug, PartialEq, Event)]
#[event(name = "OrderPlaced", namespace = "com.acme.orders", key = order_id)]
pub struct OrderPlacedRef<'a> {
    pub order_id: Uuid,
    pub placed_at: OffsetDateTime,
    pub accepted_at: OffsetDateTime,
    pub channel: SalesChannel,
    #[event(allow(no-doc, reason = "as above"))]
    pub customer: CustomerRef<'a>,
    pub lines: Vec<OrderLineRef<'a>>,
    #[event(default)]
    pub coupon: Option<&'a str>,
    #[event(default)]
    pub note: Option<&'a str>,
    pub total: Decimal<12, 2>,
}

#[derive(Clone, Debug, PartialEq, Payload)]
#[event(name = "Customer")]
pub struct CustomerRef<'a> {
    pub customer_id: i64,
    pub name: &'a str,
    pub email: &'a str,
    pub is_known: bool,
}

#[derive(Clone, Debug, PartialEq, Payload)]
#[event(name = "OrderLine")]
pub struct OrderLineRef<'a> {
    pub sku: &'a str,
    pub title: &'a str,
    pub quantity: i32,
    #[event(allow(money-in-float, reason = "as above"))]
    pub unit_price: f64,
}

/// The event in the types that serde brings to Avro without help: less work than the event itself,
/// as neither the UUID nor the times are formatted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "OrderPlaced")]
pub struct Comparable {
    order_id: String,
    placed_at: i64,
    accepted_at: i64,
    channel: SalesChannel,
    customer: Customer,
    lines: Vec<OrderLine>,
    coupon: Option<String>,
    note: Option<String>,
    #[serde(with = "serde_bytes")]
    total: Vec<u8>,
}

/// As it was two versions ago: without a note, with two fields that have gone, with a field under
/// another name and two of narrower types.
pub mod older {
    use super::{Decimal, Event, OffsetDateTime, Payload, SalesChannel, Uuid};

    /// A customer submitted a basket and the shop accepted it.
    #[derive(Clone, Debug, PartialEq, Event)]
    #[event(namespace = "com.acme.orders", key = order_id)]
    pub struct OrderPlaced {
        pub order_id: Uuid,
        pub session: String,
        pub placed_at: OffsetDateTime,
        pub accepted_at: OffsetDateTime,
        pub channel: SalesChannel,
        pub customer: Customer,
        pub lines: Vec<OrderLine>,
        pub coupon: String,
        pub total: Decimal<12, 2>,
        pub weight: Option<i32>,
    }

    #[derive(Clone, Debug, PartialEq, Payload)]
    pub struct Customer {
        pub customer_id: i32,
        pub name: String,
        pub email: String,
        pub is_known: bool,
    }

    #[derive(Clone, Debug, PartialEq, Payload)]
    pub struct OrderLine {
        pub sku: String,
        pub title: String,
        pub quantity: i32,
        #[event(allow(money-in-float, reason = "as above"))]
        pub unit_price: f32,
    }

    impl OrderPlaced {
        pub fn of(event: &super::OrderPlaced) -> OrderPlaced {
            let lines = event.lines.iter().map(|line| OrderLine {
                sku: line.sku.clone(),
                title: line.title.clone(),
                quantity: line.quantity,
                unit_price: line.unit_price as f32,
            });
            OrderPlaced {
                order_id: event.order_id,
                session: "7f3a".into(),
                placed_at: event.placed_at,
                accepted_at: event.accepted_at,
                channel: event.channel,
                customer: Customer {
                    customer_id: 120_034,
                    name: event.customer.name.clone(),
                    email: event.customer.email.clone(),
                    is_known: event.customer.is_known,
                },
                lines: lines.collect(),
                coupon: "WELCOME10".into(),
                total: event.total,
                weight: Some(4200),
            }
        }
    }
}

impl OrderPlaced {
    pub fn example() -> OrderPlaced {
        OrderPlaced::example_of(5)
    }

    /// With this many lines.
    pub fn example_of(lines: i32) -> OrderPlaced {
        let line = |number: i32| OrderLine {
            sku: format!("SKU-{:08}", number * 7919),
            title: format!("Walnut board no. {number}"),
            quantity: number,
            unit_price: f64::from(number) * 19.5,
        };
        let instant = |micros| OffsetDateTime::UNIX_EPOCH + time::Duration::microseconds(micros);
        OrderPlaced {
            order_id: Uuid::from_u128(0x1234_5678_9abc_def0_1234_5678_9abc_def0),
            placed_at: instant(1_795_000_000_123_456),
            accepted_at: instant(1_795_000_001_654_321),
            channel: SalesChannel::Web,
            customer: Customer {
                customer_id: 120_034,
                name: "Adelaide Lovelace".into(),
                email: "adelaide@example.com".into(),
                is_known: true,
            },
            lines: (1..=lines).map(line).collect(),
            coupon: Some("WELCOME10".into()),
            note: None,
            total: Decimal::from_unscaled(29_250).expect("few digits"),
        }
    }
}

impl Comparable {
    pub fn of(event: &OrderPlaced) -> Comparable {
        let micros = |instant: OffsetDateTime| {
            instant.unix_timestamp() * 1_000_000 + i64::from(instant.microsecond())
        };
        Comparable {
            order_id: event.order_id.to_string(),
            placed_at: micros(event.placed_at),
            accepted_at: micros(event.accepted_at),
            channel: event.channel,
            customer: event.customer.clone(),
            lines: event.lines.clone(),
            coupon: event.coupon.clone(),
            note: event.note.clone(),
            total: vec![0x72, 0x42],
        }
    }
}
