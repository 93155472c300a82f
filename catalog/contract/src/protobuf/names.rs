//! Full names of what files declare, and how a name that is written finds one.

use protox::prost_reflect::prost_types::{DescriptorProto, FileDescriptorProto};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Message,
    Enum,
}

/// Calls `visit` with the full name of each message and enum of a file, nested ones included.
pub(super) fn each(file: &FileDescriptorProto, mut visit: impl FnMut(String, Kind)) {
    let mut waiting: Vec<(String, &DescriptorProto)> = Vec::new();
    let package = file.package();
    for enumeration in &file.enum_type {
        visit(join(package, enumeration.name()), Kind::Enum);
    }
    waiting.extend(
        file.message_type
            .iter()
            .map(|it| (join(package, it.name()), it)),
    );
    while let Some((name, message)) = waiting.pop() {
        for enumeration in &message.enum_type {
            visit(join(&name, enumeration.name()), Kind::Enum);
        }
        let nested = message.nested_type.iter();
        waiting.extend(nested.map(|it| (join(&name, it.name()), it)));
        visit(name, Kind::Message);
    }
}

/// A name inside a scope.
pub(super) fn join(scope: &str, name: &str) -> String {
    if scope.is_empty() {
        name.to_owned()
    } else {
        format!("{scope}.{name}")
    }
}

/// What Protobuf makes of a field's name in JSON, where `json_name` says nothing: `orderId` of
/// `order_id`, as protoc has it.
pub fn json_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut is_start = false;
    for c in name.chars() {
        match c {
            '_' => is_start = true,
            c if is_start => {
                out.push(c.to_ascii_uppercase());
                is_start = false;
            }
            c => out.push(c),
        }
    }
    out
}

/// Scopes around a name that are looked into. Names nest far less deep, and a package of thousands
/// of segments should not cost as many looks for each field.
const MOST_SCOPES: usize = 128;

/// The full names that a name may mean which is written in `scope`, the innermost first. One that
/// begins with a dot is full already.
pub(super) fn candidates(scope: &str, written: &str) -> impl Iterator<Item = String> {
    let full = written.strip_prefix('.');
    let mut around = Some(scope.to_owned()).filter(|_| full.is_none());
    let inside = std::iter::from_fn(move || {
        let scope = around.take()?;
        around = match scope.rsplit_once('.') {
            Some((outer, _)) => Some(outer.to_owned()),
            None if scope.is_empty() => None,
            None => Some(String::new()),
        };
        Some(scope)
    });
    let written = written.to_owned();
    full.map(str::to_owned).into_iter().chain(
        inside
            .take(MOST_SCOPES)
            .map(move |scope| join(&scope, &written)),
    )
}
