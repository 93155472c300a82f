//! Event contracts held while Rust compiles.
#![forbid(unsafe_code)]
