//! Findings, and the rules that need one message only.
#![forbid(unsafe_code)]

pub mod finding;
pub mod rule;
