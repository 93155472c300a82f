//! Types and fields.

use factum_contract::document::{Entry, Node, Value};
use factum_contract::shape::{Body, Deprecation, Enum, Field, Symbol, Text, Type, TypeDef};
use factum_contract::span::{Span, Spanned};

use super::FileScope;
use super::bases::BASES;
use super::keys::{Keys, no_value, unknown_key};
use super::{numbers, types};
use crate::problem::{Problem, ProblemKind};

/// The keys of a field's long form.
pub(crate) const FIELD_KEYS: &[&str] = &[
    "type",
    "doc",
    "default",
    "was",
    "since",
    "deprecated",
    "pii",
    "unit",
    "number",
    "examples",
];
/// The keys of a type's long form.
pub(crate) const TYPE_KEYS: &[&str] = &[
    "doc",
    "fields",
    "enum",
    "union",
    "default",
    "discriminator",
    "deprecated",
];
const SYMBOL_KEYS: &[&str] = &["name", "doc"];
const DEPRECATION_KEYS: &[&str] = &["since", "replaced_by", "message"];

/// Reads one entry of `types:`.
pub(crate) fn type_def(
    entry: Entry,
    scope: &FileScope,
    problems: &mut Vec<Problem>,
) -> Option<TypeDef> {
    let span = entry.key_span.to(entry.value.span);
    let (name, version) = versioned_name(&entry.key, entry.key_span, "a type", problems)?;
    if BASES.contains(&&*name.value) {
        let message = format!("`{}` is a base type and cannot be defined", name.value);
        problems.push(Problem::new(ProblemKind::InvalidValue, name.span, message));
        return None;
    }
    let subject = entry.key.clone();
    let mut definition = TypeDef {
        name,
        namespace: scope.namespace.clone(),
        version: version.map_or(1, |version| version.value),
        doc: None,
        deprecated: None,
        was: Vec::new(),
        body: Body::Record(Vec::new()),
        span,
        synthetic: false,
    };
    let is_long = |entries: &[Entry]| {
        entries.iter().all(|entry| TYPE_KEYS.contains(&&*entry.key))
            && entries
                .iter()
                .any(|entry| matches!(&*entry.key, "fields" | "enum" | "union"))
    };
    match entry.value.value {
        Value::Map(ref entries) if is_long(entries) => {
            long_type(entry.value, &mut definition, &subject, problems);
        }
        Value::Map(entries) => {
            definition.body = Body::Record(fields_of(entries, &subject, problems));
        }
        _ => match types::read(&entry.value) {
            Ok(Type::Enum(symbols)) => definition.body = Body::Enum(*symbols),
            Ok(Type::Union(branches)) => {
                definition.body = Body::Union {
                    branches,
                    discriminator: None,
                };
            }
            Ok(ty) => definition.body = Body::Alias(ty),
            Err(problem) => {
                problems.push(problem.about(&*subject));
                return None;
            }
        },
    }
    Some(definition)
}

fn long_type(node: Node, definition: &mut TypeDef, subject: &str, problems: &mut Vec<Problem>) {
    let mut body_problems = Vec::new();
    let mut keys = Keys::open(node, "a type", TYPE_KEYS, subject, problems);
    definition.doc = keys.text("doc");
    definition.deprecated = deprecation(&mut keys);
    let default = keys.text("default");
    let discriminator = keys.text("discriminator");
    let fields = keys.value("fields");
    let symbols = keys.value("enum");
    let union = keys.value("union");
    let stated = [fields.is_some(), symbols.is_some(), union.is_some()];
    if stated.into_iter().filter(|stated| *stated).count() > 1 {
        keys.report(Problem::new(
            ProblemKind::InvalidValue,
            definition.name.span,
            format!("`{subject}` is a record, an enum or a union, and one only"),
        ));
    }
    if let (Some(default), None) = (&default, &symbols) {
        let message = "only an enum has a `default` symbol";
        keys.report(Problem::new(
            ProblemKind::InvalidValue,
            default.span,
            message,
        ));
    }
    if let (Some(name), None) = (&discriminator, &union) {
        let message = "only a union has a `discriminator`";
        keys.report(Problem::new(ProblemKind::InvalidValue, name.span, message));
    }
    definition.body = if let Some(node) = symbols {
        Body::Enum(enumeration(node, default, subject, &mut body_problems))
    } else if let Some(node) = union {
        Body::Union {
            branches: branches(&node, subject, &mut body_problems),
            discriminator,
        }
    } else {
        Body::Record(fields.map_or_else(Vec::new, |node| {
            fields_in(node, subject, &mut body_problems)
        }))
    };
    problems.append(&mut body_problems);
}

