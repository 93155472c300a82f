//! What references lead to, and what is said of those that lead nowhere.

use factum_catalog::InputFile;
use factum_catalog::problem::ProblemKind;

use super::{COMMON, ORDERS_3, fields, message, problems, read, wiring};

/// AsyncAPI tools resolve references from the root of the document, whatever `$id` is around them.
#[test]
fn a_payload_with_an_identifier_refers_to_schemas_of_the_document() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 3.0.0
info: { title: Orders, version: '1' }
channels:
  c:
    address: orders
    messages:
      Placed:
        payload:
          $id: https://acme.example/placed.json
          type: object
          required: [total, lines]
          properties:
            total: { $ref: '#/components/schemas/Money' }
            lines: { $ref: '#/definitions/Lines' }
          definitions:
            Lines: { type: integer }
components:
  schemas:
    Money: { type: string }
"##,
    )]);
    assert_eq!(problems(&catalog), [""; 0]);
    let placed = message(&catalog, "Placed");
    assert_eq!(fields(placed), ["total: string", "lines: long"]);
}

#[test]
fn a_reference_that_leads_nowhere_is_reported_with_what_was_meant() {
    let broken = ORDERS_3
        .replace(
            "\"#/components/messages/OrderPlaced\"",
            "\"#/components/messages/OrderPlacd\"",
        )
        .replace(
            "\"common.yaml#/schemas/Payment\"",
            "\"comon.yaml#/schemas/Payment\"",
        )
        .replace(
            "items: { $ref: \"#/components/schemas/OrderLine\" } }\n            c",
            "items: { $ref: \"#/components/OrderLine\" } }\n            c",
        )
        .replace(
            "\"#/components/messageTraits/common\"",
            "\"https://acme.example/traits.yaml\"",
        );
    let catalog = read(&[("orders.yaml", &broken), ("common.yaml", COMMON)]);
    assert_eq!(
        problems(&catalog),
        [
            "#/components/messages/OrderPlacd: `#/components/messages/OrderPlacd` leads nowhere (did you mean `#/components/messages/OrderPlaced`?)",
            "https://acme.example/traits.yaml: `https://acme.example/traits.yaml` is on the network, where factum never looks (keep a copy, and name it for this under `[references]` in factum.toml)",
            "#/components/OrderLine: `#/components/OrderLine` leads nowhere (did you mean `#/components/schemas/OrderLine`?)",
            "comon.yaml#/schemas/Payment: `comon.yaml#/schemas/Payment` leads nowhere (did you mean `./common.yaml#/schemas/Payment`?)",
        ]
    );
    assert_eq!(catalog.messages.len(), 3, "no event is lost");
}

#[test]
fn parts_of_a_document_may_be_other_files() {
    let catalog = read(&[
        (
            "asyncapi.yaml",
            r##"
asyncapi: 3.0.0
info: { title: A, version: "1" }
channels: { $ref: channels.yaml }
components: { messages: { $ref: "messages.yaml" } }
operations: { o: { action: send, channel: { $ref: "#/channels/one" } } }
"##,
        ),
        (
            "channels.yaml",
            r##"one: { address: one, messages: { Placed: { $ref: "asyncapi.yaml#/components/messages/Placed" } } }"##,
        ),
        (
            "messages.yaml",
            "Placed: { payload: { type: object } }\nUnused: {}\n",
        ),
    ]);
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(
        wiring(&catalog),
        ["Placed: A ->  on one", "Unused:  ->  on "]
    );
}

#[test]
fn a_file_may_stand_for_what_is_on_the_network() {
    let document = ORDERS_3.replace("common.yaml#", "https://acme.example/v1/common.yaml#");
    let files = [("orders.yaml", &*document), ("copies/common.yaml", COMMON)];
    for (name, path) in [
        ("https://acme.example/v1/common.yaml", "copies/common.yaml"),
        ("https://acme.example/v1/", "./copies"),
    ] {
        let files = files.iter().map(|(path, text)| InputFile {
            path: (*path).into(),
            text: (*text).into(),
        });
        let references = [(name.to_owned(), path.to_owned())].into();
        let catalog = factum_catalog::read_with(files.collect(), references);
        assert_eq!(problems(&catalog), [""; 0], "{name}");
        assert_eq!(fields(message(&catalog, "PaymentFailed")).len(), 2);
    }
    let catalog = read(&files);
    assert_eq!(catalog.problems.len(), 1);
    assert_eq!(catalog.problems[0].kind, ProblemKind::RemoteReference);
}

#[test]
fn circles_of_references_end() {
    let catalog = read(&[(
        "a.yaml",
        r##"
asyncapi: 3.0.0
info: { title: A, version: "1" }
channels:
  c: { messages: { m: { payload: { $ref: "#/components/schemas/a" } }, n: { $ref: "#/channels/c/messages/n" } } }
components:
  schemas:
    a: { $ref: "#/components/schemas/b" }
    b: { $ref: "#/components/schemas/a" }
    deep: { type: array, items: { $ref: "#/components/schemas/deep" } }
    merged: { allOf: [{ $ref: "#/components/schemas/merged" }, { properties: { x: { $ref: "#/components/schemas/merged" } } }] }
  messages:
    deep: { payload: { $ref: "#/components/schemas/deep" } }
    merged: { payload: { $ref: "#/components/schemas/merged" } }
"##,
    )]);
    assert_eq!(
        problems(&catalog),
        [
            "#/components/schemas/a: `#/components/schemas/a` leads back to itself (let one of them define something)",
            "#/channels/c/messages/n: `#/channels/c/messages/n` leads back to itself (let one of them define something)",
        ]
    );
    assert_eq!(fields(message(&catalog, "merged")), ["x: merged?"]);
}
