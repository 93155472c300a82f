//! A row before and after.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "row-image",
        category: Category::Coupling,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An event that carries a row before and after the change",
        why: "Consumers depend on the table, and have to find out by themselves what happened.",
        bad: "\
types:
  OrderRow: { status: string, total_cents: long }
events:
  OrderAmended:
    fields: { order_id: uuid, before: OrderRow?, after: OrderRow, amended_at: timestamp }
",
        good: "\
events:
  OrderAmended:
    fields: { order_id: uuid, status: string, total_cents: long, amended_at: timestamp }
",
    },
    check: MessageCheck::Record(check),
};

fn check(context: &RecordContext<'_>, findings: &mut Findings<'_>) {
    let named = |name: &str| {
        context
            .fields
            .iter()
            .find(|field| Words::of(&field.name.value).as_str() == name)
    };
    let (Some(before), Some(after)) = (named("before"), named("after")) else {
        return;
    };
    if !context.in_event || before.ty.required() != after.ty.required() && !same(before, after) {
        return;
    }
    findings
        .report(
            before.name.span,
            context.owner,
            format!("`{}` carries a row before and after", context.owner),
        )
        .related(after.name.span, "the row after")
        .help("say what happened, and carry what changed by it");
}

/// Whether two fields refer to the same type.
fn same(a: &Field, b: &Field) -> bool {
    match (a.ty.required(), b.ty.required()) {
        (Type::Named(a), Type::Named(b)) => a.id.is_some() && a.id == b.id,
        _ => false,
    }
}
