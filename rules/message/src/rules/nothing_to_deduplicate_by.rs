//! An event that cannot be told from another.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "nothing-to-deduplicate-by",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An event without an identifier of anything",
        why: "Brokers deliver twice; a consumer that cannot tell a repetition acts twice.",
        bad: "\
events:
  DoorOpened:
    doc: Somebody opened a door.
    fields: { floor: int, opened_at: timestamp }
",
        good: "\
events:
  DoorOpened:
    doc: Somebody opened a door.
    fields: { door_id: uuid, floor: int, opened_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Payload::Record(fields) = &message.payload else {
        return;
    };
    if !context.is_event() || message.key.is_some() || values::say_nothing(fields, context.types) {
        return;
    }
    let identifies = |field: &Field| {
        vocabulary::names_an_identifier(&Words::of(&field.name.value))
            || values::is(&field.ty, context.types, |ty| matches!(ty, Type::Uuid))
            || values::is(&field.ty, context.types, |ty| matches!(ty, Type::Opaque(_)))
    };
    if values::any_field(fields, context.types, &identifies)
        || values::any_field(&message.headers, context.types, &identifies)
        || message
            .channels()
            .any(|channel| placeholders(&channel.value).any(names_an_identifier))
        || values::may_hold_more(message)
    {
        return;
    }
    findings
        .report(
            message.name.span,
            message.identity(),
            format!("nothing in `{}` says which one it is", message.name.value),
        )
        .help(context.notation.word(
            "add the id of what it is about, such as `order_id: uuid`",
            "add the id of what it is about, such as `order_id: Uuid`",
            "add the id of what it is about, such as `order_id`",
        ));
}

/// The names in braces of an address: `order_id` of `orders/{order_id}/placed`.
fn placeholders(address: &str) -> impl Iterator<Item = &str> {
    let parts = address.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

fn names_an_identifier(placeholder: &str) -> bool {
    vocabulary::names_an_identifier(&Words::of(placeholder))
}
