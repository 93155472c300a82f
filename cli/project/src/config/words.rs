//! The words that settings are written in.

use factum_catalog::discover::Pattern;
use factum_contract::compatibility::Mode;
use factum_contract::emit::ContentModel;
use factum_contract::json_schema::Policy;
use factum_contract::schema::Language as SchemaLanguage;
use factum_grammar::Spelling;
use factum_message_rules::rule::{About, Preset};
use factum_rules::{Language, Level};

use crate::failure::{Failure, Result};

/// The rule of this id.
pub fn parse_rule(id: &str) -> Result<&'static About> {
    factum_rules::rule(id).ok_or_else(|| {
        Failure::nearest(
            format!("there is no rule `{id}`"),
            id,
            factum_rules::rules().map(|rule| rule.id),
            "`factum rules` lists them all",
        )
    })
}

/// The level of this name.
pub fn parse_level(name: &str) -> Result<Level> {
    one_of(
        "level",
        name,
        Level::ALL.map(|level| (level.as_str(), level)),
    )
}

/// The preset of this name.
pub fn parse_preset(name: &str) -> Result<Preset> {
    one_of(
        "preset",
        name,
        Preset::ALL.map(|preset| (preset.as_str(), preset)),
    )
}

/// The language of names.
pub fn parse_language(name: &str) -> Result<Language> {
    one_of(
        "language",
        name,
        [("en", Language::English), ("none", Language::None)],
    )
}

/// The spelling of suggested names.
pub fn parse_spelling(name: &str) -> Result<Spelling> {
    let choices = [
        ("american", Spelling::American),
        ("british", Spelling::British),
    ];
    one_of("spelling", name, choices)
}

/// The compatibility mode of this name.
pub fn parse_mode(name: &str) -> Result<Mode> {
    one_of(
        "compatibility mode",
        name,
        Mode::ALL.map(|mode| (mode.name(), mode)),
    )
}

/// The schema language of this name.
pub fn parse_schema_language(name: &str) -> Result<SchemaLanguage> {
    schema_language(name, SchemaLanguage::ALL)
}

/// The language of this name, among those that native messages are published in.
pub fn parse_format(name: &str) -> Result<SchemaLanguage> {
    schema_language(name, [SchemaLanguage::Avro, SchemaLanguage::JsonSchema])
}

fn schema_language<const N: usize>(
    name: &str,
    languages: [SchemaLanguage; N],
) -> Result<SchemaLanguage> {
    let choices = languages.map(|language| (language.name(), language));
    one_of("schema language", name, choices)
}

/// Whether JSON objects are open.
pub fn parse_content_model(name: &str) -> Result<ContentModel> {
    let choices = [
        ("closed", ContentModel::Closed),
        ("open", ContentModel::Open),
    ];
    one_of("kind of JSON object", name, choices)
}

/// The registry's policy for JSON Schemas.
pub fn parse_policy(name: &str) -> Result<Policy> {
    let choices = [("strict", Policy::Strict), ("lenient", Policy::Lenient)];
    one_of("policy", name, choices)
}

/// A glob.
pub fn parse_glob(glob: &str) -> Result<Pattern> {
    Pattern::new(glob).map_err(|error| Failure::new(format!("`{glob}` is no glob: {error}")))
}

/// The pattern of a folder, in whose name nothing stands for anything else.
pub fn parse_folder(folder: &str) -> Result<Pattern> {
    parse_glob(&globset::escape(folder))
}

/// A reason, which has to say something.
pub fn parse_reason(reason: &str) -> Result<Box<str>> {
    match reason.trim() {
        "" => Err(Failure::new("a break is allowed only with a reason")),
        reason => Ok(reason.into()),
    }
}

fn one_of<T: Copy, const N: usize>(
    what: &str,
    name: &str,
    choices: [(&'static str, T); N],
) -> Result<T> {
    let names = choices.map(|(name, _)| name);
    choices
        .into_iter()
        .find(|(choice, _)| *choice == name)
        .map(|(_, value)| value)
        .ok_or_else(|| {
            Failure::nearest(
                format!("`{name}` is no {what}"),
                name,
                names,
                format!("write one of {}", names.join(", ")),
            )
        })
}
