//! The grammar of `#[event(…)]`.

use factum_contract::compatibility::Mode;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, LitInt, LitStr, Type};

use crate::declaration::Role;
use crate::items::{Item, Value, items, split};
use crate::literal::{Words, json};
use crate::mistakes::{Mistakes, Spot};

/// What `#[event(…)]` says of a type.
#[derive(std::default::Default)]
pub struct TypeAttributes {
    /// `name = "…"`: another name than that of the type.
    pub name: Option<Words>,
    /// `namespace = "…"`
    pub namespace: Option<Words>,
    /// `version = 2`
    pub version: Option<LitInt>,
    /// `key = order_id`
    pub key: Option<Words>,
    /// `channel = "…"` or `channel("…", "…")`: all channels that carry it.
    pub channels: Vec<Words>,
    /// `producer = "…"`
    pub producer: Option<Words>,
    /// `type = "…"`: the CloudEvents type.
    pub ce_type: Option<Words>,
    /// `source = "…"`: the CloudEvents source.
    pub source: Option<Words>,
    /// `subject = "…"`: the subject in a schema registry.
    pub subject: Option<Words>,
    /// `compatibility = "full"`: how it has to agree with the versions published before.
    pub compatibility: Option<Words>,
    /// `registry` or `registry = "…"`: which registry it is held to.
    pub registry: Option<Registry>,
    /// `was = "…"` or `was("…", "…")`: old names.
    pub was: Vec<Words>,
    /// `deprecated(…)`
    pub deprecated: Option<Deprecated>,
    /// `upcast_from = OrderPlacedV1`
    pub upcast_from: Option<Type>,
    /// `allow(rule, reason = "…")`
    pub allow: Vec<Allow>,
}

/// Which registry of published contracts an event is held to.
#[derive(Debug)]
pub enum Registry {
    /// The one that the settings name.
    OfSettings,
    /// The one in this folder.
    Folder(Words),
}

/// `deprecated(since = "…", replaced_by = "…", message = "…")`, all optional.
#[derive(std::default::Default)]
pub struct Deprecated {
    /// Since when.
    pub since: Option<Words>,
    /// What to use instead.
    pub replaced_by: Option<Words>,
    /// Why.
    pub message: Option<Words>,
    /// All of it.
    pub tokens: TokenStream,
}

/// `allow(rule, reason = "…")`: the findings of a rule that are meant to be.
pub struct Allow {
    /// The id of the rule.
    pub rule: String,
    /// The id as written.
    pub tokens: TokenStream,
    /// Why.
    pub reason: LitStr,
    /// All of `allow(…)`.
    pub spot: Spot,
}

/// What `#[event(…)]` says of a field.
#[derive(std::default::Default)]
pub struct FieldAttributes {
    /// `name = "…"`: another name on the wire than that of the field.
    pub name: Option<Words>,
    /// `default` or `default = …`
    pub default: Option<Default>,
    /// `since = 2`: the version of the event that brought it.
    pub since: Option<Words>,
    /// `was = "…"` or `was("…", "…")`: old names.
    pub was: Vec<Words>,
    /// `pii`: whether it holds personal data.
    pub pii: Option<bool>,
    /// `unit = "…"`
    pub unit: Option<Words>,
    /// `number = 3`: the field number for Protobuf.
    pub number: Option<LitInt>,
    /// `deprecated(…)`
    pub deprecated: Option<Deprecated>,
    /// `allow(rule, reason = "…")`
    pub allow: Vec<Allow>,
}

/// The default of a field.
#[derive(Debug)]
pub struct Default {
    /// The value as JSON; `None` for the bare word, which means the empty value of the type.
    pub json: Option<String>,
    /// As written.
    pub tokens: TokenStream,
}

/// What `#[event(…)]` says of a variant.
#[derive(std::default::Default)]
pub(crate) struct VariantAttributes {
    /// `name = "…"`
    pub name: Option<Words>,
    /// `default`: the symbol for those that a reader does not know.
    pub default: bool,
}

