//! What a rule is: all that is known of it, and the check.

use std::collections::HashSet;
use std::fmt::{self, Display, Formatter};

use factum_contract::message::{Identity, Intent, Message, Version};
use factum_contract::shape::{Enum, Field, TypeDef, Types};

use factum_grammar::{Grammar, Label, Verdict};

use crate::finding::{Findings, Severity};
pub use crate::notation::Notation;
use crate::words::Words;

/// What kind of fault a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// The catalog's files do not say what they should: syntax, unknown keys, dangling references.
    Catalog,
    /// The name is not that of an event.
    Naming,
    /// A command or a query in disguise.
    Intent,
    /// The event knows its consumers.
    Coupling,
    /// The contract is incomplete or unsound.
    Contract,
    /// The payload is hard to read or to keep compatible.
    Payload,
    /// The contract changed.
    Breaking,
}

impl Category {
    /// All categories, in the order in which rules are listed.
    pub const ALL: [Category; 7] = [
        Category::Catalog,
        Category::Naming,
        Category::Intent,
        Category::Coupling,
        Category::Contract,
        Category::Payload,
        Category::Breaking,
    ];

    /// What kind of fault it is, in one sentence.
    pub fn what(self) -> &'static str {
        match self {
            Category::Catalog => {
                "The files of the catalog do not say what they should, or silence a rule in vain."
            }
            Category::Naming => "The name is not that of a fact about the past.",
            Category::Intent => "A command or a query is disguised as an event.",
            Category::Coupling => "The event knows who consumes it.",
            Category::Contract => "The contract is incomplete or unsound.",
            Category::Payload => "The payload is hard to read, to trust or to keep compatible.",
            Category::Breaking => "The contract changed, and somebody depends on what it was.",
        }
    }

    /// The word for it: `catalog`, `naming`, `intent`, `coupling`, `contract`, `payload` or
    /// `breaking`.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Catalog => "catalog",
            Category::Naming => "naming",
            Category::Intent => "intent",
            Category::Coupling => "coupling",
            Category::Contract => "contract",
            Category::Payload => "payload",
            Category::Breaking => "breaking",
        }
    }
}

/// A named set of rules; each contains the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Preset {
    /// What is plainly wrong.
    Minimal,
    /// What a good team holds itself to. The default.
    Standard,
    /// Everything, matters of taste included.
    Strict,
}

impl Preset {
    /// All presets, the smallest first.
    pub const ALL: [Preset; 3] = [Preset::Minimal, Preset::Standard, Preset::Strict];

    /// `minimal`, `standard` or `strict`.
    pub fn as_str(self) -> &'static str {
        match self {
            Preset::Minimal => "minimal",
            Preset::Standard => "standard",
            Preset::Strict => "strict",
        }
    }
}

/// All that is known of a rule but its check.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The id, in kebab-case. Reads well after "allow".
    pub id: &'static str,
    /// What kind of fault it finds.
    pub category: Category,
    /// How bad a finding is, unless configured.
    pub severity: Severity,
    /// The smallest preset that contains it.
    pub preset: Preset,
    /// What it finds, in one line without a full stop.
    pub what: &'static str,
    /// Why that matters, in one line.
    pub why: &'static str,
    /// A catalog in the native format in which the rule finds exactly one thing; see [`files`]. For
    /// a rule over a catalog and its baseline, the baseline stands first and `---` between them.
    pub bad: &'static str,
    /// The same, mended: the rule finds nothing.
    pub good: &'static str,
}

/// The files of an example, each a path and a text. A line `# file: orders.yaml` begins a file; an
/// example without such lines is one file.
pub fn files(example: &str) -> Vec<(&str, &str)> {
    const BEGINS: &str = "# file: ";
    if !example.starts_with(BEGINS) {
        return vec![("catalog.yaml", example)];
    }
    example
        .split(BEGINS)
        .skip(1)
        .filter_map(|file| file.split_once('\n'))
        .collect()
}

