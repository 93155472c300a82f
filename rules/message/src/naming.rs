//! From the grammar's verdict on a name to a finding.

use factum_grammar::{Label, Verdict};

use crate::finding::Findings;
use crate::intent;
use crate::rule::MessageContext;

/// Reports an event whose name the grammar judges to be `label`. `say` gets the name and the best
/// suggestion, and tells what is wrong and what to write instead.
pub(crate) fn report(
    context: &MessageContext<'_>,
    label: Label,
    findings: &mut Findings<'_>,
    say: impl FnOnce(&str, Option<&str>) -> (String, String),
) {
    let message = context.message;
    let Some(verdict) = context.verdict.filter(|verdict| verdict.label == label) else {
        return;
    };
    let may_be_event = context.intent.is_none() && label != Label::Nominal;
    if !context.is_event() && !may_be_event {
        return;
    }
    let suggestions = verdict.suggestions();
    let best = suggestions.first().map(|right| &**right);
    let (what, help) = say(&message.name.value, best);
    let finding = findings.report(message.name.span, message.identity(), what);
    finding.label(show(verdict)).help(help);
    if let Some(right) = best {
        finding.rename(message.name.span, right);
    }
    if is_doubtful(context, verdict) {
        finding.doubtful();
    }
    intent::explain(message, finding);
}

/// Whether a rule about a name may only warn: the grammar is not sure, or the format does not say
/// that it is an event at all.
pub(crate) fn is_doubtful(context: &MessageContext<'_>, verdict: &Verdict<'_>) -> bool {
    verdict.is_doubtful() || !context.message.says.intents
}

/// What to say under a name: the verb that gave it away.
pub(crate) fn show(verdict: &Verdict<'_>) -> String {
    let Some(verb) = verdict.verb.map(str::to_lowercase) else {
        return "no verb tells what happened".to_owned();
    };
    match verdict.label {
        Label::Past => format!("*{verb}*: the past"),
        Label::Command => format!("an imperative: *{verb}*"),
        Label::Query => format!("a question: *{verb}*"),
        Label::Progressive => format!("still under way: *{verb}*"),
        Label::Future => format!("yet to come: *{verb}*"),
        Label::Present => format!("the present tense: *{verb}*"),
        Label::Nominal => "no verb tells what happened".to_owned(),
    }
}
