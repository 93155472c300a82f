//! Running the rules.

use std::collections::{HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Intent, Message, Payload};
use factum_catalog::contract::shape::{Body, Field, Type, TypeId, Types};
use factum_catalog::contract::span::FileId;
use factum_catalog::model::Source;
use factum_message_rules::check;
use factum_message_rules::finding::{Finding, Findings};
use factum_message_rules::rule::{About, Category, MessageRule, Notation, Surroundings};
use rayon::prelude::*;

use crate::levels::Levels;
use crate::settings::{Level, Settings};
use crate::{message, reading, rename, rules, suppression, unions};

/// How many messages a thread takes at a time.
const CHUNK: usize = 256;

/// What the rules find in a catalog, in the order of its files and of what stands in them. The
/// order does not depend on the number of threads.
pub fn lint(catalog: &Catalog, settings: &Settings) -> Vec<Finding> {
    let levels = Levels::new(catalog, settings);
    let mut found = Vec::new();
    for problem in &catalog.problems {
        reading::report(catalog, problem, &mut found);
    }
    let (messages, (types, wholes)) = rayon::join(
        || check_messages(catalog, settings, &levels),
        || {
            rayon::join(
                || check_types(catalog, settings, &levels),
                || check_catalog(catalog, &levels),
            )
        },
    );
    found.extend(messages);
    found.extend(types);
    found.extend(wholes);
    found.extend(unions::check(catalog, &settings.breaking.languages));
    finish(catalog, &levels, found, |about| {
        about.category != Category::Breaking
    })
}

/// What each message of a catalog is for, as the rules judge it.
pub fn intents(catalog: &Catalog, settings: &Settings) -> Vec<Intent> {
    let levels = Levels::new(catalog, settings);
    let kinds = kinds(catalog, settings);
    let judged = catalog.messages.par_iter().map(|message| {
        let surroundings = surroundings(catalog, settings, &levels, message.span.file, &kinds);
        check::intent(message, surroundings).unwrap_or(message.intent)
    });
    judged.collect()
}

/// What is done with findings of rules of any kind, once they are found: renames are spelled out,
/// levels set, suppressed findings dropped and useless suppressions reported, and all is put in
/// order. `ran` tells of which rules all findings are there.
pub(crate) fn finish(
    catalog: &Catalog,
    levels: &Levels,
    mut found: Vec<Finding>,
    ran: impl Fn(&About) -> bool,
) -> Vec<Finding> {
    let keep = |finding: &mut Finding| match levels.get(finding.span.file, finding.rule).severity()
    {
        Some(severity) => {
            finding.rate(severity);
            true
        }
        None => false,
    };
    found.retain_mut(keep);
    sort(&mut found);
    // What stands in the file once and counts for several definitions is one mistake.
    found.dedup_by(|b, a| (a.span, a.rule, &a.message) == (b.span, b.rule, &b.message));
    let mut about_suppressions = suppression::apply(catalog, levels, &mut found, ran);
    about_suppressions.retain_mut(keep);
    found.append(&mut about_suppressions);
    rename::spell_out(catalog, &mut found);
    sort(&mut found);
    found
}

fn sort(found: &mut [Finding]) {
    found.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.span, finding.rule);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| a.subject.cmp(&b.subject))
    });
}

/// The message rules that run for a file.
fn active(levels: &Levels, file: FileId) -> Vec<&'static MessageRule> {
    message::rules::ALL
        .iter()
        .filter(|rule| levels.get(file, rule.about.id) != Level::Off)
        .collect()
}

/// How a file is written.
pub(crate) fn notation(catalog: &Catalog, file: FileId) -> Notation {
    let source = catalog.source(file);
    Notation::of(source.map_or("", |source| source.format))
}

/// What stands around the definitions of a file.
fn surroundings<'a>(
    catalog: &'a Catalog,
    settings: &'a Settings,
    levels: &Levels,
    file: FileId,
    kinds: &'a HashSet<String>,
) -> Surroundings<'a> {
    Surroundings {
        types: &catalog.types,
        grammar: levels.english(file).then_some(&settings.grammar),
        notation: notation(catalog, file),
        kinds,
    }
}

/// How many things make a kind with the last word of their names.
const LEAST_OF_A_KIND: usize = 3;

