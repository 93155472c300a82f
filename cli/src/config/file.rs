//! `factum.toml` as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A text and where it stands.
pub type Text = Spanned<String>;

/// Levels by rule id, as written.
pub type Levels = BTreeMap<Text, Text>;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// What to load.
    pub catalog: Catalog,
    /// `preset`, and levels by rule id.
    pub rules: Levels,
    /// What is different for some files.
    pub path: Vec<PathSection>,
    /// How names are judged.
    pub names: Names,
}

/// What to load.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Catalog {
    /// Globs; everything when empty.
    pub include: Vec<Text>,
    /// Globs.
    pub exclude: Vec<Text>,
}

/// What is different for some files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathSection {
    /// Globs.
    pub paths: Vec<Text>,
    /// Levels by rule id.
    #[serde(default)]
    pub rules: Levels,
    /// `en` or `none`.
    pub language: Option<Text>,
}

/// How names are judged.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// `en` or `none`.
    pub language: Option<Text>,
    /// `american` or `british`.
    pub spelling: Option<Text>,
    /// Verbs of the house, in their base form.
    pub verbs: Vec<String>,
    /// Nouns of the house, in the singular.
    pub nouns: Vec<String>,
    /// Acronyms and brand names that are one word.
    pub acronyms: Vec<String>,
}
