//! AsyncAPI 2 and 3: what is read, and what is said of what cannot be.

#[path = "../support/mod.rs"]
mod support;

mod intent;
mod payloads;
mod references;

use factum_catalog::Catalog;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::shape::Body;
use support::read;

fn problems(catalog: &Catalog) -> Vec<String> {
    let describe = |problem: &factum_catalog::problem::Problem| {
        let help = problem.help.as_deref().unwrap_or("");
        format!(
            "{}: {} ({help})",
            catalog.text(problem.span),
            problem.message
        )
    };
    catalog.problems.iter().map(describe).collect()
}

fn message<'a>(catalog: &'a Catalog, name: &str) -> &'a Message {
    let found = catalog.messages.iter().find(|it| &*it.name.value == name);
    found.unwrap_or_else(|| panic!("no message {name}"))
}

fn fields(message: &Message) -> Vec<String> {
    let describe =
        |it: &factum_catalog::contract::shape::Field| format!("{}: {}", it.name.value, it.ty);
    message.fields().iter().map(describe).collect()
}

/// `name: producers -> consumers on channel`
fn wiring(catalog: &Catalog) -> Vec<String> {
    let names = |list: &[factum_catalog::contract::span::Spanned<Box<str>>]| {
        list.iter()
            .map(|it| &*it.value)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut lines: Vec<String> = catalog
        .messages
        .iter()
        .map(|it| {
            let channel = it.channel.as_ref().map_or("", |it| &it.value);
            let (from, to) = (names(&it.producers), names(&it.consumers));
            format!("{}: {from} -> {to} on {channel}", it.name.value)
        })
        .collect();
    lines.sort();
    lines
}

const ORDERS_2: &str = r##"
asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
servers:
  main: { url: "kafka.acme.example:9092", protocol: kafka-secure }
channels:
  orders.placed:
    description: What was ordered.
    bindings:
      kafka: { partitions: 12, topicConfiguration: { retention.ms: 604800000 } }
    subscribe:
      operationId: sendOrderPlaced
      message: { $ref: "#/components/messages/OrderPlaced" }
  payments:
    publish:
      message:
        oneOf:
          - { $ref: "#/components/messages/PaymentReceived" }
          - { $ref: "common.yaml#/messages/PaymentFailed" }
components:
  messages:
    OrderPlaced:
      summary: A customer placed an order.
      traits: [{ $ref: "#/components/messageTraits/common" }]
      bindings: { kafka: { key: { $ref: "#/components/schemas/order_id" } } }
      payload:
        type: object
        required: [order_id, lines]
        properties:
          order_id: { $ref: "#/components/schemas/order_id" }
          lines: { type: array, items: { $ref: "#/components/schemas/OrderLine" } }
          coupon: { type: [string, "null"], description: Free text. }
          placed_at: { type: string, format: date-time }
    PaymentReceived: { payload: { $ref: "common.yaml#/schemas/Payment" } }
  messageTraits:
    common: { headers: { type: object, properties: { trace: { type: string } } } }
  schemas:
    order_id: { type: string, format: uuid }
    OrderLine:
      type: object
      properties:
        sku: { type: string }
        parts: { type: array, items: { $ref: "#/components/schemas/OrderLine" } }
"##;

const ORDERS_3: &str = r##"
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers:
  main: { host: "kafka.acme.example:9092", protocol: kafka-secure }
channels:
  placed:
    address: orders.placed
    description: What was ordered.
    bindings:
      kafka: { partitions: 12, topicConfiguration: { retention.ms: 604800000 } }
    messages: { placed: { $ref: "#/components/messages/OrderPlaced" } }
  paid:
    address: payments
    messages:
      received: { $ref: "#/components/messages/PaymentReceived" }
      failed: { $ref: "common.yaml#/messages/PaymentFailed" }
operations:
  send:
    action: send
    channel: { $ref: "#/channels/placed" }
  receive:
    action: receive
    channel: { $ref: "#/channels/paid" }
    messages:
      - { $ref: "#/channels/paid/messages/received" }
      - { $ref: "#/channels/paid/messages/failed" }
components:
  messages:
    OrderPlaced:
      summary: A customer placed an order.
      traits: [{ $ref: "#/components/messageTraits/common" }]
      bindings: { kafka: { key: { $ref: "#/components/schemas/order_id" } } }
      payload:
        schemaFormat: application/schema+json;version=draft-07
        schema:
          type: object
          required: [order_id, lines]
          properties:
            order_id: { $ref: "#/components/schemas/order_id" }
            lines: { type: array, items: { $ref: "#/components/schemas/OrderLine" } }
            coupon: { type: [string, "null"], description: Free text. }
            placed_at: { type: string, format: date-time }
    PaymentReceived: { payload: { $ref: "common.yaml#/schemas/Payment" } }
  messageTraits:
    common: { headers: { type: object, properties: { trace: { type: string } } } }
  schemas:
    order_id: { type: string, format: uuid }
    OrderLine:
      type: object
      properties:
        sku: { type: string }
        parts: { type: array, items: { $ref: "#/components/schemas/OrderLine" } }
"##;

const COMMON: &str = r##"
messages:
  PaymentFailed:
    payload: { $ref: "#/schemas/Payment" }
schemas:
  Payment:
    type: object
    properties:
      amount: { type: number }
      kind: { type: string, enum: [ON, OFF] }
"##;

#[test]
fn both_versions_say_the_same() {
    for document in [ORDERS_2, ORDERS_3] {
        let catalog = read(&[("orders.yaml", document), ("common.yaml", COMMON)]);
        assert_eq!(problems(&catalog), [""; 0]);
        assert_eq!(
            wiring(&catalog),
            [
                "OrderPlaced: Orders ->  on orders.placed",
                "PaymentFailed:  -> Orders on payments",
                "PaymentReceived:  -> Orders on payments",
            ]
        );
        let placed = message(&catalog, "OrderPlaced");
        assert_eq!(
            fields(placed),
            [
                "order_id: uuid",
                "lines: [OrderLine]",
                "coupon: string?",
                "placed_at: timestamp?"
            ]
        );
        assert_eq!(placed.key.as_ref().unwrap().value.as_ref(), "order_id");
        assert_eq!(
            placed.doc.as_ref().unwrap().value.as_ref(),
            "A customer placed an order."
        );
        assert_eq!(placed.headers[0].name.value.as_ref(), "trace");
        assert_eq!(catalog.text(placed.fields()[3].ty_span), "string");
        assert_eq!(
            fields(message(&catalog, "PaymentFailed")),
            ["amount: double?", "kind: enum(ON, OFF)?"]
        );
        let channel = catalog.channel("orders.placed").unwrap();
        assert_eq!(channel.broker.as_ref().unwrap().value.as_ref(), "kafka");
        assert_eq!(channel.partitions.as_ref().unwrap().value, 12);
        assert_eq!(channel.retention.as_ref().unwrap().value.to_string(), "7d");
        let formats: Vec<_> = catalog.sources.iter().map(|it| it.format).collect();
        assert_eq!(formats, ["asyncapi", "asyncapi"]);
    }
}

#[test]
fn a_type_that_contains_itself_is_defined_once() {
    let catalog = read(&[("orders.yaml", ORDERS_3), ("common.yaml", COMMON)]);
    let lines: Vec<_> = catalog
        .types
        .iter()
        .filter(|(_, it)| &*it.name.value == "OrderLine")
        .collect();
    let [(_, line)] = &lines[..] else {
        panic!("{lines:?}")
    };
    let Body::Record(fields) = &line.body else {
        panic!("{line:?}")
    };
    assert_eq!(fields[1].ty.to_string(), "[OrderLine]?");
    assert_eq!(catalog.text(line.name.span), "OrderLine");
}

#[test]
fn one_message_in_several_documents_is_one() {
    let service = |title: &str, action: &str| {
        format!(
            "asyncapi: 3.0.0\ninfo: {{ title: {title}, version: '1' }}\nchannels:\n  c:\n    \
             address: payments\n    messages:\n      failed: {{ $ref: '../common.yaml#/messages/PaymentFailed' }}\n\
             operations:\n  o: {{ action: {action}, channel: {{ $ref: '#/channels/c' }} }}\n"
        )
    };
    let catalog = read(&[
        ("common.yaml", COMMON),
        ("payments/asyncapi.yaml", &service("Payments", "send")),
        ("orders/asyncapi.yaml", &service("Orders", "receive")),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        wiring(&catalog),
        ["PaymentFailed: Payments -> Orders on payments"]
    );
    assert_eq!(catalog.text(catalog.messages[0].name.span), "PaymentFailed");
}

#[test]
fn copies_of_a_message_share_who_sends_and_receives_it() {
    let document = |title: &str, action: &str, version: &str| {
        format!(
            "asyncapi: 3.0.0\ninfo: {{ title: {title}, version: '1' }}\nchannels:\n  c:\n    \
             address: orders\n    messages: {{ Placed: {{ {version} payload: {{ type: object }} }} }}\n\
             operations:\n  o: {{ action: {action}, channel: {{ $ref: '#/channels/c' }} }}\n"
        )
    };
    for (version, expected) in [("", 2), ("x-eventcatalog-message-version: 1.0.0,", 1)] {
        let (sender, receiver) = (
            document("Orders", "send", version),
            document("Billing", "receive", version),
        );
        let catalog = read(&[("a.yaml", &sender), ("b.yaml", &receiver)]);
        assert_eq!(problems(&catalog), [""; 0]);
        assert_eq!(catalog.messages.len(), expected);
        assert!(
            wiring(&catalog)
                .iter()
                .all(|it| it == "Placed: Orders -> Billing on orders"),
            "{:?}",
            wiring(&catalog)
        );
    }
    let other = "x-eventcatalog-message-version: 2.0.0,";
    let first = "x-eventcatalog-message-version: 1.0.0,";
    let catalog = read(&[
        ("a.yaml", &document("Orders", "send", first)),
        ("b.yaml", &document("Billing", "receive", other)),
        ("c.yaml", &document("Audit", "receive", "")),
    ]);
    assert_eq!(
        wiring(&catalog),
        [
            "Placed:  -> Billing, Audit on orders",
            "Placed: Orders -> Audit on orders",
            "Placed: Orders -> Audit, Billing on orders",
        ]
    );
}

#[test]
fn messages_of_one_name_and_version_in_a_document_are_each_read() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 3.0.0
info: { title: Shop, version: "1" }
channels:
  orders: { address: orders, messages: { p: { $ref: "#/components/messages/OrderPlaced" } } }
  refunds: { address: refunds, messages: { p: { $ref: "#/components/messages/RefundPlaced" } } }
components:
  messages:
    OrderPlaced: { name: Placed, x-eventcatalog-message-version: "1", payload: { type: object } }
    RefundPlaced: { name: Placed, x-eventcatalog-message-version: "1", payload: { type: array } }
"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        wiring(&catalog),
        ["Placed:  ->  on orders", "Placed:  ->  on refunds"]
    );
}

