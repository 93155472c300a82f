//! Finds the definition of every name that documents use.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::arena::Types;
use super::name::Name;
use super::problem::{ErrorKind, Remark, RemarkKind, SchemaError};
use super::same::is_same;
use super::types::{Type, TypeId, TypeRef};
use crate::span::Span;

/// What was read of one document.
#[derive(Default)]
pub(super) struct Document {
    /// The folder that it is in.
    pub folder: Box<str>,
    pub root: Option<TypeRef>,
    /// The types that it added to the arena.
    pub types: Range<usize>,
    /// The named types that it defines, in the order in which their definitions end.
    pub definitions: Vec<(Name, TypeId)>,
    pub references: Vec<Reference>,
    pub errors: Vec<SchemaError>,
    pub remarks: Vec<Remark>,
    /// The other documents that it refers to, and where it first does.
    uses: BTreeMap<usize, Span>,
}

/// Where the type that is being read will be used.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// The type whose part it is; none for the root.
    pub holder: Option<TypeId>,
    /// Which part, counted as in [`Type::parts`].
    pub index: usize,
}

/// A use of a name.
pub(super) struct Reference {
    /// The name, completed with the namespace around it.
    pub name: Name,
    /// The name outside any namespace, which is tried next.
    pub global: Option<Name>,
    pub span: Span,
    pub slot: Slot,
}

/// Who defines what: for each name, the first definition in each document that has one.
type Definitions = HashMap<Name, Vec<Definition>>;

#[derive(Clone, Copy)]
struct Definition {
    document: usize,
    id: TypeId,
}

/// Puts the definition in the place of every reference, and reports names that have none or
/// several.
pub(super) fn resolve(types: &mut Types, documents: &mut [Document]) {
    let mut definitions = Definitions::new();
    let mut repeated = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        for (name, id) in &document.definitions {
            let definition = Definition {
                document: index,
                id: *id,
            };
            let known = definitions.entry(name.clone()).or_default();
            let own = defined_in(index, known);
            repeated.extend(own.or(known.first()).map(|first| (*first, definition)));
            if own.is_none() {
                known.push(definition);
            }
        }
    }
    let mut foreign = Vec::new();
    for index in 0..documents.len() {
        // A document may refer to one name any number of times.
        let mut nearby: HashMap<*const Definition, Rc<[Definition]>> = HashMap::new();
        for reference in std::mem::take(&mut documents[index].references) {
            let Some(found) = reference.look_up(&definitions, index) else {
                documents[index].errors.push(reference.unknown());
                continue;
            };
            let own = defined_in(index, found);
            let near = match own {
                Some(_) => Rc::default(),
                None => Rc::clone(
                    (nearby.entry(found.as_ptr()))
                        .or_insert_with(|| nearest(documents, index, found)),
                ),
            };
            let document = &mut documents[index];
            let Some(definition) = own.or(near.first()) else {
                continue;
            };
            place(types, document, &reference, definition.id);
            (document.remarks).extend(reference.out_of_namespace(types, definition.id));
            match own {
                Some(own) => document.remarks.extend(reference.forward_to(types, own.id)),
                None => {
                    let uses = &mut document.uses;
                    uses.entry(definition.document).or_insert(reference.span);
                    if near.len() > 1 {
                        foreign.push((index, reference, near));
                    }
                }
            }
        }
    }
    // Definitions can be compared only now that their parts are known.
    let mut conflicts = HashSet::new();
    for (first, second) in repeated {
        conflicts.extend(compare(types, documents, first, second));
    }
    if !conflicts.is_empty() {
        for document in documents
            .iter_mut()
            .filter(|document| !document.uses.is_empty())
        {
            let error = redefined_elsewhere(types, document.root, &conflicts);
            document.errors.extend(error);
        }
    }
    for (index, reference, near) in foreign {
        let first = near.first();
        if first.is_some_and(|first| is_conflicting(types, first, &conflicts)) {
            let errors = &mut documents[index].errors;
            errors.extend(reference.ambiguous(types, &near));
        }
    }
}

/// Those of the definitions of a name that are in the same folder as a document, or else those with
/// which its folder has most of the path in common.
fn nearest(documents: &[Document], from: usize, found: &[Definition]) -> Rc<[Definition]> {
    let own = &*documents[from].folder;
    let nearness = |definition: &Definition| {
        let folder = &*documents[definition.document].folder;
        let shared = own.split('/').zip(folder.split('/'));
        (own == folder, shared.take_while(|(a, b)| a == b).count())
    };
    let best = found.iter().map(nearness).max();
    let near = found.iter().filter(|it| Some(nearness(it)) == best);
    near.copied().collect()
}

fn is_conflicting(types: &Types, definition: &Definition, conflicts: &HashSet<Name>) -> bool {
    let name = types.get(definition.id).name();
    name.is_some_and(|name| conflicts.contains(name))
}

/// The definition of a document, among those of a name in the order of documents.
fn defined_in(document: usize, definitions: &[Definition]) -> Option<&Definition> {
    let found = definitions.binary_search_by_key(&document, |definition| definition.document);
    definitions.get(found.ok()?)
}

