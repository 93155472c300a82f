//! Findings, and the rules that need one message only.
#![forbid(unsafe_code)]
