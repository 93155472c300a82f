//! Packages, and what messages and types are called in them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Message, Payload, Version};
use factum_catalog::contract::shape::{Symbol, TypeDef, TypeId};
use heck::ToShoutySnakeCase;

use super::super::reach::parts;

/// A name that is taken once, made different from those taken before by underscores.
#[derive(Debug, Default)]
pub(super) struct Scope(HashSet<String>);

impl Scope {
    pub(super) fn take(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// A name in Protobuf's grammar: the characters that it does not have become `_`.
pub(super) fn identifier(name: &str) -> String {
    let is_right = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut mended: String = name
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect();
    if !mended.starts_with(|c: char| c.is_ascii_alphabetic()) {
        mended.insert(0, 'x');
    }
    mended
}

/// `SALES_CHANNEL_WEB`: the values of an enum share the names of what is around it.
pub(super) fn value_name(enumeration: &str, symbol: &str) -> String {
    let symbol = match symbol.to_shouty_snake_case() {
        name if name.is_empty() => "_".to_owned(),
        name => name,
    };
    identifier(&format!("{}_{symbol}", enumeration.to_shouty_snake_case()))
}

/// What the symbols of an enum are called without its name, or the end of its name, where all of
/// them begin with that already, as those of Protobuf do.
pub(super) fn own_names(enumeration: &str, symbols: &[Symbol]) -> Vec<String> {
    let name = enumeration.to_shouty_snake_case();
    let starts = name.match_indices('_').map(|(at, _)| at + 1);
    let mut ends = std::iter::once(0)
        .chain(starts)
        .filter_map(|at| name.get(at..));
    let without = |end: &str| -> Option<Vec<String>> {
        let own = |symbol: &Symbol| {
            let name = symbol.name.value.to_shouty_snake_case();
            let own = name.strip_prefix(end)?.strip_prefix('_')?;
            Some(own.to_owned())
        };
        symbols.iter().map(own).collect()
    };
    let as_written = || {
        symbols
            .iter()
            .map(|symbol| symbol.name.value.to_string())
            .collect()
    };
    ends.find_map(without).unwrap_or_else(as_written)
}

/// The package of a namespace in a version.
fn package(namespace: Option<&str>, version: &Version) -> String {
    let mut segments: Vec<String> = namespace
        .unwrap_or_default()
        .split('.')
        .filter(|segment| !segment.is_empty())
        .map(identifier)
        .collect();
    match version {
        Version::Unstated => {}
        version => segments.push(identifier(&format!("v{version}"))),
    }
    segments.join(".")
}

/// Where everything is, and what it is called there.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// For each package, its messages and then its types, in the order of the catalog.
    pub(super) packages: BTreeMap<String, Package<'a>>,
    types: HashMap<TypeId, (String, String)>,
    /// Packages that refer to each other in a circle, and so are one.
    pub(super) united: BTreeMap<String, String>,
}

/// What a package defines.
#[derive(Debug, Default)]
pub(super) struct Package<'a> {
    pub(super) messages: Vec<(String, &'a Message)>,
    pub(super) types: Vec<(String, &'a TypeDef)>,
    pub(super) scope: Scope,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        messages: &[&'a Message],
        reached: &BTreeSet<TypeId>,
    ) -> Names<'a> {
        let type_package = |definition: &TypeDef| {
            let version = match definition.synthetic {
                true => Version::Unstated,
                false => Version::Major(definition.version),
            };
            package(definition.namespace.as_deref(), &version)
        };
        let of_message =
            |message: &Message| package(message.namespace.as_deref(), &message.version);
        let definitions = reached
            .iter()
            .filter_map(|id| Some((*id, catalog.types.get(*id)?)));
        let definitions: Vec<(TypeId, &TypeDef)> = definitions.collect();

        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut refer = |from: String, ty: &factum_catalog::contract::shape::Type| {
            ty.for_each_reference(&mut |reference| {
                let target = reference.id.and_then(|id| catalog.types.get(id));
                if let Some(target) = target {
                    edges
                        .entry(from.clone())
                        .or_default()
                        .insert(type_package(target));
                }
            });
        };
        for message in messages {
            match &message.payload {
                Payload::Unstated => {}
                Payload::Record(fields) => {
                    fields
                        .iter()
                        .for_each(|it| refer(of_message(message), &it.ty));
                }
                Payload::Other(ty, _) => refer(of_message(message), ty),
            }
        }
        for (_, definition) in &definitions {
            for part in parts(&definition.body) {
                refer(type_package(definition), part);
            }
        }
        let united = circles(&edges);
        let home = |package: String| united.get(&package).cloned().unwrap_or(package);

        let mut packages: BTreeMap<String, Package<'a>> = BTreeMap::new();
        let of_messages = messages.iter().map(|message| of_message(message));
        let of_types = definitions
            .iter()
            .map(|(_, definition)| type_package(definition));
        for package in of_messages.chain(of_types) {
            packages.entry(home(package)).or_default();
        }
        reserve_packages(&mut packages);
        for &message in messages {
            let package = packages.entry(home(of_message(message))).or_default();
            let name = package.scope.take(&identifier(&message.name.value));
            package.messages.push((name, message));
        }
        let mut types = HashMap::new();
        for (id, definition) in definitions {
            let home = home(type_package(definition));
            let package = packages.entry(home.clone()).or_default();
            let name = package.scope.take(&identifier(&definition.name.value));
            types.insert(id, (home, name.clone()));
            package.types.push((name, definition));
        }
        Names {
            packages,
            types,
            united,
        }
    }

    /// The package and the name of a type.
    pub(super) fn of_type(&self, id: TypeId) -> Option<&(String, String)> {
        self.types.get(&id)
    }
}

/// A package and a message cannot have one full name.
fn reserve_packages(packages: &mut BTreeMap<String, Package<'_>>) {
    let names: Vec<String> = packages.keys().cloned().collect();
    for name in names {
        let segments: Vec<&str> = name
            .split('.')
            .filter(|segment| !segment.is_empty())
            .collect();
        for (depth, segment) in segments.iter().enumerate() {
            let around = segments.get(..depth).unwrap_or_default().join(".");
            if let Some(package) = packages.get_mut(&around)
                && !package.scope.has(segment)
            {
                package.scope.take(segment);
            }
        }
    }
}

/// The packages on circles, each with the first of its circle.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, String> {
    let reached = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut left = vec![from];
        while let Some(package) = left.pop() {
            for next in edges.get(package).into_iter().flatten() {
                if reached.insert(&**next) {
                    left.push(next);
                }
            }
        }
        reached
    };
    let all: BTreeMap<&str, BTreeSet<&str>> = edges
        .keys()
        .map(|package| (&**package, reached(package)))
        .collect();
    let mut united = BTreeMap::new();
    for (package, reached) in &all {
        let back = |other: &&&str| all.get(**other).is_some_and(|it| it.contains(package));
        let first = reached.iter().find(back);
        if let Some(first) = first.filter(|first| *first != package) {
            united.insert((*package).to_owned(), (*first).to_owned());
        }
    }
    united
}

/// Where the file of a package is: as `import` names it.
pub(super) fn path(package: &str) -> String {
    if package.is_empty() {
        return "catalog.proto".to_owned();
    }
    let segments: Vec<&str> = package.split('.').collect();
    let is_version = |segment: &&&str| {
        let digits = segment.strip_prefix('v');
        !digits.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let name = segments.iter().rev().find(is_version).unwrap_or(&"catalog");
    format!("{}/{name}.proto", segments.join("/"))
}
