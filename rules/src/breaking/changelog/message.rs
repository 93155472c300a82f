//! What changed about a message, but for its payload.

use std::collections::HashMap;

use factum_catalog::contract::message::{Message, Payload};
use factum_catalog::contract::shape::{Deprecation, Text};
use factum_catalog::contract::span::{Span, Spanned};

use super::{Change, ChangeKind, payload, schema};
use crate::breaking::comparison::{Comparison, Pair};

/// The messages of today in the order of the catalog and then those that are gone, each with its
/// changes, perhaps none.
pub(super) fn changes<'a>(comparison: &Comparison<'a>) -> Vec<(&'a Message, Vec<Change>)> {
    let before: HashMap<Span, &Message> = comparison
        .new_versions()
        .into_iter()
        .map(|(added, before)| (added.span, before))
        .collect();
    let added = comparison.added.iter().map(|message| {
        let kind = message.intent.as_str();
        let change = match before.get(&message.span) {
            Some(before) => Change::new(
                ChangeKind::NewVersion,
                format!("a new version after `{}`", before.identity()),
            ),
            None => Change::new(ChangeKind::Added, format!("a new {kind}")),
        };
        (*message, vec![change])
    });
    let pairs = comparison
        .pairs
        .iter()
        .map(|pair| (pair.new, of_pair(comparison, pair)));
    let mut all: Vec<_> = added.chain(pairs).collect();
    all.sort_by_key(|(message, _)| message.span);
    all.extend(comparison.removed.iter().map(|gone| {
        let kind = gone.intent.as_str();
        (
            *gone,
            vec![Change::new(
                ChangeKind::Removed,
                format!("the {kind} is gone"),
            )],
        )
    }));
    all
}

fn of_pair(comparison: &Comparison<'_>, pair: &Pair<'_>) -> Vec<Change> {
    let (new, old) = (pair.new, pair.old);
    let mut changes = Vec::new();
    if pair.is_renamed() {
        changes.push(Change::new(
            ChangeKind::Renamed,
            format!("it was called `{}`", old.identity()),
        ));
    }
    if old.payload == Payload::Unstated && !old.schemas.is_empty() {
        schema::changes(comparison, pair, &mut changes);
    } else {
        let types = (&comparison.new.types, &comparison.old.types);
        payload::changes(types, (new, old), &mut changes);
    }
    deprecation(
        "",
        new.deprecated.as_ref(),
        old.deprecated.as_ref(),
        &mut changes,
    );
    stated(ChangeKind::Key, "the key", &new.key, &old.key, &mut changes);
    carriage(new, old, &mut changes);
    let (now, then) = (new.cloudevents_type(), old.cloudevents_type());
    named(
        ChangeKind::Type,
        "the CloudEvents `type`",
        now.as_deref(),
        then.as_deref(),
        &mut changes,
    );
    let (now, then) = (new.cloudevents_source(), old.cloudevents_source());
    named(
        ChangeKind::Source,
        "the CloudEvents `source`",
        now.as_deref(),
        then.as_deref(),
        &mut changes,
    );
    stated(
        ChangeKind::Visibility,
        "the visibility",
        &new.visibility,
        &old.visibility,
        &mut changes,
    );
    stated(
        ChangeKind::Policy,
        "the compatibility mode",
        &new.compatibility,
        &old.compatibility,
        &mut changes,
    );
    match (&new.experimental, &old.experimental) {
        (None, Some(_)) => changes.push(Change::new(
            ChangeKind::Policy,
            "it is no longer experimental: from now on its consumers may rely on it",
        )),
        (Some(_), None) => changes.push(Change::new(ChangeKind::Policy, "it is experimental")),
        _ => {}
    }
    wiring("produces", &new.producers, &old.producers, &mut changes);
    wiring("consumes", &new.consumers, &old.consumers, &mut changes);
    documentation("the documentation", &new.doc, &old.doc, &mut changes);
    changes
}

