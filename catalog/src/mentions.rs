//! Every place where something defined elsewhere is named.

use factum_contract::message::{Message, Payload};
use factum_contract::shape::{Body, Deprecation, Field, Text, Type, TypeId};
use factum_contract::span::{Span, Spanned};

use crate::model::{Catalog, Mention, MessageId};

/// What is named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target<'a> {
    /// A message.
    Message(MessageId),
    /// A type.
    Type(TypeId),
    /// A payload field of a message: the message, and the field's index.
    Field(MessageId, usize),
    /// A service, by its name.
    Service(&'a str),
    /// A channel, by its name.
    Channel(&'a str),
}

/// A place where something is named. The definition itself is no mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned<'a> {
    /// What is named.
    pub target: Target<'a>,
    /// What is written, possibly qualified and versioned.
    pub written: &'a str,
    /// Where.
    pub span: Span,
}

impl Catalog {
    /// Every place where something defined in the catalog is named, in no particular order. Names
    /// of nothing are left out. A place occurs twice if it counts for two definitions, as where a
    /// YAML alias repeats it.
    pub fn mentions(&self) -> Vec<Mentioned<'_>> {
        let mut collector = Collector {
            catalog: self,
            found: Vec::new(),
        };
        collector.types();
        for (id, message) in self.messages.iter().enumerate() {
            collector.message(id, message);
        }
        for (_, definition) in self.types.iter() {
            let namespace = definition.namespace.as_deref();
            if let Some(name) = replacement(definition.deprecated.as_ref())
                && let Some(id) = self.find_type(&name.value, namespace).id()
            {
                collector.add(Target::Type(id), name);
            }
        }
        collector.services();
        collector.flows();
        collector.read_models();
        collector.found
    }

    /// Every place where the type of a field or of a payload is named: the part of
    /// [`Catalog::mentions`] that asks for a [`Target::Type`] to be there.
    pub fn type_references(&self) -> Vec<Mentioned<'_>> {
        let mut collector = Collector {
            catalog: self,
            found: Vec::new(),
        };
        collector.types();
        collector.found
    }
}

struct Collector<'a> {
    catalog: &'a Catalog,
    found: Vec<Mentioned<'a>>,
}

impl<'a> Collector<'a> {
    fn add(&mut self, target: Target<'a>, name: &'a Spanned<Text>) {
        self.found.push(Mentioned {
            target,
            written: &name.value,
            span: name.span,
        });
    }

    fn message_name(&mut self, name: &'a Spanned<Text>, namespace: Option<&str>) {
        if let Some(id) = self.catalog.find_message(&name.value, namespace).id() {
            self.add(Target::Message(id), name);
        }
    }

    fn mention(&mut self, mention: &'a Mention) {
        self.message_name(&mention.name, mention.namespace.as_deref());
    }

    fn service_name(&mut self, name: &'a Spanned<Text>) {
        // Where the other side says that it produces or consumes, its own name is not written.
        if self.catalog.text(name.span).contains(&*name.value) {
            self.add(Target::Service(&name.value), name);
        }
    }

    fn field_name(&mut self, id: MessageId, name: &'a Spanned<Text>) {
        let fields = self
            .catalog
            .messages
            .get(id)
            .map_or(&[][..], |m| m.fields());
        if let Some(index) = fields
            .iter()
            .position(|field| field.name.value == name.value)
        {
            self.add(Target::Field(id, index), name);
        }
    }

    fn message(&mut self, id: MessageId, message: &'a Message) {
        let services = message.producers.iter().chain(&message.consumers);
        for service in services.chain(&message.handler) {
            self.service_name(service);
        }
        for channel in message.channels() {
            self.add(Target::Channel(&channel.value), channel);
        }
        if let Some(key) = &message.key {
            self.field_name(id, key);
        }
        if let Some(name) = replacement(message.deprecated.as_ref()) {
            self.message_name(name, message.namespace.as_deref());
        }
        self.examples(id, message);
    }

    fn types(&mut self) {
        for message in &self.catalog.messages {
            match &message.payload {
                Payload::Record(fields) => self.fields(fields),
                Payload::Other(ty, _) => self.ty(ty),
                Payload::Unstated => {}
            }
            self.fields(&message.headers);
        }
        for (_, definition) in self.catalog.types.iter() {
            self.body(&definition.body);
        }
    }

    /// The field names that the examples of a message use.
    fn examples(&mut self, id: MessageId, message: &'a Message) {
        let entries = message.examples.iter().filter_map(|node| node.as_map());
        for entry in entries.flatten() {
            let index = message
                .fields()
                .iter()
                .position(|field| field.name.value == entry.key);
            if let Some(index) = index {
                self.found.push(Mentioned {
                    target: Target::Field(id, index),
                    written: &entry.key,
                    span: entry.key_span,
                });
            }
        }
    }

    fn fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.ty(&field.ty);
        }
    }

    fn body(&mut self, body: &'a Body) {
        match body {
            Body::Record(fields) => self.fields(fields),
            Body::Union { branches, .. } => branches.iter().for_each(|branch| self.ty(branch)),
            Body::Alias(ty) => self.ty(ty),
            Body::Enum(_) => {}
        }
    }

    fn ty(&mut self, ty: &'a Type) {
        ty.for_each_reference(&mut |reference| {
            if let Some(id) = reference.id {
                self.found.push(Mentioned {
                    target: Target::Type(id),
                    written: &reference.name,
                    span: reference.span,
                });
            }
        });
    }

    fn services(&mut self) {
        for service in &self.catalog.services {
            for mention in &service.produces {
                self.mention(mention);
            }
            for consumption in &service.consumes {
                let mention = &consumption.message;
                self.mention(mention);
                let namespace = mention.namespace.as_deref();
                let message = self.catalog.find_message(&mention.name.value, namespace);
                if let (Some(id), Some(dedup)) = (message.id(), &consumption.dedup) {
                    self.field_name(id, dedup);
                }
            }
        }
    }

    fn flows(&mut self) {
        for flow in &self.catalog.flows {
            if let Some(coordinator) = &flow.coordinator {
                self.service_name(coordinator);
            }
            for step in &flow.steps {
                for (_, name) in step.messages() {
                    self.message_name(name, flow.namespace.as_deref());
                }
                if let Some(service) = &step.service {
                    self.service_name(service);
                }
            }
        }
    }

    fn read_models(&mut self) {
        for model in &self.catalog.read_models {
            for name in &model.from {
                self.message_name(name, model.namespace.as_deref());
            }
            if let Some(service) = &model.service {
                self.service_name(service);
            }
        }
    }
}

fn replacement(deprecated: Option<&Deprecation>) -> Option<&Spanned<Text>> {
    deprecated.and_then(|deprecated| deprecated.replaced_by.as_ref())
}
