//! Compares two Protobuf files as the registry does.
//!
//! Messages of the files themselves are compared where they stand. One that is imported is
//! compared where a field refers to it, once for each pair of messages, on a list of our own
//! rather than on the stack; a pair met again while it is being compared counts as equal.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Schema;
use super::kind::Kind;
use super::model::{Enum, Field, FieldType, Label, Message, Reference, Scope};
use super::schema::scopes;
use crate::compatibility::Difference;
use crate::span::Span;

/// Differences of an imported message that are listed at each field that refers to it.
const MAX_IMPORTED_DIFFERENCES: usize = 100;

/// What differs between a reader's and a writer's schema, in the registry's words and at its paths
/// (`#/Order/3`). The reader can read all that the writer writes, in the registry's eyes, exactly
/// if every difference is compatible.
pub fn check(reader: &Schema, writer: &Schema) -> Vec<Difference> {
    let mut comparison = Comparison {
        original: writer,
        update: reader,
        finished: HashMap::new(),
        in_progress: HashSet::new(),
    };
    let (original, update) = scopes(writer, reader);
    loop {
        let mut list = List::new(&comparison);
        if writer.own().package != reader.own().package {
            list.add(
                Kind::PACKAGE_CHANGED,
                "",
                (writer.own().span, reader.own().span),
            );
        }
        list.scopes("", &original, &update);
        let List { found, unknown, .. } = list;
        if unknown.is_empty() {
            return found.into_iter().map(Found::into_difference).collect();
        }
        comparison.finish(unknown);
    }
}

/// The indices of a message of the original and one of the update.
type Pair = (usize, usize);

#[derive(Clone)]
struct Found {
    kind: Kind,
    path: String,
    original: Option<Span>,
    update: Option<Span>,
}

impl Found {
    fn into_difference(self) -> Difference {
        Difference {
            kind: self.kind.name(),
            path: format!("#/{}", self.path),
            compatible: self.kind.verdict(),
            message: self.kind.sentence().to_owned(),
            reader: self.update,
            writer: self.original,
        }
    }
}

struct Comparison<'s> {
    original: &'s Schema,
    update: &'s Schema,
    /// What differs between imported messages, and whether that is compatible.
    finished: HashMap<Pair, (Vec<Found>, bool)>,
    in_progress: HashSet<Pair>,
}

impl Comparison<'_> {
    /// Compares the pairs and all that their fields refer to.
    fn finish(&mut self, pairs: Vec<Pair>) {
        let mut waiting = pairs;
        while let Some(pair) = waiting.last().copied() {
            if self.finished.contains_key(&pair) {
                waiting.pop();
                continue;
            }
            self.in_progress.insert(pair);
            let (original, update) = (self.original.message(pair.0), self.update.message(pair.1));
            let mut list = List::new(self);
            list.messages(&original.local_name.replace('.', "/"), original, update);
            let List {
                mut found, unknown, ..
            } = list;
            if !unknown.is_empty() {
                waiting.extend(unknown);
                continue;
            }
            let compatible = found.iter().all(|found| found.kind.verdict());
            found.truncate(MAX_IMPORTED_DIFFERENCES);
            self.finished.insert(pair, (found, compatible));
            self.in_progress.remove(&pair);
            waiting.pop();
        }
    }
}

/// The differences found so far, and the pairs that must be compared first.
struct List<'c, 's> {
    comparison: &'c Comparison<'s>,
    found: Vec<Found>,
    unknown: Vec<Pair>,
}

impl<'c, 's> List<'c, 's> {
    fn new(comparison: &'c Comparison<'s>) -> Self {
        List {
            comparison,
            found: Vec::new(),
            unknown: Vec::new(),
        }
    }

    fn add(&mut self, kind: Kind, path: &str, (original, update): (Option<Span>, Option<Span>)) {
        self.found.push(Found {
            kind,
            path: path.to_owned(),
            original,
            update,
        });
    }

