//! Registries of published schema versions.
//!
//! A registry holds *subjects*, and each subject the *versions* of one contract's schema, numbered
//! from 1 in the order in which they were published. What was published stays: a registry only
//! grows.
#![forbid(unsafe_code)]

mod directory;

use std::path::PathBuf;

use factum_contract::schema::Language;
use serde::{Deserialize, Serialize};

pub use directory::Directory;

/// A registry of published schema versions.
pub trait Registry {
    /// The names of all subjects, in order.
    ///
    /// # Errors
    /// The registry cannot be read.
    fn subjects(&self) -> Result<Vec<String>, RegistryError>;

    /// The versions of a subject, the oldest first; none if there is no such subject.
    ///
    /// # Errors
    /// The registry cannot be read, or is not as it was written.
    fn versions(&self, subject: &str) -> Result<Vec<Published>, RegistryError>;

    /// Publishes a schema as the next version of a subject, and returns the number that it got.
    ///
    /// # Errors
    /// The registry cannot be read or written; nothing is published then.
    fn publish(&mut self, subject: &str, schema: &NewVersion) -> Result<u32, RegistryError>;
}

/// A version to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// The language of the schema.
    pub language: Language,
    /// The schema, self-contained.
    pub text: String,
    /// What else the contract promises.
    pub contract: Promises,
}

/// A published version of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number, from 1.
    pub version: u32,
    /// The language of the schema.
    pub language: Language,
    /// The schema.
    pub text: String,
    /// Where the text can be seen, for people.
    pub place: String,
    /// What else the contract promises.
    pub contract: Promises,
}

/// What a contract promises beside its schema. What a registry does not know is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promises {
    /// `event`, `command` or `query`.
    pub intent: String,
    /// The namespace of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The unqualified name of the message.
    pub name: String,
    /// The version of the message, which is not that of the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The partition key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The CloudEvents type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ce_type: Option<String>,
    /// The CloudEvents source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Why a registry cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// A file or folder cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not as it was written.
    #[error(
        "{path}: {reason}; a registry is only ever added to: restore it from version control",
        path = path.display()
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A name that cannot be a folder.
    #[error(
        "`{0}` cannot be the name of a subject: it is made of letters, digits, `.`, `_` and `-`"
    )]
    BadSubject(String),
}
