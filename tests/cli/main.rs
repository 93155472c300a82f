//! The `factum` command as a user meets it.