    fn scopes(&mut self, path: &str, original: &Scope, update: &Scope) {
        for (name, old, new) in both(&original.messages, &update.messages) {
            let path = join(path, name);
            let old = old.map(|index| self.comparison.original.message(*index));
            let new = new.map(|index| self.comparison.update.message(*index));
            let spans = (old.and_then(|it| it.span), new.and_then(|it| it.span));
            match (old, new) {
                (_, None) => self.add(Kind::MESSAGE_REMOVED, &path, spans),
                (None, _) => self.add(Kind::MESSAGE_ADDED, &path, spans),
                (Some(old), Some(new)) => {
                    self.messages(&path, old, new);
                    if old.position != new.position {
                        self.add(Kind::MESSAGE_MOVED, &path, spans);
                    }
                }
            }
        }
        for (name, old, new) in both(&original.enums, &update.enums) {
            let path = join(path, name);
            let old = old.map(|index| self.comparison.original.enumeration(*index));
            let new = new.map(|index| self.comparison.update.enumeration(*index));
            let spans = (old.and_then(|it| it.span), new.and_then(|it| it.span));
            match (old, new) {
                (_, None) => self.add(Kind::ENUM_REMOVED, &path, spans),
                (None, _) => self.add(Kind::ENUM_ADDED, &path, spans),
                (Some(old), Some(new)) => self.enums(&path, old, new),
            }
        }
    }

    fn enums(&mut self, path: &str, original: &Enum, update: &Enum) {
        for (number, old, new) in both(&original.values, &update.values) {
            let kind = match (old, new) {
                (_, None) => Kind::ENUM_CONST_REMOVED,
                (None, _) => Kind::ENUM_CONST_ADDED,
                (Some(old), Some(new)) if old.name != new.name => Kind::ENUM_CONST_CHANGED,
                _ => continue,
            };
            let spans = (old.and_then(|it| it.span), new.and_then(|it| it.span));
            self.add(kind, &join(path, &number.to_string()), spans);
        }
    }

    fn messages(&mut self, path: &str, original: &Message, update: &Message) {
        self.exclusions(path, original, update);
        for (name, old, new) in both(&original.oneofs, &update.oneofs) {
            let kind = match (old, new) {
                (_, None) => Kind::ONEOF_REMOVED,
                (None, _) => Kind::ONEOF_ADDED,
                _ => continue,
            };
            let spans = (old.copied().flatten(), new.copied().flatten());
            self.add(kind, &join(path, name), spans);
        }
        for (number, old, new) in both(&original.fields, &update.fields) {
            match (old, new) {
                (Some(old), None) => self.field_removed(path, *number, old, original, update),
                (None, Some(new)) => self.field_added(path, *number, new),
                (Some(old), Some(new)) => self.fields(path, *number, old, new),
                (None, None) => {}
            }
        }
        self.scopes(path, &original.scope, &update.scope);
    }

    /// Finds fields that could be set together and exclude each other now.
    fn exclusions(&mut self, path: &str, original: &Message, update: &Message) {
        for (name, span) in &update.oneofs {
            let members = update
                .fields
                .iter()
                .filter(|(_, field)| field.oneof.as_ref() == Some(name));
            let survivors = members.filter_map(|(number, _)| original.fields.get(number));
            let (inside, outside): (Vec<_>, Vec<_>) =
                survivors.partition(|old| old.oneof.is_some());
            let oneofs: BTreeSet<_> = inside.iter().map(|old| &old.oneof).collect();
            if oneofs.len() + outside.len() > 1 {
                let kind = match outside.len() {
                    0 | 1 => Kind::FIELD_MOVED_TO_EXISTING_ONEOF,
                    _ => Kind::MULTIPLE_FIELDS_MOVED_TO_ONEOF,
                };
                self.add(kind, &join(path, name), (original.span, *span));
            }
        }
    }

    fn field_removed(
        &mut self,
        path: &str,
        number: i32,
        old: &Field,
        original: &Message,
        update: &Message,
    ) {
        let kind = match &old.oneof {
            Some(oneof) => {
                let mut members = original
                    .fields
                    .iter()
                    .filter(|(_, field)| field.oneof.as_ref() == Some(oneof));
                let none_survives = members.all(|(number, _)| !update.fields.contains_key(number));
                if !update.oneofs.contains_key(oneof) && none_survives {
                    // The oneof vanished as a whole.
                    return;
                }
                Kind::ONEOF_FIELD_REMOVED
            }
            None if old.label == Some(Label::Required) => Kind::REQUIRED_FIELD_REMOVED,
            None => Kind::FIELD_REMOVED,
        };
        self.add(
            kind,
            &field_path(path, number, old),
            (old.span, update.span),
        );
    }

    fn field_added(&mut self, path: &str, number: i32, new: &Field) {
        let kind = match &new.oneof {
            Some(_) => Kind::ONEOF_FIELD_ADDED,
            None if new.label == Some(Label::Required) => Kind::REQUIRED_FIELD_ADDED,
            None => Kind::FIELD_ADDED,
        };
        self.add(kind, &field_path(path, number, new), (None, new.span));
    }

