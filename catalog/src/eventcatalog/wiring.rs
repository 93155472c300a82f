//! Who sends and receives what, and through what: services and channels.

use std::collections::{HashMap, HashSet};

use factum_contract::document::Node;
use factum_contract::message::{Intent, Message, Says};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

use super::SAYS;
use super::resource::{Family, Resource, Shelf, id_of, list};
use crate::json_schema::shape::text;
use crate::model::{Channel, Consumption, Mention, Service};
use crate::problem::Problem;

/// Messages by the resource that they were read from.
pub(super) struct Messages {
    pub(super) list: Vec<Message>,
    pub(super) of_resource: HashMap<usize, usize>,
}

/// Resolves the pointers of resources and reports those that lead nowhere.
pub(super) struct Wiring<'r> {
    pub(super) shelf: &'r Shelf<'r>,
    pub(super) resources: &'r [Resource<'r>],
    pub(super) messages: Messages,
    /// Pointers into other files that lead nowhere.
    pub(super) problems: Vec<Problem>,
    /// Mistakes that are some, whatever other files say.
    pub(super) certain: Vec<Problem>,
}

impl Wiring<'_> {
    pub(super) fn find(&mut self, family: Family, pointer: &Node, subject: &str) -> Vec<usize> {
        match self.shelf.find(family, pointer, subject) {
            Ok(found) => found,
            Err(problem) => {
                self.problems.extend(problem);
                Vec::new()
            }
        }
    }

    /// The service of which these are the versions, the newest last. What older versions send and
    /// receive counts as well, as it does to EventCatalog.
    pub(super) fn service(&mut self, versions: &[usize]) -> Option<Service> {
        let newest = &self.resources[*versions.last()?];
        let name = newest.name();
        let mut service = Service {
            owner: newest.owner(),
            doc: newest.doc(),
            store: None,
            publishes_via: None,
            produces: Vec::new(),
            consumes: Vec::new(),
            span: newest.root.span,
            // Which services consume is said, but not how.
            says: Says {
                consumers: false,
                ..SAYS
            },
            name: name.clone(),
        };
        let (mut produced, mut consumed) = (HashSet::new(), HashSet::new());
        for index in versions.iter().rev() {
            let root = self.resources[*index].root;
            for pointer in list(root, "sends") {
                for id in self.mentioned(pointer, &newest.id.value) {
                    let message = &mut self.messages.list[id];
                    unite(&mut message.producers, &name.value, pointer);
                    if produced.insert(id) {
                        service.produces.push(mention(message, pointer));
                    }
                    self.runs_on(id, list(pointer, "to"));
                }
            }
            for pointer in list(root, "receives") {
                for id in self.mentioned(pointer, &newest.id.value) {
                    let message = &mut self.messages.list[id];
                    unite(&mut message.consumers, &name.value, pointer);
                    if consumed.insert(id) {
                        service.consumes.push(Consumption {
                            message: mention(message, pointer),
                            dedup: None,
                            dedup_store: None,
                            dead_letter: None,
                        });
                    }
                    self.runs_on(id, list(pointer, "from"));
                }
            }
        }
        Some(service)
    }

    /// Settles what follows from all that is said of each message.
    pub(super) fn conclude(&mut self) {
        let has_channels = self.shelf.has(Family::Channel);
        for (resource, message) in &self.messages.of_resource {
            let message = &mut self.messages.list[*message];
            if message.intent != Intent::Event {
                message.handler = message.consumers.first().cloned();
            }
            message.says.channels = has_channels;
            // Older versions are kept for the record; nobody has to point at them any more.
            let is_newest = self.shelf.is_newest(*resource);
            message.says.producers &= is_newest || !message.producers.is_empty();
            message.says.consumers &= is_newest || !message.consumers.is_empty();
        }
    }

    /// The messages that a pointer leads to.
    pub(super) fn mentioned(&mut self, pointer: &Node, subject: &str) -> Vec<usize> {
        self.find(Family::Message, pointer, subject)
            .into_iter()
            .filter_map(|resource| self.messages.of_resource.get(&resource).copied())
            .collect()
    }

    /// Notes the channels that messages state themselves, before those that services state.
    pub(super) fn stated_channels(&mut self) {
        let messages: Vec<(usize, usize)> = self
            .messages
            .of_resource
            .iter()
            .map(|(resource, message)| (*resource, *message))
            .collect();
        for (resource, message) in messages {
            self.runs_on(message, list(self.resources[resource].root, "channels"));
        }
    }

    /// Notes the channels of a message that exist.
    fn runs_on(&mut self, message: usize, pointers: &[Node]) {
        let message = &mut self.messages.list[message];
        for pointer in pointers {
            if let Ok(found) = self.shelf.find(Family::Channel, pointer, "")
                && let Some(channel) = found.last().map(|index| &self.resources[*index])
            {
                message.runs_on(Spanned::new(channel.name().value, id_of(pointer).span));
            }
        }
    }
}

/// A channel.
pub(super) fn channel(resource: &Resource<'_>) -> Channel {
    let protocols = list(resource.root, "protocols");
    Channel {
        name: resource.name(),
        kind: None,
        doc: resource.doc(),
        broker: match protocols {
            [only] => text(only),
            _ => None,
        },
        address: resource.root.get("address").and_then(text),
        partitions: None,
        retention: None,
        owner: resource.owner(),
        span: resource.root.span,
    }
}

fn unite(services: &mut Vec<Spanned<Text>>, name: &Text, pointer: &Node) {
    if !services.iter().any(|known| known.value == *name) {
        services.push(Spanned::new(name.clone(), id_of(pointer).span));
    }
}

fn mention(message: &Message, pointer: &Node) -> Mention {
    Mention {
        name: Spanned::new(written(message), id_of(pointer).span),
        namespace: None,
    }
}

/// The name that leads to exactly this message.
pub(super) fn written(message: &Message) -> Text {
    message.identity().to_string().into()
}
