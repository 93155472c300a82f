//! What a template sees: the catalog as plain data.
//!
//! Everything is under the variable `catalog`; a template with `each = "event"` also has `event`,
//! and so on. What is not stated is `none`. The fields of the structs here are the names that a
//! template uses.

use factum_catalog::Catalog;
use factum_catalog::contract::document::Node;
use factum_catalog::contract::message::{self, Intent};
use factum_catalog::contract::shape::{self, Body, Text};
use factum_catalog::contract::span::Spanned;
use factum_catalog::model;
use serde::Serialize;
use serde_json::Value;

use crate::targets::json_value::json_value;

/// `catalog`
#[derive(Debug, Serialize)]
pub struct Context {
    /// The events, in the order of the catalog's files.
    pub events: Vec<Message>,
    /// The commands.
    pub commands: Vec<Message>,
    /// The queries.
    pub queries: Vec<Message>,
    /// The named types.
    pub types: Vec<TypeDef>,
    /// The services.
    pub services: Vec<Service>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// The flows.
    pub flows: Vec<Flow>,
    /// The read models.
    pub read_models: Vec<ReadModel>,
}

/// An event, a command or a query.
#[derive(Debug, Serialize)]
pub struct Message {
    /// `com.acme.orders.OrderPlaced@2`
    pub id: String,
    /// The unqualified name.
    pub name: String,
    /// The namespace, dotted.
    pub namespace: Option<String>,
    /// The version as text; empty if the format states none.
    pub version: String,
    /// What happened.
    pub doc: Option<String>,
    /// The CloudEvents type.
    pub r#type: Option<String>,
    /// The CloudEvents source.
    pub source: Option<String>,
    /// The full name of the Avro record.
    pub avro_name: String,
    /// The subject in a schema registry.
    pub subject: String,
    /// The payload field that orders the events.
    pub key: Option<String>,
    /// The channel; the first of them, if there are several.
    pub channel: Option<String>,
    /// All channels.
    pub channels: Vec<String>,
    /// The services that produce it.
    pub producers: Vec<String>,
    /// The services that consume it.
    pub consumers: Vec<String>,
    /// The service that obeys or answers.
    pub handler: Option<String>,
    /// The payload.
    pub fields: Vec<Field>,
    /// What travels beside it.
    pub headers: Vec<Field>,
    /// Example payloads.
    pub examples: Vec<Value>,
    /// Whether and why it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// Whether its contract may change at will.
    pub experimental: bool,
    /// `public`, `internal` or `private`.
    pub visibility: Option<String>,
    /// `notification`, `state-transfer`, `delta` or `domain`.
    pub style: Option<String>,
}

/// A field.
#[derive(Debug, Serialize)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The type in the grammar of the native format: `[OrderLine]?`.
    pub r#type: String,
    /// Whether a message has to have it.
    pub required: bool,
    /// What it means.
    pub doc: Option<String>,
    /// The default.
    pub default: Option<Value>,
    /// Old names.
    pub was: Vec<String>,
    /// The version that brought it.
    pub since: Option<String>,
    /// Whether and why it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// Whether it holds personal data.
    pub pii: bool,
    /// The unit in which it counts.
    pub unit: Option<String>,
    /// Example values.
    pub examples: Vec<Value>,
}

/// That something should not be used any more.
#[derive(Debug, Serialize)]
pub struct Deprecation {
    /// Since when.
    pub since: Option<String>,
    /// What to use instead.
    pub replaced_by: Option<String>,
    /// Why.
    pub message: Option<String>,
}

/// A named type.
#[derive(Debug, Serialize)]
pub struct TypeDef {
    /// The unqualified name.
    pub name: String,
    /// The namespace, dotted.
    pub namespace: Option<String>,
    /// The version.
    pub version: u32,
    /// What it is.
    pub doc: Option<String>,
    /// Whether and why it should not be used any more.
    pub deprecated: Option<Deprecation>,
    /// `record`, `enum`, `union` or `alias`.
    pub kind: &'static str,
    /// The fields of a record.
    pub fields: Vec<Field>,
    /// The symbols of an enum.
    pub symbols: Vec<Symbol>,
    /// The symbol of an enum that stands for unknown ones.
    pub default: Option<String>,
    /// The types of a union, or the one of an alias.
    pub branches: Vec<String>,
    /// The JSON property that tells the branches of a union apart.
    pub discriminator: Option<String>,
}

/// A symbol of an enum.
#[derive(Debug, Serialize)]
pub struct Symbol {
    /// The symbol.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
}

