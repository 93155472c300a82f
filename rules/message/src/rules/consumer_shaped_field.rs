//! A field that holds what a consumer shows or sends.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "consumer-shaped-field",
        category: Category::Coupling,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A field shaped for what one consumer shows or sends",
        why: "The event changes whenever that consumer's mail or screen does.",
        bad: "\
events:
  OrderShipped:
    fields: { order_id: uuid, email_subject: string, shipped_at: timestamp }
",
        good: "\
events:
  OrderShipped:
    fields: { order_id: uuid, carrier: string, shipped_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let holds_text = |ty: &Type| matches!(ty, Type::String | Type::Json | Type::Uuid);
    if !context.record.in_event
        || !values::are(&field.ty, context.record.types, holds_text)
        || !is_shaped(context.words)
        || speaks_of_messages(context)
    {
        return;
    }
    findings
        .report(
            field.name.span,
            context.subject(),
            format!("`{}` is made for one consumer's output", field.name.value),
        )
        .label("presentation, not fact")
        .help("carry the facts; who mails or shows them keeps its own templates");
}

fn is_shaped(words: &Words) -> bool {
    let medium = words.iter().any(|word| {
        matches!(
            word,
            "email" | "mail" | "sms" | "notification" | "push" | "banner" | "toast" | "letter"
        )
    });
    let part = |part: &str| words.ends_with(part);
    (medium
        && [
            "template",
            "template_id",
            "template_name",
            "subject",
            "body",
            "text",
            "title",
            "html",
            "headline",
            "layout",
            "greeting",
            "footer",
        ]
        .into_iter()
        .any(part))
        || [
            "css_class",
            "button_text",
            "button_label",
            "button_color",
            "html_body",
            "display_color",
            "display_colour",
            "screen_title",
            "icon_name",
            "html_snippet",
        ]
        .into_iter()
        .any(part)
}

/// An event that is itself about mails or notifications may speak of their parts.
fn speaks_of_messages(context: &FieldContext<'_>) -> bool {
    let owner = match context.record.owner {
        Owner::Payload(message) | Owner::Headers(message) => &message.name,
        Owner::Type(definition) => &definition.name,
    };
    Words::of(&owner.value).iter().any(|word| {
        matches!(
            word,
            "email"
                | "emails"
                | "mail"
                | "mails"
                | "sms"
                | "notification"
                | "notifications"
                | "message"
                | "messages"
                | "template"
                | "templates"
                | "push"
                | "letter"
                | "banner"
                | "campaign"
                | "newsletter"
        )
    })
}
