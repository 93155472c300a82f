//! What the comment of a field says in factum's own sentences, which the target `protobuf` writes
//! for what Protobuf has no words for: `Type: uuid.`, `Unit: ms.`, `Personal data.`

use factum_contract::document::Node;
use factum_contract::shape::{Field, Text, Type};
use factum_contract::span::Spanned;

use crate::native::types;

/// Takes the sentences at the end of a field's documentation for what they say. A type counts where
/// the declared one can carry it.
pub(super) fn understand(field: &mut Field) {
    let near = field.name.span;
    let Some(doc) = field.doc.take() else {
        return;
    };
    let spanned = |text: &str| Box::new(Spanned::new(Text::from(text), near));
    let mut left = &*doc.value;
    loop {
        let (before, line) = left.rsplit_once('\n').unwrap_or(("", left));
        let said = |word: &str| line.strip_prefix(word)?.strip_suffix('.');
        if let Some(text) = said("Type: ") {
            let Some(ty) = carried(&Node::plain(text, near), field.ty.required()) else {
                break;
            };
            field.ty = match &field.ty {
                Type::Optional(_) => Type::Optional(Box::new(ty)),
                _ => ty,
            };
        } else if let Some(unit) = said("Unit: ") {
            field.unit = Some(spanned(unit));
        } else if let Some(version) = said("Since version ") {
            field.since = Some(spanned(version));
        } else if line == "Personal data." {
            field.pii = Some(true);
        } else {
            break;
        }
        left = before;
    }
    field.doc = (!left.is_empty()).then(|| Spanned::new(left.into(), doc.span));
}

/// The type that a text names, if it is one that is written as `declared`.
fn carried(text: &Node, declared: &Type) -> Option<Type> {
    let ty = types::read(text).ok()?;
    let is_carried = match &ty {
        Type::Fixed(_) => *declared == Type::Bytes,
        Type::Decimal { .. } | Type::Uuid | Type::Date | Type::Time(_) | Type::Duration => {
            *declared == Type::String
        }
        _ => false,
    };
    is_carried.then_some(ty)
}
