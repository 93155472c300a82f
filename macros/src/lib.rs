//! The derive macros of factum.
#![forbid(unsafe_code)]
