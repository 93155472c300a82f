//! Fields in several casings.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "mixed-field-casing",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A record whose fields are written in several casings",
        why: "Consumers must look up how each field is spelt, and a mistake reads as an absent value.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, customer_id: uuid, salesChannel: string, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, customer_id: uuid, sales_channel: string, placed_at: timestamp }
",
    },
    check: MessageCheck::Record(check),
};

fn check(context: &RecordContext<'_>, findings: &mut Findings<'_>) {
    // How headers are written is the transport's custom.
    if matches!(context.owner, Owner::Headers(_)) {
        return;
    }
    // A field of one word is in every casing at once.
    let cased = |field: &Field| {
        let name = &*field.name.value;
        if name.starts_with("x-") {
            // A header's name, kept as it is.
            return None;
        }
        let tells = |c: char| c.is_uppercase() || matches!(c, '_' | '-');
        (name.contains(tells) && split(name).nth(1).is_some()).then(|| Case::of(name))
    };
    let mut counts: Vec<(Case, usize)> = Vec::new();
    for case in context.fields.iter().filter_map(cased) {
        match counts.iter_mut().find(|(other, _)| *other == case) {
            Some((_, count)) => *count += 1,
            None => counts.push((case, 1)),
        }
    }
    // Among equals the one that was used first; capitals may be an acronym's, such as `RSA_3072`.
    let Some(&(usual, _)) = counts
        .iter()
        .rev()
        .filter(|(case, _)| *case != Case::Mixed)
        .max_by_key(|(case, count)| (*count, *case != Case::ScreamingSnake))
        .filter(|_| counts.len() > 1)
    else {
        return;
    };
    let Some(odd) = context
        .fields
        .iter()
        .find(|field| cased(field).is_some_and(|case| case != usual))
    else {
        return;
    };
    let right = recase(&odd.name.value, usual);
    findings
        .report(
            odd.name.span,
            format!("{}.{}", context.owner, odd.name.value),
            format!(
                "`{}` is not written like the fields beside it",
                odd.name.value
            ),
        )
        .help(format!("write `{right}`"))
        .rename(odd.name.span, right);
}