impl Reference {
    /// The definitions of the name: in its namespace or outside any, but the own document's first.
    fn look_up<'d>(
        &self,
        definitions: &'d Definitions,
        document: usize,
    ) -> Option<&'d [Definition]> {
        let names = [Some(&self.name), self.global.as_ref()];
        let found = names
            .into_iter()
            .flatten()
            .filter_map(|name| definitions.get(name));
        let found: Vec<_> = found.collect();
        let mut own = found
            .iter()
            .filter(|known| defined_in(document, known).is_some());
        own.next().or(found.first()).map(|known| known.as_slice())
    }

    fn unknown(&self) -> SchemaError {
        SchemaError {
            kind: ErrorKind::UnknownName,
            message: format!("no type named `{}` is defined", self.name),
            span: self.span,
            related: None,
        }
    }

    fn ambiguous(&self, types: &Types, found: &[Definition]) -> Option<SchemaError> {
        let (first, others) = found.split_first()?;
        let first = types.get(first.id);
        let mut others = others.iter().map(|other| types.get(other.id));
        let other = others.find(|other| !is_same(types, first, other))?;
        Some(SchemaError {
            kind: ErrorKind::AmbiguousName,
            message: format!(
                "`{}` is defined in {} files, not alike; define it once",
                self.name,
                found.len()
            ),
            span: self.span,
            related: Some(other.span),
        })
    }

    /// A remark if the name is found outside its namespace only.
    fn out_of_namespace(&self, types: &Types, definition: TypeId) -> Option<Remark> {
        let naming = types.get(definition).naming()?;
        (self.global.as_ref() == Some(&naming.name)).then(|| Remark {
            kind: RemarkKind::BareReference,
            message: format!(
                "`{}` is in no namespace; here the name means `{}`, and only Avro's Java library \
                 looks further",
                naming.name, self.name
            ),
            span: self.span,
            related: Some(naming.span),
        })
    }

    /// A remark if the name is used before its definition.
    fn forward_to(&self, types: &Types, definition: TypeId) -> Option<Remark> {
        let definition = types.get(definition).span;
        (self.span.end <= definition.start).then(|| Remark {
            kind: RemarkKind::ForwardReference,
            message: format!(
                "`{}` is used before it is defined, which Avro before 1.12 refuses",
                self.name
            ),
            span: self.span,
            related: Some(definition),
        })
    }
}

/// An error if a schema holds two definitions of a name, its own and another document's.
fn redefined_elsewhere(
    types: &Types,
    root: Option<TypeRef>,
    conflicts: &HashSet<Name>,
) -> Option<SchemaError> {
    let mut seen = HashSet::new();
    let mut defined: HashMap<&Name, TypeId> = HashMap::new();
    let mut left: Vec<TypeId> = root.map(|root| root.id).into_iter().collect();
    while let Some(id) = left.pop() {
        let Some(ty) = types.find(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        left.extend(ty.parts().map(|part| part.id));
        let Some(name) = ty.name().filter(|name| conflicts.contains(*name)) else {
            continue;
        };
        let first = types.get(*defined.entry(name).or_insert(id));
        if !is_same(types, first, ty) {
            return Some(SchemaError {
                kind: ErrorKind::Redefined,
                message: format!("`{name}` is defined here and, differently, in a file used here"),
                span: place_of(first),
                related: Some(place_of(ty)),
            });
        }
    }
    None
}

/// Reports a second definition; gives the name if both stay and differ.
fn compare(
    types: &Types,
    documents: &mut [Document],
    first: Definition,
    second: Definition,
) -> Option<Name> {
    let (one, other) = (types.get(first.id), types.get(second.id));
    let name = other.name()?;
    let (span, related) = (place_of(other), Some(place_of(one)));
    let document = &mut documents[second.document];
    let is_own = first.document == second.document;
    let (kind, message) = match (is_own, is_same(types, one, other)) {
        (false, true) => return None,
        (true, false) => {
            document.errors.push(SchemaError {
                kind: ErrorKind::Redefined,
                message: format!("`{name}` is defined twice, differently"),
                span,
                related,
            });
            return None;
        }
        (true, true) => (
            RemarkKind::RepeatedDefinition,
            format!("`{name}` is defined again, which Avro before 1.12 refuses"),
        ),
        (false, false) => (
            RemarkKind::ConflictingDefinition,
            format!("`{name}` is defined differently in another file"),
        ),
    };
    document.remarks.push(Remark {
        kind,
        message,
        span,
        related,
    });
    (!is_own).then(|| name.clone())
}

/// Where a type is named.
fn place_of(ty: &Type) -> Span {
    ty.naming().map_or(ty.span, |naming| naming.span)
}

fn place(types: &mut Types, document: &mut Document, reference: &Reference, id: TypeId) {
    let used = TypeRef {
        id,
        span: reference.span,
    };
    match reference.slot.holder {
        None => document.root = Some(used),
        Some(holder) => {
            if let Some(part) = types.get_mut(holder).part_mut(reference.slot.index) {
                *part = used;
            }
        }
    }
}

/// A document that refers to a broken one is broken too.
pub(super) fn spread_errors(documents: &mut [Document]) {
    let mut users = vec![Vec::new(); documents.len()];
    for (index, document) in documents.iter().enumerate() {
        for (used, span) in &document.uses {
            users[*used].push((index, *span));
        }
    }
    let is_broken = |document: &Document| !document.errors.is_empty();
    let mut broken: Vec<usize> = (0..documents.len())
        .filter(|index| is_broken(&documents[*index]))
        .collect();
    while let Some(used) = broken.pop() {
        for (user, span) in std::mem::take(&mut users[used]) {
            if !is_broken(&documents[user]) {
                broken.push(user);
            }
            documents[user].errors.push(SchemaError {
                kind: ErrorKind::BrokenReference,
                message: "this type is defined in another file, which is no valid schema"
                    .to_owned(),
                span,
                related: documents[used].root.map(|root| root.span),
            });
        }
    }
}