fn enumeration(
    node: Node,
    default: Option<Spanned<Text>>,
    subject: &str,
    problems: &mut Vec<Problem>,
) -> Enum {
    let Value::List(items) = node.value else {
        let message = format!("an enum is a list of symbols, not {}", node.kind());
        problems.push(
            Problem::new(ProblemKind::InvalidValue, node.span, message)
                .help("write `enum: [web, store]`")
                .about(subject),
        );
        return Enum::default();
    };
    let mut symbols = Vec::with_capacity(items.len());
    for item in items {
        match read_symbol(item, subject, problems) {
            Ok(symbol) => symbols.push(symbol),
            Err(problem) => problems.push(problem.about(subject)),
        }
    }
    if let Err(problem) = types::refuse_repeated(&symbols) {
        problems.push(problem.about(subject));
    }
    if let Some(default) = &default
        && !symbols
            .iter()
            .any(|symbol| symbol.name.value == default.value)
    {
        let message = format!("the default `{}` is none of the symbols", default.value);
        problems.push(
            Problem::new(ProblemKind::InvalidValue, default.span, message)
                .nearest(
                    &default.value,
                    symbols.iter().map(|symbol| &*symbol.name.value),
                )
                .about(subject),
        );
    }
    Enum { symbols, default }
}

fn read_symbol(item: Node, subject: &str, problems: &mut Vec<Problem>) -> Result<Symbol, Problem> {
    match item.value {
        Value::Scalar(scalar) => types::symbol(&scalar.text, item.span),
        _ => {
            let span = item.span;
            let mut keys = Keys::open(item, "a symbol", SYMBOL_KEYS, subject, problems);
            let name = keys.text("name");
            let doc = keys.text("doc");
            let name = name.ok_or_else(|| {
                Problem::new(ProblemKind::InvalidValue, span, "the symbol has no name")
                    .help("write `{ name: web, doc: Ordered on the web site. }`")
            })?;
            Ok(Symbol {
                doc,
                ..types::symbol(&name.value, name.span)?
            })
        }
    }
}

fn branches(node: &Node, subject: &str, problems: &mut Vec<Problem>) -> Vec<Type> {
    let items = match &node.value {
        Value::List(items) => &items[..],
        _ => std::slice::from_ref(node),
    };
    let mut branches = Vec::with_capacity(items.len());
    for item in items {
        match types::read(item) {
            Ok(Type::Union(inner)) => branches.extend(inner),
            Ok(branch) => branches.push(branch),
            Err(problem) => problems.push(problem.about(subject)),
        }
    }
    branches
}

/// Reads `fields:` or `headers:`.
pub(crate) fn fields_in(node: Node, subject: &str, problems: &mut Vec<Problem>) -> Vec<Field> {
    match node.value {
        Value::Map(entries) => fields_of(entries, subject, problems),
        Value::Scalar(ref scalar) if scalar.is_null() => Vec::new(),
        _ => {
            let message = format!(
                "fields are a mapping of names to types, not {}",
                node.kind()
            );
            problems.push(
                Problem::new(ProblemKind::InvalidValue, node.span, message)
                    .help("write `order_id: uuid`, one a line")
                    .about(subject),
            );
            Vec::new()
        }
    }
}

fn fields_of(entries: Vec<Entry>, subject: &str, problems: &mut Vec<Problem>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::with_capacity(entries.len());
    let mut entries = entries.into_iter();
    while let Some(entry) = entries.next() {
        if entry.key.starts_with("x-") {
            continue;
        }
        let leftovers = leftovers_of_split_type(&entry, entries.as_slice());
        if let Some(last) = entries.by_ref().take(leftovers).last() {
            problems.push(split_type(&entry, &last).about(subject));
            let name = Spanned::new(entry.key, entry.key_span);
            fields.push(Field::new(name, Type::Json, entry.value.span));
        } else if let Some(field) = field(entry, subject, problems) {
            fields.push(field);
        }
    }
    numbers::refuse_repeated(&fields, subject, problems);
    fields
}

