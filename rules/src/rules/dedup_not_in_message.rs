//! A consumer that looks for what is not there.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "dedup-not-in-message",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A consumer that knows a repetition by something that the message does not have",
        why: "What is never there tells nothing apart: every delivery counts as new, or all count as one.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: order_number }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: order_id }
",
    },
    check,
};

/// What envelopes and brokers have beside every payload, as CloudEvents, Kafka, AMQP and SQS call
/// it: folded.
const ENVELOPE: &str = " id source type subject time sequence partitionkey eventid messageid \
                        deliveryid correlationid traceid traceparent idempotencykey \
                        deduplicationid messagededuplicationid key partition offset ";

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for service in &catalog.services {
        for consumption in &service.consumes {
            let mention = &consumption.message;
            let message = message_named(catalog, &mention.name.value, mention.namespace.as_deref());
            let (Some(dedup), Some(message)) = (&consumption.dedup, message) else {
                continue;
            };
            if !is_closed(message) || parts(&dedup.value).all(|part| has(message, part)) {
                continue;
            }
            let name = &message.name.value;
            let written = &dedup.value;
            let text = format!("`{name}` has no `{written}` to know a repetition by");
            let finding = findings.report(
                dedup.span,
                format!("{} {}", service.name.value, mention.name.value),
                text,
            );
            let near = nearest(written, fields(message).map(|field| &*field.name.value));
            finding
                .related(message.name.span, "what is consumed")
                .help(match near {
                    Some(right) => format!("did you mean `{right}`?"),
                    None => "name a field of the payload, one of its `headers`, or an attribute \
                             of the envelope, such as `id`"
                        .to_owned(),
                });
        }
    }
}

/// Whether all fields of the payload are known.
fn is_closed(message: &Message) -> bool {
    matches!(message.payload, Payload::Record(_)) && message.schemas.is_empty()
}

/// The names in what was written: one alone, or several as in `source, id`.
fn parts(written: &str) -> impl Iterator<Item = &str> {
    let separates = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '$'));
    let parts = written.split(separates);
    parts.filter(|part| !part.is_empty() && *part != "and")
}

/// Whether a step of the path is a field, a header or an attribute of the envelope.
fn has(message: &Message, path: &str) -> bool {
    path.split('.').any(|step| {
        let folded = fold(step);
        let attribute = folded.strip_prefix("ce").unwrap_or(&folded);
        let in_envelope = |name: &str| ENVELOPE.contains(&format!(" {name} "));
        fields(message).any(|field| *field.name.value == *step)
            || in_envelope(&folded)
            || in_envelope(attribute)
    })
}

fn fields(message: &Message) -> impl Iterator<Item = &Field> {
    message.fields().iter().chain(&message.headers)
}
