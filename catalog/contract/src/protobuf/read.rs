//! From linked descriptors to [`Files`].

use std::collections::{BTreeMap, HashMap, HashSet};

use protox::prost_reflect::prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, UninterpretedOption,
    field_descriptor_proto,
};

use super::circles;
use super::model::{
    About, Enum, Field, FieldType, File, Files, Label, Message, Reference, Reserved, Scope, Value,
};
use super::names::{join, json_name};
use super::source::Source;

/// Tags of the parts of descriptors, of which the paths to places are made.
pub(super) mod tag {
    pub(in super::super) const FILE_PACKAGE: i32 = 2;
    pub(in super::super) const FILE_MESSAGE: i32 = 4;
    pub(in super::super) const FILE_ENUM: i32 = 5;
    pub(in super::super) const FIELD: i32 = 2;
    pub(in super::super) const NESTED: i32 = 3;
    pub(in super::super) const ENUM: i32 = 4;
    pub(in super::super) const ONEOF: i32 = 8;
    pub(in super::super) const VALUE: i32 = 2;
    pub(in super::super) const FIELD_NUMBER: i32 = 3;
    pub(in super::super) const FIELD_TYPE: i32 = 5;
    pub(in super::super) const FIELD_TYPE_NAME: i32 = 6;
}

/// Reads files whose type names are full; each has the path by which it is imported, and the files
/// that its imports mean, in their order.
pub(super) fn read(sources: Vec<(String, Source, Vec<Option<usize>>)>) -> Files {
    let mut files = Files::default();
    for (index, (path, source, imports)) in sources.into_iter().enumerate() {
        let file = Reader {
            source: &source,
            files: &mut files,
            index,
            proto2: matches!(source.descriptor.syntax.as_deref(), None | Some("proto2")),
        }
        .file(path, imports);
        files.files.push(file);
    }
    bind(&mut files);
    circles::mark(&mut files);
    files
}

/// Finds what the names mean. Of several files that declare one name, the file itself goes first.
fn bind(files: &mut Files) {
    let mut messages: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let mut enums: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let package = |file: usize| files.files.get(file).map_or("", |file| &*file.package);
    for (index, message) in files.messages.iter().enumerate() {
        let name = join(package(message.file), &message.local_name);
        messages
            .entry(name)
            .or_default()
            .push((message.file, index));
    }
    for (index, enumeration) in files.enums.iter().enumerate() {
        let name = join(package(enumeration.file), &enumeration.local_name);
        enums
            .entry(name)
            .or_default()
            .push((enumeration.file, index));
    }
    let nearest = |known: &HashMap<String, Vec<(usize, usize)>>, file: usize, name: &str| {
        let found = known.get(name)?;
        let own = found.iter().find(|(home, _)| *home == file);
        own.or(found.first()).map(|(_, index)| *index)
    };
    fn bind_type(ty: &mut FieldType, find: &impl Fn(bool, &str) -> Option<usize>) {
        match ty {
            FieldType::Scalar(_) => {}
            FieldType::Enum(reference) => reference.target = find(false, &reference.name),
            FieldType::Message(reference) => reference.target = find(true, &reference.name),
            FieldType::Map(key, value) => {
                bind_type(key, find);
                bind_type(value, find);
            }
        }
    }
    for message in &mut files.messages {
        let file = message.file;
        let find = |is_message: bool, name: &str| match is_message {
            true => nearest(&messages, file, name),
            false => nearest(&enums, file, name),
        };
        for field in message.fields.values_mut() {
            bind_type(&mut field.field_type, &find);
        }
    }
    for (index, file) in files.files.iter_mut().enumerate() {
        for reference in file.called.iter_mut().chain(&mut file.extensions) {
            reference.target = nearest(&messages, index, &reference.name);
        }
    }
}

/// Whether something has the option `deprecated`, whether options are interpreted or not.
macro_rules! deprecated {
    ($options:expr) => {
        $options
            .as_ref()
            .is_some_and(|it| it.deprecated() || says_deprecated(&it.uninterpreted_option))
    };
}