/// A rule that needs one message, one record or one field only.
#[derive(Clone, Copy, Debug)]
pub struct MessageRule {
    /// What is known of it.
    pub about: About,
    /// The check.
    pub check: MessageCheck,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum MessageCheck {
    /// Each event, command and query.
    Message(fn(&MessageContext<'_>, &mut Findings<'_>)),
    /// Each definition of a type.
    Type(fn(&TypeContext<'_>, &mut Findings<'_>)),
    /// Each list of fields: a message's payload, its headers, or a record type. A type that many
    /// messages share is looked at once.
    Record(fn(&RecordContext<'_>, &mut Findings<'_>)),
    /// Each field of such a list.
    Field(fn(&FieldContext<'_>, &mut Findings<'_>)),
    /// Each list of symbols: a type's, or one that is written in a field.
    Enum(fn(&EnumContext<'_>, &mut Findings<'_>)),
}

/// What is needed to judge a definition, beside the definition itself.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The types that it refers to.
    pub types: &'a Types,
    /// How names are judged; `None` if they are in a language that is not judged.
    pub grammar: Option<&'a Grammar>,
    /// How they are written.
    pub notation: Notation,
    /// The last words of the names of things that many schemas share, in lower case: `key` among
    /// `CustomerKey`, `ProductKey` and `PersonKey`.
    pub kinds: &'a HashSet<String>,
}

/// A message and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct MessageContext<'a> {
    /// The message.
    pub message: &'a Message,
    /// The types that its payload refers to.
    pub types: &'a Types,
    /// How names are judged; `None` if they are in a language that is not judged.
    pub grammar: Option<&'a Grammar>,
    /// How they are written.
    pub notation: Notation,
    /// What the message is for; `None` if it may be anything.
    pub intent: Option<Intent>,
    /// Whether a newer version of it is there: then its name and its doc are history.
    pub is_superseded: bool,
    /// What the grammar says of the name, if it is that of an event and can still be changed.
    pub verdict: Option<&'a Verdict<'a>>,
}

/// A definition of a type and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct TypeContext<'a> {
    /// The definition.
    pub definition: &'a TypeDef,
    /// The types that it refers to.
    pub types: &'a Types,
    /// Whether an event carries it, perhaps inside another type.
    pub in_event: bool,
}

/// Who has a list of fields. Written out, it is the subject of a finding:
/// `com.acme.orders.OrderPlaced@2`.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// A message; the fields are its payload.
    Payload(&'a Message),
    /// A message; the fields travel beside its payload.
    Headers(&'a Message),
    /// A type.
    Type(&'a TypeDef),
}

/// A list of fields and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct RecordContext<'a> {
    /// Who has the fields.
    pub owner: Owner<'a>,
    /// The fields.
    pub fields: &'a [Field],
    /// The types that they refer to.
    pub types: &'a Types,
    /// How names are judged; `None` if they are in a language that is not judged.
    pub grammar: Option<&'a Grammar>,
    /// How they are written.
    pub notation: Notation,
    /// Whether an event carries them.
    pub in_event: bool,
}

/// A list of symbols and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct EnumContext<'a> {
    /// The words of the name of the type or field that has the symbols.
    pub words: &'a Words,
    /// That type or field by its full name.
    pub subject: &'a str,
    /// The symbols.
    pub symbols: &'a Enum,
    /// How names are judged; `None` if they are in a language that is not judged.
    pub grammar: Option<&'a Grammar>,
    /// Whether an event carries one of them.
    pub in_event: bool,
}

/// A field and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct FieldContext<'a> {
    /// The list that it stands in.
    pub record: &'a RecordContext<'a>,
    /// The field.
    pub field: &'a Field,
    /// The words of its name.
    pub words: &'a Words,
}

impl MessageContext<'_> {
    /// Whether it is an event.
    pub fn is_event(&self) -> bool {
        self.intent == Some(Intent::Event)
    }

    /// Whether it may well be no message but a part of some: a thing's schema among others, of which
    /// nobody is known to send it.
    pub fn may_be_type(&self) -> bool {
        let names_a_thing = self.verdict.is_none_or(|it| it.label == Label::Nominal);
        self.intent.is_none()
            && self.message.evidence.is_none()
            && self.grammar.is_some()
            && names_a_thing
    }
}

impl Display for Owner<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Payload(message) | Owner::Headers(message) => message.identity().fmt(f),
            Owner::Type(definition) => type_subject(definition).fmt(f),
        }
    }
}

/// A type by its full name: `com.acme.Money@1`.
pub fn type_subject(definition: &TypeDef) -> Identity {
    Identity {
        namespace: definition.namespace.clone(),
        name: definition.name.value.clone(),
        version: Version::Major(definition.version),
    }
}

impl FieldContext<'_> {
    /// The field by its full name: `com.acme.orders.OrderPlaced@2.total`.
    pub fn subject(&self) -> String {
        format!("{}.{}", self.record.owner, self.field.name.value)
    }
}
