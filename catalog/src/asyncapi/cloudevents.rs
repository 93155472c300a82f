//! The traits in the CloudEvents repository, which are known without being fetched.

use factum_contract::document::Node;
use factum_contract::shape::{Field, TimeUnit, Type};
use factum_contract::span::Spanned;

/// Whether a URL is that of the trait that adds the headers of the binary mode.
pub(super) fn is_binary_trait(url: &str) -> bool {
    url.contains("cloudevents-headers-") && url.contains("binary")
}

/// The headers that the trait adds to which `reference` leads: the context attributes of
/// CloudEvents 1.0, as its Kafka binding writes them.
pub(super) fn headers(reference: &Node) -> Vec<Field> {
    let optional = |ty| Type::Optional(Box::new(ty));
    let attributes = [
        ("id", Type::String),
        ("source", Type::String),
        ("specversion", Type::String),
        ("type", Type::String),
        ("subject", optional(Type::String)),
        ("time", optional(Type::Timestamp(TimeUnit::Micros))),
        ("dataschema", optional(Type::String)),
    ];
    let field = |(name, ty)| {
        let name = Spanned::new(format!("ce_{name}").into(), reference.span);
        Field::new(name, ty, reference.span)
    };
    attributes.into_iter().map(field).collect()
}
