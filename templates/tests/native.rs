//! A catalog written in the native format reads as what it was.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use factum_catalog::contract::emit::{JsonSchema, json_schema};
use factum_catalog::contract::shape::{Body, Type, TypeRef, Types};
use factum_catalog::contract::span::Span;
use factum_catalog::{Catalog, InputFile, read};
use factum_templates::{Generated, native};
use support::{catalog, every_real_catalog, shop, shown};

fn written_and_read(catalog: &Catalog) -> (Generated, Catalog) {
    let generated = native(catalog).unwrap();
    let files = generated.outputs.iter().map(|(path, bytes)| InputFile {
        path: path.as_str().into(),
        text: String::from_utf8(bytes.to_vec()).unwrap().into(),
    });
    let again = read(files.collect());
    (generated, again)
}

/// All that a catalog says, without where it says it, and with each reference under its full name.
fn said(catalog: &Catalog) -> Vec<String> {
    let types = &catalog.types;
    let mut all: Vec<String> = Vec::new();
    let name = |written: &mut Box<str>, namespace: Option<&str>| {
        if let Some(id) = catalog.find_message(written, namespace).id() {
            *written = catalog.messages[id].identity().to_string().into();
        }
    };
    for message in &catalog.messages {
        let mut message = message.clone();
        for ty in message_types(&mut message) {
            name_exactly(ty, types);
        }
        if let Some(other) = message
            .deprecated
            .as_mut()
            .and_then(|it| it.replaced_by.as_mut())
        {
            name(&mut other.value, message.namespace.as_deref());
        }
        all.push(format!("{message:?}"));
    }
    for (_, definition) in types.iter() {
        let mut definition = definition.clone();
        match &mut definition.body {
            Body::Record(fields) => fields
                .iter_mut()
                .for_each(|it| name_exactly(&mut it.ty, types)),
            Body::Union { branches, .. } => {
                branches.iter_mut().for_each(|it| name_exactly(it, types))
            }
            Body::Alias(target) => name_exactly(target, types),
            Body::Enum(_) => {}
        }
        all.push(format!("{definition:?}"));
    }
    for service in &catalog.services {
        let mut service = service.clone();
        for consumption in &mut service.consumes {
            let mention = &mut consumption.message;
            name(&mut mention.name.value, mention.namespace.as_deref());
            mention.namespace = None;
        }
        all.push(format!("{service:?}"));
    }
    all.extend(catalog.channels.iter().map(|it| format!("{it:?}")));
    all.extend(catalog.flows.iter().map(|it| format!("{it:?}")));
    all.extend(catalog.read_models.iter().map(|it| format!("{it:?}")));
    let comments = catalog.suppressions.iter();
    all.extend(comments.map(|it| format!("{:?} {}", it.rules, it.reason)));
    let mut all: Vec<String> = all.iter().map(|text| without_spans(text)).collect();
    all.sort();
    all
}

fn message_types(message: &mut factum_catalog::contract::message::Message) -> Vec<&mut Type> {
    use factum_catalog::contract::message::Payload;
    let payload = match &mut message.payload {
        Payload::Record(fields) => fields.iter_mut().map(|field| &mut field.ty).collect(),
        Payload::Other(ty, _) => vec![ty],
        Payload::Unstated => Vec::new(),
    };
    let headers = message.headers.iter_mut().map(|field| &mut field.ty);
    payload.into_iter().chain(headers).collect()
}

fn name_exactly(ty: &mut Type, types: &Types) {
    ty.for_each_reference_mut(&mut |reference| {
        let definition = reference.id.and_then(|id| types.get(id)).unwrap();
        *reference = TypeRef {
            name: definition.qualified_name().into(),
            span: Span::default(),
            id: None,
        };
    });
}

