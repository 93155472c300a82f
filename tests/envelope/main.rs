//! Events in CloudEvents, sets of events, and old versions.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cloudevents;
mod sdk;
mod versions;
