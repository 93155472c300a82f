//! Compiles a `.proto` file and turns its descriptors into [`super::model`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use miette::Diagnostic;
use protox::file::{File, FileResolver, GoogleFileResolver};
use protox::prost_reflect::prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    field_descriptor_proto,
};

use super::model::{Enum, Field, FieldType, Label, Message, Reserved, Scope, Value};
use super::{Imports, Schema, SchemaError};
use crate::span::{FileId, Span};

/// The name of the schema itself; no import can have it.
const ROOT: &str = "-.proto";

/// Imports are followed recursively, so their number is limited.
const MAX_FILES: usize = 500;

/// What Confluent's registry knows without being told.
const BUILT_IN: [(&str, &str); 2] = [
    ("confluent/meta.proto", include_str!("confluent_meta.proto")),
    (
        "confluent/type/decimal.proto",
        include_str!("confluent_decimal.proto"),
    ),
];

pub(super) fn compile(
    text: &str,
    file: FileId,
    imports: &Imports<'_>,
) -> Result<Schema, Vec<SchemaError>> {
    let mut sources: HashMap<&str, (&str, Option<FileId>)> = HashMap::new();
    sources.extend(BUILT_IN.map(|(path, text)| (path, (text, None))));
    let given = imports.by_path.iter();
    sources.extend(given.map(|(path, (text, file))| (&**path, (*text, Some(*file)))));
    sources.insert(ROOT, (text, Some(file)));

    let resolver = Sources {
        texts: (sources.iter())
            .map(|(path, (text, _))| ((*path).to_owned(), without_bom(text).to_owned()))
            .collect(),
        google: GoogleFileResolver::new(),
        opened: AtomicUsize::new(0),
    };
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    if let Err(error) = compiler.open_file(ROOT) {
        return Err(errors(&error, &sources));
    }

    let mut schema = Schema {
        package: String::new(),
        span: Span::new(file, 0, text.len()),
        messages: Vec::new(),
        scope: Scope::default(),
        by_name: BTreeMap::new(),
    };
    for descriptor in compiler.file_descriptor_set().file {
        let root = descriptor.name() == ROOT;
        let places = Places::new(&descriptor, sources.get(descriptor.name()).copied());
        let package = descriptor.package();
        let mut reader = Reader {
            places,
            schema: &mut schema,
            prefix: if package.is_empty() {
                String::new()
            } else {
                format!("{package}.")
            },
            proto2: descriptor
                .syntax
                .as_deref()
                .is_none_or(|syntax| syntax == "proto2"),
            imported: !root,
        };
        let groups = HashSet::new();
        let scope = reader.scope(
            "",
            &descriptor.message_type,
            (4, &descriptor.enum_type, 5),
            &[],
            &groups,
        );
        if root {
            schema.package = package.to_owned();
            schema.scope = scope;
        }
    }
    Ok(schema)
}

fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

struct Sources {
    texts: HashMap<String, String>,
    google: GoogleFileResolver,
    opened: AtomicUsize,
}

impl FileResolver for Sources {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if self.opened.fetch_add(1, Ordering::Relaxed) > MAX_FILES {
            return Err(protox::Error::new(format!(
                "more than {MAX_FILES} files are imported"
            )));
        }
        match self.texts.get(name) {
            Some(text) => File::from_source(name, text),
            None => self.google.open_file(name),
        }
    }
}

fn errors(
    error: &protox::Error,
    sources: &HashMap<&str, (&str, Option<FileId>)>,
) -> Vec<SchemaError> {
    let source = error.file().and_then(|name| sources.get(name)).copied();
    let related = error.related().into_iter().flatten();
    let all = std::iter::once(error as &dyn Diagnostic).chain(related);
    let told = all.map(|diagnostic| {
        let label = diagnostic.labels().and_then(|mut labels| labels.next());
        let mut message = diagnostic.to_string();
        if let Some(name) = message
            .strip_prefix("import '")
            .and_then(|it| it.strip_suffix("' not found"))
        {
            message = format!(
                "the import `{name}` is not among the files: name the file that holds it under \
                 `[references]` in factum.toml"
            );
        }
        if let Some(help) = diagnostic.help() {
            message = format!("{message}: {help}");
        }
        let span = source.and_then(|(text, file)| {
            let bom = text.len() - without_bom(text).len();
            let (start, len) = label.map_or((0, 0), |label| (label.offset(), label.len()));
            Some(Span::new(file?, start + bom, start + len + bom))
        });
        SchemaError { message, span }
    });
    told.collect()
}