    fn fields(&mut self, path: &str, number: i32, old: &Field, new: &Field) {
        let path = field_path(path, number, new);
        let spans = (old.span, new.span);
        if old.oneof.is_some() && new.oneof.is_none() {
            self.add(Kind::ONEOF_FIELD_MOVED_TO_TOP_LEVEL, &path, spans);
        }
        if old.name != new.name {
            self.add(Kind::FIELD_NAME_CHANGED, &path, spans);
        }
        let labels_differ = match (old.label, new.label) {
            (Some(old), Some(new)) => old != new,
            _ => false,
        };
        self.types(
            &path,
            &old.field_type,
            &new.field_type,
            labels_differ,
            spans,
        );
    }

    fn types(
        &mut self,
        path: &str,
        original: &FieldType,
        update: &FieldType,
        labels_differ: bool,
        spans: (Option<Span>, Option<Span>),
    ) {
        match (original, update) {
            (FieldType::Map(old_key, old_value), FieldType::Map(new_key, new_value)) => {
                self.types(path, old_key, new_key, false, spans);
                self.types(path, old_value, new_value, false, spans);
            }
            (FieldType::Message(old), FieldType::Message(new)) => {
                self.message_types(path, old, new, spans);
            }
            _ => match (scalar_group(original), scalar_group(update)) {
                (Some(old), Some(new)) if old != new => {
                    self.add(Kind::FIELD_SCALAR_KIND_CHANGED, path, spans);
                }
                (Some(ScalarGroup::Text), Some(_)) if labels_differ => {
                    self.add(Kind::FIELD_STRING_OR_BYTES_LABEL_CHANGED, path, spans);
                }
                (Some(_), Some(_)) if labels_differ => {
                    self.add(Kind::FIELD_NUMERIC_LABEL_CHANGED, path, spans);
                }
                (Some(_), Some(_)) => {}
                _ => self.add(Kind::FIELD_KIND_CHANGED, path, spans),
            },
        }
    }

    fn message_types(
        &mut self,
        path: &str,
        old: &Reference,
        new: &Reference,
        spans: (Option<Span>, Option<Span>),
    ) {
        let comparison = self.comparison;
        let Some(pair) = old.target.zip(new.target) else {
            // A group's message, which the registry does not see, or one that is not known.
            if old != new {
                self.add(Kind::FIELD_NAMED_TYPE_CHANGED, path, spans);
            }
            return;
        };
        let (old, new) = (
            comparison.original.message(pair.0),
            comparison.update.message(pair.1),
        );
        if old.local_name != new.local_name {
            self.add(Kind::FIELD_NAMED_TYPE_CHANGED, path, spans);
        } else if comparison.original.imports(old) || comparison.update.imports(new) {
            match comparison.finished.get(&pair) {
                Some((found, compatible)) => {
                    self.found.extend(found.iter().cloned());
                    if !compatible {
                        self.add(Kind::FIELD_NAMED_TYPE_CHANGED, path, spans);
                    }
                }
                None if comparison.in_progress.contains(&pair) => {}
                None => self.unknown.push(pair),
            }
        }
    }
}

/// Scalar types of one form on the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScalarGroup {
    General,
    Signed,
    Text,
    Fixed32,
    Fixed64,
    Float,
    Double,
}

fn scalar_group(field_type: &FieldType) -> Option<ScalarGroup> {
    match field_type {
        FieldType::Enum(_) => Some(ScalarGroup::General),
        FieldType::Scalar(name) => Some(match *name {
            "sint32" | "sint64" => ScalarGroup::Signed,
            "string" | "bytes" => ScalarGroup::Text,
            "fixed32" | "sfixed32" => ScalarGroup::Fixed32,
            "fixed64" | "sfixed64" => ScalarGroup::Fixed64,
            "float" => ScalarGroup::Float,
            "double" => ScalarGroup::Double,
            _ => ScalarGroup::General,
        }),
        FieldType::Message(_) | FieldType::Map(..) => None,
    }
}

/// The keys of either map with what each has under it, in order.
pub(super) fn both<'m, K: Ord, V>(
    original: &'m BTreeMap<K, V>,
    update: &'m BTreeMap<K, V>,
) -> Vec<(&'m K, Option<&'m V>, Option<&'m V>)> {
    let keys: BTreeSet<_> = original.keys().chain(update.keys()).collect();
    keys.into_iter()
        .map(|key| (key, original.get(key), update.get(key)))
        .collect()
}

/// Where the registry reports a field: below its oneof, if it is in one.
fn field_path(message: &str, number: i32, field: &Field) -> String {
    match &field.oneof {
        Some(oneof) => format!("{message}/{oneof}/{number}"),
        None => format!("{message}/{number}"),
    }
}

pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}
