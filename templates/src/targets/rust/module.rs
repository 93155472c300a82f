//! One module: a file with the types of a namespace.

use std::collections::BTreeSet;

use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::shape::{
    Body, Deprecation, Enum, Field, Resolved, Symbol, Text, Type, TypeDef, TypeId, Types,
};
use factum_catalog::contract::span::{Span, Spanned};

use super::identifiers::{Scope, pascal, snake, written};
use super::layout;
use super::plan::Plan;

/// What an item without a name of its own is made of.
pub(super) enum Anonymous<'a> {
    /// Symbols.
    Enum(&'a Enum),
    /// Branches.
    Union {
        /// The types.
        branches: &'a [Type],
        /// The JSON property that tells them apart.
        discriminator: Option<&'a Spanned<Text>>,
    },
}

/// What is written above an item.
#[derive(Clone, Copy, Default)]
pub(super) struct Head<'a> {
    pub(super) doc: Option<&'a str>,
    pub(super) deprecated: Option<&'a Deprecation>,
}

/// Writes one module.
pub(super) struct Writer<'a> {
    pub(super) plan: &'a Plan<'a>,
    /// The module's name.
    pub(super) name: &'a str,
    pub(super) out: String,
    pub(super) scope: Scope,
    pub(super) uses_wire: bool,
    /// The parts of the support module, and the crates, that the types need.
    pub(super) needed: BTreeSet<&'static str>,
    pub(super) notes: Vec<Note>,
    /// What the notes are about.
    pub(super) subject: String,
    /// Items without a name of their own that the one being written refers to.
    pub(super) pending: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn types(&self) -> &'a Types {
        &self.plan.catalog.types
    }

    /// Remembers what a piece of text needs.
    pub(super) fn needs(&mut self, what: &'static str, text: &'static str) -> &'static str {
        self.needed.insert(what);
        text
    }

    pub(super) fn note(&mut self, message: impl Into<String>, span: Span) {
        self.notes
            .push(Note::new(self.subject.clone(), message, span));
    }

    /// An item that stands below the one being written. Returns its name.
    pub(super) fn anonymous(&mut self, wanted: &str, body: Anonymous<'_>) -> String {
        let name = self.scope.take(wanted, "Type");
        let outer = std::mem::take(&mut self.out);
        match body {
            Anonymous::Enum(symbols) => self.symbols(&name, symbols, Head::default()),
            Anonymous::Union {
                branches,
                discriminator,
            } => self.union(&name, branches, discriminator, Head::default(), None),
        }
        let text = std::mem::replace(&mut self.out, outer);
        self.pending.push(text);
        name
    }

    /// Writes what [`Writer::anonymous`] put aside.
    fn flush(&mut self) {
        for text in std::mem::take(&mut self.pending) {
            self.out.push_str(&text);
        }
    }

    pub(super) fn message(&mut self, message: &Message, name: &str) {
        self.subject = message.identity().to_string();
        if !message.headers.is_empty() {
            self.note("headers are no part of the Rust type", message.span);
        }
        let head = Head {
            doc: message.doc.as_ref().map(|doc| &*doc.value),
            deprecated: message.deprecated.as_ref(),
        };
        let mut defaults = String::new();
        match &message.payload {
            Payload::Unstated => return,
            Payload::Record(fields) => defaults = self.record(name, fields, head, None),
            Payload::Other(ty, _) => self.newtype(name, ty, head, None),
        }
        let mut body = String::new();
        if let Some(ce_type) = message.cloudevents_type() {
            body.push_str("    /// The CloudEvents type.\n");
            let value = layout::quoted(&ce_type);
            layout::constant(&mut body, "TYPE", "&'static str", &value);
        }
        if !body.is_empty() && !defaults.is_empty() {
            body.push('\n');
        }
        body.push_str(&defaults);
        self.inherent(name, &body);
        self.flush();
    }

    pub(super) fn definition(&mut self, id: TypeId, definition: &TypeDef, name: &str) {
        self.subject = definition.qualified_name();
        let head = Head {
            doc: definition.doc.as_ref().map(|doc| &*doc.value),
            deprecated: definition.deprecated.as_ref(),
        };
        match &definition.body {
            Body::Record(fields) => {
                let defaults = self.record(name, fields, head, Some(id));
                self.inherent(name, &defaults);
            }
            Body::Enum(symbols) => self.symbols(name, symbols, head),
            Body::Union {
                branches,
                discriminator,
            } => self.union(name, branches, discriminator.as_ref(), head, Some(id)),
            Body::Alias(target) if self.plan.newtypes.contains(&id) => {
                self.newtype(name, target, head, Some(id));
            }
            Body::Alias(target) => {
                self.head(head, 0);
                let ty = self.ty(target, &format!("{name}Value"), Some(id));
                layout::alias(&mut self.out, name, &ty);
                self.out.push('\n');
            }
        }
        self.flush();
    }

    /// Documentation and deprecation.
    pub(super) fn head(&mut self, head: Head<'_>, indent: usize) {
        if let Some(doc) = head.doc.filter(|doc| !doc.trim().is_empty()) {
            layout::doc(&mut self.out, indent, "///", doc);
        }
        if let Some(deprecated) = head.deprecated {
            let sentence = deprecated.sentence();
            let note = sentence.strip_prefix("Deprecated").unwrap_or(&sentence);
            let note = note.trim_start_matches([':', ' ']).trim_end_matches('.');
            if note.is_empty() {
                layout::pad(&mut self.out, indent);
                self.out.push_str("#[deprecated]\n");
            } else {
                let note = format!("note = {}", layout::quoted(note));
                layout::attribute(&mut self.out, indent, "deprecated", &[note]);
            }
        }
    }

    /// A struct, and the functions that give its fields' defaults.
    fn record(
        &mut self,
        name: &str,
        fields: &[Field],
        head: Head<'_>,
        owner: Option<TypeId>,
    ) -> String {
        let mut defaults = String::new();
        let names = self.field_names(fields);
        self.head(head, 0);
        self.out
            .push_str("#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
        self.out.push_str(&format!("pub struct {name} {{"));
        if !fields.is_empty() {
            self.out.push('\n');
        }
        for (field, ident) in fields.iter().zip(&names) {
            let place = format!("{name}{}", pascal(&field.name.value));
            let ty = self.ty(&field.ty, &place, owner);
            let doc = field.documentation();
            let head = Head {
                doc: doc.as_deref(),
                deprecated: field.deprecated.as_deref(),
            };
            self.head(head, 4);
            let mut arguments = Vec::new();
            if **ident != *field.name.value {
                arguments.push(format!("rename = {}", layout::quoted(&field.name.value)));
            }
            for was in &field.was {
                arguments.push(format!("alias = {}", layout::quoted(&was.value)));
            }
            arguments.extend(self.absence(name, field, ident, &ty, &mut defaults));
            arguments.extend(self.with(&field.ty));
            layout::attribute(&mut self.out, 4, "serde", &arguments);
            layout::field(&mut self.out, &written(ident), &ty);
        }
        self.out.push_str("}\n\n");
        defaults
    }

    /// What serde is to do when the field is absent.
    fn absence(
        &mut self,
        owner: &str,
        field: &Field,
        ident: &str,
        ty: &str,
        defaults: &mut String,
    ) -> Vec<String> {
        let is_optional = matches!(field.ty, Type::Optional(_));
        let Some(literal) = field.default.as_ref().filter(|default| !default.is_null()) else {
            return match is_optional {
                true => vec![
                    "default".to_owned(),
                    "skip_serializing_if = \"Option::is_none\"".to_owned(),
                ],
                false => Vec::new(),
            };
        };
        let Some(value) = self.default_value(literal, &field.ty, ty) else {
            self.note(
                format!(
                    "Rust cannot say the default of `{}`: it is required",
                    field.name.value
                ),
                literal.span,
            );
            return Vec::new();
        };
        if value.is_types_own {
            return vec!["default".to_owned()];
        }
        if !defaults.is_empty() {
            defaults.push('\n');
        }
        layout::function(defaults, &format!("default_{ident}"), ty, &value.text);
        vec![format!("default = \"{owner}::default_{ident}\"")]
    }

    fn inherent(&mut self, name: &str, body: &str) {
        if !body.is_empty() {
            self.out.push_str(&format!("impl {name} {{\n{body}}}\n\n"));
        }
    }

    /// The names of fields in Rust. A field that is called as it will be takes its name first.
    pub(super) fn field_names(&mut self, fields: &[Field]) -> Vec<String> {
        let mut scope = Scope::new(&[]);
        let mut names: Vec<Option<String>> = fields
            .iter()
            .map(|field| {
                let name = snake(&field.name.value);
                (*name == *field.name.value).then(|| scope.take(&name, "_"))
            })
            .collect();
        for (field, name) in fields.iter().zip(&mut names) {
            if name.is_none() {
                let wanted = snake(&field.name.value);
                let taken = scope.take(&wanted, "_");
                if taken != wanted {
                    let message = format!("the field `{}` is called `{taken}`", field.name.value);
                    self.note(message, field.name.span);
                }
                *name = Some(taken);
            }
        }
        names.into_iter().flatten().collect()
    }

    fn symbols(&mut self, name: &str, symbols: &Enum, head: Head<'_>) {
        self.head(head, 0);
        self.out.push_str(
            "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]\n",
        );
        self.out.push_str(&format!("pub enum {name} {{"));
        if !symbols.symbols.is_empty() {
            self.out.push('\n');
        }
        // The symbol that stands for those that a reader does not know; serde wants it last.
        let default = symbols.default.as_ref().map(|default| &default.value);
        let is_default = |symbol: &Symbol| Some(&symbol.name.value) == default;
        let all: Vec<_> = symbols.symbols.iter().zip(variants(symbols)).collect();
        let (last, first): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(symbol, _)| is_default(symbol));
        for (symbol, variant) in first.into_iter().chain(last) {
            let head = Head {
                doc: symbol.doc.as_ref().map(|doc| &*doc.value),
                deprecated: None,
            };
            self.head(head, 4);
            let mut arguments = Vec::new();
            if *variant != *symbol.name.value {
                arguments.push(format!("rename = {}", layout::quoted(&symbol.name.value)));
            }
            if is_default(symbol) {
                arguments.push("other".to_owned());
            }
            layout::attribute(&mut self.out, 4, "serde", &arguments);
            self.out.push_str(&format!("    {},\n", written(&variant)));
        }
        self.out.push_str("}\n\n");
    }

    fn union(
        &mut self,
        name: &str,
        branches: &[Type],
        discriminator: Option<&Spanned<Text>>,
        head: Head<'_>,
        owner: Option<TypeId>,
    ) {
        let tag = discriminator.filter(|tag| self.can_tag(tag, branches));
        let variants: Vec<(String, &Type)> = {
            let mut scope = Scope::new(&[]);
            let present = branches
                .iter()
                .filter(|branch| !matches!(branch, Type::Null));
            present
                .map(|branch| (scope.take(&self.branch_name(branch), "_"), branch))
                .collect()
        };
        let text = std::mem::take(&mut self.out);
        let mut lines = String::new();
        for (variant, branch) in &variants {
            let branch = branch.required();
            let ty = self.ty(branch, &format!("{name}{variant}"), owner);
            let ty = ty
                .strip_prefix("Option<")
                .and_then(|inner| inner.strip_suffix('>'))
                .unwrap_or(&ty);
            let stated = match self.types().resolve(branch) {
                Resolved::Definition(_, definition) => Some(&*definition.name.value),
                Resolved::Type(_) => None,
            };
            if tag.is_some()
                && let Some(stated) = stated.filter(|stated| *stated != variant)
            {
                let rename = format!("rename = {}", layout::quoted(stated));
                layout::attribute(&mut lines, 4, "serde", &[rename]);
            }
            let with = self.with(branch);
            let with = with.map_or_else(String::new, |with| format!("#[serde({with})] "));
            layout::variant(&mut lines, &written(variant), &with, ty);
        }
        self.out = text;
        self.head(head, 0);
        self.out
            .push_str("#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
        match tag {
            Some(tag) => {
                let tag = format!("tag = {}", layout::quoted(&tag.value));
                layout::attribute(&mut self.out, 0, "serde", &[tag]);
            }
            None => self.out.push_str("#[serde(untagged)]\n"),
        }
        self.out
            .push_str(&format!("pub enum {name} {{\n{lines}}}\n\n"));
    }

    /// Whether serde can tell the branches apart by this property: they are records that have no
    /// such field themselves.
    fn can_tag(&mut self, tag: &Spanned<Text>, branches: &[Type]) -> bool {
        let types = self.types();
        let fits = branches.iter().all(|branch| match types.resolve(branch) {
            Resolved::Definition(_, definition) => match &definition.body {
                Body::Record(fields) => fields.iter().all(|f| f.name.value != tag.value),
                _ => false,
            },
            Resolved::Type(ty) => matches!(ty, Type::Null),
        });
        if !fits {
            let message = format!(
                "Rust cannot tell the branches by `{}`, which not all of them leave free; the \
                 first that fits is taken",
                tag.value
            );
            self.note(message, tag.span);
        }
        fits
    }

    fn newtype(&mut self, name: &str, ty: &Type, head: Head<'_>, owner: Option<TypeId>) {
        let inner = self.ty(ty, &format!("{name}Value"), owner);
        let with = self.with(ty);
        let with = with.map_or_else(String::new, |with| format!("#[serde({with})] "));
        self.head(head, 0);
        self.out
            .push_str("#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
        self.out.push_str("#[serde(transparent)]\n");
        layout::newtype(&mut self.out, name, &with, &inner);
        self.out.push('\n');
    }
}

/// The names of an enum's symbols in Rust.
pub fn variants(symbols: &Enum) -> Vec<String> {
    let mut scope = Scope::new(&[]);
    let symbols = symbols.symbols.iter();
    symbols
        .map(|symbol| scope.take(&pascal(&symbol.name.value), "_"))
        .collect()
}