/// Where the declarations of a file stand, by their descriptor paths.
struct Places(HashMap<Vec<i32>, Span>);

impl Places {
    fn new(descriptor: &FileDescriptorProto, source: Option<(&str, Option<FileId>)>) -> Places {
        let Some((text, Some(file))) = source else {
            return Places(HashMap::new());
        };
        let bom = text.len() - without_bom(text).len();
        let mut lines = vec![0];
        lines.extend(
            without_bom(text)
                .match_indices('\n')
                .map(|(newline, _)| newline + 1),
        );
        let offset = |line: i32, column: i32| {
            let line = *lines.get(usize::try_from(line).ok()?)?;
            Some(line + usize::try_from(column).ok()? + bom)
        };
        let locations = descriptor
            .source_code_info
            .iter()
            .flat_map(|info| &info.location);
        let places = locations.filter_map(|location| {
            let (start, end) = match location.span[..] {
                [line, from, to] => (offset(line, from)?, offset(line, to)?),
                [first, from, last, to] => (offset(first, from)?, offset(last, to)?),
                _ => return None,
            };
            Some((location.path.clone(), Span::new(file, start, end)))
        });
        Places(places.collect())
    }

    /// The name of a declaration, or all of it.
    fn of(&self, path: &[i32], step: (i32, usize)) -> Option<Span> {
        const NAME: i32 = 1;
        let mut path = below(path, step);
        let whole = self.0.get(&path).copied();
        path.push(NAME);
        self.0.get(&path).copied().or(whole)
    }
}

fn below(path: &[i32], (tag, index): (i32, usize)) -> Vec<i32> {
    let mut path = path.to_vec();
    path.extend([tag, i32::try_from(index).unwrap_or(i32::MAX)]);
    path
}

struct Reader<'s> {
    places: Places,
    schema: &'s mut Schema,
    /// The package with a dot, or nothing.
    prefix: String,
    proto2: bool,
    imported: bool,
}

