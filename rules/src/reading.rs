//! The mistakes met while reading, as rules.

use factum_catalog::Catalog;
use factum_catalog::contract::span::Span;
use factum_catalog::problem::{Problem, ProblemKind};
use factum_message_rules::finding::Severity;
use factum_message_rules::finding::{Edit, Finding, Findings, Safety};
use factum_message_rules::rule::{About, Category, Preset};

/// The rule for each kind of mistake, in the order of [`ProblemKind::ALL`].
pub(crate) static ALL: &[About] = &[
    about(
        "syntax",
        "The text of a file is not YAML, JSON or what its format is written in",
        "What cannot be read cannot be checked: nothing in this part of the file is known to factum.",
        "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: timestamp
",
        "\
events:
  OrderPlaced:
    fields: { order_id: uuid, placed_at: timestamp }
",
    ),
    about(
        "unknown-key",
        "A key that the format does not have",
        "A misspelt key says nothing: what it was meant to say is missing from the contract.",
        "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    feilds: { order_id: uuid }
",
        "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid }
",
    ),
    about(
        "invalid-value",
        "A value that its key cannot have",
        "A value that means nothing leaves the contract open where its author thought it closed.",
        "\
channels:
  orders: { kind: log, partitions: a dozen }
",
        "\
channels:
  orders: { kind: log, partitions: 12 }
",
    ),
    about(
        "duplicate-definition",
        "The same thing is defined twice",
        "Two definitions drift apart, and nobody can tell which one holds.",
        "\
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
  Money: { amount: \"decimal(12,2)\" }
",
        "\
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
",
    ),
    about(
        "ambiguous-reference",
        "A name that stands for several things",
        "Which of them is meant must not depend on who reads the file.",
        "\
# file: billing.yaml
namespace: com.acme.billing
types:
  Money: { amount: \"decimal(12,2)\", currency: string }

# file: pricing.yaml
namespace: com.acme.pricing
types:
  Money: { minor_units: long, currency: string }

# file: orders.yaml
namespace: com.acme.orders
events:
  OrderPlaced:
    fields: { order_id: uuid, total: Money, list_price: com.acme.pricing.Money }
",
        "\
# file: billing.yaml
namespace: com.acme.billing
types:
  Money: { amount: \"decimal(12,2)\", currency: string }

# file: pricing.yaml
namespace: com.acme.pricing
types:
  Money: { minor_units: long, currency: string }

# file: orders.yaml
namespace: com.acme.orders
events:
  OrderPlaced:
    fields: { order_id: uuid, total: com.acme.billing.Money, list_price: com.acme.pricing.Money }
",
    ),
    about(
        "unknown-type",
        "A type that is defined nowhere",
        "A field of an unknown type cannot be checked, generated or read.",
        "\
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
events:
  OrderPlaced:
    fields: { order_id: uuid, total: Mony }
",
        "\
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
events:
  OrderPlaced:
    fields: { order_id: uuid, total: Money }
",
    ),
    about(
        "unknown-message",
        "An event, a command or a query that is defined nowhere",
        "A consumer of something that nobody defines waits for ever.",
        "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
services:
  billing: { owner: team-money, consumes: [OrderPlacd] }
",
        "\
events:
  OrderPlaced: { fields: { order_id: uuid } }
services:
  billing: { owner: team-money, consumes: [OrderPlaced] }
",
    ),
    about(
        "unknown-service",
        "A service that is defined nowhere",
        "A misspelt service hides who produces and who breaks.",
        "\
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
events:
  OrderPlaced:
    producers: [orders]
    consumers: [biling]
    fields: { order_id: uuid }
",
        "\
services:
  orders: { owner: team-checkout }
  billing: { owner: team-money }
events:
  OrderPlaced:
    producers: [orders]
    consumers: [billing]
    fields: { order_id: uuid }
",
    ),
    about(
        "unknown-channel",
        "A channel that is defined nowhere",
        "An event on a misspelt channel reaches nobody.",
        "\
channels:
  orders: { kind: log }
events:
  OrderPlaced:
    channel: order
    fields: { order_id: uuid }
",
        "\
channels:
  orders: { kind: log }
events:
  OrderPlaced:
    channel: orders
    fields: { order_id: uuid }
",
    ),
    about(
        "invalid-schema",
        "A schema that its own language refuses, or that refuses every value",
        "Either no registry takes it, or no reader takes a message.",
        "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"order_id\", \"type\": \"long\"}]}
",
        "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}]}
",
    ),
    About {
        severity: Severity::Warning,
        preset: Preset::Standard,
        ..about(
            "ignored-logical-type",
            "A logical type where readers ignore it",
            "The schema looks as if it said what the number means, and every reader takes a bare number.",
            "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"},
  {\"name\": \"placed_at\", \"type\": \"long\", \"logicalType\": \"timestamp-millis\"}]}
",
            "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"},
  {\"name\": \"placed_at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}}]}
",
        )
    },
    About {
        severity: Severity::Warning,
        preset: Preset::Standard,
        ..about(
            "conflicting-definition",
            "One full name for schemas that differ",
            "Which of them a generator or a reader takes depends on the order of the files.",
            "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"fields\": [{\"name\": \"cents\", \"type\": \"long\"}]}}]}
# file: OrderPaid.avsc
{\"type\": \"record\", \"name\": \"OrderPaid\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"fields\": [{\"name\": \"text\", \"type\": \"string\"}]}}]}
",
            "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"fields\": [{\"name\": \"cents\", \"type\": \"long\"}]}}]}
# file: OrderPaid.avsc
{\"type\": \"record\", \"name\": \"OrderPaid\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"price\", \"type\":
  {\"type\": \"record\", \"name\": \"Price\", \"fields\": [{\"name\": \"cents\", \"type\": \"long\"}]}}]}
",
        )
    },
    About {
        severity: Severity::Info,
        preset: Preset::Strict,
        ..about(
            "odd-schema",
            "Something that readers of a schema take differently, or only newer ones accept",
            "It works where it was tried, and fails in the library of the next consumer.",
            "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": \"none\"}]}
",
            "\
# file: OrderPlaced.avsc
{\"type\": \"record\", \"name\": \"OrderPlaced\", \"fields\": [
  {\"name\": \"order_id\", \"type\": \"string\"}, {\"name\": \"note\", \"type\": [\"string\", \"null\"], \"default\": \"none\"}]}
",
        )
    },
    about(
        "unresolved-reference",
        "A `$ref` to a file, or to a place in it, that does not exist",
        "What it was meant to bring is missing: nothing behind it is checked, compared or generated.",
        "\
# file: shop.yaml
asyncapi: 3.0.0
info: { title: shop, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced: { $ref: \"#/components/messages/OrderPlacd\" }
components:
  messages:
    OrderPlaced:
      payload:
        type: object
        required: [order_id]
        properties: { order_id: { type: string } }
",
        "\
# file: shop.yaml
asyncapi: 3.0.0
info: { title: shop, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced: { $ref: \"#/components/messages/OrderPlaced\" }
components:
  messages:
    OrderPlaced:
      payload:
        type: object
        required: [order_id]
        properties: { order_id: { type: string } }
",
    ),
    About {
        severity: Severity::Info,
        preset: Preset::Standard,
        ..about(
            "remote-reference",
            "A `$ref` to something on the network, which is never fetched",
            "What stands there may change without a commit, and nothing behind it is checked.",
            "\
# file: shop.yaml
asyncapi: 3.0.0
info: { title: shop, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        payload:
          type: object
          required: [order_id, total]
          properties: { order_id: { type: string }, total: { $ref: \"https://schemas.example.com/money.json\" } }
",
            "\
# file: shop.yaml
asyncapi: 3.0.0
info: { title: shop, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        payload:
          type: object
          required: [order_id, total]
          properties: { order_id: { type: string }, total: { type: string, format: decimal } }
",
        )
    },
];

const fn about(
    id: &'static str,
    what: &'static str,
    why: &'static str,
    bad: &'static str,
    good: &'static str,
) -> About {
    About {
        id,
        category: Category::Catalog,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what,
        why,
        bad,
        good,
    }
}

/// The rule for a kind of mistake.
fn rule(kind: ProblemKind) -> Option<&'static About> {
    let index = ProblemKind::ALL.iter().position(|&other| other == kind)?;
    ALL.get(index)
}

/// A mistake as a finding.
pub(crate) fn report(catalog: &Catalog, problem: &Problem, found: &mut Vec<Finding>) {
    let Some(rule) = rule(problem.kind) else {
        return;
    };
    let mut findings = Findings::new(rule, found);
    let finding = findings.report(problem.span, &problem.subject, &problem.message);
    finding.label(&problem.label);
    finding.help = problem.help.clone();
    for (span, message) in &problem.related {
        finding.related(*span, message);
    }
    // The right spelling is a guess, and what the catalog says changes with it: never safe.
    if let Some(right) = &problem.replacement
        && let Some(span) = inside_quotes(catalog.text(problem.span), problem.span, right)
    {
        finding.fix(
            Safety::Unsafe,
            format!("write `{right}`"),
            vec![Edit {
                span,
                text: right.clone(),
            }],
        );
    }
}

/// Where to write `right` for what stands at `span`: between the quotes, if there are any; nowhere
/// if it would have to be escaped there.
fn inside_quotes(written: &str, span: Span, right: &str) -> Option<Span> {
    let quote = ["\\\"", "\"", "'"]
        .into_iter()
        .find(|quote| written.starts_with(quote) && written.len() >= 2 * quote.len());
    let Some(quote) = quote.filter(|quote| written.ends_with(quote)) else {
        return Some(span);
    };
    let is_plain = !right.contains(['"', '\'', '\\']);
    is_plain.then(|| span.slice(quote.len(), written.len() - quote.len()))
}
