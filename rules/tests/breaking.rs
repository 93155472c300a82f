//! The rules over a catalog and its baseline: each one's own examples, all of them across each
//! other, and real changes of public schemas.

use std::path::Path;

use factum_catalog::contract::schema::Language;
use factum_catalog::{Catalog, InputFile, read, read_baseline};
use factum_message_rules::rule::files;
use factum_rules::breaking::{Allowance, Baseline, BreakingSettings};
use factum_rules::{Finding, Preset, Settings, breaking, fix};

fn compare_with(old: &str, new: &str, settings: &Settings) -> (Catalog, Vec<Finding>) {
    let input = |example: &str, revision: &str| {
        let file = |(path, text): (&str, &str)| InputFile {
            path: format!("{revision}{path}").into(),
            text: text.into(),
        };
        files(example).into_iter().map(file).collect()
    };
    let mut catalog = read(input(new, ""));
    let baseline = read_baseline(input(old, "HEAD:"), &catalog);
    assert!(catalog.problems.is_empty(), "{:?}", catalog.problems);
    assert!(baseline.problems.is_empty(), "{:?}", baseline.problems);
    let mut baseline = Baseline::from(baseline);
    let found = breaking(&catalog, &baseline, settings);
    catalog.keep_sources(&mut baseline.catalog);
    (catalog, found)
}

fn compare(old: &str, new: &str) -> Vec<Finding> {
    compare_with(old, new, &Settings::default()).1
}

fn rules_of(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.rule).collect()
}

#[test]
fn each_rule_finds_its_bad_example_once_and_nothing_in_its_good_one() {
    let examples = breaking::ALL
        .iter()
        .filter(|rule| !rule.about.bad.is_empty());
    let mut across = Vec::new();
    for rule in examples {
        let id = rule.about.id;
        let parts = |example: &'static str| example.split_once("---\n").expect("two catalogs");
        let strict = Settings {
            preset: Preset::Strict,
            ..Settings::default()
        };
        let (old, new) = parts(rule.about.bad);
        let found = compare_with(old, new, &strict).1;
        let own = found.iter().filter(|finding| finding.rule == id).count();
        assert_eq!(own, 1, "{id}: {found:?}");
        across.push(format!("{id}: {}", rules_of(&found).join(" ")));
        let (old, new) = parts(rule.about.good);
        assert!(
            !rules_of(&compare(old, new)).contains(&id),
            "{id} in its good example"
        );
    }
    insta::assert_snapshot!(across.join("\n"));
}

#[test]
fn a_message_that_moves_to_another_namespace_is_told_as_the_same() {
    let version = |file: &str, namespace: &str, fields: &str| {
        format!(
            "# file: {file}\nnamespace: {namespace}\nevents:\n  OrderPlaced: {{ fields: {{ {fields} }} }}\n"
        )
    };
    let then = version("shop.yaml", "shop", "id: uuid, total: int");
    let now = |file, fields| compare(&then, &version(file, "sales", fields));
    let told = "`sales.OrderPlaced@1` is in another namespace than `shop.OrderPlaced@1`";
    for file in ["shop.yaml", "sales.yaml"] {
        let found = now(file, "id: uuid, total: int");
        assert_eq!(rules_of(&found), ["message-renamed"], "{found:?}");
        assert_eq!(found[0].message, told);
    }
    let another = now("sales.yaml", "customer: uuid, basket: string");
    assert_eq!(rules_of(&another), ["message-removed"], "{another:?}");
}

#[test]
fn a_decimal_of_another_precision_or_scale_has_another_meaning() {
    let version = |ty: &str| format!("events:\n  OrderPaid: {{ fields: {{ total: \"{ty}\" }} }}\n");
    let rules = |from, to| rules_of(&compare(&version(from), &version(to)));
    assert_eq!(rules("decimal(12,2)", "decimal(14,2)"), ["meaning-changed"]);
    assert_eq!(rules("decimal(14,2)", "decimal(12,2)"), ["meaning-changed"]);
    assert_eq!(rules("decimal(12,2)", "decimal(14,3)"), ["meaning-changed"]);
}

