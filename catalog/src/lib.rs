//! Everything loaded: events, commands, queries, services, channels, flows, read models.
#![forbid(unsafe_code)]

pub mod discover;
pub mod load;
pub mod lookup;
pub mod model;
pub mod problem;

pub use factum_contract as contract;
pub use load::{InputFile, read};
pub use model::Catalog;