/// What carries it, and as what.
fn carriage(new: &Message, old: &Message, changes: &mut Vec<Change>) {
    let kind = ChangeKind::Channel;
    let (now, then) = (channels(new), channels(old));
    named(
        kind,
        "the channel",
        now.as_deref(),
        then.as_deref(),
        changes,
    );
    stated(kind, "the topic", &new.topic, &old.topic, changes);
    stated(kind, "the protocol", &new.protocol, &old.protocol, changes);
    let kind = ChangeKind::MediaType;
    stated(
        kind,
        "the media type",
        &new.media_type,
        &old.media_type,
        changes,
    );
}

/// What became of something that has a name or none.
fn named(
    kind: ChangeKind,
    what: &str,
    now: Option<&str>,
    then: Option<&str>,
    changes: &mut Vec<Change>,
) {
    let what = match (now, then) {
        (Some(now), Some(then)) if now != then => format!("{what} is `{now}` and was `{then}`"),
        (Some(now), None) => format!("{what} is `{now}` and was not stated"),
        (None, Some(then)) => format!("{what} is no longer stated and was `{then}`"),
        _ => return,
    };
    changes.push(Change::new(kind, what));
}

/// The channels of a message, in an order that does not depend on how they are written.
fn channels(message: &Message) -> Option<String> {
    let mut names: Vec<&str> = message.channels().map(|name| &*name.value).collect();
    names.sort_unstable();
    (!names.is_empty()).then(|| names.join(", "))
}

fn stated(
    kind: ChangeKind,
    what: &str,
    now: &Option<Spanned<Text>>,
    then: &Option<Spanned<Text>>,
    changes: &mut Vec<Change>,
) {
    let text = |stated: &'_ Option<Spanned<Text>>| stated.as_ref().map(|it| it.value.to_string());
    named(
        kind,
        what,
        text(now).as_deref(),
        text(then).as_deref(),
        changes,
    );
}

fn wiring(verb: &str, now: &[Spanned<Text>], then: &[Spanned<Text>], changes: &mut Vec<Change>) {
    let without = |these: &[Spanned<Text>], those: &[Spanned<Text>]| -> Vec<Text> {
        let is_new = |name: &&Spanned<Text>| those.iter().all(|other| other.value != name.value);
        these
            .iter()
            .filter(is_new)
            .map(|it| it.value.clone())
            .collect()
    };
    for name in without(now, then) {
        let what = format!("`{name}` {verb} it");
        changes.push(Change::new(ChangeKind::Wiring, what));
    }
    for name in without(then, now) {
        let what = format!("`{name}` no longer {verb} it");
        changes.push(Change::new(ChangeKind::Wiring, what));
    }
}

/// What is said for people; how it is wrapped does not count.
pub(super) fn documentation(
    what: &str,
    now: &Option<Spanned<Text>>,
    then: &Option<Spanned<Text>>,
    changes: &mut Vec<Change>,
) {
    let words = |doc: &Option<Spanned<Text>>| -> Vec<String> {
        let text = doc.as_ref().map_or("", |doc| &doc.value);
        text.split_whitespace().map(str::to_owned).collect()
    };
    let (now, then) = (words(now), words(then));
    if now != then {
        let verb = match (now.is_empty(), then.is_empty()) {
            (_, true) => "is new",
            (true, _) => "is gone",
            _ => "changed",
        };
        changes.push(Change::new(
            ChangeKind::Documentation,
            format!("{what} {verb}"),
        ));
    }
}

/// What became deprecated; `what` names a field, and is empty for the message.
pub(super) fn deprecation(
    what: &str,
    now: Option<&Deprecation>,
    then: Option<&Deprecation>,
    changes: &mut Vec<Change>,
) {
    let what = if what.is_empty() { "it" } else { what };
    let text = match (now, then) {
        (Some(now), None) => {
            let instead = now.replaced_by.as_ref();
            let instead = instead.map(|name| format!("; `{}` replaces it", name.value));
            format!("{what} is deprecated{}", instead.unwrap_or_default())
        }
        (None, Some(_)) => format!("{what} is no longer deprecated"),
        _ => return,
    };
    changes.push(Change::new(ChangeKind::Deprecation, text));
}
