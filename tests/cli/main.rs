//! The `factum` command as a user meets it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bad_input;
mod comparing;
mod failures;
mod fixing;
mod generating;
mod importing;
mod listing;
mod protobuf;
mod readme;
mod reports;
mod rust_source;
mod sandbox;
mod sarif;
mod schemas;
