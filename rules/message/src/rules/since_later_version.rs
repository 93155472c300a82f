//! A field of a version to come.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "since-later-version",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A field that came with a later version than the message has",
        why: "Either the field is not there yet, or the version was not raised.",
        bad: "\
events:
  OrderPlaced:
    version: 2
    fields: { order_id: uuid, coupon: { type: string?, since: 3 }, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    version: 3
    fields: { order_id: uuid, coupon: { type: string?, since: 3 }, placed_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    let message = context.message;
    let Version::Major(version) = message.version else {
        return;
    };
    for field in message.fields() {
        let Some(since) = &field.since else { continue };
        let is_later = |since: u32| since > version;
        if !since.value.parse().is_ok_and(is_later) {
            continue;
        }
        findings
            .report(
                since.span,
                format!("{}.{}", message.identity(), field.name.value),
                format!(
                    "`{}` came with version {}, and this is version {version}",
                    field.name.value, since.value
                ),
            )
            .help("raise the version of the message, or correct `since:`");
    }
}
