//! Codecs for Avro, as invocations of the support module's macros.

use factum_catalog::contract::avro;
use factum_catalog::contract::message::{Intent, Message, Payload, Version};
use factum_catalog::contract::shape::{Body, Enum, Field, Type, TypeDef, TypeId};

use super::form::{Form, Forms, Nameless};
use super::identifiers::written;
use super::layout::{quoted, raw};
use super::module::{Writer, variants};

/// A member of an item in Rust: its name, and its type.
pub(super) type Member = (String, String);

impl<'a> Writer<'a> {
    /// The codec of a message, if it has one.
    pub(super) fn message_codec(&mut self, message: &'a Message, name: &str, members: &[Member]) {
        let plan = self.plan;
        let Some(schema) = plan.codecs.of_message(message) else {
            return;
        };
        let mut forms = Forms::new(self.types(), schema);
        let root = schema.root().id;
        match &message.payload {
            Payload::Record(fields) => {
                let full_name = message.avro_full_name();
                self.record_codec(name, &full_name, (fields, members), &mut forms, root);
            }
            Payload::Other(ty, _) => {
                let form = forms.of(ty, root);
                if let (Ok(form), Some((_, ty))) = (form, members.first()) {
                    let form = self.form(&form);
                    self.out.push_str(&format!(
                        "wire::avro::around! {{ {name}: {ty} as {form} }}\n\n"
                    ));
                }
                self.nameless_codecs(&mut forms);
            }
            Payload::Unstated => return,
        }
        if message.intent == Intent::Event {
            self.event(message, name, schema);
        }
    }

    /// The codec of a definition, if it has one.
    pub(super) fn type_codec(
        &mut self,
        id: TypeId,
        definition: &'a TypeDef,
        name: &str,
        members: &[Member],
    ) {
        let plan = self.plan;
        let Some((schema, written)) = plan.codecs.of_type(id) else {
            return;
        };
        let mut forms = Forms::new(self.types(), schema);
        let full_name = definition.qualified_name();
        match &definition.body {
            Body::Record(fields) => {
                self.record_codec(name, &full_name, (fields, members), &mut forms, written);
            }
            Body::Enum(symbols) => self.symbols_codec(name, &full_name, symbols),
            Body::Union { branches, .. } => {
                let others = forms.others(written);
                self.union_codec(name, branches, &others, &mut forms);
                self.nameless_codecs(&mut forms);
            }
            Body::Alias(_) => {}
        }
    }

    fn form(&mut self, form: &Form) -> String {
        self.uses_wire = true;
        self.needed.insert("avro");
        form.text(&mut |part| {
            self.needed.insert(part);
        })
    }

    fn record_codec(
        &mut self,
        name: &str,
        full_name: &str,
        (fields, members): (&'a [Field], &[Member]),
        forms: &mut Forms<'a>,
        record: avro::TypeId,
    ) {
        let Ok(of_fields) = forms.fields(fields, record) else {
            return;
        };
        let mut text = format!(
            "wire::avro::record! {{\n    {name} as {} {{\n",
            quoted(full_name)
        );
        for ((field, (ident, ty)), form) in fields.iter().zip(members).zip(&of_fields) {
            let (key, form) = (quoted(&field.name.value), self.form(form));
            text.push_str(&format!("        {ident} as {key}: {ty} as {form},\n"));
        }
        text.push_str("    }\n}\n\n");
        self.uses_wire = true;
        self.needed.insert("avro");
        self.out.push_str(&text);
        self.nameless_codecs(forms);
    }

    fn symbols_codec(&mut self, name: &str, full_name: &str, symbols: &Enum) {
        let mut text = format!(
            "wire::avro::symbols! {{\n    {name} as {} {{\n",
            quoted(full_name)
        );
        for (index, (symbol, variant)) in symbols.symbols.iter().zip(variants(symbols)).enumerate()
        {
            let (variant, symbol) = (written(&variant), quoted(&symbol.name.value));
            text.push_str(&format!("        {variant} as {symbol} = {index},\n"));
        }
        text.push_str("    }\n}\n\n");
        self.uses_wire = true;
        self.needed.insert("avro");
        self.out.push_str(&text);
    }

    fn union_codec(
        &mut self,
        name: &str,
        branches: &'a [Type],
        others: &[avro::TypeId],
        forms: &mut Forms<'a>,
    ) {
        let members = self.unions.get(&branches.as_ptr()).cloned();
        let (Some(members), Ok(of_branches)) = (members, forms.union(branches, others)) else {
            return;
        };
        let mut text = format!("wire::avro::union! {{\n    {name} as {} {{\n", quoted(name));
        for (index, ((variant, ty), form)) in members.iter().zip(&of_branches).enumerate() {
            let form = self.form(form);
            text.push_str(&format!("        {variant}: {ty} as {form} = {index},\n"));
        }
        text.push_str("    }\n}\n\n");
        self.out.push_str(&text);
    }

    /// The codecs of the enums and unions that were met and have no name of their own.
    fn nameless_codecs(&mut self, forms: &mut Forms<'a>) {
        while let Some((nameless, inner)) = forms.nameless.pop() {
            match nameless {
                Nameless::Enum(symbols) => {
                    if let Some(name) = self.enums.remove(&std::ptr::from_ref(symbols)) {
                        self.symbols_codec(&name, &name, symbols);
                    }
                }
                Nameless::Union(branches) => {
                    if let Some(name) = self.nameless_unions.remove(&branches.as_ptr()) {
                        self.union_codec(&name, branches, &inner, forms);
                    }
                }
            }
        }
    }

    fn event(&mut self, message: &Message, name: &str, schema: &avro::Schema) {
        let optional = |text: Option<&str>| match text {
            Some(text) => format!("Some({})", quoted(text)),
            None => "None".to_owned(),
        };
        let version = match message.version {
            Version::Major(major) => major,
            _ => 1,
        };
        let ce_type = message.cloudevents_type();
        let ce_type = ce_type.unwrap_or_else(|| message.avro_full_name());
        let key = message.key.as_ref().map(|key| &*key.value);
        self.out.push_str(&format!(
            "wire::avro::event! {{\n    {name} {{\n        name: {}, namespace: {}, version: {version},\n        \
             ce_type: {}, subject: {}, key: {},\n        schema: {},\n    }}\n}}\n\n",
            quoted(&message.name.value),
            optional(message.namespace.as_deref()),
            quoted(&ce_type),
            quoted(&message.registry_subject()),
            optional(key.filter(|key| message.field(key).is_some())),
            raw(&schema.to_json()),
        ));
    }
}