#[test]
fn nameless_messages_are_named_from_what_there_is() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 2.4.0
info: { title: A, version: "1" }
channels:
  one: { subscribe: { operationId: onOne, message: { payload: { type: object } } } }
  two: { subscribe: { message: { payload: { type: object } } } }
  three:
    subscribe:
      message:
        oneOf:
          - { x-acme-event-type: account.created, title: An account was created. }
          - { title: AccountClosed }
          - { title: The account was merged }
          - { messageId: accountMoved }
          - { payload: { $ref: "#/components/schemas/AccountLocked" } }
components: { schemas: { AccountLocked: { type: object } } }
"##,
    )]);
    let names: Vec<_> = catalog.messages.iter().map(|it| &*it.name.value).collect();
    assert_eq!(
        names,
        [
            "onOne",
            "two",
            "account.created",
            "AccountClosed",
            "The account was merged",
            "accountMoved",
            "AccountLocked"
        ]
    );
}

#[test]
fn merge_keys_are_understood() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 3.0.0
info: { title: A, version: "1" }
x-common: &common { id: { type: string }, at: { type: string, format: date } }
channels:
  c:
    messages:
      Placed: { payload: { type: object, properties: { <<: *common, at: { type: integer } } } }
"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        fields(message(&catalog, "Placed")),
        ["at: long?", "id: string?"]
    );
}

