//! An event named like an order.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "command-shaped",
        category: Category::Naming,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "An event named like a command",
        why: "An order has one receiver who may refuse; an event is a fact that nobody can refuse any more.",
        bad: "\
events:
  SubmitOrder:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, submitted_at: timestamp }
",
        good: "\
events:
  OrderSubmitted:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, submitted_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    naming::report(context, Label::Command, findings, |name, suggestion| {
        // Where nothing declares it an event, a name such as `page/delete` may be meant as one.
        let is_order =
            context.message.says.intents || context.verdict.is_some_and(intent::is_imperative);
        let does = match is_order {
            true => "orders someone to act",
            false => "has its verb in the base form, as an order has",
        };
        let what = format!("`{name}` {does}; an event states what has happened");
        let fact = match suggestion {
            Some(right) => format!("name the fact: `{right}`"),
            None => "name what has happened".to_owned(),
        };
        let declare = context.notation.declare(Intent::Command);
        let mut help = format!("{fact}, or {declare} if one service must obey it");
        if let Some(verb) = database_verb(context, suggestion) {
            help += &format!("; say why it happened if there is a better word than *{verb}*");
        }
        (what, help)
    });
}

/// The verb of a suggestion that would tell what a database did, as [`bare_crud`] finds.
fn database_verb(context: &MessageContext<'_>, suggestion: Option<&str>) -> Option<String> {
    let verdict = context.grammar?.judge(suggestion?);
    let verb = verdict.verb.filter(|_| verdict.crud)?;
    Some(verb.to_lowercase())
}
