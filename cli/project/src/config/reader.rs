//! From the text of `factum.toml` to settings.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factum_catalog::discover::{Filter, Pattern, shown};
use factum_contract::schema::Language as SchemaLanguage;
use factum_grammar::Grammar;
use factum_rules::breaking::{Allowance, BreakingSettings};
use factum_rules::{Language, Level, PathLevels, Settings};
use toml::Spanned;

use super::file::{self, File, Levels, Names, Text};
use super::words::{
    parse_content_model, parse_folder, parse_format, parse_glob, parse_language, parse_level,
    parse_mode, parse_policy, parse_preset, parse_reason, parse_rule, parse_spelling,
};
use super::{Config, Glob, Output, SettingsText, registry_named, unreadable};
use crate::failure::{Failure, Result};
use crate::load::generated_in;
use crate::position::LineIndex;
use crate::today::today;

/// Turns a file into settings; knows where everything is written.
pub struct Reader<'a> {
    path: String,
    root: PathBuf,
    text: &'a str,
    index: LineIndex,
    globs: Vec<Glob>,
}

impl<'a> Reader<'a> {
    /// Settings in a file of this path.
    pub fn new(path: &Path, text: &'a str) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(|error| unreadable(path, &error))?;
        let root = absolute.parent().unwrap_or(Path::new("/")).to_owned();
        Ok(Reader {
            path: shown(path),
            root: fs::canonicalize(&root).unwrap_or(root),
            text,
            index: LineIndex::new(text),
            globs: Vec::new(),
        })
    }

    /// Reads everything, and stops at the first mistake.
    pub fn read(mut self) -> Result<Config> {
        let file: File = toml::from_str(self.text).map_err(|error| self.syntax(&error))?;
        let mut settings = Settings {
            language: self.word(file.names.language.as_ref(), parse_language)?,
            grammar: self.grammar(&file.names)?,
            ..Settings::default()
        };
        let mut levels = file.rules;
        if let Some(preset) = levels.remove("preset") {
            settings.preset = self.checked(&preset, parse_preset)?;
        }
        settings.levels = self.levels(&levels)?;
        for section in &file.path {
            let mut path = self.path_levels(&section.paths)?;
            path.levels = self.levels(&section.rules)?;
            path.language = self.language(section.language.as_ref())?;
            settings.paths.push(path);
        }
        let registry = file.breaking.registry.as_ref();
        let folder_of = |name: &str| registry_named(name).unwrap_or(name).to_owned();
        let mut exclude = self.patterns(&file.catalog.exclude)?;
        if let Some(folder) = registry {
            let parse = |name: &str| parse_folder(&folder_of(name));
            exclude.push(self.checked(folder, parse)?.into());
        }
        if let Some(folder) = file.breaking.against.as_deref().and_then(registry_named) {
            exclude.push(Arc::new(parse_folder(folder)?));
        }
        let mut outputs = Vec::new();
        for folder in out_folders(&file.generate) {
            // What `include` names in such a folder is part of the catalog all the same.
            let named = |glob: &Text| {
                Path::new(glob.get_ref().trim_start_matches("./")).starts_with(&folder)
            };
            if !file.catalog.include.iter().any(named) {
                let Ok(pattern) = Pattern::new(&globset::escape(&folder)) else {
                    continue;
                };
                let excluded = Arc::new(pattern);
                exclude.push(Arc::clone(&excluded));
                outputs.push(Output { folder, excluded });
            }
        }
        let filter = Filter {
            root: self.root.clone(),
            include: self.patterns(&file.catalog.include)?,
            exclude,
            generated: generated_in(fs::read(self.root.join(factum_templates::MANIFEST_NAME)).ok()),
        };
        settings.breaking = BreakingSettings {
            mode: self.word(file.breaking.mode.as_ref(), parse_mode)?,
            languages: self.schema_languages(file.contract.formats.as_deref())?,
            content_model: self.word(file.contract.json_objects.as_ref(), parse_content_model)?,
            policy: self.word(file.contract.json_policy.as_ref(), parse_policy)?,
            allowed: self.allowances(&file.allow.breaking)?,
            today: Some(today()),
        };
        Ok(Config {
            filter: Arc::new(filter),
            settings,
            registry: registry.map(|folder| self.root.join(folder_of(folder.get_ref()))),
            environments: file.env,
            references: file
                .references
                .into_iter()
                .map(|(name, path)| (name, self.root.join(path)))
                .collect(),
            against: file.breaking.against,
            generate: file.generate,
            allowances: file
                .allow
                .breaking
                .iter()
                .map(|allowed| allowed.span())
                .collect(),
            root: self.root,
            file: SettingsText {
                path: self.path,
                text: self.text.to_owned(),
            },
            globs: self.globs,
            outputs,
        })
    }