#[test]
fn what_cannot_be_read_is_said_clearly() {
    let catalog = read(&[
        (
            "old.yaml",
            "asyncapi: 1.2.0\ninfo: { title: A }\ntopics: {}\n",
        ),
        (
            "mixed.yaml",
            "asyncapi: 3.0.0\ninfo: { title: A }\nchannels: { c: { publish: { message: {} } } }\n",
        ),
        ("yaml.json", "asyncapi: 3.0.0\ninfo: { title: A }\n"),
        (
            "later.yaml",
            "asyncapi: 2.6.0\ninfo: { title: A }\nchannels: {}\noperations: {}\n",
        ),
    ]);
    let messages: Vec<_> = catalog
        .problems
        .iter()
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(messages.len(), 4, "{messages:?}");
    assert!(messages[0].starts_with("this is not JSON"));
    assert_eq!(messages[1], "AsyncAPI 1.2.0 is not read");
    assert!(messages[2].starts_with("`publish` is of AsyncAPI 2"));
    assert!(messages[3].starts_with("`operations` is of AsyncAPI 3"));
}

#[test]
fn an_address_and_its_channel_have_the_same_parameters() {
    let v3 = r##"
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  right: { address: "orders/{orderId}/{orderId}", parameters: { orderId: {} } }
  none: { address: "orders/{orderId}/{region}", parameters: { region: { $ref: "#/components/parameters/region" } } }
  other: { address: "orders/{order-id}", parameters: { orderId: {}, x-note: {} } }
  unknown: { address: null, parameters: { orderId: {} } }
components: { parameters: { region: {} } }
"##;
    let v2 = "
asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
channels:
  'orders/{orderId}': { parameters: { orderId: {} } }
  parcels/{id}: {}
";
    let catalog = read(&[("a.yaml", v3), ("b.yaml", v2)]);
    assert_eq!(
        problems(&catalog),
        [
            "{orderId}: the parameter `orderId` of the address is not described (add `orderId` to the channel's `parameters`)",
            "{order-id}: the parameter `order-id` of the address is not described (add `order-id` to the channel's `parameters`)",
            "orderId: the channel's address has no parameter `orderId` (write `{orderId}` in the address, or take it out)",
            "{id}: the parameter `id` of the address is not described (add `id` to the channel's `parameters`)",
        ]
    );
}
