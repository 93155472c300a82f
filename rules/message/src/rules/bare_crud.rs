//! An event that tells what the database did.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "bare-crud",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event named after a database operation",
        why: "It hides why: a consumer has to compare rows to learn what the business did.",
        bad: "\
events:
  OrderUpdated:
    doc: Something about an order is different.
    fields: { order_id: uuid, updated_at: timestamp }
",
        good: "\
events:
  OrderAddressCorrected:
    doc: The customer corrected the address.
    fields: { order_id: uuid, corrected_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(verdict) = context.verdict.filter(|verdict| verdict.crud) else {
        return;
    };
    let verb = verdict.verb.unwrap_or(verdict.name);
    if !context.is_event() || says_more(verdict.name, verb) {
        return;
    }
    let finding = findings.report(
        message.name.span,
        message.identity(),
        format!(
            "`{}` tells what a database did, not why",
            message.name.value
        ),
    );
    finding.label(format!("*{}*", verb.to_lowercase())).help(
        "name the reason: `OrderPlaced` rather than `OrderCreated`, `CustomerMoved` rather than \
         `CustomerUpdated`; several reasons are several events",
    );
    if naming::is_doubtful(context, verdict) {
        finding.doubtful();
    }
    intent::explain(message, finding);
}

/// Whether a phrase behind the verb tells what became of the thing, as `ItemRemovedFromCart` does and
/// `RowInsertedIntoTable` does not.
fn says_more(name: &str, verb: &str) -> bool {
    let (words, verb) = (Words::of(name), verb.to_lowercase());
    let stores = [
        "cache",
        "collection",
        "database",
        "db",
        "disk",
        "index",
        "row",
        "store",
        "table",
    ];
    let tells = ["from", "to", "into", "onto", "after", "because", "due"];
    let mut phrases = tells.iter().map(|tells| format!("{verb}_{tells}"));
    phrases.any(|phrase| words.has(&phrase)) && !words.iter().any(|word| stores.contains(&word))
}
