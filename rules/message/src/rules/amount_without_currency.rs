//! An amount of no currency.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "amount-without-currency",
        category: Category::Payload,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "An amount of money in a record that names no currency",
        why: "The first customer abroad turns every stored amount into a guess.",
        bad: "\
events:
  InvoiceSent:
    fields: { invoice_id: uuid, amount: \"decimal(12,2)\", sent_at: timestamp }
",
        good: "\
events:
  InvoiceSent:
    fields: { invoice_id: uuid, amount: \"decimal(12,2)\", currency: string, sent_at: timestamp }
",
    },
    check: MessageCheck::Record(check),
};

fn check(context: &RecordContext<'_>, findings: &mut Findings<'_>) {
    let is_amount = |field: &&Field| {
        field.unit.is_none()
            && matches!(
                Words::of(&field.name.value).last(),
                "amount" | "price" | "fee" | "balance" | "cost"
            )
            && values::is(&field.ty, context.types, |ty| {
                matches!(ty, Type::Decimal { .. })
            })
    };
    let names_currency = |field: &Field| {
        let words = Words::of(&field.name.value);
        ["currency", "eur", "usd", "gbp"]
            .into_iter()
            .any(|word| words.has(word))
    };
    let Some(amount) = context.fields.iter().find(is_amount) else {
        return;
    };
    if context.fields.iter().any(names_currency) {
        return;
    }
    findings
        .report(
            amount.name.span,
            format!("{}.{}", context.owner, amount.name.value),
            format!("`{}` is in no currency", amount.name.value),
        )
        .help(context.notation.either(
            "add `currency: string` beside it, or state the one there is: `unit: EUR`",
            "add a `currency` beside it, or name the one there is: `amount_eur`",
        ));
}
