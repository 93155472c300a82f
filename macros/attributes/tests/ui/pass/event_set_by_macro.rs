#![deny(warnings)]
use factum::{Event, EventSet};

/// A customer placed an order.
#[derive(Event)]
#[event(
    namespace = "com.acme.orders",
    key = order_id,
    allow(no-time-of-occurrence, reason = "the broker's time serves")
)]
pub struct OrderPlaced {
    /// Which order.
    pub order_id: String,
}

macro_rules! set {
    ($name:ident { $($variant:ident($event:ident)),* }) => {
        /// What orders tell.
        #[derive(EventSet)]
        pub enum $name {
            $(
                /// As its name says.
                $variant($event)
            ),*
        }
    };
}

set!(OrderEvent { Placed(OrderPlaced) });

fn main() {
    let _ = OrderEvent::Placed;
}
