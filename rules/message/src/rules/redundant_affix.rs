//! A name with a part that says nothing.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "redundant-affix",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event name with `Event`, `On` or a version in it",
        why: "It says what everybody knows; a version in the name makes each version another event.",
        bad: "\
events:
  OrderPlacedEvent:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    fields: { order_id: uuid, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let (Some(verdict), Some(grammar)) = (context.verdict, context.grammar) else {
        return;
    };
    let Some(first) = redundant(verdict, message.says) else {
        return;
    };
    let mut right = verdict.without(&first);
    // Each round takes one affix away, so the rounds end.
    loop {
        let shorter = grammar.judge(&right);
        match redundant(&shorter, message.says) {
            Some(affix) => right = shorter.without(&affix),
            None => break,
        }
    }
    let span = message.name.span;
    let place = if span.end - span.start == u32::try_from(verdict.name.len()).unwrap_or(0) {
        span.slice(first.start, first.end)
    } else {
        span
    };
    let help = match first.kind {
        AffixKind::Version => format!("name it `{right}`, and state the version beside it"),
        _ => format!("name it `{right}`"),
    };
    findings
        .report(
            place,
            message.identity(),
            format!("`{}` in `{}` says nothing", first.text, message.name.value),
        )
        .help(help)
        .rename(span, right);
}

/// The first part of a name that an event can do without.
fn redundant<'n>(verdict: &Verdict<'n>, says: Says) -> Option<Affix<'n>> {
    verdict.affixes.iter().find(|affix| {
        let is_whole_name = affix.start == 0 && affix.end == verdict.name.len();
        let is_redundant = match affix.kind {
            // A CloudEvent is one by name, and no cloud. Where nothing declares what a message is for,
            // the word tells an event named after a thing from that thing.
            AffixKind::Event => {
                let before = verdict.name[..affix.start].to_lowercase();
                !before.ends_with("cloud") && (says.intents || verdict.label == Label::Past)
            }
            AffixKind::On => true,
            // In `sent_message` the message is what was sent.
            AffixKind::Message => {
                verdict.label == Label::Past
                    && Words::of(&verdict.without(affix)).iter().nth(1).is_some()
            }
            // `order.placed.v2` is how CloudEvents types are written.
            AffixKind::Version => says.versions && !verdict.name[..affix.start].ends_with('.'),
            _ => false,
        };
        is_redundant && !is_whole_name
    })
}
