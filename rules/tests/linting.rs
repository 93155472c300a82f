//! Levels, suppressions, baselines and fixes.

use factum_catalog::contract::span::{FileId, Span};
use factum_catalog::{Catalog, InputFile};
use factum_rules::baseline::{Baseline, fingerprints};
use factum_rules::message::finding::{Change, Edit, Safety};
use factum_rules::{
    Finding, Language, Level, PathLevels, Preset, Settings, Severity, fix, lint, rules,
};
use proptest::prelude::*;

fn read(files: &[(&str, &str)]) -> Catalog {
    let files = files.iter().map(|(path, text)| InputFile {
        path: (*path).into(),
        text: (*text).into(),
    });
    factum_catalog::read(files.collect())
}

fn ids(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule).collect()
}

const COMMAND: &str = "\
events:
  SubmitOrder:
    doc: A customer submitted a basket.
    producers: [orders]
    fields: { order_id: uuid, submitted_at: timestamp }
services:
  orders: { owner: team-checkout }
";

#[test]
fn presets_contain_each_other() {
    let catalog = read(&[("events.yaml", COMMAND)]);
    let found = |preset| {
        let settings = Settings {
            preset,
            ..Settings::default()
        };
        lint(&catalog, &settings)
    };
    let counts = Preset::ALL.map(|preset| found(preset).len());
    assert_eq!(ids(&found(Preset::Minimal)), ["command-shaped"]);
    assert!(counts.is_sorted(), "{counts:?}");
}

#[test]
fn levels_are_set_per_rule_and_per_path() {
    let catalog = read(&[
        ("old/events.yaml", COMMAND),
        (
            "new/events.yaml",
            &COMMAND.replace("SubmitOrder", "CancelOrder"),
        ),
    ]);
    let mut settings = Settings::default();
    let level = |level| ("command-shaped".to_owned(), level);
    settings.levels.extend([level(Level::Info)]);
    let severities = |settings: &Settings| -> Vec<Severity> {
        let found = lint(&catalog, settings);
        found.iter().map(|finding| finding.severity).collect()
    };
    assert_eq!(severities(&settings), [Severity::Info; 2]);

    let mut old = PathLevels::new(["old/**"]).unwrap();
    old.levels.extend([level(Level::Off)]);
    settings.paths.push(old);
    assert_eq!(severities(&settings), [Severity::Info]);

    let mut new = PathLevels::new(["new/*.yaml"]).unwrap();
    new.language = Some(Language::None);
    settings.paths.push(new);
    assert_eq!(severities(&settings), []);
}

#[test]
fn a_doubtful_finding_warns_at_most() {
    let text = "\
events:
  SessionOpened:
    doc: A customer came in.
    producers: [web]
    fields: { session_id: uuid, token: string, opened_at: timestamp }
services:
  web: { owner: team-web }
";
    let mut settings = Settings::default();
    settings
        .levels
        .insert("secret-in-payload".to_owned(), Level::Error);
    let found = lint(&read(&[("events.yaml", text)]), &settings);
    assert_eq!(ids(&found), ["secret-in-payload"]);
    assert_eq!(found[0].severity, Severity::Warning);
}

#[test]
fn a_suppression_silences_its_rule_where_it_stands() {
    let own_line = COMMAND.replace(
        "  SubmitOrder:",
        "  # factum: allow(command-shaped) our oldest event\n  SubmitOrder:",
    );
    let same_line = COMMAND.replace(
        "  SubmitOrder:",
        "  SubmitOrder: # factum: allow(command-shaped) our oldest event",
    );
    let whole_file = format!("# factum: allow-file(command-shaped) not ours\n{COMMAND}");
    for text in [own_line, same_line, whole_file] {
        let found = lint(&read(&[("events.yaml", &text)]), &Settings::default());
        assert_eq!(ids(&found), [""; 0], "{text}");
    }
}

#[test]
fn a_suppression_needs_a_reason_a_rule_and_a_use() {
    let text = COMMAND.replace(
        "    producers",
        "    # factum: allow(no-ownr, no-key-on-log)\n    producers",
    );
    let catalog = read(&[("events.yaml", &text)]);
    let mut found = lint(&catalog, &Settings::default());
    found.retain(|finding| finding.rule.contains("suppression"));
    let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
    assert_eq!(
        messages,
        [
            "`no-ownr, no-key-on-log` is allowed without a reason",
            "`no-ownr` is no rule",
            "nothing here needs `no-key-on-log` to be allowed",
        ]
    );
    assert_eq!(found[1].help.as_deref(), Some("did you mean `no-owner`?"));
}

