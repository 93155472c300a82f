//! An event named in the present tense.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "not-past-tense",
        category: Category::Naming,
        severity: Severity::Error,
        preset: Preset::Standard,
        what: "An event named in the present tense",
        why: "What is true now may not be when the event is read; what has happened stays true.",
        bad: "\
events:
  GameStarts:
    doc: The referee blew the whistle.
    fields: { game_id: uuid, started_at: timestamp }
",
        good: "\
events:
  GameStarted:
    doc: The referee blew the whistle.
    fields: { game_id: uuid, started_at: timestamp }
",
    },
    check: MessageCheck::Message(check),
};

fn check(context: &MessageContext<'_>, findings: &mut Findings<'_>) {
    naming::report(context, Label::Present, findings, |name, suggestion| {
        let what = format!("`{name}` says what is so; an event states what has happened");
        let help = match suggestion {
            Some(right) => format!("name it in the past tense: `{right}`"),
            None => "name what has happened that made it so, in the past tense".to_owned(),
        };
        (what, help)
    });
}
