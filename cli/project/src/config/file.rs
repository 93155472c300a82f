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
    /// How contracts are published.
    pub contract: Contract,
    /// The values of placeholders in channel addresses, by environment.
    pub env: crate::environments::Environments,
    /// Where what schemas refer to lies: files by what references call them.
    pub references: BTreeMap<String, String>,
    /// What contracts are compared with, and how strictly.
    pub breaking: Breaking,
    /// What is excused.
    pub allow: Allow,
    /// What to generate.
    pub generate: factum_templates::Settings,
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

/// How contracts are published.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contract {
    /// The schema languages of native messages; Avro unless stated.
    pub formats: Option<Vec<Text>>,
    /// `closed` or `open`: whether JSON objects may hold what their schema does not name.
    pub json_objects: Option<Text>,
    /// `strict` or `lenient`: the registry's policy for JSON Schemas.
    pub json_policy: Option<Text>,
}

/// What contracts are compared with, and how strictly.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Breaking {
    /// A git revision, a path or `dir:` and the folder of a registry.
    pub against: Option<String>,
    /// The folder of the registry.
    pub registry: Option<Text>,
    /// The compatibility mode: `backward`, `full-transitive`, …
    pub mode: Option<Text>,
}

/// What is excused.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Allow {
    /// Breaks that somebody approved.
    pub breaking: Vec<Spanned<Allowance>>,
}

/// The approval of one intended break.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The message: `com.acme.orders.OrderPlaced@2`.
    pub identity: String,
    /// The id of the rule that it is excused from.
    pub change: Text,
    /// Why.
    pub reason: Text,
    /// The last day on which it counts, as a TOML date: `2027-03-31`.
    pub expires: Option<Spanned<toml::value::Datetime>>,
}
