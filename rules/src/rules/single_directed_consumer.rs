//! An event for one service, on a queue.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "single-directed-consumer",
        category: Category::Intent,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event that one service takes from a queue",
        why: "Sent to one who must act, it is a command, whatever it is called.",
        bad: "\
events:
  InvoiceRequested:
    doc: An order needs an invoice.
    channel: invoices
    producers: [orders]
    consumers: [billing]
    fields: { order_id: uuid, requested_at: timestamp }
channels:
  invoices: { kind: queue, broker: rabbitmq }
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
",
        good: "\
events:
  InvoiceRequested:
    doc: An order needs an invoice.
    channel: invoices
    producers: [orders]
    consumers: [billing]
    fields: { order_id: uuid, requested_at: timestamp }
channels:
  invoices: { kind: log, broker: kafka }
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for event in catalog.of_intent(Intent::Event) {
        let ([consumer], Some(channel), []) =
            (&event.consumers[..], &event.channel, &event.also_on[..])
        else {
            continue;
        };
        let kind = catalog
            .channel(&channel.value)
            .and_then(|channel| channel.kind.as_ref());
        if !event.says.consumers {
            continue;
        }
        let Some(kind) = kind.filter(|kind| kind.value == ChannelKind::Queue) else {
            continue;
        };
        findings
            .report(
                event.name.span,
                event.identity(),
                format!(
                    "`{}` goes to `{}` alone, over the queue `{}`",
                    event.name.value, consumer.value, channel.value
                ),
            )
            .label("a command in disguise")
            .related(kind.span, "a queue hands each message to one consumer")
            .help(match notation(catalog, event.span.file) {
                Notation::Native => format!(
                    "move it to `commands:` with `handler: {}`, or publish it on a `log` or a \
                     `topic`",
                    consumer.value
                ),
                other => format!(
                    "{}, or publish it to all who may want to hear it",
                    other.declare(Intent::Command)
                ),
            });
    }
}
