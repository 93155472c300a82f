//! From the grammar's verdict on a name to a finding.

use factum_grammar::{Label, Verdict};

use crate::finding::{Finding, Findings};
use crate::rule::MessageContext;

/// Reports an event whose name the grammar judges to be `label`. `say` gets the finding, the name
/// and the best suggestion, and sets message and help.
pub(crate) fn report(
    context: &MessageContext<'_>,
    label: Label,
    findings: &mut Findings<'_>,
    say: impl FnOnce(&mut Finding, &str, Option<&str>),
) {
    let message = context.message;
    let Some(verdict) = context.verdict.filter(|verdict| verdict.label == label) else {
        return;
    };
    let suggestions = verdict.suggestions();
    let best = suggestions.first().map(|right| &**right);
    let finding = findings.report(message.name.span, message.identity(), "");
    say(finding, &message.name.value, best);
    finding.label(verdict.reason());
    if let Some(right) = best {
        finding.rename(message.name.span, right);
    }
    if is_doubtful(context, verdict) {
        finding.doubtful();
    }
}

/// Whether a rule about a name may only warn: the grammar is not sure, or the format does not say
/// that it is an event at all.
pub(crate) fn is_doubtful(context: &MessageContext<'_>, verdict: &Verdict<'_>) -> bool {
    verdict.is_doubtful() || !context.message.says.intents
}
