#[derive(factum::Event)]
#[event(namepsace = "com.acme.orders", version = 0, key = order_id, allow(no-doc))]
pub struct OrderPlaced {
    #[event(sinse = 2, since = 2, default)]
    pub order_id: OrderId,
    #[event(allow(money-in-floats, reason = "whole cents"))]
    pub total: i64,
    #[serde(flatten)]
    pub address: Address,
    #[serde(with = "my::module")]
    pub placed_at: i64,
}

#[derive(factum::Payload)]
pub struct OrderId(String);

#[derive(factum::Payload)]
pub struct Address {
    #[event(number = 1)]
    pub street: String,
    #[event(number = 1)]
    #[serde(rename = "street")]
    pub town: String,
}

#[derive(factum::Payload)]
pub struct Pair(String, String);

fn main() {}
