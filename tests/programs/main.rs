//! Small programs that use the crate, built and run by cargo as anybody's would be.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod catalog;
mod config;
mod lock;
mod program;
