//! `channel-kind-changed`

use factum_catalog::model::{Channel, ChannelKind};

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "channel-kind-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A channel is of another kind, or on another broker",
        why: "A queue hands each message to one consumer and a topic keeps none: the others hear nothing more, and replay is gone.",
        bad: "\
channels:
  orders: { kind: log, broker: kafka }
---
channels:
  orders: { kind: queue, broker: rabbitmq }
",
        good: "\
channels:
  orders: { kind: log, broker: kafka }
---
channels:
  orders: { kind: log, broker: Kafka, doc: What becomes of orders. }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for (now, then) in comparison.channels() {
        let name = &now.name.value;
        let (message, place, before, is_certain) = match (kinds(now, then), brokers(now, then)) {
            (Some((kind, was)), _) => {
                let (is, before) = (kind.value.as_str(), was.value.as_str());
                let message = format!("the channel `{name}` is a {is} and was a {before}");
                (message, kind.span, was.span, true)
            }
            (None, Some((broker, was))) => {
                let (is, before) = (&broker.value, &was.value);
                let message = format!("the channel `{name}` is on `{is}` and was on `{before}`");
                (message, broker.span, was.span, false)
            }
            (None, None) => continue,
        };
        let carried = |message: &&Message| message.channels().any(|it| it.value == *name);
        let pairs = comparison.stable_pairs();
        let messages: Vec<&Message> = pairs
            .flat_map(|pair| [pair.new, pair.old])
            .filter(carried)
            .collect();
        let finding = out.report(place, name, message);
        finding
            .related(before, "before")
            .help("make a channel of another name, and publish on both until every consumer has moved")
            .affects(consumers(comparison, &messages));
        // The new broker may speak the protocol of the old one.
        if !is_certain {
            finding.doubtful();
        }
    }
}

type Changed<'a, T> = Option<(&'a Spanned<T>, &'a Spanned<T>)>;

fn kinds<'a>(now: &'a Channel, then: &'a Channel) -> Changed<'a, ChannelKind> {
    let (now, then) = (now.kind.as_ref()?, then.kind.as_ref()?);
    (now.value != then.value).then_some((now, then))
}

fn brokers<'a>(now: &'a Channel, then: &'a Channel) -> Changed<'a, Text> {
    let (now, then) = (now.broker.as_ref()?, then.broker.as_ref()?);
    (protocol(&now.value) != protocol(&then.value)).then_some((now, then))
}

/// The protocol of a broker, encrypted or not.
pub(super) fn protocol(broker: &str) -> String {
    let broker = broker.to_ascii_lowercase();
    match &*broker {
        "mqtt5" | "mqtts" | "secure-mqtt" => "mqtt".to_owned(),
        "pulsar+ssl" => "pulsar".to_owned(),
        "rediss" => "redis".to_owned(),
        "amqps" | "https" | "stomps" | "wss" => broker[..broker.len() - 1].to_owned(),
        _ => broker.trim_end_matches("-secure").to_owned(),
    }
}