/// A service.
#[derive(Debug, Serialize)]
pub struct Service {
    /// The name.
    pub name: String,
    /// The team that owns it.
    pub owner: Option<String>,
    /// What it does.
    pub doc: Option<String>,
    /// Where it keeps its state.
    pub store: Option<String>,
    /// How it publishes.
    pub publishes_via: Option<String>,
    /// How it consumes.
    pub consumes: Vec<Consumption>,
}

/// How a service consumes a message.
#[derive(Debug, Serialize)]
pub struct Consumption {
    /// The message, as written.
    pub message: String,
    /// By what a repetition is known.
    pub dedup: Option<String>,
    /// Where what was seen is remembered.
    pub dedup_store: Option<String>,
    /// Where messages go that cannot be processed.
    pub dead_letter: Option<String>,
}

/// A channel.
#[derive(Debug, Serialize)]
pub struct Channel {
    /// The name.
    pub name: String,
    /// `log`, `queue` or `topic`.
    pub kind: Option<&'static str>,
    /// What it is for.
    pub doc: Option<String>,
    /// The broker.
    pub broker: Option<String>,
    /// The address on the broker.
    pub address: Option<String>,
    /// The number of partitions.
    pub partitions: Option<u32>,
    /// How long messages are kept.
    pub retention: Option<String>,
    /// The team that owns it.
    pub owner: Option<String>,
}