const OF_EVENTS: &[&str] = &[
    "allow",
    "channel",
    "compatibility",
    "deprecated",
    "key",
    "name",
    "namespace",
    "producer",
    "registry",
    "source",
    "subject",
    "type",
    "upcast_from",
    "version",
    "was",
];
const OF_PAYLOADS: &[&str] = &["allow", "deprecated", "name", "namespace", "version", "was"];
const OF_FIELDS: &[&str] = &[
    "allow",
    "default",
    "deprecated",
    "name",
    "number",
    "pii",
    "since",
    "unit",
    "was",
];
const OF_VARIANTS: &[&str] = &["default", "name"];
const ATTRIBUTE: &str = "attribute of `#[event(…)]`";

/// Whether one of the attributes is `#[event(…)]` with a word of this grammar: other crates have an
/// attribute of this name as well.
pub fn speaks_of_contract(attributes: &[Attribute]) -> bool {
    items(attributes, "event", &mut Mistakes::default())
        .iter()
        .any(|item| OF_EVENTS.iter().any(|known| item.is(known)))
}

impl TypeAttributes {
    pub(crate) fn read(attributes: &[Attribute], role: Role, mistakes: &mut Mistakes) -> Self {
        let known = match role {
            Role::Event => OF_EVENTS,
            Role::Payload => OF_PAYLOADS,
        };
        let mut read = TypeAttributes::default();
        for item in checked(attributes, known, mistakes) {
            match item.name.to_string().as_str() {
                "name" => read.name = words(&item, mistakes),
                "namespace" => read.namespace = namespace(&item, mistakes),
                "version" => read.version = version(&item, mistakes),
                "key" => read.key = item.equals("a_field", mistakes),
                "channel" => read.channels = all_words(&item, mistakes),
                "producer" => read.producer = words(&item, mistakes),
                "type" => read.ce_type = words(&item, mistakes),
                "source" => read.source = words(&item, mistakes),
                "subject" => read.subject = words(&item, mistakes),
                "compatibility" => read.compatibility = compatibility(&item, mistakes),
                "registry" => read.registry = registry(&item, mistakes),
                "was" => read.was.extend(all_words(&item, mistakes)),
                "deprecated" => read.deprecated = Some(deprecated(&item, mistakes)),
                "upcast_from" => read.upcast_from = item.equals("OlderType", mistakes),
                _ => read.allow.extend(allow(&item, mistakes)),
            }
        }
        read
    }
}

impl FieldAttributes {
    pub(crate) fn read(attributes: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = FieldAttributes::default();
        for item in checked(attributes, OF_FIELDS, mistakes) {
            match item.name.to_string().as_str() {
                "name" => read.name = words(&item, mistakes),
                "default" => read.default = default(&item, mistakes),
                "since" => read.since = item.equals("2", mistakes),
                "was" => read.was.extend(all_words(&item, mistakes)),
                "pii" => read.pii = item.flag(mistakes),
                "unit" => read.unit = words(&item, mistakes),
                "number" => read.number = item.equals("1", mistakes),
                "deprecated" => read.deprecated = Some(deprecated(&item, mistakes)),
                _ => read.allow.extend(allow(&item, mistakes)),
            }
        }
        read
    }
}

impl VariantAttributes {
    pub(crate) fn read(attributes: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = VariantAttributes::default();
        for item in checked(attributes, OF_VARIANTS, mistakes) {
            if item.is("name") {
                read.name = words(&item, mistakes);
            } else {
                read.default = item.flag(mistakes).unwrap_or(false);
            }
        }
        read
    }
}

/// The items whose names are known here, each but `allow` and `was` once.
fn checked(attributes: &[Attribute], known: &[&str], mistakes: &mut Mistakes) -> Vec<Item> {
    let mut seen: Vec<String> = Vec::new();
    let mut right = items(attributes, "event", mistakes);
    right.retain(|item| {
        let name = item.name.to_string();
        if !known.contains(&name.as_str()) {
            mistakes.unknown(ATTRIBUTE, &name, &item.name, known);
            return false;
        }
        let repeats = !matches!(name.as_str(), "allow" | "was") && seen.contains(&name);
        if repeats {
            mistakes.add(item, format!("`{name}` is stated twice"));
        }
        seen.push(name);
        !repeats
    });
    right
}

fn words(item: &Item, mistakes: &mut Mistakes) -> Option<Words> {
    let text = item.text(mistakes)?;
    not_empty(item, &text, mistakes)
}

fn all_words(item: &Item, mistakes: &mut Mistakes) -> Vec<Words> {
    let texts = item.texts(mistakes).into_iter();
    texts
        .filter_map(|text| not_empty(item, &text, mistakes))
        .collect()
}

