//! What the native format says of services, channels, flows and read models.

use factum_catalog::{Catalog, InputFile};

fn read(text: &str) -> Catalog {
    factum_catalog::read(vec![InputFile {
        path: "wiring.yaml".into(),
        text: text.into(),
    }])
}

fn problems(text: &str) -> Vec<String> {
    let catalog = read(text);
    let told = catalog.problems.iter().map(|problem| {
        let help = problem.help.as_deref().unwrap_or("");
        format!("{} ({help})", problem.message)
    });
    told.collect()
}

#[test]
fn a_slip_in_a_word_that_rules_act_on_is_told() {
    let wiring = "\
events:
  OrderPlaced: { fields: { event_id: uuid } }
services:
  orders: { owner: '', publishes_via: outobx }
  billing: { owner: team-money, publishes_via: direct }
  shipping: { owner: team-parcels, publishes_via: kafka-transaction }
flows:
  checkout: { steps: [{ when: OrderPlaced, service: billing, timeout: soon }, { when: OrderPlaced, timeout: PT10M }] }
read_models:
  summary: { service: billing, from: [OrderPlaced], rebuild: replya }
";
    assert_eq!(
        problems(wiring),
        [
            "`owner` of a service has no value (write one or leave the key out)",
            "`publishes_via` of a service cannot be `outobx` (did you mean `outbox`?)",
            "`soon` is no span of time (write `30s`, `10min`, `7d`, or `PT10M`)",
            "`rebuild` of a read model cannot be `replya` (did you mean `replay`?)",
        ]
    );
}

#[test]
fn a_deprecation_says_something() {
    let blank = "\
events:
  OrderPlaced: { fields: { event_id: uuid }, deprecated: { since: ' ', message: late } }
  OrderPaid: { fields: { event_id: uuid }, deprecated: }
";
    assert_eq!(
        problems(blank),
        [
            "`since` of `deprecated` has no value (write one or leave the key out)",
            "`deprecated` has no value (write `true` or why, or leave the key out)",
        ]
    );
}

#[test]
fn nothing_follows_from_itself() {
    let wiring = "\
events:
  OrderPlaced: { version: 2, fields: { event_id: uuid }, deprecated: { replaced_by: OrderPlaced } }
  OrderPlaced@1: { deprecated: { replaced_by: OrderPlaced } }
  OrderPaid: { fields: { event_id: uuid } }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, then: OrderPlaced }
      - { when: OrderPlaced, then: OrderPaid, fails: OrderPaid }
";
    assert_eq!(
        problems(wiring),
        [
            "`OrderPlaced` is `when` and `then` of one step (name another event under `then`, or \
             leave it out)",
            "`OrderPaid` is `then` and `fails` of one step (name another event under `fails`, or \
             leave it out)",
            "`OrderPlaced` cannot replace itself (name what to use instead, or leave \
             `replaced_by` out)",
        ]
    );
}

#[test]
fn the_service_of_a_file_produces_its_events_and_sends_no_commands() {
    let catalog = read(
        "service: orders\nevents: { OrderPlaced: {} }\ncommands: { PlaceOrder: { handler: orders } }\n\
         queries: { GetOrder: { producers: [shop] } }\n",
    );
    let producers = catalog.messages.iter().map(|message| {
        let names: Vec<&str> = message.producers.iter().map(|it| &*it.value).collect();
        (&*message.name.value, names)
    });
    assert_eq!(
        producers.collect::<Vec<_>>(),
        [
            ("OrderPlaced", vec!["orders"]),
            ("PlaceOrder", vec![]),
            ("GetOrder", vec!["shop"]),
        ]
    );
}
