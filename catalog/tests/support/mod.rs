//! What the tests of all readers need.

use factum_catalog::{Catalog, InputFile};

/// The catalog that these files make, each a path and a text.
pub fn read(files: &[(&str, &str)]) -> Catalog {
    let files = files.iter().map(|(path, text)| InputFile {
        path: (*path).into(),
        text: (*text).into(),
    });
    factum_catalog::read(files.collect())
}
