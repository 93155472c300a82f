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
mod event;
mod items;
mod literal;
mod mistakes;
mod serde;
mod types;

pub use contract::Places;
pub use declaration::{Body, Declaration, Field, Role, Symbol, Variant, VariantBody, WireName};
pub use event::{Allow, Default, Deprecated, FieldAttributes, Registry, TypeAttributes};
pub use literal::Words;
pub use mistakes::{Mistakes, Spot};
pub use types::is_option;
