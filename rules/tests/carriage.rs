//! What carries a message, and as what, compared with a baseline.

use factum_catalog::{InputFile, read, read_baseline};
use factum_rules::breaking::Baseline;
use factum_rules::{Finding, Settings, breaking};

fn compare(old: &str, new: &str) -> Vec<Finding> {
    let input = |path: &str, text: &str| {
        vec![InputFile {
            path: path.into(),
            text: text.into(),
        }]
    };
    let catalog = read(input("catalog.yaml", new));
    let baseline = read_baseline(input("HEAD:catalog.yaml", old), &catalog);
    assert!(catalog.problems.is_empty(), "{:?}", catalog.problems);
    breaking(&catalog, &Baseline::from(baseline), &Settings::default())
}

fn rules_of(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.rule).collect()
}

#[test]
fn another_media_type_is_found_wherever_a_format_states_it() {
    let asyncapi = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
defaultContentType: application/json
components: { messages: { OrderPlaced: { payload: { type: object } } } }
";
    let xregistry = "\
specversion: 1.0-rc4
registryid: shop
messagegroups:
  shop:
    messagegroupid: shop
    messages:
      OrderPlaced: { messageid: OrderPlaced, datacontenttype: application/json }
";
    for then in [asyncapi, xregistry] {
        let found = compare(then, &then.replace("/json", "/xml"));
        assert_eq!(rules_of(&found), ["media-type-changed"], "{found:?}");
        let parameter = then.replace("application/json", "\"Application/JSON; charset=utf-8\"");
        assert!(compare(then, &parameter).is_empty());
    }
}

#[test]
fn another_topic_or_protocol_of_a_message_is_another_channel() {
    let then = "\
specversion: 1.0-rc4
registryid: fleet
messagegroups:
  fleet:
    messagegroupid: fleet
    messages:
      CarCharged: { messageid: CarCharged, protocol: MQTT/3.1.1, protocoloptions: { topic_name: cars } }
";
    let rules = |from: &str, to: &str| rules_of(&compare(then, &then.replace(from, to)));
    assert_eq!(rules("cars", "autos"), ["channel-changed"]);
    assert_eq!(rules("MQTT/3.1.1", "KAFKA"), ["channel-changed"]);
    assert_eq!(rules("MQTT/3.1.1", "MQTT/5.0"), [""; 0]);
    assert_eq!(rules("MQTT/3.1.1", "MQTTS"), [""; 0]);
    let both = compare(
        then,
        &then.replace("cars", "autos").replace("MQTT/3.1.1", "KAFKA"),
    );
    let related: Vec<&str> = both[0].related.iter().map(|it| &*it.message).collect();
    let told = ["the topic before", "the protocol too, which was `mqtt`"];
    assert_eq!(
        (rules_of(&both), related),
        (vec!["channel-changed"], told.to_vec())
    );
}

#[test]
fn another_kind_of_channel_breaks_who_listens_and_another_broker_may() {
    let version = |channel: &str| {
        format!(
            "events:\n  OrderPaid: {{ channel: orders, consumers: [billing], fields: {{ id: uuid }} }}\nchannels:\n  orders: {{ {channel} }}\n"
        )
    };
    let found = |then: &str, now: &str| compare(&version(then), &version(now));
    let kind = found("kind: log, broker: kafka", "kind: queue, broker: rabbitmq");
    assert_eq!(rules_of(&kind), ["channel-kind-changed"]);
    assert_eq!(kind[0].affected[0].service, "billing");
    assert!(!kind[0].doubtful);
    let broker = found("kind: log, broker: kafka", "kind: log, broker: redpanda");
    assert_eq!(rules_of(&broker), ["channel-kind-changed"]);
    assert!(broker[0].doubtful);
    for (plain, encrypted) in [("mqtt", "mqtts"), ("ws", "wss"), ("pulsar", "pulsar+ssl")] {
        let on = |broker: &str| format!("kind: topic, broker: {broker}");
        assert!(found(&on(plain), &on(encrypted)).is_empty(), "{plain}");
    }
    assert!(found("broker: kafka", "kind: log, broker: kafka").is_empty());
}

#[test]
fn messages_of_one_name_are_compared_with_those_of_their_channels() {
    let document = |channels: &str| {
        format!(
            "\
asyncapi: 3.0.0
info: {{ title: Shop, version: \"1\" }}
channels:
{channels}
components:
  messages:
    Order: {{ name: Placed, payload: {{ type: object }} }}
    Refund: {{ name: Placed, payload: {{ type: array }} }}
"
        )
    };
    let channel = |name: &str, message: &str| {
        format!(
            "  {name}: {{ address: {name}, messages: {{ p: {{ $ref: \"#/components/messages/{message}\" }} }} }}"
        )
    };
    let (orders, refunds) = (channel("orders", "Order"), channel("refunds", "Refund"));
    let then = document(&format!("{orders}\n{refunds}"));
    for now in [&then, &document(&format!("{refunds}\n{orders}"))] {
        assert_eq!(rules_of(&compare(&then, now)), [""; 0]);
    }
}

#[test]
fn a_type_that_holds_itself_is_compared() {
    let version = |ty: &str| {
        format!(
            "types: {{ Tree: \"{ty}\" }}\nevents:\n  TreeGrown: {{ fields: {{ id: uuid, tree: Tree }} }}\n"
        )
    };
    for ty in ["[Tree]", "map<Tree>"] {
        assert_eq!(rules_of(&compare(&version(ty), &version(ty))), [""; 0]);
    }
}
