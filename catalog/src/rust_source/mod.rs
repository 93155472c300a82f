//! Rust source: the types that derive `Event` and `Payload`, read without a build.
//!
//! The grammar of their attributes is that of the derive, by the same code. What macros generate,
//! and what stands in `macro_rules!`, is not seen; test code is passed over.

mod outline;
mod shapes;
mod tree;

use std::collections::{HashMap, HashSet};

use factum_attributes::SAYS;
use factum_contract::shape::{Body, TypeDef};

pub(crate) use outline::Outline;

use crate::library::Library;
use crate::problem::{Problem, ProblemKind};
use crate::reader::{Document, Fragment, Read, Reader};
use shapes::Shapes;
use tree::Tree;

/// The extension of Rust source.
pub(crate) const EXTENSION: &str = "rs";

/// The reader of this format.
pub(crate) const READER: Reader = Reader {
    format: "rust",
    says: SAYS,
    claims,
    mentions_format: |_| false,
    prepare: None,
    read: Read::Linked(read),
};

fn claims(document: &Document) -> bool {
    document.rust.is_some() || is_source(document) && !document.problems.is_empty()
}

fn is_source(document: &Document) -> bool {
    document.extension() == EXTENSION
}

fn read<'a>(_: &[&'a Document], library: &Library<'a>) -> Fragment {
    let tree = Tree::new(library.documents().filter(|document| is_source(document)));
    let mut shapes = Shapes::new(&tree);
    let mut fragment = Fragment::default();
    let contracts = tree.contracts();
    for &id in &contracts {
        if let Some(message) = &tree.declared(id).message {
            fragment.messages.push(shapes.message(id, message.clone()));
        }
    }
    for &id in &contracts {
        if tree.declared(id).message.is_none() {
            shapes.define_alone(id);
        }
    }
    fragment.types = shapes.types;
    fragment.problems = conflicts(&fragment);
    fragment
}

/// Types of one full name that differ: Rust tells them apart by their modules, and a schema cannot.
fn conflicts(fragment: &Fragment) -> Vec<Problem> {
    let mut first: HashMap<(&str, &str, u32), &TypeDef> = HashMap::new();
    let mut reported = HashSet::new();
    let mut problems = Vec::new();
    for (_, definition) in fragment.types.iter() {
        let Some(namespace) = definition.namespace.as_deref() else {
            continue;
        };
        let name = &definition.name;
        let key = (namespace, &*name.value, definition.version);
        let other = *first.entry(key).or_insert(definition);
        let differs = other.name.span != name.span && said(&other.body) != said(&definition.body);
        if differs && reported.insert(name.span) {
            problems.push(
                Problem::new(
                    ProblemKind::ConflictingDefinition,
                    name.span,
                    format!("`{namespace}.{}` is another type as well", name.value),
                )
                .help("give one of them another `name` or `namespace` in `#[event(…)]`")
                .about(&*name.value)
                .related(other.name.span, "the other one"),
            );
        }
    }
    problems
}

/// What a definition says, wherever it stands.
fn said(body: &Body) -> Vec<String> {
    match body {
        Body::Record(fields) => {
            let fields = fields.iter();
            fields
                .map(|field| format!("{}: {}", field.name.value, field.ty))
                .collect()
        }
        Body::Enum(symbols) => {
            let names = symbols.symbols.iter().map(|symbol| &symbol.name.value);
            names.map(ToString::to_string).collect()
        }
        Body::Union { branches, .. } => branches.iter().map(ToString::to_string).collect(),
        Body::Alias(ty) => vec![ty.to_string()],
    }
}

/// Leaves out test code, whose types are nobody's contract: `tests/` and `benches/` beside the
/// `src/` of a package. Read alone, they are read like any other source.
pub(crate) fn leave_out_tests(documents: &mut [Document]) {
    let sources = documents.iter().filter(|document| is_source(document));
    let packages: HashSet<String> = sources
        .filter_map(|document| package_of(document.location()))
        .filter(|(_, folder)| *folder == SOURCES)
        .map(|(package, _)| package.to_owned())
        .collect();
    for document in documents {
        let is_test = is_source(document)
            && package_of(document.location())
                .is_some_and(|(package, folder)| folder != SOURCES && packages.contains(package));
        if is_test {
            document.rust = None;
            document.comments.clear();
            document.problems.clear();
        }
    }
}

/// The folder of a package that holds its sources.
const SOURCES: &str = "src";

/// The folder of the package that a file is in, and which of its folders that is.
fn package_of(path: &str) -> Option<(&str, &str)> {
    let mut rest = path;
    while let Some((above, _)) = rest.rsplit_once('/') {
        let (package, name) = above.rsplit_once('/').unwrap_or(("", above));
        if [SOURCES, "tests", "benches"].contains(&name) {
            return Some((package, name));
        }
        rest = above;
    }
    None
}
