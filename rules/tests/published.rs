//! A registry in a folder: publishing to it, and comparing with it.

use factum_catalog::{Catalog, InputFile, read};
use factum_registry::{Directory, Registry};
use factum_rules::breaking::Allowance;
use factum_rules::breaking::published::{PublishError, publish, published};
use factum_rules::{Finding, Settings, breaking};

fn catalog(fields: &str) -> Catalog {
    catalog_of(&format!(
        "namespace: shop\nevents:\n  OrderPlaced:\n    key: id\n    fields: {{ {fields} }}\n"
    ))
}

fn catalog_of(text: &str) -> Catalog {
    let catalog = read(vec![InputFile {
        path: "shop.yaml".into(),
        text: text.into(),
    }]);
    assert!(catalog.problems.is_empty(), "{:?}", catalog.problems);
    catalog
}

fn settings(mode: &str) -> Settings {
    let mut settings = Settings::default();
    settings.breaking.mode = mode.parse().expect("a mode");
    settings
}

/// Publishes catalogs of one event with these fields, one after the other.
fn registry_of(folder: &std::path::Path, history: &[&str]) -> Directory {
    let mut registry = Directory::new(folder);
    for fields in history {
        publish(&catalog(fields), &mut registry, &settings("backward")).expect("published");
    }
    registry
}

const SUBJECT: &str = "shop.v1.OrderPlaced";

#[test]
fn what_changed_is_published_once_and_what_breaks_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut registry = registry_of(folder.path(), &["id: uuid"]);
    let again = publish(&catalog("id: uuid"), &mut registry, &settings("backward")).unwrap();
    assert_eq!((again.published.len(), again.unchanged), (0, 1));

    let more = catalog("id: uuid, note: \"string?\"");
    let changed = publish(&more, &mut registry, &settings("backward")).unwrap();
    assert_eq!(changed.published, [(SUBJECT.to_owned(), 2)]);

    let broken = catalog("id: uuid, total: long");
    let error = publish(&broken, &mut registry, &settings("backward")).unwrap_err();
    let PublishError::Breaking { findings, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(findings[0].rule, "registry-incompatible");
    assert_eq!(
        registry.versions(SUBJECT).unwrap().len(),
        2,
        "nothing was written"
    );
}

#[test]
fn what_breaks_is_not_published_even_if_the_registry_would_take_it() {
    let folder = tempfile::tempdir().unwrap();
    let then = catalog("id: uuid, total: \"decimal(12,2)\"");
    let mut registry = Directory::new(folder.path());
    publish(&then, &mut registry, &settings("backward")).unwrap();
    let mut refusals =
        |now: &Catalog, settings: &Settings| match publish(now, &mut registry, settings) {
            Err(PublishError::Breaking { findings, .. }) => {
                findings.iter().map(|finding| finding.rule).collect()
            }
            Err(error) => panic!("{error}"),
            Ok(_) => Vec::new(),
        };
    let rescaled = catalog("id: uuid, total: \"decimal(12,3)\"");
    assert_eq!(
        refusals(&rescaled, &settings("backward")),
        ["meaning-changed"]
    );
    let text = "namespace: shop\nevents:\n  OrderPlaced: { key: id, consumers: [billing], fields: { id: uuid } }\n";
    let lost = catalog_of(text);
    assert_eq!(refusals(&lost, &settings("backward")), ["consumers-break"]);
    let unkeyed = catalog_of(&text.replace("key: id, consumers: [billing], ", ""));
    assert_eq!(refusals(&unkeyed, &settings("backward")), ["key-changed"]);

    // What is published of a message that is gone stays, so nothing breaks by publishing the others.
    let other = catalog_of(
        "namespace: shop\nevents:\n  OrderPaid: { fields: { id: uuid, total: \"decimal(12,2)\" } }\n",
    );
    assert_eq!(refusals(&other, &settings("backward")), [""; 0]);
    let mut approved = settings("backward");
    approved.breaking.allowed = vec![Allowance {
        identity: "shop.OrderPlaced@1".into(),
        change: "meaning-changed".into(),
        reason: "nobody reads it yet".into(),
        expires: None,
        span: None,
    }];
    assert_eq!(refusals(&rescaled, &approved), [""; 0]);
}

