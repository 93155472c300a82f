//! Generators: from a catalog to a set of output files.
#![forbid(unsafe_code)]
