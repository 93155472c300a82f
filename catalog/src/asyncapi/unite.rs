//! What several documents say of one message.
//!
//! Each application has a document of its own, with its own copy of a message: the one that sends
//! `OrderPlaced` on `orders` and the one that receives it there speak of the same message.

use std::collections::{BTreeMap, HashMap};

use factum_contract::message::{Identity, Intent, Message, Role, Version};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

/// Unites who produces and who consumes; who receives what is no event handles it. Copies of a
/// message stay apart, as each may have findings of its own, unless they state the version that
/// they are copies of.
pub(super) fn unite(messages: Vec<Message>) -> Vec<Message> {
    let mut united: Vec<Message> = Vec::with_capacity(messages.len());
    let mut versions: HashMap<Identity, Vec<usize>> = HashMap::new();
    for message in messages {
        let known = versions.entry(message.identity()).or_default();
        match known.iter().find(|&&at| are_copies(&united[at], &message)) {
            Some(&first) => add(&mut united[first], &message.producers, &message.consumers),
            None => {
                known.push(united.len());
                united.push(message);
            }
        }
    }
    share(&mut united);
    for message in &mut united {
        if matches!(message.intent, Intent::Command | Intent::Query) {
            message.handler = message.consumers.first().cloned();
        }
        if let Some(evidence) = &mut message.evidence
            && evidence.role == Role::Sent
            && let Some(receiver) = message.consumers.first()
        {
            evidence.role = Role::Received;
            evidence.seen = format!("{} to `{}`", evidence.seen, receiver.value).into();
        }
    }
    united
}

/// Whether two documents tell of one version of a message. Within a document, and on different
/// channels, what has one name may well be two messages.
fn are_copies(one: &Message, other: &Message) -> bool {
    let is_on = |name: &Spanned<Text>| one.channels().any(|own| own.value == name.value);
    let meet = one.channel.is_none() || other.channel.is_none() || other.channels().any(is_on);
    one.version != Version::Unstated && one.span.file != other.span.file && meet
}

/// What the copies of one version on a channel say of who sends and receives them.
#[derive(Default)]
struct Ends {
    producers: Vec<Spanned<Text>>,
    consumers: Vec<Spanned<Text>>,
}

/// Copies speak of the same message if they have one version, or leave it unsaid.
fn share(messages: &mut [Message]) {
    let keys = |message: &Message| -> Vec<(Text, Text)> {
        let name = &message.name.value;
        let channels = message.channels();
        let keys = channels.map(|channel| (name.clone(), channel.value.clone()));
        keys.collect()
    };
    let mut on_channel: HashMap<(Text, Text), BTreeMap<Version, Ends>> = HashMap::new();
    for message in messages.iter() {
        for key in keys(message) {
            let versions = on_channel.entry(key).or_default();
            let ends = versions.entry(message.version.clone()).or_default();
            extend(&mut ends.producers, &message.producers);
            extend(&mut ends.consumers, &message.consumers);
        }
    }
    for message in messages.iter_mut() {
        let keys = keys(message);
        let on_channels = keys.iter().filter_map(|key| on_channel.get(key));
        for (version, ends) in on_channels.flatten() {
            let own = message.version == *version;
            if own || [&message.version, version].contains(&&Version::Unstated) {
                add(message, &ends.producers, &ends.consumers);
            }
        }
    }
}

fn add(message: &mut Message, producers: &[Spanned<Text>], consumers: &[Spanned<Text>]) {
    extend(&mut message.producers, producers);
    extend(&mut message.consumers, consumers);
}

fn extend(list: &mut Vec<Spanned<Text>>, services: &[Spanned<Text>]) {
    for service in services {
        if !list.iter().any(|known| known.value == service.value) {
            list.push(service.clone());
        }
    }
}
