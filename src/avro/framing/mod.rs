//! Frames around Avro binary, which say what schema it was written with.

pub mod confluent;
#[cfg(feature = "container")]
pub mod container;
pub mod single_object;
