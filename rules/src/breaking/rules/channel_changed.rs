//! `channel-changed`

use super::channel_kind_changed::protocol;
use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "channel-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A message is carried by another channel, or under another topic or protocol",
        why: "Who listens on the channel of before hears nothing more, and nothing tells them.",
        bad: "\
events:
  OrderPlaced: { channel: orders }
---
events:
  OrderPlaced: { channel: sales }
",
        good: "\
events:
  OrderPlaced: { channel: orders }
---
events:
  OrderPlaced: { channel: orders, doc: A customer placed it. }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs() {
        let (new, old) = (pair.new, pair.old);
        let moves = [
            ("channel", channel(new, old)),
            ("topic", stated(&new.topic, &old.topic)),
            ("protocol", protocols(&new.protocol, &old.protocol)),
        ];
        let mut moves = moves
            .into_iter()
            .filter_map(|(what, moved)| Some((what, moved?)));
        let Some((what, (now, then))) = moves.next() else {
            continue;
        };
        let message = format!(
            "`{}` is on the {what} `{}` and was on `{}`",
            new.name.value, now.value, then.value
        );
        let finding = out
            .report(now.span, new.identity(), message)
            .related(then.span, format!("the {what} before"))
            .help(format!(
                "publish on both until every consumer has moved from `{}`",
                then.value
            ))
            .affects(consumers_then(comparison, pair));
        for (what, (now, then)) in moves {
            finding.related(
                now.span,
                format!("the {what} too, which was `{}`", then.value),
            );
        }
    }
}

/// A place of today, and the one of before.
type Move<'a> = Option<(&'a Spanned<Text>, &'a Spanned<Text>)>;

fn channel<'a>(new: &'a Message, old: &'a Message) -> Move<'a> {
    let carries = |message: &Message, channel: &Spanned<Text>| {
        message.channels().any(|other| other.value == channel.value)
    };
    let gone = old.channels().find(|then| !carries(new, then));
    let added = new.channels().find(|now| !carries(old, now));
    added.or(new.channel.as_ref()).zip(gone)
}

fn stated<'a>(now: &'a Option<Spanned<Text>>, then: &'a Option<Spanned<Text>>) -> Move<'a> {
    let both = now.as_ref().zip(then.as_ref());
    both.filter(|(now, then)| now.value != then.value)
}

/// Whether it is encrypted is a matter of addresses, not of what is spoken.
fn protocols<'a>(now: &'a Option<Spanned<Text>>, then: &'a Option<Spanned<Text>>) -> Move<'a> {
    stated(now, then).filter(|(now, then)| protocol(&now.value) != protocol(&then.value))
}