#[test]
fn a_catalog_is_compared_with_the_newest_published_version() {
    let folder = tempfile::tempdir().unwrap();
    let registry = registry_of(folder.path(), &["id: uuid", "id: uuid, note: \"string?\""]);
    let mut now = catalog("id: uuid, total: long");
    let mut baseline = published(&registry, &now).unwrap();
    let found = breaking(&now, &baseline, &settings("backward"));
    now.keep_sources(&mut baseline.catalog);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(now.text(found[0].span), "total");
    let before = now.source(found[0].related[0].span.file).unwrap();
    assert!(before.path.ends_with("2.avsc"), "{}", before.path);
}

#[test]
fn a_transitive_mode_reads_the_whole_history() {
    let folder = tempfile::tempdir().unwrap();
    // `total` came with a default, and so went without one: each step reads the one before it.
    let history = ["id: uuid", "id: uuid, total: { type: long, default: 0 }"];
    let registry = registry_of(folder.path(), &history);
    let now = catalog("id: uuid, total: long");
    let baseline = published(&registry, &now).unwrap();
    let rules = |mode: &str| {
        let found = breaking(&now, &baseline, &settings(mode));
        found
            .iter()
            .filter(|finding| finding.rule == "registry-incompatible")
            .map(|finding| finding.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(rules("backward"), [""; 0]);
    let found = rules("backward-transitive");
    assert!(found[0].contains("not with version 1"), "{found:?}");
}

#[test]
fn a_contract_that_left_the_catalog_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let registry = registry_of(folder.path(), &["id: uuid"]);
    let now = read(Vec::new());
    let baseline = published(&registry, &now).unwrap();
    let found = breaking(&now, &baseline, &settings("backward"));
    assert_eq!(found[0].message, "the event `shop.OrderPlaced@1` is gone");
}

/// A contract with all that a registry does not hold.
const WIRED: &str = "
namespace: shop
services: { orders: {}, billing: { owner: team-money } }
types: { State: { enum: [unknown, paid], default: unknown } }
events:
  OrderPlaced:
    doc: A customer placed it.
    visibility: internal
    compatibility: full
    producers: [orders]
    consumers: [billing]
    deprecated: { since: 2026-01-01 }
    headers: { trace: string }
    fields:
      id: uuid
      total: { type: long, unit: ct, doc: What is to be paid. }
      state: { type: State, default: unknown }
      parts: { type: int, default: 1 }
";

/// The rules that find something against a registry that holds [`WIRED`], and what changed.
fn against_wired(now: &str) -> (Vec<Finding>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut registry = Directory::new(folder.path());
    let settings = settings("backward");
    publish(&catalog_of(WIRED), &mut registry, &settings).expect("published");
    let now = catalog_of(now);
    let baseline = published(&registry, &now).expect("a registry");
    let entries = breaking::changelog(&now, &baseline, &settings.breaking).entries;
    let changes = entries.into_iter().flat_map(|entry| entry.changes);
    let changes = changes.map(|change| change.what).collect();
    (breaking(&now, &baseline, &settings), changes)
}

#[test]
fn nothing_has_changed_right_after_publishing() {
    let (found, changes) = against_wired(WIRED);
    assert!(
        found.is_empty() && changes.is_empty(),
        "{found:?} {changes:?}"
    );
}

#[test]
fn a_break_of_what_is_published_names_the_consumers_of_today() {
    let (found, changes) =
        against_wired(&WIRED.replace("      id: uuid\n", "      note: string?\n"));
    let breaks = found
        .iter()
        .find(|finding| finding.rule == "consumers-break");
    let breaks = breaks.expect("billing reads `id`");
    assert_eq!(breaks.affected[0].service, "billing");
    assert!(!breaks.doubtful, "{breaks:?}");
    assert_eq!(
        changes,
        [
            "the field `id` is gone",
            "the optional field `note: string?` is new"
        ]
    );
}

#[test]
fn another_unit_than_published_is_another_meaning() {
    let (found, _) = against_wired(&WIRED.replace("unit: ct", "unit: EUR"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule, "meaning-changed");
}
