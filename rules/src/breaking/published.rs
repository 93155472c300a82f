//! A registry of published versions as a baseline, and publishing to it.

use std::collections::{BTreeMap, HashMap, HashSet};

use factum_catalog::contract::avro;
use factum_catalog::contract::document::parse_json;
use factum_catalog::contract::message::{Identity, Intent, Message, Says, Version};
use factum_catalog::contract::protobuf;
use factum_catalog::contract::schema::{JsonSchema, Language, Schema};
use factum_catalog::contract::span::{FileId, Span, Spanned};
use factum_catalog::load::InputFile;
use factum_catalog::{Catalog, contract::shape::Text};
use factum_registry::{NewVersion, Promises, Published, Registry, RegistryError};

use super::verdict::schemas;
use super::{Baseline, History, breaking};
use crate::message::finding::{Finding, Severity};
use crate::settings::Settings;

/// Why a registry is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The registry cannot be used.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// A published schema is none.
    #[error("{place}: this published version is no valid schema: {reason}")]
    Schema {
        /// Where it is.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// The newest published version of every contract as a catalog to compare `of` with, and all older
/// ones as its history. What a registry does not hold, such as who consumes a message or who may
/// see it, is taken to be as it is in `of`: it cannot be told to have changed.
///
/// # Errors
/// The registry cannot be read, is corrupt, or holds what is no schema.
pub fn published(registry: &dyn Registry, of: &Catalog) -> Result<Baseline, BaselineError> {
    // A version `1` of a registry may be a number of ours or the word of a foreign format.
    let mut today: HashMap<String, &Message> = HashMap::new();
    for message in &of.messages {
        let name = message.identity().to_string();
        today.entry(name).or_insert(message);
    }
    let mut files = Vec::new();
    let mut contracts: BTreeMap<Identity, (Promises, Vec<Schema>)> = BTreeMap::new();
    let mut history = History::default();
    for subject in registry.subjects()? {
        let versions = registry.versions(&subject)?;
        let last = versions.len();
        for (index, version) in versions.into_iter().enumerate() {
            let file = FileId(u32::try_from(of.sources.len() + files.len()).unwrap_or(u32::MAX));
            let schema = parse(&version, file)?;
            let identity = identity(&version.contract);
            let now = today.get(&identity.to_string());
            let identity = now.map_or(identity, |now| now.identity());
            files.push(InputFile {
                path: version.place.into(),
                text: version.text.into(),
            });
            if index + 1 < last {
                history
                    .entry(identity)
                    .or_default()
                    .push((version.version, schema));
            } else {
                let contract = contracts.entry(identity).or_default();
                contract.0 = version.contract;
                contract.1.push(schema);
            }
        }
    }
    let messages = contracts
        .into_iter()
        .map(|(identity, (promises, schemas))| {
            let then = message(promises, identity.version.clone(), schemas);
            match today.get(&identity.to_string()) {
                Some(now) => with_unpublished(then, now),
                None => then,
            }
        });
    let catalog = Catalog::baseline_of_messages(files, messages.collect(), of);
    Ok(Baseline { catalog, history })
}

fn parse(version: &Published, file: FileId) -> Result<Schema, BaselineError> {
    let invalid = |reason: String| BaselineError::Schema {
        place: version.place.clone(),
        reason,
    };
    match version.language {
        Language::Avro => {
            let node = parse_json(&version.text, file).map_err(|error| invalid(error.message))?;
            let parsed = avro::parse(&node).map_err(|errors| {
                invalid(
                    errors
                        .into_iter()
                        .next()
                        .map_or_else(String::new, |error| error.message),
                )
            })?;
            Ok(Schema::Avro(parsed.schema))
        }
        Language::JsonSchema => {
            let node = parse_json(&version.text, file).map_err(|error| invalid(error.message))?;
            let schema = JsonSchema::parse(node).map_err(|errors| {
                invalid(errors.first().map_or_else(String::new, ToString::to_string))
            })?;
            Ok(Schema::JsonSchema(schema))
        }
        Language::Protobuf => {
            let schema = protobuf::Schema::parse_text(&version.text, file).map_err(|errors| {
                invalid(errors.first().map_or_else(String::new, ToString::to_string))
            })?;
            Ok(Schema::Protobuf(schema))
        }
    }
}

fn identity(promises: &Promises) -> Identity {
    Identity {
        namespace: promises.namespace.as_deref().map(Text::from),
        name: promises.name.as_str().into(),
        version: version(promises),
    }
}

fn version(promises: &Promises) -> Version {
    match promises.version.as_deref() {
        None => Version::Unstated,
        Some(text) => text
            .parse()
            .map_or_else(|_| Version::Foreign(text.into()), Version::Major),
    }
}

fn message(promises: Promises, version: Version, schemas: Vec<Schema>) -> Message {
    let place = match schemas.first() {
        Some(Schema::Avro(schema)) => schema.root_type().naming().map(|naming| naming.span),
        Some(Schema::JsonSchema(schema)) => Some(
            schema
                .document
                .get("title")
                .map_or(schema.document.span, |title| title.span),
        ),
        Some(Schema::Protobuf(schema)) => schema.place(),
        None => None,
    }
    .unwrap_or_default();
    let stated = |text: Option<String>| text.map(|text| Spanned::new(Text::from(text), place));
    let intent = match &*promises.intent {
        "command" => Intent::Command,
        "query" => Intent::Query,
        "reply" => Intent::Reply,
        _ => Intent::Event,
    };
    let says = Says {
        keys: true,
        channels: true,
        versions: true,
        intents: true,
        ..Says::NOTHING
    };
    let name = Spanned::new(promises.name.into(), place);
    Message {
        namespace: promises.namespace.map(Text::from),
        version,
        key: stated(promises.key),
        channel: stated(promises.channel),
        ce_type: stated(promises.ce_type),
        source: stated(promises.source),
        schemas,
        ..Message::new(intent, name, Span { start: 0, ..place }, says)
    }
}

/// A published message, with what a registry does not hold as it is today.
fn with_unpublished(then: Message, now: &Message) -> Message {
    let is_other = |channel: &&Spanned<Text>| {
        let stated = then.channel.as_ref();
        stated.is_some_and(|stated| stated.value != channel.value)
    };
    Message {
        doc: now.doc.clone(),
        protocol: now.protocol.clone(),
        topic: now.topic.clone(),
        media_type: now.media_type.clone(),
        also_on: now.also_on.iter().filter(is_other).cloned().collect(),
        producers: now.producers.clone(),
        consumers: now.consumers.clone(),
        handler: now.handler.clone(),
        deprecated: now.deprecated.clone(),
        visibility: now.visibility.clone(),
        compatibility: now.compatibility.clone(),
        style: now.style.clone(),
        ..then
    }
}

/// Why a catalog may not be published: what the registry would refuse, and what else is an error to
/// [`breaking`]. Once it is published, nothing could tell of it any more. What the registry alone
/// holds, as of a message that is gone or renamed, stays as it is and is no reason.
pub fn refused(catalog: &Catalog, baseline: &Baseline, settings: &Settings) -> Vec<Finding> {
    let names = |catalog: &Catalog| -> HashSet<String> {
        let identities = catalog.messages.iter().map(Message::identity);
        identities.map(|identity| identity.to_string()).collect()
    };
    let (today, then) = (names(catalog), names(&baseline.catalog));
    let is_republished = |finding: &Finding| {
        let message = finding.subject.split('#').next().unwrap_or_default();
        today.contains(message) && then.contains(message)
    };
    let mut refused = breaking(catalog, baseline, settings);
    refused.retain(|finding| match finding.rule {
        "registry-incompatible" => true,
        "version-lowered" => finding.severity == Severity::Error,
        _ => finding.severity == Severity::Error && is_republished(finding),
    });
    refused
}

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// The subjects that got a new version, and which.
    pub published: Vec<(String, u32)>,
    /// How many subjects were as they are published already.
    pub unchanged: usize,
    /// How many messages are experimental, and therefore were left out.
    pub experimental: usize,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The registry is no baseline to check against.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// The registry cannot be written. What was published before the error stays.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// It would break what is published already.
    #[error("some contracts break what is published")]
    Breaking {
        /// What breaks.
        findings: Vec<Finding>,
        /// The published contracts, with the files that the findings point to as well.
        baseline: Box<Catalog>,
    },
    /// Two messages have one subject, which holds one contract.
    #[error("two messages have the subject `{subject}`")]
    SharedSubject {
        /// The subject.
        subject: String,
        /// Where the two are named.
        names: [Span; 2],
    },
}