/// A flow.
#[derive(Debug, Serialize)]
pub struct Flow {
    /// The name.
    pub name: String,
    /// What it achieves.
    pub doc: Option<String>,
    /// `choreography` or `orchestration`.
    pub style: Option<&'static str>,
    /// The service that coordinates.
    pub coordinator: Option<String>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step of a flow.
#[derive(Debug, Serialize)]
pub struct Step {
    /// The event that starts it.
    pub when: Option<String>,
    /// Who acts.
    pub service: Option<String>,
    /// The command that is carried out.
    pub does: Option<String>,
    /// The event of success.
    pub then: Option<String>,
    /// The event of failure.
    pub fails: Option<String>,
    /// What undoes the step.
    pub compensate: Option<String>,
    /// After how long it is given up.
    pub timeout: Option<String>,
}

/// A read model.
#[derive(Debug, Serialize)]
pub struct ReadModel {
    /// The name.
    pub name: String,
    /// What it answers.
    pub doc: Option<String>,
    /// The service that keeps it.
    pub service: Option<String>,
    /// The events that it is built from.
    pub from: Vec<String>,
    /// How it is built anew.
    pub rebuild: Option<String>,
}

fn optional(text: &Option<Spanned<Text>>) -> Option<String> {
    text.as_ref().map(|text| text.value.to_string())
}

fn all(texts: &[Spanned<Text>]) -> Vec<String> {
    texts.iter().map(|text| text.value.to_string()).collect()
}

fn values(nodes: &[Node]) -> Vec<Value> {
    nodes.iter().map(json_value).collect()
}

impl Context {
    /// The catalog as a template sees it.
    pub fn of(catalog: &Catalog) -> Context {
        let messages = |intent| catalog.of_intent(intent).map(Message::of).collect();
        Context {
            events: messages(Intent::Event),
            commands: messages(Intent::Command),
            queries: messages(Intent::Query),
            types: catalog.types.iter().map(|(_, d)| TypeDef::of(d)).collect(),
            services: catalog.services.iter().map(Service::of).collect(),
            channels: catalog.channels.iter().map(Channel::of).collect(),
            flows: catalog.flows.iter().map(Flow::of).collect(),
            read_models: catalog.read_models.iter().map(ReadModel::of).collect(),
        }
    }
}

impl Message {
    fn of(message: &message::Message) -> Message {
        Message {
            id: message.identity().to_string(),
            name: message.name.value.to_string(),
            namespace: message.namespace.as_ref().map(ToString::to_string),
            version: message.version.to_string(),
            doc: optional(&message.doc),
            r#type: message.cloudevents_type(),
            source: message.cloudevents_source(),
            avro_name: message.avro_full_name(),
            subject: message.registry_subject(),
            key: optional(&message.key),
            channel: optional(&message.channel),
            channels: message.channels().map(|it| it.value.to_string()).collect(),
            producers: all(&message.producers),
            consumers: all(&message.consumers),
            handler: optional(&message.handler),
            fields: message.fields().iter().map(Field::of).collect(),
            headers: message.headers.iter().map(Field::of).collect(),
            examples: values(&message.examples),
            deprecated: message.deprecated.as_ref().map(Deprecation::of),
            experimental: message.experimental.as_ref().is_some_and(|e| e.value),
            visibility: optional(&message.visibility),
            style: optional(&message.style),
        }
    }
}

impl Field {
    fn of(field: &shape::Field) -> Field {
        Field {
            name: field.name.value.to_string(),
            r#type: field.ty.to_string(),
            required: !field.is_optional(),
            doc: optional(&field.doc),
            default: field.default.as_deref().map(json_value),
            was: all(&field.was),
            since: field.since.as_ref().map(|since| since.value.to_string()),
            deprecated: field.deprecated.as_deref().map(Deprecation::of),
            pii: field.pii == Some(true),
            unit: field.unit.as_ref().map(|unit| unit.value.to_string()),
            examples: values(&field.examples),
        }
    }
}

impl Deprecation {
    fn of(deprecation: &shape::Deprecation) -> Deprecation {
        Deprecation {
            since: optional(&deprecation.since),
            replaced_by: optional(&deprecation.replaced_by),
            message: optional(&deprecation.message),
        }
    }
}

impl TypeDef {
    fn of(definition: &shape::TypeDef) -> TypeDef {
        let mut seen = TypeDef {
            name: definition.name.value.to_string(),
            namespace: definition.namespace.as_ref().map(ToString::to_string),
            version: definition.version,
            doc: optional(&definition.doc),
            deprecated: definition.deprecated.as_ref().map(Deprecation::of),
            kind: "record",
            fields: Vec::new(),
            symbols: Vec::new(),
            default: None,
            branches: Vec::new(),
            discriminator: None,
        };
        match &definition.body {
            Body::Record(fields) => seen.fields = fields.iter().map(Field::of).collect(),
            Body::Enum(symbols) => {
                seen.kind = "enum";
                seen.default = optional(&symbols.default);
                let symbols = symbols.symbols.iter().map(|symbol| Symbol {
                    name: symbol.name.value.to_string(),
                    doc: optional(&symbol.doc),
                });
                seen.symbols = symbols.collect();
            }
            Body::Union {
                branches,
                discriminator,
            } => {
                seen.kind = "union";
                seen.branches = branches.iter().map(ToString::to_string).collect();
                seen.discriminator = optional(discriminator);
            }
            Body::Alias(target) => {
                seen.kind = "alias";
                seen.branches = vec![target.to_string()];
            }
        }
        seen
    }
}

impl Service {
    fn of(service: &model::Service) -> Service {
        let consumes = service.consumes.iter().map(|consumption| Consumption {
            message: consumption.message.name.value.to_string(),
            dedup: optional(&consumption.dedup),
            dedup_store: optional(&consumption.dedup_store),
            dead_letter: optional(&consumption.dead_letter),
        });
        Service {
            name: service.name.value.to_string(),
            owner: optional(&service.owner),
            doc: optional(&service.doc),
            store: optional(&service.store),
            publishes_via: optional(&service.publishes_via),
            consumes: consumes.collect(),
        }
    }
}

impl Channel {
    fn of(channel: &model::Channel) -> Channel {
        Channel {
            name: channel.name.value.to_string(),
            kind: channel.kind.as_ref().map(|kind| match kind.value {
                model::ChannelKind::Log => "log",
                model::ChannelKind::Queue => "queue",
                model::ChannelKind::Topic => "topic",
            }),
            doc: optional(&channel.doc),
            broker: optional(&channel.broker),
            address: optional(&channel.address),
            partitions: channel.partitions.as_ref().map(|count| count.value),
            retention: channel.retention.as_ref().map(|it| it.value.to_string()),
            owner: optional(&channel.owner),
        }
    }
}

impl Flow {
    fn of(flow: &model::Flow) -> Flow {
        let steps = flow.steps.iter().map(|step| Step {
            when: optional(&step.when),
            service: optional(&step.service),
            does: optional(&step.does),
            then: optional(&step.then),
            fails: optional(&step.fails),
            compensate: optional(&step.compensate),
            timeout: optional(&step.timeout),
        });
        Flow {
            name: flow.name.value.to_string(),
            doc: optional(&flow.doc),
            style: flow.style.as_ref().map(|style| match style.value {
                model::FlowStyle::Choreography => "choreography",
                model::FlowStyle::Orchestration => "orchestration",
            }),
            coordinator: optional(&flow.coordinator),
            steps: steps.collect(),
        }
    }
}

impl ReadModel {
    fn of(read_model: &model::ReadModel) -> ReadModel {
        ReadModel {
            name: read_model.name.value.to_string(),
            doc: optional(&read_model.doc),
            service: optional(&read_model.service),
            from: all(&read_model.from),
            rebuild: optional(&read_model.rebuild),
        }
    }
}
