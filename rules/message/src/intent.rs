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
    let words = Words::of(verdict.name);
    match words.last() {
        "request" => return Some(Intent::Command),
        "response" | "reply" | "acknowledgement" | "ack" | "nack" => return Some(Intent::Reply),
        _ => {}
    }
    let is_received = message
        .evidence
        .as_ref()
        .is_some_and(|evidence| evidence.role == Role::Received);
    let verb_comes_first = || {
        let verb = verdict.verb.map(Words::of);
        verb.is_some_and(|verb| words.starts_with(verb.as_str()))
    };
    match verdict.label {
        Label::Command if is_received && verb_comes_first() => Some(Intent::Command),
        Label::Query if is_received => Some(Intent::Query),
        // What is named like an order may be one; the rules on names say so.
        Label::Command | Label::Query | Label::Nominal => None,
        Label::Past | Label::Present | Label::Progressive | Label::Future => Some(Intent::Event),
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
