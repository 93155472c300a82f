//! What is generated for other tools reads as the catalog that it was made from.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use factum_catalog::contract::message::{Intent, Message, Version};
use factum_catalog::contract::shape::{Body, Field, Resolved, Type, Types};
use factum_catalog::contract::span::Spanned;
use factum_catalog::{Catalog, InputFile, read};
use factum_templates::Generated;
use proptest::prelude::*;
use support::{catalog, generated, shop};

/// What a message says that formats differ in.
type Said = BTreeMap<&'static str, String>;

fn names(names: &[Spanned<Box<str>>]) -> String {
    let mut names: Vec<String> = names.iter().map(|name| name.value.to_string()).collect();
    names.sort();
    names.dedup();
    names.join(" ")
}

fn said(message: &Message, catalog: &Catalog, language: &str) -> Said {
    let receivers: Vec<_> = message
        .consumers
        .iter()
        .chain(&message.handler)
        .cloned()
        .collect();
    let addresses = message.channels().map(|channel| {
        let channel_of = catalog.channel(&channel.value);
        let address = channel_of.and_then(|it| it.address.as_ref());
        address.map_or(&*channel.value, |it| &*it.value)
    });
    let addresses: BTreeSet<&str> = addresses.collect();
    let fields = fields(message.fields(), &catalog.types, language, 0);
    let text = |text: Option<&Spanned<Box<str>>>| {
        text.map_or_else(String::new, |it| it.value.trim_end().to_owned())
    };
    BTreeMap::from([
        ("intent", message.intent.as_str().to_owned()),
        ("producers", names(&message.producers)),
        ("receivers", names(&receivers)),
        (
            "channels",
            addresses.into_iter().collect::<Vec<_>>().join(" "),
        ),
        ("key", text(message.key.as_ref())),
        ("doc", text(message.doc.as_ref())),
        ("deprecated", message.deprecated.is_some().to_string()),
        ("type", message.cloudevents_type().unwrap_or_default()),
        ("fields", fields),
    ])
}

/// Fields written out, but for those that only name the record that they are in.
fn fields(fields: &[Field], types: &Types, language: &str, depth: usize) -> String {
    let is_tag = |ty: &Type| matches!(ty, Type::Enum(symbols) if symbols.symbols.len() == 1);
    let fields = fields.iter().filter(|field| !is_tag(&field.ty));
    let fields = fields.map(|field| {
        let mark = if field.is_optional() { "?" } else { "" };
        let ty = shape(field.ty.required(), types, language, depth);
        format!("{}{mark}: {ty}", field.name.value)
    });
    fields.collect::<Vec<_>>().join(", ")
}

/// A type written out as far as a schema language tells it from others, its definitions included;
/// what holds itself is cut off.
fn shape(ty: &Type, types: &Types, language: &str, depth: usize) -> String {
    if depth > 6 {
        return "…".to_owned();
    }
    let inner = |ty: &Type| shape(ty, types, language, depth + 1);
    match types.resolve(ty) {
        Resolved::Definition(_, definition) => match &definition.body {
            Body::Record(of) => format!("{{{}}}", fields(of, types, language, depth + 1)),
            Body::Enum(symbols) => inner(&Type::Enum(Box::new(symbols.clone()))),
            Body::Union { branches, .. } => inner(&Type::Union(branches.clone())),
            Body::Alias(target) => inner(target),
        },
        Resolved::Type(ty) => match ty {
            Type::Optional(to) => inner(to) + "?",
            Type::List(of) => format!("[{}]", inner(of)),
            Type::Map(of) => format!("map<{}>", inner(of)),
            Type::Union(branches) => {
                let mut all: Vec<_> = branches.iter().map(inner).collect();
                all.sort();
                all.join(" | ")
            }
            other => match (language, other) {
                ("json-schema", Type::Int) => "long",
                ("json-schema", Type::Float) => "double",
                ("json-schema", Type::Fixed(_)) => "bytes",
                ("json-schema", Type::Decimal { .. } | Type::Time(_)) => "string",
                ("avro", Type::Duration | Type::Json) => "string",
                _ => return other.to_string(),
            }
            .to_owned(),
        },
    }
}

/// What each message says, by its name and major version.
fn all_said<'a>(catalog: &'a Catalog, language: &str) -> BTreeMap<String, (&'a Message, Said)> {
    let messages = catalog.messages.iter();
    messages
        .map(|message| {
            let name = format!("{}@{}", message.name.value, major(&message.version));
            (name, (message, said(message, catalog, language)))
        })
        .collect()
}

fn read_back(generated: &Generated) -> Catalog {
    let files = generated.outputs.iter().map(|(path, bytes)| InputFile {
        path: path.as_str().into(),
        text: String::from_utf8(bytes.to_vec()).unwrap().into(),
    });
    let again = read(files.collect());
    assert_eq!(again.problems, []);
    again
}

/// The major version, however a format spells it.
fn major(version: &Version) -> String {
    let text = match version {
        Version::Unstated => "1".to_owned(),
        version => version.to_string(),
    };
    let major = text.trim_start_matches('v').split('.').next();
    major.unwrap_or_default().to_owned()
}

