//! The `factum` command as a user meets it.

mod comparing;
mod failures;
mod fixing;
mod generating;
mod listing;
mod reports;
mod sandbox;
mod sarif;
