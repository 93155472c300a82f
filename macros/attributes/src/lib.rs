//! What a Rust type says of its contract: the grammar of `#[event(…)]`, and what serde's attributes
//! mean to it.
//!
//! The derive macros and the reader of Rust source share this crate, so both understand a type
//! alike. A [`Declaration`] is read from syntax, and turned into a message or a type definition of
//! the catalog's model.
#![forbid(unsafe_code)]

mod casing;
mod contract;
mod declaration;
mod enums;
mod event;
mod event_set;
mod items;
mod literal;
mod mistakes;
mod serde;
mod types;
mod unfit;

pub use contract::{Places, SAYS};
pub use declaration::{Body, Declaration, Field, Role, Symbol, Variant, VariantBody, WireName};
pub use event::{
    Allow, Default, Deprecated, FieldAttributes, Registry, TypeAttributes, speaks_of_contract,
};
pub use event_set::EventSet;
pub use items::split;
pub use literal::Words;
pub use mistakes::{Mistake, Mistakes, Spot};
pub use types::{Names, Written, WrittenPath, is_option, known_shape};
