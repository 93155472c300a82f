use factum::Event;

/// A parcel was lost.
#[derive(Event)]
#[event(namespace = "com.acme", key = parcel_id, compatibility = "ful", registry("here"))]
#[event(allow(no-time-of-occurrence, reason = "an example"))]
pub struct ParcelLost {
    pub parcel_id: i64,
}

fn main() {}
