//! The native format: what is read, and what is said of mistakes.

mod support;

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Role, Says, Version};
use factum_catalog::problem::ProblemKind;
use support::read;

/// Each problem as `marked bytes: message (help)`.
fn problems(catalog: &Catalog) -> Vec<String> {
    let mut problems: Vec<_> = catalog.problems.iter().collect();
    problems.sort_by_key(|problem| (problem.span.file, problem.span.start));
    problems
        .iter()
        .map(|problem| {
            let help = problem.help.as_deref().unwrap_or("");
            format!(
                "{}: {} ({help})",
                catalog.text(problem.span),
                problem.message
            )
        })
        .collect()
}

const ORDERS: &str = r#"
namespace: com.acme.orders
service: orders
types:
  Money: { amount: "decimal(12,2)", currency: string }
  OrderLine:
    sku: string
    quantity: int
    price: Money
  SalesChannel: enum(web, store, phone)
  Payment:
    union: [Card, Cash]
    discriminator: kind
  Card: { last_digits: string }
  Cash: { till: int }
  Status:
    enum: [open, { name: closed, doc: Nothing more will come. }]
    default: open
events:
  OrderPlaced:
    doc: A customer submitted a basket and the shop accepted it.
    version: 2
    key: order_id
    channel: orders
    consumers: [billing]
    fields:
      order_id: uuid
      lines: [OrderLine]
      channel: SalesChannel
      coupon: string?
      paid_with: Payment
      placed_at: timestamp
      note: { type: "string?", doc: Free text, since: 2, pii: true }
  OrderPlaced@1:
    deprecated: { since: 2026-09-01, replaced_by: OrderPlaced }
    fields: { order_id: uuid, lines: [OrderLine] }
"#;

const WIRING: &str = "
namespace: com.acme.billing
services:
  orders: { owner: team-checkout, store: postgres, publishes_via: outbox }
  billing:
    owner: team-money
    consumes:
      OrderPlaced: { dedup: event_id, dead_letter: billing.dlq }
  shipping: { consumes: [OrderPlaced] }
channels:
  orders: { kind: log, broker: kafka, partitions: 12, retention: 7d }
  billing.dlq: { kind: queue }
commands:
  ReserveStock: { handler: shipping, fields: { order_id: uuid } }
flows:
  checkout:
    style: choreography
    steps:
      - { when: OrderPlaced, service: shipping, does: ReserveStock }
read_models:
  order_summary: { service: orders, from: [OrderPlaced], rebuild: replay }
";

#[test]
fn files_are_read_into_one_catalog() {
    let catalog = read(&[("orders.yaml", ORDERS), ("wiring.yaml", WIRING)]);
    assert_eq!(problems(&catalog), [""; 0]);
    let names: Vec<_> = catalog
        .messages
        .iter()
        .map(|it| it.identity().to_string())
        .collect();
    assert_eq!(
        names,
        [
            "com.acme.orders.OrderPlaced@2",
            "com.acme.orders.OrderPlaced@1",
            "com.acme.billing.ReserveStock@1"
        ]
    );
    let [placed, old, _] = &catalog.messages[..] else {
        panic!()
    };
    let consumers: Vec<_> = placed.consumers.iter().map(|it| &*it.value).collect();
    assert_eq!(consumers, ["billing", "shipping"]);
    assert_eq!(placed.producers[0].value.as_ref(), "orders");
    assert_eq!(
        placed.cloudevents_type().unwrap(),
        "com.acme.orders.OrderPlaced.v2"
    );
    let types: Vec<_> = placed
        .fields()
        .iter()
        .map(|field| field.ty.to_string())
        .collect();
    assert_eq!(
        types,
        [
            "uuid",
            "[OrderLine]",
            "SalesChannel",
            "string?",
            "Payment",
            "timestamp",
            "string?"
        ]
    );
    let key = placed.key.as_ref().unwrap();
    assert_eq!(catalog.text(key.span), "order_id");
    assert_eq!(catalog.text(placed.name.span), "OrderPlaced");

    assert_eq!(old.version, Version::Major(1));
    assert_eq!(
        old.key.as_ref().unwrap().value.as_ref(),
        "order_id",
        "inherited"
    );
    assert_eq!(old.doc, None, "an older version has a doc of its own");
}

