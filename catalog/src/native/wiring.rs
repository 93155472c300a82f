//! Services, channels, flows and read models.

use factum_contract::document::{Entry, Node, Value};
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

use super::FileScope;
use super::keys::Keys;
use crate::model::{
    Channel, ChannelKind, Consumption, Flow, FlowStyle, Mention, ReadModel, Service, Step,
};
use crate::problem::{Problem, ProblemKind};
use crate::retention::Retention;

pub(crate) const SERVICE_KEYS: &[&str] = &[
    "owner",
    "doc",
    "store",
    "publishes_via",
    "consumes",
    "unknown",
];
pub(crate) const CONSUMPTION_KEYS: &[&str] = &["dedup", "dedup_store", "dead_letter"];
pub(crate) const CHANNEL_KEYS: &[&str] = &[
    "kind",
    "doc",
    "broker",
    "address",
    "partitions",
    "retention",
    "owner",
];
pub(crate) const FLOW_KEYS: &[&str] = &["doc", "style", "coordinator", "steps"];
pub(crate) const STEP_KEYS: &[&str] = &[
    "when",
    "service",
    "does",
    "then",
    "fails",
    "compensate",
    "timeout",
];
pub(crate) const READ_MODEL_KEYS: &[&str] = &["doc", "service", "from", "rebuild"];
pub(crate) const CHANNEL_KINDS: &[(&str, ChannelKind)] = &[
    ("log", ChannelKind::Log),
    ("queue", ChannelKind::Queue),
    ("topic", ChannelKind::Topic),
];
pub(crate) const FLOW_STYLES: &[(&str, FlowStyle)] = &[
    ("choreography", FlowStyle::Choreography),
    ("orchestration", FlowStyle::Orchestration),
];
const PUBLISHES_VIA: &[&str] = &["outbox", "cdc", "event-store", "direct"];
const REBUILDS: &[&str] = &["replay", "snapshot"];

/// Reads one entry of `services:`.
pub(crate) fn service(entry: Entry, scope: &FileScope, problems: &mut Vec<Problem>) -> Service {
    let subject = entry.key.clone();
    let span = entry.key_span.to(entry.value.span);
    let mut keys = Keys::open(entry.value, "a service", SERVICE_KEYS, &subject, problems);
    let consumes = keys.value("consumes");
    let mut service = Service {
        name: Spanned::new(entry.key, entry.key_span),
        owner: keys.text("owner"),
        doc: keys.text("doc"),
        store: keys.text("store"),
        publishes_via: keys.usual_word("publishes_via", PUBLISHES_VIA),
        produces: Vec::new(),
        consumes: Vec::new(),
        span,
        says: keys.unknown(scope.says),
    };
    if let Some(node) = consumes {
        service.consumes = consumptions(node, &subject, scope, problems);
    }
    service
}

/// A mapping of messages to how each is consumed, or just a list of messages.
fn consumptions(
    node: Node,
    subject: &str,
    scope: &FileScope,
    problems: &mut Vec<Problem>,
) -> Vec<Consumption> {
    let mention = |name| Mention {
        name,
        namespace: scope.namespace.clone(),
    };
    let plain = |message| Consumption {
        message,
        dedup: None,
        dedup_store: None,
        dead_letter: None,
    };
    match node.value {
        Value::Map(entries) => entries
            .into_iter()
            .map(|entry| {
                let mut keys = Keys::open(
                    entry.value,
                    "a consumption",
                    CONSUMPTION_KEYS,
                    subject,
                    problems,
                );
                Consumption {
                    dedup: keys.text("dedup"),
                    dedup_store: keys.text("dedup_store"),
                    dead_letter: keys.text("dead_letter"),
                    message: mention(Spanned::new(entry.key, entry.key_span)),
                }
            })
            .collect(),
        Value::List(items) => items
            .into_iter()
            .filter_map(|item| match item.value {
                Value::Scalar(scalar) => Some(plain(mention(Spanned::new(scalar.text, item.span)))),
                _ => {
                    let message = "`consumes` lists the names of messages";
                    problems.push(
                        Problem::new(ProblemKind::InvalidValue, item.span, message)
                            .help("write `OrderPlaced: { dedup: event_id }` to say how")
                            .about(subject),
                    );
                    None
                }
            })
            .collect(),
        Value::Scalar(scalar) if scalar.is_null() => Vec::new(),
        Value::Scalar(scalar) => vec![plain(mention(Spanned::new(scalar.text, node.span)))],
    }
}

/// Reads one entry of `channels:`.
pub(crate) fn channel(entry: Entry, problems: &mut Vec<Problem>) -> Channel {
    let subject = entry.key.clone();
    let span = entry.key_span.to(entry.value.span);
    let mut keys = Keys::open(entry.value, "a channel", CHANNEL_KEYS, &subject, problems);
    Channel {
        name: Spanned::new(entry.key, entry.key_span),
        kind: keys.word("kind", CHANNEL_KINDS),
        doc: keys.text("doc"),
        broker: keys.text("broker"),
        address: address(&mut keys),
        partitions: keys.count("partitions"),
        retention: retention(&mut keys),
        owner: keys.text("owner"),
        span,
    }
}

