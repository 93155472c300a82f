//! Folders of Protobuf files, and Protobuf inside other formats.

mod support;

use factum_catalog::Catalog;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::shape::{Body, Field};
use factum_catalog::contract::span::Spanned;
use proptest::prelude::*;
use support::read;

/// A file in proto3, of the package `acme` unless it says otherwise.
fn proto(body: &str) -> String {
    let package = match body.contains("package ") {
        true => "",
        false => "package acme;\n",
    };
    format!("syntax = \"proto3\";\n{package}{body}")
}

fn read_one(body: &str) -> Catalog {
    read(&[("a.proto", &proto(body))])
}

/// Each problem as `file: marked bytes: message (help)`.
fn problems(catalog: &Catalog) -> Vec<String> {
    let describe = |problem: &factum_catalog::problem::Problem| {
        let file = catalog
            .source(problem.span.file)
            .map_or("", |source| &source.path);
        let help = problem.help.as_deref().unwrap_or("");
        let marked = catalog.text(problem.span);
        format!("{file}: {marked}: {} ({help})", problem.message)
    };
    catalog.problems.iter().map(describe).collect()
}

fn names(catalog: &Catalog) -> Vec<String> {
    let messages = catalog.messages.iter();
    messages.map(|it| it.identity().to_string()).collect()
}

fn only(catalog: &Catalog) -> &Message {
    let [message] = &catalog.messages[..] else {
        panic!("{:?}: {:?}", names(catalog), problems(catalog))
    };
    message
}

fn fields(fields: &[Field]) -> Vec<String> {
    let describe = |it: &Field| format!("{}: {}", it.name.value, it.ty);
    fields.iter().map(describe).collect()
}

const PLACED: &str = "\
syntax = \"proto3\";
package acme.orders.v2;
import \"acme/types/money.proto\";
import \"google/protobuf/timestamp.proto\";
import \"google/protobuf/wrappers.proto\";
import \"google/protobuf/struct.proto\";
import \"google/type/date.proto\";
import \"validate/validate.proto\";

// A customer submitted a basket.
//
// buf:lint:ignore RULE
message OrderPlaced {
  string order_id = 1 [(validate.rules).string.uuid = true]; // Which one.
  types.Money total = 2;
  optional int32 priority = 3 [deprecated = true];
  repeated Line lines = 4;
  map<string, types.Money> discounts = 5;
  oneof payment {
    string card = 6;
    Invoice invoice = 7;
  }
  google.protobuf.Timestamp placed_at = 8;
  google.protobuf.StringValue coupon = 9;
  google.protobuf.Struct extra = 10;
  google.type.Date due = 11;
  google.type.Money tax = 12;
  Channel channel = 14;
  Line gift = 13;
  reserved 15, 20 to max;
  message Line {
    uint64 quantity = 1;
    Line part_of = 2;
  }
  enum Channel {
    option allow_alias = true;
    CHANNEL_UNSPECIFIED = 0;
    /* At the till. */
    CHANNEL_STORE = 1;
  }
}
message Invoice { bytes document = 1; }
";
const MONEY: &str = "syntax = \"proto3\";\npackage acme.types;\nmessage Money { int64 minor_units = 1; string currency = 2; }\n";