/// How many of the following keys are the rest of this field's type: YAML splits
/// `{ total: decimal(12,2) }` at the comma, which leaves a key `2)` without a value.
fn leftovers_of_split_type(entry: &Entry, following: &[Entry]) -> usize {
    let cut_short = entry
        .value
        .text()
        .is_some_and(|text| text.contains('(') && !text.contains(')'));
    if !cut_short || !types::is_identifier(&entry.key) {
        return 0;
    }
    following
        .iter()
        .take_while(|leftover| leftover.value.is_null())
        .position(|leftover| leftover.key.contains(')'))
        .map_or(0, |last| last + 1)
}

/// The same for `{ type: decimal(12,2), doc: … }`.
fn split_long_type(keys: &[Entry]) -> Option<Problem> {
    let at = keys.iter().position(|entry| &*entry.key == "type")?;
    let leftovers = leftovers_of_split_type(&keys[at], &keys[at + 1..]);
    let last = leftovers.checked_sub(1)?;
    Some(split_type(&keys[at], keys.get(at + 1 + last)?))
}

fn split_type(entry: &Entry, last: &Entry) -> Problem {
    let message = format!(
        "`{}` is the rest of a type that YAML split at a comma",
        last.key
    );
    Problem::new(ProblemKind::InvalidValue, last.key_span, message)
        .help("quote this type, such as `\"decimal(12,2)\"`: inside `{}` a comma ends a value")
        .related(entry.key_span.to(entry.value.span), "the type begins here")
}

fn field(entry: Entry, owner: &str, problems: &mut Vec<Problem>) -> Option<Field> {
    if !types::is_identifier(&entry.key) {
        let message = format!("`{}` is no field name", entry.key);
        problems.push(
            Problem::new(ProblemKind::InvalidValue, entry.key_span, message)
                .help("a name is made of ASCII letters, digits and `_`, and starts with no digit")
                .about(owner),
        );
        return None;
    }
    let span = entry.key_span.to(entry.value.span);
    let name = Spanned::new(entry.key, entry.key_span);
    match entry.value.value {
        Value::Map(ref keys) if !keys.is_empty() => {
            if let Some(problem) = split_long_type(keys) {
                problems.push(problem.about(format!("{owner}.{}", name.value)));
                return Some(Field::new(name, Type::Json, entry.value.span));
            }
            let subject = format!("{owner}.{}", name.value);
            long_field(name, entry.value, span, &subject, problems)
        }
        _ => match types::read(&entry.value) {
            Ok(ty) => Some(Field {
                span,
                ..Field::new(name, ty, entry.value.span)
            }),
            Err(problem) => {
                problems.push(problem.about(format!("{owner}.{}", name.value)));
                None
            }
        },
    }
}

fn long_field(
    name: Spanned<Text>,
    node: Node,
    span: Span,
    subject: &str,
    problems: &mut Vec<Problem>,
) -> Option<Field> {
    let node_span = node.span;
    let mut keys = Keys::open(node, "a field", FIELD_KEYS, subject, problems);
    let Some(ty_node) = keys.value("type") else {
        keys.report(
            Problem::new(
                ProblemKind::InvalidValue,
                node_span,
                "the field has no `type`",
            )
            .help(
                "write `{ type: string, doc: … }`; for a nested record, define a type under \
                 `types:` and name it here",
            ),
        );
        return None;
    };
    let ty = match types::read(&ty_node) {
        Ok(ty) => ty,
        Err(problem) => {
            keys.report(problem);
            return None;
        }
    };
    let mut field = Field {
        span,
        ..Field::new(name, ty, ty_node.span)
    };
    field.doc = keys.text("doc");
    field.default = keys.value("default").map(Box::new);
    field.was = keys.texts("was").unwrap_or_default();
    field.since = keys.text("since").map(Box::new);
    field.deprecated = deprecation(&mut keys).map(Box::new);
    field.pii = keys.truth("pii").map(|pii| pii.value);
    field.unit = keys.text("unit").map(Box::new);
    field.number = keys.count("number");
    field.examples = match keys.value("examples") {
        Some(Node {
            value: Value::List(items),
            ..
        }) => items,
        Some(single) => vec![single],
        None => Vec::new(),
    };
    Some(field)
}