/// Publishes the schemas of all messages that changed since they were published last. Everything is
/// checked before anything is written, at the mode of the settings or of the message; experimental
/// messages are left out.
///
/// # Errors
/// The registry cannot be used, or something breaks what it holds, or two messages share a subject.
pub fn publish(
    catalog: &Catalog,
    registry: &mut dyn Registry,
    settings: &Settings,
) -> Result<Publication, PublishError> {
    let baseline = published(registry, catalog)?;
    let contracts = contracts(catalog, settings)?;
    let findings = refused(catalog, &baseline, settings);
    if !findings.is_empty() {
        let baseline = Box::new(baseline.catalog);
        return Err(PublishError::Breaking { findings, baseline });
    }
    let experimental = |message: &&Message| message.experimental.is_some();
    let mut publication = Publication {
        experimental: catalog.messages.iter().filter(experimental).count(),
        ..Publication::default()
    };
    for (subject, new) in contracts {
        let last = registry.versions(&subject)?.pop();
        let same = |old: &Published| old.text == new.text && old.contract == new.contract;
        if last.as_ref().is_some_and(same) {
            publication.unchanged += 1;
        } else {
            let version = registry.publish(&subject, &new)?;
            publication.published.push((subject, version));
        }
    }
    Ok(publication)
}

