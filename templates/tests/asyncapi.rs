//! What the target `asyncapi` makes, that the specification's own schema takes it, and that it
//! reads as what it was.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use factum_catalog::contract::message::Message;
use factum_catalog::{Catalog, InputFile, read};
use factum_templates::Generated;
use support::{catalog, every_real_catalog, generated, npm_package, python, shop, shown};

const SMALL: &str = include_str!("catalogs/small_shop.yaml");

fn valid(generated: &Generated) {
    let Some(package) = npm_package("@asyncapi/specs") else {
        return;
    };
    let schema = package.join("schemas/3.0.0.json");
    let program = format!(
        "
import json, sys, jsonschema
schema = json.load(open({schema:?}))
validator = jsonschema.Draft7Validator(schema)
for path, text in json.load(sys.stdin).items():
    errors = [e.json_path + ': ' + e.message[:300] for e in validator.iter_errors(json.loads(text))]
    assert not errors, (path, errors)
    for ref in [r for r in text.split('\"$ref\": \"')[1:]]:
        pointer = ref.split('\"')[0]
        node = json.loads(text)
        for token in pointer.split('/')[1:]:
            node = node[token.replace('~1', '/').replace('~0', '~').replace('%25', '%')]
"
    );
    python(&program, "jsonschema", generated);
}

#[test]
fn a_document_for_each_service() {
    let catalog = catalog(&[("a.yaml", SMALL)]);
    let generated = generated(&catalog, "asyncapi = { out = '.' }");
    insta::assert_snapshot!(shown(&generated));
    valid(&generated);
}

#[test]
fn the_sample_catalogs_are_valid() {
    for settings in [
        "asyncapi = { out = '.' }",
        "asyncapi = { out = '.', payloads = 'avro' }",
    ] {
        valid(&generated(&shop(), settings));
        let every_type = catalog(&[("a.yaml", include_str!("catalogs/every_type.yaml"))]);
        valid(&generated(&every_type, settings));
        let tricky = catalog(&[("a.yaml", include_str!("catalogs/tricky.yaml"))]);
        valid(&generated(&tricky, settings));
    }
}

#[test]
fn real_catalogs_are_valid() {
    every_real_catalog(|_, catalog| valid(&generated(catalog, "asyncapi = { out = '.' }")));
}

/// What every format with messages, services and channels can say of a message.
fn said(message: &Message, catalog: &Catalog) -> String {
    let services = |names: &[factum_catalog::contract::span::Spanned<Box<str>>]| {
        let mut names: Vec<String> = names.iter().map(|name| name.value.to_string()).collect();
        names.sort();
        names.dedup();
        names.join(" ")
    };
    let fields = message.fields().iter().map(|field| {
        format!(
            "{}{}",
            field.name.value,
            if field.is_optional() { "?" } else { "" }
        )
    });
    let receivers = message.consumers.iter().chain(&message.handler).cloned();
    let receivers: Vec<_> = receivers.collect();
    // A message that states no channel gets one of its own.
    let own = format!("{}.v{}", message.name.value, message.version);
    let channel = message.channel.as_ref().map(|it| {
        let address = catalog
            .channel(&it.value)
            .and_then(|it| it.address.as_ref());
        address.map_or(&*it.value, |address| &*address.value)
    });
    format!(
        "{:?} {} {} by {} to {} on {:?} key {:?} {:?} {} {:?}",
        message.intent,
        message.name.value,
        message.version,
        services(&message.producers),
        services(&receivers),
        channel.filter(|channel| *channel != own),
        message.key.as_ref().map(|it| &it.value),
        message.doc.as_ref().map(|it| it.value.trim_end()),
        message.deprecated.is_some(),
        fields.collect::<Vec<_>>(),
    )
}

fn all_said(catalog: &Catalog) -> Vec<String> {
    // On one channel, the reader takes who receives one version to receive every version.
    let is_single = |message: &&Message| {
        let alike = catalog.messages.iter();
        alike
            .filter(|it| it.name.value == message.name.value)
            .count()
            == 1
    };
    let messages = catalog.messages.iter().filter(is_single);
    let mut all: Vec<String> = messages.map(|it| said(it, catalog)).collect();
    all.sort();
    all
}

#[test]
fn it_reads_as_what_it_was() {
    let shop = shop();
    for payloads in ["json-schema", "avro"] {
        let settings =
            format!("asyncapi = {{ out = '.', payloads = '{payloads}', cloudevents = false }}");
        let generated = generated(&shop, &settings);
        let files = generated.outputs.iter().map(|(path, bytes)| InputFile {
            path: path.as_str().into(),
            text: String::from_utf8(bytes.to_vec()).unwrap().into(),
        });
        let again = read(files.collect());
        assert_eq!(again.problems, []);
        let (ours, theirs) = (all_said(&shop), all_said(&again));
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs);
        }
        assert_eq!(shop.messages.len(), again.messages.len());
    }
}
