//! What changed between two catalogs, for people, with the version bump that it asks for.

use factum_catalog::{InputFile, read, read_baseline};
use factum_rules::breaking::{Baseline, BreakingSettings, Bump, Changelog, Entry, changelog};
use proptest::prelude::*;

fn compare(old: &str, new: &str) -> Changelog {
    let input = |path: &str, text: &str| InputFile {
        path: path.into(),
        text: text.into(),
    };
    let catalog = read(vec![input("catalog.yaml", new)]);
    let baseline = read_baseline(vec![input("HEAD:catalog.yaml", old)], &catalog);
    assert!(catalog.problems.is_empty(), "{:?}", catalog.problems);
    assert!(baseline.problems.is_empty(), "{:?}", baseline.problems);
    changelog(
        &catalog,
        &Baseline::from(baseline),
        &BreakingSettings::default(),
    )
}

/// The changes of an event of one field list each, as `kind: what`, a breaking one with `!`.
fn changes(old: &str, new: &str) -> (Option<Bump>, Vec<String>) {
    let changelog = compare(old, new);
    assert!(changelog.entries.len() <= 1, "{changelog:?}");
    let Some(entry) = changelog.entries.first() else {
        return (None, Vec::new());
    };
    let line = |change: &factum_rules::breaking::Change| {
        let mark = if change.is_breaking() { "!" } else { "" };
        format!("{mark}{}: {}", change.kind.as_str(), change.what)
    };
    (Some(entry.bump()), entry.changes.iter().map(line).collect())
}

const TYPES: &str = "types:\n  Money: { fields: { amount: long, currency: string } }\n";

#[test]
fn each_change_asks_for_its_bump() {
    let event = |rest: &str| format!("events:\n  OrderPlaced: {{ {rest} }}\n{TYPES}");
    let placed = event("doc: An order, fields: { order_id: uuid, total: Money }");
    let cases = [
        (placed.clone(), None, vec![]),
        (
            event("doc: Another text, fields: { order_id: uuid, total: Money }"),
            Some(Bump::Patch),
            vec!["documentation: the documentation changed"],
        ),
        (
            event("doc: An order, consumers: [billing], fields: { order_id: uuid, total: Money }"),
            Some(Bump::Patch),
            vec!["wiring: `billing` consumes it"],
        ),
        (
            event("doc: An order, fields: { order_id: uuid, total: Money, note: string? }"),
            Some(Bump::Minor),
            vec!["payload: the optional field `note: string?` is new"],
        ),
        (
            event("doc: An order, fields: { order_id: uuid, total: Money, note: string }"),
            Some(Bump::Major),
            vec!["!payload: the required field `note: string` is new"],
        ),
        (
            placed.replace("currency: string", "currency: long"),
            Some(Bump::Major),
            vec!["!payload: the field `total.currency` is `long` and was `string`"],
        ),
        (
            placed.replace("total: Money", "total: Money, state: \"enum(NEW, PAID)\""),
            Some(Bump::Major),
            vec!["!payload: the required field `state: enum(NEW, PAID)` is new"],
        ),
        (
            event("doc: An order, fields: { order_id: uuid }"),
            Some(Bump::Major),
            vec!["!payload: the field `total` is gone"],
        ),
        (
            event("doc: An order, deprecated: true, fields: { order_id: uuid, total: Money }"),
            Some(Bump::Minor),
            vec!["deprecation: it is deprecated"],
        ),
        (
            event("doc: An order, key: order_id, fields: { order_id: uuid, total: Money }"),
            Some(Bump::Major),
            vec!["!key: the key is `order_id` and was not stated"],
        ),
    ];
    for (new, bump, expected) in cases {
        assert_eq!(
            changes(&placed, &new),
            (bump, expected.into_iter().map(str::to_owned).collect()),
            "{new}"
        );
    }
}

#[test]
fn a_break_is_told_of_the_change_that_can_break_so() {
    let event = |ty: &str| format!("events:\n  OrderPlaced: {{ fields: {{ x: \"{ty}\" }} }}\n");
    assert_eq!(
        changes(&event("enum(A, B)"), &event("enum(A, C)?")).1,
        [
            "!payload: the field `x` became optional",
            "!payload: the field `x` can no longer be `B`",
            "payload: the field `x` may also be `C`",
        ]
    );
    assert_eq!(
        changes(&event("long?"), &event("string")).1,
        [
            "!payload: the field `x` became required",
            "!payload: the field `x` is `string` and was `long`",
        ]
    );
}

#[test]
fn messages_come_go_and_get_new_versions() {
    let old = "events:\n  OrderPlaced: { fields: { order_id: uuid } }\n  OrderLost: {}\n";
    let new = "events:\n  OrderPlaced@1: { fields: { order_id: uuid } }\n  \
               OrderPlaced: { version: 2, fields: { order_id: long } }\n  CartFilled: {}\n";
    let entries = compare(old, new).entries;
    let line = |entry: &Entry| {
        let kinds: Vec<_> = entry.changes.iter().map(|it| it.kind.as_str()).collect();
        format!(
            "{} {} {}",
            entry.identity,
            entry.bump().as_str(),
            kinds.join(" ")
        )
    };
    let lines: Vec<String> = entries.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "OrderPlaced@2 major new-version",
            "CartFilled@1 minor added",
            "OrderLost@1 major removed",
        ]
    );
}

/// Types that reach themselves, and a chain of them far deeper than a stack.
#[test]
fn deep_and_endless_types_end() {
    let chain = |last: &str| {
        let mut text = "events:\n  OrderPlaced: { fields: { root: T0 } }\ntypes:\n".to_owned();
        for index in 0..3_000 {
            text.push_str(&format!(
                "  T{index}: {{ fields: {{ back: \"T{index}?\", next: \"T{}?\" }} }}\n",
                index + 1
            ));
        }
        text.push_str(&format!("  T3000: {{ fields: {{ {last} }} }}\n"));
        text
    };
    let changelog = compare(&chain("x: long"), &chain("x: long, y: long?"));
    assert_eq!(changelog.entries.len(), 1);
    assert_eq!(changelog.entries[0].changes.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Nothing changed from a catalog to itself, and who is added one way is removed the other way.
    #[test]
    fn a_change_and_its_reverse_speak_of_the_same_events(
        old in proptest::collection::btree_map("[A-D]", "(int|long|string|string\\?)", 0..4),
        new in proptest::collection::btree_map("[A-D]", "(int|long|string|string\\?)", 0..4),
    ) {
        let catalog = |events: &std::collections::BTreeMap<String, String>| {
            let mut text = "namespace: com.acme\nevents:\n  KeptAlways: {}\n".to_owned();
            for (name, ty) in events {
                text.push_str(&format!("  {name}Placed: {{ fields: {{ x: \"{ty}\" }} }}\n"));
            }
            text
        };
        let (old, new) = (catalog(&old), catalog(&new));
        prop_assert_eq!(compare(&new, &new), Changelog::default());
        let names = |changelog: Changelog| {
            let names = changelog.entries.into_iter().map(|entry| entry.identity);
            names.collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(names(compare(&old, &new)), names(compare(&new, &old)));
    }
}
