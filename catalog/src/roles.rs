//! What the whole catalog tells of the part of a message, where nothing declares what it is for and
//! its own document tells nothing.

use std::collections::HashMap;

use factum_contract::message::{Evidence, Intent, Message, Role};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

use crate::model::{Catalog, ChannelKind};

/// What the name of an answer has behind that of the request.
const ANSWERS: [&str; 4] = ["Response", "Reply", "_response", "_reply"];

impl Catalog {
    /// Fills in the evidence for messages that have none, and takes what is answered for a command.
    pub(crate) fn see_roles(&mut self) {
        let answers = self.answers();
        let is_unknown = |message: &Message| !message.says.intents && message.evidence.is_none();
        let unknown = self.messages.iter().enumerate();
        let unknown = unknown.filter(|(_, message)| is_unknown(message));
        let found: Vec<(usize, Evidence)> = unknown
            .filter_map(|(index, message)| {
                let key = (message.namespace.as_deref(), &*message.name.value);
                let answered = answers.get(&key).map(|answer| Evidence {
                    role: Role::Request,
                    seen: format!("`{}` answers it", answer.value).into(),
                    span: answer.span,
                });
                Some((index, answered.or_else(|| self.passing(message))?))
            })
            .collect();
        for (index, evidence) in found {
            let message = &mut self.messages[index];
            if evidence.role == Role::Request && message.intent == Intent::Event {
                message.intent = Intent::Command;
            }
            message.evidence = Some(Box::new(evidence));
        }
    }

    /// The messages called an answer to another, by the namespace and name of that one.
    fn answers(&self) -> HashMap<(Option<&str>, &str), &Spanned<Text>> {
        let mut answers = HashMap::new();
        for message in self.messages.iter().filter(|it| !it.says.intents) {
            let name = &message.name;
            let asked = ANSWERS.iter().find_map(|it| name.value.strip_suffix(it));
            if let Some(asked) = asked.filter(|asked| !asked.is_empty()) {
                answers.insert((message.namespace.as_deref(), asked), name);
            }
        }
        answers
    }

    /// Whoever is known to consume a message receives it, and what is only ever put into queues has
    /// one receiver each time; what is produced or has a channel is sent.
    fn passing(&self, message: &Message) -> Option<Evidence> {
        let is_queue = |name: &Spanned<Text>| {
            let kind = self.channel(&name.value).and_then(|it| it.kind.as_ref());
            kind.is_some_and(|kind| kind.value == ChannelKind::Queue)
        };
        let (role, seen, place) = if let Some(consumer) = message.consumers.first() {
            let seen = format!("`{}` consumes it", consumer.value);
            (Role::Received, seen, consumer)
        } else if let Some(queue) = message
            .channel
            .as_ref()
            .filter(|_| message.channels().all(is_queue))
        {
            let seen = format!("the queue `{}` carries it", queue.value);
            (Role::Received, seen, queue)
        } else if let Some(producer) = message.producers.first() {
            (
                Role::Sent,
                format!("`{}` produces it", producer.value),
                producer,
            )
        } else {
            let channel = message.channel.as_ref()?;
            let seen = format!("the channel `{}` carries it", channel.value);
            (Role::Sent, seen, channel)
        };
        Some(Evidence {
            role,
            seen: seen.into(),
            span: place.span,
        })
    }
}
