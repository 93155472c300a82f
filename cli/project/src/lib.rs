//! A catalog as its `factum.toml` describes it: the settings, and everything that they say to load.
//!
//! The command and the macros share this crate, so that they read one file alike.
#![forbid(unsafe_code)]

pub mod config;
pub mod environments;
pub mod failure;
pub mod load;
pub mod position;
mod today;

pub use config::Config;
pub use failure::{Failure, Result};
