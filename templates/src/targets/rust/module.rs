//! One module: a file with the types of a namespace.

use std::collections::{BTreeSet, HashMap};

use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::shape::{
    Body, Deprecation, Enum, Symbol, Text, Type, TypeDef, TypeId, Types,
};
use factum_catalog::contract::span::{Span, Spanned};

use super::codec::Member;
use super::identifiers::{Scope, pascal, written};
use super::layout;
use super::original::is_of_json_schema;
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
    /// Whether a JSON Schema defines the item being written.
    pub(super) is_of_json_schema: bool,
    /// Items without a name of their own that the one being written refers to.
    pub(super) pending: Vec<String>,
    /// What the enums and unions among them are called.
    pub(super) enums: HashMap<*const Enum, String>,
    pub(super) nameless_unions: HashMap<*const Type, String>,
    /// The variants of unions, in the order of their branches.
    pub(super) unions: HashMap<*const Type, Vec<Member>>,
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
            Anonymous::Enum(symbols) => {
                self.enums.insert(symbols, name.clone());
                self.symbols(&name, symbols, Head::default());
            }
            Anonymous::Union {
                branches,
                discriminator,
            } => {
                self.nameless_unions.insert(branches.as_ptr(), name.clone());
                self.union(&name, branches, discriminator, Head::default(), None);
            }
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

    pub(super) fn message(&mut self, message: &'a Message, name: &str) {
        self.subject = message.identity().to_string();
        self.is_of_json_schema = is_of_json_schema(message);
        if !message.headers.is_empty() {
            self.note("headers are no part of the Rust type", message.span);
        }
        let head = Head {
            doc: message.doc.as_ref().map(|doc| &*doc.value),
            deprecated: message.deprecated.as_ref(),
        };
        let (members, defaults) = match &message.payload {
            Payload::Unstated => return,
            Payload::Record(fields) => {
                let said = self.plan.originals.of_message(message);
                self.record(name, fields, &said, head, None)
            }
            Payload::Other(ty, _) => {
                let inner = self.newtype(name, ty, head, None);
                (vec![("0".to_owned(), inner)], String::new())
            }
        };
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
        self.message_codec(message, name, &members);
        self.flush();
    }

    pub(super) fn definition(&mut self, id: TypeId, definition: &'a TypeDef, name: &str) {
        let mut members = Vec::new();
        self.subject = definition.qualified_name();
        self.is_of_json_schema = self.plan.of_json_schema.contains(&id);
        let head = Head {
            doc: definition.doc.as_ref().map(|doc| &*doc.value),
            deprecated: definition.deprecated.as_ref(),
        };
        match &definition.body {
            Body::Record(fields) => {
                let said = self.plan.originals.of_definition(definition.span, fields);
                let defaults;
                (members, defaults) = self.record(name, fields, &said, head, Some(id));
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
        self.type_codec(id, definition, name, &members);
        self.flush();
    }

    /// Documentation and deprecation.
    pub(super) fn head(&mut self, head: Head<'_>, indent: usize) {
        self.head_with(head, &[], indent);
    }

    /// Documentation, what the type does not check, and deprecation.
    pub(super) fn head_with(&mut self, head: Head<'_>, unchecked: &[String], indent: usize) {
        let doc = head.doc.filter(|doc| !doc.trim().is_empty());
        if let Some(doc) = doc {
            layout::doc(&mut self.out, indent, "///", doc);
        }
        if !unchecked.is_empty() {
            if doc.is_some() {
                layout::doc(&mut self.out, indent, "///", "");
            }
            let asked = format!(
                "The schema asks for more, unchecked: {}.",
                unchecked.join(", ")
            );
            layout::doc(&mut self.out, indent, "///", &asked);
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

    /// A struct around one value. Returns the type of that.
    fn newtype(&mut self, name: &str, ty: &Type, head: Head<'_>, owner: Option<TypeId>) -> String {
        let inner = self.ty(ty, &format!("{name}Value"), owner);
        let with = self.with(ty);
        let with = with.map_or_else(String::new, |with| format!("#[serde({with})] "));
        self.head(head, 0);
        self.out
            .push_str("#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
        self.out.push_str("#[serde(transparent)]\n");
        layout::newtype(&mut self.out, name, &with, &inner);
        self.out.push('\n');
        inner
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
