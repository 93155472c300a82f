//! An order among the symbols of an enum of facts.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "imperative-symbol",
        category: Category::Naming,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An enum symbol that orders, in an enum of events or among symbols that tell what happened",
        why: "Readers cannot tell whether it has happened already or is still to be done.",
        bad: "\
types:
  ParcelStatus: { enum: [packed, shipped, deliver] }
events:
  ParcelMoved:
    fields: { parcel_id: uuid, status: ParcelStatus, moved_at: timestamp }
",
        good: "\
types:
  ParcelStatus: { enum: [packed, shipped, delivered] }
events:
  ParcelMoved:
    fields: { parcel_id: uuid, status: ParcelStatus, moved_at: timestamp }
",
    },
    check: MessageCheck::Enum(check),
};

/// How many symbols that tell what happened make the others fall out of line.
const FACTS: usize = 2;

fn check(context: &EnumContext<'_>, findings: &mut Findings<'_>) {
    let Some(grammar) = context.grammar.filter(|_| context.in_event) else {
        return;
    };
    if lists_no_states(context.words) {
        return;
    }
    let verdicts: Vec<(Span, Verdict<'_>)> = context
        .symbols
        .symbols
        .iter()
        .map(|symbol| (symbol.name.span, grammar.judge(&symbol.name.value)))
        .filter(|(_, verdict)| !verdict.is_doubtful())
        .collect();
    // A word that is a noun too, such as `hold`, may name the state.
    let orders = |verdict: &Verdict<'_>| {
        verdict.label == Label::Command && verdict.lemma.is_some_and(|verb| grammar.is_verb(verb))
    };
    let tells = |verdict: &Verdict<'_>| verdict.label == Label::Past;
    let count = |is: &dyn Fn(&Verdict<'_>) -> bool| {
        let counted = verdicts.iter().filter(|(_, verdict)| is(verdict));
        counted.count()
    };
    let facts = count(&tells);
    let among_facts = facts >= FACTS && facts > count(&orders);
    if !among_facts && !holds_events(context.words) {
        return;
    }
    for (span, verdict) in verdicts.iter().filter(|(_, verdict)| orders(verdict)) {
        let finding = findings.report(
            *span,
            format!("{}.{}", context.subject, verdict.name),
            format!("`{}` orders, where a fact should be told", verdict.name),
        );
        finding.label(naming::show(verdict));
        if let Some(right) = verdict.suggestions().first() {
            finding.help(format!("name what has happened: `{right}`"));
        }
    }
}

/// Whether the symbols of an enum of this name are not what has become of something: a reason may be
/// an order that was given, and the words of a code are its own.
fn lists_no_states(words: &Words) -> bool {
    ["reason", "cause", "code", "mode", "policy", "strategy"]
        .iter()
        .any(|word| words.last().eq_ignore_ascii_case(word))
}

/// Whether an enum of this name lists kinds of events: `event_type`, `OrderEventKind`.
fn holds_events(words: &Words) -> bool {
    ["event_type", "event_kind", "event_name", "event"]
        .iter()
        .any(|ending| words.ends_with(ending))
}
