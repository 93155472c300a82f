//! From shapes to messages, fields and enums.

use std::collections::BTreeSet;

use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{self, Payload};
use factum_catalog::contract::shape::{
    Body, Deprecation, Enum, Resolved, Type, TypeDef, TypeId, Types,
};
use factum_catalog::contract::span::Span;
use heck::{ToSnakeCase, ToUpperCamelCase};

use super::fields::{LAST_NUMBER, folded};
use super::file::{Enumeration, Field, File, Message};
use super::names::{Names, Scope, identifier, own_names, path, value_name};

/// Types without a name are written out at each use; more of them than this in one file come from
/// aliases that multiply.
const MOST_NAMELESS: usize = 100_000;

const TIMESTAMP: (&str, &str) = (
    "google.protobuf.Timestamp",
    "google/protobuf/timestamp.proto",
);
const VALUE: (&str, &str) = ("google.protobuf.Value", "google/protobuf/struct.proto");
const NULL: (&str, &str) = ("google.protobuf.NullValue", "google/protobuf/struct.proto");

/// Makes the contents of one file.
pub(super) struct Shapes<'a> {
    types: &'a Types,
    names: &'a Names<'a>,
    endless: &'a BTreeSet<TypeId>,
    file: File,
    /// The names of enum values at the top of the file, and of what is beside them.
    values: Scope,
    nameless: usize,
    /// What the notes are about.
    pub(super) subject: String,
    notes: Vec<Note>,
    /// The records whose field numbers follow from the order.
    pub(super) assumed: Vec<(String, Span)>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(
        types: &'a Types,
        names: &'a Names<'a>,
        endless: &'a BTreeSet<TypeId>,
        package: &str,
    ) -> Shapes<'a> {
        Shapes {
            types,
            names,
            endless,
            file: File {
                package: package.to_owned(),
                ..File::default()
            },
            values: Scope::default(),
            nameless: 0,
            subject: String::new(),
            notes: Vec::new(),
            assumed: Vec::new(),
        }
    }

    /// The file, and what it does not carry.
    pub(super) fn finish(mut self) -> (File, Vec<Note>) {
        if let Some((subject, span)) = self.assumed.first() {
            let others = match self.assumed.len() - 1 {
                0 => String::new(),
                others => format!(" (and those of {others} more records in this file)"),
            };
            let message = format!(
                "its field numbers follow from the order of the fields{others}: state `number` \
                 before messages are kept, as a field in between would change them"
            );
            self.notes.push(Note::new(subject.clone(), message, *span));
        }
        (self.file, self.notes)
    }

    pub(super) fn note(&mut self, message: impl Into<String>, span: Span) {
        self.notes
            .push(Note::new(self.subject.clone(), message, span));
    }

    /// Adds a message of the catalog.
    pub(super) fn message(&mut self, name: &str, message: &message::Message) {
        self.subject = message.identity().to_string();
        let doc = message.doc.as_ref().map(|doc| doc.value.to_string());
        let mut out = self.start(name, doc, message.deprecated.as_ref());
        match &message.payload {
            Payload::Unstated => {}
            Payload::Record(fields) => self.fields(fields, &mut out, message.name.span),
            Payload::Other(ty, span) => match self.types.resolve(ty) {
                Resolved::Definition(
                    _,
                    TypeDef {
                        body: Body::Record(fields),
                        ..
                    },
                ) => {
                    self.fields(fields, &mut out, message.name.span);
                }
                _ => self.single_field("value", ty, &mut out, *span),
            },
        }
        self.file.messages.push(out);
    }

    /// Adds a named type; an alias is written as what it stands for, where it is used.
    pub(super) fn definition(&mut self, name: &str, definition: &TypeDef) {
        self.subject = definition.qualified_name();
        let doc = definition.doc.as_ref().map(|doc| doc.value.to_string());
        match &definition.body {
            Body::Alias(_) => {}
            Body::Enum(symbols) => {
                let mut values = std::mem::take(&mut self.values);
                let mut out = enumeration(name, symbols, &mut values);
                self.values = values;
                out.doc = documented(doc, definition.deprecated.as_ref());
                out.is_deprecated = definition.deprecated.is_some();
                self.file.enums.push(out);
            }
            Body::Record(fields) => {
                let mut out = self.start(name, doc, definition.deprecated.as_ref());
                self.fields(fields, &mut out, definition.name.span);
                self.file.messages.push(out);
            }
            Body::Union { branches, .. } => {
                let mut out = self.start(name, doc, definition.deprecated.as_ref());
                self.branches(branches, &mut out, definition.name.span);
                self.file.messages.push(out);
            }
        }
    }

    fn start(&self, name: &str, doc: Option<String>, deprecated: Option<&Deprecation>) -> Message {
        Message {
            doc: documented(doc, deprecated),
            name: name.to_owned(),
            is_deprecated: deprecated.is_some(),
            ..Message::default()
        }
    }

    /// The one field of a message.
    fn single_field(&mut self, name: &str, ty: &Type, out: &mut Message, span: Span) {
        let (label, ty) = self.ty(ty, name, out, span);
        out.fields.push(Field {
            doc: None,
            label,
            ty,
            name: name.to_owned(),
            number: 1,
            json_name: None,
            is_deprecated: false,
        });
    }

    /// The label and the type of a field, `name`d so; what it needs is nested in `around`.
    pub(super) fn ty(
        &mut self,
        ty: &Type,
        name: &str,
        around: &mut Message,
        span: Span,
    ) -> (&'static str, String) {
        let (inner, is_optional) = self.behind(ty);
        match inner {
            Resolved::Type(Type::List(items)) => {
                self.collection(is_optional, items, span);
                let items = self.behind(items).0;
                ("repeated", self.single(items, name, around, span))
            }
            Resolved::Type(Type::Map(values)) => {
                self.collection(is_optional, values, span);
                let values = self.behind(values).0;
                let value = self.single(values, name, around, span);
                ("", format!("map<string, {value}>"))
            }
            other => {
                let label = if is_optional { "optional" } else { "" };
                (label, self.single(other, name, around, span))
            }
        }
    }

    /// Says what a list or a map loses.
    fn collection(&mut self, is_optional: bool, items: &Type, span: Span) {
        if is_optional {
            self.note(
                "a list or a map that is absent is the same as an empty one",
                span,
            );
        }
        if self.behind(items).1 {
            self.note("a list or a map holds no absent values", span);
        }
    }

    /// The type behind options and aliases, and whether an option was among them.
    pub(super) fn behind<'t>(&self, ty: &'t Type) -> (Resolved<'t>, bool)
    where
        'a: 't,
    {
        let mut is_optional = false;
        let mut current = ty;
        for _ in 0..=self.types.len() {
            match self.types.resolve(current) {
                Resolved::Type(Type::Optional(inner)) => {
                    is_optional = true;
                    current = inner;
                }
                other => return (other, is_optional),
            }
        }
        (Resolved::Type(&Type::Json), is_optional)
    }

    /// A type that one value has: a scalar's, an enum's or a message's.
    fn single(&mut self, ty: Resolved<'_>, name: &str, around: &mut Message, span: Span) -> String {
        let ty = match ty {
            Resolved::Type(ty) => ty,
            Resolved::Definition(id, _) => return self.reference(id, around),
        };
        let simple = match ty {
            Type::Bool => "bool",
            Type::Int => "int32",
            Type::Long => "int64",
            Type::Float => "float",
            Type::Double => "double",
            Type::Bytes | Type::Fixed(_) => "bytes",
            Type::String
            | Type::Decimal { .. }
            | Type::Uuid
            | Type::Date
            | Type::Time(_)
            | Type::LocalTimestamp(_)
            | Type::Duration => "string",
            Type::Timestamp(_) => return self.known(TIMESTAMP),
            Type::Json => return self.known(VALUE),
            Type::Null => return self.known(NULL),
            Type::Opaque(what) => {
                self.note(format!("`{what}` is written as any value"), span);
                return self.known(VALUE);
            }
            Type::Named(reference) => {
                self.note(
                    format!(
                        "`{}` has no end or no definition and is written as any value",
                        reference.name
                    ),
                    span,
                );
                return self.known(VALUE);
            }
            Type::Enum(_) | Type::List(_) | Type::Map(_) | Type::Optional(_) | Type::Union(_) => {
                return self.nested(ty, name, around, span);
            }
        };
        simple.to_owned()
    }

    fn known(&mut self, (name, path): (&str, &str)) -> String {
        self.file.imports.insert(path.to_owned());
        self.absolute(name)
    }

    /// A type without a name of its own, as a message or an enum in the one around it.
    fn nested(&mut self, ty: &Type, name: &str, around: &mut Message, span: Span) -> String {
        self.nameless += 1;
        let mut is_endless = self.nameless > MOST_NAMELESS;
        ty.for_each_reference(&mut |it| {
            is_endless |= it.id.is_some_and(|id| self.endless.contains(&id))
        });
        if is_endless {
            self.note(
                "a type that contains itself has to be a record; any value passes",
                span,
            );
            return self.known(VALUE);
        }
        let name = self.nested_name(name, ty, around);
        if let Type::Enum(symbols) = ty {
            let mut values = Scope::default();
            around.enums.push(enumeration(&name, symbols, &mut values));
            return name;
        }
        let mut message = Message {
            name: name.clone(),
            ..Message::default()
        };
        match ty {
            Type::Union(branches) => self.branches(branches, &mut message, span),
            other => self.single_field("items", other, &mut message, span),
        }
        around.messages.push(message);
        name
    }

    /// A name that no type of the package has, which the nested one would hide.
    fn nested_name(&self, name: &str, ty: &Type, around: &Message) -> String {
        let suffix = match ty {
            Type::List(_) => "List",
            Type::Map(_) => "Map",
            _ => "",
        };
        let mut name = identifier(&format!("{}{suffix}", name.to_upper_camel_case()));
        let is_taken = |name: &str| {
            let package = self.names.packages.get(&self.file.package);
            package.is_some_and(|package| package.scope.has(name))
                || around.name == name
                || around.messages.iter().any(|it| it.name == name)
                || around.enums.iter().any(|it| it.name == name)
        };
        while is_taken(&name) {
            name.push_str("Value");
        }
        name
    }

    /// The branches of a union: of these fields, one is set.
    fn branches(&mut self, branches: &[Type], out: &mut Message, span: Span) {
        out.is_oneof = true;
        for branch in branches {
            let (branch, _) = self.behind(branch);
            let name = match branch {
                Resolved::Definition(_, definition) => definition.name.value.to_snake_case(),
                Resolved::Type(ty) => format!("{}_value", branch_word(ty)),
            };
            let ty = match branch {
                // A oneof has neither lists nor maps in it.
                Resolved::Type(ty @ (Type::List(_) | Type::Map(_))) => {
                    self.nested(ty, &name, out, span)
                }
                other => self.single(other, &name, out, span),
            };
            let number = u32::try_from(out.fields.len() + 1).unwrap_or(LAST_NUMBER);
            let mut name = identifier(&name);
            let is_taken = |name: &str| {
                let mut names = out.fields.iter().map(|field| folded(&field.name));
                folded(name) == "value" || names.any(|known| known == folded(name))
            };
            while is_taken(&name) {
                name.push('x');
            }
            out.fields.push(Field {
                doc: None,
                label: "",
                ty,
                name,
                number,
                json_name: None,
                is_deprecated: false,
            });
        }
    }

    fn reference(&mut self, id: TypeId, around: &Message) -> String {
        let Some((package, name)) = self.names.of_type(id) else {
            return self.known(VALUE);
        };
        if *package == self.file.package {
            let is_hidden = around.name == *name && !self.is_at_top(around);
            return if is_hidden {
                format!(".{package}.{name}")
            } else {
                name.clone()
            };
        }
        self.file.imports.insert(path(package));
        match &**package {
            "" => format!(".{name}"),
            package => self.absolute(&format!("{package}.{name}")),
        }
    }

    /// Whether a message is one of the package, not one nested in such.
    fn is_at_top(&self, message: &Message) -> bool {
        let package = self.names.packages.get(&self.file.package);
        package.is_some_and(|package| package.scope.has(&message.name))
    }

    /// A full name as it is found from this file: with a dot before it, if something nearer has the
    /// name that it starts with.
    fn absolute(&self, name: &str) -> String {
        let first = name.split('.').next().unwrap_or_default();
        let is_near = self
            .file
            .package
            .split('.')
            .skip(1)
            .any(|segment| segment == first);
        let package = self.names.packages.get(&self.file.package);
        let is_type = package.is_some_and(|package| package.scope.has(first));
        if is_near || is_type {
            format!(".{name}")
        } else {
            name.to_owned()
        }
    }
}