#[test]
fn a_message_becomes_an_event_with_exact_places() {
    let catalog = read(&[
        ("proto/acme/orders/v2/placed.proto", PLACED),
        ("proto/acme/types/money.proto", MONEY),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    let event = only(&catalog);
    assert_eq!(event.identity().to_string(), "acme.orders.OrderPlaced@2");
    assert_eq!(
        fields(event.fields()),
        [
            "order_id: string",
            "total: acme.types.Money",
            "priority: int?",
            "lines: [acme.orders.OrderPlacedLine@2]",
            "discounts: map<acme.types.Money>",
            "card: string?",
            "invoice: acme.orders.Invoice@2?",
            "placed_at: timestamp",
            "coupon: string?",
            "extra: json",
            "due: date",
            "tax: google.type.Money",
            "channel: acme.orders.OrderPlacedChannel@2",
            "gift: acme.orders.OrderPlacedLine@2",
        ]
    );
    let text = |it: &Option<Spanned<Box<str>>>| it.as_ref().unwrap().value.to_string();
    assert_eq!(text(&event.doc), "A customer submitted a basket.");
    assert_eq!(text(&event.fields()[0].doc), "Which one.");
    assert!(event.fields()[2].deprecated.is_some());
    assert_eq!(catalog.text(event.name.span), "OrderPlaced");
    assert_eq!(catalog.text(event.version_span.unwrap()), "v2");
    assert!(
        catalog
            .text(event.span)
            .starts_with("message OrderPlaced {")
    );
    let discounts = &event.fields()[4];
    assert_eq!(catalog.text(discounts.name.span), "discounts");
    assert_eq!(catalog.text(discounts.ty_span), "map<string, types.Money>");
    let number = discounts.number.as_ref().unwrap();
    assert_eq!((number.value, catalog.text(number.span)), (5, "5"));

    let definition = |name: &str| {
        let mut types = catalog.types.iter();
        types.find(|(_, it)| &*it.name.value == name).unwrap().1
    };
    let Body::Enum(channel) = &definition("OrderPlacedChannel").body else {
        panic!()
    };
    let default = channel.default.as_ref().unwrap();
    assert_eq!(&*default.value, "CHANNEL_UNSPECIFIED");
    let store = &channel.symbols[1];
    assert_eq!(catalog.text(store.name.span), "CHANNEL_STORE");
    assert_eq!(text(&store.doc), "At the till.");
    let Body::Record(line) = &definition("OrderPlacedLine").body else {
        panic!()
    };
    let part_of = "part_of: acme.orders.OrderPlacedLine@2?";
    assert_eq!(fields(line), ["quantity: long", part_of]);
}

#[test]
fn parts_requests_and_namespaces_are_no_events() {
    let catalog = read(&[
        (
            "orders/events.proto",
            &proto(
                "message OrderPlaced { Money total = 1; map<string, Line> lines = 2; }
                 message Money {} message Line {}
                 message Node { Node next = 1; }
                 message StatusEnum { enum Status { OPEN = 0; } }
                 message GetOrder {} message Order {}
                 message ImportOrders {} message ImportMetadata {} message ListResponse {}
                 service Orders {
                   rpc Get(GetOrder) returns (stream Order);
                   rpc Import(GetOrder) returns (Order) {
                     option (google.longrunning.operation_info) = {
                       response_type: \"ImportOrders\" metadata_type: 'acme.ImportMetadata'
                     };
                   }
                 }",
            ),
        ),
        ("third_party/x.proto", &proto("message Vendored {}")),
        (
            "google/type/money.proto",
            &proto("package google.type; message Money {}"),
        ),
        (
            "google/protobuf/timestamp.proto",
            "edition = \"2099\"; a copy of what is known",
        ),
        (
            "options.proto",
            &proto(
                "import \"google/protobuf/descriptor.proto\"; message Mark {}
                 extend google.protobuf.FieldOptions { Mark mark = 50000; }",
            ),
        ),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(names(&catalog), ["acme.OrderPlaced", "acme.Node"]);
}

#[test]
fn an_envelope_is_looked_through() {
    let catalog = read_one(
        "message OrderEvent {
           string event_id = 1;
           oneof payload { OrderPlaced placed = 2; OrderCancelled cancelled = 3; }
         }
         message OrderPlaced {} message OrderCancelled { oneof reason { Mistake mistake = 1; } }
         message Mistake {}",
    );
    assert_eq!(names(&catalog), ["acme.OrderPlaced", "acme.OrderCancelled"]);
    for message in &catalog.messages {
        assert_eq!(fields(&message.headers), ["event_id: string"]);
    }
}

#[test]
fn versions_are_those_of_packages_or_folders() {
    let placed = |package: &str| proto(&format!("package {package}; message OrderPlaced {{}}"));
    let catalog = read(&[
        ("a/v1/placed.proto", &placed("acme.v1")),
        ("a/v2beta1/placed.proto", &placed("acme.v2beta1")),
        ("b/v3/placed.proto", &placed("acme")),
        ("c/placed.proto", &placed("acme.video")),
    ]);
    assert_eq!(
        names(&catalog),
        [
            "acme.OrderPlaced@1",
            "acme.OrderPlaced@v2beta1",
            "acme.OrderPlaced@3",
            "acme.video.OrderPlaced"
        ]
    );
}

#[test]
fn proto2_and_editions_are_read() {
    let catalog = read(&[
        (
            "a.proto",
            "package acme; import \"b.proto\";
         message Paid {
           required string id = 1; optional int32 n = 2 [default = 7];
           optional double ratio = 3 [default = inf];
           repeated group Item = 4 { optional string sku = 1; }
           extensions 100 to 199;
         }",
        ),
        (
            "b.proto",
            "edition = \"2023\";\npackage acme;\noption features.field_presence = IMPLICIT;\nmessage Sent { string id = 1 [features.field_presence = EXPLICIT, debug_redact = true]; }",
        ),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(names(&catalog), ["acme.Paid", "acme.Sent"]);
    let paid = &catalog.messages[0];
    assert_eq!(
        fields(paid.fields()),
        ["id: string", "n: int?", "ratio: double?"]
    );
    let default = paid.fields()[1].default.as_ref().unwrap();
    assert_eq!(default.as_number(), Some("7"));
    assert!(paid.fields()[2].default.is_none());
    let id = &catalog.messages[1].fields()[0];
    assert_eq!(catalog.text(id.name.span), "id");
}

#[test]
fn imports_are_found_below_the_folder_that_the_settings_name() {
    let files = [
        (
            "buf.yaml",
            "version: v2\nmodules:\n  - path: one\n  - path: two\n",
        ),
        (
            "one/a.proto",
            "syntax = \"proto3\"; import \"x/money.proto\"; message A { x.Money m = 1; }",
        ),
        (
            "two/x/money.proto",
            "syntax = \"proto3\"; package x; message Money { int64 cents = 1; }",
        ),
        (
            "old/x/money.proto",
            "syntax = \"proto3\"; package x; message Money { float sum = 1; }",
        ),
    ];
    let catalog = read(&files);
    assert_eq!(problems(&catalog), [""; 0]);
    let (_, money) = catalog.types.iter().next().unwrap();
    let Body::Record(inside) = &money.body else {
        panic!()
    };
    assert_eq!(fields(inside), ["cents: long"]);
}

#[test]
fn mistakes_are_told_at_their_places() {
    let catalog = read(&[
        (
            "p/acme/a.proto",
            &proto(
                "import \"acme/monye.proto\";
                 import \"elsewhere/unknown.proto\";
                 message A { Money money = 1; Unknown unknown = 2; }",
            ),
        ),
        (
            "p/acme/money.proto",
            &proto("message Money {} message Sum {}"),
        ),
        (
            "p/acme/b.proto",
            &proto("message B { Moni m = 1; Mony n = 2; map<string, Sum> s = 3; } message Mone {}"),
        ),
        (
            "p/acme/c.proto",
            &proto("message C { int32 a = 1; int32 b = 1; }"),
        ),
        ("p/acme/d.proto", &proto("message D { int32 a = 1")),
        (
            "p/acme/e.proto",
            &proto("message E { int32 = 1; } mesage F {}"),
        ),
        (
            "p/acme/f.proto",
            &proto("import \"acme/g.proto\"; message F {}"),
        ),
        (
            "p/acme/g.proto",
            &proto("import \"acme/f.proto\"; message G { F f = 1; }"),
        ),
        (
            "p/acme/h.proto",
            &proto("import \"../../etc/passwd\"; message H {}"),
        ),
        (
            "p/acme/i.proto",
            &proto("import \"acme/d.proto\"; message I { D d = 1; }"),
        ),
    ]);
    insta::assert_snapshot!(problems(&catalog).join("\n"));
    let events = names(&catalog);
    for event in ["acme.A", "acme.B", "acme.C", "acme.G", "acme.I"] {
        assert!(events.contains(&event.to_owned()), "{event} in {events:?}");
    }
}

#[test]
fn comments_silence_what_they_stand_at() {
    let catalog = read_one(
        "// factum: allow(no-doc) it says it all
         message A { string a = 1; // factum: allow(int-id)
         }
         // factum: allow no-doc
         message B {}",
    );
    let covered: Vec<_> = catalog
        .suppressions
        .iter()
        .map(|it| catalog.text(it.covers).lines().next().unwrap().trim())
        .collect();
    assert_eq!(
        covered,
        [
            "message A { string a = 1; // factum: allow(int-id)",
            "message A { string a = 1; // factum: allow(int-id)"
        ]
    );
    assert_eq!(catalog.problems.len(), 1, "{:?}", problems(&catalog));
}

#[test]
fn a_registry_holds_protobuf_as_text() {
    let catalog = read(&[(
        "a.xreg.json",
        r##"{"specversion": "1.0", "messagegroups": {"acme": {"messages": {
          "OrderPlaced": {"dataschemauri": "#/schemagroups/g/schemas/Placed"}}}},
        "schemagroups": {"g": {"schemas": {"Placed": {"format": "Protobuf/3", "versions": {
          "1": {"schema": "syntax = 'proto3'; message Other {} message OrderPlaced { string id = 1; }"}}}}}}}"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    let event = only(&catalog);
    assert_eq!(fields(event.fields()), ["id: string"]);
    assert_eq!(catalog.text(event.fields()[0].name.span), "id");
    assert_eq!(event.schemas.len(), 1);
}

#[test]
fn deep_files_and_long_chains_need_no_deep_stack() {
    let deep = format!("{}{}", "message A {".repeat(20_000), "}".repeat(20_000));
    assert!(!read_one(&deep).problems.is_empty());
    let options = format!(
        "option (a) = {}{};",
        "{ a: ".repeat(50_000),
        "}".repeat(50_000)
    );
    read_one(&options);
    let chain: String = (0..3_000)
        .map(|index| format!("message M{index} {{ M{} next = 1; }}\n", index + 1))
        .collect();
    let catalog = read_one(&format!("{chain} message M3000 {{}}"));
    assert_eq!(names(&catalog), ["acme.M0"]);
    assert_eq!(catalog.types.len(), 3_000);
    let ring: Vec<(String, String)> = (0..2_000)
        .map(|index| {
            let import = format!("import \"f{}.proto\";", (index + 1) % 2_000);
            (format!("f{index}.proto"), proto(&import))
        })
        .collect();
    let ring: Vec<(&str, &str)> = ring.iter().map(|(path, text)| (&**path, &**text)).collect();
    assert_eq!(read(&ring).problems.len(), 1);
}

/// Pieces that make files, and that break them.
fn any_text() -> impl Strategy<Value = String> {
    const PIECES: [&str; 30] = [
        "syntax = \"proto3\";",
        "syntax = \"proto2\";",
        "edition = \"2023\";",
        "package a.b;",
        "import \"b.proto\";",
        "import public \"a.proto\";",
        "import \"../x\";",
        "message A {",
        "message B {",
        "enum E {",
        "oneof o {",
        "service S {",
        "rpc R(A) returns (stream .a.b.B);",
        "extend A {",
        "}",
        "}",
        "}",
        "A a = 1;",
        "repeated B.A b = 2;",
        "map<string, A> m = 3;",
        "optional int32 i = 4 [deprecated = true];",
        "Z = 0;",
        "reserved 5, \"x\";",
        "option (x) = { y: \"}\" };",
        "extensions 100 to max;",
        "// factum: allow(a) é\n",
        "/* factum: x */",
        "\"",
        "é",
        "required group G = 5 {",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..25)
        .prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read_and_has_its_places(a in any_text(), b in any_text()) {
        let catalog = read(&[("a.proto", &a), ("x/b.proto", &b)]);
        let messages = catalog.messages.iter();
        let places = messages.flat_map(|it| it.fields().iter().map(|it| it.span).chain([it.span]));
        for span in catalog.problems.iter().map(|it| it.span).chain(places) {
            let source = catalog.source(span.file).unwrap();
            prop_assert!(source.text.get(span.range()).is_some(), "{span:?}");
        }
        for message in &catalog.messages {
            for schema in &message.schemas {
                let _ = factum_catalog::contract::schema::check(schema, schema, Default::default());
            }
        }
    }
}
