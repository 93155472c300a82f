use factum::{Event, EventSet};

/// A customer submitted a basket.
#[derive(Event)]
#[event(namespace = "com.acme.orders", type = "com.acme.order", key = order_id)]
#[event(allow(no-time-of-occurrence, reason = "an example"))]
pub struct OrderPlaced {
    pub order_id: String,
}

/// The parcel left.
#[derive(Event)]
#[event(namespace = "com.acme.orders", type = "com.acme.order", key = order_id)]
#[event(allow(no-time-of-occurrence, reason = "an example"))]
pub struct OrderShipped {
    pub order_id: String,
}

#[derive(EventSet)]
pub enum OrderEvent {
    Placed(OrderPlaced),
    Shipped(OrderShipped),
}

fn main() {}
