//! Types and fields in the native format.

use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::shape::{
    Body, Deprecation, Enum, Field, Symbol, Text, TimeUnit, Type, TypeDef, TypeId, Types,
};
use factum_catalog::contract::span::{Span, Spanned};

use super::names::{identifier, identifiers};
use crate::yaml::{Entry, Yaml};

/// The most digits that a decimal of the native format has.
const MOST_DIGITS: u32 = 38;

/// The keys by which a type's long form is known; a record with such a field has to use it.
const BODIES: [&str; 3] = ["fields", "enum", "union"];

/// Writes shapes for one file.
pub(super) struct Shapes<'a> {
    pub(super) types: &'a Types,
    /// What a type is called in this file.
    pub(super) name_of: &'a dyn Fn(TypeId) -> String,
    /// The comments that belong to what is defined at this place.
    pub(super) comments: &'a mut dyn FnMut(Span) -> Vec<String>,
    /// What could not be carried.
    pub(super) notes: &'a mut Vec<Note>,
    /// What the notes are about.
    pub(super) subject: String,
}

impl Shapes<'_> {
    pub(super) fn note(&mut self, message: impl Into<String>, span: Span) {
        self.notes
            .push(Note::new(self.subject.clone(), message, span));
    }

    /// The value under a type's name.
    pub(super) fn definition(&mut self, definition: &TypeDef) -> Yaml {
        let mut entries = Vec::new();
        push_text(&mut entries, "doc", definition.doc.as_ref());
        push_deprecation(&mut entries, definition.deprecated.as_ref());
        let is_bare = entries.is_empty();
        if let Some(was) = definition.was.first() {
            self.note("the old names of a type are not carried", was.span);
        }
        match &definition.body {
            Body::Record(fields) => {
                let is_telling = fields
                    .iter()
                    .any(|field| BODIES.contains(&&*field.name.value));
                let fields = self.fields(fields);
                if is_bare && !is_telling {
                    return Yaml::Block(fields);
                }
                entries.push(Entry::new("fields", Yaml::Block(fields)));
            }
            Body::Enum(symbols) => {
                let has_docs = symbols.symbols.iter().any(is_told);
                if is_bare && !has_docs && symbols.default.is_none() && !symbols.symbols.is_empty()
                {
                    return Yaml::Type(self.inline_enum(symbols, definition.span));
                }
                self.enumeration(symbols, &mut entries);
            }
            Body::Union {
                branches,
                discriminator,
            } => {
                let is_simple = |branch: &Type| {
                    !matches!(branch, Type::Optional(_) | Type::Null | Type::Union(_))
                };
                let is_short = branches.len() > 1 && branches.iter().all(is_simple);
                if is_bare && is_short && discriminator.is_none() {
                    return Yaml::Type(self.ty(&Type::Union(branches.clone()), definition.span));
                }
                let branches = branches.iter();
                let branches = branches.map(|it| Yaml::Type(self.ty(it, definition.span)));
                entries.push(Entry::new("union", Yaml::List(branches.collect())));
                push_text(&mut entries, "discriminator", discriminator.as_ref());
            }
            Body::Alias(target) => {
                if !is_bare {
                    self.note(
                        "the doc and the deprecation of an alias are not carried",
                        definition.name.span,
                    );
                }
                return Yaml::Type(self.ty(target, definition.span));
            }
        }
        Yaml::Block(entries)
    }

    fn enumeration(&mut self, symbols: &Enum, entries: &mut Vec<Entry>) {
        let names = self.symbol_names(&symbols.symbols);
        let written = symbols.symbols.iter().zip(&names);
        let items = written.clone().map(|(symbol, name)| match &symbol.doc {
            Some(doc) if !is_blank(doc) => Yaml::Map(vec![
                Entry::new("name", Yaml::text(name)),
                Entry::new("doc", Yaml::text(&*doc.value)),
            ]),
            _ => Yaml::text(name),
        });
        entries.push(Entry::new("enum", Yaml::List(items.collect())));
        if let Some(default) = &symbols.default {
            let known = written
                .clone()
                .find(|(symbol, _)| symbol.name.value == default.value);
            let name = known.map_or_else(|| identifier(&default.value), |(_, name)| name.clone());
            entries.push(Entry::new("default", Yaml::text(name)));
        }
    }

    fn symbol_names(&mut self, symbols: &[Symbol]) -> Vec<String> {
        let names = identifiers(symbols.iter().map(|symbol| &*symbol.name.value));
        for (symbol, name) in symbols.iter().zip(&names) {
            if *symbol.name.value != **name {
                let message = format!("the symbol `{}` is called `{name}`", symbol.name.value);
                self.note(message, symbol.name.span);
            }
        }
        names
    }

    fn inline_enum(&mut self, symbols: &Enum, span: Span) -> String {
        if symbols.symbols.is_empty() {
            self.note("an enum without symbols is written as `string`", span);
            return "string".to_owned();
        }
        format!("enum({})", self.symbol_names(&symbols.symbols).join(", "))
    }

    /// The fields under a `fields:` or `headers:`.
    pub(super) fn fields(&mut self, fields: &[Field]) -> Vec<Entry> {
        let names = identifiers(fields.iter().map(|field| &*field.name.value));
        let mut entries = Vec::with_capacity(fields.len());
        for (field, name) in fields.iter().zip(names) {
            if *field.name.value != *name {
                let message = format!("the field `{}` is called `{name}`", field.name.value);
                self.note(message, field.name.span);
            }
            entries.push(Entry {
                comments: (self.comments)(field.name.span),
                ..Entry::new(name, self.field(field))
            });
        }
        entries
    }

    fn field(&mut self, field: &Field) -> Yaml {
        let ty = Yaml::Type(self.ty(&field.ty, field.ty_span));
        let mut entries = Vec::new();
        push_text(&mut entries, "doc", field.doc.as_ref());
        if let Some(default) = &field.default
            && !(default.is_null() && matches!(field.ty, Type::Optional(_)))
        {
            let default = self.literal(default, &field.ty);
            entries.push(Entry::new("default", default));
        }
        if !field.was.is_empty() {
            let was = field.was.iter().map(|was| &*was.value);
            entries.push(Entry::new("was", Yaml::texts(was)));
        }
        push_text(&mut entries, "since", field.since.as_deref());
        push_deprecation(&mut entries, field.deprecated.as_deref());
        if let Some(pii) = field.pii {
            entries.push(Entry::new("pii", Yaml::literal(pii)));
        }
        push_text(&mut entries, "unit", field.unit.as_deref());
        if let Some(number) = &field.number {
            entries.push(Entry::new("number", Yaml::literal(number.value)));
        }
        push_examples(&mut entries, &field.examples, |it| {
            self.literal(it, &field.ty)
        });
        if entries.is_empty() {
            return ty;
        }
        entries.insert(0, Entry::new("type", ty));
        Yaml::Map(entries)
    }

    /// A type in the grammar, the nearest one if the grammar has none like it.
    pub(super) fn ty(&mut self, ty: &Type, span: Span) -> String {
        match ty {
            Type::Null => {
                self.note("the type `null` is written as `json?`", span);
                "json?".to_owned()
            }
            Type::Decimal { precision, scale }
                if *precision == 0 || *precision > MOST_DIGITS || scale > precision =>
            {
                let precision = (*precision).clamp(1, MOST_DIGITS);
                let nearest = Type::Decimal {
                    precision,
                    scale: (*scale).min(precision),
                };
                self.nearest(ty, &nearest.to_string(), span)
            }
            Type::Fixed(0) => self.nearest(ty, "bytes", span),
            Type::Time(TimeUnit::Millis | TimeUnit::Nanos) => self.nearest(ty, "time", span),
            Type::Timestamp(TimeUnit::Millis | TimeUnit::Nanos) | Type::LocalTimestamp(_) => {
                self.nearest(ty, "timestamp", span)
            }
            Type::Opaque(_) => self.nearest(ty, "json", span),
            Type::Enum(symbols) => {
                let has_docs = symbols.symbols.iter().any(is_told);
                if symbols.default.is_some() || has_docs {
                    self.note(
                        "the docs and the default of a nameless enum are not carried",
                        span,
                    );
                }
                self.inline_enum(symbols, span)
            }
            Type::Named(reference) => match reference.id.filter(|id| self.types.get(*id).is_some())
            {
                Some(id) => (self.name_of)(id),
                None => self.nearest(ty, "json", span),
            },
            Type::List(inner) => format!("[{}]", self.ty(inner, span)),
            Type::Map(inner) => format!("map<{}>", self.ty(inner, span)),
            Type::Optional(_) => optional(self.ty(ty.required(), span)),
            Type::Union(_) => self.union(ty, span),
            known => known.to_string(),
        }
    }

    fn nearest(&mut self, ty: &Type, nearest: &str, span: Span) -> String {
        self.note(format!("the type `{ty}` is written as `{nearest}`"), span);
        nearest.to_owned()
    }

    fn union(&mut self, union: &Type, span: Span) -> String {
        let mut branches = Vec::new();
        let is_optional = flatten(union, &mut branches);
        let mut written: Vec<String> = Vec::new();
        for branch in branches {
            let branch = self.ty(branch, span);
            if !written.contains(&branch) {
                written.push(branch);
            }
        }
        match (&written[..], is_optional) {
            ([], _) => self.nearest(union, "json?", span),
            (_, false) => written.join(" | "),
            (_, true) => optional(written.join(" | ")),
        }
    }
}

