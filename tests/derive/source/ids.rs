use super::prelude::Payload;
use uuid as u;

pub const DIGEST: usize = 32;

/// Which place.
#[derive(Payload)]
pub struct PlaceId(pub Id);

pub type Id = u::Uuid;

#[derive(Payload)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Of stone.
    SolidGround,
    #[event(name = "sea")]
    OpenWater,
    #[serde(other)]
    Unknown,
}
