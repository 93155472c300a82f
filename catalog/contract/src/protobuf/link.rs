//! Finds what the names in several files mean.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use protox::file::{FileResolver, GoogleFileResolver};
use protox::prost_reflect::prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, MessageOptions,
    UninterpretedOption, field_descriptor_proto::Type,
};

use super::layout::Layout;
use super::model::Files;
use super::names::{self, Kind, candidates, join};
use super::read::{read, tag};
use super::source::{Places, Source};
use crate::span::Span;

/// What Confluent's registry knows without being told.
pub(super) const CONFLUENT: [(&str, &str); 2] = [
    ("confluent/meta.proto", include_str!("confluent_meta.proto")),
    (
        "confluent/type/decimal.proto",
        include_str!("confluent_decimal.proto"),
    ),
];

/// What is wrong between files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A type that no file declares which the file can see.
    UnknownType {
        /// The name as written.
        name: String,
        /// Where it is written; of a map's values, the whole map.
        span: Option<Span>,
        /// Whether it is the type of a map's values.
        in_map: bool,
        /// The path of a file that declares it and is not imported.
        declared_in: Option<String>,
    },
    /// An import that leads back to the file itself.
    ImportCycle {
        /// The path that is imported.
        path: String,
        /// The statement.
        span: Option<Span>,
    },
}

/// Links files: each has the path by which it is imported as a rule, and `resolve` tells which of
/// them an import means, by the importing file and the path. An import of what is not known leaves
/// names unknown that no file declares, which is no fault.
pub fn link(
    mut sources: Vec<(String, Source)>,
    resolve: impl Fn(usize, &str) -> Option<usize>,
) -> (Files, Vec<Fault>) {
    let imports = imports(&mut sources, resolve);
    let mut faults = cycles(&sources, &imports);
    let declared = Declared::of(&sources);
    for index in 0..sources.len() {
        let sight = Sight::of(index, &imports, &sources);
        let Some((_, source)) = sources.get_mut(index) else {
            continue;
        };
        let mut linker = Linker {
            declared: &declared,
            sight: &sight,
            places: &source.places,
            unknown: Vec::new(),
        };
        linker.file(&mut source.descriptor);
        let unknown = linker.unknown.into_iter().filter(|_| sight.is_clear);
        faults.extend(unknown.map(|unknown| {
            Fault::UnknownType {
                declared_in: declared
                    .anywhere(&unknown.scope, &unknown.name)
                    .and_then(|home| Some(sources.get(home)?.0.clone())),
                name: unknown.name,
                span: unknown.span,
                in_map: unknown.in_map,
            }
        }));
    }
    let linked = sources.into_iter().zip(imports);
    let linked = linked.map(|((path, source), imports)| (path, source, imports));
    (read(linked.collect()), faults)
}

/// Which file each import means. Those that every compiler knows are added.
fn imports(
    sources: &mut Vec<(String, Source)>,
    resolve: impl Fn(usize, &str) -> Option<usize>,
) -> Vec<Vec<Option<usize>>> {
    let given = sources.len();
    let mut added: HashMap<String, usize> = HashMap::new();
    let mut imports = Vec::new();
    let mut index = 0;
    while let Some((_, source)) = sources.get(index) {
        let paths = source.descriptor.dependency.clone();
        let mut found = Vec::with_capacity(paths.len());
        for path in paths {
            let of_caller = (index < given).then(|| resolve(index, &path)).flatten();
            let known = of_caller.or_else(|| added.get(&path).copied());
            found.push(known.or_else(|| {
                let source = built_in(&path)?;
                let index = sources.len();
                added.insert(path.clone(), index);
                sources.push((path, source));
                Some(index)
            }));
        }
        imports.push(found);
        index += 1;
    }
    imports
}

/// Whether every compiler knows the file that this path imports.
pub fn is_built_in(path: &str) -> bool {
    path.starts_with("google/protobuf/") && built_in(path).is_some()
}

