//! An event without a key on a partitioned log.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "no-key-on-log",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event without a key on a log with several partitions",
        why: "Events about one thing land in different partitions, and consumers see them in any order.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    channel: orders
    fields: { order_id: uuid, placed_at: timestamp }
channels:
  orders: { kind: log, partitions: 12 }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    channel: orders
    key: order_id
    fields: { order_id: uuid, placed_at: timestamp }
channels:
  orders: { kind: log, partitions: 12 }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let on_channels = catalog
        .of_intent(Intent::Event)
        .flat_map(|event| event.channels().map(move |channel| (event, channel)));
    for (event, written) in on_channels {
        let Some(channel) = catalog.channel(&written.value) else {
            continue;
        };
        let is_log = channel
            .kind
            .as_ref()
            .is_some_and(|kind| kind.value == ChannelKind::Log);
        let Some(partitions) = channel.partitions.as_ref().filter(|count| count.value > 1) else {
            continue;
        };
        if !is_log || event.key.is_some() || !event.says.keys {
            continue;
        }
        findings
            .report(
                event.name.span,
                event.identity(),
                format!(
                    "`{}` has no key, and `{}` has {} partitions",
                    event.name.value, written.value, partitions.value
                ),
            )
            .related(partitions.span, "the partitions")
            .help(match notation(catalog, event.span.file) {
                Notation::AsyncApi => {
                    "say in `bindings.kafka.key` by which field its order matters"
                }
                _ => "name the field by which its order matters: `key: order_id`",
            });
    }
}