/// Applies fixes and lints again until nothing can be fixed any more.
fn converge(files: &[(&str, &str)], include_unsafe: bool) -> (Vec<String>, Vec<Finding>) {
    let mut texts: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    for _ in 0..8 {
        let borrowed: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (&**p, &**t)).collect();
        let catalog = read(&borrowed);
        let found = lint(&catalog, &Settings::default());
        let fixed = fix::apply(&catalog, &found, include_unsafe);
        if fixed.applied == 0 {
            assert_eq!(fixed.postponed, 0);
            return (texts.into_iter().map(|(_, text)| text).collect(), found);
        }
        for (file, text) in fixed.files {
            texts[file.0 as usize].1 = text;
        }
    }
    panic!("the fixes do not converge: {texts:?}");
}

#[test]
fn an_unused_suppression_is_removed_with_its_line_and_nothing_else() {
    let text = "\
# our events\r
events:\r
  # factum: allow(no-doc, command-shaped, no-producer) the oldest of all\r
  SubmitOrder: # factum: allow(no-verb) it is a thing\r
    doc: A customer submitted a basket.   # keep\r
    producers: [orders]\r
    fields: { order_id: uuid, submitted_at: timestamp }\r
  # factum: allow(no-doc) not needed\r
services:\r
  orders: { owner: team-checkout }\r
";
    let (texts, found) = converge(&[("events.yaml", text)], false);
    assert_eq!(ids(&found), [""; 0]);
    assert_eq!(
        texts[0],
        "\
# our events\r
events:\r
  # factum: allow(command-shaped) the oldest of all\r
  SubmitOrder:\r
    doc: A customer submitted a basket.   # keep\r
    producers: [orders]\r
    fields: { order_id: uuid, submitted_at: timestamp }\r
services:\r
  orders: { owner: team-checkout }\r
"
    );
}

const SPREAD: [(&str, &str); 2] = [
    (
        "orders.yaml",
        "\u{feff}namespace: com.acme.orders
events:
  SubmitOrder:                      # the first of all
    doc: A customer submitted a basket.
    version: 2
    producers: [orders]
    key: order_id
    fields: { order_id: uuid, submitted_at: timestamp }
  \"SubmitOrder@1\":
    doc: The same, in the old shop.
    deprecated: { replaced_by: SubmitOrder }
    fields: { order_id: uuid, submitted_at: timestamp }
services:
  orders: { owner: team-checkout }
",
    ),
    (
        "billing.yaml",
        "namespace: com.acme.billing
services:
  billing:
    owner: team-money
    consumes:
      com.acme.orders.SubmitOrder@2: { dedup: order_id }
flows:
  checkout:
    steps:
      - { when: SubmitOrder, service: billing }
read_models:
  summary: { service: billing, from: ['SubmitOrder', SubmitOrder@1], rebuild: snapshot }
",
    ),
];

#[test]
fn a_rename_rewrites_every_mention_and_nothing_else() {
    let (texts, found) = converge(&SPREAD, true);
    assert_eq!(ids(&found), [""; 0], "{found:#?}");
    for ((_, before), after) in SPREAD.iter().zip(&texts) {
        assert_eq!(*after, before.replace("SubmitOrder", "OrderSubmitted"));
    }
}

#[test]
fn a_rename_is_not_offered_where_a_mention_cannot_be_rewritten() {
    let aliased = SPREAD[1].1.replace(
        "when: SubmitOrder",
        "when: &order SubmitOrder, compensate: *order",
    );
    let escaped = SPREAD[1].1.replace("'SubmitOrder'", "\"Submit\\x4Frder\"");
    let taken = format!(
        "{}events:\n  OrderSubmitted: {{ doc: Taken., producers: [billing] }}\n",
        SPREAD[1].1
    );
    let renames = |second: &str| {
        let catalog = read(&[SPREAD[0], ("billing.yaml", second)]);
        assert_eq!(catalog.problems, []);
        let found = lint(&catalog, &Settings::default());
        found
            .iter()
            .filter(|finding| finding.rule == "command-shaped")
            .map(|finding| finding.fixes.len())
            .collect::<Vec<_>>()
    };
    assert_eq!(renames(SPREAD[1].1), [1]);
    assert_eq!(renames(&escaped), [0]);
    assert_eq!(renames(&taken), [0]);
    // An alias of the same name is rewritten where the name stands.
    assert_eq!(renames(&aliased), [1]);
}

