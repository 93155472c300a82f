//! What was written before: the committed list of paths, targets and hashes.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::path::{OutputPath, PathError};

/// The name of the manifest, beside factum.toml. It is to be committed.
pub const MANIFEST_NAME: &str = ".factum-manifest.json";

/// A manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It is no JSON of the right form.
    #[error(
        "{MANIFEST_NAME} cannot be read: {0}; restore it from version control, or delete it and run again with --force"
    )]
    Syntax(#[from] serde_json::Error),
    /// It was written by a factum that knows more.
    #[error(
        "{MANIFEST_NAME} has schema_version {0}, which this factum does not know; use a newer one"
    )]
    Version(u32),
    /// It lists a file that no target can have made.
    #[error("{MANIFEST_NAME} lists a path that no target makes: {0}")]
    Path(#[from] PathError),
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<OutputPath, Written>,
}

/// The paths that a manifest lists, relative to its directory: the files that factum wrote. Nothing
/// but the paths is looked at, so that a manifest of a newer factum lists its files, too; what is no
/// manifest lists none, and [`write()`](super::write()) says what is wrong with it.
pub fn written(manifest: &[u8]) -> HashSet<String> {
    #[derive(Deserialize)]
    struct Listing {
        files: Vec<Listed>,
    }
    #[derive(Deserialize)]
    struct Listed {
        path: String,
    }
    let listing = serde_json::from_slice::<Listing>(manifest);
    let files = listing.map(|listing| listing.files).unwrap_or_default();
    files.into_iter().map(|file| file.path).collect()
}

/// One file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) target: String,
    /// Of the bytes written, in lower-case hexadecimal digits.
    pub(super) sha256: String,
    /// While a set is being written: of the bytes that stood there before. A file with either hash
    /// was not edited.
    pub(super) replaces: Option<String>,
}

impl Written {
    /// Whether these are bytes that factum wrote.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        let hash = sha256(bytes);
        self.sha256 == hash || self.replaces.as_ref() == Some(&hash)
    }
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 0xf] {
            text.extend(char::from_digit(digit.into(), 16));
        }
    }
    text
}

const SCHEMA_VERSION: u32 = 1;

#[derive(Deserialize)]
struct Document {
    schema_version: u32,
    files: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    target: String,
    sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
}

impl Manifest {
    pub(super) fn parse(json: &[u8]) -> Result<Manifest, ManifestError> {
        let document: Document = serde_json::from_slice(json)?;
        if document.schema_version != SCHEMA_VERSION {
            return Err(ManifestError::Version(document.schema_version));
        }
        let mut manifest = Manifest::default();
        for line in document.files {
            let written = Written {
                target: line.target,
                sha256: line.sha256,
                replaces: line.replaces,
            };
            manifest.files.insert(OutputPath::new(&line.path)?, written);
        }
        Ok(manifest)
    }

    /// One line a file, so that changes to different files merge.
    pub(super) fn to_json(&self) -> Result<String, ManifestError> {
        let mut json = format!("{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"files\": [");
        for (index, (path, written)) in self.files.iter().enumerate() {
            let line = Line {
                path: path.to_string(),
                target: written.target.clone(),
                sha256: written.sha256.clone(),
                replaces: written.replaces.clone(),
            };
            json.push_str(if index > 0 { ",\n    " } else { "\n    " });
            json.push_str(&serde_json::to_string(&line)?);
        }
        json.push_str("\n  ]\n}\n");
        Ok(json)
    }
}