#[test]
fn what_is_read_wrongly_is_told_at_every_mode() {
    let version = |ty: &str| {
        format!(
            "events:\n  RentalStarted: {{ consumers: [billing], fields: {{ due: \"{ty}\" }} }}\n"
        )
    };
    let rules = |from: &str, to: &str, mode: &str| {
        let mut settings = Settings::default();
        settings.breaking.mode = mode.parse().unwrap();
        let found = compare_with(&version(from), &version(to), &settings).1;
        rules_of(&found)
    };
    let promoted = [
        ("timestamp", "date"),
        ("time", "date"),
        ("timestamp", "int"),
        ("long", "date"),
        ("timestamp?", "date?"),
    ];
    for (from, to) in promoted {
        for mode in ["none", "forward"] {
            assert_eq!(
                rules(from, to, mode),
                ["meaning-changed"],
                "{from} {to} {mode}"
            );
        }
        assert_eq!(
            rules(from, to, "backward"),
            ["meaning-changed", "registry-incompatible"],
            "{from} {to}"
        );
        assert_eq!(
            rules(to, from, "backward"),
            ["consumers-break", "meaning-changed"],
            "{to} {from}"
        );
    }
    for (from, to) in [
        ("string", "json"),
        ("json?", "string?"),
        ("[string]", "[duration]"),
    ] {
        for mode in ["none", "forward", "backward"] {
            assert_eq!(
                rules(from, to, mode),
                ["meaning-changed"],
                "{from} {to} {mode}"
            );
        }
    }
    // What may be left out means what it meant.
    for ty in ["timestamp", "uuid", "decimal(9,2)", "json"] {
        let optional = format!("{ty}?");
        assert_eq!(rules(ty, &optional, "none"), ["consumers-break"], "{ty}");
        assert!(
            !rules(&optional, ty, "forward").contains(&"meaning-changed"),
            "{ty}"
        );
    }
    // Read by nobody, read wrongly by nobody.
    assert_eq!(
        rules("timestamp?", "string?", "forward-transitive")[..1],
        ["consumers-break"]
    );
    assert!(!rules("timestamp?", "string?", "full").contains(&"meaning-changed"));
    assert_eq!(rules("long", "int", "forward"), [""; 0]);
}

#[test]
fn another_unit_is_another_meaning_in_every_language() {
    let version = |unit: &str| {
        format!(
            "types:\n  Load: {{ weight: {{ type: double, doc: Gross., {unit} }} }}\nevents:\n  BedWeighed: {{ fields: {{ load: Load }} }}\n"
        )
    };
    for language in [Language::Avro, Language::JsonSchema] {
        let mut settings = Settings::default();
        settings.breaking.languages = vec![language];
        let found = |old: &str, new: &str| compare_with(&version(old), &version(new), &settings).1;
        let changed = found("unit: kg", "unit: g");
        assert_eq!(rules_of(&changed), ["meaning-changed"], "{changed:?}");
        assert!(changed[0].message.contains("`kg`"), "{changed:?}");
        assert!(
            found("pii: false", "unit: g").is_empty(),
            "it was not told before"
        );
    }
}

#[test]
fn a_verdict_on_json_names_the_property_and_points_at_it() {
    let version = |total: &str| {
        format!(
            "events:\n  OrderPaid: {{ consumers: [billing], fields: {{ lines: [Line] }} }}\ntypes:\n  Line: {{ total: {total} }}\n"
        )
    };
    let mut settings = Settings::default();
    settings.breaking.languages = vec![Language::JsonSchema];
    let (catalog, found) = compare_with(&version("int"), &version("long"), &settings);
    assert_eq!(rules_of(&found), ["consumers-break", "consumers-break"]);
    for finding in found {
        assert_eq!(catalog.text(finding.span), "long");
        assert!(
            finding.message.contains("now: `lines[].total`: the reader"),
            "{finding:?}"
        );
    }
}

