//! Tells an event's name from a command's, from the name alone.
#![forbid(unsafe_code)]