fn branch_word(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "bool",
        Type::Int => "int",
        Type::Long => "long",
        Type::Float => "float",
        Type::Double => "double",
        Type::Decimal { .. } => "decimal",
        Type::Bytes | Type::Fixed(_) => "bytes",
        Type::String => "string",
        Type::Uuid => "uuid",
        Type::Date => "date",
        Type::Time(_) => "time",
        Type::Timestamp(_) | Type::LocalTimestamp(_) => "timestamp",
        Type::Duration => "duration",
        Type::Enum(_) => "enum",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::Null => "null",
        _ => "any",
    }
}

fn enumeration(name: &str, symbols: &Enum, scope: &mut Scope) -> Enumeration {
    const UNSPECIFIED: &str = "UNSPECIFIED";
    let unspecified = scope.take(&value_name(name, UNSPECIFIED));
    let own = own_names(name, &symbols.symbols);
    // A symbol that says just this is the value 0.
    let is_other = |(own, _): &(String, _)| !own.eq_ignore_ascii_case(UNSPECIFIED);
    let symbols = own.into_iter().zip(&symbols.symbols).filter(is_other);
    let values = symbols.map(|(own, symbol)| {
        let doc = symbol.doc.as_ref().map(|doc| doc.value.to_string());
        (scope.take(&value_name(name, &own)), doc)
    });
    Enumeration {
        doc: None,
        name: name.to_owned(),
        is_deprecated: false,
        values: values.collect(),
        unspecified,
    }
}

/// The documentation, and what is said of its end.
pub(super) fn documented(doc: Option<String>, deprecated: Option<&Deprecation>) -> Option<String> {
    let sentence = deprecated.map(Deprecation::sentence);
    match (doc, sentence) {
        (Some(doc), Some(sentence)) => Some(format!("{}\n{sentence}", doc.trim_end())),
        (doc, sentence) => doc.or(sentence),
    }
}