    /// What a word stands for; the default where there is none.
    fn word<T: Default>(
        &self,
        written: Option<&Text>,
        parse: impl Fn(&str) -> Result<T>,
    ) -> Result<T> {
        let value = written.map(|written| self.checked(written, parse));
        Ok(value.transpose()?.unwrap_or_default())
    }

    fn schema_languages(&self, written: Option<&[Text]>) -> Result<Vec<SchemaLanguage>> {
        match written {
            None => Ok(BreakingSettings::default().languages),
            Some(names) => names
                .iter()
                .map(|name| self.checked(name, parse_format))
                .collect(),
        }
    }

    fn allowances(&self, written: &[Spanned<file::Allowance>]) -> Result<Vec<Allowance>> {
        written
            .iter()
            .map(|allowed| self.allowance(allowed.get_ref()))
            .collect()
    }

    fn allowance(&self, written: &file::Allowance) -> Result<Allowance> {
        let expires = written.expires.as_ref().map(|expires| {
            expires
                .get_ref()
                .date
                .map(|date| date.to_string().into())
                .ok_or_else(|| {
                    Failure::with_help(
                        format!(
                            "{}: `{}` is no date",
                            self.place(expires.span()),
                            expires.get_ref()
                        ),
                        "write it like 2027-03-31, without quotes",
                    )
                })
        });
        Ok(Allowance {
            identity: written.identity.as_str().into(),
            change: self.checked(&written.change, parse_rule)?.id.into(),
            reason: self.checked(&written.reason, parse_reason)?,
            expires: expires.transpose()?,
            span: None,
        })
    }

    fn levels(&self, written: &Levels) -> Result<BTreeMap<String, Level>> {
        written
            .iter()
            .map(|(id, level)| {
                let rule = self.checked(id, parse_rule)?;
                Ok((rule.id.to_owned(), self.checked(level, parse_level)?))
            })
            .collect()
    }

    fn language(&self, written: Option<&Text>) -> Result<Option<Language>> {
        written
            .map(|written| self.checked(written, parse_language))
            .transpose()
    }

    fn grammar(&self, names: &Names) -> Result<Grammar> {
        Ok(Grammar::default()
            .with_spelling(self.word(names.spelling.as_ref(), parse_spelling)?)
            .with_verbs(&names.verbs)
            .with_nouns(&names.nouns)
            .with_acronyms(&names.acronyms))
    }

    /// A glob in `[[path]]` is relative to the file, but is matched against paths as they are shown.
    fn path_levels(&mut self, globs: &[Text]) -> Result<PathLevels> {
        let prefix = match shown(&self.root) {
            here if here == "." => String::new(),
            folder => format!("{}/", globset::escape(&folder)),
        };
        let mut prefixed = Vec::new();
        for glob in globs {
            let pattern = self.pattern(glob)?;
            prefixed.push(format!("{prefix}{}", pattern.glob()));
            prefixed.push(format!("{prefix}{}/**", pattern.glob()));
        }
        PathLevels::new(prefixed.iter().map(String::as_str))
            .map_err(|error| Failure::new(format!("{}: {error}", self.path)))
    }

    fn patterns(&mut self, globs: &[Text]) -> Result<Vec<Arc<Pattern>>> {
        globs.iter().map(|glob| self.pattern(glob)).collect()
    }

    fn pattern(&mut self, glob: &Text) -> Result<Arc<Pattern>> {
        let pattern = Arc::new(self.checked(glob, parse_glob)?);
        self.globs.push(Glob {
            pattern: Arc::clone(&pattern),
            written: glob.get_ref().clone(),
            place: self.place(glob.span()),
        });
        Ok(pattern)
    }

