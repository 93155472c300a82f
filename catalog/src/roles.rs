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
    /// Fills in the evidence for messages that have none.
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
                Some((index, answered.or_else(|| self.receiver(message))?))
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

    /// Whoever is known to consume a message receives it; and what is only ever put into queues has
    /// one receiver each time.
    fn receiver(&self, message: &Message) -> Option<Evidence> {
        let is_queue = |name: &Spanned<Text>| {
            let kind = self.channel(&name.value).and_then(|it| it.kind.as_ref());
            kind.is_some_and(|kind| kind.value == ChannelKind::Queue)
        };
        let (seen, span) = match (message.consumers.first(), &message.channel) {
            (Some(consumer), _) => (format!("`{}` consumes it", consumer.value), consumer.span),
            (None, Some(queue)) if message.channels().all(is_queue) => (
                format!("the queue `{}` carries it", queue.value),
                queue.span,
            ),
            _ => return None,
        };
        Some(Evidence {
            role: Role::Received,
            seen: seen.into(),
            span,
        })
    }
}
