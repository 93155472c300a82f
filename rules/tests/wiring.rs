//! What consumers say of how they consume.

use factum_catalog::InputFile;
use factum_rules::{Preset, Settings, lint};

fn found(rule: &str, dedup: &str) -> usize {
    let text = format!(
        "events:\n  OrderPlaced: {{ headers: {{ delivery_attempt: int }}, fields: {{ order_id: uuid, line: int }} }}\n\
         services:\n  billing: {{ owner: team-money, consumes: {{ OrderPlaced: {{ dedup: {dedup:?} }} }} }}\n"
    );
    let catalog = factum_catalog::read(vec![InputFile {
        path: "orders.yaml".into(),
        text: text.into(),
    }]);
    let findings = lint(&catalog, &Settings::default());
    findings.iter().filter(|it| it.rule == rule).count()
}

#[test]
fn repetitions_are_known_by_what_the_message_or_its_envelope_has() {
    let has = [
        "order_id",
        "order_id, line",
        "delivery_attempt",
        "payload.order_id",
        "id",
        "ce-id",
        "ce_id",
        "source + id",
        "source and id",
        "MessageId",
        "event-id",
        "eventId",
        "idempotency_key",
        "topic, partition, offset",
        "sha256(line)",
    ];
    for dedup in has {
        assert_eq!(found("dedup-not-in-message", dedup), 0, "{dedup}");
    }
    for dedup in ["ordr_id", "oder_id"] {
        assert_eq!(found("dedup-not-in-message", dedup), 1, "{dedup}");
    }
}

#[test]
fn publishing_beside_the_store_is_a_dual_write_even_if_stated() {
    let is_told = |via: &str| {
        let text = format!(
            "events:\n  OrderPlaced: {{ producers: [orders], fields: {{ order_id: uuid }} }}\n\
             services:\n  orders: {{ owner: team-checkout, store: postgres{via} }}\n"
        );
        let catalog = factum_catalog::read(vec![InputFile {
            path: "orders.yaml".into(),
            text: text.into(),
        }]);
        let strict = Settings {
            preset: Preset::Strict,
            ..Settings::default()
        };
        let findings = lint(&catalog, &strict);
        findings.iter().any(|it| it.rule == "dual-write")
    };
    assert!(is_told("") && is_told(", publishes_via: direct") && is_told(", publishes_via: none"));
    assert!(!is_told(", publishes_via: cdc") && !is_told(", publishes_via: kafka-transaction"));
}
