//! The `factum` command.
#![forbid(unsafe_code)]

fn main() {}