impl Reader<'_> {
    /// Reads what stands side by side. `path` leads there; the tags are those of its messages and
    /// enums in the descriptor. `groups` are the names of messages that are groups.
    fn scope(
        &mut self,
        outer: &str,
        messages: &[DescriptorProto],
        (message_tag, enums, enum_tag): (i32, &[EnumDescriptorProto], i32),
        path: &[i32],
        groups: &HashSet<String>,
    ) -> Scope {
        let mut scope = Scope::default();
        for (index, message) in messages.iter().enumerate() {
            let is_map = message
                .options
                .as_ref()
                .is_some_and(|options| options.map_entry());
            let name = message.name();
            if is_map || groups.contains(name) {
                continue;
            }
            let local_name = format!("{outer}{name}");
            let position = scope.messages.len();
            let read = self.message(message, local_name, position, path, (message_tag, index));
            scope.messages.insert(name.to_owned(), read);
        }
        for (index, descriptor) in enums.iter().enumerate() {
            let read = self.enumeration(descriptor, path, (enum_tag, index));
            scope.enums.insert(descriptor.name().to_owned(), read);
        }
        scope
    }

    fn message(
        &mut self,
        descriptor: &DescriptorProto,
        local_name: String,
        position: usize,
        path: &[i32],
        step: (i32, usize),
    ) -> usize {
        let here = below(path, step);
        let synthetic: HashSet<_> = (descriptor.field.iter())
            .filter(|field| field.proto3_optional())
            .filter_map(|field| field.oneof_index)
            .collect();
        let is_real =
            |index: &usize| i32::try_from(*index).is_ok_and(|it| !synthetic.contains(&it));
        let oneofs = (descriptor.oneof_decl.iter().enumerate())
            .filter(|(index, _)| is_real(index))
            .map(|(index, oneof)| (oneof.name().to_owned(), self.places.of(&here, (8, index))));
        let oneofs = oneofs.collect();
        let mut fields = BTreeMap::new();
        let mut groups = HashSet::new();
        for (index, field) in descriptor.field.iter().enumerate() {
            if field.r#type() == field_descriptor_proto::Type::Group {
                let name = field.type_name().rsplit('.').next().unwrap_or_default();
                groups.insert(name.to_owned());
                continue;
            }
            let span = self.places.of(&here, (2, index));
            fields.insert(field.number(), self.field(field, descriptor, span));
        }
        let ranges = descriptor.reserved_range.iter();
        let reserved = Reserved {
            ranges: ranges
                .map(|range| (range.start(), range.end().saturating_sub(1)))
                .collect(),
            names: descriptor.reserved_name.clone(),
        };
        let full_name = format!("{}{local_name}", self.prefix);
        let inner = format!("{local_name}.");
        let nested = (3, &descriptor.enum_type[..], 4);
        let scope = self.scope(&inner, &descriptor.nested_type, nested, &here, &groups);
        let index = self.schema.messages.len();
        self.schema.messages.push(Message {
            local_name,
            imported: self.imported,
            position,
            fields,
            oneofs,
            scope,
            reserved,
            span: self.places.of(path, step),
        });
        self.schema.by_name.insert(full_name, index);
        index
    }

    fn field(
        &self,
        field: &FieldDescriptorProto,
        message: &DescriptorProto,
        span: Option<Span>,
    ) -> Field {
        let oneof = (field.oneof_index.filter(|_| !field.proto3_optional()))
            .and_then(|index| message.oneof_decl.get(usize::try_from(index).ok()?))
            .map(|oneof| oneof.name().to_owned());
        let field_type = field_type(field, &message.nested_type);
        let is_map = matches!(field_type, FieldType::Map(..));
        let label = match field.label() {
            _ if is_map || oneof.is_some() => None,
            field_descriptor_proto::Label::Repeated => Some(Label::Repeated),
            field_descriptor_proto::Label::Required => Some(Label::Required),
            field_descriptor_proto::Label::Optional => {
                (self.proto2 || field.proto3_optional()).then_some(Label::Optional)
            }
        };
        Field {
            name: field.name().to_owned(),
            json_name: field.json_name().to_owned(),
            repeated: is_map || label == Some(Label::Repeated),
            label,
            field_type,
            oneof,
            default: field.default_value.clone(),
            span,
        }
    }

    fn enumeration(
        &self,
        descriptor: &EnumDescriptorProto,
        path: &[i32],
        step: (i32, usize),
    ) -> Enum {
        let here = below(path, step);
        let values = descriptor.value.iter().enumerate().map(|(index, value)| {
            let span = self.places.of(&here, (2, index));
            (
                value.number(),
                Value {
                    name: value.name().to_owned(),
                    span,
                },
            )
        });
        let ranges = descriptor.reserved_range.iter();
        Enum {
            values: values.collect(),
            reserved: Reserved {
                ranges: ranges.map(|range| (range.start(), range.end())).collect(),
                names: descriptor.reserved_name.clone(),
            },
            span: self.places.of(path, step),
        }
    }
}

fn field_type(field: &FieldDescriptorProto, nested: &[DescriptorProto]) -> FieldType {
    use field_descriptor_proto::Type;
    let full_name = || field.type_name().trim_start_matches('.').to_owned();
    FieldType::Scalar(match field.r#type() {
        Type::Message | Type::Group => {
            let name = field.type_name().rsplit('.').next().unwrap_or_default();
            let entry = nested.iter().find(|message| {
                message.name() == name
                    && message
                        .options
                        .as_ref()
                        .is_some_and(|options| options.map_entry())
            });
            // Another message of the entry's name would be declared twice.
            return match entry.map(|entry| &entry.field[..]) {
                Some([key, value]) => {
                    let (key, value) = (field_type(key, &[]), field_type(value, &[]));
                    FieldType::Map(Box::new(key), Box::new(value))
                }
                _ => FieldType::Message(full_name()),
            };
        }
        Type::Enum => return FieldType::Enum(full_name()),
        Type::Double => "double",
        Type::Float => "float",
        Type::Int64 => "int64",
        Type::Uint64 => "uint64",
        Type::Int32 => "int32",
        Type::Fixed64 => "fixed64",
        Type::Fixed32 => "fixed32",
        Type::Bool => "bool",
        Type::String => "string",
        Type::Bytes => "bytes",
        Type::Uint32 => "uint32",
        Type::Sfixed32 => "sfixed32",
        Type::Sfixed64 => "sfixed64",
        Type::Sint32 => "sint32",
        Type::Sint64 => "sint64",
    })
}
