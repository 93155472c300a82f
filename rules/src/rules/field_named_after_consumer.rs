//! A field for one consumer.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "field-named-after-consumer",
        category: Category::Coupling,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A field named after a service that consumes the event",
        why: "The producer knows its consumer, and has to change when that service does or goes.",
        bad: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    producers: [orders]
    consumers: [analytics]
    fields: { order_id: uuid, analytics_segment: string, placed_at: timestamp }
services:
  orders: { owner: team-checkout }
  analytics: { owner: team-data }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    producers: [orders]
    consumers: [analytics]
    fields: { order_id: uuid, first_order: bool, placed_at: timestamp }
services:
  orders: { owner: team-checkout }
  analytics: { owner: team-data }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let mut plain_names: HashMap<&str, String> = HashMap::new();
    for event in catalog.of_intent(Intent::Event) {
        for consumer in &event.consumers {
            let produces = |name: &Spanned<Text>| name.value == consumer.value;
            if event.producers.iter().any(produces) {
                continue;
            }
            let service = plain_names
                .entry(&consumer.value)
                .or_insert_with(|| plain_name(&consumer.value));
            for field in event.fields() {
                if !may_be_for(&field.name.value, service)
                    || !is_for(&Words::of(&field.name.value), service)
                {
                    continue;
                }
                findings
                    .report(
                        field.name.span,
                        format!("{}.{}", event.identity(), field.name.value),
                        format!(
                            "`{}` is there for the consumer `{}`",
                            field.name.value, consumer.value
                        ),
                    )
                    .related(consumer.span, "consumes the event")
                    .help("name what is true of the subject, whoever asks");
            }
        }
    }
}

/// The words of a service without what every service is called: `billing-service` is `billing`.
fn plain_name(service: &str) -> String {
    let words = Words::of(service);
    let is_wrapper = |word: &&str| {
        matches!(
            *word,
            "service" | "svc" | "worker" | "api" | "app" | "server" | "backend" | "consumer"
        )
    };
    let kept: Vec<&str> = words.iter().filter(|word| !is_wrapper(word)).collect();
    kept.join("_")
}

/// Whether the first word of the service occurs in the name at all, which is quickly told.
fn may_be_for(field: &str, service: &str) -> bool {
    let first = service.split('_').next().unwrap_or("").as_bytes();
    !first.is_empty()
        && field
            .as_bytes()
            .windows(first.len())
            .any(|window| window.eq_ignore_ascii_case(first))
}

fn is_for(field: &Words, service: &str) -> bool {
    if field.as_str() == service {
        return false;
    }
    let before = field.as_str().strip_suffix(service);
    let addressed = ["for_", "to_", "notify_", "tell_"]
        .into_iter()
        .any(|word| before.is_some_and(|before| before.ends_with(word)));
    addressed || (field.starts_with(service) && !names_the_domain(field.last()))
}

/// What belongs to the subject even where a service has its name: `billing_address`,
/// `shipping_method`, `inventory_count`.
#[rustfmt::skip]
fn names_the_domain(last: &str) -> bool {
    matches!(
        last,
        "address" | "date" | "method" | "cost" | "costs" | "price" | "fee" | "name" | "contact"
            | "email" | "phone" | "city" | "country" | "line" | "lines" | "zip" | "postcode"
            | "total" | "amount" | "currency" | "period" | "cycle" | "account" | "id" | "ids"
            | "at" | "window" | "party" | "details" | "status" | "type" | "number" | "reference"
            | "count" | "quantity" | "level" | "item" | "items" | "provider" | "carrier" | "class"
            | "option" | "rate" | "weight" | "label" | "interval" | "plan" | "terms" | "day"
            | "time" | "region" | "location" | "zone" | "score" | "result" | "reason" | "intent"
            | "intents" | "code" | "state" | "street" | "history" | "term" | "url"
    )
}
