//! `factum compare`.

use std::path::{Path, PathBuf};

use factum_catalog::discover;
use factum_catalog::model::Source;
use factum_catalog::{Catalog, InputFile};
use factum_contract::avro;
use factum_contract::compatibility::{Difference, Finding, Mode, check_history};
use factum_contract::document::{Node, parse_json};
use factum_contract::json_schema::{self, Documents, Policy};
use factum_contract::message::Says;
use factum_contract::protobuf::{self, Imports};
use factum_contract::schema::Language;
use factum_contract::span::{FileId, Span};
use serde::Serialize;

use super::ListFormat;
use crate::Outcome;
use crate::config::{Config, parse_schema_language};
use crate::console::Console;
use crate::failure::{Failure, Result};
use crate::input::SettingsFile;
use crate::position::Positions;
use crate::report::counted;

/// Tell what a schema registry would say of a new version of a schema
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The schema as it was and as it is to be; only the latter with `--against`
    #[arg(value_name = "SCHEMA", required = true, num_args = 1..=2)]
    schemas: Vec<PathBuf>,
    /// What was published, the oldest first
    #[arg(long, value_name = "OLD", num_args = 1..)]
    against: Vec<PathBuf>,
    /// The language of the schemas: `avro`, `json-schema` or `protobuf` [default: what the file is]
    #[arg(long, value_parser = parse_schema_language)]
    kind: Option<Language>,
    /// The compatibility mode, such as `full` or `backward-transitive` [default: that of the
    /// settings, else `backward`]
    #[arg(long)]
    mode: Option<Mode>,
    /// Allow what registries allow JSON Schemas under their lenient policy
    #[arg(long)]
    lenient: bool,
    /// The form
    #[arg(long, default_value = "text")]
    format: ListFormat,
    #[command(flatten)]
    settings: SettingsFile,
}

#[derive(Serialize)]
struct Verdict<'a> {
    schema_version: u32,
    compatible: bool,
    mode: &'static str,
    differences: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    kind: &'static str,
    path: &'a str,
    direction: &'static str,
    compatible: bool,
    message: &'a str,
    against: &'a str,
}