/// An address, whose braces hold names: `shop.{env}.orders`.
fn address(keys: &mut Keys<'_>) -> Option<Spanned<Text>> {
    let address = keys.text("address")?;
    let open = address
        .value
        .chars()
        .try_fold(0_usize, |open, letter| match letter {
            '{' => Some(open + 1),
            '}' => open.checked_sub(1),
            _ => Some(open),
        });
    if open != Some(0) {
        let message = format!("the braces of `{}` do not pair", address.value);
        keys.report(
            Problem::new(ProblemKind::InvalidValue, address.span, message)
                .help("write each name between two braces: `\"shop.{env}.orders\"`"),
        );
    }
    Some(address)
}

fn retention(keys: &mut Keys<'_>) -> Option<Spanned<Retention>> {
    let text = keys.text("retention")?;
    let retention = Retention::parse(&text.value);
    if retention.is_none() {
        keys.report(no_span(&text, "write `7d`, `12h`, or `forever`"));
    }
    Some(Spanned::new(retention?, text.span))
}

fn timeout(keys: &mut Keys<'_>) -> Option<Spanned<Text>> {
    let text = keys.text("timeout")?;
    if Retention::parse(&text.value).is_none_or(|span| span.milliseconds().is_none()) {
        keys.report(no_span(&text, "write `30s`, `10min`, `7d`, or `PT10M`"));
    }
    Some(text)
}

fn no_span(text: &Spanned<Text>, help: &str) -> Problem {
    let message = format!("`{}` is no span of time", text.value);
    Problem::new(ProblemKind::InvalidValue, text.span, message).help(help)
}

/// Reads one entry of `flows:`.
pub(crate) fn flow(entry: Entry, scope: &FileScope, problems: &mut Vec<Problem>) -> Flow {
    let subject = entry.key.clone();
    let span = entry.key_span.to(entry.value.span);
    let mut keys = Keys::open(entry.value, "a flow", FLOW_KEYS, &subject, problems);
    let steps = keys.value("steps");
    let mut flow = Flow {
        name: Spanned::new(entry.key, entry.key_span),
        namespace: scope.namespace.clone(),
        doc: keys.text("doc"),
        style: keys.word("style", FLOW_STYLES),
        coordinator: keys.text("coordinator"),
        steps: Vec::new(),
        span,
    };
    match steps {
        Some(Node {
            value: Value::List(items),
            ..
        }) => {
            flow.steps = items
                .into_iter()
                .map(|item| step(item, &subject, problems))
                .collect();
        }
        Some(node) if !node.is_null() => problems.push(
            Problem::new(ProblemKind::InvalidValue, node.span, "`steps` is a list")
                .help("write `- { when: OrderPlaced, service: inventory, does: ReserveStock }`")
                .about(&*subject),
        ),
        _ => {}
    }
    flow
}

fn step(item: Node, subject: &str, problems: &mut Vec<Problem>) -> Step {
    let span = item.span;
    let mut keys = Keys::open(item, "a step", STEP_KEYS, subject, problems);
    let step = Step {
        when: keys.text("when"),
        service: keys.text("service"),
        does: keys.text("does"),
        then: keys.text("then"),
        fails: keys.text("fails"),
        compensate: keys.text("compensate"),
        timeout: timeout(&mut keys),
        span,
    };
    refuse_repeated_events(&step, &mut keys);
    step
}

/// What starts a step is not what comes of it, and success is not told as failure is.
fn refuse_repeated_events(step: &Step, keys: &mut Keys<'_>) {
    let pairs = [
        ("when", &step.when, "then", &step.then),
        ("when", &step.when, "fails", &step.fails),
        ("then", &step.then, "fails", &step.fails),
    ];
    for (first_key, first, key, name) in pairs {
        if let (Some(first), Some(name)) = (first, name)
            && first.value == name.value
        {
            let message = format!("`{}` is `{first_key}` and `{key}` of one step", name.value);
            keys.report(
                Problem::new(ProblemKind::InvalidValue, name.span, message)
                    .label("once more here")
                    .help(format!("name another event under `{key}`, or leave it out"))
                    .related(first.span, format!("`{first_key}`")),
            );
        }
    }
}

/// Reads one entry of `read_models:`.
pub(crate) fn read_model(
    entry: Entry,
    scope: &FileScope,
    problems: &mut Vec<Problem>,
) -> ReadModel {
    let subject = entry.key.clone();
    let span = entry.key_span.to(entry.value.span);
    let mut keys = Keys::open(
        entry.value,
        "a read model",
        READ_MODEL_KEYS,
        &subject,
        problems,
    );
    ReadModel {
        name: Spanned::new(entry.key, entry.key_span),
        namespace: scope.namespace.clone(),
        doc: keys.text("doc"),
        service: keys.text("service"),
        from: keys.texts("from").unwrap_or_default(),
        rebuild: keys.usual_word("rebuild", REBUILDS),
        span,
    }
}
