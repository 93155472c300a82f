//! The rules over a whole catalog, and over a catalog and its baseline.
#![forbid(unsafe_code)]
