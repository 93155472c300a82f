//! From schemas to text: JSON, and the parsing canonical form.
//!
//! Types wait on a list of what is left to write instead of on the call stack, as a chain of named
//! types can be of any length.

use std::collections::HashSet;

use super::arena::Schema;
use super::fingerprint::fingerprint;
use super::json::JsonText;
use super::logical::LogicalType;
use super::name::Name;
use super::types::{Enum, Field, Fixed, Kind, Naming, Order, Primitive, Type, TypeId};
use crate::document::Entry;

impl Schema {
    /// The schema as JSON without blanks. It is self-contained: each named type is defined where
    /// it is first used and referred to after that. Attributes come in a fixed order.
    pub fn to_json(&self) -> String {
        Printer::new(self, JsonText::new(false), false).print()
    }

    /// The schema as JSON indented by two spaces, else as [`Schema::to_json`].
    pub fn to_json_pretty(&self) -> String {
        Printer::new(self, JsonText::new(true), false).print()
    }

    /// The parsing canonical form of the Avro specification.
    pub fn canonical_form(&self) -> String {
        Printer::new(self, JsonText::new(false), true).print()
    }

    /// The CRC-64-AVRO fingerprint of the parsing canonical form. Schemas of equal fingerprint
    /// read and write the same bytes; their defaults, aliases and logical types may differ.
    pub fn fingerprint(&self) -> u64 {
        fingerprint(self.canonical_form().as_bytes())
    }
}

struct Printer<'s> {
    schema: &'s Schema,
    json: JsonText,
    is_canonical: bool,
    defined: HashSet<&'s Name>,
    /// What is left to write, the next last.
    left: Vec<Step<'s>>,
}