/// What a target's notes say that its format cannot say: of which messages, and what.
fn is_lost(target: &str, message: &Message, what: &str) -> bool {
    match (target, what) {
        // A message without a channel gets one of its own.
        ("asyncapi", "channels") => message.channel.is_none(),
        // Headers are those of events.
        ("asyncapi", "type") => message.intent != Intent::Event,
        ("xregistry", "producers" | "receivers") => true,
        ("xregistry", "key") => message.channel.is_none(),
        ("xregistry", "intent") => message.intent != Intent::Event,
        ("eventcatalog", "key" | "type") => true,
        _ => false,
    }
}

fn reads_back(catalog: &Catalog, target: &str, payloads: &str) {
    let settings = format!("{target} = {{ out = '.', payloads = '{payloads}' }}");
    let again = read_back(&generated(catalog, &settings));
    let (ours, theirs) = (all_said(catalog, payloads), all_said(&again, payloads));
    let names = |of: &BTreeMap<String, (&Message, Said)>| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&ours), names(&theirs), "{target}, {payloads}");
    for (name, (message, ours)) in &ours {
        for (what, ours) in ours {
            if !is_lost(target, message, what) {
                let theirs = &theirs[name].1[what];
                assert_eq!(ours, theirs, "{target}, {payloads}: {what} of {name}");
            }
        }
    }
}

const TARGETS: [&str; 3] = ["asyncapi", "xregistry", "eventcatalog"];
const LANGUAGES: [&str; 2] = ["json-schema", "avro"];

#[test]
fn the_sample_catalog_reads_as_what_it_was() {
    let shop = shop();
    for target in TARGETS {
        for payloads in LANGUAGES {
            reads_back(&shop, target, payloads);
        }
    }
}

const NAMES: [&str; 4] = [
    "OrderPlaced",
    "ParcelLost",
    "PaymentCaptured",
    "StockCounted",
];
const TYPES: [&str; 18] = [
    "bool",
    "int",
    "long",
    "double",
    "string",
    "uuid",
    "date",
    "timestamp",
    "bytes",
    "duration",
    "Money",
    "Status",
    "'[string]'",
    "'map<int>'",
    "'[Money]'",
    "string?",
    "Money?",
    "'[Tree]?'",
];
const DEFINITIONS: &str = "
types:
  Money: { amount: long, currency: string }
  Status: enum(open, closed)
  Tree: { value: int, below: '[Tree]' }
services:
  orders: { owner: team-a }
  billing: { owner: team-b }
  shipping: { owner: team-b }
channels:
  facts: { kind: log, broker: kafka, address: shop.facts }
  copies: { kind: log, broker: kafka, address: shop.copies }
";

/// A message in the native format: its types by number, what it says of itself, and its text.
#[derive(Clone, Debug)]
struct Made {
    types: Vec<usize>,
    is_keyed: bool,
    channels: Vec<&'static str>,
    is_deprecated: bool,
    consumers: Vec<&'static str>,
    doc: String,
}

impl Made {
    fn yaml(&self, name: &str) -> String {
        let mut text = format!("  {name}:\n    producers: [orders]\n");
        text.push_str(&format!("    consumers: [{}]\n", self.consumers.join(", ")));
        text.push_str(&format!("    channel: [{}]\n", self.channels.join(", ")));
        text.push_str(&format!("    doc: {}\n", serde_json::json!(self.doc)));
        let lines = [
            (self.is_keyed, "    key: id\n"),
            (self.is_deprecated, "    deprecated: true\n"),
        ];
        lines
            .iter()
            .filter(|it| it.0)
            .for_each(|it| text.push_str(it.1));
        text.push_str("    fields:\n      id: uuid\n");
        for (index, ty) in self.types.iter().enumerate() {
            text.push_str(&format!("      field_{index}: {}\n", TYPES[*ty]));
        }
        text
    }
}

fn made() -> impl Strategy<Value = Made> {
    let consumers = prop::sample::subsequence(vec!["billing", "shipping"], 0..=2);
    let channels = prop::sample::subsequence(vec!["facts", "copies"], 0..=2);
    let says: [BoxedStrategy<bool>; 2] = std::array::from_fn(|_| any::<bool>().boxed());
    let types = prop::collection::vec(0..TYPES.len(), 0..5);
    // Text of people, with what Markdown, YAML and JSON might take for their own.
    let doc = "[A-Z][a-z]{1,8}( ([a-z]{1,6}|`[a-z]`|\\{[a-z]\\}|<[a-z]>|[#:'\"*-])){0,4}\\.";
    let parts = (types, says, channels, consumers, doc);
    parts.prop_map(|(types, says, channels, consumers, doc)| Made {
        types,
        is_keyed: says[0],
        is_deprecated: says[1],
        channels,
        consumers,
        doc,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_catalog_reads_as_what_it_was(messages in prop::collection::vec(made(), 1..=NAMES.len())) {
        let messages = NAMES.iter().zip(&messages);
        let messages: String = messages.map(|(name, made)| made.yaml(name)).collect();
        let text = format!("namespace: com.acme{DEFINITIONS}events:\n{messages}");
        let catalog = catalog(&[("a.yaml", &text)]);
        for target in TARGETS {
            for payloads in LANGUAGES {
                reads_back(&catalog, target, payloads);
            }
        }
    }
}
