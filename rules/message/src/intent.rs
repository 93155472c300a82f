//! What a message is for, where its format has no word for that: its part in what the described
//! application does decides, and then its name.

use factum_contract::message::{Intent, Message, Role};
use factum_grammar::{Label, Verdict};

use crate::finding::Finding;
use crate::words::Words;

/// What a message is for; `None` if it may be anything, as a bare schema named after a thing or like
/// an order may.
/// `verdict` is what the grammar says of its name, if that is judged.
pub(crate) fn judge(message: &Message, verdict: Option<&Verdict<'_>>) -> Option<Intent> {
    if message.says.intents || message.intent != Intent::Event {
        return Some(message.intent);
    }
    let verdict = verdict?;
    if let Some(own_word) = called(verdict.name) {
        return Some(own_word);
    }
    let is_received = message
        .evidence
        .as_ref()
        .is_some_and(|evidence| evidence.role == Role::Received);
    match verdict.label {
        Label::Command if is_received && is_imperative(verdict) => Some(Intent::Command),
        Label::Query if is_received => Some(Intent::Query),
        // What is named like an order may be one; the rules on names say so.
        Label::Command | Label::Query | Label::Nominal => None,
        Label::Past | Label::Present | Label::Progressive | Label::Future => Some(Intent::Event),
    }
}

/// What a name calls itself with its last word, if that is a request or a reply.
pub(crate) fn called(name: &str) -> Option<Intent> {
    match Words::of(name).last() {
        "request" | "command" => Some(Intent::Command),
        "response" | "reply" | "acknowledgement" | "ack" | "nack" => Some(Intent::Reply),
        _ => None,
    }
}

/// Whether a name begins with its verb and says what that is done to, as an order does.
pub(crate) fn is_imperative(verdict: &Verdict<'_>) -> bool {
    let words = Words::of(verdict.name);
    let verb = verdict.verb.map(Words::of);
    let begins = |verb: &Words| words.starts_with(verb.as_str()) && words != *verb;
    verb.is_some_and(|verb| begins(&verb))
}

/// Whether a name that nothing declares to be an event's is that of a thing, whatever its other words
/// are: `ExportServiceEventData`, `testMessage1`.
pub(crate) fn names_a_thing(verdict: &Verdict<'_>) -> bool {
    let words = Words::of(verdict.name);
    let last = words
        .iter()
        .rev()
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    match last.into_iter().find(|word| !word.is_empty()) {
        Some("data" | "payload" | "body" | "envelope" | "dto" | "schema") => true,
        // What an order is given and what it gives.
        Some("message" | "messages" | "input" | "output") => {
            matches!(verdict.label, Label::Command | Label::Query)
        }
        _ => false,
    }
}

/// Has a finding say why a message is taken for what it is, if nothing declares that.
pub(crate) fn explain(message: &Message, finding: &mut Finding) {
    let Some(evidence) = message.evidence.as_ref().filter(|_| !message.says.intents) else {
        return;
    };
    finding.related(
        evidence.span,
        format!(
            "judged {}: {}, and nothing else is declared",
            message.intent.noun(),
            evidence.seen
        ),
    );
}
