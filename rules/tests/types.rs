//! Types that are wrong in themselves.

use factum_catalog::contract::{emit, schema::Language};
use factum_catalog::{Catalog, InputFile};
use factum_rules::breaking::BreakingSettings;
use factum_rules::{Finding, Settings, lint};

fn found(text: &str) -> Vec<Finding> {
    lint(&catalog(text), &Settings::default())
}

fn catalog(text: &str) -> Catalog {
    let file = InputFile {
        path: "types.yaml".into(),
        text: text.into(),
    };
    let catalog = factum_catalog::read(vec![file]);
    assert_eq!(catalog.problems, []);
    catalog
}

#[test]
fn types_in_each_other_take_no_time_and_no_stack() {
    let mut text = String::from("types:\n  T0: { next: T20000 }\n  V: { text: string }\n");
    for number in 1..=20_000 {
        text.push_str(&format!("  T{number}: {{ v: V, next: T{} }}\n", number - 1));
    }
    text.push_str("  Outside: { first: T0 }\n");
    let found = found(&text);
    assert_eq!(found.len(), 20_001);
    assert!(found.iter().all(|finding| finding.rule == "endless-type"));
}

#[test]
fn aliases_and_unions_come_to_an_end_too() {
    for (types, endless) in [
        ("A: B, B: A", &["A", "B"][..]),
        ("A: { union: [A, B] }, B: { c: A }", &["A", "B"]),
        ("A: { b: B }, B: C, C: A", &["A"]),
        ("A: { union: [B, string] }, B: { c: A }", &[]),
        ("A: A?, L: \"[L]\", M: { l: L, m: map<M> }", &[]),
    ] {
        let found = found(&format!("types: {{ {types} }}\n"));
        let endless_types = found.iter().filter(|it| it.rule == "endless-type");
        let names: Vec<_> = endless_types
            .map(|it| it.subject.trim_end_matches("@1"))
            .collect();
        assert_eq!(names, endless, "{types}");
    }
}

#[test]
fn branches_are_told_that_the_formats_cannot_tell_apart() {
    let found = |ty: &str, language| {
        let catalog = catalog(&format!(
            "types: {{ Money: {{ cents: long }}, Cost: Money, Coin: {{ kind: int }}, Cash: Money | Coin }}
events: {{ OrderPlaced: {{ fields: {{ paid: \"{ty}\" }} }} }}
"
        ));
        let settings = Settings {
            breaking: BreakingSettings {
                languages: vec![language],
                ..BreakingSettings::default()
            },
            ..Settings::default()
        };
        let found = lint(&catalog, &settings);
        let mut found = found
            .into_iter()
            .filter(|it| it.rule == "indistinct-branches");
        let is_lost = !emit::avro(&catalog.messages[0], &catalog.types)
            .notes
            .is_empty();
        (found.next().map(|it| it.message), is_lost)
    };
    for (ty, in_avro, in_json) in [
        (
            "string | string",
            "`string` stands twice in the union",
            true,
        ),
        ("Money | Cost", "`Money` and `Cost` are one type", true),
        (
            "string | uuid",
            "Avro cannot tell `uuid` from `string`: both are of type `string`",
            false,
        ),
        (
            "map<[int] | [long]>",
            "Avro cannot tell `[long]` from `[int]`: both are of type `array`",
            false,
        ),
        (
            "timestamp | long?",
            "Avro cannot tell `long` from `timestamp`: both are of type `long`",
            false,
        ),
    ] {
        assert_eq!(found(ty, Language::Avro), (Some(in_avro.to_owned()), true));
        assert_eq!(found(ty, Language::JsonSchema).0.is_some(), in_json, "{ty}");
    }
    for ty in [
        "Money | Coin",
        "string | int | [int]",
        "enum(a) | enum(b)",
        "fixed(2) | fixed(3)",
    ] {
        assert_eq!(found(ty, Language::Avro), (None, false), "{ty}");
    }
    assert_eq!(
        found("Cash | Money", Language::Avro).0,
        None,
        "nothing is lost"
    );
}

#[test]
fn what_was_imported_need_not_fit_avro() {
    let is_told = |unknown: &str| {
        let catalog = catalog(&format!(
            "events: {{ OrderPlaced: {{ fields: {{ paid: string | uuid }}{unknown} }} }}\n"
        ));
        let found = lint(&catalog, &Settings::default());
        found.iter().any(|it| it.rule == "indistinct-branches")
    };
    assert!(is_told("") && !is_told(", unknown: [versions]"));
}