#[test]
fn a_rename_is_not_offered_while_the_name_is_defined_twice() {
    let again = "namespace: com.acme.orders
events:
  \"SubmitOrder@1\": { doc: The same again., fields: { order_id: uuid } }
";
    let catalog = read(&[SPREAD[0], SPREAD[1], ("again.yaml", again)]);
    let found = lint(&catalog, &Settings::default());
    let shaped = found
        .iter()
        .find(|finding| finding.rule == "command-shaped");
    assert!(shaped.is_some_and(|finding| finding.fixes.is_empty()));
    assert!(found.iter().any(|it| it.rule == "duplicate-definition"));
}

#[test]
fn fixes_of_every_bad_example_converge() {
    for about in rules() {
        let files = factum_rules::message::rule::files(about.bad);
        let (texts, _) = converge(&files, true);
        let files: Vec<(&str, &str)> = files
            .iter()
            .zip(&texts)
            .map(|((path, _), text)| (*path, &**text))
            .collect();
        let before = read(&factum_rules::message::rule::files(about.bad))
            .problems
            .len();
        assert!(read(&files).problems.len() <= before, "{}", about.id);
    }
}

#[test]
fn a_rename_is_always_unsafe() {
    let catalog = read(&SPREAD);
    let found = lint(&catalog, &Settings::default());
    assert_eq!(fix::apply(&catalog, &found, false).files, []);
    let spelled_out = |change: &Change| matches!(change, Change::Edits(_));
    let mut fixes = found.iter().flat_map(|finding| &finding.fixes);
    assert!(fixes.all(|fix| spelled_out(&fix.change)));
}

#[test]
fn an_example_of_nested_unions_is_given_up_in_time() {
    let depth = 24;
    let nested = format!("{}x{}", "{ next: ".repeat(depth), " }".repeat(depth));
    let text = format!(
        "types:\n  A: {{ next: N }}\n  B: {{ next: N }}\n  C: {{ next: N }}\n  N: A | B | C | int\n\
         events:\n  TreeGrown:\n    fields: {{ tree_id: uuid, root: N }}\n    examples:\n      - \
         {{ tree_id: 0190163d-8694-739b-aea5-966c26f8ad90, root: {nested} }}\n"
    );
    let catalog = read(&[("events.yaml", &text)]);
    lint(&catalog, &Settings::default());
}

#[test]
fn a_baseline_survives_moved_lines_and_renamed_files() {
    let found = lint(&read(&SPREAD), &Settings::default());
    let baseline = Baseline::from_json(&Baseline::of(&found).to_json()).unwrap();

    let moved = format!(
        "# a licence\n\n{}",
        SPREAD[0].1.trim_start_matches('\u{feff}')
    );
    let another = COMMAND.replace("SubmitOrder", "ShipParcel");
    let later = [
        ("a/z.yaml", &*moved),
        ("0.yaml", SPREAD[1].1),
        ("new.yaml", &another),
    ];
    let parted = baseline.part(lint(&read(&later), &Settings::default()));
    assert_eq!(parted.known, found.len());
    assert_eq!(parted.gone, 0);
    assert!(
        parted
            .new
            .iter()
            .all(|finding| finding.subject.starts_with("ShipParcel@1"))
    );

    let mended = baseline.part(Vec::new());
    assert_eq!((mended.known, mended.gone), (0, found.len()));
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    for text in ["", "[]", "{\"schema_version\": 2, \"findings\": []}", "{}"] {
        assert!(Baseline::from_json(text).is_err(), "{text}");
    }
}

#[test]
fn equal_findings_have_different_fingerprints() {
    let found = lint(&read(&SPREAD), &Settings::default());
    let twice: Vec<Finding> = found.iter().chain(&found).cloned().collect();
    let mut prints = fingerprints(&twice);
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), twice.len());
}

