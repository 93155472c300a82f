//! What a rule is: all that is known of it, and the check.

use factum_contract::message::Message;
use factum_contract::shape::{Field, Text, Types};
use factum_contract::span::Spanned;

use crate::finding::{Findings, Severity};

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
    /// A catalog in the native format in which the rule finds exactly one thing. For a rule over a
    /// catalog and its baseline, the baseline stands first and `---` between them.
    pub bad: &'static str,
    /// The same, mended: the rule finds nothing.
    pub good: &'static str,
}

/// A rule that needs one message, or one record of fields, only.
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
    /// Each list of fields: a message's payload, its headers, or a record type. A type that many
    /// messages share is looked at once.
    Record(fn(&RecordContext<'_>, &mut Findings<'_>)),
}

/// A message and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct MessageContext<'a> {
    /// The message.
    pub message: &'a Message,
    /// The types that its payload refers to.
    pub types: &'a Types,
}

/// A list of fields and what is needed to judge it.
#[derive(Clone, Copy, Debug)]
pub struct RecordContext<'a> {
    /// Who has the fields, for the subject of a finding: `com.acme.orders.OrderPlaced@2`.
    pub owner: &'a str,
    /// The name of who has them, unqualified.
    pub name: &'a Spanned<Text>,
    /// The message, if the fields are its payload or its headers.
    pub message: Option<&'a Message>,
    /// The fields.
    pub fields: &'a [Field],
    /// The types that they refer to.
    pub types: &'a Types,
}
