//! Findings, and the rules that need one message only.
#![forbid(unsafe_code)]

pub mod check;
pub mod finding;
pub mod rule;
pub mod rules;
pub mod words;