/// The last words that the names of several things share.
fn kinds(catalog: &Catalog, settings: &Settings) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let judged = catalog.messages.par_iter();
    let words: Vec<String> = judged
        .filter_map(|message| check::kind(message, &settings.grammar))
        .collect();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts.retain(|_, count| *count >= LEAST_OF_A_KIND);
    counts.into_keys().collect()
}

fn check_messages(catalog: &Catalog, settings: &Settings, levels: &Levels) -> Vec<Finding> {
    let superseded = catalog.superseded();
    let kinds = kinds(catalog, settings);
    catalog
        .messages
        .par_chunks(CHUNK)
        .enumerate()
        .flat_map_iter(|(chunk, messages)| {
            let mut found = Vec::new();
            let mut rules = (FileId(u32::MAX), Vec::new());
            for (index, message) in messages.iter().enumerate() {
                if rules.0 != message.span.file {
                    rules = (message.span.file, active(levels, message.span.file));
                }
                let file = message.span.file;
                let surroundings = surroundings(catalog, settings, levels, file, &kinds);
                let is_superseded = superseded.contains(&(chunk * CHUNK + index));
                check::message(message, is_superseded, surroundings, &rules.1, &mut found);
            }
            found
        })
        .collect()
}

fn check_types(catalog: &Catalog, settings: &Settings, levels: &Levels) -> Vec<Finding> {
    let in_events = carried_by_events(catalog, settings, levels);
    let no_kinds = HashSet::new();
    let mut found = Vec::new();
    let mut rules = (FileId(u32::MAX), Vec::new());
    for (id, definition) in catalog.types.iter() {
        if rules.0 != definition.span.file {
            rules = (definition.span.file, active(levels, definition.span.file));
        }
        let declared = catalog
            .source(definition.span.file)
            .is_some_and(Source::declares_types_of_events);
        let in_event = declared || in_events.contains(&id);
        let file = definition.span.file;
        let surroundings = surroundings(catalog, settings, levels, file, &no_kinds);
        check::definition(definition, surroundings, in_event, &rules.1, &mut found);
    }
    found
}

fn check_catalog(catalog: &Catalog, levels: &Levels) -> Vec<Finding> {
    rules::ALL
        .par_iter()
        .filter(|rule| levels.any(rule.about.id))
        .flat_map_iter(|rule| {
            let mut found = Vec::new();
            (rule.check)(catalog, &mut Findings::new(&rule.about, &mut found));
            found
        })
        .collect()
}

/// The types that an event carries, perhaps inside another type. One that calls itself a request, a
/// command or an answer is no event's, unless the event is one by declaration.
fn carried_by_events(catalog: &Catalog, settings: &Settings, levels: &Levels) -> HashSet<TypeId> {
    let mut carried = HashSet::new();
    let is_event = |message: &&Message| {
        let is_english = levels.english(message.span.file);
        check::is_event(message, is_english.then_some(&settings.grammar))
    };
    let events = || catalog.messages.iter().filter(is_event);
    let (declared, judged): (Vec<_>, Vec<_>) = events().partition(|event| event.says.intents);
    for (events, is_declared) in [(declared, true), (judged, false)] {
        let mut waiting = Vec::new();
        for event in events {
            match &event.payload {
                Payload::Record(fields) => refer_fields(fields, &mut waiting),
                Payload::Other(ty, _) => refer(ty, &mut waiting),
                Payload::Unstated => {}
            }
            refer_fields(&event.headers, &mut waiting);
        }
        while let Some(id) = waiting.pop() {
            let name = catalog.types.get(id).map(|it| &*it.name.value);
            let may_be = is_declared || name.is_none_or(|name| !check::is_request_or_reply(name));
            if may_be && carried.insert(id) {
                refer_body(&catalog.types, id, &mut waiting);
            }
        }
    }
    carried
}

fn refer_body(types: &Types, id: TypeId, into: &mut Vec<TypeId>) {
    match types.get(id).map(|definition| &definition.body) {
        Some(Body::Record(fields)) => refer_fields(fields, into),
        Some(Body::Union { branches, .. }) => branches.iter().for_each(|ty| refer(ty, into)),
        Some(Body::Alias(ty)) => refer(ty, into),
        Some(Body::Enum(_)) | None => {}
    }
}

fn refer_fields(fields: &[Field], into: &mut Vec<TypeId>) {
    for field in fields {
        refer(&field.ty, into);
    }
}

fn refer(ty: &Type, into: &mut Vec<TypeId>) {
    ty.for_each_reference(&mut |reference| into.extend(reference.id));
}
