//! Documents of any content: every one is read without a panic, without a deep stack and in
//! bounded time.

use factum_catalog::InputFile;
use proptest::prelude::*;

/// Keys that mean something to one of the readers, and references that may lead anywhere.
fn document() -> impl Strategy<Value = String> {
    const KEYS: [&str; 40] = [
        "asyncapi",
        "info",
        "title",
        "channels",
        "operations",
        "components",
        "messages",
        "schemas",
        "message",
        "oneOf",
        "anyOf",
        "allOf",
        "payload",
        "headers",
        "traits",
        "publish",
        "subscribe",
        "action",
        "channel",
        "reply",
        "address",
        "bindings",
        "kafka",
        "key",
        "$ref",
        "$id",
        "$schema",
        "type",
        "properties",
        "required",
        "items",
        "additionalProperties",
        "enum",
        "const",
        "definitions",
        "data",
        "specversion",
        "source",
        "id",
        "not",
    ];
    const VALUES: [&str; 22] = [
        "2.6.0",
        "3.0.0",
        "object",
        "array",
        "string",
        "integer",
        "null",
        "true",
        "false",
        "",
        "#",
        "#/a",
        "#/channels/a",
        "#/components/messages/a",
        "#/components/schemas/a",
        "b.json",
        "b.json#/components/schemas/a",
        "../../b.json",
        "https://acme.example/x",
        "#/definitions/a",
        "http://json-schema.org/draft-07/schema#",
        "send",
    ];
    let leaf = prop::sample::select(&VALUES[..]).prop_map(|text| match text {
        "true" | "false" | "null" => text.to_owned(),
        text => format!("{text:?}"),
    });
    let value = leaf.prop_recursive(7, 120, 8, |inner| {
        let key = prop_oneof![
            4 => prop::sample::select(&KEYS[..]),
            1 => Just("a"),
        ];
        let object = prop::collection::vec((key, inner.clone()), 0..8).prop_map(|entries| {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{key:?}: {value}"));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        });
        let list =
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
        prop_oneof![4 => object, 1 => list]
    });
    let head = prop::sample::select(
        &[
            "\"asyncapi\": \"2.6.0\", \"channels\"",
            "\"asyncapi\": \"3.0.0\", \"channels\"",
            "\"asyncapi\": \"3.0.0\", \"components\"",
            "\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"properties\"",
            "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"allOf\"",
            "\"a\"",
        ][..],
    );
    (head, value.clone(), value).prop_map(|(head, a, b)| {
        format!("{{{head}: {a}, \"components\": {{\"schemas\": {b}, \"messages\": {b}}}}}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_documents_are_read(a in document(), b in document()) {
        let files = [("a.json", a), ("b.json", b)].map(|(path, text)| InputFile {
            path: path.into(),
            text: text.into(),
        });
        let catalog = factum_catalog::read(files.into());
        // Every place that is reported is in a file, between characters.
        for problem in &catalog.problems {
            let source = catalog.source(problem.span.file).unwrap();
            prop_assert!(source.text.get(problem.span.range()).is_some());
        }
    }
}

/// As deep as the parsers allow.
#[test]
fn deep_schemas_need_no_deep_stack() {
    for (open, close) in [
        ("{\"items\": ", "}"),
        ("{\"properties\": {\"a\": ", "}}"),
        ("{\"allOf\": [{\"title\": \"x\"}, ", "]}"),
        ("{\"oneOf\": [{\"type\": \"null\"}, ", "]}"),
        (
            "{\"type\": [\"object\", \"string\"], \"additionalProperties\": ",
            "}",
        ),
    ] {
        let levels = close.len();
        let depth = 240 / levels;
        let schema = format!(
            "{}{{\"type\": \"string\"}}{}",
            open.repeat(depth),
            close.repeat(depth)
        );
        let text = format!(
            "{{\"asyncapi\": \"3.0.0\", \"components\": {{\"messages\": {{\"a\": {{\"payload\": {schema}}}}}}}}}"
        );
        let catalog = factum_catalog::read(vec![InputFile {
            path: "a.json".into(),
            text: text.into(),
        }]);
        assert_eq!(catalog.messages.len(), 1, "{:?}", catalog.problems);
        assert_eq!(catalog.messages[0].schemas.len(), 1);
    }
}
