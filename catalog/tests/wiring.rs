//! What the native format says of services, channels, flows and read models.

use factum_catalog::{Catalog, InputFile};

fn problems(text: &str) -> Vec<String> {
    let catalog: Catalog = factum_catalog::read(vec![InputFile {
        path: "wiring.yaml".into(),
        text: text.into(),
    }]);
    let told = catalog.problems.iter().map(|problem| {
        let help = problem.help.as_deref().unwrap_or("");
        format!("{} ({help})", problem.message)
    });
    told.collect()
}

#[test]
fn words_that_rules_act_on_are_held_to_the_format() {
    let wiring = "\
events:
  OrderPlaced: { fields: { event_id: uuid } }
services:
  orders: { owner: '', publishes_via: outobx }
  billing: { owner: team-money, publishes_via: direct, consumes: { OrderPlaced: { dead_letter: biling.dlq } } }
channels:
  billing.dlq: { kind: queue }
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
            "`publishes_via` of a service cannot be `direct` (it is one of `outbox`, `cdc`, \
             `event-store`)",
            "`soon` is no span of time (write `30s`, `10min`, `7d`, or `PT10M`)",
            "`rebuild` of a read model cannot be `replya` (did you mean `replay`?)",
            "no channel is called `biling.dlq` (did you mean `billing.dlq`?)",
        ]
    );
}

#[test]
fn dead_letters_need_not_be_declared_where_no_channel_is() {
    let wiring = "\
events:
  OrderPlaced: { fields: { event_id: uuid } }
services:
  billing: { owner: team-money, consumes: { OrderPlaced: { dead_letter: billing.dlq } } }
";
    assert_eq!(problems(wiring), [""; 0]);
}
