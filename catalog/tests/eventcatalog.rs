//! EventCatalog: what is read from folders of front matter, and what is said of mistakes.

mod support;

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Intent, Message};
use support::read;

/// Each problem as `file: marked bytes: message (help)`.
fn problems(catalog: &Catalog) -> Vec<String> {
    let mut problems: Vec<_> = catalog.problems.iter().collect();
    problems.sort_by_key(|problem| (problem.span.file, problem.span.start));
    problems
        .iter()
        .map(|problem| {
            let source = catalog.source(problem.span.file);
            format!(
                "{}: {}: {} ({})",
                source.map_or("", |source| &source.path),
                catalog.text(problem.span),
                problem.message,
                problem.help.as_deref().unwrap_or("")
            )
        })
        .collect()
}

fn message<'a>(catalog: &'a Catalog, identity: &str) -> &'a Message {
    let found = catalog
        .messages
        .iter()
        .find(|it| it.identity().to_string() == identity);
    found.unwrap_or_else(|| panic!("no {identity}"))
}

fn names(list: &[factum_catalog::contract::span::Spanned<Box<str>>]) -> Vec<&str> {
    list.iter().map(|name| &*name.value).collect()
}

const PLACED: &str = "---\nid: order-placed\nname: Order Placed\nversion: 2.0.0\nsummary: |\n  A customer ordered.\nowners: [dana]\nchannels:\n  - id: orders.{env}\nschemaPath: schema.json\ndeprecated:\n  date: 2026-09-01\n  message: Use v3.\nx-tier: 1\n---\n\nimport X from 'y';\n\n```yaml\n---\nid: [no\n```\n";
const PLACED_1: &str =
    "---\nid: order-placed\nname: Order Placed\nversion: 1.4.0\nschemaPath: schema.avro\n---\n";
const RESERVE: &str = "---\nid: reserve-stock\nname: Reserve Stock\nversion: 1.0.0\nschemaPath: '../../shared/stock.proto'\n---\n";
const ORDERS: &str = "---\nid: orders\nname: Orders\nversion: 1.0.0\nowners:\n  - dana\nspecifications:\n  - { type: asyncapi, path: asyncapi.yml }\nsends:\n  - id: order-placed\n    to: [{ id: 'orders.{env}' }]\n  - id: reserve-stock\n    version: latest\n---\n";
const STOCK: &str = "---\nid: stock\nname: Stock\nversion: 1.0.0\nreceives:\n  - id: reserve-stock\n    version: ^1.0.0\n  - id: order-placed\n    version: '>=1.0.0'\n---\n";
const STOCK_PROTO: &str =
    "syntax = \"proto3\"; message Line {} message ReserveStock { string order_id = 1; }";
const CHANNEL: &str = "---\nid: orders.{env}\nname: Orders\nversion: 1.0.0\naddress: shop.orders.{env}\nprotocols: [kafka]\n---\n";
const FLOW: &str = "---\nid: checkout\nname: Checkout\nversion: 1.0.0\nsteps:\n  - id: a\n    message: { id: order-placed }\n    next_step: b\n  - id: b\n    service: { id: stock, version: 1.0.0 }\n    next_steps: [{ id: c }]\n  - id: c\n    title: Done\n---\n";
const ASYNCAPI: &str = "asyncapi: 3.0.0\ninfo: { title: Orders, version: 1.0.0 }\ncomponents: { messages: { OrderPlaced: { payload: { type: object } } } }\n";
const SCHEMA: &str = r#"{"type": "object", "title": "OrderPlaced", "$schema": "http://json-schema.org/draft-07/schema#",
  "properties": {"orderId": {"type": "string"}}, "required": ["orderId"]}"#;
const AVRO: &str = r#"{"type": "record", "name": "OrderPlaced", "fields": [{"name": "orderId", "type": "string"}]}"#;

