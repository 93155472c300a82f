//! Running the rules over one message or one type.

use std::collections::HashSet;

use factum_contract::message::{Intent, Message, Payload};
use factum_contract::shape::{Body, Resolved, Type, TypeDef};
use factum_grammar::{Grammar, Label, Verdict};

use crate::finding::{Finding, Findings};
use crate::intent;
use crate::rule::{
    EnumContext, FieldContext, MessageCheck, MessageContext, MessageRule, Owner, RecordContext,
    Surroundings, TypeContext, type_subject,
};
use crate::values;
use crate::words::Words;

/// Adds to `found` what `rules` find in a message, its payload and its headers, but not in the
/// types that it refers to. Without a grammar, names are not judged. `is_superseded` says whether a
/// newer version of it is there.
pub fn message(
    message: &Message,
    is_superseded: bool,
    surroundings: Surroundings<'_>,
    rules: &[&MessageRule],
    found: &mut Vec<Finding>,
) {
    let Surroundings {
        types,
        grammar,
        notation,
        ..
    } = surroundings;
    let verdict = verdict_among(message, surroundings);
    let intent = intent::judge(message, verdict.as_ref());
    let context = MessageContext {
        message,
        types,
        grammar,
        notation,
        intent,
        is_superseded,
        verdict: verdict.as_ref().filter(|_| !is_superseded),
    };
    for rule in rules {
        if let MessageCheck::Message(check) = rule.check {
            check(&context, &mut Findings::new(&rule.about, found));
        }
    }
    let record = |owner, fields| RecordContext {
        owner,
        fields,
        types,
        grammar,
        notation,
        in_event: may_be_event(intent),
    };
    if let Payload::Record(fields) = &message.payload {
        check_record(&record(Owner::Payload(message), fields), rules, found);
    }
    if !message.headers.is_empty() {
        check_record(
            &record(Owner::Headers(message), &message.headers),
            rules,
            found,
        );
    }
}

/// What a message is for, by its own word, else by its part and its name; `None` if it may be
/// anything.
pub fn intent(message: &Message, surroundings: Surroundings<'_>) -> Option<Intent> {
    intent::judge(message, verdict_among(message, surroundings).as_ref())
}

/// Whether a message is an event, as far as can be told: by its own word, else by its name.
pub fn is_event(message: &Message, grammar: Option<&Grammar>) -> bool {
    let grammar = grammar.filter(|_| !message.says.intents);
    may_be_event(intent::judge(message, verdict(message, grammar).as_ref()))
}

/// Whether a type calls itself a request or a reply, whatever carries it.
pub fn is_request_or_reply(name: &str) -> bool {
    intent::called(name).is_some()
}

/// The last word of a thing's name, in lower case; `None` if more is known of the schema than its
/// name, or if it is named after anything else.
pub fn kind(message: &Message, grammar: &Grammar) -> Option<String> {
    let verdict = is_bare(message).then(|| grammar.judge(&message.name.value))?;
    (verdict.label == Label::Nominal).then(|| Words::of(verdict.name).last().to_owned())
}

fn is_bare(message: &Message) -> bool {
    !message.says.intents && message.evidence.is_none()
}

/// Whether a name ends as those of things around do, and what looks like its verb may be a noun.
fn is_of_kind(verdict: &Verdict<'_>, kinds: &HashSet<String>, grammar: Option<&Grammar>) -> bool {
    let is_verb = |lemma| grammar.is_some_and(|grammar| grammar.is_verb(lemma));
    matches!(verdict.label, Label::Command | Label::Query)
        && kinds.contains(Words::of(verdict.name).last())
        && !verdict.lemma.is_some_and(is_verb)
}

fn may_be_event(intent: Option<Intent>) -> bool {
    matches!(intent, Some(Intent::Event) | None)
}

/// What the grammar says of a message's name, if that is judged and no thing's as others around.
fn verdict_among<'m>(message: &'m Message, surroundings: Surroundings<'m>) -> Option<Verdict<'m>> {
    let Surroundings { grammar, kinds, .. } = surroundings;
    let is_thing = |it: &Verdict<'_>| is_bare(message) && is_of_kind(it, kinds, grammar);
    verdict(message, grammar).filter(|verdict| !is_thing(verdict))
}

/// What the grammar says of a message's name, if that is judged.
fn verdict<'m>(message: &'m Message, grammar: Option<&'m Grammar>) -> Option<Verdict<'m>> {
    // The name of what is deprecated will go with it.
    grammar
        .filter(|_| message.intent == Intent::Event && message.deprecated.is_none())
        .map(|grammar| grammar.judge(&message.name.value))
        .filter(|verdict| message.says.intents || !intent::names_a_thing(verdict))
}

/// Adds to `found` what `rules` find in a type, but not in the types that it refers to. `in_event`
/// says whether an event carries it.
pub fn definition(
    definition: &TypeDef,
    surroundings: Surroundings<'_>,
    in_event: bool,
    rules: &[&MessageRule],
    found: &mut Vec<Finding>,
) {
    let Surroundings {
        types,
        grammar,
        notation,
        ..
    } = surroundings;
    let context = TypeContext {
        definition,
        types,
        in_event,
    };
    for rule in rules {
        if let MessageCheck::Type(check) = rule.check {
            check(&context, &mut Findings::new(&rule.about, found));
        }
    }
    match &definition.body {
        Body::Record(fields) => {
            let record = RecordContext {
                owner: Owner::Type(definition),
                fields,
                types,
                grammar,
                notation,
                in_event,
            };
            check_record(&record, rules, found);
        }
        Body::Enum(symbols) => {
            let context = EnumContext {
                words: &Words::of(&definition.name.value),
                subject: &type_subject(definition).to_string(),
                symbols,
                grammar,
                in_event,
            };
            check_enum(&context, rules, found);
        }
        Body::Union { .. } | Body::Alias(_) => {}
    }
}

fn check_record(record: &RecordContext<'_>, rules: &[&MessageRule], found: &mut Vec<Finding>) {
    for rule in rules {
        if let MessageCheck::Record(check) = rule.check {
            check(record, &mut Findings::new(&rule.about, found));
        }
    }
    for field in record.fields {
        let context = FieldContext {
            record,
            field,
            words: &Words::of(&field.name.value),
        };
        for rule in rules {
            if let MessageCheck::Field(check) = rule.check {
                check(&context, &mut Findings::new(&rule.about, found));
            }
        }
        if let Resolved::Type(Type::Enum(symbols)) = values::single(&field.ty, record.types) {
            let context = EnumContext {
                words: context.words,
                subject: &context.subject(),
                symbols,
                grammar: record.grammar,
                in_event: record.in_event,
            };
            check_enum(&context, rules, found);
        }
    }
}

fn check_enum(context: &EnumContext<'_>, rules: &[&MessageRule], found: &mut Vec<Finding>) {
    for rule in rules {
        if let MessageCheck::Enum(check) = rule.check {
            check(context, &mut Findings::new(&rule.about, found));
        }
    }
}
