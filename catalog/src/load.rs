//! From texts to a catalog.

use std::sync::Arc;

use factum_contract::message::Says;
use factum_contract::shape::Text;

use crate::model::{Catalog, Source};

/// A file to read: its path as it is to be shown, and its text.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Relative to the working directory, with `/`.
    pub path: Text,
    /// The text, a byte order mark included.
    pub text: Arc<str>,
}

/// Reads files of any known format into one catalog. Mistakes in them become
/// [`Catalog::problems`], and reading goes on.
pub fn read(files: Vec<InputFile>) -> Catalog {
    let mut catalog = Catalog::default();
    for file in files {
        catalog.sources.push(Source {
            path: file.path,
            text: file.text,
            format: "",
            says: Says::NOTHING,
        });
    }
    catalog.reindex();
    catalog
}
