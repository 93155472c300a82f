//! A type that no value can have.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "endless-type",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A record that always contains another one of itself",
        why: "No message can be written: it would have no end.",
        bad: "\
types:
  Category: { name: string, parent: Category }
events:
  ArticleListed:
    fields: { article_id: uuid, category: Category, listed_at: timestamp }
",
        good: "\
types:
  Category: { name: string, parent: Category? }
events:
  ArticleListed:
    fields: { article_id: uuid, category: Category, listed_at: timestamp }
",
    },
    check: MessageCheck::Type(check),
};

fn check(context: &TypeContext<'_>, findings: &mut Findings<'_>) {
    let Body::Record(fields) = &context.definition.body else {
        return;
    };
    let leads_back = |field: &&Field| {
        let mut seen = Vec::new();
        contains(&field.ty, context, &mut seen)
    };
    let Some(field) = fields.iter().find(leads_back) else {
        return;
    };
    findings
        .report(
            field.ty_span,
            type_subject(context.definition),
            format!(
                "`{}` always contains another `{}`",
                field.name.value, context.definition.name.value
            ),
        )
        .help(format!("make it optional: `{}?`", field.ty));
}

/// Whether each value of a type contains one of the context's type.
fn contains(ty: &Type, context: &TypeContext<'_>, seen: &mut Vec<TypeId>) -> bool {
    let Resolved::Definition(id, definition) = context.types.resolve(ty) else {
        return false;
    };
    if std::ptr::eq(definition, context.definition) {
        return true;
    }
    let Body::Record(fields) = &definition.body else {
        return false;
    };
    // What leads back to another type is that type's fault.
    if seen.contains(&id) {
        return false;
    }
    seen.push(id);
    fields
        .iter()
        .any(|field| contains(&field.ty, context, seen))
}
