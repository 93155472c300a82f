//! What tells events from requests and replies.

use factum_catalog::contract::message::Intent;

use super::{message, problems, read};

#[test]
fn requests_replies_and_what_is_declared_are_no_events() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 3.0.0
info: { title: Prices, version: "1" }
channels:
  ask: { address: ask, messages: { PriceRequest: { payload: { type: object } } } }
  answer: { address: null, messages: { PriceReply: { payload: { type: object } } } }
  other:
    messages:
      Stated: { x-eventcatalog-message-type: query }
      WithReplyTo: { headers: { type: object, properties: { reply-to: { type: string } } } }
      PriceChanged: { payload: { type: object } }
operations:
  answer:
    action: receive
    channel: { $ref: "#/channels/ask" }
    reply: { channel: { $ref: "#/channels/answer" } }
"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    let intents: Vec<_> = catalog
        .messages
        .iter()
        .map(|it| (&*it.name.value, it.intent, it.says.intents))
        .collect();
    assert_eq!(
        intents,
        [
            ("PriceRequest", Intent::Command, false),
            ("PriceReply", Intent::Reply, false),
            ("Stated", Intent::Query, true),
            ("WithReplyTo", Intent::Command, false),
            ("PriceChanged", Intent::Event, false),
        ]
    );
    let request = message(&catalog, "PriceRequest");
    assert_eq!(request.handler.as_ref().unwrap().value.as_ref(), "Prices");
    assert_eq!(
        message(&catalog, "PriceReply").producers[0].value.as_ref(),
        "Prices"
    );
}

#[test]
fn what_comes_back_with_the_correlation_id_of_a_request_is_its_reply() {
    let catalog = read(&[(
        "rpc.yaml",
        r##"
asyncapi: 2.6.0
info: { title: Client, version: "1" }
channels:
  sums:
    subscribe:
      message:
        name: SumWanted
        bindings: { amqp: { replyTo: { type: string } } }
        correlationId: { location: "$message.header#/id" }
  answers:
    publish:
      message: { name: Sum, correlationId: { $ref: "#/components/correlationIds/id" } }
  news:
    subscribe:
      message: { name: SumTold, correlationId: { location: "$message.header#/id" } }
  work:
    bindings: { amqp: { is: queue } }
    subscribe: { message: { name: addUp } }
components: { correlationIds: { id: { location: "$message.header#/id" } } }
"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    let told = |name: &str| {
        let message = message(&catalog, name);
        let evidence = message.evidence.as_ref().unwrap();
        let place = catalog.text(evidence.span);
        (message.intent, &*evidence.seen, place)
    };
    assert_eq!(
        told("SumWanted"),
        (Intent::Command, "it says where to reply to", "replyTo")
    );
    let seen = "it carries the correlation id of the request `SumWanted`";
    assert_eq!(told("Sum"), (Intent::Reply, seen, "correlationId"));
    let seen = "the application `Client` sends it";
    assert_eq!(told("SumTold"), (Intent::Event, seen, "subscribe"));
    let seen = "the application `Client` sends it over the queue `work`";
    assert_eq!(told("addUp"), (Intent::Event, seen, "subscribe"));
}
