//! Unions of which a format in which contracts are published holds a part only.

use std::fmt::Arguments;

use factum_catalog::Catalog;
use factum_catalog::contract::emit::{Branch, Branches};
use factum_catalog::contract::message::{Payload, Says};
use factum_catalog::contract::schema::Language;
use factum_catalog::contract::shape::{Body, Field, Type, TypeDef, Types};
use factum_catalog::contract::span::Span;
use factum_message_rules::finding::{Finding, Findings, Severity};
use factum_message_rules::rule::{About, Category, Notation, Owner, Preset, type_subject};

use crate::engine::notation;

/// The rules about unions.
pub(crate) static ALL: &[About] = &[INDISTINCT];

const INDISTINCT: About = About {
    id: "indistinct-branches",
    category: Category::Payload,
    severity: Severity::Error,
    preset: Preset::Minimal,
    what: "A union of branches that its format cannot tell apart, such as two lists in Avro",
    why: "A schema holds one of them only, and the other is gone from the contract.",
    bad: "\
events:
  AnswerGiven:
    fields: { answer_id: uuid, choice: \"[string] | [int]\", given_at: timestamp }
",
    good: "\
types:
  Texts: { texts: \"[string]\" }
  Numbers: { numbers: \"[int]\" }
events:
  AnswerGiven:
    fields: { answer_id: uuid, choice: Texts | Numbers, given_at: timestamp }
",
};

/// Reports the unions of the native format whose branches are one type, or one in a language in
/// which contracts are published. What is foreign has a schema of its own to answer for it.
pub(crate) fn check(catalog: &Catalog, languages: &[Language]) -> Vec<Finding> {
    let mut found = Vec::new();
    // What was imported need not be published in the format that settings are silent about.
    let is_own = catalog
        .messages
        .iter()
        .all(|message| message.says == Says::EVERYTHING);
    let mut check = Check {
        types: &catalog.types,
        has_avro: is_own && languages.contains(&Language::Avro),
        findings: Findings::new(&INDISTINCT, &mut found),
    };
    let is_native = |span: Span| notation(catalog, span.file) == Notation::Native;
    for (_, definition) in catalog.types.iter().filter(|(_, it)| is_native(it.span)) {
        check.definition(definition);
    }
    for message in catalog.messages.iter().filter(|it| is_native(it.span)) {
        match &message.payload {
            Payload::Record(fields) => check.fields(fields, Owner::Payload(message)),
            Payload::Other(ty, span) => {
                check.ty(ty, *span, format_args!("{}", message.identity()));
            }
            Payload::Unstated => {}
        }
    }
    found
}

struct Check<'a> {
    types: &'a Types,
    has_avro: bool,
    findings: Findings<'a>,
}

impl Check<'_> {
    fn definition(&mut self, definition: &TypeDef) {
        let subject = type_subject(definition);
        let subject = format_args!("{subject}");
        let span = definition.name.span;
        match &definition.body {
            Body::Record(fields) => self.fields(fields, Owner::Type(definition)),
            Body::Alias(ty) => self.ty(ty, span, subject),
            Body::Union { branches, .. } => self.union(branches, span, subject),
            Body::Enum(_) => {}
        }
    }

    fn fields(&mut self, fields: &[Field], owner: Owner<'_>) {
        for field in fields {
            let subject = format_args!("{owner}.{}", field.name.value);
            self.ty(&field.ty, field.ty_span, subject);
        }
    }

    fn ty(&mut self, ty: &Type, span: Span, subject: Arguments<'_>) {
        match ty {
            Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => {
                self.ty(inner, span, subject);
            }
            Type::Union(branches) => self.union(branches, span, subject),
            _ => {}
        }
    }

    /// Reports the first branch that cannot be told from one before it.
    fn union(&mut self, written: &[Type], span: Span, subject: Arguments<'_>) {
        let mut known: Vec<Alternative<'_>> = Vec::new();
        for ty in written {
            self.ty(ty, span, subject);
            let branches = Branches::of(ty, self.types).others;
            let is_alone = branches.len() == 1;
            let earlier = known.len();
            for branch in branches {
                let alternative = Alternative {
                    written: ty,
                    branch,
                    is_alone,
                };
                let mut before = known[..earlier].iter();
                let message = before.find_map(|first| self.likeness(first, &alternative));
                if let Some(message) = message {
                    self.findings
                        .report(span, subject, message)
                        .help("leave one of them out, or put it into a record of its own");
                    return;
                }
                known.push(alternative);
            }
        }
    }

    /// Why one alternative cannot be told from another.
    fn likeness(&self, first: &Alternative<'_>, second: &Alternative<'_>) -> Option<String> {
        let (one, other) = (first.written, second.written);
        if first.branch.is_same(&second.branch) {
            // Two unions in a union may share a branch: nothing is lost.
            let is_repeated = first.is_alone && second.is_alone;
            return is_repeated.then(|| match one.to_string() == other.to_string() {
                true => format!("`{one}` stands twice in the union"),
                false => format!("`{one}` and `{other}` are one type"),
            });
        }
        let kind = first.branch.avro_kind().filter(|_| self.has_avro)?;
        (second.branch.avro_kind() == Some(kind))
            .then(|| format!("Avro cannot tell `{other}` from `{one}`: both are of type `{kind}`"))
    }
}

/// One of the things that a value of a union may be.
struct Alternative<'a> {
    /// The branch of the union that stands for it.
    written: &'a Type,
    /// What it is behind aliases.
    branch: Branch<'a>,
    /// Whether the branch stands for nothing else.
    is_alone: bool,
}