/// The branches of a union and of the unions in it; whether one of them is null or optional.
fn flatten<'a>(ty: &'a Type, branches: &mut Vec<&'a Type>) -> bool {
    match ty {
        Type::Null => true,
        Type::Optional(inner) => {
            flatten(inner, branches);
            true
        }
        Type::Union(inner) => inner.iter().fold(false, |is_optional, branch| {
            flatten(branch, branches) | is_optional
        }),
        other => {
            branches.push(other);
            false
        }
    }
}

fn optional(ty: String) -> String {
    if ty.ends_with('?') { ty } else { ty + "?" }
}

fn is_blank(text: &Spanned<Text>) -> bool {
    text.value.trim().is_empty()
}

/// Whether a symbol has a doc that says something.
fn is_told(symbol: &Symbol) -> bool {
    symbol.doc.as_ref().is_some_and(|doc| !is_blank(doc))
}

/// Adds a text that says something: the format has no place for a blank one.
pub(super) fn push_text(entries: &mut Vec<Entry>, key: &str, text: Option<&Spanned<Text>>) {
    if let Some(text) = text.filter(|text| !is_blank(text)) {
        entries.push(Entry::new(key, Yaml::text(&*text.value)));
    }
}

pub(super) fn push_examples(
    entries: &mut Vec<Entry>,
    examples: &[Node],
    value: impl FnMut(&Node) -> Yaml,
) {
    if !examples.is_empty() {
        let examples = examples.iter().map(value).collect();
        entries.push(Entry::new("examples", Yaml::List(examples)));
    }
}

/// Adds `deprecated`, in the shortest form that says it all.
pub(super) fn push_deprecation(entries: &mut Vec<Entry>, deprecated: Option<&Deprecation>) {
    let Some(deprecated) = deprecated else { return };
    let mut said = Vec::new();
    push_text(&mut said, "since", deprecated.since.as_ref());
    push_text(&mut said, "replaced_by", deprecated.replaced_by.as_ref());
    push_text(&mut said, "message", deprecated.message.as_ref());
    let value = match &said[..] {
        [] => Yaml::literal(true),
        _ => Yaml::Map(said),
    };
    entries.push(Entry::new("deprecated", value));
}
