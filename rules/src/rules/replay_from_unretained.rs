//! A projection that cannot be rebuilt.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "replay-from-unretained",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A read model rebuilt by replay from a channel that keeps nothing, or not for ever",
        why: "On the day it is needed the events are gone.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., channel: orders, key: order_id, fields: { order_id: uuid, placed_at: timestamp } }
channels:
  orders: { kind: log, retention: 7d }
services:
  orders: { owner: team-checkout }
read_models:
  order_summary: { service: orders, from: [OrderPlaced], rebuild: replay }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., channel: orders, key: order_id, fields: { order_id: uuid, placed_at: timestamp } }
channels:
  orders: { kind: log, retention: forever }
services:
  orders: { owner: team-checkout }
read_models:
  order_summary: { service: orders, from: [OrderPlaced], rebuild: replay }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for model in &catalog.read_models {
        if model.rebuild.as_ref().map(|way| &*way.value) != Some("replay") {
            continue;
        }
        for name in &model.from {
            let message = message_named(catalog, &name.value, model.namespace.as_deref());
            let written = message.into_iter().flat_map(Message::channels);
            let channels = written.filter_map(|name| catalog.channel(&name.value));
            // One channel that keeps everything is enough.
            let why: Option<Vec<_>> = channels
                .map(|channel| Some((channel, forgets(channel)?)))
                .collect();
            let Some((channel, (span, why))) = why.and_then(|all| all.into_iter().next()) else {
                continue;
            };
            findings
                .report(
                    name.span,
                    format!("{} {}", model.name.value, name.value),
                    format!(
                        "`{}` cannot be replayed from `{}`, which {why}",
                        name.value, channel.name.value
                    ),
                )
                .related(span, why)
                .help("keep the log for ever (`retention: forever`), or rebuild from a snapshot");
        }
    }
}

/// Where a channel says that it does not keep its messages for ever, and what to say of it.
fn forgets(channel: &Channel) -> Option<(Span, String)> {
    match (&channel.kind, &channel.retention) {
        (Some(kind), _) if kind.value != ChannelKind::Log => {
            Some((kind.span, "keeps no messages".to_owned()))
        }
        (_, Some(retention)) if retention.value.milliseconds().is_some() => Some((
            retention.span,
            format!("keeps messages for {} only", retention.value),
        )),
        _ => None,
    }
}