/// A file that need not be given.
fn built_in(path: &str) -> Option<Source> {
    let confluent = CONFLUENT.iter().find(|(known, _)| *known == path);
    if let Some((_, text)) = confluent {
        return Source::parse(text, Layout::nowhere()).ok();
    }
    let file = GoogleFileResolver::new().open_file(path).ok()?;
    Some(Source {
        text: Arc::from(""),
        descriptor: file.file_descriptor_proto().clone(),
        places: Places {
            locations: Vec::new(),
            layout: Layout::nowhere(),
        },
        span: None,
        fault: None,
    })
}

/// The imports that close a circle.
fn cycles(sources: &[(String, Source)], imports: &[Vec<Option<usize>>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut finished = vec![false; imports.len()];
    let mut open = vec![false; imports.len()];
    for start in 0..imports.len() {
        let mut path = vec![(start, 0)];
        while let Some((file, next)) = path.pop() {
            if finished[file] {
                continue;
            }
            open[file] = true;
            let Some(imported) = imports[file].get(next) else {
                open[file] = false;
                finished[file] = true;
                continue;
            };
            path.push((file, next + 1));
            match imported {
                Some(target) if open[*target] => {
                    let statement = sources
                        .get(file)
                        .and_then(|(_, source)| source.imports().nth(next));
                    faults.extend(statement.map(|(path, span)| Fault::ImportCycle {
                        path: path.to_owned(),
                        span,
                    }));
                }
                Some(target) if !finished[*target] => path.push((*target, 0)),
                _ => {}
            }
        }
    }
    faults
}

/// What all files declare.
struct Declared(HashMap<String, Vec<(usize, Kind)>>);

impl Declared {
    fn of(sources: &[(String, Source)]) -> Declared {
        let mut declared: HashMap<String, Vec<(usize, Kind)>> = HashMap::new();
        for (index, (_, source)) in sources.iter().enumerate() {
            names::each(&source.descriptor, |name, kind| {
                declared.entry(name).or_default().push((index, kind));
            });
        }
        Declared(declared)
    }

    fn seen(&self, name: &str, sight: &Sight) -> Option<Kind> {
        let homes = self.0.get(name)?;
        let home = homes.iter().find(|(file, _)| sight.files.contains(file));
        home.map(|(_, kind)| *kind)
    }

    /// A file that declares what a name may mean, whether it is imported or not.
    fn anywhere(&self, scope: &str, name: &str) -> Option<usize> {
        let homes = candidates(scope, name).find_map(|name| self.0.get(&name))?;
        homes.first().map(|(file, _)| *file)
    }
}

/// What a file can see.
struct Sight {
    /// Itself, what it imports, and what that imports publicly.
    files: HashSet<usize>,
    /// Whether all of that is known.
    is_clear: bool,
}

impl Sight {
    fn of(file: usize, imports: &[Vec<Option<usize>>], sources: &[(String, Source)]) -> Sight {
        let mut sight = Sight {
            files: HashSet::from([file]),
            is_clear: true,
        };
        let mut waiting: Vec<Option<usize>> = imports.get(file).cloned().unwrap_or_default();
        while let Some(imported) = waiting.pop() {
            let Some(imported) = imported else {
                sight.is_clear = false;
                continue;
            };
            if !sight.files.insert(imported) {
                continue;
            }
            let Some(((_, source), imports)) = sources.get(imported).zip(imports.get(imported))
            else {
                continue;
            };
            let public = &source.descriptor.public_dependency;
            let public = public
                .iter()
                .filter_map(|index| usize::try_from(*index).ok());
            waiting.extend(public.filter_map(|index| imports.get(index).copied()));
        }
        sight
    }
}

/// A name that means nothing that is seen.
struct Unknown {
    name: String,
    scope: String,
    span: Option<Span>,
    in_map: bool,
}

/// Makes the type names of a file full ones.
struct Linker<'a> {
    declared: &'a Declared,
    sight: &'a Sight,
    places: &'a Places,
    unknown: Vec<Unknown>,
}