fn not_empty(item: &Item, text: &LitStr, mistakes: &mut Mistakes) -> Option<Words> {
    if text.value().trim().is_empty() {
        mistakes.add(text, format!("`{}` is empty", item.name));
        return None;
    }
    Some(Words::from(text))
}

fn namespace(item: &Item, mistakes: &mut Mistakes) -> Option<Words> {
    let namespace = words(item, mistakes)?;
    let is_name = |part: &str| {
        !part.is_empty()
            && !part.starts_with(|c: char| c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !namespace.text.split('.').all(is_name) {
        let message = "a namespace is names with dots between them, such as `com.acme.orders`";
        mistakes.add(&namespace, message);
        return None;
    }
    Some(namespace)
}

fn version(item: &Item, mistakes: &mut Mistakes) -> Option<LitInt> {
    let version: LitInt = item.equals("2", mistakes)?;
    if version
        .base10_parse::<u32>()
        .is_ok_and(|version| version > 0)
    {
        return Some(version);
    }
    mistakes.add(
        &version,
        "a version is a positive integer: the contract's major version",
    );
    None
}

fn compatibility(item: &Item, mistakes: &mut Mistakes) -> Option<Words> {
    let mode = words(item, mistakes)?;
    let modes = Mode::ALL.map(Mode::name);
    if !modes.contains(&mode.text.as_str()) {
        mistakes.unknown("compatibility mode", &mode.text, &mode, &modes);
        return None;
    }
    Some(mode)
}

fn registry(item: &Item, mistakes: &mut Mistakes) -> Option<Registry> {
    match item.value {
        Value::None => Some(Registry::OfSettings),
        _ => words(item, mistakes).map(Registry::Folder),
    }
}

fn deprecated(item: &Item, mistakes: &mut Mistakes) -> Deprecated {
    let mut read = Deprecated {
        tokens: item.to_token_stream(),
        ..Deprecated::default()
    };
    if matches!(item.value, Value::None) {
        return read;
    }
    for part in item.list(mistakes) {
        let name = part.name.to_string();
        match name.as_str() {
            "since" => read.since = words(&part, mistakes),
            "replaced_by" => read.replaced_by = part.equals("NewerEvent", mistakes),
            "message" => read.message = words(&part, mistakes),
            _ => mistakes.unknown(
                "word in `deprecated(…)`",
                &name,
                &part.name,
                &["since", "replaced_by", "message"],
            ),
        }
    }
    read
}

fn default(item: &Item, mistakes: &mut Mistakes) -> Option<Default> {
    let json = match &item.value {
        Value::None => None,
        Value::Equals(value) => {
            let json = json(value);
            if json.is_none() {
                let message =
                    "a default is a literal: a number, a string, `true`, `None`, `[…]` or `{}`";
                mistakes.add(value, message);
                return None;
            }
            json
        }
        Value::List(_) => {
            mistakes.add(item, "write `default` or `default = …`");
            return None;
        }
    };
    Some(Default {
        json,
        tokens: item.to_token_stream(),
    })
}

fn allow(item: &Item, mistakes: &mut Mistakes) -> Vec<Allow> {
    let Value::List(list) = &item.value else {
        mistakes.add(item, "write `allow(rule, reason = \"…\")`");
        return Vec::new();
    };
    let mut reason = None;
    let mut rules = Vec::new();
    for part in split(list.clone()) {
        let text: String = part.to_string().split_whitespace().collect();
        if text.starts_with("reason=") {
            let part = mistakes.take(syn::parse2::<Item>(part));
            reason = part.and_then(|part| part.text(mistakes));
        } else if reason.is_some() {
            mistakes.add(part, "the reason comes last");
        } else {
            rules.push((text, part));
        }
    }
    if rules.is_empty() {
        mistakes.add(item, "name the rule: `allow(rule, reason = \"…\")`");
        return Vec::new();
    }
    let Some(reason) = reason.filter(|reason| !reason.value().trim().is_empty()) else {
        mistakes.add(item, "say why: `allow(rule, reason = \"…\")`");
        return Vec::new();
    };
    let allow = |(rule, tokens)| Allow {
        rule,
        tokens,
        reason: reason.clone(),
        spot: Spot::of(item),
    };
    rules.into_iter().map(allow).collect()
}
