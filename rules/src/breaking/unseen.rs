//! Changes that a registry lets through although they change what data means.

use factum_catalog::contract::compatibility::{Direction, Mode};
use factum_catalog::contract::schema::Schema;
use factum_catalog::contract::span::Span;
use factum_catalog::contract::{avro, json_schema, protobuf};

use super::comparison::Comparison;
use super::verdict::Verdict;
use super::{affected, mend};
use crate::engine::notation;
use crate::message::finding::Findings;
use crate::message::rule::Notation;

/// A change that no registry sees.
#[derive(Clone, Debug)]
pub(super) struct Unseen {
    pub(super) kind: Kind,
    pub(super) place: String,
    pub(super) message: String,
    pub(super) new: Option<Span>,
    pub(super) old: Option<Span>,
    /// Whether registries compare it as well, so that what they say of it in one direction is
    /// enough.
    pub(super) is_compared: bool,
}

/// What kind of change it is: each is the matter of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The same bytes mean something else.
    Meaning,
    /// A field has another name, and readers take a default for it.
    Rename,
    /// A name differs in letter case or separators.
    LetterCase,
    /// The numbers of symbols changed.
    Numbering,
    /// A symbol took another's place.
    Symbol,
    /// A symbol is read as the default of its enum.
    SymbolDefault,
    /// An absent value is read as something else.
    Default,
    /// A type inside the payload has another name.
    TypeName,
    /// Older data can no longer be read by its old name.
    Alias,
    /// What the registry never compares.
    Unchecked,
    /// A Protobuf field has another number, or is repeated where it was not.
    FieldNumber,
    /// The number of a Protobuf field that is gone may be taken again.
    Reservation,
}

/// The changes between two schemas of one language, but for those where `verdict` has something
/// worse to say.
pub(super) fn between(now: &Schema, then: &Schema) -> Vec<Unseen> {
    match (now, then) {
        (Schema::Avro(now), Schema::Avro(then)) => avro::beyond(now, then)
            .into_iter()
            .filter_map(of_avro)
            .collect(),
        (Schema::JsonSchema(now), Schema::JsonSchema(then)) => {
            json_schema::beyond(now.schema(), then.schema())
                .into_iter()
                .map(of_json)
                .collect()
        }
        (Schema::Protobuf(now), Schema::Protobuf(then)) => protobuf::beyond(now, then)
            .into_iter()
            .map(of_protobuf)
            .collect(),
        _ => Vec::new(),
    }
}

fn of_avro(change: avro::Change) -> Option<Unseen> {
    use avro::ChangeKind as Avro;
    let kind = match change.kind {
        Avro::LogicalTypeAdded
        | Avro::LogicalTypeRemoved
        | Avro::LogicalTypeChanged
        | Avro::UnitChanged
        | Avro::PrecisionChanged
        | Avro::ScaleChanged
        | Avro::PrecisionLost
        | Avro::TextChangedWithBytes => Kind::Meaning,
        Avro::FieldRenamedBehindDefault => Kind::Rename,
        Avro::FieldCaseChanged | Avro::TypeCaseChanged | Avro::SymbolCaseChanged => {
            Kind::LetterCase
        }
        Avro::SymbolsRenumbered => Kind::Numbering,
        Avro::SymbolRenamed => Kind::Symbol,
        Avro::SymbolRemovedBehindDefault
        | Avro::SymbolAddedBehindDefault
        | Avro::EnumDefaultChanged => Kind::SymbolDefault,
        Avro::DefaultChanged | Avro::DefaultRemoved => Kind::Default,
        Avro::TypeRenamed | Avro::NamespaceChanged => Kind::TypeName,
        Avro::AliasRemoved => Kind::Alias,
        Avro::SortOrderChanged | Avro::DocChanged => return None,
    };
    Some(Unseen {
        kind,
        place: change.place,
        message: change.message,
        new: change.new,
        old: change.old,
        is_compared: false,
    })
}

fn of_json(change: json_schema::Change) -> Unseen {
    use json_schema::ChangeKind as Json;
    let kind = match change.kind {
        Json::Format | Json::Unit | Json::Step => Kind::Meaning,
        Json::Rename => Kind::Rename,
        Json::LetterCase => Kind::LetterCase,
        Json::EnumOrder => Kind::Numbering,
        _ => Kind::Unchecked,
    };
    Unseen {
        kind,
        place: change.path,
        message: change.message,
        new: change.new,
        old: change.old,
        is_compared: matches!(change.kind, Json::Pattern | Json::Step),
    }
}

fn of_protobuf(change: protobuf::Change) -> Unseen {
    use protobuf::ChangeKind as Proto;
    let kind = match change.kind {
        Proto::Scalar => Kind::Meaning,
        Proto::Renamed | Proto::JsonName => Kind::Rename,
        Proto::Repeated | Proto::Renumbered => Kind::FieldNumber,
        Proto::ReservedUsed | Proto::ReservedDropped | Proto::NotReserved => Kind::Reservation,
        Proto::Default => Kind::Default,
        Proto::ValueRenamed => Kind::Symbol,
        Proto::ValueRenumbered => Kind::Numbering,
        _ => Kind::Unchecked,
    };
    Unseen {
        kind,
        place: change.path,
        message: change.message,
        new: change.new,
        old: change.old,
        is_compared: false,
    }
}

/// Reports the changes of one kind, each with what to do, in the words of the format.
pub(super) fn report(
    comparison: &Comparison<'_>,
    kind: Kind,
    help: impl Fn(Notation) -> &'static str,
    out: &mut Findings<'_>,
) {
    for verdict in &comparison.verdicts {
        let pair = &comparison.pairs[verdict.pair];
        let mode = comparison.mode(pair.new);
        for change in verdict.unseen.iter().filter(|change| change.kind == kind) {
            if is_told(verdict, change, mode) {
                continue;
            }
            let now = change.new.unwrap_or(pair.new.name.span);
            let then = change.old.unwrap_or(pair.old.name.span);
            let message = format!("`{}`: {}", pair.new.name.value, change.message);
            out.report(now, mend::subject(pair, &change.place), message)
                .related(then, "before")
                .help(help(notation(comparison.new, now.file)))
                .affects(affected::consumers_of(comparison, pair));
        }
    }
}

/// Whether what is reported of the verdict says enough of the change: an incompatible difference at
/// the very place.
fn is_told(verdict: &Verdict, change: &Unseen, mode: Mode) -> bool {
    let at = |ours: Option<Span>, theirs: Option<Span>| ours.is_some() && ours == theirs;
    let mut backward = verdict.backward.iter();
    let mut forward = verdict.forward.iter();
    let is_backward = backward.any(|it| at(change.new, it.reader) || at(change.old, it.writer));
    let is_forward = forward.any(|it| at(change.old, it.reader) || at(change.new, it.writer));
    match change.kind {
        _ if change.is_compared => is_backward || is_forward,
        // Whoever can read it reads it wrongly.
        Kind::Meaning => is_backward && is_forward,
        _ => is_forward || is_backward && mode.directions().contains(&Direction::Backward),
    }
}
