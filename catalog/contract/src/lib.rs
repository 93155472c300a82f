//! One message's contract: its shape and its schemas, and their compatibility.
#![forbid(unsafe_code)]
