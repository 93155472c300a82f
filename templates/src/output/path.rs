//! Where an output goes.

use std::fmt;

/// A path below the directory that outputs go to: segments joined by `/`, none of them `.`, `..`
/// or empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutputPath(Box<str>);

/// Why a text is no output path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// It starts at the root of a file system.
    #[error("`{0}` is absolute: write it relative to the directory of factum.toml")]
    Absolute(String),
    /// It leads out of the directory that outputs go to.
    #[error("`{0}` leads out of the project: an output path cannot go up with `..`")]
    Escapes(String),
    /// It holds a character that is no part of a portable path.
    #[error("`{path}` holds the character {character:?}, which a path cannot have everywhere")]
    Character {
        /// The path.
        path: String,
        /// The character.
        character: char,
    },
    /// It names no file.
    #[error("the path is empty")]
    Empty,
}

impl OutputPath {
    /// The path that this text says. Segments that are `.` or empty are left out.
    ///
    /// # Errors
    /// If the path is absolute, leads out of the directory, or is not portable.
    pub fn new(text: &str) -> Result<OutputPath, PathError> {
        let is_bad =
            |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if text.starts_with('/') || text.as_bytes().get(1) == Some(&b':') {
            return Err(PathError::Absolute(text.to_owned()));
        }
        if let Some(character) = text.chars().find(|c| is_bad(*c)) {
            return Err(PathError::Character {
                path: text.to_owned(),
                character,
            });
        }
        let segments = text.split('/').filter(|part| !matches!(*part, "" | "."));
        let segments: Vec<&str> = segments.collect();
        if segments.contains(&"..") {
            return Err(PathError::Escapes(text.to_owned()));
        }
        if segments.is_empty() {
            return Err(PathError::Empty);
        }
        Ok(OutputPath(segments.join("/").into()))
    }

    /// The path of `file` in the directory `directory`, which may be `.`.
    ///
    /// # Errors
    /// As [`OutputPath::new`].
    pub fn within(directory: &str, file: &str) -> Result<OutputPath, PathError> {
        OutputPath::new(directory).map_or_else(
            |error| match error {
                PathError::Empty => OutputPath::new(file),
                other => Err(other),
            },
            |directory| OutputPath::new(&format!("{directory}/{file}")),
        )
    }

    /// The text, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The directories that the path leads through, the outermost first.
    pub(super) fn directories(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at])
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_its_directory() {
        let path = |text: &str| OutputPath::new(text).map(|path| path.to_string());
        assert_eq!(
            path("./src//events/mod.rs").as_deref(),
            Ok("src/events/mod.rs")
        );
        for wrong in ["/etc/passwd", "C:/x", "a/../../b", "a\\b", "a\0b", "", "."] {
            assert!(path(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(OutputPath::within(".", "a").unwrap().as_str(), "a");
        assert!(OutputPath::within("gen", "../a").is_err());
    }
}