#[test]
fn a_header_that_consumers_cannot_read_breaks_them() {
    let version = |version: &str, headers: &str| {
        format!(
            "events:\n  OrderPaid: {{ {version}consumers: [billing], headers: {{ {headers} }}, fields: {{ id: uuid }} }}\n"
        )
    };
    let then = version("", "trace_id: string");
    let changed = version("", "trace_id: int");
    let found = compare(&then, &changed);
    assert_eq!(rules_of(&found), ["consumers-break"], "{found:?}");
    assert_eq!(found[0].affected[0].service, "billing");
    let more = version("", "trace_id: string, more: string");
    assert!(compare(&then, &more).is_empty());
    let bumped = version("version: 2, ", "trace_id: int")
        + then
            .trim_start_matches("events:\n")
            .replace("OrderPaid", "OrderPaid@1")
            .as_str();
    assert!(compare(&then, &bumped).is_empty());
}

#[test]
fn a_key_that_is_new_is_taken_away_again() {
    let version =
        |key: &str| format!("events:\n  OrderPaid: {{ {key}fields: {{ order_id: uuid }} }}\n");
    let found = compare(&version(""), &version("key: order_id, "));
    let help = found
        .iter()
        .find(|finding| finding.rule == "key-changed")
        .and_then(|finding| finding.help.as_deref());
    assert_eq!(
        help,
        Some("leave it without a key, or publish a new version on a channel of its own")
    );
}

const OLD: &str = "
namespace: shop
services:
  billing: { owner: team-money }
  orders: {}
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
events:
  OrderPlaced:
    consumers: [billing]
    producers: [orders]
    fields: { order_id: uuid, total: Money, note: string }
";

#[test]
fn the_two_verdicts_are_told_apart() {
    // A required field is gone: the registry lets it pass at `backward`, and billing breaks.
    let new = OLD.replace(", note: string", "");
    let found = compare(OLD, &new);
    assert_eq!(rules_of(&found), ["consumers-break"]);
    assert!(
        found[0]
            .message
            .starts_with("billing (team-money) cannot read"),
        "{}",
        found[0].message
    );
    assert_eq!(found[0].affected[0].owner.as_deref(), Some("team-money"));

    // A required field came: the registry refuses it, and no consumer notices.
    let new = OLD.replace("note: string", "note: string, paid: bool");
    let found = compare(OLD, &new);
    assert_eq!(rules_of(&found), ["registry-incompatible"]);
    assert_eq!(found[0].fixes[0].message, "give `paid` the default false");
}

#[test]
fn who_reads_only_from_today_on_is_not_broken() {
    let new = OLD
        .replace(", note: string", "")
        .replace("consumers: [billing]", "consumers: [billing, orders]");
    let found = compare(OLD, &new);
    let hit: Vec<&str> = found[0].affected.iter().map(|it| &*it.service).collect();
    assert_eq!(hit, ["billing"]);
}

#[test]
fn a_change_in_a_shared_type_is_reported_where_it_stands() {
    let new = OLD.replace("currency: string", "currency: string, scale: int");
    let (catalog, found) = compare_with(OLD, &new, &Settings::default());
    assert_eq!(rules_of(&found), ["registry-incompatible"]);
    assert_eq!(catalog.text(found[0].span), "scale");
}

#[test]
fn the_mode_decides_what_the_registry_says() {
    let settings = |mode: &str| Settings {
        breaking: BreakingSettings {
            mode: mode.parse().unwrap(),
            ..Default::default()
        },
        ..Settings::default()
    };
    let new = OLD.replace("note: string", "note: string, paid: bool");
    let rules = |mode| rules_of(&compare_with(OLD, &new, &settings(mode)).1);
    assert_eq!(rules("forward"), [""; 0]);
    assert_eq!(rules("none"), [""; 0]);
    assert_eq!(rules("full"), ["registry-incompatible"]);
    // A message's own mode goes before the catalog's.
    let own = new.replace(
        "consumers: [billing]",
        "consumers: [billing]\n    compatibility: forward",
    );
    assert_eq!(
        rules_of(&compare_with(OLD, &own, &settings("full")).1),
        [""; 0]
    );
}