struct Reader<'s> {
    source: &'s Source,
    files: &'s mut Files,
    /// The index of the file.
    index: usize,
    proto2: bool,
}

/// What stands side by side, in a file or in a message.
struct Siblings<'d> {
    messages: &'d [DescriptorProto],
    message_tag: i32,
    enums: &'d [EnumDescriptorProto],
    enum_tag: i32,
}

impl Reader<'_> {
    fn file(&mut self, path: String, imports: Vec<Option<usize>>) -> File {
        let Source {
            descriptor,
            places,
            text,
            span,
            ..
        } = self.source;
        let siblings = Siblings {
            messages: &descriptor.message_type,
            message_tag: tag::FILE_MESSAGE,
            enums: &descriptor.enum_type,
            enum_tag: tag::FILE_ENUM,
        };
        let scope = self.scope("", &siblings, &[], &HashSet::new());
        let methods = descriptor.service.iter().flat_map(|it| &it.method);
        let called = methods.flat_map(|method| {
            let options = method
                .options
                .iter()
                .flat_map(|it| &it.uninterpreted_option);
            let named = options.filter_map(|option| option.aggregate_value.as_deref());
            let named = named.flat_map(|names| names.split(' ').filter(|name| !name.is_empty()));
            [method.input_type(), method.output_type()]
                .into_iter()
                .chain(named)
        });
        let nested = descriptor.message_type.iter().flat_map(|it| &it.extension);
        let extensions = descriptor.extension.iter().chain(nested);
        let imports = descriptor.dependency.iter().cloned().zip(imports);
        File {
            path,
            text: text.clone(),
            package: descriptor.package().to_owned(),
            package_span: places.of(&[tag::FILE_PACKAGE]),
            imports: imports
                .filter_map(|(path, file)| Some((path, file?)))
                .collect(),
            scope,
            called: called.map(reference).collect(),
            extensions: extensions.map(|it| reference(it.type_name())).collect(),
            span: *span,
        }
    }

    /// Reads what stands side by side. `path` leads there, and `groups` are the names of messages
    /// that are groups.
    fn scope(
        &mut self,
        outer: &str,
        siblings: &Siblings<'_>,
        path: &[i32],
        groups: &HashSet<String>,
    ) -> Scope {
        let mut scope = Scope::default();
        for (index, message) in siblings.messages.iter().enumerate() {
            let is_map = message
                .options
                .as_ref()
                .is_some_and(|options| options.map_entry());
            let name = message.name();
            if is_map || groups.contains(name) {
                continue;
            }
            let here = below(path, siblings.message_tag, index);
            let position = scope.messages.len();
            let read = self.message(message, join(outer, name), position, &here);
            scope.messages.insert(name.to_owned(), read);
        }
        for (index, descriptor) in siblings.enums.iter().enumerate() {
            let here = below(path, siblings.enum_tag, index);
            let read = self.enumeration(descriptor, join(outer, descriptor.name()), &here);
            scope.enums.insert(descriptor.name().to_owned(), read);
        }
        scope
    }

    fn message(
        &mut self,
        descriptor: &DescriptorProto,
        local_name: String,
        position: usize,
        here: &[i32],
    ) -> usize {
        let synthetic: HashSet<_> = (descriptor.field.iter())
            .filter(|field| field.proto3_optional())
            .filter_map(|field| field.oneof_index)
            .collect();
        let is_real =
            |index: &usize| i32::try_from(*index).is_ok_and(|it| !synthetic.contains(&it));
        let places = &self.source.places;
        let oneofs = (descriptor.oneof_decl.iter().enumerate())
            .filter(|(index, _)| is_real(index))
            .map(|(index, oneof)| {
                let place = places.name(&below(here, tag::ONEOF, index));
                (oneof.name().to_owned(), place)
            });
        let oneofs = oneofs.collect();
        let mut fields = BTreeMap::new();
        let mut groups = HashSet::new();
        for (index, field) in descriptor.field.iter().enumerate() {
            if field.r#type() == field_descriptor_proto::Type::Group {
                let name = field.type_name().rsplit('.').next().unwrap_or_default();
                groups.insert(name.to_owned());
                continue;
            }
            let place = below(here, tag::FIELD, index);
            fields.insert(field.number(), self.field(field, descriptor, &place));
        }
        let ranges = descriptor.reserved_range.iter();
        let reserved = Reserved {
            ranges: ranges
                .map(|range| (range.start(), range.end().saturating_sub(1)))
                .collect(),
            names: descriptor.reserved_name.clone(),
        };
        let about = self.about(here, deprecated!(descriptor.options));
        let siblings = Siblings {
            messages: &descriptor.nested_type,
            message_tag: tag::NESTED,
            enums: &descriptor.enum_type,
            enum_tag: tag::ENUM,
        };
        let scope = self.scope(&local_name, &siblings, here, &groups);
        let index = self.files.messages.len();
        self.files.messages.push(Message {
            local_name,
            file: self.index,
            position,
            fields,
            oneofs,
            scope,
            reserved,
            about,
            span: self.source.places.name(here),
            whole: self.source.places.of(here),
        });
        index
    }

    fn field(
        &self,
        field: &FieldDescriptorProto,
        message: &DescriptorProto,
        here: &[i32],
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
        let places = &self.source.places;
        let type_span = places.part(here, tag::FIELD_TYPE_NAME);
        Field {
            name: field.name().to_owned(),
            json_name: match &field.json_name {
                Some(name) => name.clone(),
                None => json_name(field.name()),
            },
            repeated: is_map || label == Some(Label::Repeated),
            label,
            field_type,
            is_circular: false,
            oneof,
            default: field.default_value.clone(),
            about: self.about(here, deprecated!(field.options)),
            span: places.name(here),
            type_span: type_span.or_else(|| places.part(here, tag::FIELD_TYPE)),
            number_span: places.part(here, tag::FIELD_NUMBER),
            whole: places.of(here),
        }
    }

    fn enumeration(
        &mut self,
        descriptor: &EnumDescriptorProto,
        local_name: String,
        here: &[i32],
    ) -> usize {
        let values = descriptor.value.iter().enumerate().map(|(index, value)| {
            let place = below(here, tag::VALUE, index);
            let read = Value {
                name: value.name().to_owned(),
                about: self.about(&place, deprecated!(value.options)),
                span: self.source.places.name(&place),
            };
            (value.number(), read)
        });
        let ranges = descriptor.reserved_range.iter();
        let read = Enum {
            local_name,
            file: self.index,
            values: values.collect(),
            reserved: Reserved {
                ranges: ranges.map(|range| (range.start(), range.end())).collect(),
                names: descriptor.reserved_name.clone(),
            },
            about: self.about(here, deprecated!(descriptor.options)),
            span: self.source.places.name(here),
            whole: self.source.places.of(here),
        };
        let index = self.files.enums.len();
        self.files.enums.push(read);
        index
    }

    fn about(&self, here: &[i32], deprecated: bool) -> About {
        About {
            doc: self.source.places.doc(here),
            deprecated,
        }
    }
}

fn below(path: &[i32], tag: i32, index: usize) -> Vec<i32> {
    let index = i32::try_from(index).unwrap_or(i32::MAX);
    [path, &[tag, index]].concat()
}

fn says_deprecated(options: &[UninterpretedOption]) -> bool {
    options.iter().any(|option| {
        let named = match &option.name[..] {
            [name] if !name.is_extension => &*name.name_part,
            _ => "",
        };
        named == "deprecated" && option.identifier_value.as_deref() == Some("true")
    })
}

fn reference(name: &str) -> Reference {
    Reference {
        name: name.trim_start_matches('.').to_owned(),
        target: None,
    }
}

fn field_type(field: &FieldDescriptorProto, nested: &[DescriptorProto]) -> FieldType {
    use field_descriptor_proto::Type;
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
                _ => FieldType::Message(reference(field.type_name())),
            };
        }
        Type::Enum => return FieldType::Enum(reference(field.type_name())),
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
