//! Everything loaded: events, commands, queries, services, channels, flows, read models.
#![forbid(unsafe_code)]