/// Compares, and exits with 1 if the new schema would be refused.
pub fn run(args: &Args, console: Console) -> Result<Outcome> {
    let config = Config::load(args.settings.config.as_deref(), &[])?;
    let mode = args.mode.unwrap_or(config.settings.breaking.mode);
    let (new, old) = sides(args, mode)?;
    let files = read(old.iter().copied().chain([new]))?;
    let language = match args.kind {
        Some(language) => language,
        None => common_language(&files)?,
    };
    let policy = match args.lenient {
        true => Policy::Lenient,
        false => config.settings.breaking.policy,
    };
    let findings = compare(&files, &read_references(&config)?, language, mode, policy)?;
    let is_compatible = findings.iter().all(|finding| finding.difference.compatible);
    match args.format {
        ListFormat::Json => console.print_json(&Verdict {
            schema_version: 1,
            compatible: is_compatible,
            mode: mode.name(),
            differences: findings
                .iter()
                .map(|finding| listed(finding, &files))
                .collect(),
        })?,
        ListFormat::Text => console.print(text(&findings, &files, mode).as_bytes())?,
    }
    Ok(match is_compatible {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}

/// The new schema, and the old ones.
fn sides(args: &Args, mode: Mode) -> Result<(&Path, Vec<&Path>)> {
    let old: Vec<&Path> = args.against.iter().map(PathBuf::as_path).collect();
    match (&args.schemas[..], &old[..]) {
        ([old, new], []) => Ok((new, vec![old])),
        ([new], [_]) => Ok((new, old)),
        ([new], [_, _, ..]) if mode.is_transitive() => Ok((new, old)),
        ([_], [_, _, ..]) => Err(Failure::with_help(
            format!(
                "the mode `{mode}` compares with one old schema, and there are {}",
                old.len()
            ),
            "name only the last, or a mode such as `--mode backward-transitive`",
        )),
        _ => Err(Failure::with_help(
            "two schemas are needed to compare",
            "write `factum compare OLD NEW`, or `factum compare NEW --against OLD...`",
        )),
    }
}

fn read<'a>(paths: impl Iterator<Item = &'a Path>) -> Result<Vec<InputFile>> {
    let paths: Vec<PathBuf> = paths.map(Path::to_owned).collect();
    let (files, errors) = discover::read(&paths);
    match errors.is_empty() {
        true => Ok(files),
        false => Err(errors.into()),
    }
}

/// The files of the settings that references may lead to, by what references call them.
fn read_references(config: &Config) -> Result<Vec<(String, InputFile)>> {
    let (names, paths): (Vec<_>, Vec<_>) = config.references.iter().cloned().unzip();
    let files = read(paths.iter().map(PathBuf::as_path))?;
    Ok(names.into_iter().zip(files).collect())
}

/// The language that all files are in.
fn common_language(files: &[InputFile]) -> Result<Language> {
    let is_yaml = |file: &&InputFile| file.path.ends_with(".yaml") || file.path.ends_with(".yml");
    if let Some(file) = files.iter().find(is_yaml) {
        return Err(Failure::with_help(
            format!(
                "`{}` is YAML, and schemas to compare are `.avsc`, `.json` or `.proto`",
                file.path
            ),
            "the events of a catalog are compared by `factum breaking PATH --against PATH`",
        ));
    }
    let mut languages = files.iter().map(|file| (file, language_of(file)));
    let Some((first, language)) = languages.next() else {
        return Ok(Language::Avro);
    };
    match languages.find(|(_, other)| *other != language) {
        None => Ok(language),
        Some((file, other)) => Err(Failure::with_help(
            format!(
                "`{}` is {} and `{}` is {}: schemas of two languages cannot be compared",
                first.path,
                language.name(),
                file.path,
                other.name()
            ),
            "name two files of one language, or say with `--kind` what both are",
        )),
    }
}

/// What the file looks like: its extension tells, and for JSON its content.
fn language_of(file: &InputFile) -> Language {
    let extension = Path::new(&*file.path)
        .extension()
        .and_then(|extension| extension.to_str());
    match extension {
        Some("avsc") => Language::Avro,
        Some("proto") => Language::Protobuf,
        _ => match parse_json(&file.text, FileId(0)) {
            Ok(document) if is_avro(&document) => Language::Avro,
            _ => Language::JsonSchema,
        },
    }
}

fn is_avro(document: &Node) -> bool {
    const AVRO_TYPES: [&str; 5] = ["record", "enum", "fixed", "map", "error"];
    let of_mapping = document.get("type").and_then(Node::as_str);
    document.as_list().is_some()
        || document.as_str().is_some()
        || of_mapping.is_some_and(|name| AVRO_TYPES.contains(&name))
}

/// A file with its number, which spans in it carry.
type Numbered<'a> = (FileId, &'a InputFile);

/// What is wrong with a schema, and where.
type Mistakes = Vec<(String, Option<Span>)>;

fn compare(
    files: &[InputFile],
    references: &[(String, InputFile)],
    language: Language,
    mode: Mode,
    policy: Policy,
) -> Result<Vec<Finding>> {
    let all: Vec<&InputFile> = files
        .iter()
        .chain(references.iter().map(|(_, file)| file))
        .collect();
    let numbered: Vec<Numbered<'_>> = (0..).map(FileId).zip(all.iter().copied()).collect();
    let (schemas, references) = (
        numbered.get(..files.len()).unwrap_or_default(),
        references
            .iter()
            .zip(numbered.get(files.len()..).unwrap_or_default())
            .map(|((name, _), file)| (name.as_str(), *file)),
    );
    let verdict = match language {
        Language::Avro => judge(schemas, mode, parse_avro, avro::check),
        Language::JsonSchema => {
            let mut nodes = Vec::new();
            for (name, file) in references {
                nodes.push((
                    name,
                    parse_document(file).map_err(|wrong| said(&wrong, &all))?,
                ));
            }
            let mut documents = Documents::default();
            for (name, node) in &nodes {
                documents.insert(name, node);
            }
            judge(
                schemas,
                mode,
                |file| parse_json_schema(file, &documents),
                |reader, writer| json_schema::check(reader, writer, policy),
            )
        }
        Language::Protobuf => {
            let mut imports = Imports::default();
            for (name, (id, file)) in references {
                imports.insert(name, &file.text, id);
            }
            judge(
                schemas,
                mode,
                |file| parse_protobuf(file, &imports),
                protobuf::check,
            )
        }
    };
    verdict.map_err(|wrong| said(&wrong, &all))
}

