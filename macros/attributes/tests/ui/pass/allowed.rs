#![deny(warnings)]
use factum::Event;

/// An order is to be created.
#[derive(Event)]
#[event(
    namespace = "com.acme.orders",
    key = order_id,
    allow(command-shaped, reason = "called so since 2011"),
    allow(no-time-of-occurrence, reason = "the broker's time serves")
)]
pub struct CreateOrder {
    /// Which order.
    pub order_id: String,
    /// What it costs, estimated.
    #[event(allow(money-in-float, reason = "an estimate"))]
    pub total: f64,
}

fn main() {
    assert_eq!(CreateOrder::TYPE, "com.acme.orders.CreateOrder.v1");
}