#[test]
fn resources_become_one_model_with_exact_places() {
    let catalog = read(&[
        ("domains/Shop/services/Orders/index.mdx", ORDERS),
        ("domains/Shop/services/Orders/asyncapi.yml", ASYNCAPI),
        (
            "domains/Shop/services/Orders/events/OrderPlaced/index.mdx",
            PLACED,
        ),
        (
            "domains/Shop/services/Orders/events/OrderPlaced/schema.json",
            SCHEMA,
        ),
        (
            "domains/Shop/services/Orders/events/OrderPlaced/versioned/1/index.mdx",
            PLACED_1,
        ),
        (
            "domains/Shop/services/Orders/events/OrderPlaced/versioned/1/schema.avro",
            AVRO,
        ),
        ("federated/x/commands/ReserveStock/index.md", RESERVE),
        ("federated/x/shared/stock.proto", STOCK_PROTO),
        ("services/Stock/index.mdx", STOCK),
        ("channels/Orders/index.mdx", CHANNEL),
        ("flows/checkout/index.mdx", FLOW),
        ("users/dana.mdx", "---\nid: dana\nname: Dana\n---\n"),
        ("README.md", "---\ntitle: no resource: at all\n---\n# x"),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(catalog.messages.len(), 3);

    let placed = message(&catalog, "order-placed@2.0.0");
    assert_eq!(catalog.text(placed.name.span), "order-placed");
    assert_eq!(catalog.text(placed.version_span.unwrap()), "2.0.0");
    assert_eq!(
        placed.doc.as_ref().unwrap().value.as_ref(),
        "A customer ordered."
    );
    assert_eq!(names(&placed.producers), ["orders"]);
    assert_eq!(names(&placed.consumers), ["stock"]);
    let channel = placed.channel.as_ref().unwrap();
    assert_eq!(
        catalog
            .channel(&channel.value)
            .unwrap()
            .broker
            .as_ref()
            .unwrap()
            .value
            .as_ref(),
        "kafka"
    );
    let deprecated = placed.deprecated.as_ref().unwrap();
    assert_eq!(
        deprecated.since.as_ref().unwrap().value.as_ref(),
        "2026-09-01"
    );
    assert_eq!(placed.fields()[0].name.value.as_ref(), "orderId");
    assert_eq!(placed.schemas.len(), 1);

    let older = message(&catalog, "order-placed@1.4.0");
    assert_eq!(names(&older.consumers), ["stock"], "the range admits it");
    assert!(older.producers.is_empty(), "no version means the newest");
    assert_eq!(older.fields().len(), 1);
    assert!(placed.says.producers && !older.says.producers);

    let reserve = message(&catalog, "reserve-stock@1.0.0");
    assert_eq!(reserve.intent, Intent::Command);
    assert_eq!(reserve.fields()[0].name.value.as_ref(), "order_id");
    assert_eq!(reserve.schemas.len(), 1);
    assert_eq!(reserve.handler.as_ref().unwrap().value.as_ref(), "stock");

    let [flow] = &catalog.flows[..] else { panic!() };
    let [step] = &flow.steps[..] else {
        panic!("{:?}", flow.steps)
    };
    assert_eq!(
        step.when.as_ref().unwrap().value.as_ref(),
        "order-placed@2.0.0"
    );
    assert_eq!(step.service.as_ref().unwrap().value.as_ref(), "stock");
    assert_eq!(
        catalog
            .service("orders")
            .unwrap()
            .owner
            .as_ref()
            .unwrap()
            .value
            .as_ref(),
        "dana"
    );
}

#[test]
fn a_pointer_that_leads_nowhere_is_reported_at_its_place() {
    let service = "---\nid: shop\nname: Shop\nversion: 1.0.0\nowners: [dan]\nsends:\n  - id: OrderPlaced\n  - id: order-placed\n    version: 3.x\n    to:\n      - id: orders\n  - id: gone\n";
    let catalog = read(&[
        ("events/OrderPlaced/index.mdx", PLACED),
        ("events/OrderPlaced/versioned/1/index.mdx", PLACED_1),
        ("events/OrderPlaced/versioned/1/schema.avro", AVRO),
        ("services/shop/index.mdx", &format!("{service}---\n")),
        ("channels/orders/index.mdx", CHANNEL),
        ("teams/dana.mdx", "---\nid: dana\nname: Dana\n---\n"),
    ]);
    insta::assert_snapshot!(problems(&catalog).join("\n"));
}

#[test]
fn version_1_names_services_in_the_event() {
    let event = "---\nname: Order Shipped\nversion: 0.0.1\nproducers:\n  - Orders Service\nconsumers:\n  - Order Service\n  - Data Lake\n---\n<NodeGraph />\n";
    let catalog = read(&[
        ("events/OrderShipped/index.md", event),
        ("events/OrderShipped/schema.json", SCHEMA),
        (
            "services/Orders Service/index.md",
            "---\nname: Orders Service\nsummary: Orders.\n---\n",
        ),
    ]);
    let shipped = message(&catalog, "Order Shipped@0.0.1");
    assert_eq!(names(&shipped.producers), ["Orders Service"]);
    assert_eq!(shipped.fields().len(), 1);
    assert_eq!(
        problems(&catalog),
        [
            "events/OrderShipped/index.md: Order Service: no service has the id `Order Service` (did you mean `Orders Service`?)",
            "events/OrderShipped/index.md: Data Lake: no service has the id `Data Lake` (add it to the catalog, or take the pointer out)",
        ]
    );
}

#[test]
fn what_eventcatalog_would_silently_pass_by_is_reported() {
    let catalog = read(&[
        (
            "systems/shop/index.mdx",
            "---\nid: shop\nname: Shop\nversion: 1.0.0\n---\n",
        ),
        ("events/OrderPlaced.mdx", PLACED_1),
        (
            "events/Group/Reserved/index.mdx",
            "---\nid: reserved\nname: Reserved\nversion: 1.0.0\n---\n",
        ),
        (
            "events/Open/index.mdx",
            "---\nid: open\nname: Open\n\n# Open\n",
        ),
        (
            "events/Nameless/index.mdx",
            "---\nname: Nameless\nversion: 1.0.0\n---\n",
        ),
        (
            "events/Bare/index.mdx",
            "---\nid: bare\nversion: 1.0.0\n---\n",
        ),
        ("notes/open.md", "---\nid: open\nname: Open\n\n# Open\n"),
    ]);
    insta::assert_snapshot!(problems(&catalog).join("\n"));
    assert_eq!(catalog.messages.len(), 3);
}

#[test]
fn a_file_may_end_anywhere() {
    for text in [PLACED, ORDERS, FLOW] {
        for end in 0..text.len() {
            let catalog = read(&[
                ("services/shop/index.mdx", &text[..end]),
                ("flows/shop/index.mdx", &text[..end]),
                ("events/shop/index.mdx", text),
            ]);
            assert_eq!(catalog.messages.len(), 1, "{end}");
        }
    }
}

#[test]
fn the_catalogs_at_hand_are_read_whole() {
    let shared = std::env::var("FACTUM_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").to_owned());
    for (catalog, expected) in [
        ("eventcatalog-v4-default", [39, 19, 6]),
        ("eventcatalog-v4-federation", [1, 0, 0]),
        ("eventcatalog-v2-flowmart", [15, 10, 7]),
        ("eventcatalog-v1-basic", [9, 0, 0]),
    ] {
        let root = std::path::PathBuf::from(format!("{shared}/catalogs/{catalog}/data"));
        if !root.is_dir() {
            eprintln!("SKIPPED: there is no {}", root.display());
            continue;
        }
        let (files, _) = factum_catalog::discover::find(&[root], &Default::default());
        let (files, errors) = factum_catalog::discover::read(&files);
        assert!(errors.is_empty(), "{errors:?}");
        let read = factum_catalog::read(files);
        let found = [Intent::Event, Intent::Command, Intent::Query].map(|intent| {
            let of_format = |it: &&Message| {
                read.source(it.span.file)
                    .is_some_and(|source| source.format == "eventcatalog")
            };
            let messages = read.of_intent(intent).filter(of_format);
            let names: std::collections::HashSet<_> = messages.map(|it| &it.name.value).collect();
            names.len()
        });
        assert_eq!(found, expected, "{catalog}");
    }
}

#[test]
fn every_kind_of_pointer_is_checked() {
    let page =
        |id: &str, rest: &str| format!("---\nid: {id}\nname: {id}\nversion: 1.0.0\n{rest}---\n");
    let files = [
        ("events/A/index.mdx", page("order-placed", "")),
        (
            "services/A/index.mdx",
            page("orders", "schemaPath: gone.json\n"),
        ),
        (
            "systems/A/index.mdx",
            page("shop", "relationships: [{ id: shp }]\n"),
        ),
        (
            "entities/A/index.mdx",
            page(
                "order",
                "properties: [{ name: by, references: customer }]\n",
            ),
        ),
        (
            "adrs/A/index.mdx",
            page(
                "adr-1",
                "appliesTo:\n  - { type: event, id: order-placd }\n  - { type: command, id: order-placed }\nsupersedes: [{ id: adr-0 }]\n",
            ),
        ),
        (
            "domains/A/index.mdx",
            page(
                "sales",
                "resourceGroups:\n  - items: [{ type: service, id: orders, version: 2.0.0 }]\nspecifications: { openapiPath: api.yml }\n",
            ),
        ),
        (
            "flows/A/index.mdx",
            page("checkout", "steps:\n  - { id: 1, next_step: { id: 2 } }\n"),
        ),
        (
            "channels/A/index.mdx",
            page("queue", "")
                + "By [[service|order]], of [[event|order-placed]], [[query\\|order-placed]].\n",
        ),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let found: Vec<String> = problems(&read(&files))
        .iter()
        .map(|problem| problem.replace("add it to the catalog, or take the pointer out", "…"))
        .collect();
    assert_eq!(
        found,
        [
            "services/A/index.mdx: gone.json: there is no file `gone.json` beside this one (add the file, or take the key out)",
            "systems/A/index.mdx: shp: no system has the id `shp` (did you mean `shop`?)",
            "entities/A/index.mdx: customer: no entity has the id `customer` (…)",
            "adrs/A/index.mdx: order-placd: no event, command or query has the id `order-placd` (did you mean `order-placed`?)",
            "adrs/A/index.mdx: command: `order-placed` is an event, not a command (did you mean `event`?)",
            "adrs/A/index.mdx: adr-0: no decision record has the id `adr-0` (did you mean `adr-1`?)",
            "domains/A/index.mdx: 2.0.0: `orders` has no version 2.0.0 (did you mean `1.0.0`?)",
            "domains/A/index.mdx: api.yml: there is no file `api.yml` beside this one (add the file, or take the key out)",
            "flows/A/index.mdx: 2: no step of this flow has the id `2` (add the step, or take the pointer out)",
            "channels/A/index.mdx: order: no service has the id `order` (did you mean `orders`?)",
            "channels/A/index.mdx: query: `order-placed` is an event, not a query (did you mean `event`?)",
        ]
    );
}

#[test]
fn a_key_spelled_like_another_is_reported() {
    let page =
        "---\nid: a\nname: a\nversion: 1.0.0\nsummmary: Told.\nstate: x\nowners: dana\n---\n";
    let catalog = read(&[("events/A/index.mdx", page)]);
    assert_eq!(
        problems(&catalog),
        [
            "events/A/index.mdx: summmary: `summmary` is no key of EventCatalog (did you mean `summary`?)",
            "events/A/index.mdx: dana: `owners` is a list, and this is none (write each on a line of its own, below `owners:`)",
        ]
    );
}

#[test]
fn a_page_describes_what_has_no_summary() {
    let page = "---\nid: order-placed\nversion: 1.0.0\n---\n\n## Overview\n\nA basket was sent.\n";
    let catalog = read(&[
        ("events/placed/index.mdx", page),
        (
            "events/paid/index.mdx",
            "---\nid: paid\nsummary: Money came.\n---\nLong text.\n",
        ),
    ]);
    let doc = |identity| {
        let doc = message(&catalog, identity).doc.as_ref().unwrap();
        (&*doc.value, catalog.text(doc.span))
    };
    assert_eq!(
        doc("order-placed@1.0.0"),
        ("A basket was sent.", "A basket was sent.")
    );
    assert_eq!(doc("paid"), ("Money came.", "Money came."));
}
