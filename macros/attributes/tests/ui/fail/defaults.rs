/// Parcels were counted.
#[derive(factum::Event)]
#[event(namespace = "com.acme", key = depot, allow(no-time-of-occurrence, reason = "a test"))]
pub struct ParcelsCounted {
    pub depot: String,
    #[event(default = "many")]
    pub count: i32,
    #[event(default = "fast")]
    pub speed: Speed,
    #[event(default = [1, "two"])]
    pub sizes: Vec<i64>,
}

#[derive(factum::Payload)]
pub enum Speed {
    Fast,
}

fn main() {}
