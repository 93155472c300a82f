//! Services, channels, flows and read models in the native format.

use factum_catalog::contract::message::Says;
use factum_catalog::model::{Channel, Consumption, Flow, FlowStyle, ReadModel, Service, Step};

use super::shapes::push_text;
use super::unknown::push_unknown;
use crate::yaml::{Entry, Yaml};

/// A service; `mention` says how a message that a consumption names is named here.
pub(super) fn service(
    service: &Service,
    said: Says,
    mention: impl Fn(&Consumption) -> String,
) -> Yaml {
    let mut entries = Vec::new();
    push_text(&mut entries, "owner", service.owner.as_ref());
    push_text(&mut entries, "doc", service.doc.as_ref());
    push_text(&mut entries, "store", service.store.as_ref());
    push_text(
        &mut entries,
        "publishes_via",
        service.publishes_via.as_ref(),
    );
    push_unknown(&mut entries, said, service.says);
    let consumes: Vec<Entry> = service
        .consumes
        .iter()
        .map(|it| Entry::new(mention(it), consumption(it)))
        .collect();
    let is_bare = |entry: &Entry| entry.value == Yaml::Map(Vec::new());
    if consumes.iter().all(is_bare) {
        if !consumes.is_empty() {
            let names = consumes.into_iter().map(|entry| entry.key);
            entries.push(Entry::new("consumes", Yaml::texts(names)));
        }
        return Yaml::Map(entries);
    }
    entries.push(Entry::new("consumes", Yaml::Block(consumes)));
    Yaml::Block(entries)
}

fn consumption(consumption: &Consumption) -> Yaml {
    let mut entries = Vec::new();
    push_text(&mut entries, "dedup", consumption.dedup.as_ref());
    push_text(
        &mut entries,
        "dedup_store",
        consumption.dedup_store.as_ref(),
    );
    push_text(
        &mut entries,
        "dead_letter",
        consumption.dead_letter.as_ref(),
    );
    Yaml::Map(entries)
}

pub(super) fn channel(channel: &Channel) -> Yaml {
    let mut entries = Vec::new();
    if let Some(kind) = &channel.kind {
        entries.push(Entry::new("kind", Yaml::text(kind.value.as_str())));
    }
    push_text(&mut entries, "doc", channel.doc.as_ref());
    push_text(&mut entries, "broker", channel.broker.as_ref());
    push_text(&mut entries, "address", channel.address.as_ref());
    if let Some(partitions) = &channel.partitions {
        entries.push(Entry::new("partitions", Yaml::literal(partitions.value)));
    }
    if let Some(retention) = &channel.retention {
        entries.push(Entry::new(
            "retention",
            Yaml::text(retention.value.to_string()),
        ));
    }
    push_text(&mut entries, "owner", channel.owner.as_ref());
    Yaml::Map(entries)
}

/// A flow; `mention` says how a message that a step names is named here.
pub(super) fn flow(flow: &Flow, mention: impl Fn(&str) -> String) -> Yaml {
    let mut entries = Vec::new();
    push_text(&mut entries, "doc", flow.doc.as_ref());
    if let Some(style) = &flow.style {
        let style = match style.value {
            FlowStyle::Choreography => "choreography",
            FlowStyle::Orchestration => "orchestration",
        };
        entries.push(Entry::new("style", Yaml::text(style)));
    }
    push_text(&mut entries, "coordinator", flow.coordinator.as_ref());
    if !flow.steps.is_empty() {
        let steps = flow.steps.iter().map(|it| step(it, &mention));
        entries.push(Entry::new("steps", Yaml::List(steps.collect())));
    }
    Yaml::Block(entries)
}

fn step(step: &Step, mention: &impl Fn(&str) -> String) -> Yaml {
    let mut entries = Vec::new();
    let mut push = |key: &str, text: Option<String>| {
        entries.extend(text.map(|text| Entry::new(key, Yaml::text(text))));
    };
    let named = |key: &str| {
        let name = step.messages().find(|(known, _)| *known == key);
        name.map(|(_, name)| mention(&name.value))
    };
    push("when", named("when"));
    push(
        "service",
        step.service.as_ref().map(|it| it.value.to_string()),
    );
    for key in ["does", "then", "fails", "compensate"] {
        push(key, named(key));
    }
    push(
        "timeout",
        step.timeout.as_ref().map(|it| it.value.to_string()),
    );
    Yaml::Map(entries)
}

/// A read model; `mention` says how an event that it is built from is named here.
pub(super) fn read_model(model: &ReadModel, mention: impl Fn(&str) -> String) -> Yaml {
    let mut entries = Vec::new();
    push_text(&mut entries, "doc", model.doc.as_ref());
    push_text(&mut entries, "service", model.service.as_ref());
    if !model.from.is_empty() {
        let from = model.from.iter().map(|name| mention(&name.value));
        entries.push(Entry::new("from", Yaml::texts(from)));
    }
    push_text(&mut entries, "rebuild", model.rebuild.as_ref());
    Yaml::Map(entries)
}
