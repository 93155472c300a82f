//! An event that several services produce.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "several-producers",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event that several services produce",
        why: "Nobody owns its meaning, and no order holds between what the producers say.",
        bad: "\
events:
  StockReserved:
    doc: Goods were set aside for an order.
    producers: [inventory, warehouse]
    fields: { order_id: uuid, reserved_at: timestamp }
services:
  inventory: { owner: team-stock }
  warehouse: { owner: team-logistics }
",
        good: "\
events:
  StockReserved:
    doc: Goods were set aside for an order.
    producers: [inventory]
    fields: { order_id: uuid, reserved_at: timestamp }
services:
  inventory: { owner: team-stock }
  warehouse: { owner: team-logistics }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let [_, second, ..] = &message.producers[..] else {
        return;
    };
    if !context.is_event() {
        return;
    }
    let names: Vec<&str> = message.producers.iter().map(|name| &*name.value).collect();
    let finding = findings.report(
        message.name.span,
        message.identity(),
        format!(
            "`{}` has {} producers: `{}`",
            message.name.value,
            names.len(),
            names.join("`, `")
        ),
    );
    finding.help(
        "let one service own the fact; if each states a fact of its own, give each an event of \
         its own",
    );
    if second.span != message.name.span {
        finding.related(second.span, "a second producer");
    }
}
