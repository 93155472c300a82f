//! The `factum` command as a user meets it.

mod failures;
mod fixing;
mod listing;
mod reports;
mod sandbox;
mod sarif;