#[test]
fn every_mistake_is_reported_at_its_place() {
    let catalog = read(&[(
        "events.yaml",
        "
namespace: com.acme
types:
  Money: { amount: decimal(12,2), currency: string }
  Rate: decimal(2,12)
events:
  OrderPlaced:
    dco: A typo.
    version: 0
    channel: ordres
    consumers: [biling]
    fields:
      order_id: uiud
      total: Mony
      at: datetime
      2nd: string
      deep: { nested: string }
      first: { type: int, number: 7 }
      second: { type: int, number: 7 }
  OrderShipped:
    fields: { id: strnig }
  OrderShipped:
    fields: { id: string }
  Order Lost: {}
services:
  billing: { ower: me, consumes: { OrderPlacd: {} } }
channels:
  orders: { kind: lgo, retention: foreve, address: \"shop.{env.orders\", owner: }
evnts: {}
",
    )]);
    insta::assert_snapshot!(problems(&catalog).join("\n"));
}

#[test]
fn one_event_in_two_files_is_an_error_at_both_places() {
    let file = "namespace: a\nevents:\n  OrderPlaced: {}\n";
    let catalog = read(&[("one.yaml", file), ("two.yaml", file)]);
    assert_eq!(catalog.messages.len(), 1);
    let [problem] = &catalog.problems[..] else {
        panic!("{:?}", catalog.problems)
    };
    assert_eq!(problem.message, "`a.OrderPlaced@1` is defined twice");
    assert_eq!((problem.span.file.0, problem.related[0].0.file.0), (1, 0));
}

#[test]
fn a_name_resolves_in_its_namespace_first() {
    let one = "namespace: a\ntypes: { Money: { x: int } }\nevents: { E: { fields: { m: Money } } }";
    let two = "namespace: b\ntypes: { Money: { y: int } }\n";
    let three = "namespace: c\nevents: { F: { fields: { m: Money, n: b.Money } } }";
    let catalog = read(&[("1.yaml", one), ("2.yaml", two), ("3.yaml", three)]);
    assert_eq!(
        problems(&catalog),
        ["Money: `Money` is defined in several namespaces (write the full name)"]
    );
}

#[test]
fn services_merge_unless_they_say_different_things() {
    let one = "services: { billing: { owner: team-a } }";
    let two = "services: { billing: { owner: team-b, doc: Bills. } }";
    let catalog = read(&[("1.yaml", one), ("2.yaml", two)]);
    assert_eq!(catalog.services.len(), 1);
    assert_eq!(
        problems(&catalog),
        [
            "team-b: the `owner` of service `billing` is `team-b` here and `team-a` elsewhere (say it in one place only)"
        ]
    );
}

#[test]
fn json_is_read_as_well() {
    let json = r#"{"namespace": "a", "events": {"OrderPlaced@3": {"fields": {"id": "uuid"}}}}"#;
    let catalog = read(&[("events.json", json)]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        catalog.messages[0].identity().to_string(),
        "a.OrderPlaced@3"
    );
    assert_eq!(catalog.text(catalog.messages[0].name.span), "OrderPlaced");
}

#[test]
fn files_of_other_kinds_are_left_alone() {
    let catalog = read(&[
        (
            "package.json",
            r#"{"name": "x", "types": "index.d.ts", "version": "1.0.0"}"#,
        ),
        (
            "compose.yaml",
            "services:\n  db: { image: postgres }\nvolumes: {}\n",
        ),
        ("chart.yaml", "{{ if .Values.x }}\na: b: c\n"),
        (
            "values.yaml",
            "namespace: shop\nevent: { on: {} }\nimage: { tag: v1 }\n",
        ),
        (
            "kustomization.yaml",
            "namespace: shop\ncommonLabels: { app: web }\n",
        ),
        (
            "deployment.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: { namespace: shop }\nspec: {}\n",
        ),
        (
            ".github/workflows/ci.yaml",
            "name: ci\non: { push: {} }\njobs: { test: { steps: [] } }\n",
        ),
        (
            "hook.json",
            r#"{"event": {"issue": {"version": 1, "id": 3}}}"#,
        ),
        (
            "serverless.yml",
            "service: web\nfunctions: { a: { events: [] } }\n",
        ),
    ]);
    assert!(
        catalog
            .sources
            .iter()
            .all(|source| source.format.is_empty())
    );
    assert_eq!(problems(&catalog), [""; 0]);
}

#[test]
fn a_misspelled_section_does_not_hide_a_file() {
    for (text, key, right) in [
        (
            "namespace: com.acme\nevnets: { Placed: {} }\n",
            "evnets",
            "events",
        ),
        ("Events:\n  Placed: { doc: It is. }\n", "Events", "events"),
        (
            "comands:\n  Place: { fields: { id: Id } }\ntypes: {}\n",
            "comands",
            "commands",
        ),
        (
            "flow: { checkout: { steps: [] } }\nservces: {}\n",
            "flow",
            "flows",
        ),
    ] {
        let catalog = read(&[("a.yaml", text)]);
        let problem = catalog.problems.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(catalog.text(problem.span), key);
        assert_eq!(problem.replacement.as_deref(), Some(right), "{text}");
    }
}

#[test]
fn a_comment_covers_a_line_an_entry_or_the_file() {
    let catalog = read(&[(
        "a.yaml",
        "# factum: allow-file(no-doc): later\nevents:\n  # factum: allow(no-owner, x) why not\n  A:\n    key: id # factum: allow(k)\n  B: {}\n# factum: nonsense\n",
    )]);
    let covered: Vec<_> = catalog
        .suppressions
        .iter()
        .map(|it| {
            (
                it.rules.len(),
                catalog.text(it.rules[0].span),
                &*it.reason,
                catalog.text(it.covers),
            )
        })
        .collect();
    let whole = catalog.sources[0].text.as_ref();
    assert_eq!(
        covered,
        [
            (1, "no-doc", "later", whole),
            (2, "no-owner", "why not", "A:\n    key: id"),
            (1, "k", "", "    key: id # factum: allow(k)"),
        ]
    );
    assert_eq!(catalog.problems.len(), 1);
}

#[test]
fn a_syntax_error_keeps_what_is_whole_before_it_and_accuses_no_name() {
    for (rest, whole) in [
        ("[\n", "A"),
        ("'\n", "A"),
        ("\n    fields: { id: uuid }\n    doc: a: b\n", "A"),
        ("{}\n\tC: {}\n", "A, B"),
    ] {
        let text = format!("events:\n  A: {{ fields: {{ id: Id }} }}\n  B: {rest}");
        let catalog = read(&[("1.yaml", &text)]);
        let names = catalog.messages.iter().map(|it| &*it.name.value);
        assert_eq!(names.collect::<Vec<_>>().join(", "), whole, "{text}");
        let kinds = catalog.problems.iter().map(|it| it.kind);
        assert_eq!(kinds.collect::<Vec<_>>(), [ProblemKind::Syntax], "{text}");
    }
}

#[test]
fn broken_json_that_looks_like_a_catalog_is_told_with_its_place() {
    let event = r#""events": {"BedBooked": {"doc": "x"}}"#;
    let schema = r#""title": "T", "type": "object", "properties": {"a": {"type": "string"}}"#;
    for (text, place) in [
        (format!("{{\n\t{event},\n}}"), ","),
        (format!("{{\n\t\"namespace\": \"a.b\",\n\t{event}\n"), "{"),
        (
            format!("{{\n\t\"namespace\": \"a.b\"\n\t{event}\n}}"),
            "\n\t\"events\"",
        ),
        (format!("{{\n\t// Beds.\n\t{event}\n}}"), "// Beds."),
        (format!("{{{schema},}}"), ","),
        (format!("{{{schema}"), "{"),
    ] {
        let catalog = read(&[("a.json", &text)]);
        let [problem] = &catalog.problems[..] else {
            panic!("{text}: {:?}", catalog.problems);
        };
        assert_eq!(problem.kind, ProblemKind::Syntax, "{text}");
        let rest = &text[problem.span.range().start..];
        assert!(rest.starts_with(place), "{text}: {problem:?}");
    }
    for text in [
        "{\n// Strict.\n\"$schema\": \"https://json.schemastore.org/tsconfig\",\"compilerOptions\": {},}",
        "{\"name\": \"shop\", \"version\": \"1.0.0\", // no\n\"dependencies\": {\"events\": \"^3.3.0\"},}",
        "{\"name\": \"shop\", \"dependencies\": {\"events\": \"^3.3.0\"}",
        "{\"id\": 1}\n{\"id\": 2}\n",
        "",
    ] {
        assert!(read(&[("a.json", text)]).problems.is_empty(), "{text}");
    }
}

#[test]
fn a_syntax_error_says_what_to_do() {
    let spaces = "indent with spaces: YAML allows no tabs there";
    for (rest, marked, help, open) in [
        ("\n\tdoc: x\n", "\t", spaces, None),
        ("\n    doc: x\n \t  key: id\n", "\t", spaces, None),
        ("{ doc: x\n  C: {}\n", ":", "close it with `}`", Some("{")),
        ("{ consumers: [x\n", "[", "close it with `]`", None),
        ("{ doc: a: b }\n", ":", "in quotes", None),
        ("\n    doc: @b\n", "@", "in quotes", None),
        ("\n    doc: *b\n", "*", "in quotes", None),
        ("\n    doc: - b\n", "-", "`[a, b]`", None),
        ("\n    doc: [a]]\n", "]", "take it out", None),
        (
            "\n    doc: \"C:\\users\"\n",
            "\"",
            "`\\\\` for a backslash",
            None,
        ),
        ("\n    doc: \"a\"b\n", "b", "`\\\"` for a quote", None),
        ("\n    doc: 'don't'\n", "t", "`''` for an apostrophe", None),
        ("\n    doc: \"a\n    key: b\n", "k", "close the quote", None),
        ("\n    doc: > a\n", ">", "on the next line", None),
        (
            "\n      doc: a\n  key: b\n C: {}\n",
            "C",
            "indent the keys",
            None,
        ),
        (
            "\n    consumers:\n      - a\n      b\n",
            "b",
            "`key: value`",
            None,
        ),
        (
            "\n    doc: a\n<<<<<<< x\n    key: b\n=======\n>>>>>>> y\n",
            "<",
            "merge conflict",
            None,
        ),
        ("\n    doc: [draft] An order.\n", "A", "in quotes", None),
        (
            "{ doc: \"a}\", key: a\n  C: {}\n",
            ":",
            "close it with `}`",
            Some("{"),
        ),
    ] {
        let catalog = read(&[("1.yaml", &format!("events:\n  B: {rest}"))]);
        let problem = &catalog.problems[0];
        assert_eq!(catalog.text(problem.span), marked, "{rest}");
        let said = problem.help.as_deref().unwrap_or_default();
        assert!(said.contains(help), "{rest}: {said}");
        let related = problem.related.first().map(|(span, _)| catalog.text(*span));
        assert_eq!(related, open, "{rest}");
    }
}

#[test]
fn a_type_without_its_end_is_told_once() {
    for (fields, marked) in [
        ("\n      a: decimal(12,2\n      b: int\n", "decimal(12,2"),
        ("\n      a: enum(x, y\n", "enum(x, y"),
        ("\n      a: \"fixed(16\"\n      b: int\n", "fixed(16"),
        ("{ a: decimal(12,2), b: int }\n", "2)"),
        ("{ a: enum(x, y, z), b: int }\n", "z)"),
        ("{ a: decimal(12,2)?, b: int }\n", "2)?"),
        ("{ a: { type: decimal(12,2), doc: c }, b: int }\n", "2)"),
    ] {
        let text = format!("events:\n  B:\n    doc: c\n    fields: {fields}");
        let catalog = read(&[("a.yaml", &text)]);
        let [problem] = &catalog.problems[..] else {
            panic!("{fields}: {:?}", catalog.problems);
        };
        assert_eq!(catalog.text(problem.span), marked, "{fields}");
    }
}

#[test]
fn what_is_unknown_is_not_said() {
    let catalog = read(&[(
        "a.yaml",
        "unknown: [producers, intents]
events:
  OrderPlaced: { doc: a, consumers: [billing] }
  OrderPaid: { doc: a, unknown: keys }
  OrderSent: { doc: a, unknown: [owner, colour] }
services:
  billing: { unknown: [owners] }
",
    )]);
    let unknown = |says: Says| {
        let words = Says::WORDS.into_iter();
        words
            .filter(move |word| says.get(word) == Some(false))
            .collect::<Vec<_>>()
    };
    let of_messages: Vec<_> = catalog.messages.iter().map(|it| unknown(it.says)).collect();
    assert_eq!(
        of_messages,
        [
            vec!["producers", "intents"],
            vec!["producers", "keys", "intents"],
            vec!["producers", "intents"]
        ]
    );
    assert_eq!(
        unknown(catalog.services[0].says),
        ["producers", "owners", "intents"]
    );
    let received = catalog.messages[0].evidence.as_ref().unwrap();
    assert_eq!(
        (&*received.seen, received.role),
        ("`billing` consumes it", Role::Received)
    );
    let problems: Vec<_> = catalog
        .problems
        .iter()
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(
        problems,
        [
            "`unknown` of an event cannot be `owner`",
            "`unknown` of an event cannot be `colour`"
        ]
    );
    assert_eq!(catalog.problems[0].replacement.as_deref(), Some("owners"));
}
