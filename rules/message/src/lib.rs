//! Findings, and the rules that need one message only.
#![forbid(unsafe_code)]

pub mod check;
pub mod finding;
mod intent;
mod naming;
mod notation;
pub mod rule;
pub mod rules;
mod validate;
mod values;
mod vocabulary;
pub mod words;
