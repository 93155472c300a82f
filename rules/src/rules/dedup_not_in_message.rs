//! A consumer that looks for what is not there, by a slip of the pen.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "dedup-not-in-message",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A consumer that knows a repetition by what is nearly, but not quite, a field of the message",
        why: "What is never there tells nothing apart: every delivery counts as new, or all count as one.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket., fields: { order_id: uuid, placed_at: timestamp } }
services:
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: ordr_id }
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
            // Brokers and envelopes have names of their own: only a slip of the pen is sure.
            let written = &dedup.value;
            let known = fields(message).map(|field| &*field.name.value);
            let Some(right) = nearest(written, known) else {
                continue;
            };
            let name = &message.name.value;
            findings
                .report(
                    dedup.span,
                    format!("{} {}", service.name.value, mention.name.value),
                    format!("`{name}` has no `{written}` to know a repetition by"),
                )
                .related(message.name.span, "what is consumed")
                .help(format!("did you mean `{right}`?"));
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
