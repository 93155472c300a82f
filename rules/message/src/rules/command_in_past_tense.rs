//! A command named like an event.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "command-in-past-tense",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A command or a query named like an event",
        why: "Who reads it believes that it has happened already.",
        bad: "\
commands:
  StockReserved:
    doc: Sets goods aside for an order.
    handler: inventory
    fields: { order_id: uuid }
services:
  inventory: { owner: team-stock }
",
        good: "\
commands:
  ReserveStock:
    doc: Sets goods aside for an order.
    handler: inventory
    fields: { order_id: uuid }
services:
  inventory: { owner: team-stock }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Some(grammar) = context.grammar else {
        return;
    };
    if context.is_event() || context.is_superseded || !message.says.intents {
        return;
    }
    let verdict = grammar.judge(&message.name.value);
    if verdict.label != Label::Past || verdict.is_doubtful() {
        return;
    }
    let kind = message.intent;
    findings
        .report(
            message.name.span,
            message.identity(),
            format!(
                "`{}` states a fact, and is declared as a {}",
                message.name.value,
                kind.as_str()
            ),
        )
        .label(naming::show(&verdict))
        .help(format!(
            "name it in the imperative, or {} if it has happened when the {} is sent",
            context.notation.declare(Intent::Event),
            kind.as_str()
        ));
}
