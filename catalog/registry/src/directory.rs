//! A registry in a folder, to be kept in version control beside the catalog.
//!
//! One folder a subject, in it one file a version and `index.json`, which lists the versions with a
//! digest of each. Branches that publish different subjects touch different folders, so they merge;
//! branches that publish one subject both write its next version, and version control says so.

use std::io::Write;
use std::path::{Path, PathBuf};

use factum_contract::schema::Language;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{NewVersion, Promises, Published, Registry, RegistryError};

const INDEX: &str = "index.json";

/// A registry in a folder. The folder need not be there until something is published.
#[derive(Clone, Debug)]
pub struct Directory {
    root: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    subject: String,
    versions: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    version: u32,
    language: String,
    file: String,
    sha256: String,
    contract: Promises,
}

impl Directory {
    /// The registry in this folder.
    pub fn new(root: impl Into<PathBuf>) -> Directory {
        Directory { root: root.into() }
    }

    fn folder(&self, subject: &str) -> Result<PathBuf, RegistryError> {
        let right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if subject.is_empty() || subject.starts_with('.') || !subject.chars().all(right) {
            return Err(RegistryError::BadSubject(subject.to_owned()));
        }
        Ok(self.root.join(subject))
    }

    fn index(&self, subject: &str) -> Result<Index, RegistryError> {
        let path = self.folder(subject)?.join(INDEX);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Index {
                    subject: subject.to_owned(),
                    versions: Vec::new(),
                });
            }
            Err(source) => return Err(RegistryError::Io { path, source }),
        };
        let corrupt = |reason: String| RegistryError::Corrupt {
            path: path.clone(),
            reason,
        };
        let index: Index = serde_json::from_str(&text)
            .map_err(|error| corrupt(format!("this is no index of versions: {error}")))?;
        if index.subject != subject {
            return Err(corrupt(format!("it is the index of `{}`", index.subject)));
        }
        let numbers = index.versions.iter().map(|entry| entry.version);
        if !numbers.eq(1..=u32::try_from(index.versions.len()).unwrap_or(u32::MAX)) {
            return Err(corrupt(
                "the versions are not numbered 1, 2, 3, …".to_owned(),
            ));
        }
        Ok(index)
    }

    fn read(&self, subject: &str, entry: Entry) -> Result<Published, RegistryError> {
        let folder = self.folder(subject)?;
        let language = Language::ALL
            .into_iter()
            .find(|language| language.name() == entry.language);
        let corrupt = |path: PathBuf, reason: &str| RegistryError::Corrupt {
            path,
            reason: reason.to_owned(),
        };
        let Some(language) = language else {
            return Err(corrupt(
                folder.join(INDEX),
                "a version is in a language of no known name",
            ));
        };
        if entry.file != file_name(entry.version, language) {
            return Err(corrupt(
                folder.join(INDEX),
                "a version has a file of another name",
            ));
        }
        let path = folder.join(&entry.file);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(corrupt(path, "this published version is gone"));
            }
            Err(source) => return Err(RegistryError::Io { path, source }),
        };
        if digest(&text) != entry.sha256 {
            return Err(corrupt(path, "this published version was edited"));
        }
        Ok(Published {
            version: entry.version,
            language,
            place: path.display().to_string(),
            text,
            contract: entry.contract,
        })
    }
}

