//! Registries of published schema versions.
#![forbid(unsafe_code)]
