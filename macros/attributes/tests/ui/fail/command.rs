#[derive(factum::Event)]
#[event(namespace = "com.acme.orders", version = 2, key = order_number)]
pub struct CreateOrder {
    pub order_id: String,
    pub total: f64,
    pub reply_to: String,
    pub created_at: i64,
}

fn main() {}
