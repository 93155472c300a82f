pub use factum::{Decimal, Event, Payload};
pub use time::OffsetDateTime as Instant;

pub type Amount = Decimal<12, 2>;
pub const SCALE: u32 = 4;