impl Registry for Directory {
    fn subjects(&self) -> Result<Vec<String>, RegistryError> {
        let io = |source| RegistryError::Io {
            path: self.root.clone(),
            source,
        };
        let entries = match std::fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io(error)),
        };
        let mut subjects = Vec::new();
        for entry in entries {
            let entry = entry.map_err(io)?;
            if entry.path().join(INDEX).is_file() {
                subjects.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        subjects.sort_unstable();
        Ok(subjects)
    }

    fn versions(&self, subject: &str) -> Result<Vec<Published>, RegistryError> {
        let index = self.index(subject)?;
        index
            .versions
            .into_iter()
            .map(|entry| self.read(subject, entry))
            .collect()
    }

    fn publish(&mut self, subject: &str, schema: &NewVersion) -> Result<u32, RegistryError> {
        let mut index = self.index(subject)?;
        let folder = self.folder(subject)?;
        let version = u32::try_from(index.versions.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let file = file_name(version, schema.language);
        std::fs::create_dir_all(&folder).map_err(|source| RegistryError::Io {
            path: folder.clone(),
            source,
        })?;
        // The index comes last: a version that it does not list was never published.
        write(&folder.join(&file), &schema.text)?;
        index.versions.push(Entry {
            version,
            language: schema.language.name().to_owned(),
            sha256: digest(&schema.text),
            file,
            contract: schema.contract.clone(),
        });
        let text = serde_json::to_string_pretty(&index).map_err(|error| RegistryError::Io {
            path: folder.join(INDEX),
            source: error.into(),
        })?;
        write(&folder.join(INDEX), &(text + "\n"))?;
        Ok(version)
    }
}

fn file_name(version: u32, language: Language) -> String {
    let extension = match language {
        Language::Avro => "avsc",
        Language::JsonSchema => "json",
        Language::Protobuf => "proto",
    };
    format!("{version}.{extension}")
}

fn digest(text: &str) -> String {
    // Version control may turn line ends into those of the system.
    let text = text.replace("\r\n", "\n");
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), RegistryError> {
    let io = |source| RegistryError::Io {
        path: path.to_owned(),
        source,
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are for their owner only; what is in version control is for all.
        file.as_file()
            .set_permissions(std::fs::Permissions::from_mode(0o644))
            .map_err(io)?;
    }
    file.persist(path).map_err(|error| io(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(text: &str) -> NewVersion {
        NewVersion {
            language: Language::Avro,
            text: text.to_owned(),
            contract: Promises {
                intent: "event".to_owned(),
                name: "OrderPlaced".to_owned(),
                key: Some("order_id".to_owned()),
                ..Promises::default()
            },
        }
    }

    #[test]
    fn what_is_published_is_read_back_oldest_first() {
        let folder = tempfile::tempdir().unwrap();
        let mut registry = Directory::new(folder.path().join("registry"));
        assert!(registry.subjects().unwrap().is_empty());
        assert_eq!(
            registry
                .publish("a.OrderPlaced", &schema("\"int\""))
                .unwrap(),
            1
        );
        assert_eq!(
            registry
                .publish("a.OrderPlaced", &schema("\"long\""))
                .unwrap(),
            2
        );
        assert_eq!(registry.subjects().unwrap(), ["a.OrderPlaced"]);
        let texts: Vec<_> = registry
            .versions("a.OrderPlaced")
            .unwrap()
            .into_iter()
            .map(|it| it.text)
            .collect();
        assert_eq!(texts, ["\"int\"", "\"long\""]);
        assert!(registry.versions("a.Other").unwrap().is_empty());
    }

    #[test]
    fn an_edited_registry_is_corrupt() {
        let folder = tempfile::tempdir().unwrap();
        let mut registry = Directory::new(folder.path());
        for text in ["\"int\"", "\"long\""] {
            registry.publish("s", &schema(text)).unwrap();
        }
        let file = |name: &str| folder.path().join("s").join(name);
        let complaint = |registry: &Directory| registry.versions("s").unwrap_err().to_string();

        std::fs::write(file("1.avsc"), "\"string\"").unwrap();
        assert!(complaint(&registry).contains("1.avsc: this published version was edited"));
        std::fs::write(file("1.avsc"), "\"int\"").unwrap();
        assert!(registry.versions("s").is_ok());

        std::fs::remove_file(file("2.avsc")).unwrap();
        assert!(complaint(&registry).contains("is gone"));

        let index = std::fs::read_to_string(file(INDEX)).unwrap();
        std::fs::write(
            file(INDEX),
            index.replace("\"version\": 1", "\"version\": 7"),
        )
        .unwrap();
        assert!(complaint(&registry).contains("not numbered"));
        std::fs::write(file(INDEX), "<<<<<<< ours").unwrap();
        assert!(complaint(&registry).contains("no index of versions"));
    }

    #[test]
    fn a_subject_stays_inside_the_registry() {
        let mut registry = Directory::new("nowhere");
        for subject in ["../up", "a/b", "", ".hidden"] {
            let error = registry.publish(subject, &schema("\"int\"")).unwrap_err();
            assert!(matches!(error, RegistryError::BadSubject(_)), "{subject}");
        }
    }
}