/// A part of the text that is still to be written.
enum Step<'s> {
    /// A type, within a namespace.
    Type(TypeId, Option<&'s str>),
    /// A field, within a namespace.
    Field(&'s Field, Option<&'s str>),
    /// What follows the type of a field.
    FieldEnd(&'s Field),
    /// What follows the parts of a type.
    TypeEnd(&'s Type),
    /// A closing bracket.
    Close(char),
}

impl<'s> Printer<'s> {
    fn new(schema: &'s Schema, json: JsonText, is_canonical: bool) -> Printer<'s> {
        Printer {
            schema,
            json,
            is_canonical,
            defined: HashSet::new(),
            left: vec![Step::Type(schema.root().id, None)],
        }
    }

    fn print(mut self) -> String {
        while let Some(step) = self.left.pop() {
            match step {
                Step::Type(id, namespace) => self.ty(id, namespace),
                Step::Field(field, namespace) => self.field(field, namespace),
                Step::FieldEnd(field) => self.field_end(field),
                Step::TypeEnd(ty) => self.type_end(ty),
                Step::Close(bracket) => self.json.close(bracket),
            }
        }
        self.json.finish()
    }

    fn ty(&mut self, id: TypeId, namespace: Option<&'s str>) {
        let ty = self.schema.types().get(id);
        if let Some(naming) = ty.naming() {
            return self.named(ty, naming, namespace);
        }
        match &ty.kind {
            Kind::Union(branches) => {
                self.json.open('[');
                self.left.push(Step::Close(']'));
                let types = branches.iter().rev();
                self.left
                    .extend(types.map(|branch| Step::Type(branch.id, namespace)));
            }
            Kind::Primitive(primitive) if self.is_bare(ty) => self.json.string(primitive.name()),
            _ => {
                self.json.open('{');
                self.json.key("type");
                self.json.string(ty.kind_name());
                self.left.push(Step::TypeEnd(ty));
                if let Kind::Array(part) | Kind::Map(part) = &ty.kind {
                    let is_array = matches!(ty.kind, Kind::Array(_));
                    self.json.key(if is_array { "items" } else { "values" });
                    self.left.push(Step::Type(part.id, namespace));
                }
            }
        }
    }

    fn is_bare(&self, ty: &Type) -> bool {
        self.is_canonical || (ty.logical.is_none() && ty.properties.is_empty())
    }

    fn named(&mut self, ty: &'s Type, naming: &'s Naming, namespace: Option<&'s str>) {
        if !self.defined.insert(&naming.name) {
            let reference = self.reference(&naming.name, namespace);
            self.json.string(reference);
            return;
        }
        self.json.open('{');
        if self.is_canonical {
            self.json.key("name");
            self.json.string(naming.name.full());
            self.json.key("type");
            self.json.string(ty.kind_name());
        } else {
            self.json.key("type");
            let is_error = matches!(&ty.kind, Kind::Record(record) if record.is_error);
            self.json
                .string(if is_error { "error" } else { ty.kind_name() });
            self.naming(naming, namespace);
        }
        self.left.push(Step::TypeEnd(ty));
        match &ty.kind {
            Kind::Record(record) => {
                self.json.key("fields");
                self.json.open('[');
                self.left.push(Step::Close(']'));
                let namespace = naming.name.namespace();
                let fields = record.fields.iter().rev();
                self.left
                    .extend(fields.map(|field| Step::Field(field, namespace)));
            }
            Kind::Enum(r#enum) => self.r#enum(r#enum),
            Kind::Fixed(fixed) => self.fixed(fixed),
            _ => {}
        }
    }

    /// How to refer to a name from within a namespace.
    fn reference(&self, name: &'s Name, namespace: Option<&str>) -> &'s str {
        let is_clear = Primitive::named(name.simple()).is_none();
        if !self.is_canonical && is_clear && name.namespace() == namespace {
            name.simple()
        } else {
            name.full()
        }
    }

    fn naming(&mut self, naming: &Naming, namespace: Option<&str>) {
        self.json.key("name");
        self.json.string(naming.name.simple());
        let own = naming.name.namespace();
        if own != namespace {
            self.json
                .optional("namespace", Some(own.unwrap_or_default()));
        }
        self.json.optional("doc", naming.doc.as_deref());
        let aliases = naming.aliases.iter().map(|alias| &alias.value);
        // An alias in the null namespace has no spelling that all readers take.
        let spelled = aliases.map(|alias| {
            if alias.namespace() == own {
                alias.simple()
            } else {
                alias.full()
            }
        });
        self.json.strings("aliases", spelled);
    }

    fn r#enum(&mut self, r#enum: &Enum) {
        self.json.key("symbols");
        self.json.open('[');
        for symbol in &r#enum.symbols {
            self.json.string(&symbol.value);
        }
        self.json.close(']');
        if !self.is_canonical {
            let default = r#enum.default.as_ref().map(|default| &*default.value);
            self.json.optional("default", default);
        }
    }

    fn fixed(&mut self, fixed: &Fixed) {
        self.json.key("size");
        self.json.number(fixed.size);
    }

    fn field(&mut self, field: &'s Field, namespace: Option<&'s str>) {
        self.json.open('{');
        self.json.key("name");
        self.json.string(&field.name);
        if !self.is_canonical {
            self.json.optional("doc", field.doc.as_deref());
            let aliases = field.aliases.iter().map(|alias| &*alias.value);
            self.json.strings("aliases", aliases);
        }
        self.json.key("type");
        self.left.push(Step::FieldEnd(field));
        self.left.push(Step::Type(field.ty.id, namespace));
    }

    fn field_end(&mut self, field: &Field) {
        if !self.is_canonical {
            if let Some(default) = &field.default {
                self.json.key("default");
                self.json.value(default);
            }
            if field.order != Order::Ascending {
                self.json.optional("order", Some(field.order.name()));
            }
            self.properties(&field.properties);
        }
        self.json.close('}');
    }

    fn type_end(&mut self, ty: &Type) {
        if !self.is_canonical {
            if let Some(logical) = ty.logical {
                self.json.optional("logicalType", Some(logical.name()));
                if let LogicalType::Decimal { precision, scale } = logical {
                    self.json.key("precision");
                    self.json.number(precision);
                    self.json.key("scale");
                    self.json.number(scale);
                }
            }
            self.properties(&ty.properties);
        }
        self.json.close('}');
    }

    fn properties(&mut self, properties: &[Entry]) {
        for entry in properties {
            self.json.key(&entry.key);
            self.json.value(&entry.value);
        }
    }
}