fn without_spans(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("Span {") {
        out.push_str(before);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[test]
fn the_sample_catalog_reads_as_what_it_was() {
    let shop = shop();
    let (generated, again) = written_and_read(&shop);
    assert_eq!(again.problems, []);
    assert_eq!(generated.notes, []);
    for (ours, theirs) in said(&shop).iter().zip(said(&again)) {
        assert_eq!(*ours, theirs);
    }
    assert_eq!(said(&shop).len(), said(&again).len());
}

/// What other formats can say and the native one cannot, and what has to be quoted in it.
const FOREIGN: &str = r#"{
  "type": "record", "name": "OrderPlaced", "namespace": "com.acme", "doc": "Yes: it is \"quoted\" # here",
  "fields": [
    { "name": "at", "type": { "type": "long", "logicalType": "timestamp-millis" } },
    { "name": "local", "type": { "type": "long", "logicalType": "local-timestamp-micros" } },
    { "name": "nothing", "type": "null" },
    { "name": "either", "type": ["null", "string", { "type": "array", "items": "int" }], "default": null },
    { "name": "answer", "type": "string", "default": "no", "doc": "First line\nSecond: line\n" },
    { "name": "string", "type": { "type": "record", "name": "date", "fields": [
      { "name": "enum", "type": ["null", "date"], "default": null }
    ] } },
    { "name": "huge", "type": { "type": "bytes", "logicalType": "decimal", "precision": 60, "scale": 4 } }
  ]
}"#;

#[test]
fn what_the_format_cannot_say_becomes_the_nearest_and_is_told() {
    let foreign = read(vec![InputFile {
        path: "a.avsc".into(),
        text: FOREIGN.into(),
    }]);
    assert_eq!(foreign.problems, []);
    let (generated, again) = written_and_read(&foreign);
    assert_eq!(again.problems, []);
    insta::assert_snapshot!(shown(&generated));
    // What was written once is carried whole from then on.
    let (second, _) = written_and_read(&again);
    assert_eq!(second.notes, []);
    let texts = |generated: &Generated| shown(generated).replace("note:", "\nnote:");
    assert!(texts(&generated).starts_with(&texts(&second)));
}

/// Names that are no identifiers, in values too, and an open record.
const OPEN: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "OrderPlaced", "type": "object",
  "properties": {
    "$schema": { "type": "string" },
    "version": { "enum": ["1.0.0", "2.0.0"], "default": "1.0.0" },
    "lines": { "type": "array", "items": {
      "type": "object", "required": ["unit-price"], "properties": { "unit-price": { "type": "integer" } }
    } },
    "payment": { "anyOf": [{ "type": "integer" }, { "$ref": "#/$defs/Card" }] }
  },
  "required": ["$schema"],
  "$defs": {
    "Card": { "type": "object", "required": ["card-no"], "properties": { "card-no": { "type": "string" } } }
  },
  "examples": [{
    "$schema": "/orders/1", "version": "2.0.0", "trace": 7, "lines": [{ "unit-price": 3, "note": "" }],
    "payment": { "card-no": "12" }
  }]
}"##;

#[test]
fn defaults_and_examples_keep_to_what_fields_and_symbols_are_called() {
    let foreign = read(vec![InputFile {
        path: "OrderPlaced.json".into(),
        text: OPEN.into(),
    }]);
    assert_eq!(foreign.problems, []);
    let (generated, again) = written_and_read(&foreign);
    assert_eq!(again.problems, []);
    insta::assert_snapshot!(shown(&generated));
    // Whatever is no value of its type would be told here.
    let emitted = json_schema(&again.messages[0], &again.types, &JsonSchema::default());
    assert_eq!(emitted.notes, []);
}