/// The last schema against those before it.
fn judge<S>(
    files: &[Numbered<'_>],
    mode: Mode,
    parse: impl Fn(Numbered<'_>) -> std::result::Result<S, Mistakes>,
    check: impl Fn(&S, &S) -> Vec<Difference>,
) -> std::result::Result<Vec<Finding>, Mistakes> {
    let mut schemas = Vec::new();
    let mut wrong = Vec::new();
    for &file in files {
        match parse(file) {
            Ok(schema) => schemas.push(schema),
            Err(mistakes) => wrong.extend(mistakes),
        }
    }
    match schemas.pop() {
        Some(new) if wrong.is_empty() => Ok(check_history(&new, &schemas, mode, check)),
        _ => Err(wrong),
    }
}

fn parse_document((id, file): Numbered<'_>) -> std::result::Result<Node, Mistakes> {
    parse_json(&file.text, id).map_err(|error| vec![(error.to_string(), Some(error.span))])
}

fn parse_avro(file: Numbered<'_>) -> std::result::Result<avro::Schema, Mistakes> {
    avro::parse(&parse_document(file)?)
        .map(|parsed| parsed.schema)
        .map_err(|errors| placed(errors, |error| Some(error.span)))
}

fn parse_json_schema(
    file: Numbered<'_>,
    documents: &Documents<'_>,
) -> std::result::Result<json_schema::Schema, Mistakes> {
    json_schema::Schema::parse(&parse_document(file)?, documents)
        .map_err(|errors| placed(errors, |error| Some(error.span)))
}

fn parse_protobuf(
    (id, file): Numbered<'_>,
    imports: &Imports<'_>,
) -> std::result::Result<protobuf::Schema, Mistakes> {
    protobuf::Schema::parse(&file.text, id, imports)
        .map_err(|errors| placed(errors, |error| error.span))
}

fn placed<E: ToString>(errors: Vec<E>, span: impl Fn(&E) -> Option<Span>) -> Mistakes {
    errors
        .iter()
        .map(|error| (error.to_string(), span(error)))
        .collect()
}

fn said(wrong: &Mistakes, files: &[&InputFile]) -> Failure {
    let mut shown = Catalog::default();
    shown.sources.extend(files.iter().map(|file| Source {
        path: file.path.clone(),
        text: file.text.clone(),
        format: "schema",
        says: Says::NOTHING,
    }));
    let positions = Positions::new(&shown);
    Failure::several(wrong.iter().map(|(message, span)| match span {
        None => message.clone(),
        Some(span) => {
            let place = positions.place(*span);
            format!("{place}: {message}")
        }
    }))
}

fn listed<'a>(finding: &'a Finding, files: &'a [InputFile]) -> Listed<'a> {
    let difference = &finding.difference;
    Listed {
        kind: difference.kind,
        path: &difference.path,
        direction: finding.direction.name(),
        compatible: difference.compatible,
        message: &difference.message,
        against: files.get(finding.against).map_or("", |file| &file.path),
    }
}

fn text(findings: &[Finding], files: &[InputFile], mode: Mode) -> String {
    let mut text = String::new();
    for finding in findings {
        let listed = listed(finding, files);
        let verdict = if listed.compatible {
            "compatible"
        } else {
            "INCOMPATIBLE"
        };
        text.push_str(&format!(
            "{verdict} {} at `{}`, {} with {}: {}\n",
            listed.kind, listed.path, listed.direction, listed.against, listed.message
        ));
    }
    let incompatible = findings
        .iter()
        .filter(|finding| !finding.difference.compatible)
        .count();
    text.push_str(&match incompatible {
        0 => format!("compatible at mode {mode}\n"),
        count => format!(
            "not compatible at mode {mode}: {}\n",
            counted(count, "difference")
        ),
    });
    text
}
