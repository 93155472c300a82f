//! What several documents say of one message.
//!
//! Each application has a document of its own, with its own copy of a message: the one that sends
//! `OrderPlaced` on `orders` and the one that receives it there speak of the same message.

use std::collections::HashMap;

use factum_contract::message::{Identity, Intent, Message, Version};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

/// Unites who produces and who consumes; who receives what is no event handles it. Copies of a message stay apart, as each may have findings
/// of its own, unless they state the version that they are copies of.
pub(super) fn unite(messages: Vec<Message>) -> Vec<Message> {
    let mut united: Vec<Message> = Vec::with_capacity(messages.len());
    let mut versions: HashMap<Identity, usize> = HashMap::new();
    for message in messages {
        let known = match message.version {
            Version::Unstated => None,
            _ => versions.get(&message.identity()).copied(),
        };
        match known.and_then(|index| united.get_mut(index)) {
            Some(first) => add(first, &message.producers, &message.consumers),
            None => {
                versions.insert(message.identity(), united.len());
                united.push(message);
            }
        }
    }
    share(&mut united);
    for message in &mut united {
        if message.intent != Intent::Event {
            message.handler = message.consumers.first().cloned();
        }
    }
    united
}

fn share(messages: &mut [Message]) {
    type Services = Vec<Spanned<Text>>;
    let key = |message: &Message| {
        let channel = message.channel.as_ref()?.value.clone();
        Some((message.name.value.clone(), channel))
    };
    let mut on_channel: HashMap<(Text, Text), (usize, Services, Services)> = HashMap::new();
    for message in messages.iter() {
        let Some(key) = key(message) else { continue };
        let (copies, producers, consumers) = on_channel.entry(key).or_default();
        *copies += 1;
        producers.extend_from_slice(&message.producers);
        consumers.extend_from_slice(&message.consumers);
    }
    for message in messages.iter_mut() {
        if let Some((copies, producers, consumers)) =
            key(message).and_then(|it| on_channel.get(&it))
            && *copies > 1
        {
            add(message, producers, consumers);
        }
    }
}

fn add(message: &mut Message, producers: &[Spanned<Text>], consumers: &[Spanned<Text>]) {
    for (list, more) in [
        (&mut message.producers, producers),
        (&mut message.consumers, consumers),
    ] {
        for service in more {
            if !list.iter().any(|known| known.value == service.value) {
                list.push(service.clone());
            }
        }
    }
}