/// What a catalog has to publish, by subject: of a message that is told more than once, or in several
/// versions, what comes first.
fn contracts(
    catalog: &Catalog,
    settings: &Settings,
) -> Result<Vec<(String, NewVersion)>, PublishError> {
    let mut contracts: Vec<(String, NewVersion)> = Vec::new();
    let mut known: HashMap<String, &Message> = HashMap::new();
    let settled = |message: &&Message| message.experimental.is_none();
    for message in catalog.messages.iter().filter(settled) {
        for schema in schemas(message, catalog, &settings.breaking) {
            let subject = subject(message, schema.language());
            if let Some(first) = known.get(&subject) {
                let names = [first, message].map(|it| (&it.namespace, &it.name.value));
                if names[0] == names[1] {
                    continue;
                }
                let names = [first.name.span, message.name.span];
                return Err(PublishError::SharedSubject { subject, names });
            }
            known.insert(subject.clone(), message);
            let new = NewVersion {
                language: schema.language(),
                text: schema.to_text(),
                contract: promises(message),
            };
            contracts.push((subject, new));
        }
    }
    Ok(contracts)
}

/// The subject of a message in one language: that of the message for Avro, and beside it one for
/// each other language.
fn subject(message: &Message, language: Language) -> String {
    let subject = message.registry_subject();
    match language {
        Language::Avro => subject,
        other => format!("{subject}.{}", other.name()),
    }
}

fn promises(message: &Message) -> Promises {
    let text = |stated: &Option<Spanned<Text>>| stated.as_ref().map(|it| it.value.to_string());
    Promises {
        intent: message.intent.as_str().to_owned(),
        namespace: message.namespace.as_ref().map(Text::to_string),
        name: message.name.value.to_string(),
        version: (message.version != Version::Unstated).then(|| message.version.to_string()),
        key: text(&message.key),
        channel: text(&message.channel),
        ce_type: message.cloudevents_type(),
        source: message.cloudevents_source(),
    }
}