/// Takes `deprecated:` out: `true`, or since when and what replaces it.
pub(crate) fn deprecation(keys: &mut Keys<'_>) -> Option<Deprecation> {
    let node = keys.value("deprecated")?;
    let span = node.span;
    match node.value {
        Value::Scalar(scalar) => match scalar.as_bool() {
            Some(stated) => stated.then(|| Deprecation {
                span,
                ..Deprecation::default()
            }),
            None if scalar.is_blank() => {
                let help = "write `true` or why, or leave the key out";
                let message = "`deprecated` has no value";
                keys.report(Problem::new(ProblemKind::InvalidValue, span, message).help(help));
                None
            }
            None => {
                let message = Some(Spanned::new(scalar.text, span));
                Some(Deprecation {
                    message,
                    span,
                    ..Deprecation::default()
                })
            }
        },
        Value::List(_) => {
            keys.report(
                Problem::new(ProblemKind::InvalidValue, span, "`deprecated` is no list")
                    .help("write `{ since: 2026-09-01, replaced_by: OrderPlaced }`"),
            );
            None
        }
        Value::Map(entries) => {
            let mut deprecation = Deprecation {
                span,
                ..Deprecation::default()
            };
            for entry in entries {
                let place = match &*entry.key {
                    "since" => &mut deprecation.since,
                    "replaced_by" => &mut deprecation.replaced_by,
                    "message" => &mut deprecation.message,
                    key if key.starts_with("x-") => continue,
                    _ => {
                        keys.report(unknown_key(&entry, "`deprecated`", DEPRECATION_KEYS));
                        continue;
                    }
                };
                match entry.value.value {
                    Value::Scalar(scalar) if scalar.is_blank() => {
                        keys.report(no_value(&entry.key, "`deprecated`", entry.value.span));
                    }
                    Value::Scalar(scalar) => {
                        *place = Some(Spanned::new(scalar.text, entry.value.span));
                    }
                    _ => {
                        let message = format!("`{}` of `deprecated` is text", entry.key);
                        let span = entry.value.span;
                        keys.report(Problem::new(ProblemKind::InvalidValue, span, message));
                    }
                }
            }
            Some(deprecation)
        }
    }
}

/// Splits a key such as `OrderPlaced@2` into the name and the version, each with its place.
pub(crate) fn versioned_name(
    key: &str,
    span: Span,
    what: &str,
    problems: &mut Vec<Problem>,
) -> Option<(Spanned<Text>, Option<Spanned<u32>>)> {
    let (name, version) = match key.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (key, None),
    };
    // A quoted key has its text one byte after its place.
    let quote = usize::from(span.range().len() == key.len() + 2);
    let part = |start: usize, end: usize| {
        if span.range().len() >= end + quote {
            span.slice(start + quote, end + quote)
        } else {
            span
        }
    };
    let right = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(right) {
        let message = format!("`{name}` is no name for {what}");
        problems
            .push(Problem::new(ProblemKind::InvalidValue, span, message).help(
                "a name is made of letters, digits, `_`, `-` and `.`, such as `OrderPlaced`",
            ));
        return None;
    }
    let version = match version {
        None => None,
        Some(text) => match text.parse::<u32>().ok().filter(|version| *version > 0) {
            Some(version) => Some(Spanned::new(version, part(name.len() + 1, key.len()))),
            None => {
                let message =
                    format!("`{text}` is no version: a version is a whole number above zero");
                let place = part(name.len() + 1, key.len());
                problems.push(Problem::new(ProblemKind::InvalidValue, place, message).about(name));
                return None;
            }
        },
    };
    Some((Spanned::new(name.into(), part(0, name.len())), version))
}