proptest! {
    /// Whatever is written, linting ends, points into the files, and its fixes apply.
    #[test]
    fn any_catalog_is_linted(
        name in "[A-Za-z_.@]{1,12}",
        field in "[a-z_]{1,10}",
        ty in "(string|double|json|bool\\?|\\[uuid\\]|X|enum\\(a, b\\))",
        rule in "[a-z-]{1,10}",
    ) {
        let text = format!(
            "events:\n  \"{name}\":  # factum: allow({rule})\n    key: {field}\n    \
             fields: {{ \"{field}\": \"{ty}\" }}\nservices:\n  a: {{ consumes: [\"{name}\"] }}\n"
        );
        let catalog = read(&[("events.yaml", &text)]);
        let found = lint(&catalog, &Settings { preset: Preset::Strict, ..Settings::default() });
        for finding in &found {
            prop_assert!(text.get(finding.span.range()).is_some());
        }
        fix::apply(&catalog, &found, true);
        prop_assert_eq!(lint(&catalog, &Settings { preset: Preset::Strict, ..Settings::default() }), found);
    }
}

proptest! {
    /// Of edits that touch each other the first is made, and everything else stays as it is.
    #[test]
    fn edits_are_made_in_their_order_of_rank(
        wishes in prop::collection::vec((0usize..40, 0usize..6, "[X-Z]{0,2}"), 0..12)
    ) {
        let text = format!("# {}\nevents:\n  A: {{}}\n", "abcdefghij".repeat(4));
        let catalog = read(&[("events.yaml", &text)]);
        let template = lint(&catalog, &Settings::default()).remove(0);
        let finding = |(start, length, with): &(usize, usize, String)| {
            let mut finding = template.clone();
            finding.fixes.clear();
            let span = Span::new(FileId(0), *start, start + length);
            let edit = Edit { span, text: with.clone() };
            finding.fix(Safety::Safe, "edit", vec![edit]);
            finding
        };
        let findings: Vec<Finding> = wishes.iter().map(finding).collect();
        let fixed = fix::apply(&catalog, &findings, false);

        let mut made: Vec<(usize, usize, String)> = Vec::new();
        for (start, length, with) in &wishes {
            let end = start + length;
            let apart = |other: &(usize, usize, String)| {
                (other.1 <= *start || end <= other.0) && other.0 != *start
            };
            if made.iter().all(apart) {
                made.push((*start, end, with.clone()));
            }
        }
        made.sort();
        let mut expected = text.clone();
        for (start, end, with) in made.iter().rev() {
            expected.replace_range(*start..*end, with);
        }
        let written = fixed.files.first().map_or(&text, |(_, text)| text);
        prop_assert_eq!(written, &expected);
    }
}

#[test]
fn help_speaks_of_the_event_at_hand() {
    let text = "events:
  OrderPaid: { doc: Paid., fields: { order_id: uuid } }
  DeliverySchedule: { doc: Planned., fields: { order_id: uuid } }
  CreateOrder: { doc: Made., fields: { order_id: uuid, made_at: timestamp } }
  sent_message: { doc: Sent., fields: { order_id: uuid, sent_at: timestamp } }
  DoorOpened:
    doc: Opened.
    fields: { door_id: uuid, wide: { type: bool, default: \"false\" }, opened_at: timestamp }
";
    let found = lint(&read(&[("catalog.yaml", text)]), &Settings::default());
    let told = |rule: &str| {
        let of_rule = found.iter().filter(|finding| finding.rule == rule);
        of_rule
            .map(|finding| format!("{} {:?}", finding.message, finding.help))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let times = told("no-time-of-occurrence");
    assert!(times.contains("`paid_at: timestamp`") && times.contains("`occurred_at: timestamp`"));
    assert!(told("command-shaped").contains("a better word than *created*"));
    assert!(told("invalid-default").contains("the text `\"false\"` is not `true` or `false`"));
    assert_eq!(told("redundant-affix"), "");
}

#[test]
fn a_fix_in_json_stays_between_the_quotes() {
    let schema = r##"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "OrderPlaced",
"type": "object", "properties": {"total": {"$ref": "#/definitions/Mony"}, "count": {"type": "int"}},
"definitions": {"Money": {"type": "string"}}}"##;
    let catalog = read(&[("a.json", schema)]);
    let found = lint(&catalog, &Settings::default());
    let edits = found.iter().flat_map(|finding| &finding.fixes);
    let written: Vec<_> = edits
        .filter_map(|fix| match &fix.change {
            Change::Edits(edits) => Some((catalog.text(edits[0].span), &*edits[0].text)),
            Change::Rename { .. } => None,
        })
        .collect();
    assert_eq!(
        written,
        [
            ("#/definitions/Mony", "#/definitions/Money"),
            ("int", "integer")
        ]
    );
}
