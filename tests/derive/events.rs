//! Events of a shop.

use std::collections::BTreeMap;

use factum::{Decimal, Event, Payload};
use time::OffsetDateTime;
use uuid::Uuid;

/// A customer submitted a basket and the shop accepted it.
#[derive(Clone, Debug, PartialEq, Event)]
#[event(namespace = "com.acme.orders", version = 2, key = order_id, producer = "orders")]
pub struct OrderPlaced {
    /// Which order.
    pub order_id: Uuid,
    pub lines: Vec<OrderLine>,
    pub channel: SalesChannel,
    pub payment: Payment,
    #[event(since = 2, default)]
    pub coupon: Option<String>,
    #[event(default = "EUR", was("curr", "money"), unit = "ISO 4217")]
    pub currency: Option<String>,
    pub labels: BTreeMap<String, i32>,
    pub placed_at: OffsetDateTime,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Payload)]
pub struct OrderLine {
    pub sku: Sku,
    pub quantity: i32,
    pub price: Decimal<12, 2>,
    /// Parts of a bundle.
    pub parts: Vec<OrderLine>,
}

#[derive(Clone, Debug, PartialEq, Payload)]
pub struct Sku(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Payload)]
#[serde(rename_all = "snake_case")]
pub enum SalesChannel {
    Web,
    #[event(default)]
    BrickAndMortar,
}

#[derive(Clone, Debug, PartialEq, Payload)]
pub enum Payment {
    Card(Card),
    Transfer { iban: String },
    Cash,
}

#[derive(Clone, Debug, PartialEq, Payload)]
pub struct Card {
    pub last_four: [u8; 4],
}
