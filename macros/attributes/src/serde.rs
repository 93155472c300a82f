//! What serde's attributes mean to the contract. Those that change the wire are honoured where the
//! contract can say it, and refused where it cannot.

use syn::Attribute;

use crate::casing::Casing;
use crate::items::{Item, Value, items};
use crate::literal::Words;
use crate::mistakes::Mistakes;

/// What serde's attributes say of a type.
#[derive(Default)]
pub(crate) struct SerdeType {
    pub rename_all: Option<Casing>,
    pub rename_all_fields: Option<Casing>,
    pub tag: Option<Words>,
    pub untagged: bool,
}

/// What serde's attributes say of a field or a variant.
#[derive(Default)]
pub(crate) struct SerdeMember {
    pub rename: Option<Words>,
    pub rename_all: Option<Casing>,
    pub aliases: Vec<Words>,
    pub skip: bool,
    /// `skip_serializing_if`, which needs a default to be read back.
    pub skip_if: Option<Item>,
    pub default: bool,
    /// `default = "path"`, whose value only running code knows.
    pub default_path: Option<Item>,
    /// `other`: the variant for those that a reader does not know.
    pub other: bool,
}

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Struct,
    /// A struct around one value.
    Newtype,
    Enum,
    Field,
    Variant,
    /// What a newtype or a variant holds, which has no name.
    Value,
}

impl Place {
    /// Attributes of serde that change nothing of what is written here.
    fn harmless(self) -> &'static [&'static str] {
        match self {
            Place::Struct | Place::Enum => &["bound", "crate", "deny_unknown_fields", "expecting"],
            Place::Newtype => &[
                "bound",
                "crate",
                "deny_unknown_fields",
                "expecting",
                "transparent",
            ],
            Place::Field | Place::Variant | Place::Value => &["borrow", "bound"],
        }
    }
}

/// Modules for `with` whose JSON is what the contract says: the last names of their paths, before
/// `option` for what may be absent.
const AGREEING: &[&str] = &["base64", "hyphenated", "iso8601", "rfc3339"];

impl SerdeType {
    pub fn read(attributes: &[Attribute], place: Place, mistakes: &mut Mistakes) -> SerdeType {
        let mut read = SerdeType::default();
        let is_enum = place == Place::Enum;
        for item in items(attributes, "serde", mistakes) {
            match item.name.to_string().as_str() {
                "rename_all" if place != Place::Newtype => {
                    read.rename_all = casing(&item, mistakes);
                }
                "rename_all_fields" if is_enum => {
                    read.rename_all_fields = casing(&item, mistakes);
                }
                "tag" if is_enum => {
                    read.tag = item.text(mistakes).as_ref().map(Words::from);
                }
                "untagged" if is_enum => read.untagged = true,
                "rename" => {
                    mistakes.add(&item, "write `#[event(name = \"…\")]` to rename the type");
                }
                name if place.harmless().contains(&name) => {}
                name => mistakes.add(&item, refused(name, place)),
            }
        }
        read
    }
}

impl SerdeMember {
    pub fn read(attributes: &[Attribute], place: Place, mistakes: &mut Mistakes) -> SerdeMember {
        let (is_field, is_variant) = (place == Place::Field, place == Place::Variant);
        let has_name = is_field || is_variant;
        let mut read = SerdeMember::default();
        for item in items(attributes, "serde", mistakes) {
            match item.name.to_string().as_str() {
                "rename" if has_name => read.rename = both_ways(&item, mistakes),
                "rename_all" if is_variant => read.rename_all = casing(&item, mistakes),
                "alias" if is_field => {
                    read.aliases
                        .extend(item.text(mistakes).as_ref().map(Words::from));
                }
                "skip" if has_name => read.skip = true,
                "skip_serializing_if" if is_field => read.skip_if = Some(item),
                "default" if is_field => match item.value {
                    Value::None => read.default = true,
                    _ => read.default_path = Some(item),
                },
                "other" if is_variant => read.other = true,
                "with" | "serialize_with" | "deserialize_with" => with(&item, mistakes),
                name if place.harmless().contains(&name) => {}
                name => mistakes.add(&item, refused(name, place)),
            }
        }
        read
    }
}

fn refused(name: &str, place: Place) -> String {
    let why = match name {
        "rename" | "rename_all" | "skip" => "there is nothing here that has a name in the contract",
        "alias" => "the contract has one name for each variant",
        "flatten" => {
            "the fields of another type cannot be seen here: hold it in a field of its own"
        }
        "content" => {
            "a contract cannot say that the content stands beside its tag: use `tag` alone"
        }
        "skip_serializing" | "skip_deserializing" => {
            "what is written and what is read would differ: use `skip`"
        }
        "into" | "from" | "try_from" | "remote" => {
            "the JSON would be that of another type: derive the contract from that one"
        }
        "default" => "what the defaults are, cannot be seen here: state them on the fields",
        "tag" => "a tag belongs to an enum",
        "transparent" => "a record has fields: to stand for its value, write `struct Name(Value);`",
        "untagged" if place == Place::Variant => "make the whole enum untagged",
        _ => "what it does to the wire is not known here",
    };
    format!("`serde({name})` would break the contract: {why}")
}

fn casing(item: &Item, mistakes: &mut Mistakes) -> Option<Casing> {
    let words = both_ways(item, mistakes)?;
    let casing = Casing::named(&words.text);
    if casing.is_none() {
        let known = Casing::NAMES.join("`, `");
        mistakes.add(&words, format!("the cases are `{known}`"));
    }
    casing
}

/// A name that is the same when written and when read.
fn both_ways(item: &Item, mistakes: &mut Mistakes) -> Option<Words> {
    if matches!(item.value, Value::List(_)) {
        let message = format!(
            "a contract has one name for writing and reading: `{} = \"…\"`",
            item.name
        );
        mistakes.add(item, message);
        return None;
    }
    item.text(mistakes).as_ref().map(Words::from)
}

fn with(item: &Item, mistakes: &mut Mistakes) {
    let Some(module) = item.text(mistakes) else {
        return;
    };
    let path = module.value();
    let own = match item.name == "with" {
        true => Some(&*path),
        false => path.rsplit_once("::").map(|(module, _function)| module),
    };
    let module_path = own.map_or("", |path| path.strip_suffix("::option").unwrap_or(path));
    let name = module_path.rsplit("::").next().unwrap_or_default();
    if !AGREEING.contains(&name) {
        let message = format!(
            "`{path}` may write JSON that is not what the contract says: give the field a type of \
             its own that derives `Payload`"
        );
        mistakes.add(&module, message);
    }
}
