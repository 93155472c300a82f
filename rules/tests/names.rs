//! Names other than those of messages: symbols of enums and the messages of steps.

use factum_catalog::InputFile;
use factum_rules::{Finding, Language, Settings, lint};

fn found(text: &str, rule: &str, settings: &Settings) -> Vec<Finding> {
    let file = InputFile {
        path: "catalog.yaml".into(),
        text: text.into(),
    };
    let findings = lint(&factum_catalog::read(vec![file]), settings);
    let is_of_rule = |finding: &Finding| finding.rule == rule;
    findings.into_iter().filter(is_of_rule).collect()
}

/// The symbols that are found to order, in an event's field of this name.
fn orders(field: &str, symbols: &str, settings: &Settings) -> Vec<String> {
    let text = format!(
        "events:\n  OrderMoved:\n    fields: {{ order_id: uuid, {field}: \"enum({symbols})\" }}\n"
    );
    let findings = found(&text, "imperative-symbol", settings);
    let symbol = |finding: Finding| finding.subject.rsplit('.').next().map(str::to_owned);
    findings.into_iter().filter_map(symbol).collect()
}

#[test]
fn a_symbol_orders_only_where_the_others_tell_what_happened() {
    let settings = Settings::default();
    let cases: [(&str, &str, &[&str]); 10] = [
        ("status", "placed, shipped, deliver", &["deliver"]),
        (
            "event_type",
            "order_placed, cancel_order, ping",
            &["cancel_order"],
        ),
        // What is offered, what is a state as well, and who is undecided.
        ("actions", "approve, reject, escalate", &[]),
        ("status", "placed, shipped, hold, return, open", &[]),
        ("status", "placed, deliver, cancel", &[]),
        ("channel", "web, store, phone", &[]),
        ("event_type", "order_placed, order_cancelled", &[]),
        ("status", "pending, processing, done", &[]),
        // An order may be why something happened, and a code has words of its own.
        ("end_reason", "expired, replaced, delete_room", &[]),
        (
            "result_code",
            "account_frozen, token_burned, provide_identity",
            &[],
        ),
    ];
    for (field, symbols, expected) in cases {
        assert_eq!(orders(field, symbols, &settings), expected, "{symbols}");
    }
    let foreign = Settings {
        language: Language::None,
        ..Settings::default()
    };
    assert_eq!(
        orders("status", "placed, shipped, deliver", &foreign),
        [""; 0]
    );
}

#[test]
fn the_casing_of_fields_is_one_that_most_have() {
    let cases = [
        // What is in no casing sets no custom.
        (
            "aB_c: int, dE_f: int, orderId: uuid",
            Some(("aB_c", "write `aBC`")),
        ),
        ("aB_c: int, dE_f: int", None),
        // Capitals may be an acronym's.
        (
            "RSA_3072: int, pubKey: int",
            Some(("RSA_3072", "write `rsa3072`")),
        ),
        (
            "order_id: uuid, RSA_3072: int",
            Some(("RSA_3072", "write `rsa_3072`")),
        ),
    ];
    for (fields, expected) in cases {
        let text = format!("events:\n  OrderMoved:\n    fields: {{ {fields} }}\n");
        let found = found(&text, "mixed-field-casing", &Settings::default());
        let told = found.first().map(|it| {
            (
                it.subject.rsplit('.').next().unwrap(),
                it.help.as_deref().unwrap(),
            )
        });
        assert_eq!(told, expected, "{fields}");
    }
}

#[test]
fn a_step_is_told_the_message_that_it_means() {
    let text = "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside. }
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
services:
  inventory: { owner: team-stock }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, does: StockReserved, then: ReserveStock }
";
    let help: Vec<String> = found(text, "wrong-kind-of-message", &Settings::default())
        .into_iter()
        .filter_map(|finding| finding.help)
        .collect();
    assert_eq!(
        help,
        [
            "name the command `ReserveStock` here, and the event in `then:`",
            "name the event `StockReserved` here, and the command in `does:`",
        ]
    );
}

#[test]
fn money_is_known_by_the_name_of_its_field() {
    let is_money = |field: &str| {
        let fields = format!("{{ ride_id: uuid, {field}: double, ended_at: timestamp }}");
        let text = format!("events:\n  RideEnded:\n    fields: {fields}\n");
        !found(&text, "money-in-float", &Settings::default()).is_empty()
    };
    for field in [
        "fare",
        "road_toll",
        "price_per_kwh",
        "deposit",
        "tip",
        "rating_fee",
    ] {
        assert!(is_money(field), "{field}");
    }
    for field in [
        "salt_balance",
        "cost_rating",
        "tip_angle",
        "toll_factor",
        "fuel_amount_per_hour",
    ] {
        assert!(!is_money(field), "{field}");
    }
}

#[test]
fn what_became_of_a_thing_is_no_bare_change() {
    let is_bare = |event: &str| {
        let text = format!("events:\n  {event}:\n    fields: {{ item_id: uuid }}\n");
        !found(&text, "bare-crud", &Settings::default()).is_empty()
    };
    assert!(is_bare("ItemRemoved") && is_bare("ItemUpdatedByAdmin"));
    assert!(is_bare("RowInsertedIntoTable"));
    assert!(!is_bare("ItemRemovedFromCart") && !is_bare("PlanChangedToYearly"));
}

#[test]
fn a_time_is_not_proposed_under_the_name_of_another_field() {
    let help = |field: &str| {
        let text = format!(
            "events: {{ CarLocated: {{ fields: {{ car_id: uuid, {field}: string }} }} }}\n"
        );
        let found = found(&text, "no-time-of-occurrence", &Settings::default());
        let help = found.first().and_then(|finding| finding.help.clone());
        help.unwrap_or_default()
    };
    let named = |name| format!("add the time, named by the fact: `{name}: timestamp`");
    assert_eq!(help("depot"), named("located_at"));
    assert_eq!(help("located_at"), named("occurred_at"));
}