#[test]
fn an_incompatible_change_is_allowed_as_a_new_version() {
    let new = "
namespace: shop
services:
  billing: { owner: team-money }
  orders: {}
types:
  Money: { amount: \"decimal(12,2)\", currency: string }
events:
  OrderPlaced:
    version: 2
    consumers: [billing]
    producers: [orders]
    fields: { order_id: long, total: Money }
  OrderPlaced@1:
    fields: { order_id: uuid, total: Money, note: string }
";
    assert_eq!(rules_of(&compare(OLD, new)), [""; 0]);
    let without_old = new.split("  OrderPlaced@1").next().unwrap();
    let found = compare(OLD, without_old);
    assert_eq!(rules_of(&found), ["message-removed"]);
    assert!(
        found[0].help.as_ref().unwrap().contains("`OrderPlaced@1:`"),
        "{:?}",
        found[0].help
    );
}

#[test]
fn the_fix_publishes_a_new_version_and_keeps_the_old_one() {
    let new = OLD.replace("order_id: uuid", "order_id: long");
    let (catalog, found) = compare_with(OLD, &new, &Settings::default());
    let fixed = fix::apply(&catalog, &found, true);
    let [(_, text)] = &fixed.files[..] else {
        panic!("{found:#?}")
    };
    insta::assert_snapshot!(text);
    assert_eq!(rules_of(&compare(OLD, text)), [""; 0]);

    // Where a shared type changed, the old definition alone is not the old contract.
    let new = OLD.replace("currency: string", "currency: long");
    let (_, found) = compare_with(OLD, &new, &Settings::default());
    assert!(
        found.iter().all(|finding| finding.fixes.is_empty()),
        "{found:#?}"
    );
}

#[test]
fn an_experimental_contract_may_change_at_will() {
    let old = OLD.replace("consumers:", "experimental: true\n    consumers:");
    let new = old.replace("note: string", "paid: bool");
    assert_eq!(rules_of(&compare(&old, &new)), [""; 0]);
}

#[test]
fn an_approved_break_passes_until_the_approval_is_stale() {
    let allowance = Allowance {
        identity: "shop.OrderPlaced@1".into(),
        change: "consumers-break".into(),
        reason: "billing moved last week".into(),
        expires: Some("2026-12-31".into()),
        span: None,
    };
    let rules = |new: &str, today: &str| {
        let breaking = BreakingSettings {
            allowed: vec![allowance.clone()],
            today: Some(today.to_owned()),
            ..Default::default()
        };
        rules_of(
            &compare_with(
                OLD,
                new,
                &Settings {
                    breaking,
                    ..Settings::default()
                },
            )
            .1,
        )
    };
    let new = OLD.replace(", note: string", "");
    assert_eq!(rules(&new, "2026-12-31"), [""; 0]);
    let mut expired = rules(&new, "2027-01-01");
    expired.sort_unstable();
    assert_eq!(expired, ["consumers-break", "stale-allowance"]);
    assert_eq!(rules(OLD, "2026-12-31"), ["stale-allowance"]);
}

/// Real changes of public schemas: `../shared/catalogs/history-pairs`. Only three break nobody, by
/// the people who read them; a logical type that was ignored and is not any more changes what
/// readers get, which they call compatible on the wire.
#[test]
fn real_changes_get_the_verdict_that_people_gave() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/catalogs/history-pairs");
    if !pairs.is_dir() {
        eprintln!("SKIPPED: {} is not there", pairs.display());
        return;
    }
    let compatible = ["optional-field-added", "default-added", "doc-only"];
    let mut count = 0;
    for pair in std::fs::read_dir(&pairs)
        .unwrap()
        .flatten()
        .filter(|pair| pair.path().is_dir())
    {
        let name = pair.file_name().to_string_lossy().into_owned();
        let input = |when: &str| {
            let mut files = std::fs::read_dir(pair.path())
                .unwrap()
                .flatten()
                .map(|file| file.path());
            let path = files
                .find(|path| path.file_stem().is_some_and(|stem| stem == when))
                .unwrap();
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            let shown = format!("{name}.{extension}");
            let text = std::fs::read_to_string(&path).unwrap();
            vec![InputFile {
                path: shown.as_str().into(),
                text: text.into(),
            }]
        };
        let catalog = read(input("after"));
        let baseline = Baseline::from(read_baseline(input("before"), &catalog));
        let found = breaking(&catalog, &baseline, &Settings::default());
        assert_eq!(
            found.is_empty(),
            compatible.contains(&&*name),
            "{name}: {:?}",
            rules_of(&found)
        );
        count += 1;
    }
    assert_eq!(count, 30);
}