    /// Parses a text; where that fails, says where it stands.
    fn checked<T>(&self, text: &Text, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
        parse(text.get_ref()).map_err(|failure| failure.at(&self.place(text.span())))
    }

    fn syntax(&self, error: &toml::de::Error) -> Failure {
        let place = self.place(error.span().unwrap_or(0..0));
        // Serde words a field that is not known as: unknown field `a`, expected one of `b`, `c`.
        let mut quoted = error.message().split('`').skip(1).step_by(2);
        match (error.message().starts_with("unknown field"), quoted.next()) {
            (true, Some(unknown)) => {
                let known: Vec<&str> = quoted.collect();
                Failure::nearest(
                    format!("unknown key `{unknown}`"),
                    unknown,
                    known.iter().copied(),
                    format!("the keys here are {}", known.join(", ")),
                )
            }
            _ if error.message().ends_with("expected a TOML datetime") => Failure::with_help(
                error.message(),
                "write a day of the calendar without quotes: `2027-03-31`",
            ),
            _ => Failure::new(error.message()),
        }
        .at(&place)
    }

    /// `factum.toml:3:5`.
    fn place(&self, span: Range<usize>) -> String {
        let position = self.index.position(self.text, span.start);
        format!("{}:{}:{}", self.path, position.line, position.column)
    }
}

/// The folders that targets write files of a catalog's formats to, but for the root itself.
fn out_folders(targets: &factum_templates::Settings) -> Vec<String> {
    let outs = [
        targets.avro.as_ref().map(|target| &target.out),
        targets.json_schema.as_ref().map(|target| &target.out),
        targets.cloudevents.as_ref().map(|target| &target.out),
        targets.protobuf.as_ref().map(|target| &target.out),
        targets.asyncapi.as_ref().map(|target| &target.out),
        targets.eventcatalog.as_ref().map(|target| &target.out),
        targets.xregistry.as_ref().map(|target| &target.out),
    ];
    let outs = outs.into_iter().flatten();
    outs.map(|out| out.trim_start_matches("./").trim_end_matches('/'))
        .filter(|out| !out.is_empty() && *out != ".")
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::FILE_NAME;
    use super::*;
    use factum_message_rules::rule::Preset;

    fn read(text: &str) -> Result<Config> {
        Reader::new(Path::new(FILE_NAME), text)?.read()
    }

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn a_mistake_is_reported_at_its_place_with_the_nearest_right_spelling() {
        let mistakes = [
            "[catalog]\ninclud = ['a']",
            "[catalog]\ninclude = 'a'",
            "[rules]\nunknown-kee = 'off'",
            "[rules]\npreset = 'strickt'",
            "[rules]\nunknown-key = 'warn'",
            "[[path]]\npaths = ['a{']",
            "[names]\nlanguage = 'fr'",
            "[[allow.breaking]]\nidentity = 'A@1'\nchange = 'key-changed'\nreason = 'a'\n\
             expires = '2027-03-31'",
            "[rules\n",
        ];
        let said: Vec<_> = mistakes
            .iter()
            .map(|text| format!("{text}\n\n{}\n", error(text)))
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn the_example_of_the_documentation_is_read() {
        let documentation = include_str!("../../../../docs/configuration.md");
        let example = documentation
            .split("```")
            .find_map(|block| block.strip_prefix("toml\n"));
        let config = read(example.unwrap()).unwrap();
        assert_eq!(config.settings.breaking.allowed.len(), 1);
        assert!(config.generate.rust.is_some() && config.generate.cloudevents.is_some());
        assert_eq!(config.against.as_deref(), Some("origin/main"));
    }

    #[test]
    fn a_rule_is_set_for_all_files_and_for_some() {
        let config = read(
            "[rules]\npreset = 'strict'\nunknown-key = 'warning'\n\
             [[path]]\npaths = ['legacy']\nrules = { unknown-key = 'off' }\nlanguage = 'none'",
        )
        .unwrap();
        assert_eq!(config.settings.preset, Preset::Strict);
        assert_eq!(config.settings.levels["unknown-key"], Level::Warning);
        let path = &config.settings.paths[0];
        assert!(path.matches("legacy/a/b.yaml") && !path.matches("b.yaml"));
        assert_eq!(path.levels["unknown-key"], Level::Off);
        assert_eq!(path.language, Some(Language::None));
    }
}