impl Linker<'_> {
    fn file(&mut self, file: &mut FileDescriptorProto) {
        let package = file.package().to_owned();
        let mut path = Vec::new();
        for (index, message) in (0..).zip(&mut file.message_type) {
            path.extend([tag::FILE_MESSAGE, index]);
            self.message(message, &package, &mut path);
            path.clear();
        }
        for extension in &mut file.extension {
            self.field(extension, &package, None);
        }
        let methods = file.service.iter_mut().flat_map(|it| &mut it.method);
        for method in methods {
            for name in [&mut method.input_type, &mut method.output_type] {
                if let Some(written) = name
                    && let Some((full, _)) = self.find(&package, written)
                {
                    *written = format!(".{full}");
                }
            }
            let options = method.options.iter_mut();
            for option in options.flat_map(|it| &mut it.uninterpreted_option) {
                self.option(&package, option);
            }
        }
    }

    /// Keeps, of an option that is a message, the full names of messages that its texts name, as
    /// `google.longrunning.operation_info` does.
    fn option(&self, package: &str, option: &mut UninterpretedOption) {
        let Some(text) = &option.aggregate_value else {
            return;
        };
        let quoted = text.split(['"', '\'']).skip(1).step_by(2);
        let names = quoted.filter_map(|name| match self.find(package, name)? {
            (name, Kind::Message) => Some(name),
            (_, Kind::Enum) => None,
        });
        option.aggregate_value = Some(names.collect::<Vec<_>>().join(" "));
    }

    fn message(&mut self, message: &mut DescriptorProto, around: &str, path: &mut Vec<i32>) {
        let scope = join(around, message.name());
        let here = path.len();
        // The entry of a map has no place of its own, so it is looked at with the map.
        let mut entries: HashMap<&str, Vec<i32>> = HashMap::new();
        for (index, field) in (0..).zip(&mut message.field) {
            path.extend([tag::FIELD, index]);
            self.field(field, &scope, Some(path));
            let name = field.type_name.as_deref().unwrap_or_default();
            if let Some((_, entry)) = name.rsplit_once('.') {
                entries.insert(entry, path.clone());
            }
            path.truncate(here);
        }
        for (index, nested) in (0..).zip(&mut message.nested_type) {
            let is_entry = nested
                .options
                .as_ref()
                .is_some_and(MessageOptions::map_entry);
            if is_entry {
                let map = entries.get(nested.name());
                for field in &mut nested.field {
                    self.value(field, &scope, map.map(Vec::as_slice), true);
                }
                continue;
            }
            path.extend([tag::NESTED, index]);
            self.message(nested, &scope, path);
            path.truncate(here);
        }
        for extension in &mut message.extension {
            self.field(extension, &scope, None);
        }
    }

    /// Makes the name of a field's type a full one; an unknown one stays as written.
    fn field(&mut self, field: &mut FieldDescriptorProto, scope: &str, path: Option<&[i32]>) {
        self.value(field, scope, path, false);
    }

    fn value(
        &mut self,
        field: &mut FieldDescriptorProto,
        scope: &str,
        path: Option<&[i32]>,
        in_map: bool,
    ) {
        let Some(written) = field.type_name.clone() else {
            return;
        };
        match self.find(scope, &written) {
            Some((full, kind)) => {
                field.type_name = Some(format!(".{full}"));
                if field.r#type.is_none() {
                    field.set_type(match kind {
                        Kind::Message => Type::Message,
                        Kind::Enum => Type::Enum,
                    });
                }
            }
            None => {
                field.set_type(Type::Message);
                if let Some(path) = path {
                    self.unknown.push(Unknown {
                        name: written,
                        scope: scope.to_owned(),
                        span: self.places.part(path, tag::FIELD_TYPE_NAME),
                        in_map,
                    });
                }
            }
        }
    }

    fn find(&self, scope: &str, written: &str) -> Option<(String, Kind)> {
        candidates(scope, written)
            .find_map(|name| Some((self.declared.seen(&name, self.sight)?, name)))
            .map(|(kind, name)| (name, kind))
    }
}