#[test]
fn an_older_version_that_has_less_inherits_nothing() {
    let catalog = catalog(&[(
        "a.yaml",
        "events:
  Paid: { key: id, consumers: [b], fields: { id: uuid }, version: 3 }
  Paid@2: { fields: { id: uuid } }
",
    )]);
    let mut older = catalog.clone();
    older.messages[1].key = None;
    let (generated, again) = written_and_read(&older);
    assert!(!shown(&generated).contains("Paid:"));
    assert_eq!(said(&older), said(&again));
    // As they were read, they inherit, and that is how they are written.
    let (generated, _) = written_and_read(&catalog);
    assert!(
        shown(&generated).contains("  Paid@2:\n    fields: { id: uuid }\n")
            || shown(&generated).contains("  Paid@2:\n    fields:\n      id: uuid\n")
    );
}

#[test]
fn real_catalogs_read_as_what_they_were() {
    every_real_catalog(|folder, catalog| {
        let (_, again) = written_and_read(catalog);
        // What is written has no mistake of a kind that was not there.
        for problem in &again.problems {
            let is_known = catalog.problems.iter().any(|it| it.kind == problem.kind);
            assert!(is_known, "{}: {problem:?}", folder.display());
        }
        assert_eq!(catalog.messages.is_empty(), again.messages.is_empty());
        let (second, twice) = written_and_read(&again);
        assert_eq!(second.notes, [], "{}", folder.display());
        assert_eq!(said(&again), said(&twice));
    });
}

#[test]
fn a_doc_that_says_nothing_is_left_out() {
    let asyncapi = "\
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced:
      description: '  '
      payload: { type: object, properties: { state: { type: string, description: '' } } }
";
    let (generated, again) = written_and_read(&catalog(&[("asyncapi.yaml", asyncapi)]));
    assert!(!shown(&generated).contains("doc:"), "{}", shown(&generated));
    assert_eq!(again.problems, []);
}

proptest::proptest! {
    #[test]
    fn any_text_reads_as_it_was(text in "\\PC{1,40}|[a-z:#\\[\\]{}, \\n\t'\"|>?&*!%@`-]{1,20}", in_flow: bool) {
        let mut catalog = catalog(&[("a.yaml", "events:\n  Paid: { fields: { a: { type: string, doc: d } } }\n")]);
        use factum_catalog::contract::message::Payload;
        let message = &mut catalog.messages[0];
        let Payload::Record(fields) = &mut message.payload else { unreachable!() };
        let doc = if in_flow { &mut fields[0].doc } else { &mut message.doc };
        *doc = Some(factum_catalog::contract::span::Spanned::new((&*text).into(), Span::default()));
        let (_, again) = written_and_read(&catalog);
        // The format has no place for a doc that says nothing.
        if text.trim().is_empty() {
            let message = &mut catalog.messages[0];
            let Payload::Record(fields) = &mut message.payload else { unreachable!() };
            *(if in_flow { &mut fields[0].doc } else { &mut message.doc }) = None;
        }
        proptest::prop_assert_eq!(&again.problems, &[]);
        proptest::prop_assert_eq!(said(&catalog), said(&again));
    }
}

#[test]
fn numbers_that_the_format_has_no_place_for_are_told() {
    let text = "syntax = \"proto3\";
message OrderSent {
  reserved 3, 10 to 12;
  string order_id = 1;
  Kind kind = 2;
  Plain plain = 4;
  enum Kind { KIND_UNSPECIFIED = 0; KIND_FAST = 5; reserved \"KIND_SLOW\"; }
  enum Plain { PLAIN_UNSPECIFIED = 0; PLAIN_RED = 1; }
}
";
    let catalog = read(vec![InputFile {
        path: "a.proto".into(),
        text: text.into(),
    }]);
    let generated = native(&catalog).unwrap();
    let notes = generated
        .notes
        .iter()
        .map(|it| format!("{}: {}", it.subject, it.message));
    let notes: Vec<_> = notes.filter(|it| !it.contains("version")).collect();
    assert_eq!(
        notes,
        [
            "OrderSent: what is `reserved` is not carried",
            "OrderSent.Kind: what is `reserved` is not carried",
            "OrderSent.Kind: the numbers of its symbols are not carried",
        ]
    );
}
